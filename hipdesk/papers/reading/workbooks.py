"""Reading a workbook's bytes as plain cells: the one job here that the press is asked for.

Formulas are never worked out: a cell holds the value that was saved with it, or nothing. Macros, pictures and links
are not opened. Hidden sheets, rows and columns are read like the rest and marked.
"""

import hashlib
import io
import re
from collections.abc import Sequence
from datetime import timedelta

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.grid import Row, SheetGrid, Span, WorkbookGrid
from hipdesk.papers.reading import limits
from hipdesk.papers.reading.archive import Parts, pack, unpack
from hipdesk.papers.reading.compound import MARK, unpack_xls
from hipdesk.papers.reading.extent import Extent, check_ods, check_xlsx
from hipdesk.papers.reading.layout import Layout, counts_from_1904, ods_layouts, xlsx_layouts

_ZIP = b"PK\x03\x04"
_ODS_MARK = b"opendocument.spreadsheet"


def read_grid(content: bytes, file_name: str) -> WorkbookGrid:
    """Every sheet of the workbook as cells.

    ``content`` is the file's bytes, .xlsx, .xlsm, .xls or .ods, told apart by what they are and not by name;
    ``file_name`` is kept for showing, without any folder. Raises ``WorkbookRefused``, and then nothing was read.
    """
    if not content:
        raise limits.empty_refusal()
    if len(content) > limits.FILE_MOST:
        megabytes = -(-len(content) // limits.MEGABYTE)
        raise limits.large_refusal(
            f"the file is {megabytes} MB, and the most is {limits.FILE_MOST // limits.MEGABYTE} MB"
        )
    kind, readable, layouts, from_1904 = _open(content)
    sheets = _read_sheets(readable, layouts)
    if not any(sheet.rows for sheet in sheets):
        raise limits.empty_refusal()
    name = one_line(re.split(r"[\\/]", file_name)[-1])
    return WorkbookGrid(name, kind, hashlib.sha256(content).hexdigest(), sheets, from_1904)


def _open(content: bytes) -> tuple[str, io.BytesIO, dict[str, Layout], bool]:
    """The kind of workbook, the bytes that are safe to read, and what the layout tells."""
    if content.startswith(_ZIP):
        return _open_zip(content)
    if content.startswith(MARK):
        return "xls", unpack_xls(content), {}, False
    raise limits.kind_refusal()


def _open_zip(content: bytes) -> tuple[str, io.BytesIO, dict[str, Layout], bool]:
    parts = unpack(content)
    names = {name.casefold() for name in parts}
    if "xl/workbook.xml" in names:
        check_xlsx(parts)
        return "xlsx", pack(parts), xlsx_layouts(parts), counts_from_1904(parts)
    if _is_ods(parts):
        if b"manifest:encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise limits.password_refusal()
        check_ods(parts)
        return "ods", pack(parts), ods_layouts(parts), False
    if b"xl/workbook.bin" in content:
        raise limits.binary_refusal()
    raise limits.kind_refusal()


def _is_ods(parts: Parts) -> bool:
    return "content.xml" in parts and (
        _ODS_MARK in parts.get("mimetype", b"") or _ODS_MARK in parts.get("META-INF/manifest.xml", b"")
    )


def _read_sheets(readable: io.BytesIO, layouts: dict[str, Layout]) -> tuple[SheetGrid, ...]:
    """Every worksheet through the cell reader, whose own panics are told as a damaged file."""
    try:
        with CalamineWorkbook.from_filelike(readable) as workbook:
            about = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            if len(about) > limits.SHEETS_MOST:
                raise limits.large_refusal(f"it has {len(about)} sheets, and the most is {limits.SHEETS_MOST}")
            extent = Extent()
            return tuple(_read_sheet(workbook, sheet, layouts.get(sheet.name, Layout()), extent) for sheet in about)
    except python_calamine.PasswordError:
        raise limits.password_refusal() from None
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError, MemoryError):
        raise limits.damaged_refusal() from None
    except BaseException as fault:
        # The reader is written in Rust; a bug in it arrives as a PanicException, which is no Exception at all.
        if type(fault).__name__ == "PanicException":
            raise limits.damaged_refusal() from None
        raise


def _read_sheet(
    workbook: CalamineWorkbook, about: python_calamine.SheetMetadata, layout: Layout, extent: Extent
) -> SheetGrid:
    sheet = workbook.get_sheet_by_name(about.name)
    extent.add(sheet.total_height, sheet.total_width)
    rows = _rows(sheet.to_python(skip_empty_area=False)) if sheet.start is not None else ()
    merged = tuple(Span(*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return SheetGrid(
        one_line(about.name),
        rows,
        about.visible is not SheetVisibleEnum.Visible,
        tuple(sorted(merged, key=lambda span: (span.top, span.left))),
        tuple(row for row in layout.hidden_rows if row < len(rows)),
        layout.hidden_columns,
        layout.notes,
    )


def _rows(raw: Sequence[Sequence[object]]) -> tuple[Row, ...]:
    """Rows with nothing for an empty cell, and no empty rows at the end."""
    rows = [_row(row) for row in raw]
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    return tuple(rows)


def _row(raw: Sequence[object]) -> Row:
    """A row as our own cells: nothing for an empty one, a span of time as words."""
    cells = [None if cell == "" else str(cell) if isinstance(cell, timedelta) else cell for cell in raw]
    return tuple(cells)  # type: ignore[arg-type]  # the reader's remaining kinds are exactly ours
