"""A table of a report as Qt reads it: the first column names the line, the others hold figures."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from hipdesk.model.reports import Cell, Line, ReportTable

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class FiguresModel(QAbstractTableModel):
    """The lines of one table; every cell tells a reader its line, its column and its figure."""

    def __init__(self) -> None:
        super().__init__()
        self.table: ReportTable | None = None

    def show_table(self, table: ReportTable | None) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line of a row."""
        return self.table.lines[row] if self.table and 0 <= row < len(self.table.lines) else None

    def cell(self, index: AnyIndex) -> Cell | None:
        """The figure at a place; None for the first column."""
        line = self.line(index.row())
        return line.cells[index.column() - 1] if line and index.column() > 0 else None

    def bar_share(self, row: int) -> float | None:
        """How long the bar of a line is, from 0 to 1; None where it has none."""
        table, line = self.table, self.line(row)
        if table is None or line is None or table.chart is None or table.chart.kind != "bars" or line.kind == "total":
            return None
        following = self.line(row + 1)
        if line.kind == "group" and following is not None and following.kind == "member":
            return None
        # What stands under a total is a part of it, not a line beside the others.
        before = [each.kind for each in table.lines]
        charted = table.lines[: before.index("total")] if "total" in before else table.lines
        if row >= len(charted):
            return None
        values = [each.cells[table.chart.column].value or 0 for each in charted]
        return (line.cells[table.chart.column].value or 0) / max(1, max(values, default=1))

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return len(self.table.lines) if self.table and not parent.isValid() else 0

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 1 + len(self.table.columns) if self.table and not parent.isValid() else 0

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if line is None or self.table is None:
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.label if cell is None else cell.shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if cell is None:
                return ", ".join(part for part in (line.label, line.tag) if part)
            column = self.table.columns[index.column() - 1]
            return f"{line.label}, {' '.join(part for part in (column.over, column.heading) if part)}: {cell.shown}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft if cell is None else Qt.AlignmentFlag.AlignRight
            return int(left | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole or self.table is None:
            return None
        if section == 0:
            return self.table.heading
        column = self.table.columns[section - 1]
        return " ".join(part for part in (column.over, column.heading) if part)
