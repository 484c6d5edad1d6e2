"""The tray of possible duplicates: pairs at the left, most alike first, and the pair that is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.matching import LIKELY, VERY_LIKELY
from hipdesk.model.merging import MergePeople, MergeUndone
from hipdesk.model.people import DuplicateCompared, DuplicatePair, DuplicatesTray, MergeMade
from hipdesk.services.merging import merge_people, undo_merge
from hipdesk.services.people import compare_duplicate, decide_duplicate
from ui.context import Context
from ui.parts.case_words import joined
from ui.people.decided_pane import DecidedPane
from ui.people.pair_pane import PairPane
from ui.routes import Route
from ui.widgets import british_dates, chips, layout
from ui.widgets.cells import Cell
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Group, Line

MOST_PAIRS = 200
MOST_DECIDED = 12
_SAID = {
    "two_people": "Kept apart: two different people.",
    "later": "Left for later, at the end of the tray.",
    "open": "The pair waits for a decision again.",
}


class TrayPane(QWidget):
    """Pairs to decide, and what was decided of late. ``settled``: something was decided, the counts changed."""

    settled = Signal()
    OPEN_MS = 180

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._tray: DuplicatesTray | None = None
        self._wanted = ""
        self._shown = ""
        self._onward = False
        self.list = RowList(name="Possible duplicates")
        self.list.setObjectName("duplicates")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(self.OPEN_MS)
        self._soon.timeout.connect(self._show_chosen)
        self.list.moved.connect(lambda _key: self._soon.start())
        self.pair = PairPane()
        self.pair.merged.connect(self._merge)
        self.pair.decided.connect(self._decide)
        self.pair.case_asked.connect(lambda case_id: context.routes.go(Route.to("case", id=case_id)))
        self.decided = DecidedPane()
        self.decided.undo_asked.connect(self.undo)
        self.decided.again_asked.connect(lambda pair_id: self._set(pair_id, "open", ""))
        self.decided.hide()
        self.right = layout.held(layout.column(self.pair, self.decided, gap=0))
        self.columns = Columns([self.list, self.right], [336, 0], names=("Possible duplicates", "The two records"))
        self.list.opened.connect(lambda _key: self.columns.show_pane(1))
        self.empty = EmptyState(
            "people",
            "Nobody to compare",
            "When two records look alike, as after an import, the pair waits here for somebody to decide.",
        )
        self.empty.hide()
        self.setLayout(layout.column(self.columns, self.empty, gap=0))

    def show_tray(self, tray: DuplicatesTray, wanted: str = "") -> None:
        """Show what waits and what was decided; ``wanted`` is the pair to look at."""
        before = self._place()
        self._tray = tray
        rows = _rows(tray)
        self.list.show_rows(rows)
        self.columns.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if wanted and self.list.go_to(wanted):
            self.columns.show_pane(1)
        elif rows and (self._onward or self._current() not in _keys(rows)):
            keys = [pair.id for pair in tray.pairs] or _keys(rows)
            self.list.go_to(keys[min(before, len(keys) - 1)])
        self._onward = False
        self._show_chosen()

    def current(self) -> str:
        """The pair or merge that is looked at."""
        return self._current()

    def go_on(self, step: int) -> None:
        """To the pair before or after, from anywhere on the page."""
        keys = _keys(_rows(self._tray)) if self._tray else []
        if self._current() in keys:
            at = keys.index(self._current()) + step
            if 0 <= at < len(keys):
                self.list.go_to(keys[at])
                self._soon.start()

    def _place(self) -> int:
        """Where the current pair stands, so that deciding goes on with the next."""
        keys = [pair.id for pair in self._tray.pairs] if self._tray else []
        return keys.index(self._current()) if self._current() in keys else 0

    def _current(self) -> str:
        key = self.list.current_key()
        return key if isinstance(key, str) else ""

    def _show_chosen(self) -> None:
        self._soon.stop()
        key, tray = self._current(), self._tray
        apart = next((pair for pair in tray.apart if pair.id == key), None) if tray else None
        merge = next((made for made in tray.merges if made.id == key), None) if tray else None
        waits = bool(key) and apart is None and merge is None
        self.pair.setVisible(waits)
        self.decided.setVisible(bool(key) and not waits)
        if not waits:
            self._shown = ""
            self.pair.show_pair(None)
            self.decided.show_decided(apart or merge)
        elif key != self._shown:
            self._shown = key
            self.context.open(compare_duplicate, key, then=self._take_pair, failed=self._gone)

    def _take_pair(self, pair: DuplicateCompared) -> None:
        if pair.id == self._shown:
            self.pair.show_pair(pair)

    def _gone(self, _fault: HipDeskError) -> None:
        self._shown = ""
        self.pair.show_pair(None)

    # Deciding

    def _merge(self) -> None:
        pair, grid = self.pair.pair, self.pair.grid
        if pair is None or grid is None:
            return
        command = MergePeople(
            pair_id=pair.id, kept_id=pair.kept.person_id, kept_version=pair.kept.version,
            folded_version=pair.folded.version, choices=grid.choices(),
        )  # fmt: skip
        self._shown = ""
        self.context.do(merge_people, command, then=self._merged, failed=self._not_merged, owner=self)

    def _merged(self, merge_id: str) -> None:
        self.context.messages.toast("Two records are one now.", lambda: self.undo(merge_id))
        self.settled.emit()

    def _not_merged(self, fault: HipDeskError) -> None:
        self.context.messages.error(fault)
        self.settled.emit()

    def undo(self, merge_id: str) -> None:
        """Make two records of one again."""
        self._shown = ""
        self.context.do(undo_merge, merge_id, then=self._undone, owner=self)

    def _undone(self, done: MergeUndone) -> None:
        if done.stays:
            self.context.messages.banner(
                "The merge was undone, but not all of it",
                f"Changed since, and left with the record that was kept: {', '.join(done.stays)}.",
                "Look at both records, and put right what belongs to the other.",
                tone="amber", about="undone merge",
            )  # fmt: skip
        else:
            self.context.messages.toast("The merge is undone: two records again, as they were.")
        self.settled.emit()

    def _decide(self, decision: str, why: str) -> None:
        if self._shown:
            self._onward = True
            self._set(self._shown, decision, why)

    def _set(self, pair_id: str, decision: str, why: str) -> None:
        self._shown = ""
        self.context.do(
            decide_duplicate, pair_id, decision, why, then=lambda _done: self._said(decision), owner=self
        )  # fmt: skip

    def _said(self, decision: str) -> None:
        self.context.messages.toast(_SAID[decision])
        self.settled.emit()

    def panes(self) -> list[QWidget]:
        """For F6."""
        return [self.list, self.pair if self.pair.isVisible() else self.decided]


def _rows(tray: DuplicatesTray) -> list[Group | Line]:
    rows: list[Group | Line] = []
    for state, title in (("open", "To decide"), ("later", "Left for later")):
        members = [pair for pair in tray.pairs if pair.state == state]
        if members:
            count = "the 200 most alike" if len(tray.pairs) >= MOST_PAIRS else f"{len(members)}, most alike first"
            rows.append(Group(title, count))
            rows += [_line(pair) for pair in members]
    decided = [_apart_line(pair) for pair in tray.apart[:MOST_DECIDED]]
    decided += [merge_line(made) for made in tray.merges[:MOST_DECIDED] if made.undone_on is None]
    if decided:
        rows += [Group("Decided of late"), *decided]
    return rows


def _keys(rows: Sequence[Group | Line]) -> list[str]:
    return [str(row.key) for row in rows if isinstance(row, Line)]


def _reasons(reasons: Sequence[str]) -> str:
    return ", ".join((*reasons[:1], *(words[:1].lower() + words[1:] for words in reasons[1:2])))


def _line(pair: DuplicatePair) -> Line:
    sure = "very likely" if pair.score >= VERY_LIKELY else "likely" if pair.score >= LIKELY else "possible"
    return Line(
        pair.id, pair.name, right=Cell(str(pair.score), bold=True), second=pair.other_name,
        third=_reasons(pair.reasons), third_right=sure,
    )  # fmt: skip


def _apart_line(pair: DuplicatePair) -> Line:
    who = joined(pair.decided_by, british_dates.short(pair.decided_on) if pair.decided_on else "")
    chip = chips.noted("grey", "glyph-none", "Two people", size=12)
    return Line(pair.id, pair.name, plain_title=True, right=chip, second=f"{pair.why}. {who}" if pair.why else who)


def merge_line(made: MergeMade) -> Line:
    """A merge as a line: what stands, what was folded in, by whom and when."""
    if made.undone_on is not None:
        chip = chips.noted("grey", "undo", "Undone", size=12)
        who = f"{made.undone_by}, {british_dates.short(made.undone_on)}"
    else:
        chip = chips.noted("green", "glyph-done", "Merged", size=12)
        who = f"{made.made_by}, {british_dates.short(made.made_on)}"
    return Line(made.id, made.name, plain_title=True, right=chip, second=f"with {made.other_name}. {who}")
