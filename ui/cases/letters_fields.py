"""What is filled in for a letter: which, for whom, how it goes, words of one's own; and what to be careful about."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipdesk.model.letters import LetterChoice, LetterOptions
from ui.widgets import chips, layout
from ui.widgets.chips import ChipLabel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Ground, Label
from ui.widgets.note_box import NoteBox
from ui.widgets.scroll import Scroll
from ui.widgets.segments import Segments
from ui.widgets.text_field import TextField

_DELIVERY = (("hand", "Handed over"), ("post", "By post"))


class LetterFields(Ground):
    """``chosen`` when another letter is taken, ``changed`` when anything else is, ``kept`` on Ctrl+Enter in words."""

    chosen = Signal()
    changed = Signal()
    kept = Signal()

    def __init__(self) -> None:
        super().__init__("surface")
        self._choices: dict[str, LetterChoice] = {}
        self.kind = ChoiceField([], name="Which letter")
        self.person = ChoiceField([], name="For whom")
        self.delivery = Segments(_DELIVERY, name="How it goes")
        self.delivery.set_value("hand")
        self.to = TextField(name="To somebody else")
        self.words = NoteBox("Without names of others, addresses or numbers", name="Your own words", lines=5, most=14)
        self.words.setObjectName("letter-words")
        self.whom = Label("", "body", wrap=True)
        self.whom.setObjectName("letter-to")
        self._cautions = layout.column(gap=4)
        self._lay_out()
        self.kind.changed.connect(self._chosen)
        self.words.kept.connect(self.kept)
        for signal in (self.person.changed, self.delivery.changed, self.to.changed, self.words.changed):
            signal.connect(self.changed)

    def _lay_out(self) -> None:
        self._for_whom = FieldFrame("For whom", self.person)
        self._how = FieldFrame("How it goes", self.delivery)
        hint = "A name; leave it empty to write to the one above."
        self._to = FieldFrame("To somebody else", self.to, hint=hint)
        words = FieldFrame("Your own words", self.words, hint="They stand in the middle of the letter.")
        which: QWidget = FieldFrame("Which letter", self.kind)
        fields = layout.column(
            which, self.whom, self._for_whom, self._how, self._to, words, self._cautions, layout.STRETCH, gap=14,
            margins=(24, 14, 24, 24),
        )  # fmt: skip
        self.setLayout(layout.column(Scroll(fields, name="The letter"), gap=0))

    def offer(self, choices: Sequence[LetterChoice]) -> None:
        """Offer these letters; none is taken yet."""
        self._choices = {choice.kind: choice for choice in choices}
        self.kind.set_choices([(choice.kind, choice.name) for choice in choices])

    def choice(self) -> LetterChoice | None:
        """The letter that is taken."""
        return self._choices.get(str(self.kind.value()))

    def options(self) -> LetterOptions:
        """What is filled in."""
        choice = self.choice()
        people = choice.people if choice is not None else ()
        return LetterOptions(
            words=str(self.words.value() or ""),
            to="" if people else str(self.to.value() or ""),
            person_id=str(self.person.value() or "") if people else "",
            by_hand=bool(people) and self.delivery.value() != "post",
        )

    def recipient(self) -> str:
        """Whom it is for, as the register says it: a label and initials, a role, an agency."""
        choice = self.choice()
        if choice is None:
            return ""
        person = dict(choice.people).get(str(self.person.value()), "")
        return person or str(self.to.value() or "") or choice.to or "the referrer"

    def warn(self, error: str = "") -> None:
        """Say why it cannot be saved; without an error, what to be careful about."""
        layout.clear(self._cautions)
        choice = self.choice()
        told = (error,) if error else choice.cautions if choice is not None else ()
        tone, heading = ("red", "It cannot be saved like this") if error else ("amber", "Take care")
        if told:
            self._cautions.addWidget(ChipLabel(chips.noted(tone, "glyph-triangle", heading, bold=True)))
        for said in told:
            self._cautions.addWidget(Label(said, "body", wrap=True))

    def _chosen(self) -> None:
        choice = self.choice()
        if choice is None:
            return
        self.whom.say(f"To {choice.to}" if choice.to else "")
        self.whom.setVisible(bool(choice.to))
        self.person.set_choices(choice.people)
        self.person.set_value(choice.people[0][0] if choice.people else None)
        self._for_whom.setVisible(len(choice.people) > 1)
        self._how.setVisible(bool(choice.people))
        self._to.setVisible(not choice.people)
        self.warn()
        self.chosen.emit()
