"""Table 1: the headline of a report, in sentences and in eight tiles, with the period before beside each figure."""

from dataclasses import replace

from hipdesk.model.measures import change_words, counted, more_or_fewer, percent
from hipdesk.model.periods import Period
from hipdesk.model.reports import (
    Behind,
    Cell,
    Column,
    Finding,
    Line,
    QuarterFigures,
    Rate,
    ReportTable,
    Strong,
    Tile,
)
from hipdesk.services.reports.referrals import Referrer
from hipdesk.services.reports.scope import Scope, day_words, part_of, short

NOTE = (
    "Heard when due: accepted cases heard at least once, of those whose first hearing fell due; target 100%. "
    "On time: done by the date first set; carried forward counts as late."
)


def tiles(scope: Scope, now: QuarterFigures, before: QuarterFigures) -> tuple[Tile, ...]:
    """The eight tiles."""
    earlier = short(scope.before)
    made = (
        _rate(
            "Meetings held",
            _meetings(now),
            _meetings(before),
            earlier,
            _behind(scope, "meetings"),
            none="none planned",
            counts=True,
        ),
        _count("Referrals", now.referrals, before.referrals, earlier, _behind(scope, "referrals")),
        _rate("Repeat referrals", _repeat(now), _repeat(before), earlier, _behind(scope, "repeat"), none="no referral"),
        _rate("Heard when due", _heard(now), _heard(before), earlier, _behind(scope, "heard")),
        _count("Cases accepted", now.accepted, before.accepted, earlier, _behind(scope, "accepted")),
        _count("Cases closed", now.closed, before.closed, earlier, _behind(scope, "closed")),
        _count("Open at the end", now.open_at_end, before.open_at_end, earlier, _behind(scope, "open")),
        _rate("Actions on time", _on_time(now), _on_time(before), earlier, _on_time_behind(scope)),
    )
    if scope.knows(scope.before):
        return made
    return tuple(replace(tile, before=f"{earlier}: no record") for tile in made)


def _behind(scope: Scope, figure: str) -> Behind:
    return Behind(figure, scope.period.first, scope.period.last, as_at=scope.as_at)


def _on_time_behind(scope: Scope) -> Behind:
    return Behind("actions_due", scope.period.first, scope.as_at, "on_time", as_at=scope.on)


def _meetings(figures: QuarterFigures) -> Rate:
    return Rate(figures.meetings_held, figures.meetings_planned)


def _repeat(figures: QuarterFigures) -> Rate:
    return Rate(figures.repeat, figures.referrals)


def _heard(figures: QuarterFigures) -> Rate:
    return Rate(figures.heard_when_due, figures.heard_due)


def _on_time(figures: QuarterFigures) -> Rate:
    return Rate(figures.actions_on_time, figures.actions_due)


def _count(label: str, now: int, before: int, earlier: str, behind: Behind) -> Tile:
    change = change_words(now, before).capitalize()
    return Tile(label=label, large=f"{now:,}", beside="", before=f"{earlier}: {before:,}. {change}", behind=behind)


def _rate(
    label: str,
    now: Rate,
    before: Rate,
    earlier: str,
    behind: Behind | None,
    *,
    none: str = "none due",
    counts: bool = False,
) -> Tile:
    """A share; ``none`` says in words that there is nothing to take a share of. ``counts`` never gives a percentage."""
    given = None if counts else percent(now.part, now.base)
    large, beside = (f"{given}%", f"{now.part:,} of {now.base:,}") if given is not None else (
        f"{now.part:,}", f"of {now.base:,}"
    )  # fmt: skip
    if not now.base:
        large, beside = "–", none
    told = none if not before.base else f"{before.part:,} of {before.base:,}" if counts else before.words
    return Tile(label=label, large=large, beside=beside, before=f"{earlier}: {told}", behind=behind)


