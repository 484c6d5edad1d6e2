"""Who is expected: answers, deputies and interests, and asking for what an answer needs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from hipdesk.model.panels import attendance as asked
from hipdesk.model.panels.attendance import AttendanceView, AttendeeView
from hipdesk.model.panels.day import PanelChoices
from ui.parts.asking import Asking
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Line
from ui.widgets.text_field import TextField

_ANSWERS = {
    "coming": ("green", "glyph-done"),
    "deputy": ("blue", "glyph-half"),
    "apologies": ("amber", "glyph-declined"),
    "none": ("grey", "glyph-ring"),
}


class AttendancePart(Ground):
    """The list of people. ``wanted`` carries a command of ``model.panels.attendance`` to be run; ``answered`` one that
    ``ask`` asked for.
    """

    wanted = Signal(object)
    answered = Signal(object)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface")
        self._view: AttendanceView | None = None
        self._choices: PanelChoices | None = None
        self.count = Label("", "second")
        self.invite = LinkButton("Invite")
        self.invite.setObjectName("invite")
        self.people = RowList(name="Attendance", margin=20)
        self.people.setObjectName("attendance")
        self.people.heights = {1: 36, 2: 48, 3: 76}
        self.ask = AskPerson()
        head = layout.row(Label("Attendance", "head"), self.count, layout.STRETCH, self.invite, gap=8)
        head.setContentsMargins(*(theme.current().px(side) for side in (20, 8, 20, 6)))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(head)
        down.addWidget(Hairline())
        down.addWidget(self.people, 1)
        down.addWidget(self.ask)
        self.people.opened.connect(self.open_menu)
        self.people.clicked.connect(lambda _index: self.open_menu(self.people.current_key()))
        self.ask.given.connect(self.answered)
        self.ask.reopen = self._ask_again

    def show_choices(self, choices: PanelChoices) -> None:
        """Offer these cases and rulings."""
        self._choices = choices

    def show_people(self, view: AttendanceView) -> None:
        """Show the answers so far."""
        self._view = view
        self.count.say(f"{view.coming} of {view.expected}" if view.people else "")
        self.people.show_rows([_line(person) for person in view.people])

    def person(self, key: object) -> AttendeeView | None:
        """One person by key."""
        people = self._view.people if self._view else ()
        return next((person for person in people if person.id == key), None)

    def open_menu(self, key: object) -> None:
        """What a person may have answered."""
        person = self.person(key)
        if person is None:
            return
        menu = self.menu_for(person)
        index = self.people.currentIndex()
        menu.popup(self.people.viewport().mapToGlobal(self.people.visualRect(index).bottomLeft()))

    def menu_for(self, person: AttendeeView) -> QMenu:
        """The menu of one person."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for answer, words in asked.ANSWER_WORDS.items():
            if answer == "deputy":
                menu.addAction("Sends a deputy", lambda: self.ask.ask_deputy(person))
            else:
                menu.addAction(words).triggered.connect(lambda _on=False, answer=answer: self._answer(person, answer))
        menu.addSeparator()
        words = "Takes part in the room" if person.remote else "Takes part online"
        joins = asked.Join(attendance_id=person.id, online=not person.remote)
        menu.addAction(words).triggered.connect(lambda: self.wanted.emit(joins))
        menu.addAction("Has an interest in a case", lambda: self._ask_interest(person))
        for words, command in self._rulings_on(person):
            menu.addAction(words).triggered.connect(lambda _on=False, command=command: self.wanted.emit(command))
        menu.addAction("Is not expected", lambda: self.removed.emit(person.id))
        return menu

    def _rulings_on(self, person: AttendeeView) -> list[tuple[str, asked.RuleOnInterest]]:
        """What the chair may rule instead on each interest of a person."""
        interests = self._view.interests if self._view else ()
        rulings = self._choices.rulings if self._choices else ()
        return [
            (f"The chair rules on {each.reference}: {words}", _ruled(each.id, code))
            for each in interests
            if each.name == person.name
            for code, words in rulings
            if code != each.ruling
        ]

    def _answer(self, person: AttendeeView, answer: str) -> None:
        self.wanted.emit(asked.AnswerInvitation(attendance_id=person.id, answer=answer))

    def _ask_interest(self, person: AttendeeView) -> None:
        cases: Sequence[tuple[str, str]] = self._choices.cases if self._choices else ()
        rulings: Sequence[tuple[str, str]] = self._choices.rulings if self._choices else ()
        self.ask.ask_interest(person, cases, rulings)

    def _ask_again(self, what: str) -> bool:
        about, _, key = what.partition(" ")
        person = self.person(key)
        if person is None or (about == "interest" and self._choices is None):
            return False
        self.ask.ask_deputy(person) if about == "deputy" else self._ask_interest(person)
        return True


