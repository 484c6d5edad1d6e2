"""What has to be said with a decision, in the place of the decision bar: a reason, a few words, and one button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.clock import today
from hipdesk.model.cases import CaseFilter, CaseLine, CaseSort
from hipdesk.model.pages import Page
from hipdesk.model.referrals import (
    AskForInformation,
    DeclineReferral,
    LookAgain,
    MarkDuplicate,
    RedirectReferral,
    WithdrawReferral,
)
from hipdesk.model.referrals.views import FormChoices, ReferralView
from hipdesk.services import cases, referrals
from ui.context import Content, Context
from ui.forms import draft_state
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.note_box import NoteBox

_TITLES = {
    "ask": "Ask for more information",
    "redirect": "Redirect",
    "decline": "Decline",
    "again": "Look at it again",
    "withdraw": "Withdrawn",
    "duplicate": "The same as another case",
}
_BUTTONS = {
    "ask": "Ask the referrer",
    "redirect": "Redirect it",
    "decline": "Decline it",
    "again": "Put it back to triage",
    "withdraw": "Note that it was withdrawn",
    "duplicate": "Mark it as the same",
}
_NOTES = {
    "ask": ("What is needed", "The diary sheets, and whether the police were told"),
    "redirect": ("What the referrer is told", "Why this panel is not the right one"),
    "decline": ("What the referrer is told", "Advice that goes with the letter"),
    "again": ("Why", "What has changed"),
    "withdraw": ("In words", "Who took it back, and why"),
    "duplicate": ("In words", "How one can tell"),
}
_CHOOSES = {
    "redirect": "To which panel or process",
    "decline": "Reason",
    "duplicate": "Which case holds it already",
}
DECISIONS = frozenset(_TITLES)
_UNDONE = ("redirect", "decline", "withdraw", "duplicate")
"""Decisions that the toast offers to undo; later they are looked at again."""


class DecisionPanel(Ground):
    """``kind`` is ask, redirect, decline, withdraw, duplicate or again; ``left`` when done with, or left by Esc."""

    left = Signal()

    def __init__(self, context: Context, view: ReferralView, kind: str) -> None:
        super().__init__("sunken")
        self.setObjectName("decision-panel")
        self.context = context
        self._view = view
        self.kind = kind
        self._frames: dict[str, FieldFrame] = {}
        self.autosave = Autosave(self._state, self._keep_draft, self)
        words, hint = _NOTES[kind]
        label = _CHOOSES.get(kind)
        self.reason = ChoiceField([], name=label, placeholder="Choose") if label else None
        self.note = NoteBox(hint, name=words, lines=2, most=5)
        self.due = self._due_field() if kind == "ask" else None
        self.note.setObjectName("decision-words")
        self.note.kept.connect(self.decide)
        self.done = Button(_BUTTONS[kind], "primary", key="Ctrl+Enter")
        self.done.setObjectName("decision-done")
        self.done.clicked.connect(self.decide)
        back = Button("Leave it", key="Esc")
        back.clicked.connect(self.leave)
        self._lay_out(words, back)

    def _due_field(self) -> DateField:
        clock = self.context.clock
        return DateField(lambda: today(clock), name="Reply by", lean="future", placeholder="In 5 days")

    def _lay_out(self, words: str, back: QWidget) -> None:
        if self.reason is not None:
            self._frames["reason"] = FieldFrame(_CHOOSES[self.kind], self.reason)
        self._frames["words"] = FieldFrame(words, self.note)
        if self.due is not None:
            self._frames["due"] = FieldFrame("Reply by", self.due)
        for frame in self._frames.values():
            frame.changed.connect(self.autosave.touch)
        across = layout.row(*self._frames.values(), gap=20)
        across.setStretch(list(self._frames).index("words"), 1)
        body = layout.column(
            Label(_TITLES[self.kind], "head"), across, layout.row(self.done, back, layout.STRETCH), gap=8,
            margins=(24, 10, 24, 12),
        )  # fmt: skip
        self.setLayout(layout.column(Hairline(), body, gap=0))
        self._empty = self._state()["answers"]

    def begin(self) -> None:
        """Fetch what may be chosen and put the focus into the first field."""
        if self.kind == "duplicate":
            every = CaseFilter(view="all")
            self.context.read(cases.list_cases, every, CaseSort("received", down=True), 0, 500, then=self._take_cases)
        elif self.reason is not None:
            self.context.read(referrals.referral_choices, then=self._take)
        else:
            self._load_draft()
        (self.reason or self.note).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, choices: FormChoices) -> None:
        if self.reason is not None:
            self.reason.set_choices(choices.of("other_panel" if self.kind == "redirect" else "decline_reason"))
            self._load_draft()

    def _take_cases(self, page: Page[CaseLine]) -> None:
        if self.reason is not None:
            self.reason.set_choices([(line.id, f"{line.reference}  {line.initials}") for line in page.rows])
            self._load_draft()

    # What is typed, before it is decided

    @property
    def _answers(self) -> Answers:
        return Answers(f"decision-{self.kind}", self._view.id)

    def _state(self) -> Content:
        return draft_state.of_frames(self._frames, {})

    def _keep_draft(self, state: Content) -> None:
        if state["answers"] == self._empty:
            self.context.drafts.drop(self._answers.kind, self._answers.subject)
        else:
            self.context.drafts.keep(self._answers.kind, self._answers.subject, state)

    def _load_draft(self) -> None:
        """Bring back what was typed for this decision, unless something is typed by now."""
        self.context.drafts.load(self._answers.kind, self._answers.subject, self._take_draft, self)

    def _take_draft(self, content: Content | None) -> None:
        if content is None or self._state()["answers"] != self._empty:
            return
        focus = draft_state.show(self._frames, content)
        self.autosave.begin_from(self._state(), drafted=True)
        if focus:
            self._frames[focus].focus()
            draft_state.put_cursor(self._frames[focus], content.get("cursor"))

    def leave(self) -> None:
        """Go back without deciding; what is typed is kept."""
        self.autosave.flush()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def decide(self) -> None:
        """Decide, once what has to be said is said."""
        if self.reason is not None and self.reason.value() is None:
            self._frames["reason"].set_problem(f"Choose one of the list under “{_CHOOSES[self.kind]}”.")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.reason is not None:
            self._frames["reason"].set_problem("")
        service, command = self._asked()
        self.context.do(service, command, then=self._over, owner=self, answers=self._answers)

    def _asked(self) -> tuple[Callable[..., object], object]:
        words = str(self.note.value() or "")
        key, version = self._view.id, self._view.version
        chosen = str(self.reason.value()) if self.reason is not None else ""
        if self.kind == "ask":
            due = self.due.value() if self.due is not None else None
            return referrals.ask_for_information, AskForInformation.model_validate(
                {"id": key, "version": version, "wanted": words, "due_on": due}
            )
        if self.kind == "redirect":
            return referrals.redirect_referral, RedirectReferral(id=key, version=version, to=chosen, words=words)
        if self.kind == "decline":
            return referrals.decline_referral, DeclineReferral(id=key, version=version, reason=chosen, words=words)
        if self.kind == "withdraw":
            return referrals.withdraw_referral, WithdrawReferral(id=key, version=version, words=words)
        if self.kind == "duplicate":
            return referrals.mark_duplicate, MarkDuplicate(id=key, version=version, case_id=chosen, words=words)
        return referrals.look_again, LookAgain(id=key, version=version, words=words or "Looked at again")

    def _over(self, _done: object) -> None:
        self.autosave.stop()
        said = {
            "ask": "Noted that the referrer was asked",
            "redirect": "Redirected",
            "decline": "Declined",
            "again": "Back to triage",
            "withdraw": "Withdrawn",
            "duplicate": "Marked as the same",
        }
        words = f"{self._view.reference}: {said[self.kind][:1].lower()}{said[self.kind][1:]}."
        undo = LookAgain(id=self._view.id, words="The decision was undone at once.")
        back = partial(self.context.do, referrals.look_again, undo) if self.kind in _UNDONE else None
        self.context.messages.toast(words, back)
        self.left.emit()
