"""Row 6: scrolling, sorting and narrowing every long list; how long the window ever stood still meanwhile."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView

from tests.bench.pairs import Ratio
from tests.bench.windows import CASES, unlocked_window
from tests.robots.window import ProgramRobot
from ui.actions.board import ActionsPage
from ui.cases.list_page import CasesPage
from ui.referrals.inbox_page import InboxPage
from ui.routes import Route
from ui.widgets.table_model import Order

GOAL = 0.050
EVERY_MS = 2


class Heartbeat:
    """Beats every two milliseconds while events are handled; the longest pause between beats is the stall.

    ``computed`` is the longest the window's own thread worked between two beats, whatever else took the processors.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self.computed = 0.0
        self._last = self._worked = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self.computed = max(self.computed, worked - self._worked)
        self._last, self._worked = now, worked

    def during(self, robot: ProgramRobot, act: Callable[[], object]) -> float:
        """Do something from within the event loop, go on until all is delivered and painted; the longest stall."""
        self.longest = 0.0
        loop = QEventLoop()
        done = False

        def begin() -> None:
            nonlocal done
            act()
            done = True

        def over() -> None:
            if done and robot.started.program.operations.pending == 0:
                loop.quit()

        look = QTimer()
        look.setInterval(20)
        look.timeout.connect(over)
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()
        QTimer.singleShot(10, begin)
        look.start()
        loop.exec()
        look.stop()
        self._timer.stop()
        return self.longest


def measure() -> list[Ratio]:
    """The longest stall of each list, over all that was done to it."""
    beat = Heartbeat()
    rows = []
    with unlocked_window() as robot:
        for route, doings in (("cases", _cases), ("actions", _actions), ("referrals", _referrals)):
            robot.go(Route(route))
            beat.computed = 0.0
            stalls = {what: max(beat.during(robot, act) for _round in range(3)) for what, act in doings(robot).items()}
            what, worst = max(stalls.items(), key=lambda pair: pair[1])
            computed = f"the window itself worked at most {beat.computed * 1000:.1f} ms on end"
            seen = f"longest {worst * 1000:.1f} ms ({what}), of {', '.join(stalls)}; {computed}"
            title = f"scroll, sort and narrow {route}, {CASES:,} cases; longest stall"
            rows.append(Ratio("6", title, "50 ms", worst / GOAL, "≤ 1", worst <= GOAL, seen))
    return rows


def _scrolled(view: QAbstractItemView, part: float) -> Callable[[], object]:
    return lambda: view.verticalScrollBar().setValue(round(view.verticalScrollBar().maximum() * part))


def _cases(robot: ProgramRobot) -> dict[str, Callable[[], object]]:
    page = robot.page
    assert isinstance(page, CasesPage)
    page._stand_so({"view": "all"})
    robot.wait()
    assert page.model.rowCount() > CASES * 0.9
    return {
        "scroll to the middle": _scrolled(page.table, 0.5),
        "scroll to the end": _scrolled(page.table, 1.0),
        "sort by risk": lambda: page.model.sort_by(Order("risk", page.model.order.by != "risk")),
        "sort by initials": lambda: page.model.sort_by(Order("initials", page.model.order.by != "initials")),
        "filter by strand": lambda: page.pills["strand"].choose("RAC"),
        "narrow by a word": lambda: (page.narrow.set_value("door"), page._filtered()),
        "tick all": lambda: page.model.tick_all_loaded(True),
    }


def _actions(robot: ProgramRobot) -> dict[str, Callable[[], object]]:
    page = robot.page
    assert isinstance(page, ActionsPage)
    page.restore({"words": ""})
    robot.wait()
    return {
        "scroll to the end": _scrolled(page.table, 1.0),
        "sort by case": lambda: page.model.sort_by(Order("case", not page.model.order.down)),
        "group by case": lambda: page.group.choose("case" if page.group.grouping != "case" else "agency"),
        "no group": lambda: page.group.choose("none"),
        "another tab": lambda: page._choose_tab("late" if page._tab != "late" else "done"),
        "narrow by a word": lambda: page.narrow.set_value("letterbox"),
    }


def _referrals(robot: ProgramRobot) -> dict[str, Callable[[], object]]:
    page = robot.page
    assert isinstance(page, InboxPage)
    return {
        "scroll to the end": _scrolled(page.list, 1.0),
        "filter by strand": lambda: page.filters.pills["strand"].choose("RAC"),
        "open only": lambda: page.open_only.click(),
    }
