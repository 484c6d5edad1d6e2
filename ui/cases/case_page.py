"""One case: the strip that stays, its pages as tabs, and the line of time beside the summary."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.cases.views import CaseView, RiskLine
from hipdesk.model.referrals.views import NamedPerson
from hipdesk.services import cases
from hipdesk.services.risk_assessments import risk_answers
from ui import shortcuts
from ui.cases import case_header, case_menu
from ui.cases.case_pages import page_of, tabs_of
from ui.cases.case_places import CasePlaces
from ui.cases.change_panel import TITLES, ChangePanel
from ui.cases.doings import CaseDoings
from ui.cases.risk_tab import AnswersSheet
from ui.context import Context
from ui.parts.marking import let_mark
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
            "support", "court_result", "breach", "order_change", "learning_point", "case_access", "interest",
            "attachment", "case_link", "closure", "sharing", "disclosure",
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._id = ""
        self._tab = "summary"
        self._wanted = ""
        self._at = ""
        self.doings = CaseDoings(context, lambda: self.view)
        self.view: CaseView | None = None
        self._named: tuple[NamedPerson, ...] = ()
        self.strip = HeaderStrip()
        self._make_actions()
        self.tabs = TabBar([Tab("summary", "Summary")], name="Pages of the case")
        self.tabs.chosen.connect(self._choose)
        self.panel: ChangePanel | None = None
        self.places: CasePlaces | None = None
        self._body = layout.column(gap=0)
        across = layout.row(self.tabs, margins=(10, 0, 24, 0))
        self.setLayout(layout.column(self.strip, across, Hairline(), self._body, gap=0))

    def _make_actions(self) -> None:
        self.more = _button("Change", "change-case", "edit", self._show_menu)
        self.paper = _button("Case paper", "case-paper", "file", self.make_paper)
        self.letter = _button("Letter", "write-letter", "mail", lambda: self.go("letter:"))
        self.note = Button("Note", "primary", icon="plus", key="Ctrl+N")
        self.note.setObjectName("write-note")
        self.note.clicked.connect(self.begin_note)
        for button in (self.more, self.letter, self.paper, self.note):
            self.strip.add_action(button)
            button.setHidden(theme.current().large and button in (self.letter, self.paper))
        self._menu = QMenu(self)
        let_mark(self.context, self, lambda: self._id)
        for number in range(10):
            shortcuts.bind(self, f"Alt+{(number + 1) % 10}", partial(self._go_to_tab, number))

    # Reading

    def open_route(self, route: Route) -> None:
        key, page = route.get("id"), route.get("page")
        if key != self._id:
            self._named = ()
            self._drop_places()
        self._id = key
        self._wanted = page.removeprefix("change:") if page.startswith("change:") else ""
        self._at = route.get("at")
        if page and not self._wanted:
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
        self.places.go_to(self._at)
        self._at = ""
        if self._named:
            self.context.open(cases.case_names, view.id, then=self._take_names)
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.change(wanted)

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
        if self.view is not None:
            self.tabs.show_tabs(tabs_of(self.view))
            self.tabs.go_to(self._tab)

    # Showing a page

    def _choose(self, name: str) -> None:
        if name != self._tab:
            self._drop_panel()
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
        return page_of(self._tab, self.context, view, self._named, today(self.context.clock), self.go)

    def _drop_places(self) -> None:
        self._drop_panel()
        if self.places is not None:
            self.places.timeline.autosave.flush()
            self._body.removeWidget(self.places)
            self.places.hide()
            self.places.deleteLater()
            self.places = None

    # Going and changing

    def go(self, where: str) -> None:
        """A page of the case by name, or a way to something: "change:…", "do:…", "add:…", "case:…", "words:…" …."""
        kind, _, what = where.partition(":")
        ways: dict[str, Callable[[], object]] = {
            "change": lambda: self.change(what),
            "do": lambda: self.doings.do(what),
            "add": lambda: self.context.routes.go(Route.to(f"case-{what}", id=self._id)),
            "case": lambda: self.context.routes.go(Route.to("case", id=what)),
            "action": lambda: self.context.routes.go(Route.to("action", id=what)),
            "words": lambda: self.context.open(cases.spoken_words, self._id, what, then=self._show_words),
            "letter": lambda: self.context.routes.go(Route.to("letter", about="case", id=self._id)),
            "answers": lambda: self._read_answers(what),
        }
        if kind in ways:
            ways[kind]()
        else:
            self.tabs.go_to(where)
            self._choose(where)

    def _read_answers(self, key: str) -> None:
        line = next((one for one in self.view.risks if one.id == key), None) if self.view else None
        if line is not None:
            self.context.read(risk_answers, key, then=partial(self._show_answers, line), owner=self)

    def _show_answers(self, line: RiskLine, answers: dict[str, tuple[str, ...]]) -> None:
        if self.places is not None:
            sheet = AnswersSheet(line, answers, self.go)
            self.places.show_other(sheet, "Answers")
            sheet.back.setFocus()

    def _show_words(self, words: str) -> None:
        self.context.messages.banner(
            "The words that were spoken, kept on file and never printed", words, tone="grey", about="spoken words"
        )

    def _show_menu(self) -> None:
        case_menu.fill(self._menu, self)
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def change(self, what: str) -> None:
        """Ask for a change in a panel in the place of the page: a kind of ``ASKS``, ":" and a record it changes."""
        kind, _, subject = what.partition(":")
        if self.view is None or self.places is None:
            return
        self._drop_panel()
        panel = ChangePanel(self.context, self.view, kind, subject)
        self._tab = panel.ask.PAGE or self._tab
        self.tabs.go_to(self._tab)
        self.panel = panel
        panel.left.connect(self._leave_panel)
        self.places.show_other(layout.held(layout.column(panel, layout.STRETCH)), TITLES[kind])
        panel.begin()

    def _leave_panel(self) -> None:
        self.panel = None
        self._show_page()
        self.tabs.setFocus()

    def _drop_panel(self) -> None:
        if self.panel is not None:
            self.panel.autosave.flush()
            self.panel = None

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
        """Show the case paper, to be read, printed or saved."""
        self.context.routes.go(Route.to("case-paper", case=self._id))

    # The shell

    def leave(self) -> None:
        if self.panel is not None:
            self.panel.autosave.flush()
        if self.places is not None:
            self.places.timeline.autosave.flush()

    def panes(self) -> list[QWidget]:
        return [self.strip, self.tabs, *(self.places.panes() if self.places is not None else [])]

    def first_focus(self) -> QWidget | None:
        return self.tabs

    def remember(self) -> Memory:
        return {"tab": self._tab, "change": self.panel.what if self.panel is not None else ""}

    def restore(self, memory: Memory) -> None:
        self._tab = str(memory.get("tab") or self._tab)
        change = str(memory.get("change") or "")
        if change.partition(":")[0] in TITLES:
            self._wanted = self._wanted or change


def _button(words: str, name: str, icon: str, do: Callable[[], object]) -> Button:
    button = Button(words, icon=icon)
    button.setObjectName(name)
    button.clicked.connect(lambda: do())
    return button
