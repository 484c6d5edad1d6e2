"""The line at the bottom: saved, backup, next papers, and the marking; each in words with an icon."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.style import icons, theme
from ui.style.tokens import SMALL, STATUS_BAR
from ui.widgets import drawn, layout
from ui.widgets.labels import Ground, Hairline, Label


@dataclass(frozen=True, slots=True)
class Said:
    """What one part says; ``strong`` words in the colour of ``tone`` come first."""

    words: str
    icon: str
    tone: str = ""
    strong: str = ""


class _Part(drawn.Painted):
    """An icon and words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._said = Said("", "tick")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, said: Said) -> None:
        """Say something else; nothing without words."""
        self._said = said
        self.setAccessibleName(f"{self._name}: {said.strong}{said.words}")
        drawn.show_if(self, bool(said.words or said.strong))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        now = theme.current()
        strong = drawn.width_of(self._said.strong, SMALL, bold=True)
        return QSize(round(now.px(19) + strong + drawn.width_of(self._said.words, SMALL) + 2), now.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        tone = tokens.tone(self._said.tone) if self._said.tone else None
        side = now.px(13)
        ink = tone.mark if tone and not self._said.strong else tokens.ink2
        icons.paint(painter, self._said.icon, 0, (self.height() - side) / 2, side, ink)
        x: float = now.px(19)
        if self._said.strong:
            room = QRectF(x, 0, self.width(), self.height())
            x += drawn.text(painter, room, self._said.strong, tone.ink if tone else tokens.ink, SMALL, bold=True)
        drawn.text(painter, QRectF(x, 0, self.width() - x, self.height()), self._said.words, tokens.ink2, SMALL)
        painter.end()


class StatusLine(Ground):
    """Four parts; at large text only the first and the marking are shown."""

    def __init__(self) -> None:
        super().__init__("canvas")
        self.setFixedHeight(theme.current().px(STATUS_BAR))
        self._saved = _Part("Saved")
        self._backup = _Part("Backup")
        self._papers = _Part("Papers")
        self._marking = Label("", "marking")
        across = layout.row(
            self._saved, self._backup, self._papers, layout.STRETCH, self._marking, gap=20, margins=(16, 0, 16, 0)
        )
        self.setLayout(layout.column(Hairline(), across, gap=0))

    def show_saved(self, words: str) -> None:
        """As "All changes saved 14:02"."""
        self._saved.say(Said(words, "tick", "green"))

    def show_unsaved(self, words: str) -> None:
        """While something could not be saved, as on a full disk."""
        self._saved.say(Said(words, "alert", "amber"))

    def show_saving(self, words: str = "Saving") -> None:
        """While something is on its way."""
        self._saved.say(Said(words, "clock"))

    def show_backup(self, words: str, *, failed: str = "") -> None:
        """As "Backup proved Tue 1 Dec, 18:05"; ``failed`` words come first, in red."""
        if not theme.current().large or failed:
            self._backup.say(Said(words, "shield", "red" if failed else "", failed))

    def show_papers(self, words: str) -> None:
        """As "Papers go out in 3 working days, Mon 7 Dec"."""
        if not theme.current().large:
            self._papers.say(Said(words, "clock"))

    def show_marking(self, words: str) -> None:
        """As "OFFICIAL-SENSITIVE"."""
        self._marking.say(words)
