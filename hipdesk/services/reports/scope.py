"""What a report is about: its period, those it is compared with, and the office's words."""

from dataclasses import dataclass
from datetime import date, timedelta

from hipdesk.model.measures import counted, spelled
from hipdesk.model.periods import Period, previous, same_last_year, year_to_date
from hipdesk.model.reports import Behind, Cell
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.workdays import Nation
from hipdesk.services.figures import counted_on
from hipdesk.services.settings import setting
from hipdesk.store.queries.words import Words
from hipdesk.store.work import Reading


@dataclass(frozen=True, slots=True)
class Scope:
    """A report's reading and its periods: this one, the one before, the same last year, and both years so far.

    ``on`` is the day lateness is taken on; ``as_at`` the last day that is counted.
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
    return Scope(
        reading, period, previous(period), same_last_year(period), so_far, same_last_year(so_far),
        setting(reading, OfficeSettings).nation, counted_on(reading, period), Words(reading),
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
