"""What is still to settle before the agenda goes out, and the cases that could be added."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.model.panels.agendas import AgendaView, CouldBeAdded, ToSettle
from hipdesk.model.panels.day import PanelChoices
from ui.parts.asking import Asking, steady_focus
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.scroll import Scroll

_ACTS = {
    "presenter": "Choose a presenter",
    "answer": "Note the answer",
    "attendance": "Invite",
    "empty": "Propose the agenda",
    "standing": "Put them on it",
}


class SettlePart(Ground):
    """The right of Prepare. ``act`` carries the thing to settle; ``added`` the case to put on the agenda."""

    act = Signal(object)
    added = Signal(object)
    presenter_given = Signal(str, str, str)
    rules_wanted = Signal()
    matter_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("sunken")
        self._down = QVBoxLayout()
        px = theme.current().px
        self._down.setContentsMargins(px(18), px(10), px(18), px(20))
        self._down.setSpacing(px(6))
        self.presenter = PresenterAsk()
        self.presenter.given.connect(self.presenter_given)
        ground = Ground("sunken")
        ground.setLayout(self._down)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Scroll(ground, name="To settle"), 1)
        outer.addWidget(self.presenter)

    def show_agenda(self, view: AgendaView) -> None:
        """Show what is open."""
        with steady_focus(self):
            self._show(view)

    def _show(self, view: AgendaView) -> None:
        layout.clear(self._down)
        self._down.addWidget(Label("To settle", "head"))
        self._down.addWidget(Hairline())
        if not view.to_settle:
            self._down.addWidget(ChipLabel(chips.noted("green", "glyph-done", "Nothing is open")))
        for thing in view.to_settle:
            self._down.addWidget(self._thing(thing))
            self._down.addWidget(Hairline())
        self._down.addSpacing(theme.current().px(10))
        self._down.addWidget(Label("Could be added", "head"))
        self._down.addWidget(Hairline())
        for case in view.could_be_added:
            self._down.addWidget(self._case(case))
            self._down.addWidget(Hairline())
        if not view.could_be_added:
            self._down.addWidget(Label("No other case asks for this panel.", "second"))
        matter = LinkButton("Add a matter without a case", icon="plus")
        matter.clicked.connect(self.matter_wanted)
        rules = LinkButton("Change the rules")
        rules.clicked.connect(self.rules_wanted)
        self._down.addWidget(matter)
        self._down.addWidget(Label("Each line says which rule put it here.", "second", wrap=True))
        self._down.addWidget(rules)
        self._down.addStretch(1)

    def _thing(self, thing: ToSettle) -> QWidget:
        tone, glyph = ("green", "glyph-done") if thing.settled else ("amber", "glyph-diamond")
        mark = ChipLabel(chips.noted(tone, glyph, ""))
        mark.setAccessibleName("Settled" if thing.settled else "To settle")
        words = layout.column(Label(thing.words, "body", wrap=True), gap=0)
        act = "" if thing.settled else _ACTS.get(thing.code, "")
        if act:
            link = LinkButton(act)
            link.setObjectName(
                f"settle-{thing.code}-{thing.subject_id}" if thing.subject_id else f"settle-{thing.code}"
            )
            link.setAccessibleName(f"{act}: {thing.words}")
            link.clicked.connect(lambda: self.act.emit(thing))
            words.addLayout(layout.row(link, layout.STRETCH))
        across = layout.row(mark, gap=8)
        across.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        return layout.held(across)

    def _case(self, case: CouldBeAdded) -> QWidget:
        button = Button(f"{case.minutes} min" if case.minutes else "Add", icon="plus", small=True)
        button.setObjectName(f"add-{case.reference}")
        minutes = f"{case.minutes} minutes" if case.minutes else "without time of its own"
        button.setAccessibleName(f"Add {case.reference} {case.initials}, {minutes}")
        button.clicked.connect(lambda: self.added.emit(case))
        first = layout.row(Label(case.reference, "strong"), Label(case.initials), layout.STRETCH, button, gap=8)
        return layout.held(layout.column(first, Label(case.reason, "second", wrap=True), gap=0))


class PresenterAsk(Asking):
    """Asks who presents a line: a representative, or any name with its agency."""

    given = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("ask-presenter")
        self._line = ""
        self._agencies: dict[str, str] = {}
        self.title = Label("Who presents?", "strong", wrap=True)
        self.name = ChoiceField((), placeholder="Name", name="Presenter", free=True)
        self.name.setObjectName("presenter-name")
        self.do = Button("Keep", "primary", small=True)
        self.do.setObjectName("presenter-do")
        leave = Button("Leave it", small=True)
        down = layout.column(self.title, self.name, layout.row(self.do, leave, layout.STRETCH), gap=6)
        down.setContentsMargins(*(theme.current().px(side) for side in (18, 10, 18, 10)))
        self.setLayout(layout.column(Hairline(strong=True), down, gap=0))
        self.do.clicked.connect(self._give)
        line = self.name.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask(self, line_id: str, what: str, choices: PanelChoices) -> None:
        """Ask about one line."""
        self._line = self.what = line_id
        agencies = [each for each in choices.agencies if each.main]
        self._agencies = {each.main: each.id for each in agencies}
        self.title.say(f"Who presents {what}?")
        self.name.set_choices([(each.main, f"{each.main}, {each.called}") for each in agencies])
        self.name.set_value(None)
        self.begin_at(self.name)

    def _give(self) -> None:
        name = str(self.name.value() or "")
        if name:
            self.given.emit(self._line, name, self._agencies.get(name, ""))
