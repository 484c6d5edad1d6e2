"""One group of settings as fields: what is typed is checked by the group itself, saved together, and logged."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.settings import OfficeSettings, PanelSettings, RuleSettings, Settings
from hipdesk.services.settings import change_settings, read_settings
from ui.context import Content, Context
from ui.forms import draft_state
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave
from ui.forms.grid import FieldGrid
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Label

Groups = tuple[OfficeSettings, PanelSettings, RuleSettings]
NATIONS = (("ENG", "England"), ("WLS", "Wales"), ("SCT", "Scotland"), ("NIR", "Northern Ireland"))
QUARTERS = (("financial", "April to March"), ("calendar", "January to December"))
WEEKDAYS = tuple(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))
QUORUM_OF = (("core", "Core agencies"), ("agencies", "Any agencies"))
WEEKS = ((1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (5, "Last"))


class GroupPane(QWidget):
    """A heading, fields in two columns, and Save. ``build`` adds the fields; their names are the group's own."""

    def __init__(
        self, context: Context, group: type[Settings], title: str, lead: str, build: Callable[[FieldGrid], object]
    ) -> None:
        super().__init__()
        self._context = context
        self._group = group
        self._kept: Settings | None = None
        self._answers = Answers("settings", group.__name__)
        self.autosave = Autosave(self._state, self._keep_draft, self)
        self._frames: dict[str, FieldFrame] = {}
        self.grid = FieldGrid(self._register)
        build(self.grid)
        self._stands = self._state()["answers"]
        self.save = Button("Save", "primary", key="Ctrl+Enter")
        self.save.setObjectName("save-settings")
        self._said = Label("", "second")
        self.setLayout(
            layout.column(
                Label(title, "page"), Label(lead, "quiet", wrap=True), 8, self.grid, 12,
                layout.row(self.save, self._said, layout.STRETCH, gap=12), layout.STRETCH, gap=4,
            )
        )  # fmt: skip
        self.save.clicked.connect(self._save)

    def _register(self, name: str, frame: FieldFrame) -> None:
        self._frames[name] = frame
        frame.changed.connect(lambda: self._changed(frame))

    def _changed(self, frame: FieldFrame) -> None:
        if frame.problem:
            frame.set_problem("")
        self._said.say("")
        self.autosave.touch()

    # What is typed, before it is saved

    def _state(self) -> Content:
        return draft_state.of_frames(self._frames, {})

    def _keep_draft(self, state: Content) -> None:
        if state["answers"] == self._stands:
            self._context.drafts.drop(self._answers.kind, self._answers.subject)
        else:
            self._context.drafts.keep(self._answers.kind, self._answers.subject, state)

    def _take_draft(self, content: Content | None) -> None:
        if content is None or self._state()["answers"] != self._stands:
            return
        draft_state.show(self._frames, content)
        self.autosave.begin_from(self._state(), drafted=True)
        self._said.say("What you typed last is shown; it is not saved yet.", "amber")

    def load(self) -> None:
        """Show what is kept."""
        self._context.read(read_settings, then=self._take_groups, owner=self)

    def _take_groups(self, groups: Groups) -> None:
        self.show_kept(next(group for group in groups if isinstance(group, self._group)))

    def show_kept(self, kept: Settings) -> None:
        """Show these values as those that are kept; at first also what was typed and not saved."""
        first = self._kept is None
        self._kept = kept
        values = self._kept.model_dump()
        for name, frame in self._frames.items():
            value = values.get(name)
            if hasattr(value, "strftime"):
                value = f"{value:%H:%M}"
            is_number = isinstance(value, int) and not isinstance(value, bool)
            frame.set_value(str(value) if is_number and _is_text(frame) else value)
        self._said.say("")
        self._stands = self._state()["answers"]
        self.autosave.begin_from(self._state())
        if first:
            self._context.drafts.load(self._answers.kind, self._answers.subject, self._take_draft, self)

    def _save(self) -> None:
        if self._kept is None:
            return
        typed = {name: frame.value() for name, frame in self._frames.items()}
        whole = {**self._kept.model_dump(), **{name: "" if value is None else value for name, value in typed.items()}}
        made = made_or_findings(self._group.model_validate, whole)
        if isinstance(made, Findings):
            for name, words in made.words.items():
                if name in self._frames:
                    self._frames[name].set_problem(words)
            self._said.say(" ".join(words for name, words in made.words.items() if name not in self._frames), "red")
            return
        before, self._kept = self._kept, made
        stands = self._state()["answers"]
        self._context.do(
            change_settings, made, then=lambda _none: self._saved(before, stands), failed=self._failed, owner=self,
            answers=self._answers,
        )  # fmt: skip

    def _saved(self, before: Settings, stands: object) -> None:
        """Said and settled; what was typed on meanwhile is a draft again."""
        self._stands = stands
        self._keep_draft(self._state())
        self._said.say("Saved. The change is in the log.")
        self._context.messages.toast("Saved.", lambda: self._put_back(before))

    def _put_back(self, before: Settings) -> None:
        self._context.do(change_settings, before, then=lambda _none: self.show_kept(before), owner=self)

    def _failed(self, fault: HipDeskError) -> None:
        self._said.say(str(fault), "red")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        else:
            super().keyPressEvent(event)


