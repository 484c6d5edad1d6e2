"""Row 1: the window up to the unlock page shown, against a bare PySide6 window with one label; each a new process."""

import functools
import os
import subprocess
import sys
from pathlib import Path

from tests.bench.borough import folder
from tests.bench.pairs import Ratio, paired, told
from tests.support.desks import make_desk

ROUNDS = 15
_OURS = """
import os, sys
from ui.app import Program, make_application
from ui.features import features
from pathlib import Path
application = make_application([""])
program = Program(application, features(Path(sys.argv[1])))
program.start()
application.processEvents()
from ui.custody.unlock import UnlockPage
assert program.window.findChild(UnlockPage) is not None
os._exit(0)
"""
_BARE = """
import os
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([""])
window = QMainWindow()
window.setCentralWidget(QLabel("Unlock"))
window.show()
application.processEvents()
os._exit(0)
"""


def measure() -> list[Ratio]:
    """Median ratio over fresh processes, from start to the first page painted."""
    vault = _vault()
    ours = functools.partial(_run, _OURS, str(vault))
    ratio, mine, bare = paired(ours, functools.partial(_run, _BARE), ROUNDS)
    return [Ratio("1", "window up to the unlock page", "a bare window", ratio, "≤ 1.5", ratio <= 1.5, told(mine, bare))]


def _vault() -> Path:
    place = folder() / "start"
    place.mkdir()
    desk = make_desk(place)
    vault = desk.path
    desk.close()
    return vault


def _run(program: str, *arguments: str) -> None:
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HIPDESK_DATA": str(folder() / "home"),
        "PYTHONPYCACHEPREFIX": str(folder() / "compiled"),  # an installed program is compiled once
    }
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, env=surroundings, stderr=subprocess.PIPE)
