"""The right of Minutes: the stages, what is to put right and to look at, corrections, and agreeing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.model.minutes import SIGNATURES
from hipdesk.model.panels.minutes import CorrectionView, MinutesReview
from hipdesk.model.problems import Problem
from ui.panels.minutes_blocks import Mark
from ui.parts.asking import Asking, steady_focus
from ui.style import theme
from ui.widgets import british_dates, chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.filters import DecisionBar
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.reading_order import tab_as_one_reads
from ui.widgets.scroll import Scroll
from ui.widgets.text_field import TextField

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def marks_of(review: MinutesReview) -> dict[str, list[tuple[str, str]]]:
    """Which numbers stand at which place: red to put right, amber to look at."""
    found: dict[str, list[tuple[str, str]]] = {}
    for number, problem in enumerate(numbered(review), 1):
        tone = "amber" if problem.only_warns else "red"
        found.setdefault(problem.where, []).append((str(number), tone))
    return found


def numbered(review: MinutesReview) -> list[Problem]:
    """What is to put right, then what is to look at."""
    return [*review.check.to_put_right, *review.check.to_look_at]


class Stages(QWidget):
    """Draft, Chair, Agreed, Frozen: which are done, which is now, and when."""

    def __init__(self) -> None:
        super().__init__()
        self._row = layout.row(gap=14)
        self.setLayout(self._row)

    def show_review(self, review: MinutesReview) -> None:
        """Show how far the minutes are."""
        layout.clear(self._row)
        state = review.minutes.state
        at = {"none": 0, "draft": 0, "chair": 1, "agreed": 3}[state]
        sent = _short(review.to_chair_on)
        agreed = _short(review.agreed_on) or (f"due {_short(review.agreed_due)}" if review.agreed_due else "")
        for number, (words, under) in enumerate(
            (
                ("Draft", sent or (f"due {_short(review.draft_due)}" if review.draft_due else "")),
                ("Chair", f"from {sent}" if sent and at == 1 else ""),
                ("Agreed", agreed),
                ("Frozen", _short(review.agreed_on)),
            )
        ):
            done = number < at or at == 3
            glyph, tone = (
                ("glyph-done", "green")
                if done
                else ("glyph-target", "blue")
                if number == at
                else ("glyph-ring", "grey")
            )
            first = ChipLabel(chips.noted(tone, glyph, words, bold=number == at and not done))
            self._row.addLayout(layout.column(first, Label(under, "second"), gap=0))
        self._row.addStretch(1)


class ChecksPart(Ground):
    """``acted`` carries a problem and what was chosen; the rest speak for themselves."""

    gone_to = Signal(str)
    acted = Signal(object, str)
    answered = Signal(str, bool, str)
    correction_asked = Signal(str, str)
    agreed = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self.stages = Stages()
        self._down = QVBoxLayout()
        px = theme.current().px
        self._down.setContentsMargins(px(20), px(10), px(20), px(16))
        self._down.setSpacing(px(6))
        ground = Ground("surface")
        ground.setLayout(self._down)
        self.agree = Button("Agree and freeze", icon="lock")
        self.agree.setObjectName("agree-minutes")
        self.bar = DecisionBar(self.agree)
        self.ask = CorrectionAsk()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(layout.row(self.stages, margins=(20, 10, 20, 8)))
        outer.addWidget(Hairline())
        outer.addWidget(Scroll(ground, name="Checks and corrections"), 1)
        outer.addWidget(self.ask)
        outer.addWidget(self.bar)
        self.agree.clicked.connect(self.agreed)
        self.ask.given.connect(self.correction_asked)
        self.ask.reopen = self._ask_again

    def show_review(self, review: MinutesReview) -> None:
        """Show what stands in the way."""
        with steady_focus(self):
            self._show(review)
        tab_as_one_reads(self)

    def _show(self, review: MinutesReview) -> None:
        self.stages.show_review(review)
        layout.clear(self._down)
        frozen = review.minutes.state == "agreed"
        if not frozen:
            problems = numbered(review)
            wrong = len(review.check.to_put_right)
            self._problems("red", "glyph-triangle", problems[:wrong], 1, "to put right")
            self._problems("amber", "glyph-diamond", problems[wrong:], wrong + 1, "to look at")
        self._corrections(review)
        self._passed(review, frozen=frozen)
        self._versions(review)
        self._down.addStretch(1)
        may = review.may_be_agreed and review.minutes.state in ("draft", "chair")
        self.agree.setEnabled(may)
        self.agree.setVisible(not frozen)
        self.bar.say(
            "Agreed and frozen. Only logged corrections follow."
            if frozen
            else f"{review.blocked_words} Freezing keeps these pages exactly; then only logged corrections.".strip()
        )

    def _problems(self, tone: str, glyph: str, problems: Sequence[Problem], first: int, words: str) -> None:
        if not problems:
            return
        title = Label(f"{len(problems)} {words}", "head")
        self._down.addLayout(layout.row(ChipLabel(chips.noted(tone, glyph, "")), title, layout.STRETCH, gap=8))
        self._down.addWidget(Hairline())
        for number, problem in enumerate(problems, first):
            self._down.addWidget(self._problem(number, problem, tone))
            self._down.addWidget(Hairline())

    def _problem(self, number: int, problem: Problem, tone: str) -> QWidget:
        mark = Mark(str(number), tone)
        buttons = layout.row(gap=8)
        for act, words in _acts(problem):
            button = Button(words, small=True)
            button.setObjectName(f"{act}-{number}")
            button.setAccessibleName(f"{words}: {problem.words}")
            button.clicked.connect(lambda _on=False, act=act: self._act(problem, act))
            buttons.addWidget(button)
        buttons.addStretch(1)
        told = Label(problem.words, "strong", wrap=True)
        body = layout.column(told, Label(problem.where, "second"), buttons, gap=3)
        across = layout.row(mark, gap=10)
        across.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        across.addLayout(body, 1)
        return layout.held(across)

    def _ask_again(self, what: str) -> bool:
        self.ask.begin(logged=what == "logged")
        return True

    def _act(self, problem: Problem, act: str) -> None:
        if act == "show":
            self.gone_to.emit(problem.where)
        else:
            self.acted.emit(problem, act)

    def _corrections(self, review: MinutesReview) -> None:
        if review.asked:
            words = "1 correction" if len(review.asked) == 1 else f"{len(review.asked)} corrections"
            title = Label(f"{words} asked", "head")
            self._down.addLayout(
                layout.row(ChipLabel(chips.noted("blue", "glyph-half", "")), title, layout.STRETCH, gap=8)
            )
            self._down.addWidget(Hairline())
        for letter, correction in zip(_LETTERS, review.asked, strict=False):
            self._down.addWidget(self._correction(letter, correction))
            self._down.addWidget(Hairline())
        link = LinkButton("Ask for a correction" if review.minutes.state != "agreed" else "Log a correction")
        link.setObjectName("ask-correction")
        link.clicked.connect(lambda: self.ask.begin(logged=review.minutes.state == "agreed"))
        self._down.addLayout(layout.row(link, layout.STRETCH))

    def _correction(self, letter: str, correction: CorrectionView) -> QWidget:
        accept = Button("Accept", "strong", small=True)
        accept.setObjectName(f"accept-{letter}")
        reason = TextField("Why not", name=f"Why correction {letter} is refused")
        reason.setObjectName(f"reason-{letter}")
        refuse = Button("Refuse", small=True)
        refuse.setObjectName(f"refuse-{letter}")
        accept.clicked.connect(lambda: self.answered.emit(correction.id, True, ""))
        refuse.clicked.connect(lambda: self.answered.emit(correction.id, False, str(reason.value() or "")))
        words = f"“{correction.said}” should read “{correction.now_says}”"
        who = f"{correction.asked_by}, {_short(correction.on_day)}"
        place = " · ".join(part for part in (correction.place, who) if part)
        body = layout.column(
            Label(words, "strong", wrap=True), Label(place, "second"), layout.row(accept, refuse, reason, gap=8), gap=3
        )
        mark = Mark(letter, "blue")
        across = layout.row(mark, gap=10)
        across.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        across.addLayout(body, 1)
        return layout.held(across)

    def _passed(self, review: MinutesReview, *, frozen: bool) -> None:
        count = len(review.check.passed)
        if count and not frozen:
            told = ", ".join(review.check.passed[:4])
            chip = ChipLabel(chips.noted("green", "glyph-done", ""))
            words = f"{count} {'check' if count == 1 else 'checks'} passed: {told}"
            row = layout.row(chip, gap=8)
            row.addWidget(Label(words, "body", wrap=True), 1)
            self._down.addLayout(row)

    def _versions(self, review: MinutesReview) -> None:
        for version in review.versions:
            name = {"draft": "Draft", "agreed": "Agreed", "corrected": "Correction"}.get(version.state, version.state)
            audit = f", audit {version.fingerprint}" if version.fingerprint else ""
            words = f"{name} {version.number}, {_short(version.made_at.date())}{audit}"
            self._down.addWidget(Label(words, "second"))


class CorrectionAsk(Asking):
    """Asks what it says and what it should say; ``given`` carries both."""

    given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("correction-ask")
        self.title = Label("", "strong")
        self.said = TextField("What it says now, word for word", name="What it says")
        self.now = TextField("What it should say", name="What it should say")
        self.said.setObjectName("correction-said")
        self.now.setObjectName("correction-now")
        self.do = Button("Keep", "primary", small=True)
        self.do.setObjectName("correction-do")
        leave = Button("Leave it", small=True)
        down = layout.column(self.title, self.said, self.now, layout.row(self.do, leave, layout.STRETCH), gap=6)
        down.setContentsMargins(*(theme.current().px(side) for side in (20, 10, 20, 10)))
        self.setLayout(layout.column(Hairline(strong=True), down, gap=0))
        self.do.clicked.connect(self._give)
        self.now.returnPressed.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def begin(self, *, logged: bool) -> None:
        """Ask for one."""
        self.what = "logged" if logged else "asked"
        self.title.say("A correction after agreement" if logged else "A correction")
        self.said.set_value(None)
        self.now.set_value(None)
        self.begin_at(self.said)

    def _give(self) -> None:
        said, now = str(self.said.value() or "").strip(), str(self.now.value() or "").strip()
        self.said.set_problem("" if said else "Write what it says")
        self.now.set_problem("" if now else "Write what it should say")
        if said and now:
            self.given.emit(said, now)


def _acts(problem: Problem) -> list[tuple[str, str]]:
    """What can be done about a finding from here."""
    if problem.field == "confidentiality":
        return [("signed", "They have signed"), ("show", "Show")]
    if problem.field == SIGNATURES:
        return [("signed", "Everyone present has signed"), ("show", "Show")]
    if problem.field == "decision":
        return [("carry", "Carry it over"), ("open", "Write it")]
    if problem.field in ("owner", "due", "wording"):
        return [("open", "Put it right"), ("show", "Show")]
    if problem.field in ("risk", "review", "told", "conflict"):
        return [("open", "Write it"), ("show", "Show")]
    return [("show", "Show")]


def _short(day: object) -> str:
    return british_dates.short(day).split(" ", 1)[1] if day else ""  # type: ignore[arg-type] # a date


__all__ = ["ChecksPart", "Stages", "marks_of", "numbered"]
