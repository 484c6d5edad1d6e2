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
from ui.context import Context
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
        self._kind = kind
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
        back.clicked.connect(self.left)
        self._lay_out(words, back)

    def _due_field(self) -> DateField:
        clock = self.context.clock
        return DateField(lambda: today(clock), name="Reply by", lean="future", placeholder="In 5 days")

    def _lay_out(self, words: str, back: QWidget) -> None:
        fields: list[QWidget] = []
        if self.reason is not None:
            fields.append(FieldFrame(_CHOOSES[self._kind], self.reason))
        fields.append(FieldFrame(words, self.note))
        if self.due is not None:
            fields.append(FieldFrame("Reply by", self.due))
        across = layout.row(*fields, gap=20)
        across.setStretch(fields.index(next(f for f in fields if f.isAncestorOf(self.note))), 1)
        body = layout.column(
            Label(_TITLES[self._kind], "head"), across, layout.row(self.done, back, layout.STRETCH), gap=8,
            margins=(24, 10, 24, 12),
        )  # fmt: skip
        self.setLayout(layout.column(Hairline(), body, gap=0))

    def begin(self) -> None:
        """Fetch what may be chosen and put the focus into the first field."""
        if self._kind == "duplicate":
            every = CaseFilter(view="all")
            self.context.read(cases.list_cases, every, CaseSort("received", down=True), 0, 500, then=self._take_cases)
        elif self.reason is not None:
            self.context.read(referrals.referral_choices, then=self._take)
        (self.reason or self.note).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, choices: FormChoices) -> None:
        if self.reason is not None:
            self.reason.set_choices(choices.of("other_panel" if self._kind == "redirect" else "decline_reason"))

    def _take_cases(self, page: Page[CaseLine]) -> None:
        if self.reason is not None:
            self.reason.set_choices([(line.id, f"{line.reference}  {line.initials}") for line in page.rows])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def decide(self) -> None:
        """Decide, once what has to be said is said."""
        if self.reason is not None and self.reason.value() is None:
            self.reason.set_problem("Choose one")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        service, command = self._asked()
        self.context.do(service, command, then=self._over, owner=self)

    def _asked(self) -> tuple[Callable[..., object], object]:
        words = str(self.note.value() or "")
        key, version = self._view.id, self._view.version
        chosen = str(self.reason.value()) if self.reason is not None else ""
        if self._kind == "ask":
            due = self.due.value() if self.due is not None else None
            return referrals.ask_for_information, AskForInformation.model_validate(
                {"id": key, "version": version, "wanted": words, "due_on": due}
            )
        if self._kind == "redirect":
            return referrals.redirect_referral, RedirectReferral(id=key, version=version, to=chosen, words=words)
        if self._kind == "decline":
            return referrals.decline_referral, DeclineReferral(id=key, version=version, reason=chosen, words=words)
        if self._kind == "withdraw":
            return referrals.withdraw_referral, WithdrawReferral(id=key, version=version, words=words)
        if self._kind == "duplicate":
            return referrals.mark_duplicate, MarkDuplicate(id=key, version=version, case_id=chosen, words=words)
        return referrals.look_again, LookAgain(id=key, version=version, words=words or "Looked at again")

    def _over(self, _done: object) -> None:
        said = {
            "ask": "Noted that the referrer was asked",
            "redirect": "Redirected",
            "decline": "Declined",
            "again": "Back to triage",
            "withdraw": "Withdrawn",
            "duplicate": "Marked as the same",
        }
        words = f"{self._view.reference}: {said[self._kind][:1].lower()}{said[self._kind][1:]}."
        undo = LookAgain(id=self._view.id, words="The decision was undone at once.")
        back = partial(self.context.do, referrals.look_again, undo) if self._kind in _UNDONE else None
        self.context.messages.toast(words, back)
        self.left.emit()
