"""The unlock page: one passphrase, one sentence when it is wrong, and nothing heavy imported before."""

import subprocess
import sys
import textwrap
from datetime import timedelta
from pathlib import Path

from tests.robots.custody import GateRobot
from tests.support.desks import PASSPHRASE
from ui.custody.unlock import CAPS, UnlockPage

ROOT = Path(__file__).resolve().parents[3]
WRONG = "That passphrase does not open this vault."


def test_unlock_when_the_passphrase_is_right_then_opens_home(gate: GateRobot) -> None:
    """Typing and Enter are enough; the vault is remembered by its path only."""
    gate.unlock(PASSPHRASE)
    assert gate.route().name == "home"
    assert gate.workspace.status.isVisible()


def test_unlock_when_the_passphrase_is_wrong_then_says_one_sentence_and_empties_the_field(gate: GateRobot) -> None:
    """Nothing about which part was wrong, and the focus stays where one types."""
    assert gate.try_passphrase("not the right words at all") == WRONG
    assert gate.find("passphrase").hasFocus()
    gate.unlock(PASSPHRASE)
    assert not gate.locked


def test_unlock_when_wrong_three_times_then_waits_longer_and_counts_down(gate: GateRobot) -> None:
    """The delay grows, the button waits, and after it the right words open."""
    for _ in range(2):
        gate.try_passphrase("not the right words at all")
        assert gate.waiting == 0
    told = gate.try_passphrase("not the right words at all")
    first = gate.waiting
    assert first >= 1
    assert told.startswith(WRONG)
    assert "Try again in" in told
    assert not gate.find("unlock").isEnabled()
    gate.started.until(lambda: gate.waiting < first, "the countdown")
    gate.started.clock.advance(timedelta(minutes=10))
    gate.started.until(lambda: gate.waiting == 0, "the end of the wait")
    gate.unlock(PASSPHRASE)
    assert not gate.locked


def test_unlock_when_caps_lock_is_on_then_tells_it_where_errors_are_told(gate: GateRobot) -> None:
    """A capital typed without Shift can only come from Caps Lock."""
    gate.ready()
    gate.type_passphrase("HAR")
    assert gate.told() == CAPS
    gate.write("b")
    assert gate.told() == ""


def test_unlock_when_no_vault_is_known_then_welcomes_and_offers_three_ways(fresh: GateRobot) -> None:
    """An empty computer is not an empty page."""
    for name in ("create", "way-open", "way-restore"):
        assert fresh.find(name).isEnabled()


def test_unlock_when_a_vault_was_opened_before_then_it_is_listed_without_names(gate: GateRobot) -> None:
    """The list holds folders, never a holder or a case."""
    gate.unlock(PASSPHRASE)
    gate.lock()
    gate.ready()
    (line,) = gate.vaults()
    assert line.startswith("marlbridge, ")
    assert "Anwen" not in line
    assert isinstance(gate.shown, UnlockPage)


def test_unlock_page_when_it_is_up_then_no_heavy_library_is_imported() -> None:
    """Bench row 1: the window is up before pydantic and SQLAlchemy are."""
    script = """
        import os, sys
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from ui.app import Program, make_application
        from ui.features import features
        application = make_application([])
        program = Program(application, features())
        program.start()
        application.processEvents()
        heavy = {"pydantic", "sqlalchemy", "sqlcipher3", "alembic", "matplotlib", "typst", "holidays", "zxcvbn"}
        print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
        program.end()
    """
    done = subprocess.run(  # its own process: only there is sys.modules what the window needs
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
