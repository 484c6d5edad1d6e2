"""The agenda proposed from rules: which cases, why each is there, in what order, for how many minutes, from when.

The standing lines, minutes and order are data in ``resources/wording/agenda.toml``. No names: references and initials.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, Protocol

from hipdesk.kernel.paths import resources
from hipdesk.model.periods import add_months
from hipdesk.model.statuses import CaseStatus

Kind = Literal["urgent", "new", "review", "closure", "aftercare", "off_list"]
Place = Literal["opening", "cases", "closing"]
Group = Literal["children", "others"]
_BAND_RANK = {"high": 0, "medium": 1, "standard": 2}
_HEARINGS: frozenset[Kind] = frozenset({"urgent", "new", "review"})
CHILDREN_FIRST: frozenset[Kind] = frozenset({*_HEARINGS, "closure"})
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A line every agenda has: ``code``, ``title``, ``short`` name, ``place`` and ``minutes``; ``kinds`` of case."""

    code: str
    title: str
    short: str
    place: Place
    minutes: int = 0
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaRules:
    """The rules as data: standing lines in order, minutes by kind, order of kinds in the two groups, and spans."""

    standing: tuple[StandingLine, ...]
    minutes: Mapping[str, int]
    children_first: Literal["new_and_review", "new_only"]
    order_with_children: tuple[Kind, ...]
    order_others: tuple[Kind, ...]
    off_list_months: int
    unheard_days: int


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the rules look at in one case.

    ``heard`` counts regular hearings, ``last_heard`` any; ``accepted`` is false for a referral still in triage;
    ``carried_from`` the meeting that did not reach it; ``urgent_meeting`` the day one was held for it; ``risk_rose``
    since the last hearing; ``closure_words`` when closure is proposed ("Closure test met: 4 of 4"); ``listed_for`` a
    meeting it was put down for; ``leaves`` who must leave.
    """

    case_id: str
    reference: str
    initials: str
    status: CaseStatus
    accepted: bool = True
    urgent: bool = False
    heard: int = 0
    last_heard: date | None = None
    next_review: date | None = None
    carried_from: date | None = None
    urgent_meeting: date | None = None
    listed_for: date | None = None
    children: bool = False
    organisation: bool = False
    band: str | None = None
    score: int | None = None
    risk_rose: bool = False
    actions_late: int = 0
    closure_words: str = ""
    aftercare_due: date | None = None
    off_list_noted: bool = False
    strands: tuple[str, ...] = ()
    agency: str = ""
    presenter: str = ""
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A case on the agenda: its facts, ``kind``, the ``reason`` it is there, ``minutes``, and ``group``."""

    case: CaseFacts
    kind: Kind
    reason: str
    minutes: int
    group: Group = "others"


@dataclass(frozen=True, slots=True)
class AgendaProposal:
    """Case lines in order, and those that could be added, each with its reason."""

    lines: tuple[AgendaLine, ...]
    could_be_added: tuple[AgendaLine, ...]


