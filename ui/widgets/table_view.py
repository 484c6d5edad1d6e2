"""The look and keys of a table: hairlines, no zebra, numbers right, current row soft with an accent bar."""

from collections.abc import Callable, Collection, Hashable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.style import icons, theme
from ui.style.tokens import MARGIN, SMALL, TABLE_HEAD, TABLE_ROW
from ui.widgets import cells, drawn, tick
from ui.widgets.table_model import CELL, KEY, LazyTableModel, Order

AnyIndex = QModelIndex | QPersistentModelIndex
TICK_ROOM = 28


class RowDelegate(QStyledItemDelegate):
    """Draws cells; the row's ground, bar, hairline and focus ring come with its cells."""

    def __init__(self, view: "TableView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        now = theme.current()
        drawn.smooth(painter)
        rect = QRectF(option.rect)
        self._ground(painter, rect, index)
        room = rect.adjusted(now.px(self._view.margin if index.column() == 0 else 6), 0, -now.px(6), -1)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            tick.paint_box(painter, room.x(), room.center().y(), Qt.CheckState(state))
            room.adjust(now.px(TICK_ROOM), 0, 0, 0)
        cell = index.data(CELL)
        if isinstance(cell, cells.Cell):
            right = bool(self._view.is_right(index.column()))
            cells.paint(painter, room, cell, drawn.RIGHT if right else drawn.LEFT)
        else:
            drawn.text(painter, room, "…", now.tokens.ink3)

    def _ground(self, painter: QPainter, rect: QRectF, index: AnyIndex) -> None:
        tokens = theme.current().tokens
        current = self._view.currentIndex().row() == index.row()
        ticked = index.sibling(index.row(), 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        if current or ticked:
            painter.fillRect(rect, QColor(tokens.soft))
        elif self._view.row_under_pointer == index.row():
            painter.fillRect(rect, QColor(tokens.hover))
        drawn.hairline(painter, rect.x(), rect.bottom() - 1, rect.right(), tokens.line)
        if current and index.column() == 0:
            bar = theme.current().px(3)
            painter.fillRect(QRectF(rect.x(), rect.y(), bar, rect.height() - 1), QColor(tokens.accent))
        ringed = self._view.hasFocus() or tokens.high_contrast
        if current and ringed:
            self._ring(painter, rect, index.column())

    def _ring(self, painter: QPainter, rect: QRectF, column: int) -> None:
        tokens = theme.current().tokens
        painter.fillRect(QRectF(rect.x(), rect.y(), rect.width(), 2), QColor(tokens.accent))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 3, rect.width(), 2), QColor(tokens.accent))
        if column == self._view.last_column():
            painter.fillRect(QRectF(rect.right() - 2, rect.y(), 2, rect.height() - 1), QColor(tokens.accent))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex) -> None:
        """A widget in the table fills its row; the style would leave a strip below it."""
        editor.setGeometry(option.rect)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(theme.current().px(80), self._view.row_height)


class Header(QHeaderView):
    """Column heads: bold 12, one strong rule, a sort arrow; a tick box at the left when rows can be ticked."""

    def __init__(self, view: "TableView") -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSectionSize(theme.current().px(24))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(TABLE_HEAD) + 1)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        now = theme.current()
        model = self._view.lazy_model()
        if model is None or section >= len(model.columns):
            return
        column = model.columns[section]
        painter.save()
        drawn.smooth(painter)
        painter.fillRect(rect, QColor(now.tokens.surface))
        room = QRectF(rect).adjusted(now.px(self._view.margin if section == 0 else 6), 0, -now.px(6), -1)
        if model.ticks and section == 0:
            tick.paint_box(painter, room.x(), room.center().y(), self._view.all_ticked())
            room.adjust(now.px(TICK_ROOM), 0, 0, 0)
        arrow = now.px(12) if column.sort and model.order.by == column.sort else 0
        if column.right:
            room.adjust(0, 0, -arrow, 0)
        align = drawn.RIGHT if column.right else drawn.LEFT
        wide = drawn.text(painter, room, column.title, now.tokens.ink2, SMALL, bold=True, align=align)
        if arrow:
            x = room.right() + now.px(3) if column.right else room.x() + wide + now.px(4)
            name = "trend-falling" if model.order.down else "trend-rising"
            icons.paint(painter, name, x, room.center().y() - now.px(4), now.px(8), now.tokens.ink2)
        drawn.hairline(painter, rect.x(), rect.bottom(), rect.right() + 1, now.tokens.line2)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        model = self._view.lazy_model()
        at = event.position().x() + self.offset()
        if model is not None and model.ticks and at < theme.current().px(self._view.margin + TICK_ROOM - 6):
            model.tick_all_loaded(self._view.all_ticked() != Qt.CheckState.Checked)
            self.viewport().update()
            return
        super().mousePressEvent(event)


