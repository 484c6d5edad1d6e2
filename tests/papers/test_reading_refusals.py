"""Every file that is not read is refused with one clear sentence, and nothing of it is taken."""

import io
import pickle
import struct
import zipfile

import pytest

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.workbooks.refusal import WorkbookRefused
from hipdesk.papers.reading import limits
from hipdesk.papers.reading.workbooks import read_grid
from tests.papers.odd_workbooks import (
    SMALL,
    compound,
    make,
    ods,
    ods_row,
    old_excel,
    old_stream,
    parts_of,
    with_part,
    zipped,
)

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
KIND = "This file is not a workbook."
DAMAGED = "The workbook is damaged and cannot be read."
PASSWORD = "The workbook is protected by a password."
EMPTY = "The workbook is empty."
BOMB = "The workbook unpacks to far more than its size allows, as a hostile file does."


def book() -> bytes:
    return make([("Cases", SMALL)])


def one_row(row: str) -> bytes:
    return f"<worksheet><sheetData>{row}</sheetData></worksheet>".encode()


def sheet_of(rows: str) -> bytes:
    """A workbook whose first sheet is the given XML rows, under a dimension that lies."""
    lie = '<dimension ref="A1:XFD1048576"/>'
    return with_part(book(), SHEET, f"{HEAD}{lie}<sheetData>{rows}</sheetData></worksheet>".encode())


def locked_zip() -> bytes:
    """A workbook with the sign of encryption on its first part, in the directory and before the part."""
    content = bytearray(book())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def doubled_part() -> bytes:
    packed = io.BytesIO(book())
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    return packed.getvalue()


def lying_size() -> bytes:
    """A part that says it is 10 bytes and goes on for 30 MB."""
    content = bytearray(with_part(book(), SHEET, b" " * 30_000_000))
    at = content.index(SHEET.encode(), content.index(b"PK\x01\x02"))
    content[at - 46 + 24 : at - 46 + 28] = (10).to_bytes(4, "little")
    return bytes(content)


BAD = {
    "no bytes": (b"", EMPTY),
    "text": (b"Ref,Name\n1,Ann\n", KIND),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), KIND),
    "other zip": (zipped({"letter.txt": "Dear panel"}), KIND),
    "word document": (zipped({"word/document.xml": "<document/>", "[Content_Types].xml": "<Types/>"}), KIND),
    "other ole": (compound("WordDocument", b"x" * 5000), KIND),
    "ole head only": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DAMAGED),
    "ole of noughts": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), DAMAGED),
    "ole cut short": (old_excel(SMALL)[:2000], DAMAGED),
    "zip cut short": (book()[:-40], DAMAGED),
    "zip head only": (b"PK\x03\x04", DAMAGED),
    "part without its bytes": (book()[:200] + bytes(200) + book()[400:], DAMAGED),
    "no relations": (zipped({"xl/workbook.xml": "<workbook/>"}), DAMAGED),
    "binary workbook": (
        zipped({"xl/workbook.bin": "x"}),
        "This is a binary workbook (.xlsb), which cannot be read here.",
    ),
    "encrypted package": (
        compound("EncryptedPackage", b"x" * 5000),
        PASSWORD,
    ),
    "encrypted xls": (old_excel(SMALL, password=True), PASSWORD),
    "encrypted zip": (locked_zip(), PASSWORD),
    "encrypted ods": (
        ods(ods_row("a"), {"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        PASSWORD,
    ),
    "no cells": (make([("Sheet1", []), ("Sheet2", [])]), EMPTY),
    "part named twice": (doubled_part, DAMAGED),
    "size that lies": (lying_size(), BOMB),
    "ratio": (with_part(book(), "xl/media/a.xml", bytes(30_000_000)), BOMB),
    "document type": (with_part(book(), SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), BOMB),
    "utf-16 part": (with_part(book(), SHEET, "<worksheet/>".encode("utf-16")), DAMAGED),
    "cell placed nowhere": (
        with_part(book(), SHEET, one_row('<row r="1"><c r="C18446744073709551615"><v>1</v></c></row>')),
        DAMAGED,
    ),
    "row numbered past all": (
        with_part(book(), SHEET, one_row('<row r="18446744073709551615"><c><v>1</v></c></row>')),
        DAMAGED,
    ),
    "too many parts": (zipped({f"{number}.txt": "" for number in range(limits.PARTS_MOST + 1)}), BOMB),
}


@pytest.mark.parametrize("name", BAD)
def test_read_when_the_file_is_bad_then_one_sentence_says_why(name):
    """Each kind of bad file has its own sentence, and tells that nothing was read."""
    content, sentence = BAD[name]
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(content() if callable(content) else content, "log.xlsx")
    assert refused.value.what == sentence
    assert refused.value.kept == "Nothing was read and nothing was changed."
    assert refused.value.to_do
    assert isinstance(refused.value, HipDeskError)


LARGE = {
    "far corner": (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="150000"><c r="XFD150000"><v>1</v></c></row>',
        "its sheets cover more than 5,000,000 cells",
    ),
    "last row": (
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        "a sheet is filled down to row 1,048,576, and the most is 200,000",
    ),
    "cells without places": (
        "<row>" + "<c><v>1</v></c>" * 300 + "</row>" + "<row/>" * 20_000,
        "its sheets cover more than 5,000,000 cells",
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_read_when_a_sheet_reaches_too_far_then_it_is_refused_before_it_is_laid_out(name):
    """What the sheet's own dimension says is never believed: the cells are counted."""
    rows, why = LARGE[name]
    with pytest.raises(WorkbookRefused, match="too large to read") as refused:
        read_grid(sheet_of(rows), "log.xlsx")
    assert why in refused.value.what


def test_read_when_an_old_excel_file_reaches_too_far_then_it_is_refused():
    """Two cells in the corners of 65,536 rows and 65,536 columns."""
    stream = old_stream([["a"]])
    corner = struct.pack("<HHHHHd", 0x203, 14, 65_535, 65_535, 0, 1.0)
    with pytest.raises(WorkbookRefused, match="cover more than 5,000,000 cells"):
        read_grid(compound("Workbook", stream[:-4] + corner + stream[-4:]), "old.xls")


def test_read_when_an_old_excel_file_promises_strings_it_has_not_then_it_is_a_bomb():
    """A table of four thousand million strings in a stream of a few hundred bytes."""
    stream = old_stream([["a"]])
    table = struct.pack("<HHII", 0x0FC, 8, 4_000_000_000, 4_000_000_000)
    with pytest.raises(WorkbookRefused, match="unpacks to far more"):
        read_grid(compound("Workbook", stream[:20] + table + stream[20:]), "old.xls")


def test_read_when_a_lying_dimension_holds_few_cells_then_it_is_read():
    """A dimension of the whole sheet over two cells is only a lie, not a danger."""
    grid = read_grid(sheet_of('<row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c></row>'), "log.xlsx")
    assert grid.sheets[0].rows == ((None, None), (None, "x"))


def test_read_when_one_shared_string_is_used_without_end_then_it_is_a_bomb():
    """A string of a megabyte, used three hundred times, is three hundred megabytes of memory."""
    strings = b"<sst><si><t>" + b"word " * 200_000 + b"</t></si></sst>"
    uses = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 301))
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(with_part(sheet_of(uses), "xl/sharedStrings.xml", strings), "log.xlsx")
    assert refused.value.what == BOMB


def wide_row(rows: str, columns: str) -> str:
    """So many rows, each with so many empty cells and a full one behind them."""
    last = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
    empty = f'<table:table-cell table:number-columns-repeated="{columns}"/>'
    return f'<table:table-row table:number-rows-repeated="{rows}">{empty}{last}</table:table-row>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (ods_row("a", attributes='table:number-rows-repeated="400000"'), "filled down to row 400,000"),
        (
            wide_row("20000", "900"),
            "cover more than 5,000,000 cells",
        ),
        (
            wide_row("1", "4000000000"),
            "unpacks to far more",
        ),
    ],
)
def test_read_when_an_ods_repeats_cells_without_end_then_it_is_refused(content, sentence):
    """One repeated cell of a few bytes would become a sheet that no machine holds."""
    with pytest.raises(WorkbookRefused, match=sentence):
        read_grid(ods(content), "log.ods")


