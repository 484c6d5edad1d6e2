"""How the minutes of an agenda add up against the time there is."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from hipdesk.model.panels.agendas import AgendaLineView
from ui.style import theme
from ui.widgets import drawn


class MinutesBar(drawn.Painted):
    """Opening, cases with children, other cases and closing as pieces of one bar; what is too much stands out."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[tuple[str, int]] = []
        self._slot = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[AgendaLineView], slot: int) -> None:
        """Show another agenda against ``slot`` minutes."""
        kinds = {"opening": 0, "children": 0, "others": 0, "closing": 0}
        for line in lines:
            kind = line.place if line.place != "cases" else "children" if line.grouped_with_children else "others"
            kinds[kind] += line.minutes
        self._pieces = list(kinds.items())
        self._slot = max(1, slot)
        self.setAccessibleName(f"{sum(kinds.values())} of {slot} minutes")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(200), theme.current().px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(60), theme.current().px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        painter.fillRect(self.rect(), QColor(tokens.track))
        total = max(self._slot, sum(minutes for _kind, minutes in self._pieces))
        x = 0.0
        for kind, minutes in self._pieces:
            wide = self.width() * minutes / total
            colour = tokens.accent if kind in ("children", "others") else tokens.line2
            if wide > 1:
                painter.fillRect(QRectF(x, 0, wide - 1, self.height()), QColor(colour))
            x += wide
        limit = self.width() * self._slot / total
        if x > limit + 1:
            painter.fillRect(QRectF(limit, 0, x - limit, self.height()), QColor(tokens.red.mark))
        painter.end()
