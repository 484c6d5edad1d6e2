"""One case: the strip that stays, its pages as tabs, and the line of time beside the summary."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.cases.views import CaseView
from hipdesk.model.referrals.views import NamedPerson
from hipdesk.services import cases
from ui import shortcuts
from ui.cases import case_header, tabs
from ui.cases.case_places import CasePlaces
from ui.cases.change_panel import TITLES, ChangePanel
from ui.cases.documents_tab import DocumentsTab
from ui.cases.paper_saving import save_case_paper
from ui.cases.summary_tab import summary
from ui.context import Context
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.header_strip import HeaderStrip
from ui.widgets.labels import Hairline
from ui.widgets.tabs import Tab, TabBar


class CasePage(Page):
    """Route: ``Route.to("case", id=…, page="risk")``. Names are fetched only when shown, and that is logged."""

    help_topic = "case"
    shows = frozenset(
        {
            "cases", "note", "incident", "involvement", "risk_assessment", "action", "action_update", "agency_return",
            "hearing", "decision", "agenda_line", "person", "enforcement", "police_outcome", "victim_outcome",
            "support", "court_result", "attachment", "case_link", "closure", "sharing", "disclosure",
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._id = ""
        self._tab = "summary"
        self.view: CaseView | None = None
        self._named: tuple[NamedPerson, ...] = ()
        self.strip = HeaderStrip()
        self._make_actions()
        self.tabs = TabBar([Tab("summary", "Summary")], name="Pages of the case")
        self.tabs.chosen.connect(self._choose)
        self.panel: ChangePanel | None = None
        self.places: CasePlaces | None = None
        self._body = layout.column(gap=0)
        self.setLayout(
            layout.column(
                self.strip, layout.row(self.tabs, margins=(10, 0, 24, 0)), Hairline(), self._body,
                gap=0,
            )
        )  # fmt: skip

    def _make_actions(self) -> None:
        self.more = Button("Change", icon="edit")
        self.more.setObjectName("change-case")
        self.more.clicked.connect(self._show_menu)
        self.paper = Button("Case paper", icon="file")
        self.paper.setObjectName("case-paper")
        self.paper.clicked.connect(self.make_paper)
        self.note = Button("Note", "primary", icon="plus", key="Ctrl+N")
        self.note.setObjectName("write-note")
        self.note.clicked.connect(self.begin_note)
        for button in (self.more, self.paper, self.note):
            self.strip.add_action(button)
        if theme.current().large:
            self.paper.hide()
        self._menu = QMenu(self)
        for number in range(1, 10):
            shortcuts.bind(self, f"Alt+{number}", partial(self._go_to_tab, number - 1))
        shortcuts.bind(self, "Alt+0", partial(self._go_to_tab, 9))

    # Reading

    def open_route(self, route: Route) -> None:
        key, page = route.get("id"), route.get("page")
        if key != self._id:
            self._named = ()
            self._drop_places()
        self._id = key
        if page:
            self._tab = page
        self.context.open(cases.open_case, key, then=self._take)

    def reload(self, changes: Changes | None) -> None:
        if self._id and (changes is None or changes.kinds):
            self.context.open(cases.open_case, self._id, then=self._take)

    def _take(self, view: CaseView) -> None:
        if view.id != self._id:
            return
        self.view = view
        if self.places is None:
            self.places = CasePlaces(self.context, view.id)
            self._body.addWidget(self.places)
        self.places.timeline.show_case(view)
        self._show_strip()
        self._show_tabs()
        self._show_page()
        if self._named:
            self.context.open(cases.case_names, view.id, then=self._take_names)

    def _show_strip(self) -> None:
        if self.view is None:
            return
        self.strip.show_first(*case_header.first_line(self.view, self._names_link))
        self.strip.show_facts(case_header.facts(self.view, today(self.context.clock)))

    def _names_link(self) -> LinkButton:
        link = LinkButton("Hide names" if self._named else "Show names", icon="eye" if self._named else "eye-off")
        link.setObjectName("show-names")
        link.clicked.connect(self.show_names)
        return link

    def _show_tabs(self) -> None:
        view = self.view
        if view is None:
            return
        told = f"{view.returns_in}/{view.returns_asked}" if view.returns_asked else _count(len(view.returns))
        self.tabs.show_tabs(
            [
                Tab("summary", "Summary"),
                Tab("people", "People", _count(len(view.people))),
                Tab("incidents", "Incidents", _count(len(view.incidents))),
                Tab("risk", "Risk"),
                Tab("actions", "Actions", _count(len(view.open_actions))),
                Tab("information", "Agency information", told),
                Tab("history", "Panel history", _count(len(view.hearings))),
                Tab("outcomes", "Outcomes", _count(len(view.outcomes))),
                Tab("documents", "Documents", _count(view.documents)),
                Tab("sharing", "Sharing"),
                Tab("timeline", "Timeline"),
            ]
        )
        self.tabs.go_to(self._tab)

    # Showing a page

    def _choose(self, name: str) -> None:
        self._tab = name
        self._show_page()

    def _go_to_tab(self, at: int) -> None:
        if at < self.tabs.count():
            self.tabs.setCurrentIndex(at)

    def _show_page(self) -> None:
        if self.view is None or self.places is None or self.panel is not None:
            return
        if self._tab == "timeline":
            self.places.show_timeline()
        elif self._tab == "summary":
            self.places.show_summary(self._page(self.view))
        else:
            self.places.show_other(self._page(self.view), self._tab)

    def _page(self, view: CaseView) -> QWidget:
        day = today(self.context.clock)
        names = {person.id: person.name or "Not named" for person in self._named}
        pages: dict[str, Callable[[], QWidget]] = {
            "people": lambda: tabs.people(view, self._named, names, self.go),
            "incidents": lambda: tabs.incidents(view, day, self.go),
            "risk": lambda: tabs.risk(view, self.go),
            "actions": lambda: tabs.actions(view, day, self._open_action),
            "information": lambda: tabs.information(view, day),
            "history": lambda: tabs.history(view, day),
            "outcomes": lambda: tabs.outcomes(view),
            "documents": lambda: DocumentsTab(self.context, view.id),
            "sharing": lambda: tabs.sharing(view),
        }
        return pages.get(self._tab, lambda: summary(view, names, day, self.go))()

    def _drop_places(self) -> None:
        self.panel = None
        if self.places is not None:
            self.places.timeline.autosave.flush()
            self._body.removeWidget(self.places)
            self.places.hide()
            self.places.deleteLater()
            self.places = None

    # Going and changing

    def go(self, where: str) -> None:
        """A page of the case, "change:…" a panel, "add:…" a page of its own, "words:…" words that were spoken."""
        kind, _, what = where.partition(":")
        if kind == "change":
            self.change(what)
        elif kind == "add":
            self.context.routes.go(Route.to(f"case-{what}", id=self._id))
        elif kind == "words":
            self.context.open(cases.spoken_words, self._id, what, then=self._show_words)
        else:
            self.tabs.go_to(where)
            self._choose(where)

    def _open_action(self, key: str) -> None:
        self.context.routes.go(Route.to("action", id=key))

    def _show_words(self, words: str) -> None:
        self.context.messages.banner(
            "The words that were spoken, kept on file and never printed", words, tone="grey", about="spoken words"
        )

    def _show_menu(self) -> None:
        self._menu.clear()
        kinds = ["summary", "hearing", "lead", "flags", "person"]
        closed = self.view is not None and self.view.status == "closed"
        kinds += ["aftercare", "reopen"] if closed else ["close"]
        if theme.current().large:
            self._menu.addAction("Show or hide names").triggered.connect(lambda _on=False: self.show_names())
            self._menu.addAction("Case paper").triggered.connect(lambda _on=False: self.make_paper())
        for kind in kinds:
            self._menu.addAction(TITLES[kind]).triggered.connect(lambda _on=False, kind=kind: self.change(kind))
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def change(self, kind: str) -> None:
        """Ask for a change in a panel in the place of the page."""
        if self.view is not None and self.places is not None:
            self.panel = ChangePanel(self.context, self.view, kind)
            self.panel.left.connect(self._leave_panel)
            self.places.show_other(self.panel, TITLES[kind])
            self.panel.begin()

    def _leave_panel(self) -> None:
        self.panel = None
        self._show_page()

    def begin_note(self) -> None:
        """Go to the box for a note."""
        if self._tab not in ("summary", "timeline"):
            self.go("summary")
        if self.places is not None:
            self.places.columns.show_pane(1)
            self.places.timeline.begin_note()

    def show_names(self) -> None:
        if self._named:
            self._named = ()
            self._show_strip()
            self._show_page()
        elif self.view is not None:
            self.context.open(cases.case_names, self.view.id, then=self._take_names)

    def _take_names(self, named: tuple[NamedPerson, ...]) -> None:
        self._named = named
        self._show_strip()
        self._show_page()

    def make_paper(self) -> None:
        """Set the case paper and ask where to save it."""
        self.paper.setEnabled(False)
        save_case_paper(self.context, self, self._id, lambda: self.paper.setEnabled(True))

    # The shell

    def leave(self) -> None:
        if self.places is not None:
            self.places.timeline.autosave.flush()

    def panes(self) -> list[QWidget]:
        return [self.strip, self.tabs, *(self.places.panes() if self.places is not None else [])]

    def first_focus(self) -> QWidget | None:
        return self.tabs

    def remember(self) -> Memory:
        return {"tab": self._tab}

    def restore(self, memory: Memory) -> None:
        self._tab = str(memory.get("tab") or self._tab)


def _count(number: int) -> str:
    return str(number) if number else ""
