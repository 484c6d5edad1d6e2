"""Table 2: how the open cases moved, month by month, with the check that they add up."""

from datetime import timedelta

from hipdesk.model.measures import more_or_fewer
from hipdesk.model.periods import Period, months_in
from hipdesk.model.reports import Chart, Column, Finding, Flow, Line, ReportTable, Series, Strong
from hipdesk.services.reports.scope import Scope, day_words, short
from hipdesk.store.queries.figures.days import number_of
from hipdesk.store.queries.figures.flow import Moves, moves_by_month

_DAY = timedelta(days=1)
_HEADINGS = ("Open at start", "Accepted", "Reopened", "Closed", "Open at end")


def months_of_flow(scope: Scope, whole: Flow) -> tuple[tuple[Period, Flow], ...]:
    """The flow of every month of the period, each starting where the one before ended."""
    moves = moves_by_month(scope.reading, scope.period.first, scope.period.last)
    found = []
    start = whole.open_at_start
    for month in months_in(scope.period):
        here = moves.get(number_of(month.first), Moves())
        end = start + here.accepted + here.reopened - here.closed
        found.append((month, Flow(start, here.accepted, here.reopened, here.closed, end)))
        start = end
    return tuple(found)


def flow_table(scope: Scope, whole: Flow, months: tuple[tuple[Period, Flow], ...]) -> ReportTable:
    """Table 2."""
    lines = [_line(scope, month.label.split()[0], month, flow) for month, flow in months]
    lines.append(_line(scope, short(scope.period), scope.period, whole, total=True))
    return ReportTable(
        number="2",
        title="Cases open, accepted, reopened and closed, by month",
        section="Cases open",
        finding=_finding(scope, whole),
        unit="case",
        basis="date accepted, reopened or closed",
        heading="Month",
        columns=tuple(Column(heading) for heading in _HEADINGS),
        lines=tuple(lines),
        check=whole.words,
        chart=Chart(
            "flow",
            "Cases open, accepted, reopened and closed, by month",
            tuple(month.label.split()[0] for month, _ in months),
            tuple(
                Series(heading, tuple(_parts(flow)[at] for _, flow in months)) for at, heading in enumerate(_HEADINGS)
            ),
        ),
    )


def _parts(flow: Flow) -> tuple[int, int, int, int, int]:
    return flow.open_at_start, flow.accepted, flow.reopened, flow.closed, flow.open_at_end


def _line(scope: Scope, label: str, period: Period, flow: Flow, *, total: bool = False) -> Line:
    eve = Period(period.first - _DAY, period.first - _DAY, "", period.basis)
    return Line(
        label,
        (
            scope.cell(flow.open_at_start, "open", eve),
            scope.cell(flow.accepted, "accepted", period),
            scope.cell(flow.reopened, "reopened", period),
            scope.cell(flow.closed, "closed", period),
            scope.cell(flow.open_at_end, "open", period),
        ),
        "total" if total else "plain",
    )


def _finding(scope: Scope, flow: Flow) -> Finding:
    joined, left = flow.accepted + flow.reopened, flow.closed
    start, end = day_words(scope.period.first), f"{scope.period.last:%B}"
    how = "As many cases joined as left" if joined == left else "More cases joined than left"
    if joined < left:
        how = "More cases left than joined"
    were = "1 was open" if flow.open_at_end == 1 else f"{flow.open_at_end} were open"
    change = more_or_fewer(flow.open_at_end, flow.open_at_start)
    return (f"{how}: ", Strong(were), f" at the end of {end}, {change} on {start}.")
