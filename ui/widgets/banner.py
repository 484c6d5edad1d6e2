"""What went wrong, or must be known: three parts, at the top of the page, until settled. And the passing toast."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPropertyAnimation, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsOpacityEffect, QSizePolicy

from ui.style import icons, theme
from ui.style.tokens import BUTTON
from ui.widgets import drawn, layout
from ui.widgets.buttons import Button, IconButton, LinkButton
from ui.widgets.labels import Label

_GLYPH = {
    "red": "glyph-triangle",
    "amber": "glyph-diamond",
    "green": "glyph-done",
    "blue": "info",
    "grey": "info",
}
Choice = tuple[str, Callable[[], object]]


class Banner(drawn.Snug):
    """``what`` happened in bold, ``kept`` and ``to_do`` beneath; choices as small buttons, the first strong."""

    closed = Signal()

    def __init__(
        self, what: str, kept: str = "", to_do: str = "", *, tone: str = "red", choices: Sequence[Choice] = ()
    ) -> None:
        super().__init__()
        self._tone = tone
        rest = " ".join(part for part in (kept, to_do) if part)
        self.setAccessibleName(" ".join(part for part in (what, rest) if part))
        words = layout.column(Label(what, "head", wrap=True), gap=2)
        if rest:
            words.addWidget(Label(rest, "body", wrap=True))
        across = layout.row(words, gap=8, margins=(54, 12, 20, 12))
        across.setStretch(0, 1)
        for at, (title, do) in enumerate(choices):
            button = Button(title, "strong" if at == 0 else "secondary", small=True)
            button.clicked.connect(lambda _on=False, do=do: do())
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.cross = IconButton("cross", "Close this message", side=26)
        self.cross.clicked.connect(self.closed)
        across.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(across)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tone = now.tokens.tone(self._tone)
        painter = drawn.brush(self)
        painter.fillRect(self.rect(), QColor(tone.ground))
        painter.fillRect(QRectF(0, 0, now.px(4), self.height()), QColor(tone.mark))
        drawn.hairline(painter, 0, self.height() - 1, self.width(), now.tokens.line)
        side = now.px(18)
        icons.paint(painter, _GLYPH[self._tone], now.px(24), now.px(14), side, tone.mark, tone.ground)
        painter.end()


class Toast(QFrame):
    """Good news, bottom right, for 8 s; held while the pointer or the focus is on it. Never the only news."""

    gone = Signal()
    SECONDS = 8

    def __init__(self, words: str, *, undo: Callable[[], object] | None = None, tone: str = "green") -> None:
        super().__init__()
        self._tone = tone
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        across = layout.row(24, Label(words), gap=12, margins=(16, 8, 12, 8))
        if undo is not None:
            self.undo = LinkButton("Undo", size=13)
            self.undo.clicked.connect(lambda: self._undo(undo))
            across.addWidget(self.undo)
        self.cross = IconButton("cross", "Close this message", side=24)
        self.cross.clicked.connect(self.leave)
        across.addWidget(self.cross)
        self.setLayout(across)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(self.SECONDS * 1000)
        self._clock.timeout.connect(self._leave_unless_held)
        self._clock.start()

    def _undo(self, undo: Callable[[], object]) -> None:
        self.leave()
        undo()

    def held(self) -> bool:
        """Whether the pointer or the focus is on it."""
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._clock.start()

    def _leave_unless_held(self) -> None:
        if self.held():
            self._clock.start()
        else:
            self.leave()

    def leave(self) -> None:
        """Fade within 120 ms, unless the system asks for no motion, and go."""
        self._clock.stop()
        if self.style().styleHint(self.style().StyleHint.SH_Widget_Animation_Duration) == 0 or not self.isVisible():
            self.gone.emit()
            return
        veil = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(veil)
        fade = QPropertyAnimation(veil, b"opacity", self)
        fade.setDuration(120)
        fade.setStartValue(1.0)
        fade.setEndValue(0.0)
        fade.finished.connect(self.gone)
        fade.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tone = now.tokens.tone(self._tone)
        painter = drawn.brush(self)
        rect = QRectF(self.rect())
        drawn.box(painter, rect, now.px(BUTTON), now.tokens.surface, now.tokens.line2)
        painter.setClipRect(QRectF(0, 0, now.px(4), self.height()))
        drawn.box(painter, rect, now.px(BUTTON), tone.mark)
        painter.setClipping(False)
        side = now.px(16)
        icons.paint(painter, _GLYPH[self._tone], now.px(17), (self.height() - side) / 2, side, tone.mark)
        painter.end()
