"""The middle of Packs: words to look at, what was made, what the proof found and what may stand, and what failed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.model.redaction.looking import WordsToLook
from hipdesk.model.redaction.proof import ProofHit
from hipdesk.papers.packing import MadePack, MadePacks
from ui.parts.asking import Asking, steady_focus
from ui.parts.words_look import WordsLook
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.meter import WorkProgress
from ui.widgets.reading_order import tab_as_one_reads
from ui.widgets.scroll import Scroll
from ui.widgets.text_field import TextField

_BEFORE = "Choose who gets a pack and make them: they are proved here, and nothing leaves before you issue them."


class PackChecks(Ground):
    """``passed`` carries a hit's key and the reason; ``decided`` words and ``pass`` or ``mark``; ``looked`` a pack."""

    passed = Signal(str, str)
    decided = Signal(object, str)
    looked = Signal(object)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self._made: MadePacks | None = None
        self.look = WordsLook()
        self._passes: frozenset[str] = frozenset()
        self._down = QVBoxLayout()
        px = theme.current().px
        self._down.setContentsMargins(px(20), px(10), px(20), px(16))
        self._down.setSpacing(px(6))
        ground = Ground("surface")
        looked = layout.column(self.look, margins=(20, 10, 20, 0))
        ground.setLayout(layout.column(layout.held(looked), self._down, layout.STRETCH, gap=0))
        self.progress = WorkProgress("Making the packs")
        self.progress.setObjectName("packs-progress")
        self.progress.stop.setObjectName("stop-packs")
        self.ask = ReasonAsk()
        held = layout.held(layout.row(self.progress, margins=(20, 10, 20, 10)))
        self._working = held
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(held)
        outer.addWidget(Scroll(ground, name="Checks of the packs"), 1)
        outer.addWidget(self.ask)
        held.hide()
        self.progress.stopped.connect(self.stopped)
        self.ask.given.connect(self.passed)
        self.look.decided.connect(self.decided)

    def work(self, *, under_way: bool) -> None:
        """Packs are being made, or no longer."""
        self._working.setVisible(under_way)

    def show_words(self, words: tuple[WordsToLook, ...]) -> None:
        """Show the words nobody decided on."""
        self.look.show_words(words)
        tab_as_one_reads(self)

    def show_made(self, made: MadePacks | None, passes: frozenset[str]) -> None:
        """Show what was made, and which hits were passed; None: nothing is made."""
        self._made, self._passes = made, passes
        self._show()

    def _show(self) -> None:
        with steady_focus(self):
            layout.clear(self._down)
            if self._made is None:
                self._down.addWidget(Label(_BEFORE, "second", wrap=True))
            else:
                self._show_packs(self._made)
            self._down.addStretch(1)
        tab_as_one_reads(self)

    def _show_packs(self, made: MadePacks) -> None:
        self._head("Made", f"{len(made.packs)} of {len(made.packs) + len(made.failed)}" if made.failed else "")
        for words in made.odd:
            self._add(_signed("amber", "glyph-triangle", "Evidence", words))
        for failed in made.failed:
            self._add(_signed("red", "glyph-triangle", failed.about, failed.reason))
        for pack in made.packs:
            self._add(self._pack(pack))
        left = [hit for hit in made.hits if hit.key not in self._passes]
        if made.hits:
            self._head("Still in them", f"{len(left)} to settle" if left else "all passed with a reason")
        for hit in made.hits:
            self._add(self._hit(hit))

    def _pack(self, pack: MadePack) -> QWidget:
        proof = pack.copy.proof
        holds = proof.holds(self._passes)
        words = "Proved" if holds else f"Not proved: {len(proof.left(self._passes))} found"
        if proof.unmarked:
            words = f"Not marked on page {', '.join(map(str, proof.unmarked))}"
        tone, glyph = ("green", "glyph-done") if holds else ("red", "glyph-triangle")
        look = LinkButton("Look at it")
        look.setObjectName(f"look-{pack.copy.copy_number}")
        look.setAccessibleName(f"Look at the pack for {pack.copy.recipient}")
        look.clicked.connect(lambda: self.looked.emit(pack))
        first = layout.row(Label(pack.copy.recipient, "strong"), layout.STRETCH, look)
        kind = f"supplement to copy {pack.copy.since}, " if pack.copy.since else ""
        many = len(pack.copy.case_ids)
        cases = "1 case" if many == 1 else f"{many} cases"
        told = Label(f"Copy {pack.copy.copy_number}, {kind}{cases}, {pack.copy.pages} pages", "second")
        second = layout.row(told, layout.STRETCH, ChipLabel(chips.noted(tone, glyph, words, size=12)))
        return layout.held(layout.column(first, second, gap=0))

    def _hit(self, hit: ProofHit) -> QWidget:
        passed = hit.key in self._passes
        first = layout.row(Label(f"“{hit.words}”", "strong"), Label(f"{hit.label}: {hit.kind}", "second"), gap=8)
        first.addStretch(1)
        if passed:
            first.addWidget(ChipLabel(chips.noted("green", "glyph-done", "May stand", size=12)))
        else:
            stand = LinkButton("Let it stand …")
            stand.setObjectName("pass-hit")
            stand.setAccessibleName(f"Let “{hit.words}” stand in {hit.where}, with a reason")
            stand.clicked.connect(lambda: self.ask.ask(hit))
            first.addWidget(stand)
        around = Label(f"{hit.where}: … {hit.around} …", "second", wrap=True)
        return layout.held(layout.column(first, around, gap=0))

    def _head(self, words: str, beside: str) -> None:
        self._down.addSpacing(theme.current().px(6))
        self._down.addLayout(layout.row(Label(words, "head"), Label(beside, "second"), layout.STRETCH, gap=8))
        self._down.addWidget(Hairline())

    def _add(self, widget: QWidget) -> None:
        self._down.addWidget(widget)
        self._down.addWidget(Hairline())


