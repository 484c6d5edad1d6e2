"""The way to imports: bringing in an old workbook, and what earlier ones brought."""

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.routes import Route
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_WORDS = (
    "The panel’s old workbook can be read in, as far back as it goes. Everything is shown before anything is written, "
    "the workbook itself is never changed, and a whole import can be undone."
)


class ImportsPane(QWidget):
    """Two buttons that go on."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        begin = Button("Import a workbook", "primary", icon="upload")
        begin.setObjectName("go-import")
        begin.clicked.connect(lambda: context.routes.go(Route("import")))
        past = Button("Imports so far", icon="list")
        past.setObjectName("go-imports")
        past.clicked.connect(lambda: context.routes.go(Route("imports")))
        self.setLayout(
            layout.column(
                Label("Imports", "page"), Label(_WORDS, "quiet", wrap=True), 8,
                layout.row(begin, past, layout.STRETCH, gap=12), layout.STRETCH, gap=4,
            )
        )  # fmt: skip

    def load(self) -> None:
        """Nothing to read."""
