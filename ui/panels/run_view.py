"""The running panel: the agenda at the left, the case and what is said in the middle, the decision at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.clock import local_time, today
from hipdesk.model.panels.agendas import AgendaLineView, AgendaView
from hipdesk.model.panels.attendance import AttendanceView, AttendeeView
from hipdesk.model.panels.day import FinishLine, LineView, PanelChoices, StartLine
from hipdesk.model.panels.meetings import MeetingCard
from hipdesk.services import agendas, attendance, hearings, panel_day
from ui.context import Context
from ui.panels.leave_bar import LeaveBar
from ui.panels.line_keeper import LineKeeper
from ui.panels.newcomer_bar import NewcomerBar
from ui.panels.projector import Projector
from ui.panels.run_boxes import RunMiddle
from ui.panels.run_decision import RunDecision
from ui.panels.run_doings import RunDoings
from ui.panels.run_top import RunBottom, RunTop
from ui.panels.timekeeper import Timekeeper
from ui.parts.marking import let_mark
from ui.style import theme
from ui.widgets import british_dates, layout
from ui.widgets.columns import Columns
from ui.widgets.labels import Ground
from ui.widgets.rail import Rail, RailRow
from ui.widgets.reading_order import tab_as_one_reads

_GLYPHS = {"heard": ("glyph-done", "green"), "noted": ("glyph-done", "green"), "carried": ("arrow-right", "amber")}


class RunView(Ground):
    """``full_wanted`` by F11; ``close_wanted`` when the person is done with the last line."""

    full_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("surface")
        self.setObjectName("run-view")
        self.context = context
        self.card: MeetingCard | None = None
        self.agenda: AgendaView | None = None
        self.people: tuple[AttendeeView, ...] = ()
        self.choices: PanelChoices | None = None
        self.current = ""
        self.shown: LineView | None = None
        self._projector: Projector | None = None
        self.top, self.bottom, self.rail = RunTop(), RunBottom(), Rail(name="Agenda")
        self.rail.setObjectName("run-rail")
        self.middle = RunMiddle()
        self.decision = RunDecision(lambda: today(context.clock))
        self.leave_bar, self.newcomer = LeaveBar(), NewcomerBar()
        self.keeper = LineKeeper(context, self.middle, self.decision, self)
        self.time = Timekeeper(context.clock, self)
        let_mark(context, self, lambda: (self.shown.line.case_id or "") if self.shown else "")
        self.doings = RunDoings(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        panes = (self.rail, *_panes(self.middle, self.decision))
        self.columns = Columns(panes, (256, 0, 344), names=("Agenda", "Discussion", "Decision"), main=1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        for bar in (self.top, self.leave_bar, self.newcomer):
            down.addWidget(bar)
        down.addWidget(self.columns, 1)
        down.addWidget(self.bottom)

    def _connect(self) -> None:
        self.top.full.clicked.connect(self.full_wanted)
        self.top.pause.clicked.connect(self._pause)
        self.top.projector.clicked.connect(self._turn_projector)
        self.top.close_meeting.clicked.connect(self._ask_close)
        self.bottom.previous.clicked.connect(lambda: self.step(-1))
        self.bottom.next.clicked.connect(lambda: self.step(1))
        self.rail.opened.connect(self.go_to)
        self.leave_bar.confirmed.connect(self._start)
        self.keeper.kept.connect(self._say_kept)
        self.time.ticked.connect(self._show_time)

    @property
    def running(self) -> bool:
        """Whether the meeting is open now, rather than being minuted afterwards."""
        return self.card is not None and self.card.status == "planned" and self.card.opened_at is not None

    @property
    def lines(self) -> tuple[AgendaLineView, ...]:
        """The agenda as it stands."""
        return self.agenda.lines if self.agenda else ()

    def show_meeting(self, card: MeetingCard, line: str = "") -> None:
        """Show a meeting, at a line when given."""
        if self.card is None or self.card.id != card.id:
            self.current, self.shown = "", None
        self.card = card
        self.decision.held_on = card.held_on
        if line:
            self.current, self.shown = line, None
        self.top.show_meeting(f"Panel, {british_dates.long(card.held_on)}", "")
        self.top.show_running(self.running)
        self.bottom.show_hybrid(online=card.online)
        self.load()

    def load(self) -> None:
        """Read agenda, people and what may be chosen; and the line anew, leaving what is typed."""
        if self.card is None:
            return
        key, read = self.card.id, self.context.read
        read(panel_day.panel_choices, key, then=self._take_choices, newest="run-choices")
        read(attendance.attendance_view, key, then=self._take_people, newest="run-people")
        read(agendas.agenda_view, key, then=self._take_agenda, newest="run-agenda")
        if self.shown is not None:
            read(panel_day.line_again, self.current, then=self._freshen, newest="run-line")

    def go_to(self, line_id: str) -> None:
        """Turn to another line: what was written is kept, the one before is finished."""
        if line_id == self.current and self.shown is not None:
            return
        self.keeper.commit()
        if self.running and self.current and self.shown is not None:
            done = FinishLine(line_id=self.current, seconds=self.time.stop())
            self.context.do(hearings.finish_line, done, owner=self)
        self.current, self.shown = line_id, None
        self.leave_bar.leave()
        self.context.open(panel_day.line_view, line_id, then=self._take_line)

    def step(self, by: int) -> None:
        """To the next line or the one before; after the last the meeting may be closed."""
        ids = [line.id for line in self.lines]
        at = ids.index(self.current) + by if self.current in ids else 0
        if 0 <= at < len(ids):
            self.go_to(ids[at])
        elif at >= len(ids) and self.running:
            self._ask_close()

    def keep(self) -> None:
        """Keep what was typed; the clock stands still."""
        self.keeper.flush()
        self.time.stop()
        if self._projector is not None:
            self._projector.close()
            self._projector = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top.show_room(self.width())
        self.bottom.show_room(self.width())

    def first_focus(self) -> QWidget | None:
        """Where typing begins."""
        return self.middle.first_box() or self.rail

    def _take_choices(self, choices: PanelChoices) -> None:
        if self.choices != choices:
            self.choices = choices
            self.decision.show_choices(choices)
            self.decision.quick.show_agencies(choices.agencies)
            self.bottom.show_marking(choices.marking)
            if self.shown is not None:
                self.decision.show_line(self.shown)

    def _take_people(self, view: AttendanceView) -> None:
        self.people = view.people
        self.bottom.show_people(view.people, view.quorum)

    def _take_agenda(self, view: AgendaView) -> None:
        self.agenda = view
        if self.shown is None:
            wanted = self.current or _first_open(view)
            self.current = ""
            if wanted:
                self.go_to(wanted)
        self._show_rail()

    def _take_line(self, view: LineView) -> None:
        if view.line.id != self.current:
            return
        must = view.must_leave if self.running else ()
        self.middle.setVisible(not must)
        self.decision.setVisible(not must)
        if must:
            self.leave_bar.ask(must)
            self._show_rail()
            return
        self._show_line(view)
        if self.running:
            self.context.do(hearings.start_line, StartLine(line_id=view.line.id), owner=self)
            self.time.begin(view.line.seconds_used)

    def _start(self, left: tuple[str, ...]) -> None:
        """Those who must leave have left: the line begins."""
        line = self.current

        def begun(_none: None) -> None:
            self.leave_bar.leave()
            self.context.read(panel_day.line_again, line, then=self._take_started)

        self.context.do(hearings.start_line, StartLine(line_id=line, left=left), then=begun, owner=self)

    def _take_started(self, view: LineView) -> None:
        if view.line.id == self.current:
            self.middle.show()
            self.decision.show()
            self._show_line(view)
            self.time.begin(view.line.seconds_used)

    def _show_line(self, view: LineView) -> None:
        self.shown = view
        self.middle.show_line(view, self.people)
        self.decision.show_line(view)
        self.decision.setVisible(view.case is not None or view.line.place != "opening")
        self.keeper.begin(view)
        self._show_rail()
        self._show_time()
        tab_as_one_reads(self)
        box = self.middle.first_box()
        if box is not None and self.isVisible():
            box.setFocus()

    def _freshen(self, view: LineView) -> None:
        if self.shown is not None and view.line.id == self.current:
            self.shown = view
            self.middle.freshen(view)
            self.decision.freshen(view)
            tab_as_one_reads(self)

    def _show_rail(self) -> None:
        self.rail.show_rows([_row(line, here=line.id == self.current) for line in self.lines])
        self.rail.go_to(self.current)
        line = next((each for each in self.lines if each.id == self.current), None)
        if line is not None and self.card is not None:
            self.top.show_meeting(
                f"Panel, {british_dates.long(self.card.held_on)}", f"Item {line.number} of {len(self.lines)}"
            )
            if self._projector is not None:
                self._projector.show_line(line, len(self.lines))
        at = self.lines.index(line) if line in self.lines else -1
        self.bottom.previous.setEnabled(at > 0)
        following = self.lines[at + 1] if 0 <= at + 1 < len(self.lines) else None
        self.bottom.next.say(f"Next: {following.initials or following.short}" if following else "Close the meeting")
        self.bottom.next.setEnabled(following is not None or self.running)

    def _show_time(self) -> None:
        line = next((each for each in self.lines if each.id == self.current), None)
        if line is None:
            return
        opened = self.card.opened_at if self.card else None
        behind = self.time.behind(self.lines, self.current, opened) if self.running else 0
        seconds = self.time.seconds if self.running else line.seconds_used
        self.top.show_time(self.time.now(), seconds, line.minutes, behind)

    def _pause(self) -> None:
        self.time.paused = not self.time.paused
        self.top.pause.say("Go on" if self.time.paused else "Pause")

    def _turn_projector(self) -> None:
        if self._projector is not None:
            self._projector.close()
            self._projector = None
        elif self.shown is not None:
            self._projector = Projector(self)
            self._projector.destroyed.connect(self._projector_gone)
            self._projector.show_line(self.shown.line, len(self.lines))
            self._projector.show()

    def _projector_gone(self) -> None:
        self._projector = None

    def _ask_close(self) -> None:
        self.keeper.commit()
        if self.current and self.shown is not None:
            done = FinishLine(line_id=self.current, seconds=self.time.stop())
            self.context.do(hearings.finish_line, done, owner=self)
        self.close_wanted.emit()

    def _say_kept(self) -> None:
        self.bottom.show_kept(f"Kept {local_time(self.context.clock):%H:%M}")


def _panes(*parts: QWidget) -> list[QWidget]:
    """At large text one pane shows at a time, and what shows and hides within one must not bring it to the front."""
    return [layout.held(layout.column(part, gap=0)) for part in parts] if theme.current().large else list(parts)


def _first_open(view: AgendaView) -> str:
    for wanted in ("open", "planned"):
        found = next((line.id for line in view.lines if line.state == wanted), "")
        if found:
            return found
    return view.lines[0].id if view.lines else ""


def _row(line: AgendaLineView, *, here: bool) -> RailRow:
    icon, tone = ("play", "accent") if here else _GLYPHS.get(line.state, ("glyph-ring", "grey"))
    used = line.seconds_used // 60
    right = f"{used} of {line.minutes}" if used or line.finished else str(line.minutes)
    name = f"{line.number}  {line.initials or line.short}"
    kind = f"{name}  {line.kind_words}" if line.kind_words and here else name
    leaves = f"{', '.join(line.leaves)} leaves" if line.leaves and not line.finished else ""
    return RailRow(line.id, kind, leaves, icon, tone, right=right)
