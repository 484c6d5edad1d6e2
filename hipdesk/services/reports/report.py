"""The whole quarterly report, panel version: figures, tables and findings of a period, as they will print."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.periods import Period, month_end
from hipdesk.model.reports import Report, ReportTable
from hipdesk.model.users import Right
from hipdesk.services.figures import figures
from hipdesk.services.registry import reads
from hipdesk.services.reports import attendance, ending, flow, headline, places, referrals, risk, strands, timeliness
from hipdesk.services.reports.scope import Scope, scope_of
from hipdesk.store.work import Reading


@reads(Right.READ_FIGURES)
def report(reading: Reading, period: Period) -> Report:
    """The report on whole months. Refused for other days; FiguresDisagree when open cases do not add up."""
    if period.first.day != 1 or period.last != month_end(period.last):
        raise Refused("A report covers whole months.", to_do="Choose a quarter, a month or a year.")
    scope = scope_of(reading, period)
    steps = 8
    reading.progress.step(0, steps, "Counting")
    now, before = figures(reading, period), figures(reading, scope.before)
    year_ago, so_far = figures(reading, scope.year_ago), figures(reading, scope.so_far)
    reading.progress.step(2, steps, "Who refers")
    found, unknown = referrals.referrers(scope)
    who, decided = referrals.referrals_table(scope, found, unknown), referrals.decisions_table(scope)
    reading.progress.step(3, steps, "What people were targeted for")
    targeted = _targeted(scope)
    reading.progress.step(5, steps, "Police and wards")
    recorded, wards = places.police_table(scope), places.wards_table(scope)
    bands = risk.risk_table(scope)
    reading.progress.step(6, steps, "Actions and closures")
    lengths = ending.open_for(scope)
    further = (ending.victims_table(scope), timeliness.times_table(scope), attendance.attendance_table(scope))
    ended = (ending.actions_table(scope), ending.closures_table(scope, lengths), *filter(None, further))
    months = flow.months_of_flow(scope, now.flow)
    moved = flow.flow_table(scope, now.flow, months)
    first = headline.headline_table(scope, now, before, year_ago, so_far)
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
        tables=(first, moved, who, decided, *targeted, recorded, wards, *filter(None, (bands,)), *ended),
        months=tuple((month.label, each) for month, each in months),
        open_for=lengths,
        made_on=reading.today,
        notes=(headline.NOTE,),
    )


def _targeted(scope: Scope) -> tuple[ReportTable, ...]:
    return (
        strands.strands_table(scope, strands.counts_of(scope)),
        strands.group_table(scope, "6a", "RAC", "Race or ethnicity targeted"),
        strands.group_table(scope, "6b", "REL", "Faith or belief targeted"),
    )