class AskPerson(Asking):
    """Under the list: the name of a deputy, or an interest with its case and ruling. ``given`` carries the command."""

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("ask-person")
        self._person: AttendeeView | None = None
        self._interest = False
        self.title = Label("", "strong", wrap=True)
        self.deputy = TextField("Name of the deputy")
        self.case = ChoiceField((), placeholder="Which case", name="Case")
        self.nature = TextField("What the interest is")
        self.ruling = ChoiceField((), placeholder="How the chair rules", name="Ruling")
        self.do = Button("Keep", "primary", small=True)
        self.do.setObjectName("ask-person-do")
        leave = Button("Leave it", small=True)
        fields: list[QWidget] = [self.deputy, self.case, self.nature, self.ruling]
        for field, name in zip(fields, ("deputy", "case", "nature", "ruling"), strict=True):
            field.setObjectName(f"person-{name}")
        down = layout.column(self.title, *fields, layout.row(self.do, leave, layout.STRETCH), gap=6)
        down.setContentsMargins(*(theme.current().px(side) for side in (20, 10, 20, 10)))
        self.setLayout(layout.column(Hairline(strong=True), down, gap=0))
        self.do.clicked.connect(self._give)
        self.deputy.returnPressed.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask_deputy(self, person: AttendeeView) -> None:
        """Ask who comes instead."""
        self._begin(person, f"Who comes for {person.deputy_for or person.name}?", interest=False)
        self.deputy.set_value(None)
        self.begin_at(self.deputy)

    def ask_interest(
        self, person: AttendeeView, cases: Sequence[tuple[str, str]], rulings: Sequence[tuple[str, str]]
    ) -> None:
        """Ask for case, interest and ruling."""
        self._begin(person, f"Interest of {person.name}", interest=True)
        self.case.set_choices(cases)
        self.ruling.set_choices(rulings)
        self.ruling.set_value("leaves")
        self.nature.set_value(None)
        self.begin_at(self.case)

    def _begin(self, person: AttendeeView, title: str, *, interest: bool) -> None:
        self._person, self._interest = person, interest
        self.what = f"{'interest' if interest else 'deputy'} {person.id}"
        self.title.say(title)
        self.deputy.setVisible(not interest)
        for field in (self.case, self.nature, self.ruling):
            field.setVisible(interest)
            field.set_problem("")

    def _give(self) -> None:
        person = self._person
        if person is None:
            return
        if not self._interest:
            name = str(self.deputy.value() or "")
            self.deputy.set_problem("" if name else "Give a name")
            if name:
                self.given.emit(asked.AnswerInvitation(attendance_id=person.id, answer="deputy", deputy=name))
            return
        case, nature = self.case.value(), str(self.nature.value() or "")
        self.case.set_problem("" if case else "Choose the case")
        self.nature.set_problem("" if nature else "Say what it is")
        if case and nature:
            ruling = str(self.ruling.value() or "leaves")
            self.given.emit(
                asked.DeclareInterest(
                    case_id=str(case),
                    attendance_id=person.id,
                    nature=nature,
                    ruling=ruling,
                )
            )


def _ruled(interest_id: str, ruling: str) -> asked.RuleOnInterest:
    return asked.RuleOnInterest.model_validate({"interest_id": interest_id, "ruling": ruling})


def _line(person: AttendeeView) -> Line:
    tone, glyph = _ANSWERS[person.answer]
    words = person.answer_words if person.capacity != "observer" else "Observer"
    people = person.line + (f", {person.job_title}" if person.job_title and not person.deputy_for else "")
    online = "online" if person.remote else ""
    leaving = tuple(
        chips.noted("amber", "leave", f"Leaves for item {each.position}", bold=True, size=12)
        for each in person.leaves_for[:1]
    )
    reason = person.leaves_for[0].nature if person.leaves_for else ""
    return Line(
        person.id,
        person.agency_short or person.agency or person.name,
        plain_title=True,
        right=chips.noted(tone, glyph, words, size=12),
        second=", ".join(part for part in (people if person.agency else person.job_title, online) if part),
        third_chips=leaving,
        third=reason if leaving else "",
    )
