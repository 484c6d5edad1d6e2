"""The office's own words: letters, minutes, agenda, attendance sheet and information pack, a page at a time."""

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.wording import WordingPage, WordingView
from hipdesk.services import wording
from ui.context import Context
from ui.parts.told import Told
from ui.settings.wording_form import WordingForm
from ui.widgets import layout
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label

LEAD = "What papers and letters say. Any of it may be said in your own words; the shipped ones can be put back."


class WordingPane(QWidget):
    """Which page, and its texts below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setAccessibleName("Wording")
        self.setObjectName("wording-pane")
        self._context = context
        self._form: WordingForm | None = None
        self.choice = ChoiceField(name="Letter or paper")
        self.choice.setObjectName("which-wording")
        self.told = Told()
        self._down = layout.column(
            Label("Wording", "page"), Label(LEAD, "quiet", wrap=True), 8, FieldFrame("Letter or paper", self.choice),
            self.told, gap=4,
        )  # fmt: skip
        self.setLayout(self._down)
        self.choice.changed.connect(self._read)

    def load(self) -> None:
        """Read which pages there are, and the one shown."""
        self._context.read(wording.list_wording, then=self._take_pages, failed=self._failed, owner=self)

    def _take_pages(self, pages: tuple[tuple[WordingPage, int], ...]) -> None:
        shown = self.choice.value() or pages[0][0].id
        self.choice.set_choices([(page.id, page_words(page, own)) for page, own in pages])
        self.choice.set_value(shown)
        if self._form is None:
            self._read()

    def asks_about(self) -> str:
        """The page whose texts are shown; what is typed in them has a draft of its own."""
        return self._form.page.id if self._form is not None else ""

    def ask_again(self, what: str) -> bool:
        """Show the page that was shown, once it is known which there are."""
        if self.choice.value() is not None:
            self.choice.set_value(what)
        return self.choice.value() == what

    def _read(self) -> None:
        page = self.choice.value()
        if page and (self._form is None or self._form.page.id != page):
            self._context.read(
                wording.wording_view, page, then=self._show, failed=self._failed, owner=self, newest="wording"
            )

    def _show(self, view: WordingView) -> None:
        if self._form is not None:
            self._form.autosave.flush()
            self._form.hide()
            self._form.deleteLater()
        self._form = WordingForm(self._context, view)
        self._form.kept.connect(self.load)
        self._down.addWidget(self._form)
        self._form.load_draft()

    def _failed(self, fault: HipDeskError) -> None:
        self.told.say(str(fault), "red")


def page_words(page: WordingPage, own: int) -> str:
    """ "Letter: chaser (2 own)" """
    return f"{page.title} ({own} in your own words)" if own else page.title
