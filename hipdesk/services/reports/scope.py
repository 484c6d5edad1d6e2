"""What a report is about: its period, those it is compared with, and the office's words."""

from dataclasses import dataclass
from datetime import date, timedelta

from hipdesk.model.measures import counted, spelled
from hipdesk.model.periods import Period, add_months, previous, same_last_year, year_to_date
from hipdesk.model.reports import Behind, Cell, Strong
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.workdays import Nation
from hipdesk.services.figures import counted_on
from hipdesk.services.settings import setting
from hipdesk.store.queries.figures.referrals import first_and_last
from hipdesk.store.queries.words import Words
from hipdesk.store.work import Reading


@dataclass(frozen=True, slots=True)
class Scope:
    """A report's reading and its periods: this one, the one before, the same last year, and both years so far.

    ``on`` is the day lateness is taken on; ``as_at`` the last day that is counted; ``began`` the day of the first
    referral of all.
    """

    reading: Reading
    period: Period
    before: Period
    year_ago: Period
    so_far: Period
    so_far_year_ago: Period
    nation: Nation
    on: date
    words: Words
    began: date | None

    def reaches(self, period: Period) -> bool:
        """Whether the record reaches back over a period: a nought before its first month is no figure."""
        return self.began is not None and self.began < add_months(period.first, 1)

    def knows(self, period: Period) -> bool:
        """Whether a figure over a period means anything: the record reaches it, or it is of this year."""
        return self.reaches(period) or period.last >= self.so_far.first

    @property
    def as_at(self) -> date:
        """The last day counted: the period's last, or today while it runs."""
        return min(self.period.last, self.reading.today)

    def cell(
        self, many: int, figure: str, period: Period | None = None, /, *, value: str = "", owner: str = ""
    ) -> Cell:
        """A number with what stands behind it, counted over a period (this one unless another is given)."""
        over = period or self.period
        return Cell(many, behind=Behind(figure, over.first, over.last, value, owner, self.as_at))


def scope_of(reading: Reading, period: Period) -> Scope:
    """The scope of a report on a period."""
    so_far = year_to_date(period)
    days = first_and_last(reading)
    return Scope(
        reading, period, previous(period), same_last_year(period), so_far, same_last_year(so_far),
        setting(reading, OfficeSettings).nation, counted_on(reading, period), Words(reading),
        days[0] if days else None,
    )  # fmt: skip


def short(period: Period) -> str:
    """How a table's column calls a period: "Quarter 2", "September 2016", "2016-17"."""
    return f"Quarter {period.label[-1]}" if period.kind == "quarter" else period.label


def narrow(period: Period) -> str:
    """The same in a tight column: "16-17 Q2"."""
    return period.label[2:] if period.kind == "quarter" else period.label


def day_words(day: date) -> str:
    """ "1 July"."""
    return f"{day.day} {day:%B}"


def part_of(part: int, whole: int, one: str, was: str, were: str, rest: str) -> tuple[str | Strong, ...]:
    """So many of a whole as a sentence opens: "3 of 21 referrals were accepted", "None of the 21 ...", "All 21 ..."."""
    if whole == 1:
        return (Strong(f"The one {one}"), f" {was}{'' if part else ' not'} {rest}.")
    if part == whole:
        return (Strong(f"All {whole}"), f" {one}s {were} {rest}.")
    if not part:
        return (Strong(f"None of the {whole}"), f" {one}s {was} {rest}.")
    return (Strong(f"{part} of {whole}"), f" {one}s {were} {rest}.")


def yesterday(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def start_with(number: int, one: str, many: str = "") -> str:
    """A count in words that begins a sentence: "Six cases", "No case", "21 cases"."""
    if number == 0:
        return f"No {one}"
    words = counted(number, one, many)
    if number > 12:
        return words
    return words.replace(str(number), spelled(number).capitalize(), 1)
