"""The tray of possible duplicates: pairs at the left, most alike first, and the pair that is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.matching import LIKELY, VERY_LIKELY
from hipdesk.model.people import DuplicateCompared, DuplicatePair
from hipdesk.services.people import compare_duplicate, decide_duplicate, duplicates_tray
from ui.context import Context
from ui.people.pair_pane import PairPane
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.widgets import layout
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Group, Line

MOST_PAIRS = 200
_SAID = {"two_people": "Kept apart: two different people.", "later": "Left for later, at the end of the tray."}


class TrayPage(Page):
    """Route: ``Route("people")``, with ``pair`` to look at one."""

    help_topic = "people"
    shows = frozenset({"possible_duplicate", "import_batch"})
    OPEN_MS = 180

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("people-page")
        self._pairs: dict[str, DuplicatePair] = {}
        self._wanted = ""
        self._shown = ""
        self.header = PageHeader("People", "Records that may be one person. Nothing is ever joined by itself.")
        self.list = RowList(name="Possible duplicates")
        self.list.setObjectName("duplicates")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(self.OPEN_MS)
        self._soon.timeout.connect(self._show_chosen)
        self.list.moved.connect(lambda _key: self._soon.start())
        self.pane = PairPane()
        self.pane.decided.connect(self._decide)
        self.pane.case_asked.connect(lambda case_id: context.routes.go(Route.to("case", id=case_id)))
        self.columns = Columns([self.list, self.pane], [336, 0], names=("Possible duplicates", "The two records"))
        self.list.opened.connect(lambda _key: self.columns.show_pane(1))
        self.empty = EmptyState(
            "people",
            "Nobody to compare",
            "When two records look alike, as after an import, the pair waits here for somebody to decide. To find a "
            "person, press Ctrl+K and type a name.",
        )
        self.empty.hide()
        self.setLayout(layout.column(self.header, self.columns, self.empty, gap=0))

    def open_route(self, route: Route) -> None:
        self._wanted = route.get("pair")
        self._read()

    def reload(self, _changes: Changes | None) -> None:
        self._read()

    def _read(self) -> None:
        self.context.open(duplicates_tray, then=self._take)

    def _take(self, pairs: Sequence[DuplicatePair]) -> None:
        before = self._place()
        self._pairs = {pair.id: pair for pair in pairs}
        self.list.show_rows(_rows(pairs))
        self.columns.setVisible(bool(pairs))
        self.empty.setVisible(not pairs)
        if self._wanted and self.list.go_to(self._wanted):
            self._wanted = ""
        elif self._current() not in self._pairs and pairs:
            self.list.go_to(pairs[min(before, len(pairs) - 1)].id)
        self._show_chosen()

    def _place(self) -> int:
        """Where the current pair stands, so that deciding goes on with the next."""
        keys = list(self._pairs)
        return keys.index(self._current()) if self._current() in keys else 0

    def _current(self) -> str:
        key = self.list.current_key()
        return key if isinstance(key, str) else ""

    def _show_chosen(self) -> None:
        self._soon.stop()
        pair_id = self._current()
        if not pair_id:
            self._shown = ""
            self.pane.show_pair(None)
        elif pair_id != self._shown:
            self._shown = pair_id
            self.context.open(compare_duplicate, pair_id, then=self._take_pair, failed=self._gone)

    def _take_pair(self, pair: DuplicateCompared) -> None:
        if pair.id == self._shown:
            self.pane.show_pair(pair)

    def _gone(self, _fault: HipDeskError) -> None:
        self._shown = ""
        self.pane.show_pair(None)

    def _decide(self, decision: str) -> None:
        pair_id = self._shown
        if pair_id:
            self._shown = ""
            self.context.do(decide_duplicate, pair_id, decision, then=lambda _done: self._said(decision), owner=self)

    def _said(self, decision: str) -> None:
        self.context.messages.toast(_SAID[decision])

    def panes(self) -> list[QWidget]:
        return [self.list, self.pane]

    def first_focus(self) -> QWidget | None:
        return self.list

    def remember(self) -> Memory:
        return {"pair": self._current()}

    def restore(self, memory: Memory) -> None:
        self._wanted = self._wanted or str(memory.get("pair") or "")


def _rows(pairs: Sequence[DuplicatePair]) -> list[Group | Line]:
    rows: list[Group | Line] = []
    for state, title in (("open", "To decide"), ("later", "Left for later")):
        members = [pair for pair in pairs if pair.state == state]
        if members:
            count = "the 200 most alike" if len(pairs) >= MOST_PAIRS else f"{len(members)}, most alike first"
            rows.append(Group(title, count))
            rows += [_line(pair) for pair in members]
    return rows


def _reasons(reasons: Sequence[str]) -> str:
    return ", ".join((*reasons[:1], *(words[:1].lower() + words[1:] for words in reasons[1:2])))


def _line(pair: DuplicatePair) -> Line:
    sure = "very likely" if pair.score >= VERY_LIKELY else "likely" if pair.score >= LIKELY else "possible"
    return Line(
        pair.id, pair.name, right=str(pair.score), second=pair.other_name,
        third=_reasons(pair.reasons), third_right=sure,
    )  # fmt: skip
