"""What of a case's texts no paper may say: words looked at one by one, and words marked by hand in the texts."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.model.redaction.looking import CaseTexts, DecideWords, MarkedWords, WordsToLook
from hipdesk.services import redaction
from ui import shortcuts
from ui.context import Context
from ui.parts.marking import ask_to_mark, let_mark
from ui.parts.marking_texts import CaseTextsView
from ui.parts.words_look import WordsLook
from ui.routes import Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.columns import Columns
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.page_header import PageHeader
from ui.widgets.reading_order import tab_as_one_reads
from ui.widgets.scroll import Scroll

_NONE = "Nothing is marked by hand. Select words in a text at the left and press M, or write them."


class CaseWordsPage(Page):
    """``Route.to("case-words", id=…)``: a case's texts, what is left out of papers, and what is still to be decided."""

    help_topic = "case"
    shows = frozenset({"redaction", "cases", "incident", "agency_return", "note", "action", "decision", "hearing"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("case-words")
        self._id = ""
        self.header = PageHeader("Words left out of papers")
        self.mark = Button("Leave words out…", "primary", key="M", bound=True)
        self.mark.setObjectName("mark-words-button")
        self.header.add_action(self.mark)
        self.texts, self.look = CaseTextsView(), WordsLook()
        self._down = QVBoxLayout()
        self._down.setSpacing(theme.current().px(6))
        self._down.setContentsMargins(0, 0, 0, 0)
        right = Ground("surface")
        right.setLayout(layout.column(self.look, self._held(), layout.STRETCH, gap=16, margins=(20, 14, 20, 16)))
        self.right = Scroll(right, name="Left out of papers")
        self.columns = Columns((self.texts, self.right), (0, 470), names=("Texts", "Left out"), main=0)
        self.setLayout(layout.column(self.header, self.columns, gap=0))
        self.mark.clicked.connect(self.texts.ask)
        self.texts.wanted.connect(lambda words: ask_to_mark(context, self, self._id, words))
        self.look.decided.connect(lambda words, so: decide(context, self, words, so))
        self.look.list.moved.connect(lambda _key: self._show_place())
        shortcuts.bind(self.texts, "M", self.texts.ask, within=True)
        let_mark(context, self, lambda: self._id)

    def _held(self) -> QWidget:
        held = Ground("surface")
        held.setLayout(self._down)
        return held

    def open_route(self, route: Route) -> None:
        """Show a case's texts; that they were opened is logged."""
        self._id = route.get("id")
        self.reload(None)

    def reload(self, changes: Changes | None) -> None:
        """Read them anew."""
        if self._id and (changes is None or changes.kinds):
            self.context.open(redaction.case_texts, self._id, then=self._take, owner=self)

    def panes(self) -> list[QWidget]:
        """The texts, and what is left out of them."""
        return [self.texts, self.right]

    def first_focus(self) -> QWidget | None:
        """The words to look at while there are any, else the texts."""
        return self.look.list if self.look.words else self.texts

    def _take(self, told: CaseTexts) -> None:
        if told.case_id != self._id:
            return
        self.header.say("Words left out of papers", f"{told.reference} {told.initials}".strip())
        self.texts.show_texts(told.texts, [each.words for each in told.marked])
        self.look.show_words(told.to_look_at)
        self._show_marked(told.marked)

    def _show_marked(self, marked: tuple[MarkedWords, ...]) -> None:
        layout.clear(self._down)
        many = Label(str(len(marked)) if marked else "", "second")
        self._down.addLayout(layout.row(Label("Left out by hand", "head"), many, layout.STRETCH, gap=8))
        self._down.addWidget(Hairline())
        for each in marked:
            self._down.addWidget(self._one(each))
            self._down.addWidget(Hairline())
        if not marked:
            self._down.addWidget(Label(_NONE, "second", wrap=True))
        tab_as_one_reads(self)

    def _one(self, each: MarkedWords) -> QWidget:
        back = LinkButton("May stand again")
        back.setObjectName("unmark-words")
        back.setAccessibleName(f"“{each.words}” may stand again")
        back.clicked.connect(lambda: self.context.do(redaction.unmark_words, each.id, owner=self))
        find = LinkButton("Show")
        find.setAccessibleName(f"Show “{each.words}” in the texts")
        find.setVisible(bool(each.where))
        find.clicked.connect(lambda: self._find(each.words))
        first = layout.row(Label(each.words, "strong", wrap=True), gap=8)
        first.setStretch(0, 1)
        for button in (find, back):
            first.addWidget(button)
        where = ", ".join(each.where) or "stands in no text now"
        return layout.held(layout.column(first, Label(f"{each.label}: {where}", "second", wrap=True), gap=0))

    def _find(self, words: str) -> None:
        self.texts.find_words(words)
        self.texts.setFocus()

    def _show_place(self) -> None:
        key = self.look.list.current_key()
        if isinstance(key, int) and key < len(self.look.words):
            self.texts.find_words(self.look.words[key].words)


def decide(context: Context, owner: QWidget, words: list[WordsToLook], decision: str) -> None:
    """Keep a decision on words, text by text."""
    by_text: dict[tuple[str, str], list[str]] = {}
    for each in words:
        by_text.setdefault((each.case_id, each.narrative), []).append(each.words)
    for (case_id, narrative), said in by_text.items():
        command = DecideWords.model_validate(
            {"case_id": case_id, "narrative": narrative, "words": said, "decision": decision}
        )
        context.do(redaction.decide_words, command, owner=owner)
