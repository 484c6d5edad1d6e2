"""Every agency at the left, one of them at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.agencies import AgencyView, command_of
from hipdesk.model.agency_standing import AgencyStanding
from hipdesk.model.users import Right
from hipdesk.services.agencies import (
    agency_standing,
    change_agency,
    end_representative,
    join_agency,
    list_agencies,
    retire_agency,
)
from ui.agencies.agency_pane import AgencyPane
from ui.agencies.rows import rows_of
from ui.context import Context
from ui.messages.seam import ask_first
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import RowList


class AgenciesPage(Page):
    """Route: ``Route("agencies")``, with ``id`` to show one."""

    help_topic = "agencies"
    shows = frozenset(
        {"agency", "representative", "import_batch", "attendance", "agency_return", "action", "referral", "meeting"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("agencies-page")
        self._agencies: dict[str, AgencyView] = {}
        self._wanted = ""
        self._standing: AgencyStanding | None = None
        self.header = PageHeader("Agencies")
        contacts = Button("Contact list", icon="list")
        contacts.setObjectName("contact-list")
        contacts.clicked.connect(lambda: context.routes.go(Route("contacts")))
        self.header.add_action(contacts)
        self.header.add_action(self._add_button("Add an agency"))
        self.list = RowList(name="Agencies")
        self.list.setObjectName("agencies")
        self.list.moved.connect(lambda _key: self._show_chosen())
        self.pane = AgencyPane()
        self._connect_pane()
        self.columns = Columns([self.list, self.pane], [420, 0], names=("Agencies", "The agency"))
        self.list.opened.connect(lambda _key: self.columns.show_pane(1))
        self.empty = EmptyState(
            "building",
            "No agencies yet",
            "Every referral comes from an agency, and every action goes to one. Add those that sit on the panel, or "
            "import the panel’s old workbook.",
            self._add_button("Add the first agency"),
        )
        self.empty.hide()
        self.setLayout(layout.column(self.header, self.columns, self.empty, gap=0))

    def _connect_pane(self) -> None:
        self.pane.confirmed.connect(self._confirm)
        self.pane.change_asked.connect(lambda: self._go("agency-form"))
        self.pane.letter_asked.connect(self._write_letter)
        self.pane.retire_asked.connect(self._ask_retire)
        self.pane.joined.connect(self._ask_join)
        self.pane.add_asked.connect(lambda: self._go("representative-form"))
        self.pane.person_asked.connect(lambda person: self._go("representative-form", person=person))
        self.pane.ended.connect(self._ask_end)
        self.pane.opened.connect(self._open)

    def _add_button(self, words: str) -> Button:
        button = Button(words, "primary", icon="plus")
        button.setObjectName("add-agency")
        button.clicked.connect(lambda: self.context.routes.go(Route("agency-form")))
        return button

    def open_route(self, route: Route) -> None:
        self._wanted = route.get("id")
        self._read()

    def reload(self, _changes: Changes | None) -> None:
        self._read()

    def _read(self) -> None:
        desk = self.context.desk
        self.context.operations.read(
            lambda _progress: desk.read(list_agencies, with_left=True), self._take, owner=self, newest="agencies"
        )

    def _take(self, agencies: Sequence[AgencyView]) -> None:
        self._agencies = {agency.id: agency for agency in agencies}
        day = today(self.context.clock)
        self.list.show_rows(rows_of(agencies, day))
        self.columns.setVisible(bool(agencies))
        self.empty.setVisible(not agencies)
        if self._wanted and self.list.go_to(self._wanted):
            self._wanted = ""
        elif self.list.current_key() is None:
            self.list.go_to_first()
        self._show_chosen()

    def _show_chosen(self) -> None:
        """At once what the list knows; how the agency stands follows when it is read."""
        key = self._current()
        if self._standing is not None and self._standing.agency_id != key:
            self._standing = None
        self._show_pane()
        if key and self.context.desk.actor.may(Right.READ_CASES):
            self.context.read(agency_standing, key, then=self._take_standing, failed=self._gone, newest="standing")

    def _gone(self, _fault: HipDeskError) -> None:
        self._standing = None

    def _take_standing(self, standing: AgencyStanding) -> None:
        if standing.agency_id == self._current():
            self._standing = standing
            self._show_pane()

    def _show_pane(self) -> None:
        others = [agency for agency in self._agencies.values() if not agency.provisional and agency.left_on is None]
        self.pane.show_agency(self._chosen(), today(self.context.clock), self._standing, others)

    def _chosen(self) -> AgencyView | None:
        return self._agencies.get(self._current())

    def _current(self) -> str:
        key = self.list.current_key()
        return key if isinstance(key, str) else ""

    def _go(self, page: str, **more: str) -> None:
        agency = self._chosen()
        if agency is not None:
            self.context.routes.go(Route.to(page, id=agency.id, **more))

    def _write_letter(self) -> None:
        self._go("letter", about="agency")

    def _open(self, kind: str, key: str) -> None:
        self.context.routes.go(
            Route.to("meeting", id=key, page="papers") if kind == "meeting" else Route.to("action", id=key)
        )

    def _confirm(self) -> None:
        agency = self._chosen()
        if agency is not None:
            self.context.do(change_agency, agency.id, command_of(agency), agency.version, owner=self)

    def _ask_retire(self) -> None:
        agency = self._chosen()
        if agency is None:
            return
        waits = f" {agency.open_actions} of its actions are still open." if agency.open_actions else ""
        ask_first(
            self.context.messages,
            f"{agency.name} is no longer of the panel?",
            f"It is not invited or offered any more. Past work keeps its name, and Change brings it back.{waits}",
            "Retire it",
            lambda: self.context.do(retire_agency, agency.id, agency.version, owner=self),
        )

    def _ask_join(self, into_id: str) -> None:
        agency, into = self._chosen(), self._agencies.get(into_id)
        if agency is None or into is None:
            return
        ask_first(
            self.context.messages,
            f"Is {agency.name} really {into.name}?",
            f"Everything that names the first will name {into.name}, and an import that finds the name again knows "
            "whom it means. This cannot be undone.",
            "Join them",
            lambda: self._join(agency, into),
        )

    def _join(self, agency: AgencyView, into: AgencyView) -> None:
        self._wanted = into.id
        said = f"{agency.name} is {into.name} now."
        self.context.do(
            join_agency, agency.id, into.id, then=lambda _many: self.context.messages.toast(said), owner=self
        )

    def _ask_end(self, representative_id: str) -> None:
        agency = self._chosen()
        if agency is None:
            return
        name = next((one.name for one in agency.representatives if one.id == representative_id), "This person")
        ask_first(
            self.context.messages,
            f"{name} no longer comes?",
            "They are taken out of the list, and of what is proposed for meetings. Past meetings keep their name.",
            "Take them off",
            lambda: self.context.do(end_representative, representative_id, owner=self),
        )

    def panes(self) -> list[QWidget]:
        return [self.list, self.pane]

    def first_focus(self) -> QWidget | None:
        return self.list

    def remember(self) -> Memory:
        return {"id": self._current()}

    def restore(self, memory: Memory) -> None:
        self._wanted = self._wanted or str(memory.get("id") or "")
