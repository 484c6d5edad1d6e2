"""The list of all referrals: sets and kept views as tabs, filters as pills, a lazy table of any length."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.referrals.views import (
    FormChoices,
    ReferralCounts,
    ReferralLine,
    ReferralOrder,
    ReferralSet,
    ReferralSort,
)
from hipdesk.services import referrals
from hipdesk.services.listing_export import COLUMNS, list_of_all_referrals
from ui.context import Content, Context
from ui.parts.case_words import joined
from ui.parts.list_tools import KEPT, ColumnsButton, Leaving, ListSeam, ListTools
from ui.referrals.filters import Filters
from ui.referrals.list_columns import USUAL, choices, columns
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.page_header import PageHeader
from ui.widgets.table_model import LazyTableModel, Order, Source
from ui.widgets.table_view import TableView
from ui.widgets.tabs import Tab, TabBar

_SETS: tuple[ReferralSet, ...] = get_args(ReferralSet)
_ORDERS: tuple[ReferralOrder, ...] = get_args(ReferralOrder)
_TITLES: dict[ReferralSet, str] = {
    "all": "All",
    "triage": "To triage",
    "waiting": "Waiting for information",
    "accepted": "Accepted",
    "turned_away": "Turned away",
}
_BY: dict[ReferralOrder, str] = {"received": "day received", "decided": "day decided"}


class AllReferralsPage(Page):
    """Route: ``Route.to("all-referrals", view="accepted")``. Enter opens a referral; Ctrl+F narrows."""

    help_topic = "referrals"
    shows = frozenset({"referral", "cases", "involvement"})
    NARROW_MS = 250

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._view: ReferralSet = "all"
        self._counts: ReferralCounts | None = None
        self.header = PageHeader("All referrals", ruled=False)
        self.columns = ColumnsButton(choices(today(context.clock)), USUAL)
        seam = ListSeam("all_referrals", self._standing, self._stand_so, self._leaving, self._show_tabs)
        self.tools = ListTools(context, seam, self)
        inbox = Button("Inbox", icon="inbox")
        inbox.setObjectName("to-inbox")
        inbox.clicked.connect(lambda: context.routes.go(Route("referrals")))
        for action in (self.tools.export, inbox):
            self.header.add_action(action)
        self.tabs = TabBar([Tab("all", "All")], name="Views")
        self.tabs.chosen.connect(self._choose_view)
        self.filters = Filters(context.clock)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(self.NARROW_MS)
        self._soon.timeout.connect(self._filtered)
        self.filters.typing.connect(self._soon.start)
        self.filters.changed.connect(self._filtered)
        self.model: LazyTableModel[ReferralLine] = LazyTableModel(
            columns(today(context.clock)), self._source(), lambda line: line.id, parent=self
        )
        self.table = TableView(self.model, name="All referrals")
        self.table.setObjectName("referral-list")
        self.table.opened.connect(lambda key: context.routes.go(Route.to("referrals", id=str(key))))
        self.model.counted.connect(self._say_count)
        self.columns.changed.connect(self._choose_columns)
        self._choose_columns()
        self._lay_out()

    def _lay_out(self) -> None:
        self.count = Label("", "second")
        hints = Label("Enter opens  ·  a heading sorts  ·  Columns chooses what is shown", "second")
        hints.setVisible(not theme.current().large)
        foot = Ground("sunken")
        across = layout.row(self.count, layout.STRETCH, hints, margins=(24, 6, 24, 6))
        foot.setLayout(layout.column(Hairline(), across, gap=0))
        self.setLayout(
            layout.column(
                self.header, layout.row(self.tabs, self.tools.save, gap=12, margins=(10, 0, 24, 0)), Hairline(),
                self.tools.strip, self.filters.laid_out(self.columns), self.table, foot, gap=0,
            )
        )  # fmt: skip

    # Reading

    def _sort(self) -> ReferralSort:
        by = next((name for name in _ORDERS if name == self.model.order.by), None)
        return ReferralSort(by, self.model.order.down) if by else ReferralSort()

    def _source(self) -> Source[ReferralLine]:
        wanted, of = self.filters.wanted(), self._view

        def load(order: Order, first: int, many: int) -> tuple[int, Sequence[ReferralLine]]:
            by = next((name for name in _ORDERS if name == order.by), None)
            sort = ReferralSort(by, order.down) if by else ReferralSort()
            page = self.context.desk.read(referrals.list_referrals, wanted, of, sort, first, many)
            return page.total, page.rows

        return self.context.source(self, load)

    def open_route(self, route: Route) -> None:
        self._view = next((name for name in _SETS if name == route.get("view")), self._view)
        self.context.read(referrals.referral_choices, then=self._take_choices, newest="referral-choices")
        self.reload(None)

    def reload(self, _changes: Changes | None) -> None:
        self.context.read(referrals.referral_counts, then=self._take_counts, newest="referral-counts")
        self._filtered()

    def _take_choices(self, choices: FormChoices) -> None:
        self.filters.offer(choices)

    def _take_counts(self, counts: ReferralCounts) -> None:
        self._counts = counts
        self.counts_changed.emit({"referrals": counts.triage})
        self._show_tabs()

    def _show_tabs(self) -> None:
        counts = self._counts
        if counts is None:
            return
        tabs = [Tab(name, _TITLES[name], str(getattr(counts, name))) for name in _SETS]
        self.tabs.show_tabs([*tabs, *self.tools.tabs()])
        self.tabs.go_to(KEPT + self.tools.current if self.tools.current else self._view)

    def _choose_view(self, view: str) -> None:
        if not self.tools.choose(view):
            self._view = next((name for name in _SETS if name == view), "all")
            self._filtered()

    def _filtered(self) -> None:
        self._soon.stop()
        self.model.set_source(self._source())

    def _say_count(self, total: int) -> None:
        whole = f" of {self._counts.all}" if self._counts and self._counts.all > total else ""
        sort = self._sort()
        newest = ", newest first" if sort == ReferralSort() else ""
        many = "referral" if total == 1 and not whole else "referrals"
        self.count.say(f"{total}{whole} {many}, by {_BY.get(sort.by, sort.by)}{newest}")

    # What the tools of a list ask

    def _choose_columns(self) -> None:
        self.table.choose_columns(("reference", *self.columns.shown()))

    def _standing(self) -> Content:
        return {**self.remember(), "by": self.model.order.by, "down": self.model.order.down, "key": ""}

    def _stand_so(self, content: Content) -> None:
        self.restore(content)
        self.model.sort_by(Order(str(content.get("by") or ""), bool(content.get("down"))))

    def _leaving(self) -> Leaving:
        shown = {"reference", *self.columns.shown()}
        names = shown | ({"score"} if "risk" in shown else set())
        narrowed = joined(_TITLES[self._view].lower(), self.filters.told(), by="; ")
        titles = tuple(column.title for column in COLUMNS["all_referrals"] if column.name in names)
        arguments = (self.filters.wanted(), self._view, self._sort(), tuple(sorted(names)), narrowed)
        return Leaving(list_of_all_referrals, arguments, self.count.words, titles, narrowed)

    def panes(self) -> list[QWidget]:
        return [self.tabs, self.filters.narrow, self.table]

    def first_focus(self) -> QWidget | None:
        return self.table

    def remember(self) -> Memory:
        key = self.table.current_key()
        kept: Memory = {"view": self._view, "columns": list(self.columns.shown()), "filters": self.filters.state()}
        return kept | {"key": key if isinstance(key, str) else ""}

    def restore(self, memory: Memory) -> None:
        self._view = next((name for name in _SETS if name == memory.get("view")), "all")
        filters = memory.get("filters")
        self.filters.show(filters if isinstance(filters, dict) else {})
        if memory.get("columns"):
            self.columns.show_columns(memory.get("columns"))
            self._choose_columns()
        self._filtered()
