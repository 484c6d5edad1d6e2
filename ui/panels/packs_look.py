"""A made pack before it is issued: exactly the bytes that are encrypted, as pages or read as text."""

from PySide6.QtCore import Signal

from ui.context import Context
from ui.parts.paper_view import PaperView
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Hairline, Label


class PackLook(Ground):
    """``left`` when the person goes back to the checks."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("canvas")
        self.title = Label("", "head")
        self.back = Button("Back to the packs", icon="arrow-left", small=True)
        self.back.setObjectName("leave-look")
        self.view = PaperView(context)
        bar = Ground("surface")
        across = layout.row(self.title, layout.STRETCH, self.view.toggle, self.back, gap=12, margins=(20, 8, 20, 8))
        bar.setLayout(across)
        self.setLayout(layout.column(bar, Hairline(), self.view, gap=0))
        self.back.clicked.connect(self.left)

    def show_pack(self, title: str, content: bytes) -> None:
        """Show a pack from its first page."""
        self.title.say(title)
        self.view.show_paper(content, title)

    def forget(self) -> None:
        """Let the pack go."""
        self.view.forget()
