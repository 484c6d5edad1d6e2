"""Home: what the officer must know on opening the program. Every line leads to its screen."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.home import HomeView, LateThing, QueueLine
from hipdesk.model.panels.meetings import MeetingCard
from hipdesk.model.workdays import is_working_day
from hipdesk.services.home import home_view
from ui.context import Context
from ui.home.deadlines import day_words, steps_of
from ui.home.glance import GlancePanel
from ui.home.queue import Queue
from ui.home.ways import way_of, way_to_settle
from ui.routes import Route
from ui.shell.page import Page
from ui.style import icons, theme
from ui.style.tokens import BODY
from ui.widgets import drawn, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.deadline_track import DeadlineTrack
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Hairline, Label
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll import Scroll

SHOWS = frozenset(
    {
        "referral", "cases", "action", "action_update", "agency_return", "meeting", "meeting_step", "agenda_line",
        "hearing", "minutes_version", "draft", "setting", "status_change", "closure", "victim_outcome", "strand",
        "enforcement", "breach", "import_row",
    }
)  # fmt: skip


class Triangle(drawn.Painted):
    """The red mark before a sentence that says it is late."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(13), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = drawn.brush(self)
        side = now.px(13)
        icons.paint(painter, "glyph-triangle", 0, (now.line(BODY) - side) / 2, side, now.tokens.red.mark)
        painter.end()


class LateList(QWidget):
    """What is late, one sentence each with what can be done about it."""

    def __init__(self, go: "HomePage") -> None:
        super().__init__()
        self._page = go
        self._heading = Label("", "head")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.current().px(4))
        self.setLayout(layout.column(self._heading, self._lines, gap=6))

    def show_view(self, view: HomeView) -> None:
        """Show the sentences of a view."""
        self._heading.say(view.late_heading)
        layout.clear(self._lines)
        for at, thing in enumerate(view.late):
            self._lines.addLayout(self._line(at, thing))

    def _line(self, at: int, thing: LateThing) -> QVBoxLayout:
        link = LinkButton(thing.action, size=BODY)
        link.setObjectName(f"late-{at}")
        link.setAccessibleDescription(f"{thing.subject} {thing.words}")
        link.clicked.connect(lambda: self._page.go(way_to_settle(thing)))
        if theme.current().large:
            words = layout.row(Triangle(), Label(f"{thing.subject} {thing.words}", wrap=True), gap=8)
            words.setStretch(1, 1)
            return layout.column(words, layout.row(21, link, layout.STRETCH, gap=0), gap=0)
        return layout.column(
            layout.row(Triangle(), Label(thing.subject, "strong"), Label(thing.words), 4, link, layout.STRETCH, gap=4),
            gap=0,
        )


