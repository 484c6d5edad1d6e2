"""A form: sections of fields bound by name to a command, with a rail that follows the scroll.

    form = Form("New referral", build=LogReferral.model_validate, check=missing)
    who = form.add_section("person", "Person affected")
    who.add_text("person.name", "Name as given", mark="to log")
    form.finish()
    command = form.command()          # None, and problems beside the fields, when it cannot be built

Names with dots make nested records; "No answer" goes into ``unanswered`` of the record the field belongs to.
Problems of a field show when it is left; ``show_problems`` shows them all. ``changed`` after every change.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.problems import Blocks, Problem
from ui.context import Content
from ui.forms import draft_state, findings, values
from ui.forms.form_scroll import FormScroll
from ui.forms.rail import FormRail, Missing, SectionState
from ui.forms.section import Repeats, Section
from ui.forms.values import Values
from ui.style import theme
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Hairline

Build = Callable[[Values], object]
Check = Callable[[object], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Found:
    """What stands against a form as it is: words by field, what is missing by what it blocks, what looks odd."""

    words: Mapping[str, str]
    missing: tuple[Missing, ...]
    odd: Mapping[str, str]


class Form(QWidget):
    """``build`` makes the command from nested values; ``check`` finds problems of a command that could be built.

    ``no_answer`` says by name which fields offer "No answer", beside those that are added with it.

    ``state`` and ``restore`` are for drafts; ``Autosave`` uses them.
    """

    changed = Signal()
    CHECK_MS = 120

    def __init__(
        self, name: str, *, build: Build, check: Check | None = None, no_answer: Callable[[str], bool] | None = None
    ) -> None:
        super().__init__()
        self._no_answer = no_answer
        self._build = build
        self._check = check
        self._frames: dict[str, FieldFrame] = {}
        self._sections: list[Section] = []
        self.setAccessibleName(name)
        self.rail = FormRail()
        self._column = QVBoxLayout()
        px = theme.current().px
        self._column.setContentsMargins(px(32), px(12), px(24), px(70))
        self._column.setSpacing(px(28))
        self._scroll = FormScroll(self._column, name)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(self.CHECK_MS)
        self._waiting.timeout.connect(self.look)
        self.rail.section_asked.connect(self.go_to_section)
        self.rail.field_asked.connect(self.go_to)
        self._lay_out()

    def _lay_out(self) -> None:
        if theme.current().large:
            down = QVBoxLayout(self)
            parts: tuple[QWidget, ...] = (self.rail, self._scroll)
            down.setContentsMargins(0, 0, 0, 0)
            down.setSpacing(0)
            for part in parts:
                down.addWidget(part)
        else:
            across = QHBoxLayout(self)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(0)
            across.addWidget(self.rail)
            across.addWidget(Hairline(upright=True))
            across.addWidget(self._scroll, 1)

    # Making

    def add_section(self, name: str, title: str) -> Section:
        """Add a section at the end."""
        section = Section(self._register, self._unregister, name, title)
        self._sections.append(section)
        self._column.addWidget(section)
        return section

    def finish(self) -> None:
        """Call once every section is made."""
        self._column.addStretch(1)
        for at, section in enumerate(self._sections, start=1):
            section.say_place(at, len(self._sections))
        self._scroll.follow(self._sections)
        self._scroll.reached.connect(self.rail.show_current)
        self.look()
        if self._sections:
            self.rail.show_current(self._sections[0].section_name)

    def _register(self, name: str, frame: FieldFrame) -> None:
        if name in self._frames:
            raise ValueError(f"two fields are called {name}")
        self._frames[name] = frame
        if self._no_answer is not None and self._no_answer(name):
            frame.offer_no_answer()
        frame.changed.connect(lambda: self._field_changed(name))
        frame.left.connect(lambda: self._field_left(name))

    def _unregister(self, name: str) -> None:
        self._frames.pop(name, None)
        self._news()

    def frame(self, name: str) -> FieldFrame:
        """The frame of a field."""
        return self._frames[name]

    @property
    def names(self) -> list[str]:
        """Every field's name, in the order made."""
        return list(self._frames)

    def repeats(self) -> dict[str, Repeats]:
        """The repeated records, by name."""
        return {repeats.name: repeats for repeats in self.findChildren(Repeats)}

    # Reading and showing

    def values(self) -> Values:
        """The answers as nested values; fields without an answer are left out."""
        answers = {name: frame.value() for name, frame in self._frames.items()}
        reasons = {name: frame.unanswered for name, frame in self._frames.items() if frame.unanswered}
        return values.nested(answers, {name: reason for name, reason in reasons.items() if reason})

    def show_answers(self, answers: Mapping[str, object], reasons: Mapping[str, str] | None = None) -> None:
        """Show a record that is there already: answers and reasons by field name. Make repeats' records first."""
        for name, frame in self._frames.items():
            frame.set_unanswered(None)
            frame.set_value(answers.get(name))
            frame.set_problem("")
        for name, reason in (reasons or {}).items():
            self._frames[name].set_unanswered(reason)

    def command(self) -> object | None:
        """The command, or None; then every problem stands beside its field and the first has the focus.

        What the check finds in a command that can be made is for who asked: it knows what else is needed.
        """
        made = made_or_findings(self._build, self.values())
        if isinstance(made, Findings) or any(findings.of_field(frame.field) for frame in self._frames.values()):
            self.show_problems(self._find())
            return None
        return made

    def show_problems(self, found: Found | None = None) -> None:
        """Show every problem beside its field, and go to the first."""
        standing = (found or self._find()).words
        first = ""
        for name, frame in self._frames.items():
            frame.set_problem(standing.get(name, ""))
            if standing.get(name) and not first:
                first = name
        if first:
            self.go_to(first)

    def _find(self) -> Found:
        words = {name: findings.of_field(frame.field) for name, frame in self._frames.items()}
        problems: list[Problem] = []
        made = made_or_findings(self._build, self.values())
        if isinstance(made, Findings):
            for where, sentence in made.words.items():
                name = findings.nearest(self.name_of(where), self._frames)
                if name and not words.get(name):
                    words[name] = sentence
        elif self._check is not None:
            problems = list(self._check(made))
            for name, said in self._said(problems, "log"):  # of two in one field the first is told
                words[name] = words.get(name) or said
        standing = {name: said for name, said in words.items() if said}
        needed = findings.still_needed(self._frames, problems, standing, self.name_of)
        return Found(standing, tuple(needed), dict(self._said(problems, "warn")))

    def _said(self, problems: list[Problem], blocks: Blocks) -> Iterable[tuple[str, str]]:
        """What is said of answers as they stand, such as a day that has not come yet: field and words."""
        for problem in problems:
            frame = self._frames.get(self.name_of(problem.field))
            if frame is not None and problem.blocks == blocks and frame.value() is not None:
                yield self.name_of(problem.field), problem.words.rstrip(".")

    def numbers(self, repeats: str) -> list[int]:
        """The numbers of repeated records with something in them, in order: a blank one is not in the command."""
        filled = {name for name, frame in self._frames.items() if frame.value() is not None or frame.unanswered}
        return [
            number
            for number in self.repeats()[repeats].numbers()
            if any(name.startswith(f"{repeats}.{number}.") for name in filled)
        ]

    def name_of(self, where: str) -> str:
        """The form's name of a field of the command, which counts records by place and leaves blank ones out."""
        for name in self.repeats():
            rest = where.removeprefix(f"{name}.")
            place, _, last = rest.partition(".")
            if rest != where and place.isdigit():
                numbers = self.numbers(name)
                return f"{name}.{numbers[int(place)]}.{last}".rstrip(".") if int(place) < len(numbers) else where
        return where

    def look(self) -> None:
        """Bring the rail up to date."""
        self._waiting.stop()
        found = self._find()
        of_section = {name: section.section_name for section in self._sections for name in section.names}
        self.rail.show_sections([self._state(section, found) for section in self._sections])
        self.rail.show_missing([missing for missing in found.missing if missing.name in of_section])

    def _state(self, section: Section, found: Found) -> SectionState:
        frames = [self._frames[name] for name in section.names if name in self._frames]
        answered = sum(1 for frame in frames if frame.value() is not None or frame.unanswered)
        missing = [one.blocks for one in found.missing if one.name in section.names]
        return SectionState(section.section_name, section.title, answered, len(frames), tuple(missing), section.summary)

    # Going

    def go_to(self, name: str) -> None:
        """Scroll to a field and put the focus into it."""
        frame = self._frames.get(name)
        if frame is not None:
            section = next((one for one in self._sections if name in one.names), None)
            if section is not None:
                self._scroll.show_field(section, frame)
            frame.focus()

    def go_to_section(self, name: str) -> None:
        """Scroll to a section and put the focus into its first field."""
        section = next((one for one in self._sections if one.section_name == name), None)
        if section is not None:
            self._scroll.show_section(section)
            if section.names:
                self._frames[section.names[0]].focus()

    # Changes

    def _field_changed(self, name: str) -> None:
        frame = self._frames.get(name)
        if frame is not None:
            frame.take_back()
        self._news()

    def _field_left(self, name: str) -> None:
        frame = self._frames.get(name)
        if frame is not None and (frame.value() is not None or findings.of_field(frame.field)):
            found = self._find()
            frame.set_problem(found.words.get(name, ""))
            frame.set_warning(found.odd.get(name, "") if not frame.problem else "")
            self._waiting.start()

    def _news(self) -> None:
        self._waiting.start()
        self.changed.emit()

    # Drafts

    def state(self) -> Content:
        """Everything typed, and where the person is, as plain JSON values."""
        kept = draft_state.of_frames(self._frames, {name: one.numbers() for name, one in self.repeats().items()})
        return {**kept, "scroll": self._scroll.verticalScrollBar().value()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Show what ``state`` gave, with the focus and cursor where they were. Unknown fields are passed over."""
        for name, numbers in draft_state.numbers(state).items():
            if name in self.repeats():
                self.repeats()[name].set_numbers(numbers)
        focus = draft_state.show(self._frames, state)
        self.look()
        if focus:
            self.go_to(focus)
            draft_state.put_cursor(self._frames[focus], state.get("cursor"))
