"""The agenda as it is prepared: lines in groups, ordered by Alt+arrows or by dragging, with minutes that add up."""

from collections.abc import Sequence
from datetime import time

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from hipdesk.model.panels.agendas import AgendaLineView, AgendaView
from ui.panels.agenda_row import AgendaRow
from ui.panels.minutes_bar import MinutesBar
from ui.style import theme
from ui.style.tokens import SMALL
from ui.widgets import drawn, layout
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.scroll import Scroll


class GroupHead(drawn.Painted):
    """A heading between lines: bold words, grey words after them, minutes at the right."""

    def __init__(self, strong: str, words: str = "", right: str = "") -> None:
        super().__init__()
        self._strong, self._words, self._right = strong, words, right
        self.setAccessibleName(" ".join(part for part in (strong, words, right) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(300), theme.current().px(27))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        painter.fillRect(self.rect(), QColor(now.tokens.sunken))
        drawn.hairline(painter, 0, self.height() - 1, self.width(), now.tokens.line)
        edge = now.px(20)
        room = QRectF(edge, 0, self.width() - 2 * edge, self.height() - 1)
        taken = drawn.text(painter, room, self._right, now.tokens.ink2, SMALL, align=drawn.RIGHT) if self._right else 0
        room.setRight(room.right() - taken - now.px(8))
        used = drawn.text(painter, room, self._strong, now.tokens.ink, SMALL, bold=True)
        room.setLeft(room.x() + used + now.px(5))
        drawn.text(painter, room, self._words, now.tokens.ink2, SMALL)
        painter.end()


class AgendaPart(Ground):
    """The middle of Prepare. ``ordered`` carries line ids; ``timed`` a line and its minutes."""

    ordered = Signal(list)
    timed = Signal(str, int)
    taken = Signal(str)
    presenter_wanted = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface")
        self._view: AgendaView | None = None
        self.rows: list[AgendaRow] = []
        self.bar = MinutesBar()
        self.sum = Label("", "body", rich=True)
        head = layout.row(Label("Agenda", "head"), 8, self.bar, 6, self.sum, gap=4)
        head.setContentsMargins(*(theme.current().px(side) for side in (20, 10, 20, 10)))
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        hint = Label("Drag, or Alt+Up and Alt+Down, to reorder. Times follow.", "hint")
        holder = QVBoxLayout()
        holder.setContentsMargins(0, 0, 0, 0)
        holder.setSpacing(0)
        holder.addLayout(self._lines)
        holder.addLayout(layout.row(hint, layout.STRETCH, margins=(20, 8, 20, 20)))
        holder.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(head)
        down.addWidget(Hairline())
        self.lines_scroll = Scroll(holder, name="Agenda")
        down.addWidget(self.lines_scroll, 1)

    def show_agenda(self, view: AgendaView) -> None:
        """Show the lines; rows that are there already stay, with the focus and what is typed in them."""
        same = self._view is not None and self._view.lines == view.lines
        self._view = view
        self.bar.show_lines(view.lines, view.slot)
        self.sum.say(f"<b>{view.planned}</b> of {view.slot} min", tone="red" if view.warning else "")
        if same:
            return
        held = next((row for row in self.rows if row.hasFocus() or row.minutes.hasFocus()), None)
        at = self.rows.index(held) if held is not None else 0
        there = {row.line.id: row for row in self.rows}
        for row in self.rows:
            self._lines.removeWidget(row)
        layout.clear(self._lines)
        self.rows = []
        for widget in self._build(view, there):
            self._lines.addWidget(widget)
            widget.show()
        if held is not None and held not in self.rows and self.rows:
            self.rows[min(at, len(self.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        for row in there.values():
            row.hide()
            row.deleteLater()

    def first_row(self) -> QWidget | None:
        """The first line that can be moved."""
        return self.rows[0] if self.rows else None

    def _build(self, view: AgendaView, there: dict[str, AgendaRow]) -> list[QWidget]:
        """Heads and rows in order; the rows still needed are taken out of ``there``."""
        opening = [line for line in view.lines if line.place == "opening"]
        cases = [line for line in view.lines if line.place == "cases"]
        closing = [line for line in view.lines if line.place == "closing"]
        found: list[QWidget] = []
        if opening:
            found.append(_head("Opening", opening))
        grouped: bool | None = None
        any_children = any(line.grouped_with_children for line in cases)
        for line in cases:
            if any_children and line.grouped_with_children != grouped:
                grouped = line.grouped_with_children
                found.append(_group(view.children_may_leave) if grouped else GroupHead("Other cases"))
            row = there.pop(line.id, None)
            if row is None:
                row = self._row(line)
            else:
                row.show_line(line)
            self.rows.append(row)
            found.append(row)
        if closing:
            found.append(_head("Closing", closing))
        return found

    def _row(self, line: AgendaLineView) -> AgendaRow:
        row = AgendaRow(line)
        row.stepped.connect(lambda by: self._step(row, by))
        row.moved.connect(lambda by: self._move(row, by))
        row.asked.connect(lambda at: self._menu(row).popup(row.mapToGlobal(at)))
        row.timed.connect(lambda minutes: self.timed.emit(row.line.id, minutes))
        row.taken.connect(lambda: self.taken.emit(row.line.id))
        row.dragged.connect(lambda at: self._drag(row, at))
        row.dropped.connect(self._drop)
        return row

    def _menu(self, row: AgendaRow) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = row.line
        menu.addAction("Earlier (Alt+Up)", lambda: self._move(row, -1))
        menu.addAction("Later (Alt+Down)", lambda: self._move(row, 1))
        if line.case_id:
            menu.addAction("Who presents", lambda: self.presenter_wanted.emit(line.id))
            menu.addAction("Open the case", lambda: self.opened.emit(line.case_id or ""))
        menu.addAction("Take off the agenda", lambda: self.taken.emit(line.id))
        return menu

    def _step(self, row: AgendaRow, by: int) -> None:
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.lines_scroll.ensureWidgetVisible(self.rows[at])

    def _move(self, row: AgendaRow, by: int) -> None:
        at = self.rows.index(row)
        to = at + by
        if 0 <= to < len(self.rows):
            ids = [each.line.id for each in self.rows]
            ids.insert(to, ids.pop(at))
            self.ordered.emit(ids)

    def _drag(self, row: AgendaRow, at: QPoint) -> None:
        """Let the row follow the pointer past its neighbours."""
        mine = self.rows.index(row)
        over = next((n for n, each in enumerate(self.rows) if each.y() <= at.y() < each.y() + each.height()), mine)
        if over != mine:
            self.rows.insert(over, self.rows.pop(mine))
            target = self._lines.indexOf(self.rows[over - 1 if over > mine else over + 1])
            self._lines.removeWidget(row)
            self._lines.insertWidget(target, row)
            self._lines.activate()

    def _drop(self) -> None:
        ids = [row.line.id for row in self.rows]
        there = [line.id for line in (self._view.lines if self._view else ()) if line.place == "cases"]
        if ids != there:
            self.ordered.emit(ids)


def _head(title: str, lines: Sequence[AgendaLineView]) -> GroupHead:
    starts = f", {lines[0].starts:%H:%M}" if lines[0].starts else ""
    words = ", ".join(line.short[:1].lower() + line.short[1:] for line in lines)
    return GroupHead(f"{title}{starts}", words, str(sum(line.minutes for line in lines)))


def _group(leave: time | None) -> GroupHead:
    words = f"Those who come for children may leave at {leave:%H:%M}" if leave else ""
    return GroupHead("Cases with children first", words)
