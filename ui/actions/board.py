"""The Actions page: tabs, the log by agency, ticks with the bar of what can be done, and chase letters."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.action_log import TAB_WORDS, ActionBoard, ActionFilter, ActionView, Step, Tab, UpdateActions
from hipdesk.services import actions
from hipdesk.services.listing_export import COLUMNS, list_of_actions
from ui import shortcuts
from ui.actions.adding import Adding
from ui.actions.bars import Legend
from ui.actions.chasing import Chasing
from ui.actions.group_pill import GroupPill
from ui.actions.grouping import rows_of
from ui.actions.strip import NEEDS, StepStrip
from ui.actions.table import CHOICES, BoardModel, BoardTable, Heading
from ui.context import Content, Context
from ui.parts.list_tools import KEPT, ColumnsButton, Leaving, ListSeam, ListTools
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterPill, TickedBar
from ui.widgets.labels import Label
from ui.widgets.page_header import PageHeader
from ui.widgets.table_model import Order
from ui.widgets.tabs import Tab as PageTab
from ui.widgets.tabs import TabBar
from ui.widgets.text_field import TextField

_STEPS: tuple[tuple[Step, str, str], ...] = (
    ("completed", "Done", "tick"),
    ("new_date", "New date", "calendar"),
    ("carried_forward", "Carry forward", "arrow-right"),
)
_NOT_DONE: tuple[tuple[Step, str], ...] = (
    ("not_completed_circumstances", "circumstances changed"),
    ("not_completed_agency", "the agency did not do it"),
)


_NONE = (
    "Actions are given at a panel, one line each, on the Run page of a meeting; on a case’s page; or here, if they are "
    "of no one case. This tab shows none now."
)


class ActionsPage(Page):
    """The log of actions."""

    help_topic = "actions"
    shows = frozenset({"action", "action_update", "meeting"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("actions-page")
        self._tab: Tab = "open"
        self._board: ActionBoard | None = None
        self._folded: set[str] = set()
        self._chasing = Chasing(context, self)
        self.adding = Adding(context)
        self.model = BoardModel()
        self.table = BoardTable(self.model, fold=self._turn_fold, chase=self._chase)
        self.columns = ColumnsButton(CHOICES, [name for name, _title in CHOICES])
        seam = ListSeam("actions", self._standing, self.restore, self._leaving, self._show_tabs)
        self.tools = ListTools(context, seam, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.header = PageHeader("Actions", ruled=False)
        self.write_all = Button("Write to all who are late", "primary", icon="mail", key="Ctrl+Enter")
        self.write_all.setObjectName("write-to-all")
        below = self.adding.place(self.header)
        self.header.add_action(self.tools.export)
        self.header.add_action(self.write_all)
        self.tabs = TabBar([PageTab(name, words) for name, words in TAB_WORDS.items()], name="Which actions")
        self.narrow = TextField("Narrow this list", icon="filter", name="Narrow this list", width=16)
        self.group = GroupPill()
        self.case = FilterPill("Case", ())
        filters = layout.row(
            self.narrow, 4, self.group, self.case, layout.STRETCH, Legend(), self.columns, gap=8,
            margins=(MARGIN, 8, MARGIN, 6),
        )  # fmt: skip
        self.more = Label("", "hint")
        self.more.hide()
        self.strip = StepStrip(lambda: today(self.context.clock))
        self.strip.reopen = self._ask_again
        self.bar = self._ticked_bar()
        self.empty = EmptyState("tick-square", "No actions here", _NONE)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.header)
        down.addLayout(layout.row(self.tabs, self.tools.save, gap=12, margins=(14, 0, MARGIN, 0)))
        down.addWidget(self.adding.strip)
        down.addWidget(self.tools.strip)
        down.addLayout(filters)
        down.addWidget(self.table, 1)
        down.addWidget(self.empty, 1)
        down.addLayout(layout.row(self.more, *below, margins=(MARGIN, 2, MARGIN, 2)))
        down.addWidget(self.strip)
        down.addWidget(self.bar)
        self.empty.hide()

    def _ticked_bar(self) -> TickedBar:
        buttons: list[QWidget] = []
        for step, words, icon in _STEPS:
            button = Button(words, icon=icon, small=True)
            button.setObjectName(f"step-{step}")
            button.clicked.connect(lambda _on=False, step=step: self._ask(step))
            buttons.append(button)
        buttons.append(Label("Not done because", "second"))
        for step, words in _NOT_DONE:
            button = Button(words, small=True)
            button.setObjectName(f"step-{step}")
            button.setAccessibleName(f"Not done because {words}")
            button.clicked.connect(lambda _on=False, step=step: self._ask(step))
            buttons.append(button)
        return TickedBar(*buttons)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose_tab)
        self.narrow.changed.connect(self._load)
        self.group.changed.connect(self._show)
        self.case.changed.connect(self._load)
        self.table.opened.connect(self._open)
        self.model.ticked.connect(self._ticks_changed)
        self.model.sorted_anew.connect(self._load)
        self.columns.changed.connect(self._choose_columns)
        self.bar.cleared.connect(self.model.clear_ticks)
        self.strip.given.connect(self._update)
        self.write_all.clicked.connect(self._write_to_all)
        shortcuts.bind(self, "Ctrl+F", lambda: self.narrow.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def open_route(self, route: Route) -> None:
        """Show a tab: ``Route.to("actions", tab="late")``."""
        tab = route.get("tab", self._tab)
        if tab in TAB_WORDS:
            self._tab = tab
            self.tabs.go_to(tab)
        self.adding.load()
        self._load()

    def remember(self) -> Memory:
        """Tab, grouping and the current row."""
        kept: Memory = {"tab": self._tab, "group": self.group.grouping, "folded": sorted(self._folded)}
        order = self.model.order
        return {**kept, "columns": list(self.columns.shown()), "by": order.by, "down": order.down}

    def restore(self, memory: Memory) -> None:
        """Back to the tab and grouping there were."""
        folded = memory.get("folded")
        self._folded = {str(key) for key in folded} if isinstance(folded, list) else set()
        self.group.choose(str(memory.get("group") or "agency"), tell=False)
        self.model.sort_by(Order(str(memory.get("by") or ""), bool(memory.get("down"))))
        if memory.get("columns"):
            self.columns.show_columns(memory.get("columns"))
            self._choose_columns()
        if "words" in memory:
            self.narrow.set_value(memory.get("words") or None)
        self.open_route(Route.to("actions", tab=str(memory.get("tab", "open"))))

    def reload(self, _changes: Changes | None) -> None:
        """Read anew."""
        self._load()

    def panes(self) -> list[QWidget]:
        """Tabs, then the table."""
        return [self.tabs, self.table]

    def first_focus(self) -> QWidget | None:
        """The table."""
        return self.table

    def _choose_tab(self, name: str) -> None:
        if self.tools.choose(name):
            self.model.clear_ticks()
        elif name in TAB_WORDS:
            self._tab = name
            self.model.clear_ticks()
            self._load()

    def _wanted(self) -> ActionFilter:
        case = self.case.value()
        return ActionFilter(
            tab=self._tab,
            words=str(self.narrow.value() or "")[:200],
            case_id=str(case) if case else None,
            sort=self.model.order.by or "due",
            down=self.model.order.down,
        )

    def _load(self) -> None:
        self.context.read(actions.action_board, self._wanted(), then=self._take, newest="actions-board")

    def _take(self, board: ActionBoard) -> None:
        self._board = board
        self._show_tabs()
        self.counts_changed.emit({"actions": board.tabs.late})
        if not self.case.value():
            self.case.set_choices(_cases_in(board.actions))
        self._show()

    # What the tools of a list ask

    def _show_tabs(self) -> None:
        if self._board is None:
            return
        counts = self._board.tabs
        tabs = [PageTab(name, words, str(counts.of(name))) for name, words in TAB_WORDS.items()]
        self.tabs.show_tabs([*tabs, *self.tools.tabs()])
        self.tabs.go_to(KEPT + self.tools.current if self.tools.current else self._tab)

    def _choose_columns(self) -> None:
        self.table.choose_columns(("state", "action", *self.columns.shown()))

    def _standing(self) -> Content:
        return {**self.remember(), "words": str(self.narrow.value() or "")}

    def _leaving(self) -> Leaving:
        wanted = self._wanted()
        shown = {"number", "state", "action", *self.columns.shown()}
        names = shown | ({"initials"} if "case" in shown else set()) | ({"agency"} if "owner" in shown else set())
        words = f"words “{wanted.words}”" if wanted.words else ""
        narrowed = "; ".join(part for part in (TAB_WORDS[self._tab].lower(), self.case.told(), words) if part)
        total = self._board.total if self._board else 0
        columns = tuple(column.title for column in COLUMNS["actions"] if column.name in names)
        arguments = (wanted, tuple(sorted(names)), narrowed)
        return Leaving(
            list_of_actions, arguments, f"{total} {'action' if total == 1 else 'actions'}", columns, narrowed
        )

    def _show(self) -> None:
        board = self._board
        if board is None:
            return
        rows = rows_of(board, self.group.grouping, self._folded, self._tab)
        self.model.show_board(rows)
        left_out = board.total - len(board.actions)
        self.more.say(f"{left_out} more are not shown. Narrow the list to see them.")
        self.more.setVisible(left_out > 0)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.write_all.setEnabled(any(group.late for group in board.groups))

    def _turn_fold(self, key: str) -> None:
        self._folded ^= {key}
        self._show()

    def _open(self, key: object) -> None:
        row = self.model.row_at(self.model.find(key)) if isinstance(key, str) else None
        if isinstance(row, Heading):
            self._turn_fold(row.key)
        elif isinstance(row, ActionView):
            self.context.routes.go(Route.to("action", id=row.id))

    def _ticks_changed(self, count: int) -> None:
        self.bar.show_count(count)
        if not count and self.strip.asks_about():
            self.strip.leave()

    def _ask(self, step: Step) -> None:
        if step in NEEDS:
            self.strip.ask(step, self.model.ticked_ids())

    def _ask_again(self, what: str) -> bool:
        step, *ids = what.split(" ")
        there = self.model.tick(ids)
        if there:
            self.strip.ask(step, ids)
        return there

    def _update(self, step: str, day: object, words: str) -> None:
        chosen = day if isinstance(day, date) else None
        command = UpdateActions(
            action_ids=self.model.ticked_ids(),
            step=step,
            words=words,
            done_on=chosen if step == "completed" else None,
            new_due_on=chosen if step in ("new_date", "carried_forward") else None,
        )
        self.strip.answer(self.context, actions.update_actions, command, then=self._updated)

    def _updated(self, count: int) -> None:
        self.model.clear_ticks()
        self.context.messages.toast("One action updated." if count == 1 else f"{count} actions updated.")

    def _chase(self, agency_id: str) -> None:
        board = self._board
        group = next((each for each in board.groups if each.agency_id == agency_id), None) if board else None
        if group is not None:
            self._chasing.one(group)

    def _write_to_all(self) -> None:
        if self._board is not None:
            self._chasing.everyone_late(self._board)


def _cases_in(rows: Sequence[ActionView]) -> list[tuple[str, str]]:
    found = {row.case_id: f"{row.reference} {row.initials}".strip() for row in rows if row.case_id}
    return sorted(found.items(), key=lambda each: each[1])
