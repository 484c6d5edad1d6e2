"""Referrals of a year by month or by quarter; referrals, acceptances and closures of up to five years."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hipdesk.model.periods import Period, months_in, previous, quarters_in
from hipdesk.model.suppression import Relation, is_small, total_of
from hipdesk.model.suppression_report import count_name
from hipdesk.services.figures import flow_of
from hipdesk.services.reports.scope import scope_of
from hipdesk.store.queries.figures.referrals import by_agency
from hipdesk.store.work import Reading

_YEARS = 5
_REFERRALS, _FLOW = "referrals", ("accepted", "closed")
EVERY_YEAR = (_REFERRALS, *_FLOW)
"""What is counted of every year."""


@dataclass(frozen=True, slots=True)
class YearOfReferrals:
    """``spans`` are the year's months, or its quarters where a month's count is small; ``years`` up to five, oldest
    first. Both are empty for a report on another period. ``values`` has their counts, and those of every quarter.
    """

    spans: tuple[Period, ...] = ()
    years: tuple[Period, ...] = ()
    values: Mapping[str, int] = field(default_factory=dict)

    def relations(self, known: Mapping[str, int]) -> Iterator[Relation]:
        """Months add to their quarters, quarters to their years."""
        for quarter in {quarter for span in self.spans for quarter in quarters_in(span)}:
            months = [_name(month) for month in months_in(quarter)]
            if _name(quarter) in known and all(month in known for month in months):
                yield total_of(_name(quarter), months)
        for year in self.years[:-2]:
            for what in EVERY_YEAR:
                yield total_of(_name(year, what), [_name(quarter, what) for quarter in quarters_in(year)])

    def label(self, span: Period) -> str:
        """ "Apr", or "Quarter 1"."""
        return f"{span.first:%b}" if span.kind == "month" else f"Quarter {span.label[-1]}"


def year_of_referrals(reading: Reading, period: Period, threshold: int) -> YearOfReferrals:
    """The referrals of a year; nothing for a quarter. ``threshold`` 0 shows months, however small."""
    if period.kind != "year":
        return YearOfReferrals()
    years = [period]
    scope = scope_of(reading, period)
    while len(years) < _YEARS and scope.reaches(previous(years[0])):
        years.insert(0, previous(years[0]))
    months = months_in(period)
    values = {_name(each): _many(reading, each) for each in (*months, *years)}
    spans = quarters_in(period) if any(is_small(values[_name(each)], threshold) for each in months) else months
    if spans != months:
        values = {name: count for name, count in values.items() if name not in {_name(each) for each in months}}
    quarters = {quarter for year in years for quarter in quarters_in(year)} if threshold else set()
    values |= {_name(quarter): _many(reading, quarter) for quarter in quarters}
    for each in (*years, *quarters):
        moved = flow_of(reading, each)
        values |= {_name(each, "accepted"): moved.accepted, _name(each, "closed"): moved.closed}
    return YearOfReferrals(tuple(spans), tuple(years), values)


def _name(period: Period, what: str = _REFERRALS) -> str:
    return count_name(what, period.first, period.last)


def _many(reading: Reading, period: Period) -> int:
    return sum(each.received for each in by_agency(reading, period.first, period.last).values())
