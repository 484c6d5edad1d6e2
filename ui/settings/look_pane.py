"""How the window looks: theme and text size, remembered by this computer."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hipdesk.services.look import SYSTEM, Look, keep_look, look
from ui.context import Context
from ui.style import system, theme
from ui.widgets import layout
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

THEMES = (("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast"), (SYSTEM, "As this computer"))
SIZES = ((1.0, "100 %"), (1.25, "125 %"), (1.5, "150 %"), (2.0, "200 %"))


class LookPane(QWidget):
    """Theme and text size; both act at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        now = theme.current()
        self._theme = Segments(THEMES, name="Colours")
        self._theme.setObjectName("theme")
        self._theme.set_value(SYSTEM if look().theme == SYSTEM else now.tokens.name)
        self._size = Segments(SIZES, name="Text size")
        self._size.setObjectName("text-size")
        self._size.set_value(min((size for size, _words in SIZES), key=lambda size: abs(size - now.scale)))
        words = "This computer remembers it, for the unlock page as well."
        self.setLayout(
            layout.column(
                Label("How it looks", "page"), Label(words, "quiet", wrap=True), 8,
                FieldFrame("Colours", self._theme), 4, FieldFrame("Text size", self._size), layout.STRETCH, gap=4,
            )
        )  # fmt: skip
        self._theme.changed.connect(self._changed)
        self._size.changed.connect(self._changed)

    def load(self) -> None:
        """Nothing to read: the window knows."""

    def _changed(self) -> None:
        name, scale = str(self._theme.value()), float(str(self._size.value()))
        keep_look(Look(name, scale))
        # Later: the pages, this one with them, are made anew.
        QTimer.singleShot(0, self._context.operations, lambda: self._context.restyle(system.resolved(name), scale))
