"""A birth date in every form people write it."""

from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def written_forms(day: date) -> Iterator[tuple[str, ...]]:
    """The parts of each form, folded, in order: ``("14", "march", "1988")``; short years too."""
    years = (str(day.year), f"{day.year % 100:02d}")
    days = dict.fromkeys((str(day.day), f"{day.day:02d}"))
    full = _MONTHS[day.month - 1]
    names = dict.fromkeys((full, full[:3], full[:4] if full == "september" else full[:3]))
    months = dict.fromkeys((str(day.month), f"{day.month:02d}"))
    suffix = _ordinal(day.day)
    for year in years:
        for number in days:
            for name in names:
                yield (number, name, year)
                yield (number, suffix, name, year)
                yield (number, suffix, "of", name, year)
                yield (number, "of", name, year)
                yield (name, number, year)
                yield (name, number, suffix, year)
                yield (year, name, number)
            for month in months:
                yield (number, month, year)
                yield (month, number, year)
                yield (year, month, number)
    yield (f"{day:%d%m%Y}",)
    yield (f"{day:%Y%m%d}",)
