"""The fields a column may go to, and what old workbooks call them: ``resources/lists/import/headings.toml``.

A target is written as one word: a field's name ("received"), ``strand:RAC`` for a column of ticks, ``keep`` for a
column kept as text on the case, ``leave_out`` for one that is not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from hipdesk.model import vocab
from hipdesk.model.workbooks.grid import folded
from hipdesk.model.workbooks.values import guess_value
from hipdesk.model.workbooks.words import import_list, word_set

Role = Literal["referrals", "actions", "contacts", "nothing"]
"""What a sheet holds."""

ROLES: tuple[Role, ...] = ("referrals", "actions", "contacts", "nothing")
KEEP = "keep"
LEAVE_OUT = "leave_out"
TICK = "strand:"

SEVERAL_COLUMNS = frozenset(
    {
        "strand",
        "incident_type",
        "hearings",
        "actions",
        "perpetrator",
        "summary",
        "outcome",
        "police_reference",
        "address",
        "birth",
    }
)
"""Fields that several columns may share; the rest take one."""

_OF_A_PERSON = frozenset({"birth", "sex", "ethnicity", "address", "postcode", "ward", "tenure", "landlord"}) | {
    "victim_name",
    "victim_given",
    "victim_family",
    "victim_title",
}
"""Fields of the person affected, to which nothing under a heading about the perpetrator belongs."""

_NOTES = frozenset({"note", "notes", "comment", "comments", "remark", "remarks"})
"""Words that make a heading one of remarks: "Local officer note" names no officer."""

_FREE_TEXT = frozenset({"summary", "outcome", "actions", "wording"})

EXACT = 100
_WEAK = 74
_NEAR = 90
_LETTERS_LEAST = 4
_TICK_HEADING = 96
_COUNT = re.compile(r"^\d{1,2}(?:st|nd|rd|th)?$")


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field of one kind of sheet: its ``name``, the ``label`` a person reads, the headings that mean it."""

    role: Role
    name: str
    label: str
    headings: frozenset[str]
    weak: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeadingGuess:
    """A target a heading may mean and how well it fits, 0 to 100."""

    target: str
    score: int


@lru_cache(maxsize=8)
def fields_of(role: Role) -> tuple[FieldInfo, ...]:
    """Every field of a kind of sheet in the order they are shown."""
    return tuple(
        FieldInfo(
            role,
            name,
            about["label"],
            frozenset(folded(heading) for heading in (*about["headings"], about["label"])),
            frozenset(folded(heading) for heading in about.get("weak", ())),
        )
        for name, about in import_list("headings").get(role, {}).items()
    )


def choices(role: Role) -> tuple[tuple[str, str], ...]:
    """Every target of a kind of sheet with its label, for a list to choose from."""
    named = [(field.name, field.label) for field in fields_of(role)]
    if role == "referrals":
        named += [(f"{TICK}{entry.code}", f"Tick: {entry.label}") for entry in vocab.code_list("strand").roots()]
    return (*named, (KEEP, "Keep as text on the case"), (LEAVE_OUT, "Leave out"))


def target_label(role: Role, target: str) -> str:
    """What a person reads for a target; the target itself when it is none of ours."""
    return dict(choices(role)).get(target, target)


def is_target(role: Role, target: str) -> bool:
    """Whether a column of such a sheet may go there."""
    return any(target == choice for choice, _ in choices(role))


def group_kind(group: str) -> str:
    """What a heading over several columns is about: victim, perpetrator, strand, incident, referral, panel or none."""
    plain = folded(group)
    kinds = ("victim", "perpetrator", "strand", "incident", "referral", "panel")
    return next((kind for kind in kinds if plain in word_set("headings", "groups", kind)), "")


