"""A list as an Excel workbook: one sheet, frozen heading, filters, typed days, marked; no formula, no author.

Everything is written in memory by cell type: text is text whatever it begins with, so that nothing in it ever runs.
"""

import io
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import clean
from hipdesk.model.listings import Listing, Value

if TYPE_CHECKING:
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
    from xlsxwriter import Workbook

    if not listing.marking.strip():
        raise Refused("This list has no marking.", kept="Nothing was made.", to_do="Choose the office's marking first.")
    packed = io.BytesIO()
    book = Workbook(packed, _OPTIONS)
    made = datetime.combine(listing.made_on, time(12), UTC).replace(tzinfo=None)
    book.set_properties({"title": listing.title, "author": "", "company": "", "created": made})
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
                sheet.write_string(down, at, _text(value), body)
    _furnish(sheet, listing)
    book.close()
    return packed.getvalue()


def _text(value: Value) -> str:
    text = clean(str(value))
    return text if len(text) <= MOST_IN_CELL else text[: MOST_IN_CELL - len(_CUT)] + _CUT


def _furnish(sheet: "Worksheet", listing: Listing) -> None:
    sheet.freeze_panes(1, 1)
    if listing.columns:
        sheet.autofilter(0, 0, len(listing.rows), len(listing.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    marking, panel = _sign(listing.marking), _sign(listing.panel)
    sheet.set_header(f"&L{panel}&C&B{marking}&R{_sign(listing.title)}"[:255])
    day = listing.made_on
    sheet.set_footer(f"&LMade {day.day} {day:%B %Y}&C&B{marking}&RPage &P of &N"[:255])


def _sign(words: str) -> str:
    """Words for a header: an ampersand begins a code there."""
    return words.replace("&", "&&")[:80]
