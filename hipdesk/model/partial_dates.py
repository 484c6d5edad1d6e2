"""Days known in part: "May 2015", "ongoing since March", or only words; and ages or birth dates as people type them.

Nothing is guessed: what cannot be read keeps its words and has no days.
"""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import one_line
from hipdesk.model.periods import MONTHS, parse_period
from hipdesk.model.written_dates import (
    WrittenDay,
    excel_day,
    read_written_day,
    read_written_month,
    whole_month,
)

Precision = Literal["day", "month", "year", "span", "since", "unread", "blank"]
Unanswered = Literal["not_known", "not_asked", "declined"]
_RANGE = re.compile(r"\s+(?:to|until|till|and|-|–|—)\s+|\s*[–—]\s*")
_DAYS_OF_MONTH = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\s*(?:-|–|to|and|&)\s*(\d{1,2}(?:st|nd|rd|th)?[\s/.\-].*)$")
_TIME = re.compile(
    r"(?:\s+|(?<=\d)t)(?:at\s+|@\s*)?(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|hrs|h|z)?|\d{1,2}\s*[ap]m)$"
)
_SINCE = re.compile(
    r"^(?:(?:still\s+)?(?:on-?going|continuing|continuous)[\s,:\-]*)?(?:since|from|started(?:\s+in)?|began(?:\s+in)?)\s+(.+)$"
)
_ONWARDS = re.compile(
    r"^(.+?)[\s,]*(?:[-–]|to|\()?\s*"
    r"(?:onwards?|to date|to present|present|date|now|(?:and\s+)?(?:still\s+)?on-?going)\)?$"
)
_ABOUT = re.compile(
    r"^(?:about|around|approx(?:imately)?\.?|circa|c\.?|roughly|sometime in|early|mid|late)[\s\-]+(.+)$"
)
_LEAD = re.compile(r"^(?:on|in|dated?|during|the|between)\s+")
_WEEK_OF = re.compile(r"^(?:week (?:of|commencing|beginning)|w/?c|w/?b)[\s:]+(.+)$")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The month each season begins in; a season is three months long, and winter ends in the year after."""
_NO_ANSWER: dict[str, Unanswered] = {
    **dict.fromkeys(
        ("nk", "n/k", "not known", "unknown", "unk", "?", "??", "dk", "don't know", "not sure", "tbc", "u/k", "unsure"),
        "not_known",
    ),
    **dict.fromkeys(("not asked", "na - not asked", "n/asked", "not recorded", "not stated", "ns"), "not_asked"),
    **dict.fromkeys(
        ("declined", "refused", "prefers not to say", "prefer not to say", "pnts", "withheld", "not disclosed"),
        "declined",
    ),
}


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A day known in part: ``earliest`` and ``latest`` possible day, how precise, and the ``words`` as given.

    ``since``: began no earlier than ``earliest`` and goes on, so ``latest`` is None. ``unread`` and ``blank`` have
    neither day. Every other precision has both, earliest first.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    words: str = ""

    @property
    def exact(self) -> date | None:
        """The day when it is known to the day, else None."""
        return self.earliest if self.precision == "day" else None

    @property
    def ongoing(self) -> bool:
        """Whether it goes on."""
        return self.precision == "since"

    @property
    def text(self) -> str:
        """Canonical words: "12 May 2015", "May 2015", "2015", "since 12 May 2015", "1 May 2015 to 4 June 2015".

        Reading them again gives the same days. What could not be read keeps its own words.
        """
        if self.earliest is None:
            return self.words
        if self.precision == "month":
            return f"{MONTHS[self.earliest.month - 1]} {self.earliest.year:04d}"
        if self.precision == "year":
            return f"{self.earliest.year:04d}"
        if self.precision == "since":
            return f"since {_long(self.earliest)}"
        if self.precision == "span" and self.latest is not None:
            return f"{_long(self.earliest)} to {_long(self.latest)}"
        return _long(self.earliest)


@dataclass(frozen=True, slots=True)
class AgeOrBirth:
    """What a cell of ages held: ages in whole years from ``youngest`` to ``oldest`` (either None for open), or a birth.

    ``unanswered`` tells why there is neither; all are None when the words could not be read.
    """

    youngest: int | None = None
    oldest: int | None = None
    born: PartialDay | None = None
    unanswered: Unanswered | None = None
    words: str = ""

    @property
    def age(self) -> int | None:
        """The age in whole years when it is exact."""
        return self.youngest if self.youngest == self.oldest else None


def exact_day(day: date) -> PartialDay:
    """A day known to the day."""
    return PartialDay(day, day, "day", _long(day))


def no_answer(text: str) -> Unanswered | None:
    """Which of the three kinds of not-known a cell's words mean ("NK", "not asked", "refused"), or None."""
    return _NO_ANSWER.get(one_line(text).lower().strip(" .*"))


