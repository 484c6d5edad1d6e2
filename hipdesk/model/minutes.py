"""Checks of minutes before they are agreed and frozen: what must be put right, and what to look at."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii

from hipdesk.model.problems import Problem
from hipdesk.model.vocab import code_list

_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Sir|Dame|Lord|Lady)\.?\s+([^\W\d_][\w'’\-]*(?:\s+[A-Z][\w'’\-]+)?)"
)
_OF_RANK = re.compile(r"\b(?:PC|DC|PS|DS|Sgt|Insp|DI|CI|PCSO)\.?\s*$")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone on the attendance list: who ``attended``, and ``signed`` the confidentiality declaration."""

    name: str
    agency: str
    attended: bool
    signed: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """An interest of a person in a case: whether they were present, and whether ruling and leaving are ``minuted``."""

    person: str
    present: bool
    minuted: bool


@dataclass(frozen=True, slots=True)
class CaseMinute:
    """What the minutes hold on one case: line ``number``, ``reference``, ``decision`` code, ``risk_band`` agreed.

    ``carried_to`` the meeting an unreached case was moved to; ``told_by`` who tells the person affected.
    """

    number: int
    reference: str
    decision: str | None
    risk_band: str | None = None
    next_review: date | None = None
    carried_to: date | None = None
    told_by: str = ""
    conflicts: tuple[Conflict, ...] = ()

    @property
    def not_reached(self) -> bool:
        """Whether it was carried over unheard."""
        return self.carried_to is not None or code_list("panel_decision").in_group(self.decision, "not_heard")


