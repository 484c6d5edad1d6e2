"""The whole quarterly report, panel version: figures, tables and findings of a period, as they will print."""

from collections.abc import Iterator

from hipdesk.kernel.errors import Refused
from hipdesk.model.measures import Spread
from hipdesk.model.periods import Period, month_end
from hipdesk.model.reports import Report, ReportTable
from hipdesk.model.users import Right
from hipdesk.services.figures import figures
from hipdesk.services.registry import reads
from hipdesk.services.reports import (
    attendance,
    context,
    ending,
    flow,
    headline,
    incidents,
    missing,
    persons,
    places,
    referrals,
    repeats,
    results,
    risk,
    sharing,
    strands,
    timeliness,
)
from hipdesk.services.reports.scope import Scope, scope_of
from hipdesk.store.work import Reading

_STEPS = 8


@reads(Right.READ_FIGURES)
def report(reading: Reading, period: Period) -> Report:
    """The report on whole months. Refused for other days; FiguresDisagree when open cases do not add up."""
    if period.first.day != 1 or period.last != month_end(period.last):
        raise Refused("A report covers whole months.", to_do="Choose a quarter, a month or a year.")
    scope = scope_of(reading, period)
    reading.progress.step(0, _STEPS, "Counting")
    now, before = figures(reading, period), figures(reading, scope.before)
    year_ago, so_far = figures(reading, scope.year_ago), figures(reading, scope.so_far)
    reading.progress.step(2, _STEPS, "Who refers")
    found, unknown = referrals.referrers(scope)
    months = flow.months_of_flow(scope, now.flow)
    lengths = ending.open_for(scope)
    tables = (
        headline.headline_table(scope, now, before, year_ago, so_far),
        flow.flow_table(scope, now.flow, months),
        referrals.referrals_table(scope, found, unknown),
        referrals.decisions_table(scope),
        *_what_happened(scope),
        *_who(scope),
        *_what_came(scope, lengths),
        *filter(None, (timeliness.times_table(scope), attendance.attendance_table(scope))),
        *context.context_tables(scope),
        *filter(None, (missing.missing_table(scope),)),
    )
    by_number = {table.number: table for table in tables}
    wards, bands = by_number["9"], by_number.get("13")
    ward_known = any(line.kind == "plain" for line in wards.lines)
    return Report(
        period=period,
        figures=now,
        before=before,
        year_ago=year_ago,
        year_to_date=so_far,
        bullets=(
            *headline.bullets(scope, now, before, year_ago, found),
            *risk.bullet(bands),
            *([wards.finding] if ward_known else []),
        ),
        tiles=headline.tiles(scope, now, before),
        tables=tables,
        months=tuple((month.label, each) for month, each in months),
        open_for=lengths,
        made_on=reading.today,
        notes=(headline.NOTE,),
    )


def _what_happened(scope: Scope) -> Iterator[ReportTable]:
    """Tables 5 to 9: strands, what the police recorded, incidents, wards."""
    scope.reading.progress.step(3, _STEPS, "What people were targeted for")
    yield strands.strands_table(scope, strands.counts_of(scope))
    yield strands.group_table(scope, "6a", "RAC", "Race or ethnicity targeted")
    yield strands.group_table(scope, "6b", "REL", "Faith or belief targeted")
    scope.reading.progress.step(4, _STEPS, "Police, incidents and wards")
    yield places.police_table(scope)
    yield from incidents.incidents_tables(scope)
    yield places.wards_table(scope)


def _who(scope: Scope) -> Iterator[ReportTable]:
    """Tables 10 to 14: people, repeats, risk, agreement."""
    scope.reading.progress.step(5, _STEPS, "People")
    yield from persons.victims_tables(scope)
    yield from persons.perpetrators_tables(scope)
    yield from filter(None, (repeats.repeats_table(scope), risk.risk_table(scope)))
    yield from sharing.sharing_tables(scope)


def _what_came(scope: Scope, lengths: Spread | None) -> Iterator[ReportTable]:
    """Tables 15 to 18: actions, interventions, police outcomes, closures."""
    scope.reading.progress.step(6, _STEPS, "Actions and closures")
    yield ending.actions_table(scope)
    further = (results.tools_table(scope), results.support_table(scope), results.police_outcomes_table(scope))
    yield from filter(None, further)
    yield ending.closures_table(scope, lengths)
    yield from filter(None, (ending.victims_table(scope),))
