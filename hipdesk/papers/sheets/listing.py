"""A list as an Excel workbook: one sheet, frozen heading, filters, typed days, marked; no formula, no author.

Everything is written in memory by cell type: text is text whatever it begins with, so that nothing in it ever runs.
"""

import hashlib
import io
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import clean
from hipdesk.model.listings import Listing, NoteListExport, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_IN_CELL = 32_767
"""What one cell of a workbook can hold, in characters."""
_CUT = " … [cut: the whole text is in the record]"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


def write_listing(listing: Listing) -> bytes:
    """The workbook's bytes; Refused without a marking: nothing leaves unmarked."""
    packed = io.BytesIO()
    book = begin_book(packed, listing.title, listing.marking, listing.made_on)
    sheet = book.add_worksheet(listing.title[:31])
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body, day = (
        book.add_format({"valign": "top", "text_wrap": True}),
        book.add_format({"valign": "top", "num_format": "dd/mm/yyyy", "align": "left"}),
    )
    for at, column in enumerate(listing.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.title, head)
    for down, row in enumerate(listing.rows, 1):
        for at, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(down, at, datetime.combine(value, time()), day)
            elif isinstance(value, int):
                sheet.write_number(down, at, value, body)
            elif value:
                sheet.write_string(down, at, text_of(value), body)
    furnish(sheet, (len(listing.rows), len(listing.columns)), listing.title, listing.marking, listing.panel)
    set_foot(sheet, listing.marking, listing.made_on)
    book.close()
    return packed.getvalue()


def note_of(listing: Listing, content: bytes) -> NoteListExport:
    """What the log is told of a list that leaves: ``content`` are the bytes as they were written."""
    return NoteListExport(
        of=listing.of, rows=len(listing.rows), columns=tuple(column.title for column in listing.columns),
        narrowed=listing.narrowed[:500], sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip


def begin_book(packed: io.BytesIO, title: str, marking: str, made_on: date) -> "Workbook":
    """A workbook in memory that holds text as text and names nobody; Refused without a marking."""
    from xlsxwriter import Workbook

    if not marking.strip():
        raise Refused("This list has no marking.", kept="Nothing was made.", to_do="Choose the office's marking first.")
    book = Workbook(packed, _OPTIONS)
    made = datetime.combine(made_on, time(12), UTC).replace(tzinfo=None)
    book.set_properties({"title": title, "author": "", "company": "", "created": made})
    return book


def text_of(value: Value) -> str:
    """A value as one cell holds it: clean, and cut where a cell ends."""
    text = clean(str(value))
    return text if len(text) <= MOST_IN_CELL else text[: MOST_IN_CELL - len(_CUT)] + _CUT


def furnish(sheet: "Worksheet", size: tuple[int, int], title: str, marking: str, panel: str) -> None:
    """Frozen heading, filters over (rows, columns), A4 landscape, the marking above."""
    rows, columns = size
    sheet.freeze_panes(1, 1)
    if columns:
        sheet.autofilter(0, 0, rows, columns - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{_sign(panel)}&C&B{_sign(marking)}&R{_sign(title)}"[:255])


def set_foot(sheet: "Worksheet", marking: str, day: date) -> None:
    """The day it was made, the marking, and page x of y."""
    sheet.set_footer(f"&LMade {day.day} {day:%B %Y}&C&B{_sign(marking)}&RPage &P of &N"[:255])


def _sign(words: str) -> str:
    """Words for a header: an ampersand begins a code there."""
    return words.replace("&", "&&")[:80]
