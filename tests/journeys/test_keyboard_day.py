"""The first day and the panel day by keyboard alone, without a screen and on a real one: Xvfb, started here."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import ModuleType

import pytest

from tests.journeys import keyboard, keyboard_day, keyboard_first
from tests.support.panel_desk import marlbridge

ROOT = Path(__file__).resolve().parents[2]
_TO_INSTALL = "Xvfb is missing: sudo apt-get install xvfb (as root, make test installs it)"
Screen = Callable[[], AbstractContextManager[dict[str, str]]]


@contextmanager
def real_screen() -> Iterator[dict[str, str]]:
    """An X server of this test's own, on a display it chooses itself; gives what a window needs to find it."""
    server = shutil.which("Xvfb")
    assert server is not None, _TO_INSTALL
    told, tells = os.pipe()
    command = [server, "-displayfd", str(tells), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[tells], stderr=subprocess.DEVNULL) as running:
        os.close(tells)
        try:
            with os.fdopen(told, encoding="ascii") as answer:
                number = answer.readline().strip()
            assert number, "Xvfb would not start"
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
        finally:
            running.terminate()


def no_screen() -> AbstractContextManager[dict[str, str]]:
    """Qt's own stand-in for a screen."""
    return nullcontext({"QT_QPA_PLATFORM": "offscreen"})


@pytest.mark.parametrize("screen", [no_screen, real_screen])
def test_panel_day_when_only_keys_are_used_then_ends_frozen_and_locked(screen: Screen, tmp_path: Path) -> None:
    """From the passphrase to the lock: no pointer, no slot, no focus lost; the same on a real window."""
    with marlbridge(tmp_path) as (desk, _known):
        vault = desk.path
    assert keyboard_day.DONE in lived(screen, "tests.journeys.keyboard_day", vault, tmp_path / "local")


@pytest.mark.parametrize("screen", [no_screen, real_screen])
def test_first_day_when_only_keys_are_used_then_a_referral_is_logged_accepted_and_found(
    screen: Screen, tmp_path: Path
) -> None:
    """From a computer without a vault: first run, sheet typed back, a referral, triage, search, the case."""
    assert keyboard_first.DONE in lived(screen, "tests.journeys.keyboard_first", tmp_path / "local")


def lived(screen: Screen, module: str, *given: Path) -> str:
    """Live through a day in a process of its own, in which every warning is an error; what it said at its end."""
    with screen() as where:
        day = [sys.executable, "-W", "error", "-m", module, *map(str, given)]
        told = subprocess.run(
            day, cwd=ROOT, env={**os.environ, **where}, capture_output=True, text=True, timeout=300, check=False
        )
    assert told.returncode == 0, told.stderr[-3000:]
    return told.stdout


@pytest.mark.parametrize("robot", [keyboard, keyboard_day, keyboard_first])
def test_keyboard_robot_when_read_then_it_can_reach_no_slot_and_no_widget(robot: ModuleType) -> None:
    """The robot calls nothing of a page: no widget is looked for, clicked, focused or told; only keys are sent."""
    tree = ast.parse(Path(str(robot.__file__)).read_text(encoding="utf-8"))
    taken = {name.module for name in ast.walk(tree) if isinstance(name, ast.ImportFrom)}
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not {module for module in taken if module and module.split(".")[0] in ("ui", "hipdesk")}
    assert not called & {"click", "trigger", "emit", "setFocus", "findChild", "findChildren", "mouseClick", "go"}
