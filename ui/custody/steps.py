"""The steps of the first run at the left: which are done, which is now, which come."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from hipdesk.services.setup_flow import STEPS, TITLES, Step
from ui.style import icons, theme
from ui.style.tokens import BUTTON, HINT
from ui.widgets import drawn

_HIGH = 36


class Steps(drawn.Painted):
    """Six numbered lines; a tick stands for what is done."""

    def __init__(self) -> None:
        super().__init__()
        self._now = STEPS[0]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(self._now)

    def show_step(self, step: Step) -> None:
        """This page is shown now."""
        self._now = step
        self.setAccessibleName(f"Page {STEPS.index(step) + 1} of {len(STEPS)}: {TITLES[step]}")
        self.update()

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(200), len(STEPS) * px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        at_now = STEPS.index(self._now)
        for at, step in enumerate(STEPS):
            self._line(painter, at, TITLES[step], done=at < at_now, now=at == at_now)
        painter.end()

    def _line(self, painter: QPainter, at: int, title: str, *, done: bool, now: bool) -> None:
        here = theme.current()
        tokens, high = here.tokens, here.px(_HIGH)
        rect = QRectF(0, at * high, self.width(), high - 2)
        if now:
            drawn.box(painter, rect, here.px(BUTTON), tokens.soft, tokens.accent if tokens.high_contrast else "")
            painter.fillRect(QRectF(0, rect.y() + here.px(8), here.px(3), rect.height() - here.px(16)), tokens.accent)
        spot = QPointF(here.px(24), rect.center().y())
        if done:
            side = here.px(18)
            icons.paint(painter, "glyph-done", spot.x() - side / 2, spot.y() - side / 2, side, tokens.green.mark)
        else:
            ground, ink = (tokens.accent, tokens.on_accent) if now else ("", tokens.ink2)
            drawn.disc(painter, spot, here.px(9), ground, tokens.accent if now else tokens.line2)
            square = QRectF(spot.x() - here.px(9), spot.y() - here.px(9), here.px(18), here.px(18))
            drawn.text(painter, square, str(at + 1), ink, HINT, bold=True, align=drawn.CENTRE)
        room = QRectF(here.px(44), rect.y(), rect.width() - here.px(48), rect.height())
        drawn.text(painter, room, title, tokens.ink if now or done else tokens.ink2, bold=now)