def bullets(
    scope: Scope, now: QuarterFigures, before: QuarterFigures, year_ago: QuarterFigures, found: list[Referrer]
) -> tuple[Finding, ...]:
    """The sentences of the first page that come from no table's own finding."""
    referrals = "1 referral" if now.referrals == 1 else f"{now.referrals:,} referrals"
    compared = [
        f"{more_or_fewer(now.referrals, then.referrals)} {when}"
        for then, period, when in (
            (before, scope.before, _earlier(scope.before)),
            (year_ago, scope.year_ago, "a year ago"),
        )
        if scope.reaches(period)
    ]
    first: list[str | Strong] = [Strong(referrals), f", {' and '.join(compared)}." if compared else "."]
    new = sorted(one.name for one in found if one.tag == "new this year" and one.counts[0])
    if len(new) == 1:
        first.append(f" {new[0]} referred for the first time.")
    moves = Strong(f"{counted(now.accepted, 'case')} accepted, {now.closed:,} closed")
    were = "case was" if now.open_at_end == 1 else "cases were"
    change = _open_change(now.open_at_end, now.open_at_start)
    second: Finding = (moves, f": {now.open_at_end:,} {were} open on {day_words(scope.as_at)}, {change}.")
    made: list[Finding] = [tuple(first), second]
    if now.heard_due:
        made.append(_heard_bullet(_heard(now)))
    if now.actions_due:
        made.append(_actions_bullet(now, before))
    return tuple(made)


def _earlier(before: Period) -> str:
    return "last quarter" if before.kind == "quarter" else f"in {before.label}"


def _open_change(now: int, start: int) -> str:
    if now == start:
        return "as many as at the start"
    return f"{'up' if now > start else 'down'} from {f'{start:,}' if start else 'none'}"


def _heard_bullet(rate: Rate) -> Finding:
    given = percent(rate.part, rate.base)
    if given is None:
        return (Strong(f"{rate.part} of {rate.base}"), " cases due for a first hearing were heard.")
    return (Strong(f"{given}% of cases due for a first hearing were heard"), f": {rate.part} of {rate.base}.")


def _actions_bullet(now: QuarterFigures, before: QuarterFigures) -> Finding:
    rate, earlier = _on_time(now), _on_time(before)
    given, last = percent(rate.part, rate.base), percent(earlier.part, earlier.base)
    raised = f" {counted(now.actions_raised, 'action')} {'was' if now.actions_raised == 1 else 'were'} raised."
    if given is None:
        return (*part_of(rate.part, rate.base, "action", "due was", "due were", "done on time"), raised)
    compared = ""
    if last is not None:
        compared = ", as last time" if last == given else f", {'up' if given > last else 'down'} from {last}%"
    return (Strong(f"{given}% of actions were done on time"), f"{compared}.{raised}")


def headline_table(
    scope: Scope, now: QuarterFigures, before: QuarterFigures, year_ago: QuarterFigures, so_far: QuarterFigures
) -> ReportTable:
    """Table 1 as a table, the twin of the tiles."""
    every = (now, before, year_ago, so_far)
    rows: tuple[tuple[str, str, list[int | Rate]], ...] = (
        ("Meetings held", "meetings", [_meetings(each) for each in every]),
        ("Referrals", "referrals", [each.referrals for each in every]),
        ("Repeat referrals", "repeat", [_repeat(each) for each in every]),
        ("Cases accepted", "accepted", [each.accepted for each in every]),
        ("Cases first heard", "heard", [each.heard for each in every]),
        ("Heard when due", "", [_heard(each) for each in every]),
        ("Cases closed", "closed", [each.closed for each in every]),
        ("Open at the end", "open", [each.open_at_end for each in every]),
        ("Actions raised", "actions_raised", [each.actions_raised for each in every]),
        ("Actions on time", "", [_on_time(each) for each in every]),
    )
    lines = [
        Line(label, tuple(_cell(scope, value, figure, each.period) for value, each in zip(values, every, strict=True)))
        for label, figure, values in rows
    ]
    return ReportTable(
        number="1",
        title="Headline",
        section="Headline",
        finding=bullets(scope, now, before, year_ago, [])[1],
        unit="meeting, referral, case or action, as each line says",
        basis="each by its own day",
        heading="Figure",
        columns=(
            Column(short(scope.period), current=True),
            Column(short(scope.before)),
            Column("Same time last year"),
            Column("Year so far"),
        ),
        lines=tuple(lines),
        notes=(NOTE,),
    )


def _cell(scope: Scope, value: int | Rate, figure: str, period: Period) -> Cell:
    if isinstance(value, Rate):
        return Cell(value.part, value.words, scope.cell(value.part, figure, period).behind if figure else None)
    return scope.cell(value, figure, period)
