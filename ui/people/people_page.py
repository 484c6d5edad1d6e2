"""People: everyone in the record, the tray of possible duplicates, and the merges that were made."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.model.people import DuplicatesTray
from hipdesk.model.users import Right
from hipdesk.services.people import duplicates_counted, duplicates_tray
from ui import shortcuts
from ui.context import Context
from ui.people.everyone_pane import EveryonePane
from ui.people.merges_pane import MergesPane
from ui.people.tray_pane import TrayPane
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.widgets import layout
from ui.widgets.labels import Hairline
from ui.widgets.page_header import PageHeader
from ui.widgets.tabs import Tab, TabBar

EVERYONE, TRAY, MERGES = "everyone", "duplicates", "merges"


class PeoplePage(Page):
    """Route: ``Route("people")``; with ``person`` to show one, ``pair`` to compare two, ``page`` for a tab by name."""

    help_topic = "people"
    shows = frozenset({"possible_duplicate", "merge", "person", "involvement", "import_batch"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("people-page")
        self._tab = EVERYONE
        self._pair = ""
        self._total = ""
        self._counts = (0, 0)
        self._may_merge = context.desk.actor.may(Right.EDIT_PEOPLE)
        self.header = PageHeader("People", ruled=False)
        self.tabs = TabBar([Tab(EVERYONE, "Everyone")], name="People")
        self.tabs.chosen.connect(self._choose)
        self.everyone = EveryonePane(context)
        self.everyone.counted.connect(self._take_total)
        self.everyone.pair_asked.connect(lambda pair: context.routes.go(Route.to("people", pair=pair)))
        self.tray = TrayPane(context)
        self.merges = MergesPane()
        self.merges.undo_asked.connect(self.tray.undo)
        self.everyone.undo_asked.connect(self.tray.undo)
        self.stack = QStackedWidget()
        for pane in (self.everyone, self.tray, self.merges):
            self.stack.addWidget(pane)
        tabs = layout.row(self.tabs, margins=(10, 0, 24, 0))
        self.setLayout(layout.column(self.header, tabs, Hairline(), self.stack, gap=0))
        for key, step in (("Alt+Down", 1), ("Alt+Up", -1)):
            shortcuts.bind(self, key, partial(self._go_on, step))
        self._show_tabs()

    def open_route(self, route: Route) -> None:
        self._pair = route.get("pair")
        person = route.get("person")
        wanted = TRAY if self._pair else EVERYONE if person else route.get("page")
        if wanted:
            self._show_tab(wanted)
        if person:
            self.everyone.open_person(person)
        else:
            self.everyone.read()
        self._read_tray()

    def reload(self, _changes: Changes | None) -> None:
        self.everyone.read()
        self._read_tray()

    def _read_tray(self) -> None:
        """The tray shows names: it is opened, and logged, only when it is looked at."""
        if self._may_merge:
            self.context.read(duplicates_counted, then=self._take_counts)
        if self._may_merge and self._tab != EVERYONE:
            self.context.open(duplicates_tray, then=self._take_tray)

    def _take_counts(self, counts: tuple[int, int]) -> None:
        self._counts = counts
        self._show_tabs()

    def _take_tray(self, tray: DuplicatesTray) -> None:
        wanted, self._pair = self._pair, ""
        self.tray.show_tray(tray, wanted)
        self.merges.show_merges(tray.merges)

    def _take_total(self, total: int) -> None:
        self._total = f"{total:,}"
        self._show_tabs()

    def _show_tabs(self) -> None:
        tabs = [Tab(EVERYONE, "Everyone", self._total)]
        if self._may_merge:
            waiting, made = (str(count) if count else "" for count in self._counts)
            tabs += [Tab(TRAY, "Possible duplicates", waiting), Tab(MERGES, "Merges", made)]
        self.tabs.show_tabs(tabs)
        self.tabs.go_to(self._tab)

    def _choose(self, name: str) -> None:
        self._show_tab(name)
        self._read_tray()

    def _show_tab(self, name: str) -> None:
        panes = {EVERYONE: 0, TRAY: 1, MERGES: 2} if self._may_merge else {EVERYONE: 0}
        self._tab = name if name in panes else EVERYONE
        self.stack.setCurrentIndex(panes[self._tab])
        self.tabs.go_to(self._tab)

    def _go_on(self, step: int) -> None:
        if self._tab == TRAY:
            self.tray.go_on(step)

    def show_names(self) -> None:
        if self._tab == EVERYONE:
            self.everyone.show_names()

    def panes(self) -> list[QWidget]:
        shown: dict[str, EveryonePane | TrayPane | MergesPane] = {TRAY: self.tray, MERGES: self.merges}
        return [self.tabs, *shown.get(self._tab, self.everyone).panes()]

    def first_focus(self) -> QWidget | None:
        return {EVERYONE: self.everyone.words, TRAY: self.tray.list, MERGES: self.merges.list}[self._tab]

    def remember(self) -> Memory:
        return {"tab": self._tab, "pair": self.tray.current() if self._tab == TRAY else ""}

    def restore(self, memory: Memory) -> None:
        if not self._pair:
            self._pair = str(memory.get("pair") or "")
            self._show_tab(str(memory.get("tab") or self._tab))
            self._read_tray()
