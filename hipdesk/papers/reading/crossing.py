"""A workbook across the press: read in the child as plain values, and made a grid again here.

Only JSON-like values cross, so that a file from outside cannot bring anything but cells.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.workbooks.grid import Cell, CellNote, SheetGrid, Span, WorkbookGrid
from hipdesk.papers.press import Press, PressFailed

_JOB = "hipdesk.papers.reading.crossing:read_plain"
_SECONDS = 300.0
_CELLS = (str, float, int, bool, date, datetime, time, type(None))


def read_workbook(press: Press, content: bytes, file_name: str, progress: Progress = SILENT) -> WorkbookGrid:
    """A workbook read in the press. Raises Refused with one sentence, PressDied, or Stopped; nothing is written."""
    plain = press.run(_JOB, seconds=_SECONDS, progress=progress, content=content, file_name=file_name)
    try:
        return _grid(plain)
    except (KeyError, TypeError, ValueError):
        raise PressFailed("no workbook came back") from None


def read_plain(content: bytes, file_name: str) -> dict[str, object]:
    """The job in the press: ``read_grid`` as plain values."""
    from hipdesk.papers.reading.workbooks import read_grid

    grid = read_grid(content, file_name)
    return {
        "file_name": grid.file_name,
        "kind": grid.kind,
        "digest": grid.digest,
        "from_1904": grid.counts_from_1904,
        "sheets": [_plain_sheet(sheet) for sheet in grid.sheets],
    }


def _plain_sheet(sheet: SheetGrid) -> dict[str, object]:
    return {
        "name": sheet.name,
        "rows": sheet.rows,
        "hidden": sheet.hidden,
        "merged": [(span.top, span.left, span.bottom, span.right) for span in sheet.merged],
        "hidden_rows": sheet.hidden_rows,
        "hidden_columns": sheet.hidden_columns,
        "notes": [(note.row, note.column, note.words) for note in sheet.notes],
    }


def _grid(plain: Any) -> WorkbookGrid:  # noqa: ANN401 (what the press sent)
    return WorkbookGrid(
        str(plain["file_name"]), str(plain["kind"]), str(plain["digest"]),
        tuple(_sheet(sheet) for sheet in plain["sheets"]), bool(plain["from_1904"]),
    )  # fmt: skip


def _sheet(plain: Any) -> SheetGrid:  # noqa: ANN401 (what the press sent)
    return SheetGrid(
        str(plain["name"]),
        tuple(_row(row) for row in plain["rows"]),
        bool(plain["hidden"]),
        tuple(Span(*(int(bound) for bound in span)) for span in plain["merged"]),
        tuple(int(row) for row in plain["hidden_rows"]),
        tuple(int(column) for column in plain["hidden_columns"]),
        tuple(CellNote(int(row), int(column), str(words)) for row, column, words in plain["notes"]),
    )


def _row(cells: Iterable[object]) -> tuple[Cell, ...]:
    row = tuple(cells)
    if not all(isinstance(cell, _CELLS) for cell in row):
        raise TypeError("not a cell")
    return row  # type: ignore[return-value] # every cell was looked at above
