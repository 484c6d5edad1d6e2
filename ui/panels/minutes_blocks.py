"""The minutes as they read, as blocks on a sheet: what a check or a correction speaks of bears its number."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from hipdesk.model.panels.minutes import MinutedAction, MinutedCase, MinutedSection, MinutesView
from ui.style import theme
from ui.style.tokens import HINT, PAGE_CORNER
from ui.widgets import british_dates, chips, drawn, layout
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Hairline, Label

Marks = Mapping[str, Sequence[tuple[str, str]]]
"""Place ("Attendance", "Item 6") to the marks that stand there: (number, tone)."""


class Mark(drawn.Painted):
    """A number in a square that joins a place in the minutes to what is said of it."""

    def __init__(self, number: str, tone: str) -> None:
        super().__init__()
        self._number, self._tone = number, tone
        self.setAccessibleName(f"Mark {number}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.current().px(18)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        tone = now.tokens.tone(self._tone)
        ink = now.tokens.on_accent if now.tokens.high_contrast else tone.ground
        rect = QRectF(self.rect())
        drawn.box(painter, rect, now.px(3) if self._tone != "blue" else rect.height() / 2, tone.ink)
        drawn.text(painter, rect, self._number, ink, HINT, bold=True, align=drawn.CENTRE)
        painter.end()


class Sheet(drawn.Painted):
    """A white sheet with a hairline around it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        drawn.box(painter, QRectF(self.rect()), now.px(PAGE_CORNER) / 2, now.tokens.surface, now.tokens.line)
        painter.end()


