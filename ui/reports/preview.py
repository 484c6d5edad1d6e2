"""The report as it will print: exactly the bytes that are saved, page under page."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hipdesk.desk import MadePaper
from hipdesk.papers.pictures import page_pictures
from ui.context import Context
from ui.reports.saving import make_report, save_made
from ui.routes import Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Label
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll import Scroll

_DOTS = 110


class PreviewPage(Page):
    """Pages of the report on a quarter: ``Route.to("report-preview", period="2016-17 Q2")``."""

    help_topic = "reports"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("report-preview")
        self._period = ""
        self._made: MadePaper | None = None
        self.header = PageHeader("Quarterly report", "As it will print")
        self.save = Button("Save as PDF", "primary", icon="download", key="Ctrl+S")
        self.save.setObjectName("save-pdf")
        self.save.setEnabled(False)
        self.header.add_action(self.save)
        self.state = Label("Setting the pages …", "lead")
        self._pages = layout.column(self.state, gap=16, margins=(24, 20, 24, 24))
        self._pages.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        ground = Ground("canvas")
        ground.setLayout(self._pages)
        self.sheets = Scroll(ground, name="Pages of the report")
        self.sheets.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.header)
        down.addWidget(self.sheets, 1)
        self.save.clicked.connect(self._save)

    def open_route(self, route: Route) -> None:
        """Set the pages of a quarter."""
        self._period = route.get("period")
        self.header.say("Quarterly report", f"{self._period}, as it will print")
        make_report(self.context, self, self._period, self._take)

    @property
    def content(self) -> bytes:
        """The bytes that are looked at; empty until they are made."""
        return self._made.content if self._made else b""

    def panes(self) -> list[QWidget]:
        """The pages."""
        return [self.sheets]

    def first_focus(self) -> QWidget | None:
        """The pages."""
        return self.sheets

    def _take(self, made: MadePaper) -> None:
        self._made = made
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
            save_made(self.context, self, self._made, self._period, self._saved)

    def _saved(self, target: Path) -> None:
        self.context.messages.toast(f"Saved as {target.name}.")
