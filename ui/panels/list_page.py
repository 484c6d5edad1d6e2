"""The list of meetings: those to come and those past, and planning more."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.desk import Desk
from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.panels.meetings import MeetingLine, MeetingYear, PlanMeeting, PlanMeetings
from hipdesk.services import meetings, panels
from ui.context import Context
from ui.panels.strips import MeetingStrip
from ui.panels.undoing import tell_planned
from ui.parts.case_words import full_day
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.style.tokens import MARGIN
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.cells import Cell, Shown
from ui.widgets.empty import EmptyState
from ui.widgets.page_header import PageHeader
from ui.widgets.table_model import Column, LazyTableModel, Order
from ui.widgets.table_view import TableView
from ui.widgets.tabs import Tab, TabBar

_STATES = {
    "none": ("grey", "glyph-none"),
    "draft": ("grey", "glyph-dashed"),
    "chair": ("blue", "glyph-half"),
    "agreed": ("green", "glyph-done"),
}


def _state(line: MeetingLine) -> Shown:
    if line.status in ("cancelled", "postponed"):
        return Cell(chips=(chips.noted("grey", "glyph-declined", line.status_words),))
    if line.status == "planned":
        return Cell(chips=(chips.noted("blue", "glyph-half", "Planned"),))
    tone, glyph = _STATES[line.minutes_state]
    return Cell(chips=(chips.noted(tone, glyph, f"Minutes: {line.minutes_words.lower()}"),))


def _some(count: int) -> str:
    return str(count) if count else ""


_COLUMNS: tuple[Column[MeetingLine], ...] = (
    Column("day", "Day", lambda line: Cell(full_day(line.held_on), bold=True), 170),
    Column("starts", "Starts", lambda line: f"{line.starts_at:%H:%M}" if line.starts_at else "", 60),
    Column("kind", "Kind", lambda line: line.kind_words, 130, drop=2),
    Column("place", "Place", lambda line: line.place, 220, stretch=True, drop=4),
    Column("cases", "Cases", lambda line: _some(line.cases), 60, right=True),
    Column("heard", "Heard", lambda line: _some(line.heard), 60, right=True, drop=3),
    Column("present", "Present", lambda line: _some(line.present), 70, right=True, drop=3),
    Column("state", "State", _state, 210),
)


class MeetingsPage(Page):
    """Meetings to come or past."""

    help_topic = "meetings"
    shows = frozenset({"meeting", "agenda_line", "attendance", "minutes_version"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("meetings-page")
        self._coming = True
        self.header = PageHeader("Meetings", " ", ruled=False)
        self.plan_year = Button("Plan the next 12 months", icon="calendar")
        self.plan_year.setObjectName("plan-year")
        self.plan_one = Button("Plan a meeting", "primary", icon="plus", key="Ctrl+Enter")
        self.plan_one.setObjectName("plan-one")
        self.header.add_action(self.plan_year)
        self.header.add_action(self.plan_one)
        self.tabs = TabBar([Tab("coming", "To come"), Tab("past", "Past")], name="Which meetings")
        self.strip = MeetingStrip(lambda: today(context.clock))
        self.model: LazyTableModel[MeetingLine] = LazyTableModel(
            _COLUMNS, context.source(self, self._read), lambda line: line.id
        )
        self.table = TableView(self.model, name="Meetings")
        self.table.setObjectName("meetings-table")
        self.empty = self._empty()
        self._lay_out()
        self._connect()

    def _empty(self) -> EmptyState:
        plan = Button("Plan the next 12 months", "primary", icon="calendar")
        plan.clicked.connect(self._plan_year)
        words = "Meetings follow the panel’s rule, with deadlines around them. An urgent one can be called any day."
        return EmptyState("calendar", "No meeting is planned", words, plan, hint="The rule is in Settings, Panel.")

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.header)
        down.addLayout(layout.row(self.tabs, layout.STRETCH, margins=(14, 0, MARGIN, 4)))
        down.addWidget(self.strip)
        down.addWidget(self.table, 1)
        down.addWidget(self.empty, 1)
        self.empty.hide()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose)
        self.table.opened.connect(lambda key: self.context.routes.go(Route.to("meeting", id=str(key))))
        self.model.counted.connect(self._counted)
        self.plan_year.clicked.connect(self._plan_year)
        self.plan_one.clicked.connect(self.strip.ask_plan)
        self.strip.planned.connect(self._plan)

    def open_route(self, route: Route) -> None:
        """Show meetings to come, or ``tab="past"``."""
        self._choose(route.get("tab", "coming" if self._coming else "past"))

    def remember(self) -> Memory:
        """Which tab."""
        return {"tab": "coming" if self._coming else "past"}

    def restore(self, memory: Memory) -> None:
        """Back to the tab."""
        self._choose(str(memory.get("tab", "coming")))

    def reload(self, _changes: Changes | None) -> None:
        """Read anew."""
        self.model.reload()
        self._count()

    def panes(self) -> list[QWidget]:
        """Tabs and table."""
        return [self.tabs, self.table]

    def first_focus(self) -> QWidget | None:
        """The table."""
        return self.table

    def _choose(self, name: str) -> None:
        self._coming = name != "past"
        self.tabs.go_to("coming" if self._coming else "past")
        self.model.reload()
        self._count()

    def _count(self) -> None:
        def say(year: MeetingYear) -> None:
            self.header.say("Meetings", year.words)

        self.context.read(meetings.meeting_year, then=say, newest="meeting-year")

    def _read(self, _order: Order, first: int, many: int) -> tuple[int, Sequence[MeetingLine]]:
        desk: Desk = self.context.desk
        page = desk.read(meetings.list_meetings, self._coming, first, many)
        return page.total, page.rows

    def _counted(self, total: int) -> None:
        self.table.setVisible(total > 0 or not self._coming)
        self.empty.setVisible(total == 0 and self._coming)

    def _plan_year(self) -> None:
        def planned(made: tuple[str, ...]) -> None:
            tell_planned(self.context, made)

        self.context.do(panels.plan_meetings, PlanMeetings(months=12), then=planned, owner=self)

    def _plan(self, command: PlanMeeting) -> None:
        def made(key: str) -> None:
            tell_planned(self.context, (key,))
            self.context.routes.go(Route.to("meeting", id=key))

        self.strip.answer(self.context, panels.plan_meeting, command, then=made)
