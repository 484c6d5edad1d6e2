"""Row 12: memory after 2,000 scripted operations at 100,000 cases against a bare window, each in its own process."""

import os
import subprocess
import sys

from tests.bench.borough import desk_of, folder
from tests.bench.pairs import Ratio
from tests.bench.windows import CASES

OPERATIONS = 2_000
OF_A_ROUND = 20
ROWS = 6
WORDS = ("begum", "letterbox", "door", "0041", "police", "status:open strand:race", "stair lighting")
_BARE = """
import os, psutil
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([""])
window = QMainWindow()
window.setCentralWidget(QLabel("Unlock"))
window.show()
for _ in range(20):
    application.processEvents()
print(psutil.Process().memory_info().rss, flush=True)
os._exit(0)
"""
_OURS = """
import os, sys
from pathlib import Path
from tests.bench.memory import work_through
work_through(Path(sys.argv[1]), int(sys.argv[2]))
os._exit(0)
"""


def measure() -> list[Ratio]:
    """Resident memory of ours at the end against the bare window's."""
    vault = desk_of(CASES)
    bare = int(_run(_BARE).split()[-1])
    fresh, ours = (int(number) for number in _run(_OURS, str(vault), str(OPERATIONS)).split()[-2:])
    seen = f"{ours >> 20} MiB to {bare >> 20} MiB; after unlocking {fresh >> 20} MiB"
    what = f"memory after {OPERATIONS:,} operations, {CASES:,} cases"
    return [Ratio("12", what, "a bare window", ours / bare, "≤ 4", ours <= 4 * bare, seen)]


def work_through(vault, operations: int) -> None:
    """Unlock, do what an officer does over and over, and print resident memory after unlocking and at the end.

    A round: the list sorted, narrowed, six rows visited and ticked, a case, three other pages, a search. Pages are left
    before they are filled, as by somebody in a hurry; only the list and the search are waited for.
    """
    import psutil

    from tests.bench.windows import unlocked_window
    from tests.support.qt_keys import settle
    from ui.cases.list_page import CasesPage
    from ui.routes import Route
    from ui.widgets.table_model import Order

    def resident() -> int:
        return int(psutil.Process().memory_info().rss)

    with unlocked_window(vault) as robot:
        fresh, go = resident(), robot.started.program.routes.go
        for done in range(0, operations, OF_A_ROUND):
            turn = done // OF_A_ROUND
            go(Route("cases"))
            page = robot.page
            assert isinstance(page, CasesPage)
            page.model.sort_by(Order(("risk", "initials", "hearing", "lead")[turn % 4], bool(turn % 3)))
            page.pills["strand"].choose(("RAC", "DIS", "FTH")[turn % 3])
            robot.wait()
            for row in range(ROWS):
                page.table.setCurrentIndex(page.model.index(row, 0))
                robot.press("Space")
            page.model.clear_ticks()
            key = page.model.key_at(turn % 40) or page.model.key_at(0)
            for route in (Route.to("case", id=str(key)), Route("actions"), Route("referrals"), Route("home")):
                go(route)
                settle()
            robot.search(WORDS[turn % len(WORDS)])
            robot.press("Esc")
        robot.wait()
        print(fresh, resident(), flush=True)


def _run(program: str, *arguments: str) -> str:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HIPDESK_DATA": str(folder() / "memory")}
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, env=surroundings, capture_output=True, text=True
    )
    return ended.stdout