@dataclass(frozen=True, slots=True)
class ActionMinute:
    """An action as minuted: its ``number``, the agenda ``line`` it was raised under (None: general), owner and due."""

    number: int | str
    wording: str
    owner: str
    due: date | None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class PublicText:
    """A text that may be quoted in a public report, and where it stands ("Item 15, learning")."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name on a case: the full ``name``, the case's ``reference``, a ``stand_in`` such as "Perpetrator 1"."""

    name: str
    reference: str
    stand_in: str


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """Everything the checks look at; ``held`` is the day of the meeting."""

    held: date
    chair: str
    attendance: tuple[Attendee, ...]
    cases: tuple[CaseMinute, ...]
    actions: tuple[ActionMinute, ...]
    public_texts: tuple[PublicText, ...] = ()
    names: tuple[KnownName, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name found in a text: the words ``found`` from ``start``, whose it is or None, and what to write instead."""

    found: str
    start: int
    known: KnownName | None
    stand_in: str


@dataclass(frozen=True, slots=True)
class MinutesCheck:
    """``problems`` in the order of the minutes, and the titles of the checks that ``passed``."""

    problems: tuple[Problem, ...]
    passed: tuple[str, ...]

    @property
    def to_put_right(self) -> tuple[Problem, ...]:
        """Those that stand in the way of agreeing."""
        return tuple(problem for problem in self.problems if problem.blocks == "agree")

    @property
    def to_look_at(self) -> tuple[Problem, ...]:
        """Those that only warn."""
        return tuple(problem for problem in self.problems if problem.only_warns)

    @property
    def may_be_agreed(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.to_put_right


def check_minutes(facts: MinutesFacts) -> MinutesCheck:
    """Run every check. ``Problem.field`` is the check's code, ``where`` the place in the minutes."""
    problems: list[Problem] = []
    passed: list[str] = []
    for title, check in _CHECKS:
        found = list(check(facts))
        problems.extend(found)
        if not found:
            passed.append(title)
    return MinutesCheck(tuple(problems), tuple(passed))


def names_in(text: str, names: tuple[KnownName, ...]) -> tuple[FoundName, ...]:
    """Names of persons on cases found in a text, whole or by surname, and anyone else with a title, in order.

    Accents and case of full names do not matter; a surname alone counts only when written with a capital.
    Officers by rank (PC, Insp.) are not persons on a case and are passed over unless their name is known.
    """
    found: list[FoundName] = []
    for known in names:
        for match in _places(text, known.name):
            found.append(FoundName(match[0], match[1], known, known.stand_in))
    for titled in _TITLED.finditer(text):
        covers = [at for at in found if titled.start() <= at.start < titled.end()]
        if covers:
            # "Mr Dunmore" is replaced whole, so that no title is left standing.
            first = covers[0]
            found = [at for at in found if at not in covers]
            found.append(FoundName(titled[0], titled.start(), first.known, first.stand_in))
        else:
            found.append(FoundName(titled[0], titled.start(), None, "A person"))
    return tuple(_without_overlaps(found))


def _places(text: str, name: str) -> Iterator[tuple[str, int]]:
    words = name.split()
    if not words:
        return
    whole = re.compile(r"\b" + r"\s+".join(_loose(word) for word in words) + r"\b", re.IGNORECASE)
    for match in whole.finditer(text):
        yield match[0], match.start()
    if len(words) > 1 and len(words[-1]) > 1:
        for match in re.finditer(r"\b" + _loose(words[-1]) + r"(?=['’]s\b|\b)", text, re.IGNORECASE):
            if match[0][0].isupper() and not _OF_RANK.search(text[: match.start()]):
                yield match[0], match.start()


def _loose(word: str) -> str:
    """A pattern for a word with or without its accents."""
    return "(?:" + re.escape(word) + "|" + re.escape(anyascii(word)) + ")"


def _without_overlaps(found: list[FoundName]) -> Iterator[FoundName]:
    end = -1
    for each in sorted(found, key=lambda name: (name.start, -len(name.found))):
        if each.start >= end:
            yield each
            end = each.start + len(each.found)


def _present(facts: MinutesFacts) -> Iterator[Problem]:
    if not any(person.attended for person in facts.attendance):
        yield Problem("present", "Nobody is noted as present. Tick who came.", "agree", "Attendance")


def _chair(facts: MinutesFacts) -> Iterator[Problem]:
    if not facts.chair.strip():
        yield Problem("chair", "No chair is named. Choose who chaired.", "agree", "Attendance")


def _confidentiality(facts: MinutesFacts) -> Iterator[Problem]:
    unsigned = [person for person in facts.attendance if person.attended and not person.signed]
    if not unsigned:
        return
    person = unsigned[0]
    alone = f"{person.name}, {person.agency} has" if person.agency else f"{person.name} has"
    who = alone if len(unsigned) == 1 else f"{len(unsigned)} have"
    field = "confidentiality" if len(unsigned) == 1 else SIGNATURES
    yield Problem(field, f"{who} not signed the confidentiality declaration.", "agree", "Attendance")


def _decisions(facts: MinutesFacts) -> Iterator[Problem]:
    for case in facts.cases:
        if not case.decision and not case.not_reached:
            words = f"Case {case.reference} has no decision. Write it, or carry the case over."
            yield Problem("decision", words, "agree", f"Item {case.number}")


def _conflicts(facts: MinutesFacts) -> Iterator[Problem]:
    for case in facts.cases:
        for conflict in case.conflicts:
            if conflict.present and not conflict.minuted and not case.not_reached:
                words = f"{conflict.person} has an interest in this case; the minutes do not say what was done."
                yield Problem("conflict", words, "agree", f"Item {case.number}")


def _owners(facts: MinutesFacts) -> Iterator[Problem]:
    for action in facts.actions:
        if not action.owner.strip():
            yield Problem("owner", f"Action {action.number} has no owner. Choose one.", "agree", _place(action))


def _dates(facts: MinutesFacts) -> Iterator[Problem]:
    for action in facts.actions:
        if action.due is None:
            yield Problem("due", f"Action {action.number} has no due date. Give one.", "agree", _place(action))
        elif action.due < facts.held:
            yield Problem("due", f"Action {action.number} is due before the meeting.", "warn", _place(action))


def _wordings(facts: MinutesFacts) -> Iterator[Problem]:
    for action in facts.actions:
        if not action.wording.strip():
            yield Problem("wording", f"Action {action.number} does not say what to do.", "agree", _place(action))


def _risk(facts: MinutesFacts) -> Iterator[Problem]:
    for case in facts.cases:
        if not case.risk_band and not case.not_reached:
            yield Problem("risk", f"Case {case.reference} has no risk agreed.", "warn", f"Item {case.number}")


def _reviews(facts: MinutesFacts) -> Iterator[Problem]:
    for case in facts.cases:
        wanted = code_list("panel_decision").in_group(case.decision, "needs_review")
        if wanted and case.next_review is None and case.carried_to is None:
            yield Problem("review", f"Case {case.reference} has no next review.", "warn", f"Item {case.number}")


def _told(facts: MinutesFacts) -> Iterator[Problem]:
    for case in facts.cases:
        if not case.told_by.strip() and not case.not_reached:
            words = f"Case {case.reference} does not say who tells the person affected."
            yield Problem("told", words, "warn", f"Item {case.number}")


def _names(facts: MinutesFacts) -> Iterator[Problem]:
    for public in facts.public_texts:
        for name in names_in(public.text, facts.names):
            whose = f"is a person on case {name.known.reference}" if name.known else "looks like a name"
            words = f"A name in text that may become public: “{name.found}” {whose}. Write “{name.stand_in}”."
            yield Problem("name", words, "warn", public.where)


def _place(action: ActionMinute) -> str:
    return f"Item {action.line}" if action.line is not None else "General actions"


SIGNATURES = "signatures"
"""The field of the one problem that several people have not signed."""

_CHECKS: tuple[tuple[str, Callable[[MinutesFacts], Iterator[Problem]]], ...] = (
    ("attendance", _present),
    ("chair", _chair),
    ("confidentiality", _confidentiality),
    ("decisions", _decisions),
    ("interests", _conflicts),
    ("wording of actions", _wordings),
    ("owners", _owners),
    ("dates", _dates),
    ("risk", _risk),
    ("reviews", _reviews),
    ("who tells the person affected", _told),
    ("names in public text", _names),
)
