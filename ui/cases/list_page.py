"""The list of cases: saved views as tabs, filters as pills, a lazy table, and what was ticked."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.cases import CaseFilter, CaseSort, PlanReview
from hipdesk.model.cases.flags import LONG_WORDS
from hipdesk.model.cases.views import CaseChoices, CaseLine, ViewCounts
from hipdesk.services import cases
from hipdesk.services.listing_export import COLUMNS, list_of_cases
from ui.cases.list_columns import USUAL, choices, columns
from ui.context import Content, Context
from ui.parts.case_words import on_day
from ui.parts.list_tools import KEPT, ColumnsButton, Leaving, ListSeam, ListTools
from ui.parts.workbook_leaving import offer_central
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterPill, TickedBar
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.page_header import PageHeader
from ui.widgets.table_model import LazyTableModel, Order, Source
from ui.widgets.table_view import TableView
from ui.widgets.tabs import Tab, TabBar
from ui.widgets.text_field import TextField

_STATUS = (
    ("listed", "Listed"),
    ("heard", "Heard"),
    ("monitoring", "Monitoring"),
    ("reopened", "Reopened"),
    ("closed", "Closed"),
)
_RISK = (("high", "High"), ("medium", "Medium"), ("standard", "Standard"))


class CasesPage(Page):
    """Route: ``Route.to("cases", view="high")``. Enter opens a case; Ctrl+F narrows."""

    help_topic = "cases"
    shows = frozenset({"cases", "risk_assessment", "action", "meeting", "agenda_line", "hearing"})
    NARROW_MS = 250

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._view = "open"
        self._counts: ViewCounts | None = None
        self.header = PageHeader("Cases", ruled=False)
        new = Button("New case", icon="plus")
        new.setObjectName("new-case")
        new.clicked.connect(lambda: context.routes.go(Route("referral-form")))
        self.columns = ColumnsButton(choices(today(context.clock)), USUAL[1:])
        seam = ListSeam("cases", self._standing, self._stand_so, self._leaving, self._show_tabs)
        self.tools = ListTools(context, seam, self)
        self.central = Button("Central database…", icon="download")
        self.central.setObjectName("central-database")
        self.central.clicked.connect(lambda: offer_central(context, self))
        self.header.add_action(self.central)
        self.header.add_action(self.tools.export)
        self.header.add_action(new)
        self.tabs = TabBar([Tab("open", "Open")], name="Views")
        self.tabs.chosen.connect(self._choose_view)
        self._make_filters()
        self.model: LazyTableModel[CaseLine] = LazyTableModel(
            columns(today(context.clock)), self._source(), lambda line: line.id, ticks=True, parent=self
        )
        self.table = TableView(self.model, name="Cases")
        self.table.setObjectName("case-list")
        self.table.opened.connect(lambda key: context.routes.go(Route.to("case", id=str(key))))
        self.model.counted.connect(self._say_count)
        self.columns.changed.connect(self._choose_columns)
        self._choose_columns()
        self._make_foot()
        self._lay_out()

    def _make_filters(self) -> None:
        self.narrow = TextField("Narrow this list", name="Narrow this list", icon="filter", key="Ctrl+F", width=20)
        self.narrow.setObjectName("narrow")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(self.NARROW_MS)
        self._soon.timeout.connect(self._filtered)
        self.narrow.changed.connect(self._soon.start)
        self.pills = {
            "status": FilterPill("Status", _STATUS),
            "lead": FilterPill("Lead", []),
            "strand": FilterPill("Strand", []),
            "risk": FilterPill("Risk", _RISK),
            "ward": FilterPill("Ward", []),
            "flag": FilterPill("Flags", list(LONG_WORDS.items())),
        }
        for name, pill in self.pills.items():
            pill.setObjectName(f"filter-{name}")
            pill.changed.connect(self._filtered)

    def _make_foot(self) -> None:
        self.hear = Button("Hear at the next panel", "strong", icon="calendar", small=True)
        self.hear.clicked.connect(self._hear_ticked)
        self.ticked = TickedBar(self.hear)
        self.ticked.cleared.connect(self.model.clear_ticks)
        self.model.ticked.connect(self.ticked.show_count)
        self.count = Label("", "second")
        hints = Label("Enter opens  ·  Space ticks  ·  Ctrl+. shows names on a case, and is logged", "second")
        if theme.current().large:
            hints.hide()
        self.foot = Ground("sunken")
        across = layout.row(self.count, layout.STRETCH, hints, margins=(24, 6, 24, 6))
        self.foot.setLayout(layout.column(Hairline(), across, gap=0))
        first = Button("Log a referral", "primary", icon="plus")
        first.clicked.connect(lambda: self.context.routes.go(Route("referral-form")))
        self.empty = EmptyState(
            "folder", "No cases yet", "A case begins when a referral is accepted for the panel.", first
        )
        self.empty.hide()

    def _lay_out(self) -> None:
        large = theme.current().large
        across = layout.row(*self.pills.values(), layout.STRETCH, gap=8)
        narrow = (layout.row(self.narrow, layout.STRETCH, self.columns), across) if large else ()
        pills = (
            layout.column(*narrow, gap=6, margins=(24, 8, 24, 6))
            if large
            else layout.row(self.narrow, 8, across, self.columns, gap=8, margins=(24, 8, 24, 6))
        )
        self.body = layout.held(
            layout.column(
                layout.row(self.tabs, self.tools.save, gap=12, margins=(10, 0, 24, 0)), Hairline(), self.tools.strip,
                pills, self.table, self.ticked, self.foot, gap=0,
            )
        )  # fmt: skip
        self.setLayout(layout.column(self.header, self.body, self.empty, gap=0))

    # Reading

    def _source(self) -> Source[CaseLine]:
        wanted = self.wanted()

        def load(order: Order, first: int, many: int) -> tuple[int, Sequence[CaseLine]]:
            sort = CaseSort(order.by or "hearing", order.down)  # type: ignore[arg-type]  # the columns' own names
            page = self.context.desk.read(cases.list_cases, wanted, sort, first, many)
            return page.total, page.rows

        return self.context.source(self, load)

    def wanted(self) -> CaseFilter:
        """What the list shows now."""
        chosen = {name: pill.value() for name, pill in self.pills.items()}
        text = {name: str(value) if value else None for name, value in chosen.items()}
        return CaseFilter(
            view=self._view,  # type: ignore[arg-type]  # one of the tabs' names
            words=str(self.narrow.value() or ""), lead_id=text["lead"], strand=text["strand"], risk=text["risk"],
            ward=text["ward"], flag=text["flag"], status=text["status"],
        )  # fmt: skip

    def open_route(self, route: Route) -> None:
        view = route.get("view")
        if view:
            self._view = view
        self.context.read(cases.case_choices, then=self._take_choices, newest="case-choices")
        self.reload(None)

    def reload(self, _changes: Changes | None) -> None:
        self.context.read(cases.case_counts, then=self._take_counts, newest="case-counts")
        self._filtered()

    def _take_choices(self, choices: CaseChoices) -> None:
        self.pills["lead"].set_choices(choices.leads)
        self.pills["strand"].set_choices(choices.strands)
        self.pills["ward"].set_choices([(ward, ward) for ward in choices.wards])

    def _take_counts(self, counts: ViewCounts) -> None:
        self._counts = counts
        panel = counts.panel_day
        self._show_tabs()
        self.hear.setText(f"Hear {on_day(panel, today(self.context.clock))}" if panel else "Hear at the next panel")
        self.hear.setVisible(panel is not None)
        self.empty.setVisible(not counts.all)
        self.body.setVisible(bool(counts.all))
        self.tools.export.setEnabled(bool(counts.all))
        self.counts_changed.emit({"cases": counts.no_hearing})

    def _show_tabs(self) -> None:
        counts = self._counts
        if counts is None:
            return
        panel = counts.panel_day
        heard = f"Heard on {panel.day} {panel:%B}" if panel else "Heard next"
        tabs = [
            Tab("open", "Open", str(counts.open)),
            Tab("next_panel", heard, str(counts.next_panel)),
            Tab("high", "High risk", str(counts.high)),
            Tab("no_hearing", "No hearing date", str(counts.no_hearing)),
            Tab("aftercare", "Aftercare due", str(counts.aftercare)),
            Tab("closed", "Closed", str(counts.closed)),
            Tab("all", "All", str(counts.all)),
        ]
        self.tabs.show_tabs([*tabs, *self.tools.tabs()])
        self.tabs.go_to(KEPT + self.tools.current if self.tools.current else self._view)

    def _choose_view(self, view: str) -> None:
        if not self.tools.choose(view):
            self._view = view
            self._filtered()

    # What the tools of a list ask

    def _choose_columns(self) -> None:
        self.table.choose_columns(("reference", *self.columns.shown()))

    def _standing(self) -> Content:
        order = {"by": self.model.order.by, "down": self.model.order.down}
        return {**self.remember(), **order, "key": ""}

    def _stand_so(self, content: Content) -> None:
        self.restore(content)
        self.model.sort_by(Order(str(content.get("by") or ""), bool(content.get("down"))))

    def _leaving(self) -> Leaving:
        sort = CaseSort(self.model.order.by or "hearing", self.model.order.down)  # type: ignore[arg-type]  # as above
        shown = {"reference", *self.columns.shown()}
        names = shown | ({"score"} if "risk" in shown else set()) | ({"late"} if "actions" in shown else set())
        words = str(self.narrow.value() or "")
        parts = [self._view.replace("_", " "), *(pill.told() for pill in self.pills.values())]
        narrowed = "; ".join(part for part in (*parts, f"words “{words}”" if words else "") if part)
        columns = tuple(column.title for column in COLUMNS["cases"] if column.name in names)
        arguments = (self.wanted(), sort, tuple(sorted(names)), narrowed)
        return Leaving(list_of_cases, arguments, self.count.words, columns, narrowed)

    def _filtered(self) -> None:
        self._soon.stop()
        self.model.set_source(self._source())

    def _say_count(self, total: int) -> None:
        order = self.model.order
        by = {"": "next hearing then risk", "hearing": "next hearing then risk"}.get(order.by, order.by)
        whole = f" of {self._counts.all}" if self._counts and self._counts.all > total else ""
        self.count.say(f"{total}{whole} {'case' if total == 1 and not whole else 'cases'}, by {by}")

    # Doing

    def _hear_ticked(self) -> None:
        panel = self._counts.panel_day if self._counts else None
        for line in self.model.ticked_rows():
            if panel is not None and line.status != "closed":
                self.context.do(cases.plan_review, PlanReview(id=line.id, on_day=panel))
        self.model.clear_ticks()

    def panes(self) -> list[QWidget]:
        return [self.tabs, self.narrow, self.table]

    def first_focus(self) -> QWidget | None:
        return self.table

    def remember(self) -> Memory:
        key = self.table.current_key()
        kept: Memory = {"view": self._view, "words": str(self.narrow.value() or "")}
        kept["key"] = key if isinstance(key, str) else ""
        kept["columns"] = list(self.columns.shown())
        return kept | {f"pill-{name}": pill.value() for name, pill in self.pills.items() if pill.value()}

    def restore(self, memory: Memory) -> None:
        self._view = str(memory.get("view") or "open")
        self.narrow.set_value(memory.get("words") or None)
        for name, pill in self.pills.items():
            pill.set_value(memory.get(f"pill-{name}"))
        if memory.get("columns"):
            self.columns.show_columns(memory.get("columns"))
            self._choose_columns()
        self._filtered()
