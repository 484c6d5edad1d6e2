"""A list as a workbook: marked, frozen, filtered, typed, and nothing in it that could ever run."""

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import clean
from hipdesk.model.listings import Listing, ListingColumn
from hipdesk.papers.sheets.listing import MOST_IN_CELL, write_listing

DAY = date(2026, 12, 2)


def listing(*rows, marking="OFFICIAL-SENSITIVE", panel="Marlbridge Hate Incident Panel"):
    """A list of three columns."""
    columns = (ListingColumn("a", "Reference"), ListingColumn("b", "Received"), ListingColumn("c", "Score"))
    return Listing("cases", "Cases", columns, rows, marking, panel, DAY)


def opened(packed):
    """As another program reads it, formulas as they stand."""
    return openpyxl.load_workbook(io.BytesIO(packed))


def test_workbook_when_written_then_is_in_the_clean_form():
    """One sheet that is seen, frozen heading, filter, typed days, marking above and below, no author."""
    book = opened(write_listing(listing(("HIP/2026-27/0041", DAY, 36), ("HIP/2026-27/0042", None, None))))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"]
    sheet = book.active
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C3"
    reference, received, score = (cell.value for cell in sheet[2])
    assert (reference, received.date(), score) == ("HIP/2026-27/0041", DAY, 36)
    assert sheet["B2"].is_date
    assert sheet["B3"].value is None
    assert sheet.oddHeader.center.text == "&BOFFICIAL-SENSITIVE"
    assert sheet.oddFooter.center.text == "&BOFFICIAL-SENSITIVE"
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    assert sheet.print_title_rows == "$1:$1"


@given(st.text(max_size=40) | st.sampled_from(["=1+1", "+44 20", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://a.b"]))
def test_workbook_when_text_begins_like_a_formula_then_it_stays_text(text):
    """Any text is the same text again, of type string."""
    packed = write_listing(listing((text, None, 1)))
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in parts.namelist() if "vba" in name or "external" in name or "comments" in name]
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    cell = opened(packed).active["A2"]
    kept = clean(text)
    if kept:
        assert cell.data_type == "s"
        # openpyxl gives escaped signs back as they stand in the file.
        assert re.sub(r"_x[0-9A-F]{4}_", "", str(cell.value)) == re.sub(r"_x[0-9A-F]{4}_", "", kept)


def test_workbook_when_text_is_longer_than_a_cell_then_says_that_it_is_cut():
    """Nothing is dropped in silence."""
    value = opened(write_listing(listing(("a" * 40_000, None, None)))).active["A2"].value
    assert len(value) == MOST_IN_CELL
    assert value.endswith("the whole text is in the record]")


def test_workbook_when_there_is_no_marking_then_is_refused():
    """Nothing leaves unmarked."""
    with pytest.raises(Refused):
        write_listing(listing(marking=" "))


def test_workbook_when_made_twice_then_is_the_same_bytes():
    """The same list on the same day."""
    one = listing(("HIP/2026-27/0041", DAY, 36))
    parts = [zipfile.ZipFile(io.BytesIO(write_listing(one))) for _ in range(2)]
    assert parts[0].read("docProps/core.xml") == parts[1].read("docProps/core.xml")
    assert parts[0].namelist() == parts[1].namelist()
