"""The rail beside a form: sections with how far each is, and what is still needed, by what it blocks, as links."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import LinkButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.rail import Rail, RailRow
from ui.widgets.scroll import Scroll

_DOING = {"log": "log", "accept": "accept", "agree": "agree", "close": "close", "keep": "keep"}
MOST_LINKS = 6


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that is still needed: field, its label, and what it blocks (log, accept, agree, close, keep)."""

    name: str
    label: str
    blocks: str


@dataclass(frozen=True, slots=True)
class SectionState:
    """How far a section is: fields answered of all, and what its missing answers block."""

    name: str
    title: str
    answered: int
    of: int
    missing: tuple[str, ...]
    summary: str = ""

    @property
    def glyph(self) -> tuple[str, str]:
        """Icon and tone: ring when empty, half, or ticked disc when nothing is missing any more."""
        if self.answered and not self.missing:
            return "glyph-done", "green"
        return ("glyph-half", "accent") if self.answered else ("glyph-ring", "grey")

    @property
    def words(self) -> str:
        """As "2 to log, 1 to accept"; the section's own summary when nothing is missing."""
        counts = [(sum(1 for one in self.missing if one == doing), words) for doing, words in _DOING.items()]
        return ", ".join(f"{count} to {words}" for count, words in counts if count) or self.summary


class FormRail(Ground):
    """``section_asked`` and ``field_asked`` carry names. At large text both lists are boxes above the form."""

    section_asked = Signal(str)
    field_asked = Signal(str)
    WIDTH = 216

    def __init__(self) -> None:
        super().__init__("sunken")
        self._large = theme.current().large
        self._missing: list[Missing] = []
        self._links: list[LinkButton] = []
        self._needed = layout.column(gap=2, margins=(20, 8, 12, 12))
        self._sections = Rail(name="Sections")
        self._sections.opened.connect(self.section_asked)
        self._section_box = ChoiceField(name="Section")
        self._missing_box = ChoiceField(name="Still needed", placeholder="Nothing is missing")
        for part in (self._sections, self._section_box, self._missing_box):
            part.setParent(self)
            part.setVisible((part is self._sections) != self._large)
        if self._large:
            self._section_box.activated.connect(self._section_chosen)
            self._missing_box.activated.connect(self._missing_chosen)
            across = layout.row(self._section_box, self._missing_box, gap=8, margins=(16, 6, 16, 6))
            across.setStretch(0, 2)
            across.setStretch(1, 1)
            self.setLayout(layout.column(across, Hairline(), gap=0))
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedWidth(theme.current().px(self.WIDTH))
            self._stand()

    def _stand(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(0, theme.current().px(8), 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._sections)
        inner.addWidget(layout.held(layout.column(Hairline(), margins=(20, 12, 20, 0))))
        inner.addLayout(self._needed)
        inner.addStretch(1)
        self.setLayout(layout.column(Scroll(inner, name="Sections and what is needed"), gap=0))

    def show_sections(self, states: Sequence[SectionState]) -> None:
        """Show the sections and how far they are."""
        if self._large:
            self._section_box.set_choices([(state.name, _with_words(state)) for state in states])
            return
        rows = [
            RailRow(state.name, state.title, state.words, icon=state.glyph[0], tone=state.glyph[1]) for state in states
        ]
        self._sections.show_rows(rows)
        self._sections.setFixedHeight(self._sections.full_height() + 2)

    def show_current(self, name: str) -> None:
        """Mark the section that is in view."""
        if self._large:
            self._section_box.set_value(name)
        else:
            self._sections.go_to(name)

    def show_missing(self, missing: Sequence[Missing]) -> None:
        """List what is still needed, by what it blocks."""
        if list(missing) == self._missing:
            return
        self._missing = list(missing)
        if self._large:
            self._missing_box.set_choices([(one.name, one.label) for one in missing])
            first = "Nothing is missing"
            for doing, words in reversed(_DOING.items()):
                count = sum(1 for one in missing if one.blocks == doing)
                first = f"{count} still needed to {words}" if count else first
            self._missing_box.setPlaceholderText(first)
            self._missing_box.update()
            return
        layout.clear(self._needed)
        for doing, words in _DOING.items():
            self._list([one for one in missing if one.blocks == doing], words)

    def _list(self, missing: Sequence[Missing], words: str) -> None:
        if not missing:
            return
        self._needed.addWidget(Label(f"Still needed to {words}", "caption"))
        for one in missing[:MOST_LINKS]:
            link = LinkButton(one.label)
            link.setMaximumWidth(theme.current().px(self.WIDTH - 32))
            link.setToolTip(one.label)
            link.clicked.connect(lambda _on=False, name=one.name: self.field_asked.emit(name))
            self._needed.addWidget(link)
        if len(missing) > MOST_LINKS:
            self._needed.addWidget(Label(f"and {len(missing) - MOST_LINKS} more", "second"))
        self._needed.addSpacing(theme.current().px(8))

    def _section_chosen(self, _at: int) -> None:
        self.section_asked.emit(str(self._section_box.value()))

    def _missing_chosen(self, _at: int) -> None:
        name = self._missing_box.value()
        self._missing_box.set_value(None)
        if name is not None:
            self.field_asked.emit(str(name))


def _with_words(state: SectionState) -> str:
    return f"{state.title}  {state.answered} of {state.of}" if state.of else state.title