class HomePage(Page):
    """Header of the next panel, its deadlines, what is late; below, the queue and the quarter side by side."""

    help_topic = "home"
    shows = SHOWS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._panel: MeetingCard | None = None
        self._header = PageHeader("Home", ruled=False)
        self._returns = Button("Agency returns", icon="mail")
        self._prepare = Button("Prepare the panel", "primary", icon="calendar")
        for button in (self._returns, self._prepare):
            self._header.add_action(button)
        self._returns.setObjectName("agency-returns")
        self._prepare.setObjectName("prepare")
        self._track = DeadlineTrack(today=today(context.clock), working=is_working_day)
        self._late = LateList(self)
        self._queue = Queue()
        self._glance = GlancePanel()
        self._busy_view = self._lay_out()
        self._empty = self._make_empty()
        self._empty.hide()
        self._busy_view.hide()
        self.setLayout(layout.column(self._busy_view, self._empty, gap=0))
        self._queue.opened.connect(self._open_line)
        self._track.opened.connect(self._open_step)
        self._prepare.clicked.connect(self._prepare_or_plan)
        self._returns.clicked.connect(lambda: self._meeting("papers"))

    def _lay_out(self) -> QWidget:
        track = layout.row(self._track, margins=(6, 0, 16, 0))
        framed = layout.column(track, 14, self._late, gap=0, margins=(24, 2, 24, 14))
        queue = layout.row(self._queue, margins=(24, 16, 24, 8))
        glance = layout.row(self._glance, margins=(24, 16, 24, 8))
        if theme.current().large:
            lower = layout.column(queue, Hairline(), glance, gap=0)
            body = layout.column(self._header, framed, Hairline(), lower, layout.STRETCH, gap=0)
        else:
            across = layout.row(queue, Hairline(upright=True), glance, gap=0)
            across.setStretch(0, 56)
            across.setStretch(2, 63)
            body = layout.column(self._header, framed, Hairline(), across, gap=0)
            body.setStretch(3, 1)
        return Scroll(body, name="Home")

    def _make_empty(self) -> QWidget:
        first = Button("Log the first referral", "primary", icon="plus")
        book = Button("Import a workbook", icon="upload")
        plan = Button("Plan the meetings", icon="calendar")
        for name, button, route in (
            ("first-referral", first, Route("referral-form")),
            ("import", book, Route("import")),
            ("plan", plan, Route("meetings")),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, route=route: self.go(route))
        return EmptyState(
            "home",
            "An empty vault, ready to begin",
            "Home will show the next panel with its deadlines, what is late, and what waits for you. Begin with the "
            "first referral, or read in the workbook you have kept until now: nothing is written before you have seen "
            "it, and the import can be undone.",
            first,
            book,
            plan,
            hint="Agencies and the panel’s timetable are in Agencies and Settings.",
        )

    # Filling

    def open_route(self, _route: Route) -> None:
        self.reload(None)

    def reload(self, _changes: Changes | None) -> None:
        self.context.read(home_view, then=self._show, newest="home", owner=self)

    def _show(self, view: HomeView) -> None:
        empty = view.panel is None and not view.open_cases and not view.queue and not view.late
        self._empty.setVisible(empty)
        self._busy_view.setVisible(not empty)
        self._panel = view.panel
        self._show_panel(view)
        self._late.show_view(view)
        self._queue.show_lines(view.queue)
        self._glance.show_glance(view.glance, f"{view.today.day} {view.today:%B}")

    def _show_panel(self, view: HomeView) -> None:
        panel = view.panel
        self._returns.setVisible(panel is not None)
        self._track.setVisible(panel is not None)
        if panel is None:
            self._prepare.say("Plan the meetings")
            self._header.say("No panel is planned", "Plan the year’s meetings, and their deadlines stand here.")
            return
        self._prepare.say("Prepare the panel")
        chair = f"chair {panel.chair}" if panel.chair else ""
        cases = f"{panel.cases} case{'' if panel.cases == 1 else 's'}"
        planned = f"{view.minutes_planned} of {view.minutes_slot} minutes planned" if panel.cases else ""
        parts = (panel.line, chair, cases if panel.cases else "nothing on the agenda yet", planned)
        kind = "Urgent meeting" if panel.kind == "urgent" else "Panel"
        line = panel.line if theme.current().large else " · ".join(part for part in parts if part)
        self._header.say(f"{kind} of {day_words(panel.held_on)}", line)
        self._track.show_steps(steps_of(view, panel), view.today)

    # Going

    def go(self, route: Route) -> None:
        """To another screen."""
        self.context.routes.go(route)

    def panes(self) -> list[QWidget]:
        return [self._header, self._queue]

    def first_focus(self) -> QWidget | None:
        return self._prepare

    def _open_line(self, line: QueueLine) -> None:
        self.go(way_of(line))

    def _open_step(self, code: str) -> None:
        papers = ("names_list", "returns_due", "papers_out")
        after = ("action_slips", "draft_minutes", "minutes_agreed")
        self._meeting("papers" if code in papers else "minutes" if code in after else "prepare")

    def _meeting(self, page: str) -> None:
        if self._panel is not None:
            self.go(Route.to("meeting", id=self._panel.id, page=page))

    def _prepare_or_plan(self) -> None:
        if self._panel is None:
            self.go(Route("meetings"))
        else:
            self._meeting("prepare")