@lru_cache(maxsize=5_000)
def guess_heading(role: Role, heading: str, group: str = "") -> tuple[HeadingGuess, ...]:
    """Every target the heading may mean, best first. ``group`` is the heading that stands over it, if any."""
    kind = group_kind(group)
    best: dict[str, int] = {}
    for words, discount, alone in _readings(heading, group, kind):
        for target, score in _guess_words(role, words, loosely=alone):
            if not (alone and kind == "perpetrator" and target in _OF_A_PERSON):
                best[target] = max(best.get(target, 0), score - discount)
    for target, score in _guess_counted(role, folded(heading), folded(group)):
        best[target] = max(best.get(target, 0), score)
    if role == "referrals" and kind == "strand":
        code = strand_of_heading(heading)
        if code:
            best = {f"{TICK}{code}": _TICK_HEADING}
    ranked = sorted(best.items(), key=lambda guess: (-guess[1], guess[0]))
    return tuple(HeadingGuess(target, score) for target, score in ranked if score >= 50)


def strand_of_heading(heading: str) -> str:
    """The strand a heading names, such as RAC for "Race" or "Racist (tick)", or none."""
    guess = guess_value("strand", heading)
    return guess.codes[0] if guess.confidence >= 70 and guess.codes[0] in vocab.code_list("strand") else ""


def _readings(heading: str, group: str, kind: str) -> Iterator[tuple[str, int, bool]]:
    """The heading with and without what stands over it, what each reading loses, and whether it stands alone."""
    plain = folded(heading)
    if kind:
        yield folded(f"{kind} {plain}"), 0, False
    if group:
        yield folded(f"{group} {plain}"), 0, False
    yield plain, 0 if not kind or kind in ("victim", "referral", "panel") else 2, True
    if not plain and group:
        yield folded(group), 0, False


def _guess_counted(role: Role, plain: str, over: str) -> Iterator[tuple[str, int]]:
    """What a heading means that only counts: "1st" and "First date" mean what stands over them; "1st panel" and "Heard
    again" what they say without the count, where several columns may share the field."""
    words = plain.split()
    rest = [word for word in words if not _is_count(word)]
    if not words or len(rest) == len(words):
        return
    if over and rest in ([], ["date"], ["day"]):
        yield from _guess_words(role, over, loosely=True)
        return
    for target, score in _guess_words(role, " ".join(rest), loosely=False):
        if target in SEVERAL_COLUMNS and score == EXACT:
            yield target, EXACT


def _is_count(word: str) -> bool:
    return word in word_set("headings", "counts", "words") or _COUNT.match(word) is not None


def _guess_words(role: Role, plain: str, *, loosely: bool) -> Iterator[tuple[str, int]]:
    """Every field the words may mean. ``loosely``: also one whose heading is near, or stands inside the words."""
    if not plain:
        return
    for field in fields_of(role):
        if plain in field.headings:
            yield field.name, EXACT
        elif plain in field.weak:
            yield field.name, _WEAK
        elif loosely:
            near = _nearness(plain, field.headings)
            if near >= _NEAR:
                yield field.name, near - 6
            elif _holds(plain, field.headings) and (field.name in _FREE_TEXT or _NOTES.isdisjoint(plain.split())):
                yield field.name, 64


def _nearness(plain: str, headings: frozenset[str]) -> int:
    """How near the nearest heading is, 0 where none is near enough."""
    if len(plain) < _LETTERS_LEAST:
        return 0
    long_enough = _long(headings)
    nearest = 0.0
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        found = process.extractOne(plain, long_enough, scorer=scorer, score_cutoff=_NEAR - 0.5)
        nearest = max(nearest, found[1] if found else 0.0)
    return round(nearest)


@lru_cache(maxsize=200)
def _long(headings: frozenset[str]) -> tuple[str, ...]:
    return tuple(heading for heading in headings if len(heading) >= _LETTERS_LEAST)


def _holds(plain: str, headings: frozenset[str]) -> bool:
    """Whether a known heading of two words or more, or of six letters, stands inside a longer one."""
    padded = f" {plain} "
    return any((" " in heading or len(heading) >= 6) and f" {heading} " in padded for heading in headings)
