"""How much of a whole: a meter, and the progress of long work with a way to stop it."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.style import theme
from ui.widgets import drawn, layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


class Meter(QProgressBar):
    """A thin bar; ``tone`` colours it (accent when empty). Its number stands in words beside it."""

    def __init__(self, value: int = 0, of: int = 100, *, tone: str = "", thick: int = 6, name: str = "") -> None:
        super().__init__()
        self._tone = tone
        self._thick = thick
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_value(value, of)

    def show_value(self, value: int, of: int = 100, tone: str | None = None) -> None:
        """Show another value; ``of`` 0 means that the length is not known."""
        self.setRange(0, of)
        self.setValue(min(value, of) if of else 0)
        if tone is not None:
            self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(80), theme.current().px(self._thick))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(24), theme.current().px(self._thick))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        rect = QRectF(self.rect())
        radius = min(rect.height() / 2, now.px(3))
        drawn.box(painter, rect, radius, tokens.track)
        share = self.value() / self.maximum() if self.maximum() else 0.35
        colour = tokens.tone(self._tone).mark if self._tone else tokens.accent
        if share > 0:
            painter.setClipRect(QRectF(0, 0, rect.width() * share, rect.height()))
            drawn.box(painter, rect, radius, colour)
        painter.end()


class WorkProgress(QWidget):
    """Words, a meter and Stop, for work that takes longer than a moment."""

    stopped = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = Label(words, "quiet")
        self._meter = Meter(0, 0, name=words)
        self._meter.setMinimumWidth(theme.current().px(160))
        self.stop = Button("Stop", small=True, icon="cross")
        self.stop.clicked.connect(self.stopped)
        across = layout.row(self._words, self._meter, self.stop, gap=12)
        across.setStretch(1, 1)
        self.setLayout(across)

    def show_step(self, done: int, of: int, what: str = "") -> None:
        """Show how far it is."""
        self._meter.show_value(done, of)
        if what:
            self._words.say(what)
            self._meter.setAccessibleName(what)
