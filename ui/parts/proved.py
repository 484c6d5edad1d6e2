"""A paper that may not leave yet: what its proof found, each to be let stand with a reason; then it is tried again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.issuing import Unconfirmed
from hipdesk.model.redaction.proof import HitPass, Proof, ProofHit, Undecided, Unproved
from ui.context import Context
from ui.messages.seam import Offer, ask_first
from ui.routes import Route
from ui.tasks.operations import Failed
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.overlay import Overlay, Panel
from ui.widgets.scroll import Scroll
from ui.widgets.text_field import TextField

Again = Callable[[tuple[HitPass, ...]], object]
_SHORTEST = 3
_ABOUT = "words to look at"
_WHAT = (
    "It was read back and these words stand in it, though they are not for whoever it is for. Mend the record and make "
    "it again, or write for each why it may stand: the reason is kept with the copy."
)


def when_not_proved(
    context: Context, owner: QObject, again: Again, confirmed: Callable[[], object] | None = None
) -> Failed:
    """What to do when a paper could not be saved: show what the proof found and try again with what may stand; lead to
    the words nobody looked at; ask about a recipient who is no agency, and save as ``confirmed``; tell any other fault.
    """

    def failed(error: HipDeskError) -> None:
        if isinstance(error, Undecided):
            case_id = error.case_ids[0]
            look = Offer("Look at them", lambda: context.routes.go(Route.to("case-words", id=case_id)))
            context.messages.banner(error.what, error.kept, error.to_do, offers=(look,), about=_ABOUT)
        elif isinstance(error, Unconfirmed) and confirmed is not None:
            words = f"{error.what} Each person it tells of has an entry in the disclosure log."
            ask_first(context.messages, "Does it go to them?", words, "Save it for them", confirmed)
        elif isinstance(error, Unproved) and error.proof.hits and not error.proof.unmarked:
            show_proof(_over(owner), error.proof, again)
        else:
            context.messages.error(error)

    return failed


def show_proof(over: QWidget, proof: Proof, again: Again) -> "ProofPanel":
    """Show what a proof found over the window."""
    panel = ProofPanel(proof.hits)
    overlay = Overlay(over.window(), panel, width=720, top=80)

    def given(passes: Sequence[HitPass]) -> None:
        overlay.close_overlay()
        again(tuple(passes))

    panel.given.connect(given)
    panel.leave.clicked.connect(overlay.close_overlay)
    panel.reasons[0].setFocus()
    return panel


class ProofPanel(Panel):
    """``given`` carries the passes once every hit has its reason."""

    given = Signal(object)

    def __init__(self, hits: Sequence[ProofHit]) -> None:
        super().__init__(name="Not proved")
        self.setObjectName("proof-panel")
        self._hits = list({hit.key: hit for hit in hits}.values())
        self.reasons: list[TextField] = []
        self.do, self.leave = Button("Let them stand", "primary"), Button("Leave it")
        self.do.setObjectName("let-stand")
        rows = [each for hit in self._hits for each in (self._hit(hit), Hairline())]
        ground = Ground("surface")
        ground.setLayout(layout.column(*rows, gap=8))
        many = "One place" if len(self._hits) == 1 else f"{len(self._hits)} places"
        scroll = Scroll(ground, name="What was found")
        scroll.setMinimumHeight(min(96 * len(self._hits), 320))
        self.setLayout(
            layout.column(
                Label(f"{many} should not be in this paper", "page"), Label(_WHAT, wrap=True), scroll,
                layout.row(layout.STRETCH, self.leave, self.do, gap=8), gap=10, margins=(24, 20, 24, 20),
            )
        )  # fmt: skip
        self.do.clicked.connect(self._give)

    def _hit(self, hit: ProofHit) -> QWidget:
        reason = TextField("Why it may stand", name=f"Why “{hit.words}” may stand in {hit.where}")
        reason.setObjectName(f"reason-{len(self.reasons)}")
        reason.returnPressed.connect(self._next_or_give)
        self.reasons.append(reason)
        first = layout.row(Label(f"“{hit.words}”", "strong"), Label(f"{hit.label}: {hit.kind}", "second"), gap=8)
        first.addStretch(1)
        around = Label(f"{hit.where}: … {hit.around} …", "second", wrap=True)
        return layout.held(layout.column(first, around, reason, gap=2))

    def _next_or_give(self) -> None:
        empty = next((each for each in self.reasons if not each.value()), None)
        if empty is not None:
            empty.setFocus()
        else:
            self._give()

    def _give(self) -> None:
        passes = []
        for hit, field in zip(self._hits, self.reasons, strict=True):
            reason = str(field.value() or "").strip()
            field.set_problem("" if len(reason) >= _SHORTEST else "Write why it may stand")
            if len(reason) >= _SHORTEST:
                passes.append(HitPass(key=hit.key, reason=reason))
        if len(passes) == len(self._hits):
            self.given.emit(passes)


def _over(owner: QObject) -> QWidget:
    """The widget of the window an owner belongs to."""
    step: QObject | None = owner
    while step is not None and not isinstance(step, QWidget):
        step = step.parent()
    found = step or QApplication.activeWindow()
    assert found is not None  # noqa: S101 (something asked for the paper)
    return found
