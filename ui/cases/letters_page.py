"""Writing a letter: which, to whom, words of one's own, and beside it the very pages that would be saved."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hipdesk.desk import MadePaper
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.action_log import ChaseActions, EscalateActions
from hipdesk.model.letters import PAPER, LetterChoice, LetterOptions, NoteLetter
from hipdesk.papers import viewing
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services import actions, letters
from ui.context import Content, Context
from ui.forms.autosave import Autosave
from ui.parts.viewer import Viewer
from ui.routes import Route
from ui.shell.page import Page
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.columns import Columns
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Ground, Label
from ui.widgets.note_box import NoteBox
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll import Scroll
from ui.widgets.segments import Segments
from ui.widgets.text_field import TextField

_KINDS = "PDF documents (*.pdf)"
_DELIVERY = (("hand", "Handed over"), ("post", "By post"))
_OFFERED = {
    "case": letters.letters_for_case,
    "referral": letters.letters_for_referral,
    "agency": letters.letters_for_agency,
}
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
        self._choices: dict[str, LetterChoice] = {}
        self.made: MadePaper | None = None
        self.header = PageHeader("Letter")
        self._make_buttons()
        self._make_fields()
        self.viewer = Viewer(context)
        self.cautions = layout.column(gap=4)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(self.SOON_MS)
        self._soon.timeout.connect(self.preview)
        self.autosave = Autosave(self._state, self._keep, self)
        columns = Columns([self._left(), self.viewer], [400, 0], names=("Letter", "Preview"))
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
        self.header.add_action(close)
        self.header.add_action(self.save)

    def _make_fields(self) -> None:
        self.kind = ChoiceField([], name="Which letter")
        self.person = ChoiceField([], name="For whom")
        self.delivery = Segments(_DELIVERY, name="How it goes")
        self.delivery.set_value("hand")
        self.to = TextField(name="To somebody else")
        self.words = NoteBox("Without names of others, addresses or numbers", name="Your own words", lines=5, most=14)
        self.words.setObjectName("letter-words")
        self.frames = {
            "kind": FieldFrame("Which letter", self.kind),
            "person": FieldFrame("For whom", self.person),
            "delivery": FieldFrame("How it goes", self.delivery),
            "to": FieldFrame("To somebody else", self.to, hint="A name; leave it empty to write to the one above."),
            "words": FieldFrame("Your own words", self.words, hint="They stand in the middle of the letter."),
        }

    def _left(self) -> QWidget:
        self.whom = Label("", "body", wrap=True)
        self.whom.setObjectName("letter-to")
        fields = layout.column(
            self.frames["kind"], self.whom, self.frames["person"], self.frames["delivery"], self.frames["to"],
            self.frames["words"], self.cautions, layout.STRETCH, gap=14, margins=(24, 14, 24, 24),
        )  # fmt: skip
        ground = Ground("surface")
        ground.setLayout(layout.column(Scroll(fields, name="The letter"), gap=0))
        return ground

    def _connect(self) -> None:
        self.kind.changed.connect(self._chosen)
        self.words.kept.connect(self.choose_place)
        self.words.changed.connect(self.autosave.touch)
        changes: Sequence[QWidget] = (self.person, self.delivery, self.to, self.words)
        for field in changes:
            field.changed.connect(self._changed)  # type: ignore[attr-defined]  # every one is a Field

    # Reading

    def open_route(self, route: Route) -> None:
        self._about, self._id, self._wanted = route.get("about"), route.get("id"), route.get("kind")
        if self._choices:
            return
        offered = _OFFERED.get(self._about)
        if offered is not None:
            self.context.read(offered, self._id, then=self._take)

    def _take(self, choices: tuple[LetterChoice, ...]) -> None:
        self._choices = {choice.kind: choice for choice in choices}
        self.context.drafts.load("letter", self._id, self._take_draft, self)
        if not choices:
            self.viewer.show_nothing(_NONE)
            return
        self.kind.set_choices([(choice.kind, choice.name) for choice in choices])
        first = self._wanted if self._wanted in self._choices else choices[0].kind
        # Opening names people on the pages shown: it is logged once, before the first of them.
        self.context.open(letters.begin_letter, self._id, self._about, then=lambda _none: self.kind.set_value(first),
                          owner=self)  # fmt: skip

    def _choice(self) -> LetterChoice | None:
        return self._choices.get(str(self.kind.value()))

    def _chosen(self) -> None:
        choice = self._choice()
        if choice is None:
            return
        self.whom.say(f"To {choice.to}" if choice.to else "")
        self.whom.setVisible(bool(choice.to))
        self.person.set_choices(choice.people)
        self.person.set_value(choice.people[0][0] if choice.people else None)
        self.frames["person"].setVisible(len(choice.people) > 1)
        self.frames["delivery"].setVisible(bool(choice.people))
        self.frames["to"].setVisible(not choice.people)
        self._warn("Take care", "amber", choice.cautions)
        self.header.say(choice.name)
        self.preview()

    def _warn(self, heading: str, tone: str, told: Sequence[str]) -> None:
        layout.clear(self.cautions)
        if told:
            self.cautions.addWidget(ChipLabel(chips.noted(tone, "glyph-triangle", heading, bold=True)))
        for said in told:
            self.cautions.addWidget(Label(said, "body", wrap=True))

    # The preview

    def _changed(self) -> None:
        self._forget_made()
        self._soon.start()

    def _forget_made(self) -> None:
        self.made = None
        self.save.setEnabled(False)

    def options(self) -> PaperOptions:
        """What the letter is made from, as it is filled in."""
        choice = self._choice()
        people = choice.people if choice is not None else ()
        told = LetterOptions(
            words=str(self.words.value() or ""),
            to="" if people else str(self.to.value() or ""),
            person_id=str(self.person.value() or "") if people else "",
            by_hand=bool(people) and self.delivery.value() != "post",
        )
        return PaperOptions(
            case_id=self._id if self._about == "case" else "",
            referral_id=self._id if self._about == "referral" else "",
            agency_id=self._id if self._about == "agency" else "",
            meeting_id=choice.meeting_id if choice is not None else "",
            letter=told,
        )

    def preview(self) -> None:
        """Set the letter as it is filled in, and show its pages."""
        choice = self._choice()
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
        self.save.setEnabled(True)
        choice = self._choice()
        self._warn("Take care", "amber", choice.cautions if choice is not None else ())
        shown = viewing.Viewing(self.context.desk.press, self.made.content, "application/pdf")
        self.viewer.show_file(shown, "pages", pages, self.made.title)

    def _refused(self, error: HipDeskError) -> None:
        self.viewer.show_nothing(str(error))
        self._warn("It cannot be saved like this", "red", (str(error),))

    # Saving

    def choose_place(self) -> None:
        """Ask where to save the pages that are shown; not while they are still to come."""
        if self.made is not None and self.save.isEnabled():
            self.context.messages.choose_save_file("Save the letter", self.made.file_name, _KINDS, self._save)

    def _save(self, target: Path) -> None:
        made, choice = self.made, self._choice()
        if made is None or choice is None:
            return
        desk, options = self.context.desk, self.options()
        note = self._note(choice, options)

        def work(progress: Progress) -> object:
            desk.save_paper(made, target, options, self._recipient(choice))
            return note(progress)

        self.context.operations.run(work, self._saved, owner=self)

    def _recipient(self, choice: LetterChoice) -> str:
        person = dict(choice.people).get(str(self.person.value()), "")
        return person or str(self.to.value() or "") or choice.to or "the referrer"

    def _note(self, choice: LetterChoice, options: PaperOptions) -> Callable[[Progress], object]:
        """What is noted once the letter lies there: on the line of time, or on the actions it is about."""
        desk, to = self.context.desk, self._recipient(choice)
        if self._about == "agency":
            return lambda progress: _note_actions(self.context, choice, options.agency_id, to, progress)
        command = NoteLetter(
            kind=choice.kind, to=to, case_id=options.case_id or None, referral_id=options.referral_id or None
        )
        return lambda progress: desk.run(progress, letters.note_letter, command)

    def _saved(self, _done: object) -> None:
        self.autosave.stop()
        self.context.drafts.drop("letter", self._id)
        self.context.messages.toast("The letter is saved and noted. It is not encrypted.")
        self.context.routes.back()

    # What is typed

    def _state(self) -> Content:
        return {"words": self.words.value() or ""}

    def _keep(self, state: Content) -> None:
        if state["words"]:
            self.context.drafts.keep("letter", self._id, state)
        else:
            self.context.drafts.drop("letter", self._id)

    def _take_draft(self, content: Content | None) -> None:
        if content and content.get("words"):
            self.words.set_value(content["words"])
            self.autosave.begin_from(self._state())

    # The shell

    def leave(self) -> None:
        self.autosave.flush()
        self.viewer.close_file()

    def panes(self) -> list[QWidget]:
        return [self.frames["kind"], self.viewer]

    def first_focus(self) -> QWidget | None:
        return self.kind


def _note_actions(context: Context, choice: LetterChoice, agency_id: str, to: str, progress: Progress) -> object:
    """A chaser is noted on the actions it names, an escalation as one; an invitation is in the register only."""
    if choice.kind == "invitation":
        return None
    named = context.desk.read(letters.agency_letter, agency_id).actions
    ids = tuple(action.id for action in named)
    if choice.kind == "escalation":
        return context.desk.run(progress, actions.escalate, EscalateActions(action_ids=ids, to=to, words="Letter"))
    return context.desk.run(progress, actions.chase, ChaseActions(action_ids=ids, words="Letter"))