def test_read_when_empty_rows_are_repeated_to_the_end_then_they_cost_nothing():
    """LibreOffice ends every sheet with a million empty rows."""
    grid = read_grid(ods(ods_row("a", "b") + '<table:table-row table:number-rows-repeated="1048575"/>'), "log.ods")
    assert grid.sheets[0].rows == (("a", "b"),)


def test_read_when_the_file_is_larger_than_the_limit_then_it_is_not_opened(monkeypatch):
    """The size is judged before a byte is looked at."""
    monkeypatch.setattr(limits, "FILE_MOST", 3 * limits.MEGABYTE)
    with pytest.raises(WorkbookRefused, match="the file is 4 MB, and the most is 3 MB"):
        read_grid(bytes(3 * limits.MEGABYTE + 1), "log.xlsx")


def test_read_when_there_are_too_many_sheets_then_it_is_refused(monkeypatch):
    """A workbook of hundreds of sheets is no panel's log."""
    monkeypatch.setattr(limits, "SHEETS_MOST", 2)
    with pytest.raises(WorkbookRefused, match="it has 3 sheets"):
        read_grid(make([(f"S{number}", SMALL) for number in range(3)]), "log.xlsx")


def test_refusal_when_it_crosses_from_the_press_then_every_word_crosses():
    """The error is made in the child process and shown in the program."""
    refused = pickle.loads(pickle.dumps(limits.bomb_refusal()))  # noqa: S301 - our own bytes, made one call ago
    assert (refused.what, refused.kept, refused.to_do) == (
        BOMB,
        limits.bomb_refusal().kept,
        limits.bomb_refusal().to_do,
    )


def test_read_when_a_picture_is_inside_then_it_is_never_unpacked():
    """Only parts that hold cells are unpacked: a damaged picture harms nobody."""
    parts = parts_of(book()) | {"xl/media/image1.png": b"\x00" * 50, "xl/drawings/d.xml": b"<!DOCTYPE x>"}
    assert read_grid(zipped(parts), "log.xlsx").sheets[0].rows[1][0] == "H1/20"
