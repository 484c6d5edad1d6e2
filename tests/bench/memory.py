"""Row 12: memory after 2,000 scripted operations at 100,000 cases against a bare window, each in its own process."""

import os
import subprocess
import sys

from tests.bench.borough import desk_of, folder
from tests.bench.pairs import Ratio
from tests.bench.windows import CASES
from tests.support.desks import PASSPHRASE
from tests.support.qt_stand_ins import WEDNESDAY

OPERATIONS = 2_000
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
from ui.__main__ import prepare
prepare()
from pathlib import Path
from tests.bench.officer import work_through
work_through(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
os._exit(0)
"""


def measure() -> list[Ratio]:
    """Resident memory of ours at the end against the bare window's."""
    vault = desk_of(CASES)
    bare = int(_run(_BARE).split()[-1])
    told = _run(_OURS, str(vault), PASSPHRASE, WEDNESDAY.isoformat(), str(OPERATIONS))
    fresh, first, ours = (int(number) for number in told.split()[-3:])
    seen = f"{ours >> 20} MiB to {bare >> 20} MiB; after unlocking {fresh >> 20}, after the first round {first >> 20}"
    what = f"memory after {OPERATIONS:,} operations, {CASES:,} cases"
    return [Ratio("12", what, "a bare window", ours / bare, "≤ 4", ours <= 4 * bare, seen)]


def _run(program: str, *arguments: str) -> str:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HIPDESK_DATA": str(folder() / "memory")}
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, env=surroundings, stdout=subprocess.PIPE, text=True
    )
    return ended.stdout
