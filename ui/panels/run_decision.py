"""The right of a running panel: decision, next review, risk agreed, who tells the person affected what."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hipdesk.model.action_log import ActionView
from hipdesk.model.panels.day import ENDING, LineView, PanelChoices, WriteDecision
from ui.forms.findings import of_field
from ui.panels.quick_action import QuickAction
from ui.parts.asking import steady_focus
from ui.style import theme
from ui.widgets import british_dates, layout
from ui.widgets.buttons import IconButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_frame import ErrorLine, say_beside
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.note_box import NoteBox
from ui.widgets.scroll import Scroll
from ui.widgets.segments import Segments
from ui.widgets.text_field import TextField

_BANDS = (("standard", "Standard", "bars-1"), ("medium", "Medium", "bars-2"), ("high", "High", "bars-3"))
_CARRIED = "carried_over"
_GONE = "This day is past: give one still to come."
Fields = dict[str, object]


def differ(fields: Fields, record: Fields) -> bool:
    """Whether they say something else than the record."""
    return any((value or None) != (record.get(name) or None) for name, value in fields.items())


class RunDecision(Ground):
    """``changed`` while typing or choosing, ``left`` when it should be kept; ``taken_back`` an action's id."""

    changed = Signal()
    left = Signal()
    taken_back = Signal(str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("surface")
        self.loaded: Fields = {}
        self.held_on: date | None = None
        """The day of the meeting: what is decided at it cannot be for a day before."""
        self._today = today
        self._quiet = False
        self.code = ChoiceField((), placeholder="Not decided", name="Decision")
        self.code.setObjectName("decision-code")
        self.review = DateField(today, name="Next review", lean="future", short=True)
        self.review.setObjectName("next-review")
        self.words = NoteBox("In words, as the minutes will say it", name="Decision in words", lines=1, most=5)
        self.words.setObjectName("decision-words")
        self.closing = ChoiceField((), placeholder="Why it is closed", name="Closure reason")
        self.band = Segments(_BANDS, small=False, clearable=True, name="Risk agreed now")
        self.rating = Label("", "second")
        self.quick = QuickAction(today)
        self.told_by = ChoiceField((), placeholder="Who", name="Who tells the person affected", free=True)
        self.told_day = DateField(today, name="Told by", lean="future", short=True)
        self.unsaid = TextField("Not to be said", name="Not to be said")
        self._beside: dict[str, tuple[Field, ErrorLine]] = {
            "next_review_on": (self.review, ErrorLine()),
            "words": (self.words, ErrorLine()),
            "told_by": (self.told_by, ErrorLine()),
            "told_by_day": (self.told_day, ErrorLine()),
            "unsaid": (self.unsaid, ErrorLine()),
        }
        self._tells = Label("Who tells", "strong")
        self._given = QVBoxLayout()
        self._given.setSpacing(theme.current().px(2))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme.current().px
        left = layout.column(Label("Decision", "strong"), self.code, gap=4)
        right = layout.column(Label("Next review", "strong"), self.review, gap=4)
        top = layout.row(left, right, gap=12)
        top.setStretch(0, 3)
        top.setStretch(1, 2)
        risk = layout.row(Label("Risk agreed now", "strong"), layout.STRETCH, self.rating)
        tell = layout.row(self.told_by, self.told_day, gap=12)
        tell.setStretch(0, 3)
        tell.setStretch(1, 2)
        actions = layout.row(Label("Actions", "head"), Label("one line each", "second"), layout.STRETCH, gap=8)
        inner = layout.column(
            top, self._line("next_review_on"), self.closing, self.words, self._line("words"), 4, risk, self.band, 6,
            actions, Hairline(), self._given, self.quick, 8, self._tells, tell, self._line("told_by"),
            self._line("told_by_day"), self.unsaid, self._line("unsaid"), gap=6,
        )  # fmt: skip
        inner.setContentsMargins(px(20), px(12), px(20), px(20))
        inner.addStretch(1)
        ground = Ground("surface")
        ground.setLayout(inner)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(Scroll(ground, name="Decision and actions"))

    def _line(self, name: str) -> ErrorLine:
        return self._beside[name][1]

    def _connect(self) -> None:
        if not theme.current().large:
            self.setMinimumWidth(theme.current().px(356))
        for day in (self.review, self.told_day):
            day.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for field in (self.code, self.review, self.words, self.closing, self.band, self.told_by, self.told_day):
            field.changed.connect(self._told)
            field.left.connect(self.left)
        for name, (told, _line) in self._beside.items():
            told.changed.connect(partial(self.say_problem, name, ""))
        self.unsaid.changed.connect(self._told)
        self.unsaid.left.connect(self.left)
        self.band.changed.connect(self._keep_now)
        self.code.changed.connect(self._keep_now)

    def show_choices(self, choices: PanelChoices) -> None:
        """Offer these decisions, reasons and people."""
        self._quiet = True
        self.code.set_choices([choice for choice in choices.decisions if choice[0] != _CARRIED])
        self.closing.set_choices(choices.closure_reasons)
        people = [(each.main, f"{each.called}, {each.main}") for each in choices.agencies if each.main]
        self.told_by.set_choices(people)
        self.quick.show_standard(choices.standard_actions)
        self._quiet = False

    def show_line(self, view: LineView) -> None:
        """Show what was decided so far."""
        self._quiet = True
        decided = view.decision
        self.loaded = {
            "code": decided.code,
            "words": decided.words,
            "risk_band": decided.risk_band,
            "next_review_on": decided.next_review_on,
            "told_by": decided.told_by,
            "told_by_day": decided.told_by_day,
            "unsaid": decided.unsaid,
            "closure_reason": decided.closure_reason,
        }
        self.take(self.loaded)
        for name in self._beside:
            self.say_problem(name, "")
        initials = view.case.initials if view.case else ""
        rating = view.case.victim_rating if view.case else None
        self.rating.say(f"{initials} says {rating} of 10" if rating else "")
        self._tells.say(f"Who tells {initials}" if initials else "Who tells the person affected")
        self.show_actions(view.actions)
        self._quiet = False

    def freshen(self, view: LineView) -> None:
        """The actions as they are now; what is typed stays."""
        self.show_actions(view.actions)

    def show_actions(self, actions: tuple[ActionView, ...]) -> None:
        """List what was given."""
        with steady_focus(self):
            layout.clear(self._given)
            for number, action in enumerate(actions, 1):
                self._given.addWidget(self._action(number, action))
                self._given.addWidget(Hairline())
        self.quick.show_number(len(actions) + 1)

    def take(self, fields: Mapping[str, object]) -> None:
        """Show these values, as from a draft; days may be written as texts."""
        self.code.set_value(fields.get("code"))
        self.words.set_value(fields.get("words") or None)
        self.closing.set_value(fields.get("closure_reason"))
        self.band.set_value(fields.get("risk_band"))
        self.review.set_value(fields.get("next_review_on"))
        self.told_by.set_value(fields.get("told_by") or None)
        self.told_day.set_value(fields.get("told_by_day"))
        self.unsaid.set_value(fields.get("unsaid") or None)
        self._show_closing()

    def fields(self) -> Fields:
        """What stands in the fields; a day that cannot be read as its words.

        "Carried over" is no choice here, but stays until another is made.
        """
        carried = self.loaded.get("code") if self.loaded.get("code") == _CARRIED else None
        return {
            "code": self.code.value() or carried,
            "words": str(self.words.value() or "").strip(),
            "risk_band": self.band.value(),
            "next_review_on": _day_or_words(self.review),
            "told_by": str(self.told_by.value() or ""),
            "told_by_day": _day_or_words(self.told_day),
            "unsaid": str(self.unsaid.value() or "").strip(),
            "closure_reason": self.closing.value() if self.code.value() in ENDING else None,
        }

    @property
    def dirty(self) -> bool:
        """Whether it says something else than the record."""
        return differ(self.fields(), self.loaded)

    @staticmethod
    def command(line_id: str, fields: Fields) -> WriteDecision:
        """What is to be kept. Raises pydantic's ValidationError when a field holds what cannot be."""
        return WriteDecision.model_validate({"line_id": line_id, **fields})

    def problems(self) -> dict[str, str]:
        """By field: the days that cannot be kept, and what to do about it."""
        earliest = self.held_on or self._today()
        told = {}
        for name, (field, _line) in self._beside.items():
            if isinstance(field, DateField):
                day = field.value()
                gone = isinstance(day, date) and day < earliest and day != self.loaded.get(name)
                told[name] = of_field(field) or (_GONE if gone else "")
        return {name: words for name, words in told.items() if words}

    def say_problem(self, name: str, words: str) -> None:
        """Tell beside a field why it cannot be kept as it stands."""
        field, line = self._beside.get(name, self._beside["words"])
        say_beside(field, line, words)

    def _action(self, number: int, action: ActionView) -> QWidget:
        day = action.due_on
        words = british_dates.short(day, year=day.year != self._today().year) if day else action.due_words
        due = Label(words or "No date", "second")
        back = IconButton("cross", f"Take back action {number}", side=24)
        back.setObjectName(f"take-back-{number}")
        back.clicked.connect(lambda: self.taken_back.emit(action.id))
        wording = Label(action.wording, "body", wrap=True)
        first = layout.row(Label(str(number), "second"), gap=8)
        first.addWidget(wording, 1)
        first.addWidget(due)
        first.addWidget(back)
        owner = Label(action.owner or "No owner", "second", tone="" if action.owner else "red")
        return layout.held(layout.column(first, layout.row(16, owner, layout.STRETCH), gap=0))

    def _told(self) -> None:
        if not self._quiet:
            self._show_closing()
            self.changed.emit()

    def _keep_now(self) -> None:
        if not self._quiet:
            self.left.emit()

    def _show_closing(self) -> None:
        self.closing.setVisible(self.code.value() in ENDING)


def _day_or_words(field: DateField) -> object:
    return field.value() or (field.text().strip() if field.unread() else None)
