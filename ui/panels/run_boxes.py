"""The middle of a running panel: the case on one page, one box per agency, the chair's summary; or a matter."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hipdesk.model.panels.attendance import AttendeeView
from hipdesk.model.panels.day import DiscussionBox, LineView
from ui.panels.learning_ask import LearningAsk
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import LinkButton
from ui.widgets.chips import Chip, ChipLabel
from ui.widgets.field_frame import ErrorLine, say_beside
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.note_box import NoteBox
from ui.widgets.reading_order import tab_as_one_reads
from ui.widgets.scroll import Scroll
from ui.widgets.tick import TickList

SUMMARY = ""
"""Key of the chair's summary among the boxes; agencies go by their ids."""
_TRENDS = frozenset({"rising", "falling", "level", "first"})


class AgencyBox(QWidget):
    """Agency and person at the left, what it told at the right; "Nothing held" in one click."""

    changed = Signal()
    left = Signal()

    def __init__(self, box: DiscussionBox, place: int) -> None:
        super().__init__()
        self.key = box.agency_id or SUMMARY
        self.loaded = (box.text, box.nothing_held)
        self.nothing = box.nothing_held
        self.note = NoteBox(
            _placeholder(box),
            name=f"What {box.agency} told" if box.agency_id else "Chair’s summary, and risks to anyone",
            lines=1,
            most=8,
        )
        self.note.setObjectName(f"box-{place}" if box.agency_id else "box-summary")
        self.note.set_value(box.text or None)
        self.agency = box.agency
        self.problem = ErrorLine()
        self.held = LinkButton("Nothing held")
        self.held.setParent(self)
        self.held.setObjectName(f"nothing-{place}")
        second = box.person if box.agency_id else "and risks to anyone"
        names = layout.column(Label(box.agency, "strong", wrap=True), Label(second, "second"), gap=0)
        side = layout.held(names)
        side.setFixedWidth(theme.current().px(150 if not theme.current().large else 130))
        self._described = f"Returned: {box.returned}" if box.returned else ""
        self.note.setAccessibleDescription(self._described)
        right = layout.row(self.note, gap=8)
        if box.agency_id:
            right.addWidget(self.held)
            right.setAlignment(self.held, Qt.AlignmentFlag.AlignVCenter)
        across = layout.row(gap=4)
        across.addWidget(side)
        across.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        told = layout.column(right, self.problem, gap=2)
        if box.returned:
            told.addWidget(Returned(self._described, box.agency))
        across.addLayout(told, 1)
        across.setContentsMargins(0, 0, 0, 0)
        self.setLayout(across)
        self._show_held()
        self.note.changed.connect(self._typed)
        self.note.left.connect(self.left)
        self.held.clicked.connect(self._turn)

    @property
    def text(self) -> str:
        """What is typed."""
        return str(self.note.value() or "").strip()

    @property
    def state(self) -> tuple[str, bool]:
        """Text, and nothing held."""
        return self.text, self.nothing and not self.text

    @property
    def dirty(self) -> bool:
        """Whether it says something else than the record."""
        return self.state != self.loaded

    def take(self, text: str, nothing: bool) -> None:
        """Say this instead, as from a draft."""
        self.nothing = nothing
        if text != self.text:
            self.note.set_value(text or None)
        self._show_held()

    def say_problem(self, words: str) -> None:
        """Tell under it why it cannot be kept as it stands, until it is changed."""
        say_beside(self.note, self.problem, words)
        self.note.setAccessibleDescription(words or self._described)

    def _typed(self) -> None:
        if self.problem.words:
            self.say_problem("")
        if self.text:
            self.nothing = False
        self._show_held()
        self.changed.emit()

    def _turn(self) -> None:
        self.nothing = not self.nothing
        self._show_held()
        self.changed.emit()
        self.left.emit()

    def _show_held(self) -> None:
        self.held.setVisible(not self.text and self.key != SUMMARY)
        self.held.say("Nothing held" if not self.nothing else "Something after all")
        self.held.setAccessibleName(f"{self.agency} holds {'something after all' if self.nothing else 'nothing'}")
        self.note.setPlaceholderText("Nothing held" if self.nothing else "Not spoken yet" if self.key else "")


def _placeholder(box: DiscussionBox) -> str:
    return "Nothing held" if box.nothing_held else "Not spoken yet" if box.agency_id else ""


class Returned(QWidget):
    """What an agency returned, quiet, on one line; the rest of a longer one by a link."""

    SHOWN = 76

    def __init__(self, words: str, agency: str) -> None:
        super().__init__()
        self._words = words
        first = " ".join(words.split())
        self._label = Label(_in_short(first, self.SHOWN), "second", wrap=True)
        across = layout.row(gap=8)
        across.addWidget(self._label, 1)
        across.setContentsMargins(0, 0, 0, 0)
        if self._label.words != first:
            self.more = LinkButton("All of it", quiet=True)
            self.more.setAccessibleName(f"All that {agency} returned")
            self.more.clicked.connect(self._show_all)
            across.addWidget(self.more)
        self.setLayout(across)

    def _show_all(self) -> None:
        self._label.say(self._words)
        self.more.hide()


