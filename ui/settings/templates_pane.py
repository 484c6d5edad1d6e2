"""The office's own templates: which there are and where each stands; one is opened to be changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.clock import LONDON
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.templates import STATE_WORDS, TemplateLine
from hipdesk.services import templates
from ui.context import Context
from ui.parts.plain_table import PlainTable
from ui.parts.told import Told
from ui.settings.in_place import InPlace
from ui.settings.template_editor import TemplateEditor
from ui.widgets import british_dates, layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

LEAD = (
    "What papers look like, and what stands where on them. A template can be copied and changed; one that cannot be "
    "used is set aside for the shipped one, and the paper says so. Words alone are changed under Wording."
)


class TemplatesPane(InPlace):
    """The list, or one template in its place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("templates-pane")
        self.setAccessibleName("Templates")
        self._context = context
        self._editor: TemplateEditor | None = None
        self._opened = ""
        self.table = PlainTable(("Template", "In use", ""), name="Templates", stretch={0: 2, 1: 3}, quiet=(1,))
        self.told = Told()
        self.stand(
            layout.column(
                Label("Templates", "page"), Label(LEAD, "quiet", wrap=True), 8, self.table, self.told, layout.STRETCH,
                gap=4,
            )
        )  # fmt: skip

    def load(self) -> None:
        """Read where each template stands."""
        self._context.read(
            templates.list_templates, then=self._show, failed=self._failed, owner=self, newest="templates"
        )

    def _show(self, lines: tuple[TemplateLine, ...]) -> None:
        self.table.show_rows([self._row(line) for line in lines])
        if self._opened and self._editor is None:
            for button in self.findChildren(Button, f"open-{self._opened}"):
                button.setFocus()
            self._opened = ""

    def _row(self, line: TemplateLine) -> tuple[str | QWidget, ...]:
        change = Button("Change" if line.state != "shipped" else "Copy and change", small=True)
        change.setObjectName(f"open-{line.name}")
        change.setAccessibleName(f"{change.text()}: {line.title}")
        change.clicked.connect(lambda: self.open_template(line.name))
        buttons = layout.held(layout.row(change, layout.STRETCH, gap=4))
        return (line.title, state_words(line), buttons)

    def open_template(self, name: str) -> None:
        """Show one template to be changed."""
        self._opened = name
        self._editor = TemplateEditor(self._context, name, self._offer_undo)
        self._editor.left.connect(self._close)
        self.put_in_place(self._editor)
        self._editor.load()

    def asks_about(self) -> str:
        """The template that is being changed; what is typed in it has a draft of its own."""
        return self._opened if self._editor is not None else ""

    def ask_again(self, what: str) -> bool:
        """Open the template that was open."""
        self.open_template(what)
        return True

    def _close(self) -> None:
        if self._editor is not None:
            self._editor.autosave.flush()
            self._editor = None
        self.show_overview()
        self.load()

    def _offer_undo(self, words: str, service: Callable[..., object], given: object) -> None:
        """Here and not in the editor: it may be closed by the time somebody wants it back."""
        self._context.messages.toast(
            words, lambda: self._context.do(service, given, then=lambda _done: self._read_again(), owner=self)
        )

    def _read_again(self) -> None:
        if self._editor is not None:
            self._editor.load()
        else:
            self.load()

    def _failed(self, fault: HipDeskError) -> None:
        self.told.say(str(fault), "red")


def state_words(line: TemplateLine) -> str:
    """ "Your own copy, changed 2 Dec 2026 by Anwen Price" """
    words = STATE_WORDS[line.state]
    if line.changed_at is None:
        return words
    day = british_dates.short(line.changed_at.astimezone(LONDON).date(), year=True)
    return f"{words}. Changed {day}" + (f" by {line.changed_by}" if line.changed_by else "")
