"""Closing by the closure test, opening again, the aftercare check, and a case review."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from hipdesk.model import cases as asked
from hipdesk.model.closing import ClosureTest
from hipdesk.services import cases
from ui.cases.asks.ask import Ask, Call, Look
from ui.widgets import chips, layout
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label

_ASKED_BY_TEST = ("", "consulted", "owner", "unsafe")
_OVERRIDE = ("override", "approver")
_TO_DO = {
    "actions": "Settle them on the Actions page, or drop them with a reason.",
    "risk": "Assess it again on the Risk page.",
    "consulted": "Give the day below, or why they could not be asked.",
    "owner": "Name them below.",
}


class CloseAsk(Ask):
    """Close: the four tests in words, brought up to date while the fields are filled in."""

    TITLE, DONE, SAID, PAGE = "Close the case", "Close the case", "The case is closed.", "history"

    def reads(self) -> Call | None:
        return Call(cases.closure_reasons, ())

    def above(self) -> Sequence[QWidget]:
        self._lines = layout.column(gap=2)
        return (layout.held(self._lines),)

    def make(self) -> None:
        reasons = self.found if isinstance(self.found, tuple) else ()
        self.add_choice("reason", "Reason", reasons)
        self.add_day("on", "Closed on", self.today())
        self.add_day("consulted", "Person affected consulted on")
        self.add_line("unsafe", "Or why they could not be asked")
        self.add_line("owner", "Who stays in touch")
        self.add_note("words", "In words", lines=1)
        self.add_line("override", "Close though the test is not met, because")
        self.add_line("approver", "Approved by")

    def needed(self) -> dict[str, str]:
        return {"reason": "Choose the reason"}

    def looks(self, name: str) -> Look | None:
        if name not in _ASKED_BY_TEST:
            return None
        args = (self.view.id, self.day("consulted"), self.text("owner"), self.text("unsafe"))
        return Look(Call(cases.closure_test_of, args), self.show_test)

    def show_test(self, test: ClosureTest) -> None:
        """The four lines, with what to do about those not met; no override where none is needed."""
        layout.clear(self._lines)
        self._lines.addWidget(Label(test.words, "strong"))
        for line in test.lines:
            tone, glyph = ("green", "glyph-done") if line.met else ("amber", "glyph-ring")
            words = line.words if line.met else f"{line.words} {_TO_DO[line.code]}"
            said = layout.row(ChipLabel(chips.noted(tone, glyph, "", size=12)), Label(words, "body", wrap=True), gap=6)
            said.setStretch(1, 1)
            self._lines.addLayout(said)
        for name in _OVERRIDE:
            self.frames[name].setVisible(not test.passed)

    def call(self) -> Call:
        closing = {
            "reason": self.value("reason"),
            "closed_on": self.day("on"),
            "consulted_on": self.day("consulted"),
            "ongoing_owner": self.text("owner"),
            "not_consulted_because": self.text("unsafe"),
            "override_reason": self.text("override"),
            "override_by": self.text("approver"),
            "words": self.text("words"),
        }
        return Call(cases.close_case, (asked.CloseCase.model_validate(self.on | closing),))


class ReopenAsk(Ask):
    """Open a closed case again."""

    TITLE, DONE, SAID = "Open it again", "Open it again", "The case is open again."

    def make(self) -> None:
        self.add_line("reason", "Why")
        self.add_day("on", "Opened on", self.today())
        self.add_day("next", "Heard on", hint="Empty: at the next panel.")

    def needed(self) -> dict[str, str]:
        return {"reason": "Say why it is opened again"}

    def call(self) -> Call:
        again = {"reason": self.text("reason"), "on_day": self.day("on"), "next_review": self.day("next")}
        return Call(cases.reopen_case, (asked.ReopenCase.model_validate(self.on | again),))


class AftercareAsk(Ask):
    """What the check some weeks after closing found."""

    TITLE, DONE, SAID, PAGE = "Aftercare check", "Keep the result", "The check is kept.", "outcomes"

    def make(self) -> None:
        self.add_day("on", "Checked on", self.today())
        self.add_tick("reopen", "If it began again", "Open the case again")
        self.add_note("text", "What was found", lines=2, hint="How they are now, and whether anything happened since.")

    def needed(self) -> dict[str, str]:
        return {"text": "Say what was found"}

    def call(self) -> Call:
        found = {"result": self.text("text"), "on_day": self.day("on"), "reopen": bool(self.value("reopen"))}
        return Call(cases.record_aftercare, (asked.RecordAftercare.model_validate(self.on | found),))

    def undo(self) -> Call | None:
        if self.value("reopen"):
            return None
        return Call(cases.take_back_aftercare, (asked.TakeBackAftercare.model_validate(self.of),))


class ReviewAsk(Ask):
    """A case review: when it was asked for, when it is due, how it was decided."""

    TITLE, DONE, SAID, PAGE = "Case review", "Keep the review", "The review is kept.", "outcomes"

    def make(self) -> None:
        review = self.view.came.review
        self.add_day("requested", "Asked for on", review.requested_on)
        self.add_day("due", "To be decided by", review.due_on, hint="Empty: by the office’s rule.")
        self.add_day("decided", "Decided on", review.decided_on)
        self.add_line("decision", "Decision", review.decision, example="Threshold met, reviewed with the landlord")

    def call(self) -> Call:
        review = {
            "requested_on": self.day("requested"),
            "due_on": self.day("due"),
            "decided_on": self.day("decided"),
            "decision": self.text("decision"),
        }
        return Call(cases.record_case_review, (asked.RecordCaseReview.model_validate(self.on | review),))

    def undo(self) -> Call | None:
        before = self.view.came.review
        review = {
            "requested_on": before.requested_on,
            "due_on": before.due_on,
            "decided_on": before.decided_on,
            "decision": before.decision,
        }
        return Call(cases.record_case_review, (asked.RecordCaseReview.model_validate(self.of | review),))
