"""Table 19: the panel's own promises about time, and how far they were kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hipdesk.model.measures import Spread, counted, spread
from hipdesk.model.periods import Period
from hipdesk.model.reports import Behind, Cell, Column, Finding, Line, Rate, ReportTable, Strong
from hipdesk.model.timetable import PanelTimetable
from hipdesk.model.workdays import add_working_days, working_days_between
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.reports.scope import Scope, short
from hipdesk.store.queries.figures import timeliness as queries


@dataclass(frozen=True, slots=True)
class _Kept:
    """One promise in one period: kept so often of so many, and on how many no day is recorded."""

    rate: Rate
    missing: int = 0
    figure: str = ""
    asked: str = ""


def times_table(scope: Scope) -> ReportTable | None:
    """Table 19; None when no day of any of it is recorded."""
    timetable = timetable_of(scope.reading)
    now, before = (_promises(scope, timetable, period) for period in (scope.period, scope.before))
    median, earlier = (_median(scope, period) for period in (scope.period, scope.before))
    if median is None and not any(each.rate.base for each in now.values()):
        return None
    lines = [
        Line(
            name,
            (
                Cell(words=_targets(timetable)[name]),
                _shown(scope, kept, scope.period),
                _shown(scope, before[name], scope.before),
                _result(scope, kept),
            ),
            key=name,
        )
        for name, kept in now.items()
    ]
    waiting = (Cell(words="None set"), _days(median, scope.period), _days(earlier, scope.before), Cell(words="–"))
    lines.insert(2, Line("First hearing, median wait", waiting, key="wait"))
    missing = [f"{name.lower()} {kept.missing}" for name, kept in now.items() if kept.missing]
    return ReportTable(
        number="19",
        title="Timeliness against the panel’s own targets",
        section="Keeping to time",
        finding=_finding(now, median),
        unit="referral; meeting",
        basis="date received; date held",
        heading="Step",
        columns=(
            Column("Target"),
            Column(short(scope.period), current=True),
            Column(short(scope.before)),
            Column("Result"),
        ),
        lines=tuple(lines),
        notes=(
            "Working days leave out weekends and bank holidays. The wait is in working days, from the referral.",
            *([f"No day recorded, not counted: {', '.join(missing)}."] if missing else []),
        ),
    )


def _targets(timetable: PanelTimetable) -> dict[str, str]:
    offsets = {step.code: step.offset for step in timetable.steps}
    return {
        "Acknowledged": counted(timetable.acknowledge_within, "working day"),
        "Triaged": counted(timetable.triage_within, "working day"),
        "Papers out": f"{counted(-offsets['papers_out'], 'working day')} before",
        "Minutes agreed": f"{counted(offsets['minutes_agreed'], 'working day')} after",
    }


def _promises(scope: Scope, timetable: PanelTimetable, period: Period) -> dict[str, _Kept]:
    days = queries.referral_days(scope.reading, period.first, period.last)

    def within(target: int, place: int) -> _Kept:
        done = [(each[0], each[place], each[3]) for each in days]
        told = [(received, on, many) for received, on, many in done if isinstance(on, date)]
        kept = sum(many for received, on, many in told if on <= add_working_days(received, target, scope.nation))
        base = sum(many for *_, many in told)
        step = "acknowledged" if place == 1 else "triaged"
        return _Kept(Rate(kept, base), sum(many for *_, many in done) - base, "promised", f"{step}:{{}}:{target}")

    def step(code: str) -> _Kept:
        done = queries.step_days(scope.reading, code, period.first, period.last)
        return _Kept(Rate(sum(on <= due for due, on in done), len(done)), 0, "meeting_step", f"{code}:{{}}")

    return {
        "Acknowledged": within(timetable.acknowledge_within, 1),
        "Triaged": within(timetable.triage_within, 2),
        "Papers out": step("papers_out"),
        "Minutes agreed": step("minutes_agreed"),
    }


def first_waits(scope: Scope, period: Period) -> Spread | None:
    """How long cases first heard in a period had waited since their referral, in working days."""
    return spread(_lengths(scope, queries.waits(scope.reading, period.first, period.last)))


def _median(scope: Scope, period: Period) -> int | None:
    found = first_waits(scope, period)
    return found.median if found else None


def _lengths(scope: Scope, waited: Iterable[tuple[date, date]]) -> list[tuple[int, int]]:
    return [(max(0, working_days_between(received, heard, scope.nation)), 1) for received, heard in waited]


def _shown(scope: Scope, kept: _Kept, period: Period) -> Cell:
    """So many of so many; behind it those that were kept."""
    if not kept.rate.base:
        return Cell(words="–")
    behind = Behind(kept.figure, period.first, period.last, kept.asked.format("kept"), as_at=scope.as_at)
    return Cell(kept.rate.part, f"{kept.rate.part} of {kept.rate.base}", behind)


def _days(median: int | None, period: Period) -> Cell:
    """The median wait; behind it the cases that were first heard."""
    if median is None:
        return Cell(words="–")
    return Cell(words=counted(median, "day"), behind=Behind("heard", period.first, period.last))


def _result(scope: Scope, kept: _Kept) -> Cell:
    """Met or not; behind it those that were late."""
    late = kept.rate.base - kept.rate.part
    if not late:
        return Cell(words="met" if kept.rate.base else "–")
    behind = Behind(kept.figure, scope.period.first, scope.period.last, kept.asked.format("late"), as_at=scope.as_at)
    return Cell(late, f"not met, {late} late", behind)


def _finding(now: dict[str, _Kept], median: int | None) -> Finding:
    held = {name: kept for name, kept in now.items() if kept.rate.base}
    late = [name for name, kept in held.items() if kept.rate.part < kept.rate.base]
    told = f"{len(held) - len(late)} of {len(held)}" if held else ""
    parts: list[str | Strong] = ["The panel kept ", Strong(told), " of its own targets."] if told else []
    if median is not None:
        parts += [
            " " if parts else "",
            "The median wait to be heard is ",
            Strong(f"{counted(median, 'working day')}"),
            ".",
        ]
    return tuple(part for part in parts if part)
