"""A page that scrolls up and down, never sideways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from ui.style import theme


class Scroll(QScrollArea):
    """Holds a layout or widget; the last 70 px of a page can be scrolled into view above other things."""

    def __init__(self, content: QLayout | QWidget, *, name: str = "", room_below: int = 0) -> None:
        super().__init__()
        ground = content if isinstance(content, QWidget) else QWidget()
        if isinstance(content, QLayout):
            if room_below:
                margins = content.contentsMargins()
                margins.setBottom(margins.bottom() + theme.current().px(room_below))
                content.setContentsMargins(margins)
            ground.setLayout(content)
        ground.setObjectName("ground")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(ground)
