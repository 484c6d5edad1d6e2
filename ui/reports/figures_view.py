"""The look and keys of a table of figures: arrows go from figure to figure, Enter opens what stands behind one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from hipdesk.model.reports import Behind, Line, ReportTable
from ui.reports.figures_model import FiguresModel
from ui.style import theme
from ui.style.tokens import BODY, SMALL
from ui.widgets import drawn

AnyIndex = QModelIndex | QPersistentModelIndex
_ROW = 26
_NUMBERS = (74, 58, 44)
_LABEL = 150
_BAR_ROOM = 190
_BAR_NUMBER = 62
_STUB = 30
"""How long the hatched bar of a hidden count is, whatever the count."""


class _Delegate(QStyledItemDelegate):
    """Draws labels, figures and the bars beside them."""

    def __init__(self, view: "FiguresView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line = self._view.figures.line(index.row())
        if line is None:
            return
        drawn.smooth(painter)
        now = theme.current()
        tokens = now.tokens
        rect = QRectF(option.rect)
        if line.kind == "total":
            painter.fillRect(rect, QColor(tokens.sunken))
        drawn.hairline(painter, rect.x(), rect.bottom() - 1, rect.right(), tokens.line)
        if index.column() == 0:
            self._label(painter, rect, line)
        else:
            self._figure(painter, rect, line, index)
        if self._view.currentIndex() == index and index.column() > 0:
            drawn.box(painter, rect.adjusted(0, 0, 0, -1), now.px(3), "", tokens.accent, thick=2)

    def _label(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        now = theme.current()
        tokens, px = now.tokens, now.px
        bold = line.kind in ("group", "total")
        room = rect.adjusted(px(16) if line.kind == "member" else 0, 0, -px(6), 0)
        wide = drawn.text(painter, room, line.label, tokens.ink, BODY, bold=bold)
        if line.tag and wide + px(30) < room.width():
            words = QRectF(room.x() + wide + px(8), rect.y() + px(4), 0, rect.height() - px(8))
            words.setWidth(min(drawn.width_of(line.tag, SMALL) + px(12), room.right() - words.x()))
            drawn.box(painter, words, px(3), "", tokens.line2)
            drawn.text(painter, words, line.tag, tokens.ink2, SMALL, align=drawn.CENTRE)

    def _figure(self, painter: QPainter, rect: QRectF, line: Line, index: AnyIndex) -> None:
        now = theme.current()
        tokens, px = now.tokens, now.px
        cell = self._view.figures.cell(index)
        table = self._view.figures.table
        if cell is None or table is None:
            return
        current = table.columns[index.column() - 1].current
        room = rect.adjusted(0, 0, -px(8), 0)
        bars = self._view.is_bar_column(index.column())
        if bars:
            room = QRectF(rect.x(), rect.y(), px(_BAR_NUMBER), rect.height())
        quiet = cell.value == 0 and line.kind != "total" and not cell.words
        ink = tokens.ink2 if quiet else tokens.ink
        bold = line.kind in ("group", "total") or (current and len(table.columns) > 1 and not bars)
        drawn.text(painter, room, cell.shown, ink, BODY, bold=bold, align=drawn.RIGHT)
        share = self._view.figures.bar_share(index.row()) if bars else None
        if bars and cell.shown.startswith("[c]") and line.kind != "total":
            stub = QRectF(room.right() + px(12), rect.y() + px(7), px(_STUB), rect.height() - px(15))
            painter.fillRect(stub, QBrush(QColor(tokens.ink2), Qt.BrushStyle.BDiagPattern))
            drawn.box(painter, stub, 0, "", tokens.ink2)
        if share:
            wide = share * (rect.width() - px(_BAR_NUMBER) - px(22))
            bar = QRectF(room.right() + px(12), rect.y() + px(7), max(wide, 2), rect.height() - px(15))
            unknown = line.kind == "unknown"
            drawn.box(painter, bar, 0, tokens.track if unknown else tokens.accent, tokens.line2 if unknown else "")


class _Header(QHeaderView):
    """Column heads on as many lines as they need, bottom right over their figures, one strong rule beneath."""

    def __init__(self, view: "FiguresView") -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        now = theme.current()
        lines = self._view.head_lines()
        return QSize(super().sizeHint().width(), now.px(10) + lines * now.line(SMALL))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        now = theme.current()
        tokens, px = now.tokens, now.px
        painter.save()
        drawn.smooth(painter)
        painter.fillRect(rect, QColor(tokens.surface))
        room = QRectF(rect).adjusted(0, 0, -px(8) if section else 0, -px(5))
        side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
        over, words = self._view.head_words(section)
        if self._view.is_bar_column(section):
            # Over its figures; what is longer begins with the column, or reaches over the room of the label before it.
            wide = px(_BAR_NUMBER)
            room = QRectF(rect.x() - px(40), rect.y(), wide + px(40), rect.height() - px(5))
            if section > 1 and drawn.width_of(words, SMALL, bold=True) > wide:
                room = QRectF(rect.x() + px(14), rect.y(), rect.width() - px(14), rect.height() - px(5))
                side = Qt.AlignmentFlag.AlignLeft
        painter.setFont(now.font(SMALL, bold=True))
        painter.setPen(QColor(tokens.ink2))
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignBottom) | int(Qt.TextFlag.TextWordWrap), words)
        if over and self._view.head_words(section + 1)[0] != over:
            self._over(painter, rect, section, over)
        drawn.hairline(painter, rect.x(), rect.bottom() - 1, rect.right() + 1, tokens.line2, 2)
        painter.restore()

    def _over(self, painter: QPainter, rect: QRect, section: int, over: str) -> None:
        """A heading over several columns, with a line under it; drawn with the last of them."""
        now = theme.current()
        first = section
        while first > 1 and self._view.head_words(first - 1)[0] == over:
            first -= 1
        left = rect.x() - sum(self.sectionSize(at) for at in range(first, section))
        high = self._view.over_lines() * now.line(SMALL)
        room = QRectF(left + now.px(8), rect.y() + now.px(4), rect.right() - left - now.px(14), high)
        middle = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        painter.drawText(room, middle | int(Qt.TextFlag.TextWordWrap), over)
        drawn.hairline(painter, room.x(), room.bottom() + now.px(2), room.right(), now.tokens.line)


class FiguresView(QTableView):
    """One table of the report, as high as its lines. ``asked`` carries what stands behind the figure opened."""

    asked = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.figures = FiguresModel()
        self.setObjectName("figures")
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalHeader(_Header(self))
        self.setModel(self.figures)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        self.clicked.connect(self._open)

    def show_table(self, table: ReportTable | None) -> None:
        """Show another table; its first figure is current, and nothing opens by itself."""
        self.figures.show_table(table)
        self.setAccessibleName(f"Table {table.number}, {table.title}" if table else "")
        self.verticalHeader().setDefaultSectionSize(theme.current().px(_ROW))
        self._settle_widths()
        if table and table.lines:
            self.setCurrentIndex(self.figures.index(0, 1))
        self.updateGeometry()

    def is_bar_column(self, section: int) -> bool:
        """Whether bars stand beside the figures of a column."""
        table = self.figures.table
        chart = table.chart if table else None
        return chart is not None and chart.kind == "bars" and section == chart.column + 1

    def head_words(self, section: int) -> tuple[str, str]:
        """The heading over a column, and its own; nothing past the last."""
        table = self.figures.table
        if table is None or section > len(table.columns):
            return "", ""
        if section == 0:
            return "", table.heading
        column = table.columns[section - 1]
        return column.over, column.heading

    def over_lines(self) -> int:
        """How many lines the headings over several columns need."""
        groups: dict[str, int] = {}
        for section in range(1, self.figures.columnCount()):
            over = self.head_words(section)[0]
            groups[over] = groups.get(over, 0) + self.columnWidth(section)
        return max((_lines(over, wide) for over, wide in groups.items() if over), default=0)

    def head_lines(self) -> int:
        """How many lines the heads need at the columns' widths."""
        own = 1
        for section in range(1, self.figures.columnCount()):
            wide = (
                self.columnWidth(section) if not self.is_bar_column(section) else theme.current().px(_BAR_NUMBER + 40)
            )
            own = max(own, _lines(self.head_words(section)[1], wide))
        return own + self.over_lines()

    def sizeHint(self) -> QSize:
        rows = self.figures.rowCount() * theme.current().px(_ROW)
        return QSize(super().sizeHint().width(), rows + self.horizontalHeader().sizeHint().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(200), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_widths()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().column() < 1 and self.figures.rowCount():
            self.setCurrentIndex(self.figures.index(max(self.currentIndex().row(), 0), 1))

    def _settle_widths(self) -> None:
        """Figures get what they need, the label the rest; where there is too little, figures share what is left."""
        table = self.figures.table
        if table is None:
            return
        px = theme.current().px
        room = self.viewport().width()
        sections = range(1, len(table.columns) + 1)
        least = min(px(_LABEL), room * 2 // 5)
        for width in _NUMBERS:
            wants = [self._wants(at, px(width)) for at in sections]
            if room - sum(wants) >= least:
                break
        label = max(room - sum(wants), least)
        spare = room - label
        for at, want in enumerate(wants, 1):
            self.setColumnWidth(at, want if sum(wants) <= spare else want * spare // max(1, sum(wants)))
        self.setColumnWidth(0, room - sum(self.columnWidth(at) for at in range(1, len(wants) + 1)))
        self.updateGeometry()

    def _wants(self, section: int, least: int) -> int:
        """The width of a column: its figures, its longest word, and half its heading, which may take two lines."""
        table = self.figures.table
        px = theme.current().px
        if self.is_bar_column(section):
            return px(_BAR_ROOM)
        shown = [line.cells[section - 1].shown for line in table.lines] if table else []
        heading = self.head_words(section)[1]
        cells = max((drawn.width_of(each, BODY, bold=True) for each in shown), default=0)
        words = max((drawn.width_of(each, SMALL, bold=True) for each in heading.split()), default=0)
        half = drawn.width_of(heading, SMALL, bold=True) * 0.62 if least > px(_NUMBERS[-1]) else 0
        return round(max(least, cells + px(18), words + px(14), half + px(14)))

    def _open(self, index: AnyIndex) -> None:
        cell, table = self.figures.cell(index), self.figures.table
        line = self.figures.line(index.row())
        if cell is None or table is None or line is None or not isinstance(cell.behind, Behind):
            return
        column = table.columns[index.column() - 1]
        heading = " ".join(part for part in (column.over, column.heading) if part)
        self.asked.emit(cell.behind, cell.shown, f"{line.label}, {heading}")


def _lines(words: str, wide: int) -> int:
    """How many lines words need in a column."""
    now = theme.current()
    metrics = now.metrics(SMALL, bold=True)
    room = QRectF(0, 0, max(wide - now.px(10), 1), 1000)
    high = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()
    return max(1, round(high / metrics.height()))
