"""Writing a letter: which, to whom, words of one's own, and beside it the very pages that would be saved."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hipdesk.desk import Desk, MadePaper
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.action_log import ChaseActions, EscalateActions
from hipdesk.model.letters import PAPER, LetterChoice, NoteLetter
from hipdesk.model.redaction.proof import HitPass
from hipdesk.papers import viewing
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.papers.word import WORD_FILES
from hipdesk.services import actions, drafts, letters
from hipdesk.services.registry import Call
from ui.cases.letters_fields import LetterFields
from ui.context import Content, Context
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.messages.seam import Leaving, Left
from ui.parts.proved import when_not_proved
from ui.parts.set_aside import tell_set_aside
from ui.parts.viewer import Viewer
from ui.routes import Route
from ui.shell.page import Page
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.columns import Columns
from ui.widgets.page_header import PageHeader

_KINDS = "PDF documents (*.pdf)"
_OFFERED = {
    "case": letters.letters_for_case,
    "referral": letters.letters_for_referral,
    "agency": letters.letters_for_agency,
}
DRAFT = "letter"
_NONE = "No letter fits this record as it stands."


class LetterPage(Page):
    """Route: ``Route.to("letter", about="case", id=…, kind="victim")``; about is case, referral or agency.

    What is shown is what is saved: the page keeps the bytes. Own words are kept as a draft.
    """

    help_topic = "letters"
    SOON_MS = 500

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._about = self._id = self._wanted = ""
        self._offered = False
        self.made: MadePaper | None = None
        self.header = PageHeader("Letter")
        self._make_buttons()
        self.fields = LetterFields()
        self.viewer = Viewer(context)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(self.SOON_MS)
        self._soon.timeout.connect(self.preview)
        self.autosave = Autosave(self._state, self._keep, self)
        columns = Columns([self.fields, self.viewer], [400, 0], names=("Letter", "Preview"))
        self.setLayout(layout.column(self.header, columns, gap=0))
        self._connect()

    def _make_buttons(self) -> None:
        close = Button("Close", icon="cross")
        close.setObjectName("letter-close")
        close.clicked.connect(self.context.routes.back)
        self.save = Button("Save the letter", "primary", icon="save", key="Ctrl+Enter")
        self.save.setObjectName("letter-save")
        self.save.setEnabled(False)
        self.save.clicked.connect(self.choose_place)
        self.save_word = Button("Save as Word", icon="download")
        self.save_word.setObjectName("letter-save-word")
        self.save_word.setEnabled(False)
        self.save_word.clicked.connect(self.choose_place_for_word)
        self.header.add_action(close)
        self.header.add_action(self.save_word)
        self.header.add_action(self.save)

    def _connect(self) -> None:
        self.fields.chosen.connect(self._chosen)
        self.fields.changed.connect(self._changed)
        self.fields.words.changed.connect(self.autosave.touch)
        self.fields.kept.connect(self.choose_place)

    # Reading

    def open_route(self, route: Route) -> None:
        self._about, self._id, self._wanted = route.get("about"), route.get("id"), route.get("kind")
        if self._offered:
            return
        offered = _OFFERED.get(self._about)
        if offered is not None:
            self.context.read(offered, self._id, then=self._take)

    def _take(self, choices: tuple[LetterChoice, ...]) -> None:
        self._offered = True
        self.context.drafts.load(DRAFT, self._id, self._take_draft, self)
        if not choices:
            self.viewer.show_nothing(_NONE)
            return
        self.fields.offer(choices)
        kinds = [choice.kind for choice in choices]
        first = self._wanted if self._wanted in kinds else kinds[0]
        # The pages to be shown name people: the log says so once, before the first of them.
        begin = (letters.begin_letter, self._id, self._about)
        self.context.open(*begin, then=lambda _none: self.fields.kind.set_value(first), owner=self)

    def _chosen(self) -> None:
        choice = self.fields.choice()
        if choice is not None:
            self.header.say(choice.name)
            self.preview()

    # The preview

    def _changed(self) -> None:
        self._forget_made()
        self._soon.start()

    def _forget_made(self) -> None:
        self.made = None
        self._let_save(False)

    def options(self) -> PaperOptions:
        """What the letter is made from, as it is filled in."""
        choice = self.fields.choice()
        return PaperOptions(
            case_id=self._id if self._about == "case" else "",
            referral_id=self._id if self._about == "referral" else "",
            agency_id=self._id if self._about == "agency" else "",
            meeting_id=choice.meeting_id if choice is not None else "",
            letter=self.fields.options(),
        )

    def preview(self) -> None:
        """Set the letter as it is filled in, and show its pages."""
        choice = self.fields.choice()
        if choice is None:
            return
        self._soon.stop()
        self._forget_made()
        desk, options, paper = self.context.desk, self.options(), f"{PAPER}{choice.kind}"

        def work(progress: Progress) -> tuple[MadePaper, int]:
            made = desk.make_paper(paper, options, progress)
            return made, viewing.look(desk.press, made.content, progress).pages or 1

        self.context.operations.read(work, self._take_made, self._refused, owner=self, newest="letter")

    def _take_made(self, told: tuple[MadePaper, int]) -> None:
        self.made, pages = told
        tell_set_aside(self.context, self.made.note)
        self._let_save(True)
        self.fields.warn()
        shown = viewing.Viewing(self.context.desk.press, self.made.content, "application/pdf")
        self.viewer.show_file(shown, "pages", pages, self.made.title)

    def _refused(self, error: HipDeskError) -> None:
        self.viewer.show_nothing(str(error))
        self.fields.warn(str(error))

    # Saving

    def choose_place(self) -> None:
        """Ask where to save the pages that are shown; not while they are still to come."""
        if self.made is not None and self.save.isEnabled():
            self._ask_place(self.made, _KINDS)

    def choose_place_for_word(self) -> None:
        """Ask where to save the letter that is shown as a Word document."""
        made, options = self.made, self.options()
        if made is not None:
            self.context.operations.read(
                lambda progress: self.context.desk.make_paper(made.paper, options, progress, form="word"),
                lambda word: self._ask_place(word, WORD_FILES),
                owner=self,
            )

    def _let_save(self, may: bool) -> None:
        for button in (self.save, self.save_word):
            button.setEnabled(may)

    def _ask_place(self, made: MadePaper, kinds: str) -> None:
        leaving = Leaving(made.title, made.file_name, kinds, self.fields.recipient(), mail=True)
        self.context.messages.choose_leaving(leaving, lambda left: self._save(made, left))

    def _save(self, made: MadePaper, left: Left, passes: tuple[HitPass, ...] = ()) -> None:
        choice = self.fields.choice()
        if choice is None:
            return
        desk, options, to, draft = self.context.desk, self.options(), left.recipient, (DRAFT, self._id)
        about_agency = self._about == "agency"

        def work(progress: Progress) -> object:
            desk.save_paper(
                made, left.target, options, to, password=left.password, passes=passes, confirmed=left.confirmed
            )
            call = _note_on_actions(desk, choice, options.agency_id, to) if about_agency else _note(choice, options, to)
            if call is None:
                return desk.do(drafts.drop_draft, *draft)
            service, command = call
            return desk.run(progress, drafts.answering(service, *draft), command)

        not_proved = when_not_proved(
            self.context, self, lambda stand: self._save(made, left, stand),
            lambda: self._save(made, replace(left, confirmed=True), passes),
        )  # fmt: skip
        self.context.answer(Answers(*draft), work, self._saved, not_proved, owner=self)

    def _saved(self, _done: object) -> None:
        self.autosave.stop()
        self.context.messages.toast("The letter is saved and noted.")
        self.context.routes.back()

    # What is typed

    def _state(self) -> Content:
        return {"words": self.fields.words.value() or ""}

    def _keep(self, state: Content) -> None:
        if state["words"]:
            self.context.drafts.keep(DRAFT, self._id, state)
        else:
            self.context.drafts.drop(DRAFT, self._id)

    def _take_draft(self, content: Content | None) -> None:
        if content and content.get("words"):
            self.fields.words.set_value(content["words"])
            self.autosave.begin_from(self._state())

    # The shell

    def leave(self) -> None:
        self.autosave.flush()
        self.viewer.close_file()

    def panes(self) -> list[QWidget]:
        return [self.fields, self.viewer]

    def first_focus(self) -> QWidget | None:
        return self.fields.kind


def _note(choice: LetterChoice, options: PaperOptions, to: str) -> Call:
    """What is noted once the letter lies there: a line on the line of time."""
    command = NoteLetter(
        kind=choice.kind, to=to, case_id=options.case_id or None, referral_id=options.referral_id or None
    )
    return letters.note_letter, command


def _note_on_actions(desk: Desk, choice: LetterChoice, agency_id: str, to: str) -> Call | None:
    """A chaser is noted on the actions it names, an escalation as one; an invitation is in the register only."""
    if choice.kind == "invitation":
        return None
    ids = tuple(action.id for action in desk.read(letters.agency_letter, agency_id).actions)
    if choice.kind == "escalation":
        return actions.escalate, EscalateActions(action_ids=ids, to=to, words="Letter")
    return actions.chase, ChaseActions(action_ids=ids, words="Letter")