def read_partial_day(given: object, reference: date | None = None, *, birth: bool = False) -> PartialDay:
    """Read a day from a cell or a field: text, an Excel serial, a year as a number, a date or a datetime.

    Days come first ("05/12" is 5 December). A day or month without a year is the nearest one not after ``reference``;
    without a reference it stays unread. ``birth``: two-digit years never lie after the reference.
    """
    if given is None or (isinstance(given, float) and math.isnan(given)):
        return PartialDay(None, None, "blank")
    if isinstance(given, datetime):
        return exact_day(given.date())
    if isinstance(given, date):
        return exact_day(given)
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return _from_number(float(given), f"{given:g}" if given < 1e15 else str(given))
    words = one_line(str(given))
    if not words:
        return PartialDay(None, None, "blank")
    plain = words.lower().replace("’", "'").strip(" .,;()")
    if re.fullmatch(r"\d{5}(?:\.\d+)?|\d{4}\.0", plain):
        return _from_number(float(plain), words)
    found = _Reader(reference, 0 if birth else 20).read(plain)
    if found is None:
        return PartialDay(None, None, "unread", words)
    return PartialDay(found.earliest, found.latest, found.precision, words)


def ends_before_it_begins(words: str, reference: date | None = None) -> bool:
    """Whether words that could not be read name two days that can be read, the later one first."""
    parts = _RANGE.split(re.sub(r"^(?:between|from)\s+", "", one_line(words).lower().strip(" .,;()")))
    if len(parts) != 2:
        return False
    first, last = (read_partial_day(part, reference) for part in parts)
    return first.earliest is not None and last.latest is not None and first.earliest > last.latest


def read_age_or_birth(given: object, reference: date | None = None) -> AgeOrBirth:
    """Read "32 yrs", 44.0, "55", "30s", "25-34", "65+", "under 18", "9 months", "NK", or a birth date.

    Numbers to 120 are ages; a four-digit year or anything that reads as a day or month is a birth.
    """
    if given is None or (isinstance(given, float) and math.isnan(given)):
        return AgeOrBirth()
    if isinstance(given, (int, float)) and not isinstance(given, (bool, datetime)) and 0 <= given <= 120:
        return AgeOrBirth(int(given), int(given), words=f"{given:g}")
    words = one_line(str(given)) if isinstance(given, str) else ""
    unanswered = no_answer(words)
    if unanswered:
        return AgeOrBirth(unanswered=unanswered, words=words)
    ages = _ages(words.lower())
    if ages is not None:
        return AgeOrBirth(ages[0], ages[1], words=words)
    bare = re.sub(r"^(?:d\.?o\.?b\.?|born|date of birth)\s*:?\s*", "", words, flags=re.IGNORECASE)
    born = read_partial_day(bare if isinstance(given, str) else given, reference, birth=True)
    if born.precision in ("day", "month", "year"):
        return AgeOrBirth(born=born, words=words or born.words)
    return AgeOrBirth(words=words or born.words)


def age_on(born: date, day: date) -> int:
    """Age in whole years on a day; born on 29 February, a year older from 1 March. ``Refused`` before birth."""
    if day < born:
        raise Refused("The birth date lies after that day.", kept="Nothing was changed.", to_do="Check the two days.")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_band(age: int | None, bands: tuple[str, ...]) -> str:
    """The band an age lies in; bands are written "0-9", "10-17" ... "65+"; "NK" for None or outside every band."""
    if age is not None:
        for band in bands:
            first, _, last = band.rstrip("+").partition("-")
            if first.isdigit() and int(first) <= age and (band.endswith("+") or age <= int(last or first)):
                return band
    return "NK"


def _long(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}"


def _from_number(number: float, words: str) -> PartialDay:
    if 1900 <= number <= 2100 and number == int(number):
        return PartialDay(date(int(number), 1, 1), date(int(number), 12, 31), "year", words)
    day = excel_day(number)
    return PartialDay(day, day, "day", words) if day else PartialDay(None, None, "unread", words)


