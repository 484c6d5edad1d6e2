"""The frame of everything before unlocking: the program and the ways in at the left, one thing to do at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hipdesk import __version__
from ui.shell.sign import paint_sign
from ui.style import theme
from ui.style.tokens import PAGE, SMALL
from ui.widgets import drawn, layout
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.scroll import Scroll

SIDE, COLUMN, STEADY_TOP = 400, 420, 64
PROMISE = "HIP Desk works without a network.\nNothing you write leaves this computer unless\nyou save or print it."
MARKING = "OFFICIAL-SENSITIVE"


class Sign(drawn.Painted):
    """The sign of the program, its name, and what it is for."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("HIP Desk, casework for a Hate Incident Panel")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(240), px(42))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        paint_sign(painter, 0, now.px(4), now.px(34))
        left = now.px(46)
        wide = self.width() - left
        drawn.text(painter, QRectF(left, 0, wide, now.px(26)), "HIP Desk", now.tokens.ink, PAGE, bold=True)
        words = "Casework for a Hate Incident Panel"
        drawn.text(painter, QRectF(left, now.px(24), wide, now.px(18)), words, now.tokens.ink2, SMALL)
        painter.end()


class GateFrame(QWidget):
    """``side`` stands at the left under the sign, ``main`` at the right; at large text ``main`` comes first alone.

    ``steady``: its top stays where it is while its height changes from page to page. ``painted`` comes once, after the
    page has first been painted.
    """

    painted = Signal()

    def __init__(
        self, side: Sequence[QWidget], main: QWidget, *, name: str, wide: int = COLUMN, steady: bool = False
    ) -> None:
        super().__init__()
        # Not Qt's focus proxy: Tab would not leave the part of the page that holds it.
        self.first_focus: QWidget | None = None
        self.setAccessibleName(name)
        self._steady = steady
        self._is_painted = False
        across = layout.row(gap=0)
        if theme.current().large:
            across.addWidget(self._main(main, wide, side), 1)
        else:
            across.addWidget(self._side(side))
            across.addWidget(Hairline(upright=True))
            across.addWidget(self._main(main, wide, ()), 1)
        self.setLayout(across)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # Once the widgets on it are painted too.
            QTimer.singleShot(0, self, self.painted.emit)

    def scroll_up(self) -> None:
        """Show it from its top again, as when another page stands in it."""
        self._scroll.verticalScrollBar().setValue(0)

    def _side(self, side: Sequence[QWidget]) -> QWidget:
        ground = QWidget()
        ground.setFixedWidth(theme.current().px(SIDE))
        down = layout.column(layout.row(Sign(), margins=(12, 0, 0, 0)), 40, gap=0, margins=(20, 27, 20, 16))
        for widget in side:
            down.addWidget(widget)
        down.addStretch(1)
        foot = layout.column(Label(PROMISE, "second", wrap=True), Label(f"Version {__version__}", "hint"), gap=8)
        down.addLayout(layout.row(layout.held(foot), margins=(12, 0, 0, 0)))
        ground.setLayout(down)
        return ground

    def _main(self, main: QWidget, wide: int, under: Sequence[QWidget]) -> QWidget:
        px = theme.current().px
        inner = layout.column(gap=16)
        if under:
            inner.addWidget(Sign())
        inner.addWidget(main)
        for widget in under:
            inner.addWidget(widget)
        room = QWidget()
        down = QVBoxLayout(room)
        down.setContentsMargins(px(24), px(24), px(24), px(24))
        if self._steady and not theme.current().large:
            down.addSpacing(px(STEADY_TOP))
        else:
            down.addStretch(10)
        held = layout.held(inner)
        held.setMaximumWidth(px(wide))
        middle = layout.row(layout.STRETCH, held, layout.STRETCH, gap=0)
        middle.setStretch(0, 25)
        middle.setStretch(1, 1000)
        middle.setStretch(2, 75)
        down.addLayout(middle)
        down.addStretch(12)
        ground = Ground("surface")
        marking = Label(MARKING, "marking")
        foot = layout.row(layout.STRETCH, marking, margins=(24, 4, 24, 20))
        self._scroll = Scroll(room, name="Page")
        ground.setLayout(layout.column(self._scroll, foot, gap=0))
        marking.setAlignment(Qt.AlignmentFlag.AlignRight)
        return ground
