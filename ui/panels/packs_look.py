"""A made pack page under page, before it is issued: exactly the bytes that are encrypted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout

from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.scroll import Scroll


class PackLook(Ground):
    """``left`` when the person goes back to the checks."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__("canvas")
        self.title = Label("", "head")
        self.back = Button("Back to the packs", icon="arrow-left", small=True)
        self.back.setObjectName("leave-look")
        bar = Ground("surface")
        bar.setLayout(layout.row(self.title, layout.STRETCH, self.back, margins=(20, 8, 20, 8)))
        self._pages = layout.column(gap=16, margins=(24, 20, 24, 24))
        self._pages.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        ground = Ground("canvas")
        ground.setLayout(self._pages)
        self.sheets = Scroll(ground, name="Pages of the pack")
        self.sheets.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(Hairline())
        outer.addWidget(self.sheets, 1)
        self.back.clicked.connect(self.left)

    def begin(self, title: str) -> None:
        """A pack is about to be drawn."""
        self.title.say(title)
        layout.clear(self._pages)
        self._pages.addWidget(Label("Drawing the pages …", "lead"))

    def show_pages(self, pages: list[bytes]) -> None:
        """Show its pages."""
        layout.clear(self._pages)
        ratio = self.devicePixelRatioF()
        wide = round(min(theme.current().px(760), max(self.width() - 80, 300)) * ratio)
        for at, picture in enumerate(pages, 1):
            drawn = QPixmap()
            drawn.loadFromData(picture)
            drawn = drawn.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
            drawn.setDevicePixelRatio(ratio)
            page = QLabel()
            page.setPixmap(drawn)
            page.setAccessibleName(f"Page {at} of {len(pages)}")
            self._pages.addWidget(page)

    def forget(self) -> None:
        """Let the pictures go."""
        layout.clear(self._pages)
