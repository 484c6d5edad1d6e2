"""A paper of a meeting as it will print: exactly the bytes that are saved, page under page."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hipdesk.desk import MadePaper
from hipdesk.kernel.progress import Progress
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.papers.pictures import page_pictures
from hipdesk.services import minutes
from ui import shortcuts
from ui.context import Context
from ui.panels.saving import save_made
from ui.routes import Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Label
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll import Scroll

_DOTS = 110


class PaperPage(Page):
    """``Route.to("meeting-paper", paper="agenda", id=…, agency=…, case=…, frozen="yes")``."""

    help_topic = "meetings"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("meeting-paper")
        self._options = PaperOptions()
        self._made: MadePaper | None = None
        self.header = PageHeader("Paper", "As it will print")
        self.save = Button("Save as PDF", "primary", icon="download")
        self.save.setObjectName("save-pdf")
        self.save.setEnabled(False)
        self.header.add_action(self.save)
        self._pages = layout.column(Label("Setting the pages …", "lead"), gap=16, margins=(24, 20, 24, 24))
        self._pages.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        ground = Ground("canvas")
        ground.setLayout(self._pages)
        self.sheets = Scroll(ground, name="Pages of the paper")
        self.sheets.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.header)
        down.addWidget(self.sheets, 1)
        self.save.clicked.connect(self._save)
        shortcuts.bind(self, "Ctrl+S", self._save)

    def open_route(self, route: Route) -> None:
        """Set the pages of a paper."""
        paper = route.get("paper")
        self._options = PaperOptions(
            meeting_id=route.get("id"), agency_id=route.get("agency"), case_id=route.get("case")
        )
        self._made = None
        self.save.setEnabled(False)
        if route.get("frozen"):
            self.context.open(minutes.frozen_minutes, route.get("id"), then=self._take_frozen)
            return
        desk, options = self.context.desk, self._options

        def work(progress: Progress) -> MadePaper:
            return desk.make_paper(paper, options, progress)

        self.context.operations.read(work, self._take, owner=self)

    def panes(self) -> list[QWidget]:
        """The pages."""
        return [self.sheets]

    def first_focus(self) -> QWidget | None:
        """The pages."""
        return self.sheets

    def _take_frozen(self, content: bytes) -> None:
        self._take(MadePaper("minutes", "Agreed minutes", "Agreed minutes.pdf", content))

    def _take(self, made: MadePaper) -> None:
        self._made = made
        self.header.say(made.title, "As it will print")
        self.save.setEnabled(True)
        self.context.operations.read(lambda _progress: page_pictures(made.content, _DOTS), self._show, owner=self)

    def _show(self, pages: list[bytes]) -> None:
        layout.clear(self._pages)
        for at, picture in enumerate(pages, 1):
            drawn = QPixmap()
            drawn.loadFromData(picture)
            ratio = self.devicePixelRatioF()
            wide = round(min(theme.current().px(820), max(self.width() - 80, 300)) * ratio)
            drawn = drawn.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
            drawn.setDevicePixelRatio(ratio)
            page = QLabel()
            page.setPixmap(drawn)
            page.setAccessibleName(f"Page {at} of {len(pages)}")
            self._pages.addWidget(page)

    def _save(self) -> None:
        if self._made is not None:
            save_made(self.context, self, self._made, self._options, self._saved)

    def _saved(self, target: Path) -> None:
        self.context.messages.toast(f"Saved as {target.name}.")
