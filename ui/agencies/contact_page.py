"""The contact list: everybody who comes to the panel and how they are reached, on one page and as a paper."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.model.agencies import AgencyView, Representative
from hipdesk.model.users import Right
from hipdesk.services.agencies import list_agencies
from ui.agencies.rows import PLACES
from ui.context import Context
from ui.parts.plain_table import PlainTable
from ui.routes import Route
from ui.shell.page import Page
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.drawn import show_if
from ui.widgets.labels import Label
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll import Scroll


class ContactPage(Page):
    """Route: ``Route("contacts")``."""

    help_topic = "agencies"
    shows = frozenset({"agency", "representative"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.header = PageHeader("Contact list", "Agencies that have not left, those on the panel first")
        self.paper = Button("As a paper", "primary", icon="file")
        self.paper.setObjectName("contact-paper")
        self.paper.clicked.connect(lambda: context.routes.go(Route("contact-paper")))
        show_if(self.paper, context.desk.actor.may(Right.MAKE_PAPERS))
        self.header.add_action(self.paper)
        self.table = PlainTable(
            ["Agency", "Name", "Comes as", "Job title", "Secure e-mail", "Telephone"],
            name="Contacts", stretch={0: 3, 1: 3, 3: 3, 4: 4},
        )  # fmt: skip
        self.empty = Label("No agency is in the record yet.", "quiet")
        show_if(self.empty, False)
        body = layout.column(self.empty, self.table, layout.STRETCH, gap=8, margins=(24, 16, 24, 16))
        self.page = Scroll(body, name="Contact list")
        self.setLayout(layout.column(self.header, self.page, gap=0))

    def open_route(self, _route: Route) -> None:
        self.context.read(list_agencies, then=self._take, newest="contacts")

    def reload(self, _changes: Changes | None) -> None:
        self.context.read(list_agencies, then=self._take, newest="contacts")

    def _take(self, agencies: Sequence[AgencyView]) -> None:
        ordered = sorted(agencies, key=lambda agency: not agency.core)
        self.table.show_rows([row for agency in ordered for row in self._rows(agency)])
        show_if(self.empty, not agencies)

    def _rows(self, agency: AgencyView) -> list[list[str | QWidget]]:
        link = LinkButton(agency.called)
        link.setAccessibleName(f"Open {agency.name}")
        link.clicked.connect(lambda: self.context.routes.go(Route.to("agencies", id=agency.id)))
        own: list[str | QWidget] = [
            link,
            Label("The agency itself", "quiet"),
            "",
            "",
            agency.secure_email,
            agency.phone,
        ]
        order = list(PLACES)
        people = sorted(agency.representatives, key=lambda one: order.index(one.place) if one.place in order else 9)
        rows = [_person(one) for one in people]
        if agency.secure_email or agency.phone or not rows:
            return [own, *rows]
        rows[0][0] = link
        return rows

    def panes(self) -> list[QWidget]:
        return [self.paper, self.page]

    def first_focus(self) -> QWidget | None:
        return self.paper


def _person(one: Representative) -> list[str | QWidget]:
    place = PLACES.get(one.place, one.place)
    return ["", Label(one.name, "strong", wrap=True), place, one.job_title, one.secure_email, one.phone]
