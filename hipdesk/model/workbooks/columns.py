"""Matching columns to fields: what the heading says, weighed by what the cells look like.

Confidence is 0 to 100. An exact heading over cells that look right is sure; an exact heading over cells that do not,
or a near heading, is a guess; below 50 a column is kept as text on the case.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hipdesk.model.workbooks.evidence import sample, share
from hipdesk.model.workbooks.fields import (
    EXACT,
    KEEP,
    LEAVE_OUT,
    SEVERAL_COLUMNS,
    TICK,
    Role,
    guess_heading,
    strand_of_heading,
)
from hipdesk.model.workbooks.grid import Cell, SheetGrid, cell_line, cell_words, folded
from hipdesk.model.workbooks.headings import HeadedColumn, Headings
from hipdesk.model.workbooks.notes import note_for
from hipdesk.model.workbooks.plan import ColumnMatch, ColumnPlace
from hipdesk.model.workbooks.rows import ReadRow, column_cells
from hipdesk.model.workbooks.values import GUESS

_LOOKS_WRONG = 0.15
_SHARED_FROM = 60
_EXAMPLES = 3
_EXAMPLE_LENGTH = 44
_TICK_FROM = 0.8
_PLAIN_WORDS = frozenset({"wording", "address"})
"""Fields of any words at all: cells that are short, or of another town, say nothing against an exact heading."""
_KIND_OF_CODES = frozenset(
    {"strand", "sex", "ethnicity", "tenure", "risk", "agreement", "status", "incident_type", "agency", "victim_name"}
)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A sheet with its headings and its rows told apart, by the columns of which an entry has one (``keys``)."""

    sheet: SheetGrid
    headings: Headings
    rows: tuple[ReadRow, ...]
    keys: frozenset[int]


@dataclass(slots=True)
class _Column:
    """One heading wherever it stands, with every filled cell under it."""

    role: Role
    head: HeadedColumn
    places: list[ColumnPlace]
    cells: list[Cell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    """A column's claim to a target, and how strong it is."""

    column: int
    target: str
    confidence: int


def match_columns(readings: Iterable[SheetReading]) -> tuple[ColumnMatch, ...]:
    """Every column of every sheet that holds something, matched. Sheets of one role share their headings."""
    matches: list[ColumnMatch] = []
    by_role: dict[Role, list[SheetReading]] = {}
    for reading in readings:
        if reading.headings.holds != "nothing":
            by_role.setdefault(reading.headings.holds, []).append(reading)
    for role, of_role in by_role.items():
        columns = _gather(role, of_role)
        taken = _assign(columns)
        matches.extend(_match(column, taken.get(at)) for at, column in enumerate(columns))
    return tuple(matches)


def _gather(role: Role, readings: list[SheetReading]) -> list[_Column]:
    found: dict[str, _Column] = {}
    for reading in readings:
        for head in reading.headings.columns:
            cells = column_cells(reading.sheet, reading.rows, head.column)
            if not cells and not head.heading and not head.group:
                continue
            key = folded(f"{head.group} / {head.heading}") or folded(head.title)
            column = found.setdefault(key, _Column(role, head, [], []))
            column.places.append(ColumnPlace(reading.sheet.name, head.column))
            column.cells.extend(cells)
            column.hidden = column.hidden or head.column in reading.sheet.hidden_columns
    return list(found.values())


def _assign(columns: list[_Column]) -> dict[int, _Claim]:
    """The strongest claims first; a field that one column fills is then closed to the others."""
    claims = [claim for at, column in enumerate(columns) for claim in _claims(at, column)]
    claims += _tick_claims(columns)
    taken: dict[int, _Claim] = {}
    closed: set[str] = set()
    for claim in sorted(claims, key=lambda claim: (-claim.confidence, claim.column)):
        if claim.column in taken or claim.confidence < GUESS:
            continue
        shared = claim.target in SEVERAL_COLUMNS or claim.target.startswith(TICK)
        if claim.target in closed and not (shared and claim.confidence >= _SHARED_FROM):
            continue
        taken[claim.column] = claim
        closed.add(claim.target)
    return taken


def _claims(at: int, column: _Column) -> Iterable[_Claim]:
    for guess in guess_heading(column.role, column.head.heading, column.head.group):
        looks = share(guess.target, column.cells, column.role)
        yield _Claim(at, guess.target, _confidence(guess.target, guess.score, looks, bool(column.cells)))


def _confidence(target: str, score: int, looks: float | None, filled: bool) -> int:
    if not filled:
        return round(score * 0.8)
    if looks is None:
        return round(score * 0.94)
    if looks < _LOOKS_WRONG and target not in _KIND_OF_CODES and not target.startswith(TICK):
        return GUESS if score >= EXACT and target in _PLAIN_WORDS else min(GUESS - 8, score)
    return min(99, round(score * (0.55 + 0.44 * looks)))


def _tick_claims(columns: list[_Column]) -> list[_Claim]:
    """Columns headed with strands and filled with ticks, where at least two stand beside each other in the sheet."""
    claims = []
    for at, column in enumerate(columns):
        code = strand_of_heading(column.head.heading) if column.role == "referrals" else ""
        looks = share(f"{TICK}{code}", column.cells) if code else None
        if code and looks is not None and looks >= _TICK_FROM:
            claims.append(_Claim(at, f"{TICK}{code}", round(90 * (0.55 + 0.45 * looks))))
    return claims if len({claim.target for claim in claims}) >= 2 else []


def _match(column: _Column, claim: _Claim | None) -> ColumnMatch:
    target, confidence = (claim.target, claim.confidence) if claim else (KEEP, 0)
    if not column.cells and (claim is None or claim.confidence < EXACT * 0.8):
        target, confidence = LEAVE_OUT, 0
    return ColumnMatch(
        column.role,
        column.head.heading or ("" if column.head.group else column.head.title),
        column.head.group,
        tuple(column.places),
        target,
        confidence,
        examples(column.cells),
        len(column.cells),
        column.hidden,
        note_for(target, column.cells, hidden=column.hidden),
    )


def examples(cells: list[Cell]) -> tuple[str, ...]:
    """At most three cells as written, each of another shape where there are such."""
    shapes = Counter[str]()
    chosen: dict[str, str] = {}
    for cell in sample(cells):
        words = cell_line(cell_words(cell))
        shape = re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "9", words))
        shapes[shape] += 1
        chosen.setdefault(shape, words)
    ranked = [chosen[shape] for shape, _ in shapes.most_common()]
    others = [cell_line(cell_words(cell)) for cell in sample(cells)]
    unique = list(dict.fromkeys([*ranked, *others]))[:_EXAMPLES]
    return tuple(word if len(word) <= _EXAMPLE_LENGTH else word[: _EXAMPLE_LENGTH - 1] + "…" for word in unique)