class HasMinutes(Protocol):
    """Anything that takes minutes."""

    @property
    def minutes(self) -> int:
        """How many."""
        ...


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A numbered line with its start: ``standing`` or ``case`` is set."""

    number: int
    starts: time
    minutes: int
    standing: StandingLine | None = None
    case: AgendaLine | None = None


@dataclass(frozen=True, slots=True)
class AgendaPlan:
    """The whole agenda in order, ``planned`` minutes against the ``slot``, and a ``warning`` or an empty text.

    ``children_may_leave`` is when the group with children ends, or None without such a group.
    """

    lines: tuple[PlannedLine, ...]
    planned: int
    slot: int
    warning: str = ""
    children_may_leave: time | None = None
    to_settle: tuple[str, ...] = field(default=())


@lru_cache(maxsize=1)
def agenda_rules() -> AgendaRules:
    """The shipped rules."""
    return read_agenda_rules((resources() / "wording" / "agenda.toml").read_text("utf-8"))


def read_agenda_rules(text: str) -> AgendaRules:
    """Rules from TOML; ``KeyError``, ``TypeError`` or ``TOMLDecodeError`` when the file is not one."""
    given = tomllib.loads(text)
    standing = tuple(StandingLine(**{**line, "kinds": tuple(line.get("kinds", ()))}) for line in given["standing"])
    rules = given["rules"]
    return AgendaRules(
        standing=standing,
        minutes=MappingProxyType(dict(given["minutes"])),
        children_first=rules["children_first"],
        order_with_children=tuple(rules["order_with_children"]),
        order_others=tuple(rules["order_others"]),
        off_list_months=rules["off_list_months"],
        unheard_days=rules["unheard_days"],
    )


def propose(
    cases: Iterable[CaseFacts], meeting: date, rules: AgendaRules | None = None, previous: date | None = None
) -> AgendaProposal:
    """Propose the cases for a meeting by rule, each with its reason, in order; every case stands at most once.

    Off the list come those whose months ran out since the ``previous`` meeting (None: in the month before this one).
    """
    rules = rules or agenda_rules()
    previous = previous or add_months(meeting, -1)
    lines, could_be_added = [], []
    for case in cases:
        line = _due(case, meeting, rules, previous)
        if line is not None:
            lines.append(line)
            continue
        optional = _optional(case, meeting, rules)
        if optional is not None:
            could_be_added.append(optional)
    return AgendaProposal(arrange(lines, rules), arrange(could_be_added, rules))


def arrange(lines: Iterable[AgendaLine], rules: AgendaRules | None = None) -> tuple[AgendaLine, ...]:
    """Lines in their groups and order: children first, then by kind, band and score, then reference."""
    rules = rules or agenda_rules()
    return tuple(sorted(lines, key=lambda line: _rank(line, rules)))


def timings(lines: Sequence[HasMinutes], start: time) -> tuple[time, ...]:
    """When each line starts, the first at ``start``; past midnight the clock goes round."""
    at = datetime.combine(date(2000, 1, 1), start)
    found = []
    for line in lines:
        found.append(at.time())
        at += timedelta(minutes=line.minutes)
    return tuple(found)


def plan(lines: Sequence[AgendaLine], start: time, slot: int, rules: AgendaRules | None = None) -> AgendaPlan:
    """Number and time the whole agenda: opening, these case lines as ordered, closing; warn when over the slot."""
    rules = rules or agenda_rules()
    opening = [line for line in rules.standing if line.place == "opening"]
    closing = [line for line in rules.standing if line.place == "closing"]
    everything: list[StandingLine | AgendaLine] = [*opening, *lines, *closing]
    starts = timings(everything, start)
    planned_lines = tuple(
        PlannedLine(number, at, line.minutes, standing=line)
        if isinstance(line, StandingLine)
        else PlannedLine(number, at, line.minutes, case=line)
        for number, (line, at) in enumerate(zip(everything, starts, strict=True), start=1)
    )
    planned = sum(line.minutes for line in everything)
    over = planned - slot
    minutes = "minute" if over == 1 else "minutes"
    warning = f"{over} {minutes} more than the {slot} there are" if over > 0 else ""
    return AgendaPlan(planned_lines, planned, slot, warning, _children_leave(planned_lines), _to_settle(planned_lines))


def _due(case: CaseFacts, meeting: date, rules: AgendaRules, previous: date) -> AgendaLine | None:
    """The line of a case that belongs on this agenda, or None; the first rule that holds gives the reason."""
    later = case.listed_for is not None and case.listed_for > meeting
    if not case.accepted or later:
        return None
    if case.status == "closed":
        return _off_list(case, meeting, rules, previous)
    if case.closure_words:
        return _line(case, "closure", case.closure_words, "closure", rules)
    if case.heard == 0:
        return _first_hearing(case, rules)
    risen = case.risk_rose and case.band is not None
    rose = f"; risk rose to {str(case.band).capitalize()}" if risen else ""
    if case.carried_from:
        return _line(
            case, "review", f"Carried over from {_day(case.carried_from)}, not reached{rose}", "carried", rules
        )
    if case.next_review is not None and case.next_review <= meeting:
        minutes = "review_risen" if risen else "review"
        return _line(case, "review", f"Review due{rose}", minutes, rules)
    if case.status == "reopened":
        return _line(case, "review", f"Reopened{rose}", "review", rules)
    if case.urgent or risen:
        reason = f"Risk rose to {str(case.band).capitalize()}" if risen else "Urgent"
        return _line(case, "review", reason, "review_risen", rules)
    if case.actions_late:
        return _line(case, "review", f"{_count(case.actions_late)} late", "actions_only", rules)
    if case.listed_for == meeting:
        return _line(case, "review", "Put down for this panel", "review", rules)
    return _off_list(case, meeting, rules, previous) if case.status == "monitoring" else None


def _first_hearing(case: CaseFacts, rules: AgendaRules) -> AgendaLine:
    if case.urgent_meeting:
        return _line(case, "urgent", f"Urgent meeting {_short(case.urgent_meeting)}; full hearing due", "urgent", rules)
    if case.urgent:
        return _line(case, "urgent", "Urgent; not yet heard", "urgent", rules)
    if case.carried_from:
        return _line(case, "new", f"Carried over from {_day(case.carried_from)}, not reached", "carried", rules)
    return _line(case, "new", "Accepted, not yet heard", f"new_{case.band or 'medium'}", rules)


def _off_list(case: CaseFacts, meeting: date, rules: AgendaRules, previous: date) -> AgendaLine | None:
    """Noted once: at the first meeting after its months ran out, never again at those that follow."""
    if case.last_heard is None or case.off_list_noted:
        return None
    if not previous < add_months(case.last_heard, rules.off_list_months) <= meeting:
        return None
    return _line(
        case, "off_list", f"Last heard {_day_year(case.last_heard)}: off the list, note only", "off_list", rules
    )


def _optional(case: CaseFacts, meeting: date, rules: AgendaRules) -> AgendaLine | None:
    """A case that could be added: urgent in triage, listed later, aftercare due, or long unheard without a date."""
    if not case.accepted:
        return _line(case, "urgent", "Urgent, if you accept it today", "urgent", rules) if case.urgent else None
    if case.status == "closed":
        if case.aftercare_due is None or case.aftercare_due > meeting:
            return None
        reason = f"Aftercare call due {_short(case.aftercare_due)}, note only"
        return _line(case, "aftercare", reason, "aftercare", rules)
    if case.listed_for is not None and case.listed_for > meeting:
        start = "Organisation; listed" if case.organisation else "Listed"
        kind: Kind = "review" if case.heard else "new"
        minutes = "review" if case.heard else f"new_{case.band or 'medium'}"
        return _line(case, kind, f"{start} for {_day(case.listed_for)}", minutes, rules)
    if case.next_review is None and case.last_heard and (meeting - case.last_heard).days > rules.unheard_days:
        return _line(case, "review", f"Not heard since {_day(case.last_heard)}, no date", "no_date", rules)
    return None


def _line(case: CaseFacts, kind: Kind, reason: str, minutes: str, rules: AgendaRules) -> AgendaLine:
    grouped = case.children and kind in CHILDREN_FIRST and rules.children_first == "new_and_review"
    return AgendaLine(case, kind, reason, rules.minutes[minutes], "children" if grouped else "others")


def _rank(line: AgendaLine, rules: AgendaRules) -> tuple[int, int, int, int, int, str]:
    order = rules.order_with_children if line.group == "children" else rules.order_others
    place = order.index(line.kind) if line.kind in order else len(order)
    case = line.case
    return (
        0 if line.group == "children" else 1,
        place,
        0 if case.children else 1,
        _BAND_RANK.get(case.band or "", len(_BAND_RANK)),
        -(case.score or 0),
        case.reference,
    )


def _children_leave(lines: tuple[PlannedLine, ...]) -> time | None:
    grouped = [line for line in lines if line.case and line.case.group == "children"]
    if not grouped:
        return None
    last = grouped[-1]
    return (datetime.combine(date(2000, 1, 1), last.starts) + timedelta(minutes=last.minutes)).time()


def _to_settle(lines: tuple[PlannedLine, ...]) -> tuple[str, ...]:
    return tuple(
        f"No one named to present item {line.number}"
        for line in lines
        if line.case and line.case.kind in _HEARINGS and not line.case.case.presenter.strip()
    )


def _count(actions: int) -> str:
    words = _NUMBERS[actions] if actions < len(_NUMBERS) else str(actions)
    return f"{words} action" if actions == 1 else f"{words} actions"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def _day_year(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