class Tinted(QWidget):
    """A row on the ground of a tone, where something is to be put right."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self._tone = tone

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        painter.fillRect(self.rect(), QColor(theme.current().tokens.tone(self._tone).ground))
        painter.end()


class MinutesSheet(Sheet):
    """Everything the minutes say, in order; ``places`` are the blocks by place, to scroll to."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, QWidget] = {}
        self._down = QVBoxLayout(self)
        px = theme.current().px
        self._down.setContentsMargins(px(36), px(18), px(36), px(36))
        self._down.setSpacing(px(5))

    def show_minutes(self, view: MinutesView, marking: str, marks: Marks) -> None:
        """Show these minutes, marked."""
        layout.clear(self._down)
        self.places = {}
        head = Label(marking, "marking")
        head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._down.addWidget(head)
        day = british_dates.long(view.day)
        state = f"Version {view.version}" if view.state == "agreed" else f"Draft {view.version}, not yet agreed"
        title = Label(f"{view.panel_name}, minutes of {day}", "second")
        self._down.addLayout(layout.row(title, layout.STRETCH, Label(state, "second")))
        self._down.addWidget(Hairline(strong=True))
        self._attendance(view, marks)
        self._confidentiality(view)
        self._log(view)
        for section in view.sections:
            self._section(section, view, marks)
        if view.corrections:
            self._heading("Corrections since agreement", "")
            for each in view.corrections:
                said = f"{each.place}: “{each.said}” should read “{each.now_says}” ({each.asked_by})"
                self._down.addWidget(Label(said, "body", wrap=True))

    def _heading(self, words: str, after: str, marks: Sequence[tuple[str, str]] = ()) -> QWidget:
        row = layout.row(Label(words, "head"), Label(after, "lead"), *(Mark(*mark) for mark in marks), gap=8)
        row.addStretch(1)
        held = layout.held(row)
        self._down.addSpacing(theme.current().px(8))
        self._down.addWidget(held)
        return held

    def _pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        grid = QGridLayout()
        px = theme.current().px
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(3))
        grid.setColumnMinimumWidth(0, px(150))
        grid.setColumnStretch(1, 1)
        for at, (strong, words) in enumerate(rows):
            label = Label(strong, "strong", wrap=True)
            label.setFixedWidth(px(150))
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(words, "body", wrap=True), at, 1)
        self._down.addLayout(grid)

    def _attendance(self, view: MinutesView, marks: Marks) -> None:
        heading = self._heading("1  Attendance", f"{len(view.people)} present", marks.get("Attendance", ()))
        self.places["Attendance"] = heading
        told = []
        for person in view.people:
            who = f"{person.name} for {person.deputy_for}" if person.deputy_for else person.name
            signed = "" if person.signed else "; not signed"
            stay = "" if person.in_room == "Throughout" else f"; {person.in_room[:1].lower()}{person.in_room[1:]}"
            told.append((person.agency or "Observer", f"{who}{', chair' if person.chair else ''}{stay}{signed}"))
        self._pairs(told)
        if view.quorum:
            self._down.addWidget(Label(view.quorum, "quiet", wrap=True))
        if view.apologies:
            words = "; ".join(f"{each.agency or each.name} ({each.words})" for each in view.apologies)
            self._down.addWidget(Label(f"Apologies: {words}.", "quiet", wrap=True))

    def _confidentiality(self, view: MinutesView) -> None:
        self._heading("2  Confidentiality and interests", "")
        self._down.addWidget(Label(view.statement, "body", wrap=True))
        for each in view.interests:
            out = f" Left {each.left_at:%H:%M}" if each.left_at else ""
            back = f", back {each.back_at:%H:%M}." if each.back_at else "." if out else ""
            words = f"{each.who}, {each.reference}: {each.nature}. {each.ruling}.{out}{back}"
            self._down.addWidget(Label(words, "body", wrap=True))
        previous = f"3  Minutes of {british_dates.long(view.previous_day)}" if view.previous_day else "3  Last minutes"
        self._heading(previous, "")
        self._down.addWidget(Label(view.previous_words or "Not recorded.", "body", wrap=True))

    def _log(self, view: MinutesView) -> None:
        log = view.log
        self._heading("4  Action log", f"{log.open_before} open, {log.due} due, {log.completed} done")
        kinds = {
            "changed": "Circumstances changed",
            "failed": "Not done by the agency",
            "carried": "Carried forward",
            "left": "Still to be done",
        }
        for each in log.entries:
            words = f"{each.number} {each.wording} ({each.owner}). {kinds[each.kind]}: {each.why}"
            self._down.addWidget(Label(words, "body", wrap=True))

    def _section(self, section: MinutedSection, view: MinutesView, marks: Marks) -> None:
        title = f"{section.number}  {section.title}"
        place = f"Section {section.number}, {section.title}"
        public = "may be quoted in the public report" if section.code == "learning" else ""
        here = [*marks.get(place, ()), *(marks.get("Good practice and learning", ()) if public else ())]
        if section.actions:
            here += marks.get("General actions", ())
        self.places[place] = self._heading(title, public, here)
        if section.code == "learning":
            self.places["Good practice and learning"] = self.places[place]
        if section.actions:
            self.places.setdefault("General actions", self.places[place])
        for case in section.cases:
            self._case(case, marks)
        texts = [section.text, *(view.learning if section.code == "learning" else ())]
        for text in texts:
            if text:
                self._tinted(text, "amber" if here else "")
        if not section.cases and not any(texts):
            self._down.addWidget(Label("None.", "quiet"))
        self._actions(section.actions, [])

    def _tinted(self, text: str, tone: str) -> None:
        label = Label(text, "body", wrap=True)
        if not tone:
            self._down.addWidget(label)
            return
        ground = Tinted(tone)
        ground.setLayout(layout.row(label, margins=(8, 4, 8, 4)))
        self._down.addWidget(ground)

    def _case(self, case: MinutedCase, marks: Marks) -> None:
        here = marks.get(f"Item {case.number}", ())
        shown = [chips.risk(case.band, "" if case.score is None else case.score)] if case.band else []
        strands = ", ".join(case.strands)
        words = Label(f"{case.reference}, {case.initials}", "head")
        row = layout.row(words, Label(strands, "lead"), ChipLabel(*shown), *(Mark(*mark) for mark in here), gap=8)
        row.addStretch(1)
        held = layout.held(row)
        self.places[f"Item {case.number}"] = held
        self._down.addSpacing(theme.current().px(6))
        self._down.addWidget(held)
        self._pairs([(each.agency, each.text or "Nothing held.") for each in case.information])
        risk = " ".join(part for part in (case.risk_agreed, case.risk_words, case.summary) if part)
        if risk and case.state == "heard":
            self._pairs([("Risk agreed", risk)])
        decision = " ".join(part for part in (case.decision_label, case.decision_words) if part)
        if decision:
            self._pairs([("Decision", f"{decision}.".replace("..", "."))])
        else:
            ground = Tinted("red")
            ground.setLayout(layout.row(Label("Decision", "strong"), Label("None written.", "quiet"), layout.STRETCH))
            self._down.addWidget(ground)
        self._actions(case.actions, here)
        if case.told_by:
            by = f" by {british_dates.long(case.told_by_day)}" if case.told_by_day else ""
            unsaid = f" Not to be said: {case.unsaid}." if case.unsaid else ""
            self._pairs([("Told", f"{case.initials} by {case.told_by}{by}.{unsaid}")])
        for move in case.moves:
            self._down.addWidget(Label(f"{move.at:%H:%M}  {move.words}", "second", wrap=True))

    def _actions(self, actions: Sequence[MinutedAction], marks: Sequence[tuple[str, str]]) -> None:
        for action in actions:
            due = british_dates.short(action.due_on) if action.due_on else action.due_words or "No date"
            number = Label(action.number, "second")
            number.setMinimumWidth(theme.current().px(56))
            wording = Label(action.wording, "body", wrap=True)
            owner = Label(action.owner or "No one", "body", tone="" if action.owner else "red")
            row = layout.row(number, gap=8, margins=(4, 3, 4, 3))
            row.addWidget(wording, 3)
            row.addWidget(owner, 1)
            row.addWidget(Label(due, "body"))
            ground = Tinted("red") if not action.owner or not (action.due_on or action.due_words) else QWidget()
            ground.setLayout(row)
            self._down.addWidget(Hairline())
            self._down.addWidget(ground)
        if actions and not marks:
            self._down.addWidget(Hairline())
