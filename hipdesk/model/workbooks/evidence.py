"""What the cells of a column look like: the share that reads as days, references, names, strands, ticks."""

import re
from collections.abc import Callable
from datetime import date

from hipdesk.model.workbooks.agencies import squashed
from hipdesk.model.workbooks.days import read_day, read_days
from hipdesk.model.workbooks.fields import TICK, Role
from hipdesk.model.workbooks.grid import Cell, cell_line, cell_words, folded
from hipdesk.model.workbooks.people import looks_like_name, read_perpetrators
from hipdesk.model.workbooks.values import SURE, answer_of, guess_value, split_values, tick_of

SAMPLE = 200
"""Cells of a column that are looked at, spread over its length."""

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
_LONDONISH = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_AGE = re.compile(r"^\s*(?:aged?\s*)?\d{1,3}\s*(?:\+|yrs?\.?|years?(?:\s*old)?|y\s*/?\s*o|y\.o\.?)?\s*$", re.IGNORECASE)
_REFERENCE = re.compile(r"^[A-Z]{0,8}[\s\-/._]?\d{1,8}[A-Z]?(?:[\s\-/._]?[A-Z\d]{1,8}){0,3}$", re.IGNORECASE)
_CRIME = re.compile(r"(?:\bCAD\b|\bCRIS\b|\d{4,}|\d+/\d{2})", re.IGNORECASE)
_ACTION_LINE = re.compile(r"^\s*\d{1,2}\s*[.):-]", re.MULTILINE)

Test = Callable[[Cell], bool]


def sample(cells: list[Cell]) -> list[Cell]:
    """At most ``SAMPLE`` cells, spread evenly."""
    step = max(1, len(cells) // SAMPLE)
    return cells[::step][:SAMPLE]


def share(target: str, cells: list[Cell], role: Role = "referrals") -> float | None:
    """The share, 0 to 1, of the answered cells that look like the target; nothing where looks say nothing."""
    if role == "referrals":
        test = _TICK if target.startswith(TICK) else _TESTS.get(target)
    else:
        test = _OTHER_TESTS.get((role, target))
    answered = [cell for cell in sample(cells) if answer_of(cell_line(cell)) is None]
    if test is None or not answered:
        return None
    looks = sum(1 for cell in answered if test(cell)) / len(answered)
    if target in ("old_reference",) and role == "referrals":
        looks *= len({cell_line(cell) for cell in answered}) / len(answered)
    return looks


def _is_day(cell: Cell) -> bool:
    return read_day(cell).day is not None or (isinstance(cell, str) and _short_day(cell))


def _short_day(words: str) -> bool:
    return bool(re.match(r"^\s*\d{1,2}(?:st|nd|rd|th)?\s*[./\- ]\s*(?:\d{1,2}|[A-Za-z]{3,9})\s*$", words))


def _some_days(cell: Cell) -> bool:
    return bool(read_days(cell)[0]) or _is_day(cell)


def _is_age_or_birth(cell: Cell) -> bool:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return 0 <= cell <= 115 or 1890 <= cell <= 2100 or read_day(cell).day is not None
    return isinstance(cell, date) or bool(_AGE.match(cell_line(cell))) or _is_day(cell)


def _is_when(cell: Cell) -> bool:
    return _some_days(cell) or bool(
        re.search(r"\b(?:19|20)\d\d\b|ongoing|since|month|week|daily|various", cell_line(cell), re.I)
    )


def _coded(kind: str) -> Test:
    def known(cell: Cell) -> bool:
        pieces = split_values(kind, cell_words(cell))
        return any(guess_value(kind, piece).confidence >= 60 for piece in pieces)

    return known


def _is_name(cell: Cell) -> bool:
    return isinstance(cell, str) and looks_like_name(cell) and not _is_day(cell)


def _is_perpetrator(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    people = read_perpetrators(cell)
    return any(person.identity != "described" for person in people) or len(cell) < 60


def _is_tick(cell: Cell) -> bool:
    return tick_of(cell_line(cell)) is not None


def _is_short(cell: Cell) -> bool:
    return isinstance(cell, str) and 1 < len(squashed(cell)) <= 40 and not _is_day(cell)


def _is_address(cell: Cell) -> bool:
    words = cell_line(cell)
    return bool(_LONDONISH.search(words)) or bool(re.match(r"^(?:flat|studio|unit|\d)", words, re.IGNORECASE))


def _is_reference(cell: Cell) -> bool:
    if isinstance(cell, date):
        return False
    return bool(_REFERENCE.match(cell_line(cell)))


def _is_action(cell: Cell) -> bool:
    """Words, however few ("Visit"): but no day, no yes or no, and no state such as "Closed"."""
    words = cell_words(cell)
    if bool(_ACTION_LINE.search(words)) or " to " in words or len(folded(words).split()) >= 3:
        return True
    wordy = isinstance(cell, str) and any(sign.isalpha() for sign in words)
    return wordy and not _is_tick(cell) and not _is_day(cell) and guess_value("status", words).confidence < SURE


_TICK: Test = _is_tick
_TESTS: dict[str, Test] = {
    "old_reference": _is_reference,
    "received": _is_day,
    "agency": _is_short,
    "victim_name": _is_name,
    "birth": _is_age_or_birth,
    "sex": _coded("sex"),
    "ethnicity": _coded("ethnicity"),
    "address": _is_address,
    "postcode": lambda cell: bool(POSTCODE.search(cell_line(cell))),
    "tenure": _coded("tenure"),
    "strand": _coded("strand"),
    "incident_type": _coded("incident_type"),
    "incident_when": _is_when,
    "police_reference": lambda cell: bool(_CRIME.search(cell_line(cell))),
    "perpetrator": _is_perpetrator,
    "risk": _coded("risk"),
    "agreement": _coded("agreement"),
    "hearings": _some_days,
    "actions": _is_action,
    "status": _coded("status"),
    "closed_on": _is_day,
    "repeat": _is_tick,
    "closed_tick": _is_tick,
}
_OTHER_TESTS: dict[tuple[str, str], Test] = {
    ("actions", "reference"): _is_reference,
    ("actions", "wording"): _is_action,
    ("actions", "due"): _is_when,
    ("actions", "done_on"): _is_day,
    ("actions", "raised"): _is_day,
    ("contacts", "email"): lambda cell: "@" in cell_line(cell),
}
