"""Small changes to a case, asked for in a panel above its page: one thing, a few fields, one button."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.clock import today
from hipdesk.model import cases as asked
from hipdesk.model.cases.flags import FLAG_COLUMNS, LONG_WORDS
from hipdesk.model.cases.views import CaseView
from hipdesk.model.closing import ClosureTest
from hipdesk.model.partial_dates import read_age_or_birth
from hipdesk.model.referrals import PersonEntry
from hipdesk.services import cases
from ui.context import Context
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Ground, Label
from ui.widgets.note_box import NoteBox
from ui.widgets.text_field import TextField
from ui.widgets.tick import TickList

TITLES = {
    "hearing": "When the panel hears it next",
    "lead": "Who leads",
    "flags": "Take care",
    "summary": "In short",
    "person": "Add a person",
    "close": "Close the case",
    "reopen": "Open it again",
    "aftercare": "Aftercare check",
}
_DONE = {
    "hearing": "Set the day",
    "lead": "Set the lead",
    "flags": "Keep the flags",
    "summary": "Keep it",
    "person": "Add them",
    "close": "Close the case",
    "reopen": "Open it again",
    "aftercare": "Keep the result",
}
_ROLES = (
    ("child", "Child in the household"),
    ("household", "Adult in the household"),
    ("victim", "Another person affected"),
    ("perpetrator", "Alleged perpetrator"),
    ("witness", "Witness"),
    ("professional", "Professional"),
)
Asked = tuple[Callable[..., object], object]


class ChangePanel(Ground):
    """``kind`` is one of ``TITLES``. ``left`` when it is done with, by Esc, its button or Leave it."""

    left = Signal()

    def __init__(self, context: Context, view: CaseView, kind: str) -> None:
        super().__init__("sunken")
        self.setObjectName("change-panel")
        self.context = context
        self.view = view
        self.kind = kind
        self.fields: dict[str, FieldFrame] = {}
        self.test = layout.column(gap=2)
        self._make_fields()
        self.done = Button(_DONE[kind], "primary", key="Ctrl+Enter")
        self.done.setObjectName("change-done")
        self.done.clicked.connect(self.keep)
        back = Button("Leave it", key="Esc")
        back.clicked.connect(self.left)
        body = layout.column(
            Label(TITLES[kind], "head"), self.test, self._rows(), layout.row(self.done, back, layout.STRETCH), gap=8,
            margins=(20, 16, 20, 16),
        )  # fmt: skip
        self.setLayout(layout.column(body, gap=0))

    def _rows(self) -> QWidget:
        """Fields two in a line; running text and ticks alone."""
        rows = layout.column(gap=8)
        waiting: FieldFrame | None = None
        for frame in self.fields.values():
            if isinstance(frame.field, (NoteBox, TickList)):
                rows.addWidget(frame)
            elif waiting is None:
                waiting = frame
            else:
                rows.addLayout(layout.row(waiting, frame, gap=20))
                waiting = None
        if waiting is not None:
            rows.addLayout(layout.row(waiting, layout.STRETCH))
        return layout.held(rows)

    def _add(self, name: str, label: str, field: object, value: object = None, *, hint: str = "") -> None:
        frame = FieldFrame(label, field, hint=hint)  # type: ignore[arg-type]  # every one is a Field
        frame.field.control().setObjectName(f"change-{name}")
        if value is not None:
            frame.set_value(value)
        self.fields[name] = frame

    def _date(self, name: str) -> DateField:
        return DateField(lambda: today(self.context.clock), name=name, lean="near")

    def _make_fields(self) -> None:
        make: dict[str, Callable[[], None]] = {
            "hearing": lambda: self._add("day", "Heard on", self._date("Heard on"), self.view.next_hearing),
            "lead": self._lead_fields,
            "flags": self._flag_fields,
            "summary": lambda: self._add(
                "text", "Without names", NoteBox(lines=4, name="In short"), self.view.in_short
            ),
            "person": self._person_fields,
            "close": self._close_fields,
            "reopen": lambda: self._add("reason", "Why", TextField(name="Why")),
            "aftercare": lambda: self._add("text", "What was found", NoteBox(lines=2, name="What was found")),
        }
        make[self.kind]()

    def _summary_field(self) -> None:
        self._add("text", "Without names", NoteBox(lines=4, name="In short"), self.view.in_short)

    def _lead_fields(self) -> None:
        self._add("agency", "Agency", ChoiceField([], name="Agency"))
        self._add("officer", "Officer", TextField(name="Officer"), self.view.lead_officer or None)

    def _flag_fields(self) -> None:
        choices = [(code, LONG_WORDS[code]) for code in FLAG_COLUMNS if code != "restricted"]
        on = tuple(code for code in self.view.flags if code != "restricted")
        self._add("flags", "Flags", TickList(choices, columns=3, name="Flags"), on)

    def _person_fields(self) -> None:
        self._add("role", "Who it is", ChoiceField(_ROLES, name="Who it is"), "child")
        self._add("name", "Name as given", TextField(name="Name as given"))
        self._add("birth", "Date of birth or age", TextField("14 March 2016, or 9", name="Date of birth or age"))
        self._add("school", "School", TextField(name="School"))
        self._add("description", "Description", NoteBox(lines=1, name="Description"))

    def _close_fields(self) -> None:
        self._add("reason", "Reason", ChoiceField([], name="Reason"))
        self._add("consulted", "Person affected consulted on", self._date("Consulted on"))
        self._add("owner", "Who stays in touch", TextField(name="Who stays in touch"))
        self._add("unsafe", "Or why they could not be asked", TextField(name="Why they could not be asked"))
        self._add("override", "Close though the test is not met, because", TextField(name="Override reason"))
        self._add("approver", "Approved by", TextField(name="Approved by"))
        self._add("words", "In words", NoteBox(lines=1, name="In words"))

    def begin(self) -> None:
        """Fetch what may be chosen and put the focus into the first field."""
        if self.kind == "lead":
            self.context.read(cases.lead_choices, then=self._take_leads)
        if self.kind == "close":
            self.context.read(cases.closure_reasons, then=self._take_reasons)
            self.context.read(cases.closure_test_of, self.view.id, then=self._take_test)
        next(iter(self.fields.values())).focus()

    def _take_leads(self, agencies: tuple[tuple[str, str], ...]) -> None:
        field = self.fields["agency"].field
        if isinstance(field, ChoiceField):
            field.set_choices(agencies)
            field.set_value(self.view.lead_id)

    def _take_reasons(self, reasons: tuple[tuple[str, str], ...]) -> None:
        field = self.fields["reason"].field
        if isinstance(field, ChoiceField):
            field.set_choices(reasons)

    def _take_test(self, test: ClosureTest) -> None:
        self.test.addWidget(Label(test.words, "strong"))
        for line in test.lines:
            tone, glyph = ("green", "glyph-done") if line.met else ("amber", "glyph-ring")
            self.test.addWidget(ChipLabel(chips.noted(tone, glyph, line.words, size=12)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    # Keeping

    def _value(self, name: str) -> object:
        return self.fields[name].value()

    def _text(self, name: str) -> str:
        return str(self._value(name) or "")

    def keep(self) -> None:
        """Make the change; what is refused is said in a banner and the panel stays."""
        service, command = self.asked()
        self.context.do(service, command, then=self._over, owner=self)

    def asked(self) -> Asked:
        """The service and its command for what is filled in."""
        key, version = self.view.id, self.view.version
        base = {"id": key, "version": version}
        if self.kind == "hearing":
            return cases.plan_review, asked.PlanReview.model_validate(base | {"on_day": self._value("day")})
        if self.kind == "lead":
            lead = {"agency_id": self._value("agency"), "officer": self._text("officer")}
            return cases.set_lead, asked.SetLead.model_validate(base | lead)
        if self.kind == "flags":
            return cases.set_flags, asked.SetFlags.model_validate(base | {"flags": self._value("flags") or ()})
        if self.kind == "summary":
            return cases.set_summary, asked.SetSummary.model_validate(base | {"in_short": self._text("text")})
        if self.kind == "person":
            return cases.add_person_to_case, asked.AddPerson(id=key, version=version, person=self._person())
        if self.kind == "close":
            return cases.close_case, asked.CloseCase.model_validate(base | self._closing())
        if self.kind == "reopen":
            return cases.reopen_case, asked.ReopenCase.model_validate(base | {"reason": self._text("reason")})
        return cases.record_aftercare, asked.RecordAftercare.model_validate(base | {"result": self._text("text")})

    def _closing(self) -> dict[str, object]:
        return {
            "reason": self._value("reason") or "other",
            "consulted_on": self._value("consulted"),
            "ongoing_owner": self._text("owner"),
            "not_consulted_because": self._text("unsafe"),
            "override_reason": self._text("override"),
            "override_by": self._text("approver"),
            "words": self._text("words"),
        }

    def _person(self) -> PersonEntry:
        told = read_age_or_birth(self._value("birth"), today(self.context.clock))
        role = self._text("role") or "other"
        return PersonEntry.model_validate(
            {
                "role": role,
                "name": self._text("name"),
                "born": told.born,
                "age_estimate": told.youngest if told.born is None else None,
                "school": self._text("school"),
                "description": self._text("description"),
                "identity": ("named" if self._text("name") else "described") if role == "perpetrator" else None,
            }
        )

    def _over(self, _done: object) -> None:
        self.left.emit()
