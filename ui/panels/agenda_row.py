"""One line of the agenda as it is prepared: time, number, case, why it is there, risk, and its minutes."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QIntValidator, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from hipdesk.model.panels.agendas import AgendaLineView
from ui.style import icons, theme
from ui.style.tokens import BODY, SMALL
from ui.widgets import chips, drawn
from ui.widgets.text_field import TextField

_HIGH = 44
_LEFT = 20


class AgendaRow(QAbstractButton):
    """A row that takes the focus. ``stepped`` asks for the row above (-1) or below (1), ``moved`` to go there.

    ``asked`` for its menu (Enter, Menu key, right click); ``timed`` carries new minutes; ``dragged`` the pointer's
    place while the handle is held, ``dropped`` when it is let go.
    """

    stepped = Signal(int)
    moved = Signal(int)
    asked = Signal(QPoint)
    timed = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal()
    taken = Signal()

    def __init__(self, line: AgendaLineView) -> None:
        super().__init__()
        self.line = line
        self.current = False
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.minutes = TextField(width=3)
        self.minutes.setParent(self)
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.minutes.setValidator(QIntValidator(0, 240, self.minutes))
        self.minutes.setText(str(line.minutes))
        self._name()
        self.minutes.left.connect(self._time)
        self.minutes.returnPressed.connect(self._time)

    def show_line(self, line: AgendaLineView) -> None:
        """Show how the line stands now. What is being typed, or was just typed, as its minutes stays."""
        before, self.line = self.line, line
        untouched = self.minutes.text() == str(before.minutes)
        if line.minutes != before.minutes and (untouched or not self.minutes.hasFocus()):
            self.minutes.setText(str(line.minutes))
        self._name()
        self.update()

    def _name(self) -> None:
        number = self.line.number
        self.setObjectName(f"agenda-row-{number}")
        self.setAccessibleName(self._spoken())
        self.minutes.setObjectName(f"minutes-{number}")
        self.minutes.setAccessibleName(f"Minutes of item {number}")

    def _spoken(self) -> str:
        line = self.line
        starts = f"{line.starts:%H:%M}" if line.starts else ""
        what = f"{line.reference} {line.initials}" if line.case_id else line.title
        leaves = ", ".join(f"{name} leaves" for name in line.leaves)
        parts = [f"Item {line.number}", starts, what, self._kind(), line.reason, leaves, f"{line.minutes} minutes"]
        return ", ".join(part for part in parts if part)

    def _kind(self) -> str:
        """ "New", or "New, late" for what came after the agenda was finished."""
        return ", ".join(part for part in (self.line.kind_words, "late" if self.line.late else "") if part)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(420), theme.current().px(_HIGH))

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002 (Qt's signature)
        px = theme.current().px
        wide, high = px(46), px(26)
        self.minutes.setFixedHeight(high)
        self.minutes.setGeometry(self.width() - px(16) - wide, (self.height() - high) // 2, wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        rect = QRectF(self.rect())
        held = self.hasFocus() or self._dragging
        painter.fillRect(rect, QColor(tokens.soft if held or self.current else tokens.surface))
        if held or self.current:
            painter.fillRect(QRectF(0, 0, now.px(3), rect.height() - 1), QColor(tokens.accent))
        if held:
            drawn.box(painter, rect.adjusted(0, 0, 0, -1), 0, "", tokens.accent, thick=2)
        drawn.hairline(painter, 0, rect.bottom() - 1, rect.right(), tokens.line)
        side = now.px(16)
        icons.paint(painter, "drag", now.px(4), (rect.height() - side) / 2, side, tokens.ink3)
        self._words(rect)
        painter.end()

    def _words(self, rect: QRectF) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        line = self.line
        room = now.px(182) if line.band else now.px(70)
        time_at = QRectF(now.px(26), 0, now.px(40), rect.height())
        drawn.text(painter, time_at, f"{line.starts:%H:%M}" if line.starts else "", tokens.ink2, BODY)
        number_at = QRectF(now.px(64), 0, now.px(24), rect.height())
        drawn.text(painter, number_at, str(line.number), tokens.ink, BODY, bold=True, align=drawn.RIGHT)
        x, first, second = float(now.px(98)), now.line(BODY), now.line(SMALL)
        top = (rect.height() - first - second) / 2
        upper = QRectF(x, top, rect.width() - x - room - now.px(16), first)
        title = line.reference or line.title
        used = drawn.text(painter, upper, title, tokens.ink, BODY, bold=True)
        if line.initials:
            upper.setLeft(upper.x() + used + now.px(10))
            used = drawn.text(painter, upper, line.initials, tokens.ink, BODY)
            upper.setLeft(upper.x() + used + now.px(8))
            drawn.text(painter, upper, self._kind(), tokens.ink2, SMALL)
        lower = QRectF(x, top + first, rect.width() - x - room - now.px(16), second)
        leaving = chips.noted("amber", "leave", f"{', '.join(line.leaves)} leaves", bold=True, size=SMALL)
        if line.leaves:
            lower.setRight(lower.right() - chips.width(leaving) - now.px(10))
        used = drawn.text(painter, lower, line.reason, tokens.ink2, SMALL)
        if line.leaves:
            chips.paint(painter, lower.x() + used + now.px(10), lower.center().y(), leaving)
        if line.band:
            chip = chips.risk(line.band, line.score if line.score is not None else "")
            left = rect.width() - now.px(66) - max(now.px(108), chips.width(chip)) - now.px(8)
            chips.paint(painter, left, rect.height() / 2, chip)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hasFocus():
            event.ignore()  # Enter in the minutes comes here too: the field has done what it stands for.
            return
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by:
            (self.moved if alt else self.stepped).emit(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu):
            self.asked.emit(QPoint(theme.current().px(98), self.height()))
        elif event.key() == Qt.Key.Key_Delete:
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.RightButton:
            self.asked.emit(event.position().toPoint())
        elif event.position().x() < theme.current().px(_LEFT + 4):
            self._dragging = True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.asked.emit(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self.dragged.emit(self.mapToParent(event.position().toPoint()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._dragging:
            self._dragging = False
            self.dropped.emit()
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _time(self) -> None:
        typed = self.minutes.text().strip()
        if typed.isdigit() and int(typed) != self.line.minutes:
            self.timed.emit(int(typed))
        elif not typed:
            self.minutes.setText(str(self.line.minutes))