def _is_text(frame: FieldFrame) -> bool:
    """Whether its field holds typed words."""
    return isinstance(frame.field.value(), str | None) and frame.field.control().inherits("QLineEdit")


def numbers(words: str, many: Sequence[int]) -> list[tuple[object, str]]:
    """Choices of so many of something."""
    return [(number, f"{number} {words if number != 1 else words.removesuffix('s')}") for number in many]


def office_fields(grid: FieldGrid) -> None:
    """Who the office is."""
    grid.add_text("panel_name", "Name of the panel", hint="As every paper shows it")
    grid.add_text("office_name", "Council or office")
    grid.add_text("borough", "Borough or district")
    grid.add_choice("nation", "Bank holidays of", NATIONS)
    grid.add_text("officer_name", "Officer’s name")
    grid.add_text("officer_title", "Officer’s title")
    grid.add_text("phone", "Telephone")
    grid.add_text("secure_email", "Secure e-mail")
    grid.add_segments("quarters", "Reports count quarters of the year", QUARTERS)
    grid.add_text(
        "reference_prefix", "References begin with", hint="Two to six capitals; old references stay", width=10
    )
    grid.add_text("marking", "Protective marking", width=28)
    grid.add_yes_no("initials_in_packs", "Initials instead of names in packs and case papers")


def panel_fields(grid: FieldGrid) -> None:
    """How the panel meets."""
    grid.add_choice("week", "Which week of the month", WEEKS)
    grid.add_choice("weekday", "Day", WEEKDAYS)
    grid.add_text("starts_at", "Begins at", width=8)
    grid.add_text("minutes", "Minutes it lasts", width=8)
    grid.add_text("place", "Place")
    grid.add_yes_no("online", "Also online")
    grid.add_text("chair", "Chair")
    grid.add_text("chair_title", "Chair’s title")
    grid.add_text("minute_taker", "Minute taker")
    grid.add_text("minute_taker_title", "Minute taker’s title")
    grid.add_text("quorum", "Quorum", hint="Agencies that must be present; 0 for none", width=8)
    grid.add_choice("quorum_of", "Counted for the quorum", QUORUM_OF)
    grid.add_text("meetings_a_year", "Meetings a year", width=8)


def rule_fields(grid: FieldGrid) -> None:
    """Numbers of the panel's own rules, and when the program locks itself."""
    grid.add_choice("lock_minutes", "Lock when left alone for", numbers("minutes", range(1, 16)))
    grid.add_text("repeat_months", "A repeat within months", width=8)
    grid.add_text("acknowledge_days", "Acknowledge within working days", width=8)
    grid.add_text("triage_days", "Triage within working days", width=8)
    grid.add_text("first_hearing_days", "First hearing within working days", width=8)
    grid.add_text("aftercare_days", "Aftercare check after days", width=8)
    grid.add_text("case_review_days", "Decide a case review within working days", width=8)
    grid.add_text("action_days", "Usual days for an action", width=8)