def _ages(text: str) -> tuple[int | None, int | None] | None:
    """The youngest and oldest age in whole years, or None when the words are no age."""
    plain = re.sub(r"^(?:aged?|approx(?:imately)?\.?|about|around|circa|c\.?)\s*:?\s*", "", text.strip(" ."))
    plain = re.sub(r"\s*(?:years?|yrs?|y/?o|yr)\.?(?:\s*(?:old|of age))?$|\s+old$", "", plain.strip())
    if re.fullmatch(r"\d{1,3}(?:\.\d+)?", plain):
        return (int(float(plain)),) * 2 if float(plain) <= 120 else None
    if re.fullmatch(r"\d{1,2}\s*(?:months?|mths?|weeks?|wks?|days?)(?:\s+old)?|new-?born|baby", plain):
        count = re.match(r"(\d+)\s*mo?n?th", plain)
        years = int(count[1]) // 12 if count else 0
        return years, years
    decade = re.fullmatch(r"(?:in\s+)?(?:(?:his|her|their)\s+)?(early|mid|late)?[\s\-]*([1-9]0)'?s", plain)
    if decade:
        start, (low, high) = int(decade[2]), {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(decade[1], (0, 9))
        return start + low, start + high
    between = re.fullmatch(r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})", plain)
    if between and int(between[1]) <= int(between[2]) <= 120:
        return int(between[1]), int(between[2])
    over = re.fullmatch(r"(\d{1,3})\s*(?:\+|and over|or over|plus)|over\s+(\d{1,3})", plain)
    if over:
        return (int(over[1]) if over[1] else int(over[2]) + 1), None
    under = re.fullmatch(r"under\s+(\d{1,3})", plain)
    return (None, int(under[1]) - 1) if under and int(under[1]) > 0 else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads lower-case words; every part gives a ``PartialDay`` or None for "not read"."""

    reference: date | None
    ahead: int

    def read(self, text: str) -> PartialDay | None:
        plain = _TIME.sub("", text).strip()
        return self._single(plain) or self._span(plain) or self._since(plain)

    def _single(self, text: str) -> PartialDay | None:
        text = _LEAD.sub("", text)
        if re.fullmatch(r"\d{4}", text) and text != "0000":
            return PartialDay(date(int(text), 1, 1), date(int(text), 12, 31), "year")
        written = read_written_day(text, self.reference, self.ahead)
        if written is not None:
            day = self._placed(written)
            return PartialDay(day, day, "day") if day else None
        return self._month(text) or self._other(text)

    def _month(self, text: str) -> PartialDay | None:
        about = _ABOUT.match(text)
        if about:
            # "About 12 May" may be any day near it: the month is what is known.
            inner = self._single(about[1])
            return self._month_of(inner.earliest) if inner and inner.earliest and inner.precision == "day" else inner
        written = read_written_month(text, self.reference, self.ahead)
        return self._month_of(self._placed(written)) if written else None

    def _other(self, text: str) -> PartialDay | None:
        week = _WEEK_OF.match(text)
        start = self._single(week[1]) if week else None
        if start and start.earliest and start.precision == "day":
            last = min(start.earliest.toordinal() + 6, date.max.toordinal())
            return PartialDay(start.earliest, date.fromordinal(last), "span")
        if self.reference and text in ("today", "yesterday"):
            day = self.reference - timedelta(days=1) if text == "yesterday" else self.reference
            return PartialDay(day, day, "day")
        season = re.fullmatch(r"(?:the\s+)?(spring|summer|autumn|winter)(?:\s+(?:of\s+)?(\d{4}))?", text)
        if season:
            return self._season(season[1], int(season[2]) if season[2] else None)
        if not re.search(r"q|\d{4}\s*[-/–]\s*\d{2}$", text):
            return None
        try:
            period = parse_period(text)
        except Refused:
            return None
        return PartialDay(period.first, period.last, "span")

    def _season(self, name: str, year: int | None) -> PartialDay | None:
        """The season of a year; without a year the last that had begun by the reference."""
        month = _SEASONS[name]
        if year is not None and name == "winter":
            return None  # "Winter 2015" may mean its first months or its last.
        if year is None and self.reference and self.ahead:
            year = self.reference.year - (self.reference.month < month)
        if not year or year >= date.max.year:
            return None
        last = date(year + 1, 2, 1) if name == "winter" else date(year, month + 2, 1)
        return PartialDay(date(year, month, 1), whole_month(last)[1], "span")

    def _span(self, text: str) -> PartialDay | None:
        text = re.sub(r"^(?:between|from)\s+", "", text)
        days = _DAYS_OF_MONTH.match(text)
        parts = [days[1], days[2]] if days else _RANGE.split(text)
        if len(parts) == 1 and text.count("/") == 4 and text.count("-") == 1:
            parts = text.split("-")
        if len(parts) != 2:
            return None
        end = self._single(parts[1].strip())
        if end is None or end.earliest is None or end.latest is None:
            return None
        start = self._start(parts[0].strip(), end.earliest)
        if start is None or start.earliest is None or start.earliest > end.latest:
            return None
        return PartialDay(start.earliest, end.latest, "span")

    def _start(self, text: str, end: date) -> PartialDay | None:
        """The start of a span; what it leaves out (month, year) is the end's, or the nearest before the end."""
        number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", text)
        if number:
            day = WrittenDay(end.year, end.month, int(number[1])).in_year(end.year)
            return PartialDay(day, day, "day") if day else None
        return _Reader(end, self.ahead)._single(text)

    def _since(self, text: str) -> PartialDay | None:
        found = _SINCE.match(text) or _ONWARDS.match(text)
        if not found:
            return None
        inner = _ONWARDS.match(found[1])
        start = self._single(inner[1] if inner and found.re is _SINCE else found[1])
        return PartialDay(start.earliest, None, "since") if start and start.earliest else None

    def _placed(self, written: WrittenDay) -> date | None:
        if written.year is not None:
            return written.in_year(written.year)
        # A birth date without its year would make everyone a baby.
        return written.nearest_past(self.reference) if self.reference and self.ahead else None

    def _month_of(self, day: date | None) -> PartialDay | None:
        return PartialDay(*whole_month(day), "month") if day else None
