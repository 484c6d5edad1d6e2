"""Agency returns: who was asked, what came, and writing down what an agency told of a case."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.model.panels.day import PanelChoices
from hipdesk.model.panels.returns import AgencyReturns, ReturnsView
from ui.parts.asking import Asking, steady_focus
from ui.style import theme
from ui.widgets import british_dates, chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.note_box import NoteBox
from ui.widgets.reading_order import tab_as_one_reads
from ui.widgets.scroll import Scroll
from ui.widgets.segments import Segments


class ReturnsPart(Ground):
    """``asked``: ask everyone. ``chased``: an agency, or all when empty. ``wanted``: write a return of an agency.
    ``came``: a filled Word form is to be read.
    """

    asked = Signal()
    chased = Signal(str)
    wanted = Signal(str)
    came = Signal()

    def __init__(self) -> None:
        super().__init__("sunken")
        self._down = QVBoxLayout()
        px = theme.current().px
        self._down.setContentsMargins(px(18), px(10), px(18), px(20))
        self._down.setSpacing(px(6))
        self.form = ReturnForm()
        ground = Ground("sunken")
        ground.setLayout(self._down)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Scroll(ground, name="Agency returns"), 1)
        outer.addWidget(self.form)

    def show_returns(self, view: ReturnsView) -> None:
        """Show what came so far."""
        with steady_focus(self):
            self._show(view)
        tab_as_one_reads(self)

    def _show(self, view: ReturnsView) -> None:
        layout.clear(self._down)
        due = f"due {british_dates.short(view.due_on)}" if view.due_on else ""
        self._down.addLayout(layout.row(Label("Agency returns", "head"), Label(due, "second"), layout.STRETCH))
        self._down.addWidget(Hairline())
        for agency in view.agencies:
            self._down.addWidget(self._agency(agency))
            self._down.addWidget(Hairline())
        if not view.agencies:
            words = "No agency was asked yet. Send the names list by your secure mail, then note it here."
            self._down.addWidget(Label(words, "second", wrap=True))
        ask = Button("Note that all were asked", icon="mail", small=True)
        ask.setObjectName("ask-agencies")
        ask.clicked.connect(self.asked)
        buttons = layout.row(ask, gap=8)
        if view.missing:
            chase = Button("Note a chase", small=True)
            chase.setObjectName("chase-returns")
            chase.clicked.connect(lambda: self.chased.emit(""))
            buttons.addWidget(chase)
        buttons.addStretch(1)
        self._down.addLayout(buttons)
        form = LinkButton("From a Word form…")
        form.setObjectName("return-from-form")
        form.setAccessibleName("Read a filled return form")
        form.clicked.connect(self.came)
        self._down.addLayout(layout.row(form, layout.STRETCH))
        self._down.addStretch(1)

    def _agency(self, agency: AgencyReturns) -> QWidget:
        late = bool(agency.late and agency.missing)
        tone, glyph = ("green", "glyph-done") if not agency.missing else ("red" if late else "grey", "glyph-ring")
        glyph = "glyph-triangle" if late else glyph
        write = LinkButton("Write one down")
        write.setObjectName(f"return-{agency.agency_id}")
        write.setAccessibleName(f"Write down a return of {agency.agency}")
        write.clicked.connect(lambda: self.wanted.emit(agency.agency_id))
        chased = f"chased {british_dates.short(agency.chased_on)}" if agency.chased_on and agency.missing else ""
        first = layout.row(
            Label(agency.agency), layout.STRETCH, ChipLabel(chips.noted(tone, glyph, agency.words, size=12)), gap=6
        )
        second = layout.row(Label(chased, "second"), layout.STRETCH, write, gap=6)
        return layout.held(layout.column(first, second, gap=0))


class ReturnForm(Asking):
    """What an agency told of one case. ``given`` carries the fields by name."""

    given = Signal(dict)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("return-form")
        self._agency = ""
        self.title = Label("", "strong", wrap=True)
        self.case = ChoiceField((), placeholder="Which case", name="Case of the return")
        self.state = Segments((("received", "Told"), ("nothing_held", "Nothing held")), small=True, name="Return")
        self.text = NoteBox("What the agency told", lines=3, most=6)
        self.limits = ChoiceField((), placeholder="How it may be used", name="Limits")
        self.risks = NoteBox("Risks to staff, if any", lines=1, most=3)
        self.do = Button("Keep the return", "primary", small=True)
        self.do.setObjectName("return-do")
        leave = Button("Leave it", small=True)
        fields: list[QWidget] = [self.case, self.state, self.text, self.limits, self.risks]
        for field, name in zip(fields, ("case", "state", "text", "limits", "risks"), strict=True):
            field.setObjectName(f"return-form-{name}")
        down = layout.column(self.title, *fields, layout.row(self.do, leave, layout.STRETCH), gap=6)
        down.setContentsMargins(*(theme.current().px(side) for side in (18, 10, 18, 10)))
        self.setLayout(layout.column(Hairline(strong=True), down, gap=0))
        self.do.clicked.connect(self._give)
        self.text.kept.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask(self, agency_id: str, agency: str, choices: PanelChoices, missing: Sequence[str]) -> None:
        """Ask for a return of one agency; cases it owes come first."""
        self._agency = self.what = agency_id
        self.title.say(f"Return of {agency}")
        first = [case for case in choices.cases if case[0] in missing]
        self.case.set_choices([*first, *(case for case in choices.cases if case not in first)])
        self.case.set_value(first[0][0] if first else None)
        self.limits.set_choices(choices.limits)
        self.limits.set_value(None)
        self.state.set_value("received")
        self.text.set_value(None)
        self.risks.set_value(None)
        self.begin_at(self.text)

    def _give(self) -> None:
        case, text = self.case.value(), str(self.text.value() or "")
        received = self.state.value() == "received"
        self.case.set_problem("" if case else "Choose the case")
        self.text.set_problem("Write it, or choose “Nothing held”" if received and not text else "")
        if not case or (received and not text):
            return
        self.given.emit(
            {
                "agency_id": self._agency,
                "case_id": str(case),
                "state": "received" if received else "nothing_held",
                "text": text,
                "limits": self.limits.value(),
                "staff_risks": str(self.risks.value() or ""),
            }
        )
