"""Which periods a report may be on, how they are called, and the two versions of it."""

from collections.abc import Sequence

from hipdesk.model.periods import Period, year_of
from hipdesk.model.publishing import Audience, ReportKind, paper_of

VERSIONS: tuple[tuple[Audience, str], ...] = (("panel", "Panel"), ("public", "Public"))


def with_years(quarters: Sequence[Period]) -> tuple[Period, ...]:
    """Quarters as offered, newest first, each year that began with them after its quarters."""
    found: list[Period] = []
    for at, quarter in enumerate(quarters):
        found.append(quarter)
        year = year_of(quarter.first, quarter.basis)
        following = quarters[at + 1] if at + 1 < len(quarters) else None
        if following is None or following.first < year.first:
            found.append(year)
    return tuple(found)


def period_words(period: Period) -> str:
    """ "2026-27 Q3, Oct–Dec" or "2026-27, whole year", as charts and papers call it."""
    if period.kind == "year":
        return f"{period.label}, whole year"
    return f"{period.label}, {period.first:%b}–{period.last:%b}"


def kind_of(period: Period) -> ReportKind:
    """A year has an annual report, anything else a quarterly one."""
    return "annual" if period.kind == "year" else "quarterly"


def paper_on(period: Period, audience: Audience) -> str:
    """The catalogue's paper for a period and version."""
    return paper_of(kind_of(period), audience)