def _signed(tone: str, glyph: str, strong: str, words: str) -> QWidget:
    first = ChipLabel(chips.noted(tone, glyph, strong, bold=True))
    return layout.held(layout.column(first, Label(words, "second", wrap=True), gap=0))


class ReasonAsk(Asking):
    """Asks why words may stand. ``given`` carries the hit's key and the reason."""

    given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("reason-ask")
        self._key = ""
        self.title = Label("", "strong", wrap=True)
        self.reason = TextField("Why it may stand", name="Why it may stand")
        self.reason.setObjectName("stand-reason")
        self.do = Button("Let it stand", "primary", small=True)
        self.do.setObjectName("reason-do")
        leave = Button("Leave it", small=True)
        down = layout.column(self.title, self.reason, layout.row(self.do, leave, layout.STRETCH), gap=6)
        down.setContentsMargins(*(theme.current().px(side) for side in (20, 10, 20, 10)))
        self.setLayout(layout.column(Hairline(strong=True), down, gap=0))
        self.do.clicked.connect(self._give)
        self.reason.returnPressed.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask(self, hit: ProofHit) -> None:
        """Ask about one hit."""
        self._key = self.what = hit.key
        self.title.say(f"“{hit.words}”, {hit.label}. The reason is kept with every copy it stands in.")
        self.reason.set_value(None)
        self.reason.set_problem("")
        self.begin_at(self.reason)

    def _give(self) -> None:
        reason = str(self.reason.value() or "").strip()
        self.reason.set_problem("" if len(reason) >= 3 else "Write why it may stand")
        if len(reason) >= 3:
            self.leave()
            self.given.emit(self._key, reason)


def unsettled(made: MadePacks, passes: Sequence[str]) -> int:
    """How many packs may not go yet."""
    return sum(not pack.copy.proof.holds(passes) for pack in made.packs)
