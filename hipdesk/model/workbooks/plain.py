"""A grid as plain values and back: how a workbook crosses from the press, which is not trusted with anything else.

Shape: ``{"file_name", "kind", "digest", "from_1904", "sheets": [{"name", "hidden", "rows", "merged", "hidden_rows",
"hidden_columns", "notes"}]}``; rows are lists of cells, spans and notes lists of numbers and words.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time

from hipdesk.kernel import collector
from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.grid import Cell, CellNote, SheetGrid, Span, WorkbookGrid
from hipdesk.model.workbooks.refusal import WorkbookRefused

Plain = dict[str, object]

_CELL_KINDS = (str, float, int, bool, date, time, type(None))


def grid_to_plain(grid: WorkbookGrid) -> Plain:
    """The grid as values that JSON and the press's wire can carry."""
    return {
        "file_name": grid.file_name,
        "kind": grid.kind,
        "digest": grid.digest,
        "from_1904": grid.counts_from_1904,
        "sheets": [_sheet_to_plain(sheet) for sheet in grid.sheets],
    }


def _sheet_to_plain(sheet: SheetGrid) -> Plain:
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "rows": sheet.rows,
        "merged": [[span.top, span.left, span.bottom, span.right] for span in sheet.merged],
        "hidden_rows": sheet.hidden_rows,
        "hidden_columns": sheet.hidden_columns,
        "notes": [[note.row, note.column, note.words] for note in sheet.notes],
    }


@collector.at_rest()
def grid_from_plain(given: object) -> WorkbookGrid:
    """The grid again. Raises ``WorkbookRefused`` for anything that ``grid_to_plain`` would not have made."""
    try:
        whole = _mapping(given)
        return WorkbookGrid(
            one_line(str(whole["file_name"])),
            str(whole["kind"]),
            str(whole["digest"]),
            tuple(_sheet_from_plain(_mapping(sheet)) for sheet in _sequence(whole["sheets"])),
            whole["from_1904"] is True,
        )
    except (KeyError, TypeError, ValueError):
        raise WorkbookRefused("The workbook could not be read through.") from None


def _sheet_from_plain(given: Mapping[str, object]) -> SheetGrid:
    return SheetGrid(
        one_line(str(given["name"])),
        tuple(tuple(map(_cell, _sequence(row))) for row in _sequence(given["rows"])),
        given["hidden"] is True,
        tuple(Span(*map(_number, _sequence(span))) for span in _sequence(given["merged"])),
        tuple(map(_number, _sequence(given["hidden_rows"]))),
        tuple(map(_number, _sequence(given["hidden_columns"]))),
        tuple(_note(_sequence(note)) for note in _sequence(given["notes"])),
    )


def _note(given: Sequence[object]) -> CellNote:
    row, column, words = given
    return CellNote(_number(row), _number(column), str(words))


def _mapping(given: object) -> Mapping[str, object]:
    if not isinstance(given, dict):
        raise TypeError("no mapping")
    return given


def _sequence(given: object) -> Sequence[object]:
    if not isinstance(given, (list, tuple)):
        raise TypeError("no sequence")
    return given


def _number(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool):
        raise TypeError("no whole number")
    return given


def _cell(given: object) -> Cell:
    if isinstance(given, _CELL_KINDS):
        return given
    raise TypeError("no cell")
