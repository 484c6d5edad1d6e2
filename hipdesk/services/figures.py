"""The figures of a period, and the records behind each of them."""

from datetime import date, timedelta

from hipdesk.model.measures import starting_days
from hipdesk.model.pages import Page
from hipdesk.model.periods import Period, months_in, previous, quarter_of
from hipdesk.model.reports import NOT_KNOWN, Behind, Flow, QuarterFigures, RecordBehind
from hipdesk.model.settings import OfficeSettings, PanelSettings, RuleSettings
from hipdesk.model.users import Right
from hipdesk.model.vocab import national_strands, strand_key
from hipdesk.model.workdays import Nation, add_working_days
from hipdesk.services.registry import reads
from hipdesk.services.settings import setting
from hipdesk.store.queries.figures import actions, flow, meetings, referrals, strands
from hipdesk.store.queries.figures.behind import records_behind
from hipdesk.store.work import Reading

_DAY = timedelta(days=1)
_MOST_QUARTERS = 40


@reads(Right.READ_FIGURES)
def figures(reading: Reading, period: Period) -> QuarterFigures:
    """The figures of a period over all cases, restricted ones included; FiguresDisagree when the flow does not add up.

    A period still running is counted up to today: what falls due later is not yet due.
    """
    nation: Nation = setting(reading, OfficeSettings).nation
    by_agency = referrals.by_agency(reading, period.first, period.last)
    names = referrals.agencies(reading)
    named = strands.by_month(reading, period.first, period.last)
    due, heard_when_due = _heard_when_due(reading, period, nation)
    actions_due, on_time = _actions(reading, period, nation)
    return QuarterFigures(
        period=period,
        basis=period.basis,
        referrals=sum(each.received for each in by_agency.values()),
        repeat=sum(each.repeat for each in by_agency.values()),
        referrals_by_agency=_by_name(by_agency, names),
        flow=flow_of(reading, period),
        heard=flow.first_heard(reading, period.first, period.last),
        hearings=flow.hearings(reading, period.first, period.last),
        heard_due=due,
        heard_when_due=heard_when_due,
        strand_flags=strand_flags(named),
        multi_strand=sum(each.cases for each in named if len(strands.named_in(each.mask)) > 1),
        actions_raised=actions.raised_between(reading, period.first, period.last),
        actions_due=actions_due,
        actions_on_time=on_time,
        meetings_held=meetings.held_between(reading, period.first, period.last),
        meetings_planned=_meetings_planned(reading, period),
    )


@reads(Right.READ_FIGURES)
def report_quarters(reading: Reading) -> tuple[Period, ...]:
    """Quarters a report may cover, newest first: from the first referral to the last, today's quarter with them.

    At most forty; the basis is the office's.
    """
    basis = setting(reading, OfficeSettings).quarters
    current = quarter_of(reading.today, basis)
    days = referrals.first_and_last(reading)
    if days is None:
        return (current,)
    newest = quarter_of(min(days[1], reading.today), basis)
    found = [newest]
    while found[-1].first > days[0] and len(found) < _MOST_QUARTERS:
        found.append(previous(found[-1]))
    return tuple(found) if newest == current else (*found, current)


@reads(Right.READ_CASES)
def behind_figure(reading: Reading, behind: Behind, offset: int = 0, limit: int = 200) -> Page[RecordBehind]:
    """The records behind a number, of the cases the actor may see; ``total`` is less than the number when some are
    restricted."""
    return records_behind(reading, behind, setting(reading, OfficeSettings).nation, offset, limit)


def flow_of(reading: Reading, period: Period) -> Flow:
    """How open cases moved in a period; FiguresDisagree when the flow identity fails."""
    moves = flow.moves_by_month(reading, period.first, period.last).values()
    return Flow(
        open_at_start=flow.open_after(reading, period.first - _DAY),
        accepted=sum(each.accepted for each in moves),
        reopened=sum(each.reopened for each in moves),
        closed=sum(each.closed for each in moves),
        open_at_end=flow.open_after(reading, period.last),
    ).checked(period.label)


def strand_flags(named: list[strands.Named]) -> dict[str, int]:
    """Cases naming each strand: the five national ones always, local ones where any case names them."""
    found = {strand_key(code): 0 for code in national_strands()}
    for each in named:
        for key in strands.named_in(each.mask):
            found[key] = found.get(key, 0) + each.cases
    return found


def counted_on(reading: Reading, period: Period) -> date:
    """The day lateness is taken on: the morning after the period, or today while it runs."""
    return min(period.last + _DAY, reading.today)


def _by_name(
    by_agency: dict[str | None, referrals.FromAgency], names: dict[str, referrals.PanelAgency]
) -> dict[str, int]:
    found: dict[str, int] = {}
    ordered = sorted(by_agency.items(), key=lambda pair: (pair[0] is None, -pair[1].received))
    for key, each in ordered:
        name = names[key].name if key in names else NOT_KNOWN
        found[name] = found.get(name, 0) + each.received
    return found


def _heard_when_due(reading: Reading, period: Period, nation: Nation) -> tuple[int, int]:
    """Cases whose first hearing fell due in the period, and those of them heard by its end.

    Due: the office's number of working days after acceptance. A case closed before that day was never due.
    """
    wait = setting(reading, RuleSettings).first_hearing_days
    by = min(period.last, reading.today)
    if by < period.first:
        return 0, 0
    start, end = starting_days(period.first, by, wait, nation)
    if end < start:
        return 0, 0
    waiting = [
        closed is None or closed > add_working_days(accepted, wait, nation)
        for _, accepted, closed in flow.unheard_cases(reading, start, end, by)
    ]
    due = flow.accepted_between(reading, start, end) - waiting.count(False)
    return due, due - waiting.count(True)


def _actions(reading: Reading, period: Period, nation: Nation) -> tuple[int, int]:
    on = counted_on(reading, period)
    came = actions.by_owner(reading, period.first, on - _DAY, on, nation)
    return sum(came.values()), sum(many for (_, what), many in came.items() if what == "on_time")


def _meetings_planned(reading: Reading, period: Period) -> int:
    """Meetings the panel should hold in the period: its number a year, by whole months."""
    a_year = setting(reading, PanelSettings).meetings_a_year
    return round(a_year * len(months_in(period)) / 12)