class TableView(QTableView):
    """A table over a ``LazyTableModel``. Enter or double click opens, Space ticks, a head sorts.

    ``opened`` and ``moved`` carry the row's key; ``menu_for`` may give a menu for a key.
    """

    opened = Signal(object)
    moved = Signal(object)

    def __init__(
        self, model: "LazyTableModel[Any]", *, name: str, row_height: int = TABLE_ROW, margin: int = MARGIN
    ) -> None:
        super().__init__()
        self.margin = margin
        self.row_height = theme.current().px(row_height) + 1
        self.row_under_pointer = -1
        self._wanted: frozenset[str] | None = None
        self._kept: Hashable | None = None
        self.menu_for: Callable[[Hashable], None] | None = None
        self.setAccessibleName(name)
        self._settle_looks()
        self.setItemDelegate(RowDelegate(self))
        header = Header(self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        self._settle_columns(model)
        header.sectionClicked.connect(self._sort_by)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        model.modelAboutToBeReset.connect(self._keep_current)
        model.modelReset.connect(self._restore_current)
        model.ticked.connect(lambda _many: header.viewport().update())

    def _settle_looks(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.row_height)
        rows.hide()

    def _settle_columns(self, model: "LazyTableModel[Any]") -> None:
        header = self.horizontalHeader()
        px = theme.current().px
        for at, column in enumerate(model.columns):
            extra = self.margin + (TICK_ROOM if model.ticks else 0) if at == 0 else 6
            self.setColumnWidth(at, px(column.width + extra + 6))
            if column.stretch:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drop_columns()
        super().resizeEvent(event)

    def choose_columns(self, names: Collection[str] | None) -> None:
        """Show only the columns of these names, where there is room for them; None shows all."""
        self._wanted = None if names is None else frozenset(names)
        self._drop_columns()

    def _drop_columns(self) -> None:
        """Hide what there is no room for, the columns with the highest ``drop`` first."""
        model = self.lazy_model()
        if model is None:
            return
        px = theme.current().px
        wide = {at: px(column.width + 12) for at, column in enumerate(model.columns)}
        room = self.viewport().width() - px(self.margin + (TICK_ROOM if model.ticks else 0))
        wanted = self._wanted
        gone = {at for at in wide if wanted is not None and model.columns[at].name not in wanted}
        for at in sorted(wide, key=lambda at: -model.columns[at].drop):
            if model.columns[at].drop and sum(wide[left] for left in wide if left not in gone) > room:
                gone.add(at)
        for at in wide:
            self.setColumnHidden(at, at in gone)
        stretched = any(column.stretch and at not in gone for at, column in enumerate(model.columns))
        self.horizontalHeader().setStretchLastSection(not stretched)

    def lazy_model(self) -> "LazyTableModel[Any] | None":
        """Its model."""
        model = self.model()
        return model if isinstance(model, LazyTableModel) else None

    def is_right(self, column: int) -> bool:
        """Whether a column holds numbers."""
        model = self.lazy_model()
        return model is not None and bool(model.columns[column].right)

    def last_column(self) -> int:
        """The last column that is shown."""
        shown = [at for at in range(self.model().columnCount()) if not self.isColumnHidden(at)]
        return shown[-1] if shown else 0

    def all_ticked(self) -> Qt.CheckState:
        """Whether none, some or all loaded rows are ticked."""
        model = self.lazy_model()
        ticked = len(model.ticked_rows()) if model is not None else 0
        if not ticked or model is None:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if ticked >= model.rowCount() else Qt.CheckState.PartiallyChecked

    def current_key(self) -> Hashable | None:
        """The current row's key."""
        key: Hashable | None = self.currentIndex().data(KEY)
        return key

    def go_to(self, key: Hashable) -> bool:
        """Make a loaded row current; False when it is not among them."""
        model = self.lazy_model()
        at = model.find(key) if model is not None else -1
        if at >= 0:
            self.setCurrentIndex(self.model().index(at, 0))
        return at >= 0

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        key = current.data(KEY) if current.isValid() else None
        if key is not None:
            self.moved.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        model = self.lazy_model()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0 and not event.modifiers():
            self._open(row)
        elif event.key() == Qt.Key.Key_Space and row >= 0 and model is not None and model.ticks:
            self._turn_tick(row)
        elif event.key() == Qt.Key.Key_Home and row >= 0:
            self.setCurrentIndex(self.model().index(0, 0))
        elif event.key() == Qt.Key.Key_End and row >= 0:
            self.setCurrentIndex(self.model().index(self.model().rowCount() - 1, 0))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        model = self.lazy_model()
        inner = event.position().x() - self.columnViewportPosition(0)
        on_box = inner < theme.current().px(self.margin + TICK_ROOM - 6)
        if on_box and index.isValid() and model is not None and model.ticks:
            self._turn_tick(index.row())
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._under(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._under(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def _under(self, row: int) -> None:
        if row != self.row_under_pointer:
            self.row_under_pointer = row
            self.viewport().update()

    def _open(self, row: int) -> None:
        model = self.lazy_model()
        key = model.key_at(row) if model is not None else None
        if key is not None:
            self.opened.emit(key)

    def _turn_tick(self, row: int) -> None:
        index = self.model().index(row, 0)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self.model().setData(index, state, Qt.ItemDataRole.CheckStateRole)
        self.viewport().update()

    def _sort_by(self, section: int) -> None:
        model = self.lazy_model()
        if model is None or not model.columns[section].sort:
            return
        by = model.columns[section].sort
        model.sort_by(Order(by, down=model.order.by == by and not model.order.down))

    def _keep_current(self) -> None:
        self._kept = self.current_key()

    def _restore_current(self) -> None:
        found = self._kept is not None and self.go_to(self._kept)
        # Focused before its rows came, it has a current row from its first ones on: Enter opens at once.
        if not found and self.hasFocus() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
