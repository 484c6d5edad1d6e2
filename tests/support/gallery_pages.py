"""Pages of the gallery that show the larger widgets: track, table, inbox, timeline, empty page, rails."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from ui.widgets import chips, layout
from ui.widgets.banner import Banner, Toast
from ui.widgets.bars import Bar, Bars, PairBar
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.cells import Cell
from ui.widgets.chips import ChipLabel
from ui.widgets.columns import Columns
from ui.widgets.deadline_track import DeadlineTrack, Step
from ui.widgets.empty import EmptyState
from ui.widgets.filters import DecisionBar, FilterPill, TickedBar
from ui.widgets.header_strip import HeaderStrip
from ui.widgets.labels import Ground, Label
from ui.widgets.note_box import NoteBox
from ui.widgets.page_header import PageHeader
from ui.widgets.rail import Rail, RailRow
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Group, Line
from ui.widgets.scroll import Scroll
from ui.widgets.spark import Spark
from ui.widgets.table_model import Column, LazyTableModel, at_once
from ui.widgets.table_view import TableView
from ui.widgets.tabs import Tab, TabBar
from ui.widgets.text_field import TextField
from ui.widgets.timeline import Day, Moment, Timeline


def home() -> QWidget:
    """The track of deadlines and the small charts."""
    page = Ground()
    header = PageHeader("Panel of Thursday 10 December", "10:00 to 12:00, Civic Centre · 9 cases", ruled=False)
    header.add_action(Button("Agency returns", icon="mail"))
    header.add_action(Button("Prepare the panel", "primary", icon="calendar"))
    due = chips.noted("blue", "glyph-square", "Not due", size=12)
    done = chips.noted("green", "glyph-done", "Closed, 4 new cases", size=12)
    steps = [
        Step("a", "Referrals close", date(2026, 11, 26), "M−10", done, "Later ones: January", "done"),
        Step("b", "Names list", date(2026, 11, 30), "M−8", done, "On time, 16:10", "done"),
        Step(
            "c",
            "Returns due",
            date(2026, 12, 4),
            "M−4",
            chips.noted("amber", "glyph-diamond", "7 of 12 agencies in", size=12),
            "2 working days left",
            "soon",
            "amber",
        ),
        Step("d", "Papers out", date(2026, 12, 7), "M−3", due, "Agenda, 9 case papers"),
        Step("e", "Panel", date(2026, 12, 10), "10:00", due, "Committee Room 2", "meeting"),
        Step("f", "Action slips", date(2026, 12, 11), "M+1", due, "To each owner"),
        Step("g", "Draft minutes", date(2026, 12, 17), "M+5", due, "To the chair"),
        Step("h", "Minutes agreed", date(2026, 12, 24), "M+10", due, "Office shuts at noon"),
    ]
    track = DeadlineTrack(steps, today=date(2026, 12, 2), working=lambda day: day.weekday() < 5)
    queue = RowList(name="My queue", margin=0)
    queue.show_rows(
        [
            Line("r", "Referrals to triage", second="Oldest: HIP/2026-27/0039", right=chips.rag("soon", "Due today")),
            Line("a", "Actions overdue in 3 agencies", second="Riverside 3", right=chips.rag("late", "11 days late")),
        ]
    )
    months = [
        Bar("Jul", 4, False),
        Bar("Aug", 3, False),
        Bar("Sep", 6, False),
        Bar("Oct", 7, gap=True),
        Bar("Nov", 7),
        Bar("Dec", None),
    ]
    glance = layout.held(
        layout.column(
            Label("This quarter at a glance", "head"),
            Bars(months, name="Referrals"),
            PairBar(0.92, 1.0, 1.0, name="Heard when due 92%"),
            PairBar(0.82, 0.74, 0.9, name="Actions on time 82%"),
            layout.STRETCH,
            margins=(24, 16, 24, 16),
        )
    )
    left = layout.held(layout.column(Label("My queue", "head"), queue, margins=(24, 16, 24, 0)))
    under = layout.column(
        layout.row(track, margins=(24, 0, 24, 0)),
        Columns([left, glance], [560, 0], names=("My queue", "This quarter")),
        gap=0,
    )
    page.setLayout(layout.column(header, Scroll(under, name="Home"), gap=0))
    return page


@dataclass(frozen=True)
class Case:
    """A row for the table."""

    reference: str
    initials: str
    level: str
    score: int
    status: str
    heard: int


def _cases() -> list[Case]:
    levels = ("high", "medium", "standard")
    states = ("listed", "heard", "monitoring", "reopened", "closed")
    return [
        Case(f"HIP/2026-27/{at:04}", "R.B.", levels[at % 3], 38 - at % 30, states[at % 5], at % 4)
        for at in range(1, 400)
    ]


def table() -> QWidget:
    """A lazy table with tabs, filters and ticks."""
    page = Ground()
    columns: list[Column[Case]] = [
        Column("reference", "Reference", lambda case: Cell(case.reference, bold=True), 130, "reference"),
        Column("initials", "Initials", lambda case: case.initials, 80, drop=3),
        Column("risk", "Risk", lambda case: chips.risk(case.level, case.score), 110, "score"),
        Column("trend", "", lambda case: chips.trend("rising" if case.level == "high" else "level"), 60),
        Column("status", "Status", lambda case: chips.status(case.status), 110),
        Column("heard", "Heard", lambda case: case.heard, 50, "heard", right=True, drop=2),
        Column(
            "actions",
            "Actions",
            lambda _case: Cell(
                "5 open", (chips.noted("red", "glyph-triangle", "2 late", bold=True, size=12),), chips_first=False
            ),
            140,
        ),
        Column(
            "flags",
            "Flags",
            lambda _case: Cell(chips=(chips.care("child"), chips.care("not_aware"))),
            150,
            stretch=True,
        ),
    ]
    model = LazyTableModel(columns, at_once(_cases()), lambda case: case.reference, ticks=True)
    view = TableView(model, name="Cases")
    model.setParent(view)
    model.reload()
    view.setCurrentIndex(model.index(1, 0))
    header = PageHeader("Cases", ruled=False)
    header.add_action(Button("Export list", icon="download"))
    header.add_action(Button("New case", icon="plus"))
    tabs = TabBar([Tab("open", "Open", "23"), Tab("heard", "Heard on 10 December", "9"), Tab("all", "All", "118")])
    status = FilterPill("Status", [("open", "Open")])
    status.set_value("open")
    narrow = TextField("Narrow this list", icon="filter", key="Ctrl+F", width=18)
    filters = layout.row(
        narrow, 8, status, FilterPill("Lead", []), FilterPill("Strand", []), layout.STRETCH, margins=(24, 8, 24, 4)
    )
    bar = TickedBar(Button("Done", "strong", icon="tick", small=True), Button("New date", icon="calendar", small=True))
    bar.show_count(2)
    page.setLayout(layout.column(header, layout.row(tabs, margins=(14, 0, 24, 0)), filters, view, bar, gap=0))
    return page


def inbox() -> QWidget:
    """The inbox beside a case with its strip, tabs and timeline."""
    rows = RowList(name="Referrals")
    rows.show_rows(
        [
            Group("To triage", "3, target 3 working days"),
            Line(
                "41",
                "HIP/2026-27/0041",
                "S.Q.",
                chips=(chips.rag("late", "Urgent"),),
                right="Today 09:12",
                second="Beacon Disability Advocacy · Quayside",
                third="Disability, Race",
                third_chips=(chips.risk("high", 34),),
                third_right="0 of 3 days",
                of=3,
            ),
            Line(
                "40",
                "HIP/2026-27/0040",
                "Ł.W.",
                right="Mon 30 Nov",
                second="Marlbridge Homes · Tanners",
                third="Sexual orientation",
                third_chips=(chips.risk("medium", 21),),
                third_right="2 of 3 days",
                used=2,
                of=3,
            ),
            Line(
                "39",
                "HIP/2026-27/0039",
                "F.H.",
                right="Fri 27 Nov",
                second="Lea Bank Library · Lea Bank",
                third="Religion",
                third_chips=(chips.risk("standard", 15),),
                third_right=Cell("Due today", bold=True, tone="amber"),
                used=3,
                of=3,
            ),
            Group("Decided since the last panel", "8"),
            Line("38", "HIP/2026-27/0038", "M.T.", right=chips.status("listed", "Accepted, listed 10 Dec")),
            Line("36", "HIP/2026-27/0036", "G.M.", right=chips.status("declined", "Declined, advice given")),
        ]
    )
    rows.go_to("40")
    strip = HeaderStrip()
    strip.show_first(
        Label("HIP/2026-27/0022", "title"),
        Label("R.B.", "lead"),
        LinkButton("Show names", icon="eye"),
        ChipLabel(chips.strand("Race"), chips.strand("Religion")),
        ChipLabel(chips.status("heard")),
    )
    strip.add_action(Button("Note", "primary", icon="plus", key="Ctrl+N"))
    strip.show_facts(
        [
            (
                "Risk now",
                layout.held(
                    layout.row(
                        ChipLabel(chips.risk("high", 36)),
                        Spark([21, 29, 36], most=52, tone="red"),
                        ChipLabel(chips.trend("rising")),
                    )
                ),
            ),
            ("Lead", Label("Riverside & Chalk · J. Muñoz")),
            ("Next hearing", Label("Thu 10 Dec, item 5", "strong")),
            ("Take care", ChipLabel(chips.care("child", "Child in household"), gap=12)),
        ]
    )
    line = Timeline()
    line.show_rows(
        [
            Day("Today"),
            Moment(
                1, "note", "Note", "11:20, A. Price", "R.B. rang. Quiet since Sunday. She asks for the letterbox guard."
            ),
            Day("Thursday 19 November"),
            Moment(
                2,
                "alert",
                "Incident 7",
                "Police CSU",
                "Threat to A.B. on the stairs, 16:10. Recorded as hate crime, MB/117362/26.",
                "red",
            ),
            Moment(3, "trend-up", "Risk reviewed", "A. Price", "Medium 29 to High 36. A child was targeted directly."),
        ]
    )
    side = Ground("sunken")
    side.setLayout(
        layout.column(Label("Timeline", "head"), NoteBox("Write a note", name="Note"), line, margins=(20, 16, 16, 0))
    )
    tabs = TabBar([Tab("s", "Summary"), Tab("p", "People", "5"), Tab("i", "Incidents", "7")])
    middle = Scroll(
        layout.column(
            Label("In short", "head"),
            Label(
                "A family of four has been abused on the stairs by a neighbour since June, at first in words about "
                "faith and origin, then rubbish through the letterbox. R.B. wants it to stop and to stay in her home.",
                wrap=True,
            ),
            layout.STRETCH,
            margins=(24, 16, 24, 16),
        )
    )
    decision = DecisionBar(
        Button("Accept", "primary", icon="tick", key="Alt+A"), Button("Decline", icon="cross", key="Alt+D")
    )
    decision.say("Came after the cut-off of 26 November. Accepted now, it is heard on Thu 14 January.")
    case = layout.held(
        layout.column(
            strip,
            layout.row(tabs, margins=(14, 0, 0, 0)),
            Columns([middle, side], [0, 340], names=("Summary", "Timeline")),
            decision,
            gap=0,
        )
    )
    page = Ground()
    page.setLayout(layout.column(Columns([rows, case], [448, 0], names=("Inbox", "The referral"))))
    return page


def empty() -> QWidget:
    """Banner, rail, steps, empty page and toast."""
    rail = Rail(name="Registers")
    rail.show_rows(
        [
            RailRow("c", "Reporting centres", right="none"),
            RailRow("t", "Training", right="12"),
            RailRow("p", "Person affected", "2 to log, 1 to accept", icon="glyph-half", tone="accent"),
            RailRow("r", "Referrer", "Riverside & Chalk Housing", icon="glyph-done", tone="green"),
            RailRow("n", "Columns", "19 of 24 settled", number=3),
            RailRow("v", "Values", "lists and spellings", number=4),
            RailRow("i", "Referrals", icon="inbox", count=3, gap=True),
        ]
    )
    rail.go_to("c")
    steps = TabBar(
        [
            Tab("1", "Prepare", "2 things to settle", 1),
            Tab("2", "Papers", "due Mon 7 Dec", 2),
            Tab("4", "Minutes", "4 working days late", 4, late=True),
        ]
    )
    banner = Banner(
        "The 14:00 backup could not be finished: Blue drive is full",
        "Your work is safe in the vault, and the backup proved on Tuesday is still there.",
        "Free some space, or choose another place.",
        choices=[("Choose another place", lambda: None), ("Try again", lambda: None)],
    )
    nothing = EmptyState(
        "pin",
        "No reporting centres yet",
        "A reporting centre is a place people already trust, such as a library or a mosque, where they "
        "can report hate without going to the police.",
        Button("Add a centre", "primary", icon="plus", key="Ctrl+Ins"),
        Button("Import from a workbook", icon="upload"),
        hint="Or copy rows in Excel and paste them here.",
    )
    toast = Toast("Referral 0042 logged. Receipt letter drafted.", undo=lambda: None)
    page = Ground()
    foot = layout.row(layout.STRETCH, toast, margins=(24, 12, 24, 12))
    page.setLayout(
        layout.column(
            banner,
            PageHeader("Registers"),
            layout.row(steps, margins=(14, 0, 0, 0)),
            Columns([rail, nothing], [228, 0]),
            foot,
            gap=0,
        )
    )
    return page


PAGES = {"home": home, "table": table, "inbox": inbox, "empty": empty}