def _in_short(words: str, most: int) -> str:
    """The beginning, in whole words, and at its end how it may be used."""
    if len(words) <= most:
        return words
    use = words[words.rfind(" (") :] if words.endswith(")") else ""
    use = use if len(use) <= most // 2 else ""
    return f"{words[: most - len(use)].rpartition(' ')[0]} …{use}"


class CaseHead(Ground):
    """Reference, initials, strands, risk; flags and how often heard."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._down = layout.column(gap=4, margins=(24, 14, 24, 10))
        self.setLayout(layout.column(self._down, Hairline(), gap=0))

    def show_line(self, view: LineView) -> None:
        """Show another line."""
        layout.clear(self._down)
        line, case = view.line, view.case
        if case is None:
            self._down.addLayout(layout.row(Label(line.title, "title"), layout.STRETCH))
            return
        shown: list[Chip] = [chips.strand(word) for word in case.strands]
        if case.band:
            shown.append(chips.risk(case.band, "" if case.score is None else case.score))
        if case.trend in _TRENDS:
            shown.append(chips.trend(case.trend or "first"))
        first = layout.row(Label(case.reference, "title"), Label(case.initials, "title"), 4, gap=8)
        first.addWidget(ChipLabel(*shown))
        first.addStretch(1)
        presented = ", ".join(part for part in (line.presenter, line.presenter_agency) if part)
        by = f"Presented by {presented}" if presented else "No presenter named"
        flags = ChipLabel(*(Chip(words, "bare", "", _flag_icon(words)) for words in case.flags), gap=12)
        self._down.addLayout(first)
        if case.flags:
            self._down.addLayout(layout.row(flags, layout.STRETCH))
        self._down.addWidget(Label(f"{by} · {case.heard_words[:1].lower()}{case.heard_words[1:]}", "second", wrap=True))


def _flag_icon(words: str) -> str:
    icons = {"Child": "child", "Adult": "person", "Address": "pin", "Subject": "eye-off", "Restricted": "lock"}
    return icons.get(words.split()[0], "flag")


class RunMiddle(Ground):
    """What is said on one line. ``changed`` while typing, ``left`` when a box is left; ``signed`` ids who signed."""

    changed = Signal()
    left = Signal()
    signed = Signal(tuple)
    paper_wanted = Signal(str)
    actions_wanted = Signal()
    learned = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface")
        self.boxes: list[AgencyBox] = []
        self.matter: NoteBox | None = None
        self.matter_loaded = ""
        self.matter_problem: ErrorLine | None = None
        self.learning: LearningAsk | None = None
        self.spoken: Label | None = None
        self.head = CaseHead()
        self._down = QVBoxLayout()
        px = theme.current().px
        self._down.setContentsMargins(px(24), px(12), px(24), px(24))
        self._down.setSpacing(px(8))
        ground = Ground("surface")
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self.pages = Scroll(ground, name="What is said")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        # At large text there is no room for a head that stays.
        (inner if theme.current().large else down).addWidget(self.head)
        inner.addLayout(self._down, 1)
        down.addWidget(self.pages, 1)

    def show_line(self, view: LineView, people: Sequence[AttendeeView]) -> None:
        """Show another line, from the record."""
        self.head.show_line(view)
        layout.clear(self._down)
        self.boxes, self.matter, self.spoken, self.learning = [], None, None, None
        if view.case is not None:
            self._case(view)
        else:
            self._matter(view, people)
        self._down.addStretch(1)

    def freshen(self, view: LineView) -> None:
        """Take over what others wrote meanwhile, without touching what is being typed."""
        for box in self.boxes:
            told = view.summary if box.key == SUMMARY else next((b for b in view.boxes if b.agency_id == box.key), None)
            if told is None:
                continue
            fresh = (told.text, told.nothing_held)
            if not box.dirty and not box.note.hasFocus() and box.state != fresh:
                box.take(*fresh)
            box.loaded = fresh
        if self.matter is not None:
            self.matter_loaded = view.line.summary

    def first_box(self) -> QWidget | None:
        """Where typing begins."""
        return self.boxes[0].note if self.boxes else self.matter

    def state(self) -> dict[str, list[object]]:
        """What differs from the record, for the draft."""
        return {box.key: [box.text, box.nothing] for box in self.boxes if box.dirty}

    def take(self, state: Mapping[str, object]) -> None:
        """Put a draft back."""
        for box in self.boxes:
            kept = state.get(box.key)
            if isinstance(kept, list) and len(kept) == 2:
                box.take(str(kept[0]), bool(kept[1]))

    def _case(self, view: LineView) -> None:
        case = view.case
        if case is None:
            return
        paper = LinkButton("Full case paper")
        paper.setObjectName("full-case-paper")
        paper.clicked.connect(lambda: self.paper_wanted.emit(case.case_id))
        self._down.addLayout(layout.row(Label("The case on one page", "head"), layout.STRETCH, paper))
        self._down.addWidget(Label(case.in_short or "No summary was written.", "body", wrap=True))
        if case.last_time:
            words = ", ".join(f"{wording[:1].lower()}{wording[1:]} ({state})" for wording, state in case.last_time)
            self._down.addWidget(Label(f"Last time: {words}.", "quiet", wrap=True))
        for agency, words in view.returned:
            self._down.addWidget(Returned(f"{agency} returned: {words}", agency))
        self._down.addWidget(Hairline())
        self.spoken = Label("", "second")
        heading = Label("New information, agency by agency", "head")
        self._down.addLayout(layout.row(heading, layout.STRETCH, self.spoken))
        shown = [box for box in view.boxes if box.involved or box.spoken]
        others = [box for box in view.boxes if box not in shown]
        for box in shown:
            self._add(AgencyBox(box, len(self.boxes) + 1))
        if others:
            more = LinkButton(f"{len(others)} more in the room", icon="plus")
            more.setObjectName("more-agencies")
            place = layout.column(gap=8)
            more.clicked.connect(lambda: self._show_others(more, place, others))
            self._down.addLayout(place)
            self._down.addLayout(layout.row(more, layout.STRETCH))
        self._down.addWidget(Hairline())
        self._add(AgencyBox(view.summary, 0))
        self._learning(view.line.id)
        self._count_spoken()

    def _show_others(self, more: LinkButton, place: QVBoxLayout, others: Sequence[DiscussionBox]) -> None:
        more.hide()
        for box in others:
            made = AgencyBox(box, len(self.boxes) + 1)
            self._bind(made)
            place.addWidget(made)
        tab_as_one_reads(self)

    def _add(self, box: AgencyBox) -> None:
        self._bind(box)
        self._down.addWidget(box)

    def _count_spoken(self) -> None:
        agencies = [box for box in self.boxes if box.key != SUMMARY]
        spoken = sum(bool(box.text) or box.nothing for box in agencies)
        if self.spoken is not None:
            self.spoken.say(f"{spoken} of {len(agencies)} have spoken")

    def _bind(self, box: AgencyBox) -> None:
        box.changed.connect(self._count_spoken)
        box.changed.connect(self.changed)
        box.left.connect(self.left)
        self.boxes.append(box)

    def _learning(self, line_id: str) -> None:
        link = LinkButton("Add a learning point")
        link.setObjectName("add-learning")
        self.learning = LearningAsk(line_id)
        self.learning.given.connect(self.learned)
        link.clicked.connect(self.learning.ask)
        self._down.addLayout(layout.row(link, layout.STRETCH))
        self._down.addWidget(self.learning)

    def _matter(self, view: LineView, people: Sequence[AttendeeView]) -> None:
        line = view.line
        if line.section == "confidentiality":
            self._sign_list(people)
        if line.section == "action_log":
            go = LinkButton("Go through the late actions", icon="tick-square")
            go.clicked.connect(self.actions_wanted)
            self._down.addLayout(layout.row(go, layout.STRETCH))
        self._down.addWidget(Label("For the minutes", "head"))
        self.matter_loaded = line.summary
        self.matter = NoteBox("What was said, or leave it empty", name=f"What was said: {line.title}", lines=4, most=14)
        self.matter.setObjectName("matter-note")
        self.matter.set_value(line.summary or None)
        self.matter.changed.connect(self.changed)
        self.matter.left.connect(self.left)
        self._down.addWidget(self.matter)
        self.matter_problem = ErrorLine()
        self._down.addWidget(self.matter_problem)
        self.matter.changed.connect(lambda: self.say_matter(""))
        if line.section == "last_minutes" and not line.summary:
            agreed = LinkButton("Agreed. No matters arising.")
            agreed.setObjectName("minutes-agreed")
            agreed.clicked.connect(lambda: self._say_agreed(agreed))
            self._down.addLayout(layout.row(agreed, layout.STRETCH))

    def say_matter(self, words: str) -> None:
        """Tell under the note of a matter why it cannot be kept as it stands."""
        if self.matter is not None and self.matter_problem is not None and words != self.matter_problem.words:
            say_beside(self.matter, self.matter_problem, words)

    def _say_agreed(self, link: LinkButton) -> None:
        link.hide()
        if self.matter is not None:
            self.matter.set_value("Agreed. No matters arising.")
            self.left.emit()

    def _sign_list(self, people: Sequence[AttendeeView]) -> None:
        present = [person for person in people if person.present]
        words = "The statement was read. Tick who has signed the sheet."
        self._down.addWidget(Label(words, "body", wrap=True))
        everyone = LinkButton("Everyone present has signed")
        everyone.setObjectName("all-signed")
        everyone.clicked.connect(lambda: self.signed.emit(tuple(person.id for person in present)))
        ticks = TickList([(person.id, f"{person.line}, {person.agency}") for person in present], name="Who has signed")
        ticks.set_value([person.id for person in present if person.signed])
        ticks.changed.connect(lambda: self.signed.emit(ticks.value() or ()))
        self._down.addWidget(ticks)
        self._down.addLayout(layout.row(everyone, layout.STRETCH))
        self._down.addWidget(Hairline())
