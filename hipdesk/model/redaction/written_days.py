"""A birth date in every form people write it."""

from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


_FIRST = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
          "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
          "nineteenth")  # fmt: skip
_ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


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
    for spoken in _spoken_days(day.day):
        for name in names:
            for spoken_year in ((years[0],), (years[1],), *_spoken_years(day.year)):
                yield (*spoken, name, *spoken_year)
                yield (*spoken, "of", name, *spoken_year)
                yield (name, *spoken, *spoken_year)
                yield (name, "the", *spoken, *spoken_year)
    yield (f"{day:%d%m%Y}",)
    yield (f"{day:%Y%m%d}",)


def _spoken_days(number: int) -> tuple[tuple[str, ...], ...]:
    """A day of the month in words; with its figures where a year in words may follow."""
    figures = (str(number),), (str(number), _ordinal(number))
    if number < 20:
        return ((_FIRST[number],), *figures)
    tens = {20: "twentieth", 30: "thirtieth"}
    return ((tens[number],) if number in tens else (_TENS[number // 10], _FIRST[number % 10]), *figures)


def _spoken_years(year: int) -> Iterator[tuple[str, ...]]:
    """A year in words: nineteen eighty-eight; two thousand and fourteen, twenty fourteen."""
    century, rest = divmod(year, 100)
    low = (_ONES[rest],) if rest < 20 else tuple(word for word in (_TENS[rest // 10], _ONES[rest % 10]) if word)
    if year // 1000 == 2 and year % 1000 < 100:
        yield ("two", "thousand", *(("and", *low) if rest else ()))
        if rest:
            yield ("two", "thousand", *low)
    if rest and 10 <= century < 21:
        yield (_ONES[century] if century < 20 else "twenty", *(("oh",) if rest < 10 else ()), *low)
