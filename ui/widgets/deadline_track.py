"""Deadlines on a true-to-scale track of working days, with equal columns joined to it by leaders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.style import icons, theme
from ui.style.tokens import HEAD, HINT, SMALL
from ui.widgets import british_dates, chips, drawn
from ui.widgets.chips import Chip

_TRACK_Y, _TRACK_HIGH, _BEND, _HEAD_Y, _BODY_HIGH = 38, 6, 56, 72, 92


@dataclass(frozen=True, slots=True)
class Step:
    """One deadline: its day, what it is relative to the meeting ("M−4"), its state as a chip, a last line.

    ``mark``: done, soon, late, waiting or meeting, how the day is drawn on the track.
    """

    name: str
    title: str
    day: date
    relative: str
    state: Chip
    detail: str = ""
    mark: str = "waiting"
    detail_tone: str = ""

    @property
    def text(self) -> str:
        """What a reader says."""
        when = british_dates.short(self.day)
        return ", ".join(part for part in (self.title, when, self.relative, self.state.text, self.detail) if part)


class _StepButton(QAbstractButton):
    """One column: a flat button that says its step."""

    def __init__(self, step: Step, track: "DeadlineTrack") -> None:
        super().__init__(track)
        self._step = step
        self.setAccessibleName(step.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(140), px(_BODY_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        step = self._step
        painter = drawn.brush(self)
        left = now.px(8)
        wide = self.width() - left - 2
        ink = tokens.accent if self.underMouse() else tokens.ink
        drawn.text(painter, QRectF(left, 0, wide, now.px(20)), step.title, ink, HEAD, bold=True)
        when = f"{british_dates.short(step.day)} · {step.relative}"
        drawn.text(painter, QRectF(left, now.px(20), wide, now.px(18)), when, tokens.ink2, SMALL)
        chips.paint(painter, left, now.px(52), step.state)
        ink = tokens.tone(step.detail_tone).ink if step.detail_tone else tokens.ink2
        room = QRectF(left, now.px(61), wide, now.px(18))
        drawn.text(painter, room, step.detail, ink, SMALL, bold=bool(step.detail_tone))
        painter.end()


class DeadlineTrack(drawn.Painted):
    """Steps in order of their days. ``working`` says whether a day is worked; ``opened`` carries a step's name.

    Where the columns would be too narrow the track goes and the steps stand in rows.
    """

    opened = Signal(str)

    def __init__(self, steps: Sequence[Step] = (), *, today: date, working: Callable[[date], bool]) -> None:
        super().__init__()
        self._steps: list[Step] = []
        self._buttons: list[_StepButton] = []
        self._days: list[date] = []
        self._today = today
        self._working = working
        self.setAccessibleName("Deadlines of the meeting")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_steps(steps, today)

    def show_steps(self, steps: Sequence[Step], today: date) -> None:
        """Show these."""
        for button in self._buttons:
            button.deleteLater()
        self._steps = sorted(steps, key=lambda step: step.day)
        self._today = today
        self._buttons = [_StepButton(step, self) for step in self._steps]
        for step, button in zip(self._steps, self._buttons, strict=True):
            button.clicked.connect(lambda _on=False, name=step.name: self.opened.emit(name))
            button.show()
        self._days = self._worked_days()
        self._place()
        self.updateGeometry()
        self.update()

    def _worked_days(self) -> list[date]:
        if not self._steps:
            return []
        first, last = self._steps[0].day, self._steps[-1].day
        if timedelta(0) < first - self._today <= timedelta(days=14):
            first = self._today
        known = {step.day for step in self._steps} | {self._today}
        span = [first + timedelta(days=at) for at in range((last - first).days + 1)]
        return [day for day in span if self._working(day) or day in known]

    # Places

    @property
    def across(self) -> int:
        """How many columns fit."""
        fit = max(1, self.width() // theme.current().px(132))
        return min(len(self._steps), fit) or 1

    @property
    def tracked(self) -> bool:
        """Whether there is room for the track."""
        return bool(self._steps) and self.across == len(self._steps)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = theme.current().px
        fit = max(1, width // px(132))
        if fit >= len(self._steps):
            return px(_HEAD_Y + _BODY_HIGH)
        rows = -(-len(self._steps) // fit)
        return rows * px(_BODY_HIGH + 8)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(600), self.heightForWidth(max(self.width(), theme.current().px(600))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(140), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = theme.current().px
        wide = self.width() / self.across
        for at, button in enumerate(self._buttons):
            row, column = divmod(at, self.across)
            top = px(_HEAD_Y) if self.tracked else row * px(_BODY_HIGH + 8)
            button.setGeometry(round(column * wide), top, round(wide) - px(2), px(_BODY_HIGH))

    def _x(self, day: date) -> float:
        """Middle of a worked day on the track, or just after the worked day before it."""
        px = theme.current().px
        unit = (self.width() - px(44)) / max(1, len(self._days) - 1) if len(self._days) > 1 else 0
        before = sum(1 for worked in self._days if worked <= day)
        return px(34) - px(12) + (before - 1) * unit

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.tracked:
            return
        painter = drawn.brush(self)
        self._leaders(painter)
        self._weeks(painter)
        self._flag(painter)
        for step in self._steps:
            self._node(painter, step)
        painter.end()

    def _weeks(self, painter: QPainter) -> None:
        now = theme.current()
        tokens = now.tokens
        unit = self._x(self._days[1]) - self._x(self._days[0]) if len(self._days) > 1 else now.px(40)
        ends = [self._days[0], *(b for a, b in pairwise(self._days) if b.isocalendar()[:2] != a.isocalendar()[:2])]
        until = self._x(self._today) if self._today >= self._days[0] else -1.0
        label_from = 0.0
        for start in ends:
            week = [day for day in self._days if day.isocalendar()[:2] == start.isocalendar()[:2]]
            left = max(0.0, self._x(week[0]) - unit * 0.42)
            right = min(float(self.width()), self._x(week[-1]) + unit * 0.42)
            rect = QRectF(left, now.px(_TRACK_Y), right - left, now.px(_TRACK_HIGH))
            drawn.box(painter, rect, rect.height() / 2, tokens.track)
            if until > left:
                painter.save()
                painter.setClipRect(QRectF(0, 0, until, self.height()))
                drawn.box(painter, rect, rect.height() / 2, tokens.accent)
                painter.restore()
            for day in week:
                drawn.disc(painter, QPointF(self._x(day), rect.center().y()), now.px(1.5), tokens.surface)
            words = f"{start.day} {british_dates.short(start).split()[-1]}"
            if left >= label_from:
                room = QRectF(max(0.0, left - now.px(4)), 0, now.px(60), now.line(HINT))
                drawn.text(painter, room, words, tokens.ink2, HINT)
                label_from = left + drawn.width_of(words, HINT)

    def _flag(self, painter: QPainter) -> None:
        now = theme.current()
        tokens = now.tokens
        if not self._days or not self._days[0] <= self._today <= self._days[-1]:
            return
        x = self._x(self._today)
        words = f"Today, {british_dates.short(self._today)}"
        wide = drawn.width_of(words, SMALL, bold=True) + 2 * now.px(9)
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        rect = QRectF(round(left), 0, round(wide), now.px(20))
        painter.fillRect(rect.adjusted(-now.px(6), 0, now.px(6), 0), QColor(tokens.surface))
        drawn.upright(painter, round(x) - 1, rect.bottom(), now.px(_TRACK_Y + 16), tokens.accent, now.px(2))
        drawn.box(painter, rect, now.px(3), tokens.accent)
        drawn.text(painter, rect, words, tokens.on_accent, SMALL, bold=True, align=drawn.CENTRE)

    def _node(self, painter: QPainter, step: Step) -> None:
        now = theme.current()
        tokens = now.tokens
        centre = QPointF(self._x(step.day), now.px(_TRACK_Y) + now.px(_TRACK_HIGH) / 2)
        if step.mark in ("done", "soon", "late"):
            name, colour = {
                "done": ("glyph-done", tokens.accent),
                "soon": ("glyph-diamond", tokens.amber.mark),
                "late": ("glyph-triangle", tokens.red.mark),
            }[step.mark]
            side = now.px(18 if step.mark == "done" else 22)
            knock = tokens.on_accent if step.mark == "done" else tokens.surface
            icons.paint(painter, name, centre.x() - side / 2, centre.y() - side / 2, side, colour, knock)
        elif step.mark == "meeting":
            drawn.disc(painter, centre, now.px(10), tokens.surface, tokens.ink, now.px(2.5))
            drawn.disc(painter, centre, now.px(4), tokens.ink)
        else:
            drawn.disc(painter, centre, now.px(7.5), tokens.surface, tokens.line2, now.px(2))

    def _leaders(self, painter: QPainter) -> None:
        now = theme.current()
        middle = now.px(_TRACK_Y) + now.px(_TRACK_HIGH) / 2
        for step, button in zip(self._steps, self._buttons, strict=True):
            strong = step.mark == "meeting"
            colour = now.tokens.ink if strong else now.tokens.line2
            painter.setPen(QPen(QColor(colour), now.px(1.5) if strong else 1))
            left = button.x() + 0.5
            x = round(self._x(step.day)) + 0.5
            low = now.px(_HEAD_Y + _BODY_HIGH - 6)
            bend = now.px(_BEND)
            points = [QPointF(x, middle), QPointF(x, bend), QPointF(left, now.px(_HEAD_Y)), QPointF(left, low)]
            painter.drawPolyline(QPolygonF(points))
