"""The inbox: referrals by what they wait for, and the one that is chosen beside them."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.referrals.views import FormChoices, InboxFilter, InboxView, ReferralBegun, ReferralLine
from hipdesk.services import referrals
from hipdesk.services.listing_export import COLUMNS, list_of_referrals
from ui.context import Content, Context
from ui.parts.begun_referrals import key_of, way_on
from ui.parts.list_tools import KEPT, Leaving, ListSeam, ListTools
from ui.referrals.filters import Filters
from ui.referrals.from_form import choose_form
from ui.referrals.inbox_rows import rows_of
from ui.referrals.reading_pane import ReadingPane
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton, Pill
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Hairline
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import RowList
from ui.widgets.tabs import Tab, TabBar

_INBOX = Tab("inbox", "Inbox")


class InboxPage(Page):
    """Choosing a row opens it beside the list after a moment, so that going through with the arrows logs little."""

    help_topic = "referrals"
    shows = frozenset({"draft", "referral", "cases", "involvement", "possible_duplicate", "meeting"})
    OPEN_MS = 180
    NARROW_MS = 250

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted = ""
        self._inbox: InboxView | None = None
        self._looked_up: ReferralLine | None = None
        self.list = RowList(name="Referrals")
        self.list.setObjectName("inbox")
        self.pane = ReadingPane(context)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(self.OPEN_MS)
        self._soon.timeout.connect(self._show_chosen)
        self.list.moved.connect(self._moved)
        self.list.opened.connect(self._open)
        self.header = PageHeader("Referrals", ruled=False)
        seam = ListSeam("referrals", self._standing, self._stand_so, self._leaving, self._show_views)
        self.tools = ListTools(context, seam, self)
        self._make_filters()
        self._empty = self._make_empty()
        self.columns = Columns([self.list, self.pane], [448, 0], names=("Inbox", "The referral"))
        every = LinkButton("All" if theme.current().large else "All referrals", icon="arrow-right")
        every.setObjectName("all-referrals")
        every.setAccessibleName("All referrals")
        every.clicked.connect(lambda: context.routes.go(Route("all-referrals")))
        views = layout.row(
            self.views, self.filters.narrow, self.tools.save, layout.STRETCH, every, gap=12, margins=(10, 0, 24, 4)
        )
        self.setLayout(
            layout.column(self.header, views, Hairline(), self.tools.strip, self.columns, self._empty, gap=0)
        )
        self._empty.hide()

    def _make_filters(self) -> None:
        self.open_only = Pill("Open")
        self.open_only.setObjectName("open-only")
        self.filters = Filters(self.context.clock)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(self.NARROW_MS)
        self._typing.timeout.connect(self._read)
        self.filters.typing.connect(self._typing.start)
        self.filters.changed.connect(self._read)
        self.views = TabBar([_INBOX], name="Views")
        self.views.chosen.connect(self._choose_view)
        for pill in (self.open_only, *self.filters.pills.values()):
            self.header.add_beside(pill)
        self.open_only.toggled.connect(lambda _on: self._read())
        self.log = Button("Log a referral", "primary", icon="plus", key="Ctrl+Shift+R", bound=True)
        self.log.setObjectName("log-referral")
        self.log.clicked.connect(lambda: self.context.routes.go(Route("referral-form")))
        self.from_form = Button("From a Word form…", icon="file")
        self.from_form.setObjectName("from-form")
        self.from_form.clicked.connect(lambda: choose_form(self.context, self))
        for action in (self.tools.export, self.from_form, self.log):
            self.header.add_action(action)

    def _make_empty(self) -> EmptyState:
        first = Button("Log the first referral", "primary", icon="plus")
        first.clicked.connect(lambda: self.context.routes.go(Route("referral-form")))
        return EmptyState(
            "inbox",
            "No referrals yet",
            "A referral is what an agency sends when someone was targeted for who they are. Log it here; it becomes a "
            "case once it is accepted.",
            first,
        )

    def open_route(self, route: Route) -> None:
        self._wanted = route.get("id")
        self._looked_up = None
        self.context.read(referrals.referral_choices, then=self._take_choices)
        self._read()

    def reload(self, changes: Changes | None) -> None:
        self._read()
        shown = self.pane.shown_id
        if shown and (changes is None or shown in changes.ids or changes.touches("possible_duplicate", "meeting")):
            self.pane.show_referral(shown)

    def _take_choices(self, choices: FormChoices) -> None:
        self.filters.offer(choices)

    def _filter(self) -> InboxFilter:
        return self.filters.wanted(open_only=self.open_only.isChecked())

    # What the tools of a list ask

    def _show_views(self) -> None:
        self.views.show_tabs([_INBOX, *self.tools.tabs()])
        self.views.go_to(KEPT + self.tools.current if self.tools.current else _INBOX.name)

    def _choose_view(self, name: str) -> None:
        if not self.tools.choose(name):
            self._stand_so({})

    def _standing(self) -> Content:
        return {**self.filters.state(), "open": self.open_only.isChecked()}

    def _stand_so(self, content: Content) -> None:
        self.open_only.blockSignals(True)
        self.open_only.setChecked(bool(content.get("open")))
        self.open_only.blockSignals(False)
        self.filters.show(content)
        self._read()

    def _leaving(self) -> Leaving:
        groups = self._inbox.groups if self._inbox else ()
        many = sum(len(group.rows) for group in groups)
        narrowed = "; ".join(
            part for part in ("open" if self.open_only.isChecked() else "", self.filters.told()) if part
        )
        columns = tuple(column.title for column in COLUMNS["referrals"])
        rows = f"{many} {'referral' if many == 1 else 'referrals'}"
        return Leaving(list_of_referrals, (self._filter(), (), narrowed), rows, columns, narrowed)

    def _read(self) -> None:
        self.context.read(referrals.inbox, self._filter(), then=self._take, newest="inbox")

    def _take(self, view: InboxView) -> None:
        self._inbox = view
        unfiltered = self._filter() == InboxFilter()
        self.list.show_rows(rows_of(view, today(self.context.clock), self._looked_up, narrowed=not unfiltered))
        if unfiltered:
            self.counts_changed.emit({"referrals": view.waiting})
        nothing = not (view.begun or any(group.total for group in view.groups))
        self._empty.setVisible(nothing and unfiltered)
        self.columns.setVisible(not (nothing and unfiltered))
        if self._wanted:
            self._go_to_wanted()
        elif self.list.current_key() is None:
            self.list.go_to_first()
        self._show_chosen()

    def _go_to_wanted(self) -> None:
        """Go to the row asked for; one that is in no group, as decided long ago, is looked up and shown first."""
        wanted, self._wanted = self._wanted, ""
        if not self.list.go_to(wanted):
            self.list.go_to_first()
            self.context.read(referrals.one_referral, wanted, then=self._show_looked_up, newest="looked-up")

    def _show_looked_up(self, line: ReferralLine | None) -> None:
        if line is not None and self._inbox is not None:
            self._looked_up = line
            self._wanted = line.id
            self._take(self._inbox)

    def _begun(self, key: object) -> ReferralBegun | None:
        """The draft whose row this is; None for a referral."""
        begun = self._inbox.begun if self._inbox else ()
        return next((one for one in begun if key_of(one.subject) == key), None)

    def _open(self, key: object) -> None:
        begun = self._begun(key)
        if begun is not None:
            self.context.routes.go(way_on(begun.subject))
        else:
            self.pane.open_record()

    def _moved(self, key: object) -> None:
        self.pane.gone_on = key != self.pane.shown_id
        self._soon.start()

    def _show_chosen(self) -> None:
        self._soon.stop()
        self.pane.gone_on = False
        key = self.list.current_key()
        begun = self._begun(key)
        if begun is not None:
            self.pane.show_begun(begun)
        elif isinstance(key, str) and key != self.pane.shown_id:
            self.pane.show_referral(key)
        elif key is None:
            self.pane.show_nothing()

    def show_names(self) -> None:
        self.pane.show_names()

    def panes(self) -> list[QWidget]:
        return [self.header, self.list, self.pane]

    def first_focus(self) -> QWidget | None:
        return self.list

    def remember(self) -> Memory:
        key = self.list.current_key()
        deciding = self.pane.panel.kind if self.pane.panel is not None and key == self.pane.shown_id else ""
        return {
            "id": key if isinstance(key, str) else "",
            "open": self.open_only.isChecked(),
            "deciding": deciding,
        }

    def leave(self) -> None:
        self.pane.keep()

    def restore(self, memory: Memory) -> None:
        self.open_only.setChecked(bool(memory.get("open")))
        if not self._wanted:
            self._wanted = str(memory.get("id") or "")
            self.pane.deciding = str(memory.get("deciding") or "")
