"""Row 1: the window up to the unlock page shown, against a bare PySide6 window with one label; each a new process.

Ours is the program's own start, with its guard and its network shut off, on a computer that knows the vault. Both end
when the events of showing the window are done: the page is painted, and the passphrase can be typed.
"""

import functools
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bench.borough import folder
from tests.bench.pairs import Ratio, paired, told
from tests.support.desks import make_desk

ROUNDS = 25
_OURS = """
import os
from ui.__main__ import prepare
prepare()
from ui.app import begin
application, program = begin(["hipdesk"])
application.processEvents()
from ui.custody.unlock import UnlockPage
page = program.window.gate.page
assert isinstance(page, UnlockPage) and page.panel.field.hasFocus()
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
    _known_vault()
    ratio, mine, bare = paired(functools.partial(_run, _OURS), functools.partial(_run, _BARE), ROUNDS)
    return [Ratio("1", "window up to the unlock page", "a bare window", ratio, "≤ 1.5", ratio <= 1.5, told(mine, bare))]


def _known_vault() -> None:
    """A vault, and a computer that opened it before and remembers its look."""
    place, home = folder() / "start", _home()
    place.mkdir()
    home.mkdir()
    desk = make_desk(place)
    vault = desk.path
    desk.close()
    (home / "vaults.json").write_text(json.dumps([str(vault)]), encoding="utf-8")
    (home / "look.json").write_text(json.dumps({"theme": "light", "scale": 1.0}), encoding="utf-8")


def _home() -> Path:
    return folder() / "home"


def _run(program: str) -> None:
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HIPDESK_DATA": str(_home()),
        "PYTHONPYCACHEPREFIX": str(folder() / "compiled"),  # an installed program is compiled once
    }
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-c", program], check=True, env=surroundings, stderr=subprocess.PIPE)
