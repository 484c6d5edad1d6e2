"""A made paper on screen: its pages, drawn by the press from the very bytes, or the same paper read as text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.papers.aloud import Passage, read_aloud
from hipdesk.papers.viewing import Viewing, look
from ui.context import Context
from ui.parts.read_text import ReadText
from ui.parts.viewer import Viewer
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground

_AS_TEXT, _AS_PAGES = "Read as text", "Show the pages"


class PaperView(Ground):
    """``toggle`` is the button between pages and text, for whoever holds this to place; ``turned``: text is shown."""

    turned = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__("sunken")
        self._context = context
        self._content = b""
        self._name = ""
        self.pages = 0
        """How many pages the paper has; 0 until they are counted."""
        self.viewer = Viewer(context)
        self.text = ReadText()
        self.toggle = Button(_AS_TEXT, icon="note", key="Ctrl+T")
        self.toggle.setObjectName("read-as-text")
        self.toggle.setEnabled(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.viewer)
        self._stack.addWidget(self.text)
        self.setLayout(layout.column(self._stack, gap=0))
        self.toggle.clicked.connect(self.turn_over)

    @property
    def content(self) -> bytes:
        """The bytes that are looked at; empty when there are none."""
        return self._content

    def show_paper(self, content: bytes, name: str) -> None:
        """Show a paper from its first page."""
        self.forget()
        self._content, self._name = content, name
        press = self._context.desk.press

        def work(progress: Progress) -> int:
            return look(press, content, progress).pages or 1

        self._context.operations.read(work, self._take_pages, self._failed, owner=self, newest="paper-view")

    def forget(self) -> None:
        """Let the bytes and what was drawn of them go."""
        self._content, self.pages = b"", 0
        self.viewer.close_file()
        self.text.clear()
        self.toggle.setEnabled(False)
        self._show(self.viewer)

    def focus_target(self) -> QWidget:
        """What takes the focus."""
        return self.text if self._stack.currentWidget() is self.text else self.viewer.focus_target()

    def turn_over(self) -> None:
        """From pages to text and back."""
        if self._stack.currentWidget() is self.text:
            self._show(self.viewer)
            self.focus_target().setFocus()
        elif self._content:
            press, content = self._context.desk.press, self._content
            self._context.operations.read(
                lambda progress: read_aloud(press, content, progress), self._take_text, owner=self, newest="paper-text"
            )

    def _take_pages(self, pages: int) -> None:
        self.pages = pages
        self.toggle.setEnabled(True)
        shown = Viewing(self._context.desk.press, self._content, "application/pdf")
        self.viewer.show_file(shown, "pages", pages, self._name)

    def _failed(self, error: HipDeskError) -> None:
        self.viewer.show_nothing(str(error))

    def _take_text(self, passages: tuple[Passage, ...]) -> None:
        if self._content:
            self.text.show_passages(self._name, passages)
            self._show(self.text)
            self.text.setFocus()

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self.toggle.say(_AS_PAGES if part is self.text else _AS_TEXT)
        self.turned.emit(part is self.text)
