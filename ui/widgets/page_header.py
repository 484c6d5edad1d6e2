"""The top of a page: title, a line under it, and what can be done at the right; one primary button at most."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.style import theme
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Hairline, Label


class PageHeader(Ground):
    """``actions`` stand at the right, the primary last. ``beside`` widgets follow the title on its line.

    ``ruled`` draws a line beneath; pages with tabs leave it to the tabs.
    """

    def __init__(self, title: str, subtitle: str = "", *, ruled: bool = True) -> None:
        super().__init__("surface")
        self._title = Label(title, "title")
        self._subtitle = Label(subtitle, "quiet")
        self._subtitle.setVisible(bool(subtitle))
        self._beside = layout.row(gap=8)
        self._actions = layout.row(gap=12)
        self._actions.setAlignment(Qt.AlignmentFlag.AlignLeft)
        top = layout.row(self._title, 8, self._beside, layout.STRETCH, gap=8)
        words = layout.column(top, self._subtitle, gap=0)
        self._across = layout.row(words, self._actions, gap=16, margins=(MARGIN, 12, MARGIN, 12))
        self._across.setStretch(0, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(self._across)
        if ruled:
            down.addWidget(Hairline())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), self.sizeHint().height())

    def sizeHint(self) -> QSize:
        usual = super().sizeHint()
        return QSize(usual.width(), max(usual.height(), theme.current().px(56)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        """Where there is no room beside the buttons the line under the title goes, then the buttons go below.

        Where they have no room even there they leave their icons out, so that every word stays whole.
        """
        self._bare_buttons()
        room = self.width() - theme.current().px(2 * MARGIN + 16) - self._actions.sizeHint().width()
        title = self._title.sizeHint().width() + self._beside.sizeHint().width()
        fits = title <= room
        with_subtitle = max(title, self._subtitle.sizeHint().width()) <= room
        self._subtitle.setVisible(bool(self._subtitle.words) and with_subtitle)
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction != self._across.direction():
            self._across.setDirection(direction)
            self.updateGeometry()

    def _bare_buttons(self) -> None:
        places = [self._actions.itemAt(at) for at in range(self._actions.count())]
        found = [place.widget() for place in places if place is not None]
        shown = [each for each in found if isinstance(each, Button) and not each.isHidden()]
        whole = self._actions.sizeHint().width() + sum(each.icon_room for each in shown if each.is_bare)
        bare = whole > self.width() - theme.current().px(2 * MARGIN)
        for button in shown:
            button.set_bare(bare)

    def say(self, title: str, subtitle: str = "") -> None:
        """Show another title and line."""
        self._title.say(title)
        self._subtitle.say(subtitle)
        self._fit()

    @property
    def title(self) -> str:
        """The title's words."""
        return self._title.words

    def add_action(self, widget: QWidget) -> QWidget:
        """Put a button, or another control, at the right, after those already there."""
        self._actions.addWidget(widget)
        return widget

    def add_beside(self, widget: QWidget) -> QWidget:
        """Put a control after the title."""
        self._beside.addWidget(widget)
        return widget
