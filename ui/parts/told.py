"""One line under a field that tells something: Caps Lock, a wrong passphrase, how good a new one is."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.style import icons, theme
from ui.style.tokens import SMALL
from ui.widgets import drawn
from ui.widgets.aloud import say_aloud

_GLYPHS = {"red": "glyph-triangle", "amber": "glyph-diamond", "green": "glyph-done", "grey": "glyph-ring"}


class Told(drawn.Painted):
    """A glyph and words in a tone, over as many lines as they need; it keeps one line's room when it says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._tone = "grey"
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def say(self, words: str, tone: str = "grey", *, aloud: bool = True) -> None:
        """Say something, or nothing; ``aloud`` also to a screen reader."""
        if (words, tone) == (self._words, self._tone):
            return
        self._words, self._tone = words, tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()
        if words and aloud:
            say_aloud(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        now = theme.current()
        return now.px(4) + now.line(SMALL) * max(1, len(self._lines(width)))

    def sizeHint(self) -> QSize:
        now = theme.current()
        wide = self.width() if self.isVisible() else now.px(420)
        return QSize(now.px(120), self.heightForWidth(wide))

    def _lines(self, width: int) -> list[str]:
        room = width - theme.current().px(18)
        lines: list[str] = []
        for word in self._words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and drawn.width_of(longer, SMALL) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._words:
            return
        now = theme.current()
        tone = now.tokens.tone(self._tone)
        painter = drawn.brush(self)
        high, side, left = now.line(SMALL), now.px(12), now.px(18)
        icons.paint(painter, _GLYPHS[self._tone], 0, now.px(2) + (high - side) / 2, side, tone.mark)
        for at, line in enumerate(self._lines(self.width())):
            room = QRectF(left, now.px(2) + at * high, self.width() - left, high)
            drawn.text(painter, room, line, tone.ink, SMALL)
        painter.end()
