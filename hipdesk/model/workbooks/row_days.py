"""The days of one referral: when it was received, when it happened, when it was heard, when it was closed."""

from datetime import date, datetime

from hipdesk.model.partial_dates import PartialDay, exact_day, read_partial_day
from hipdesk.model.periods import month_end
from hipdesk.model.workbooks.days import DayReading, read_day, read_days
from hipdesk.model.workbooks.grid import Cell, cell_line, cell_words
from hipdesk.model.workbooks.proposals import ClosedBy
from hipdesk.model.workbooks.row_cells import KEPT_AS_TEXT, RowCells, Target
from hipdesk.model.workbooks.undated import ON_IMPORT
from hipdesk.model.workbooks.vague_days import count_vague, near_of_sheet, vague_day

BLANK = PartialDay(None, None, "blank")

_NOT_RECEIVED = "It has no day on which it was received."
_HOW = {
    "month first": ("The day is no British date.", "Read with the month first."),
    "year supposed": ("The day has no year.", "The year was taken from what stands near it."),
    "day number": ("The day is a number, as spreadsheets count days.", "Read as a day."),
}


def tell_how(cells: RowCells, column: Target, cell: Cell, reading: DayReading) -> None:
    """Note a supposition that a day rests on."""
    if reading.how:
        what, done = _HOW[reading.how]
        cells.find("supposed", column, what, done, cell_line(cell))


def received(cells: RowCells, month: tuple[int, int] | None, year: date | None) -> PartialDay:
    """When the referral was received; where no day stands there, the month it stands under, if any.

    Words that are no exact day count on the first they can mean: they are kept as text and told.
    Without either it is blank: what it counts as is settled when every row is read (``undated``).
    """
    near = date(month[0], month[1], 15) if month else year
    found = cells.first("received", "received")
    if found:
        column, cell = found
        reading = read_day(cell, cells.context(column, near))
        if reading.day:
            tell_how(cells, column, cell, reading)
            if month and (reading.day.year, reading.day.month) != month:
                cells.find("conflict", column, "It stands under another month’s heading.", "Taken as written.")
            return whole_day(reading.day, cell)
        latest = near_of_sheet(month, year)
        part = vague_day(cell, latest)
        if part.earliest:
            if part.precision != "day" or vague_day(cell, None).earliest is None:
                count_vague(cells, column, cell, part.earliest, latest)
            return part
        words, done = cell_words(cell), "The month it stands under was taken." if month else ON_IMPORT
        cells.keep(column.heading, words)
        cells.find("unread", column, "This is no day that could be read.", f"{KEPT_AS_TEXT} {done}", words)
    else:
        cells.find("supposed", None, _NOT_RECEIVED, "The month it stands under was taken." if month else ON_IMPORT)
    return _month(month) if month else BLANK


def _month(month: tuple[int, int]) -> PartialDay:
    first = date(month[0], month[1], 1)
    return PartialDay(first, month_end(first), "month", "")


def whole_day(day: date, cell: Cell) -> PartialDay:
    """A day with the words it was written in; a cell that was a real date has none of its own."""
    return PartialDay(day, day, "day", cell_line(cell)) if isinstance(cell, str) else exact_day(day)


def _plain(cell: Cell) -> object:
    return cell_line(cell) if isinstance(cell, str) else cell


def happened(cells: RowCells, reference: date | None) -> PartialDay:
    """When it happened: a day, a span of days, or as much as the words tell. Words that tell none are kept in it."""
    found = cells.first("incident_when", "incident_when")
    if found is None:
        return BLANK
    column, cell = found
    words = cell_line(cell)
    context = cells.context(column, reference)
    reading = read_day(cell, context)
    if reading.day:
        tell_how(cells, column, cell, reading)
        return whole_day(reading.day, cell)
    days, others = read_days(cell, context)
    if len(days) > 1 and not others:
        return PartialDay(min(days), max(days), "span", words)
    part = read_partial_day(_plain(cell), reference)
    if part.earliest is None:
        cells.unread(column, cell_words(cell), "When it happened could not be read.")
    return part


def heard(cells: RowCells, reference: date | None) -> tuple[date, ...]:
    """Every day the case was heard, in order and each once."""
    days: list[date] = []
    for column, cell in cells.cells("hearings"):
        read, others = read_days(cell, cells.context(column, reference, after=reference is not None))
        days.extend(read)
        for words in others:
            if not cells.answered("hearings", words):
                cells.unread(column, words, "This is no day on which it could have been heard.")
        if reference and any(day < reference for day in read):
            cells.find("conflict", column, "It was heard before it was received.", "Taken as written.", cell_line(cell))
    return tuple(sorted(dict.fromkeys(days)))


def closed(
    cells: RowCells, status: str, hearings: tuple[date, ...], reference: date | None
) -> tuple[date | None, ClosedBy]:
    """The day a closed case was closed, and what it rests on.

    A closed case without a day that can be read was closed when it was last heard, else when it was received. An open
    case with a closing day stays open: the day is kept as text.
    """
    found = cells.first("closed_on", "closed_on")
    day = None
    if found:
        column, cell = found
        reading = read_day(cell, cells.context(column, reference, after=reference is not None))
        day = reading.day
        if status != "closed":
            what = "It has a day of closing and is not closed." if day else "This is no day of closing."
            cells.keep(column.heading, cell_words(cell))
            cells.find("conflict", column, what, "Left open; the words are kept as text.", cell_line(cell))
            return None, ""
        tell_how(cells, column, cell, reading)
        if day is None:
            day = _closed_about(cells, column, cell, hearings, reference)
        if day is None:
            cells.unread(column, cell_words(cell), "This is no day of closing.")
        elif reference and day < reference:
            cells.find(
                "conflict", column, "It was closed before it was received.", "Taken as written.", cell_line(cell)
            )
    if status != "closed":
        return None, ""
    return (day, "closing date") if day else _closed_without_day(cells, hearings, reference)


def _closed_about(
    cells: RowCells, column: Target, cell: Cell, hearings: tuple[date, ...], reference: date | None
) -> date | None:
    """The first day that words about the closing can mean: not before the case was received or heard."""
    part = vague_day(cell, None)
    if part.earliest is None or part.latest is None:
        return None
    before = [day for day in (*hearings, reference) if day and day <= part.latest]
    day = max([part.earliest, *before])
    count_vague(cells, column, cell, day, None)
    return day


def _closed_without_day(
    cells: RowCells, hearings: tuple[date, ...], reference: date | None
) -> tuple[date | None, ClosedBy]:
    what = "It is closed and has no day of closing that could be read."
    if hearings:
        cells.find("supposed", None, what, "The day it was last heard was taken.")
        return hearings[-1], "last hearing"
    if reference:
        cells.find("supposed", None, what, "The day it was received was taken.")
        return reference, "day received"
    cells.find("unread", None, what, "Closed without a day.")
    return None, ""


def born_day(cell: Cell, cells: RowCells, column: Target, reference: date | None) -> PartialDay | None:
    """A whole day of birth, or nothing. A year of two figures lies before the referral."""
    if isinstance(cell, (int, float)) and not isinstance(cell, (bool, datetime)) and cell <= 2100:
        return None
    reading = read_day(cell, cells.context(column, latest=reference))
    if reading.day is None or reading.how == "year supposed":
        return None
    tell_how(cells, column, cell, reading)
    return whole_day(reading.day, cell)
