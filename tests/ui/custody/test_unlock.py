"""The unlock page: one passphrase, one sentence when it is wrong, and nothing heavy imported before."""

import subprocess
import sys
import textwrap
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QFocusFrame

from hipdesk.kernel import collector
from tests.robots.custody import GateRobot
from tests.support.desks import PASSPHRASE, open_desk
from tests.support.program import running
from ui.custody.unlock import CAPS, UnlockPage
from ui.style import theme
from ui.widgets.labels import Label

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


def test_unlock_when_locked_again_then_the_collector_walks_what_the_session_left(gate, monkeypatch) -> None:
    """What is there is set aside while the vault is open; what a session leaves behind must not outlast it."""
    told = []
    monkeypatch.setattr(collector, "settle", lambda: told.append("settled"))
    monkeypatch.setattr(collector, "unsettle", lambda: told.append("unsettled"))
    gate.unlock(PASSPHRASE)
    assert told == ["settled"]
    gate.lock()
    assert told == ["settled", "unsettled"]


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


def test_unlock_when_the_size_of_text_changes_then_every_word_has_it_and_what_was_typed_stays(gate: GateRobot) -> None:
    """As when the system, or another window of this computer, takes on another look while the vault is locked."""
    gate.ready()
    gate.type_passphrase(PASSPHRASE)
    before = {label.words: label.sizeHint().height() for label in gate.root.findChildren(Label) if label.isVisible()}
    theme.current().use("dark", 2.0)
    gate.ready()
    after = {label.words: label.sizeHint().height() for label in gate.root.findChildren(Label) if label.isVisible()}
    same = set(before) & set(after)
    assert "Passphrase" in same
    assert all(after[words] > before[words] for words in same if words)
    gate.find("unlock").setFocus()
    gate.press("Space")
    gate.started.until(lambda: not gate.locked, "the workspace")


def test_unlock_when_another_window_has_the_vault_then_says_so_and_opens_it_once_that_is_closed(
    gate: GateRobot, vault: Path
) -> None:
    """Two windows never write one vault: since when it is open, and what to do, stand where errors are told."""
    with open_desk(vault):
        told = gate.try_passphrase(PASSPHRASE)
        assert "This vault is open in another window since" in told
        assert "Close the other window" in told
        assert gate.locked
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
    """Bench row 1: the window is up before pydantic and SQLAlchemy are, and before much of our own."""
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
        heavy |= {"cryptography", "hashlib", "socket"}
        late = {"hipdesk.services.gate", "hipdesk.vault.format", "ui.widgets.overlay", "ui.widgets.banner"}
        print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}) + sorted(late & set(sys.modules)))
        program.end()
    """
    done = subprocess.run(  # its own process: only there is sys.modules what the window needs
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_unlock_page_when_its_first_picture_is_there_then_ring_and_self_test_follow(gate: GateRobot) -> None:
    """They wait for the first picture only: then the field is ringed and the ciphers have answered."""
    gate.ready()
    page = gate.shown
    assert isinstance(page, UnlockPage)
    gate.started.until(lambda: "passed" in page.panel.test.findChildren(Label)[0].words, "the self-test")
    rings = gate.started.program.window.findChildren(QFocusFrame)
    assert [ring.widget() for ring in rings] == [page.panel.field]


def test_unlock_page_when_a_vault_is_damaged_then_says_so_in_the_list_and_under_the_field(
    qapp: QApplication, tmp_path: Path, vault: Path
) -> None:
    """The header is read once the page is there; a damaged one is told without a try to open it."""
    (vault / "vault.json").write_text("damaged")
    with running(qapp, tmp_path / "local", vault) as started:
        robot = GateRobot(started)
        robot.ready()
        started.until(lambda: bool(robot.told()), "the fault")
        assert "is damaged" in robot.told()
        (line,) = robot.vaults()
        assert "is damaged" in line


def test_start_when_the_first_picture_is_there_then_imports_are_plain_and_the_collector_is_awake() -> None:
    """PySide's own hook is out of every import, and what is kept off while starting comes back."""
    script = """
        import builtins, gc, os
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from ui.__main__ import prepare
        prepare()
        from PySide6.QtCore import QTimer
        from ui import app
        begin, told = app.begin, []
        def to_end(arguments):
            application, program = begin(arguments)
            told.append(gc.isenabled())
            program.window.painted.connect(lambda: QTimer.singleShot(0, program.close))
            return application, program
        app.begin = to_end
        code = app.run(["hipdesk"])
        print(code, told[0], gc.isenabled(), builtins.__import__ is builtins.__feature_import__)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "False", "True", "False"]


def test_start_when_a_call_of_qt_is_wrong_then_its_message_is_read_then_and_not_before() -> None:
    """PySide's own source is not compiled for the first picture; the message of a wrong call is the usual one."""
    script = """
        import os, sys
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from ui.__main__ import prepare
        finders = sys.meta_path
        prepare()
        from ui.app import begin
        application, program = begin(["hipdesk"])
        application.processEvents()
        texts = vars(sys.modules["shibokensupport.signature.layout"])
        print("argparse" in sys.modules, "create_signature" in texts, sys.meta_path is finders, type(finders).__name__)
        from PySide6.QtCore import QRect
        try:
            QRect("wrong")
        except TypeError as fault:
            print(fault)
        print("create_signature" in texts)
        program.end()
    """
    with pytest.raises(TypeError) as usual:
        QRect("wrong")  # type: ignore[call-overload]  # the wrong call itself
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"False False True list\n{usual.value}\nTrue\n"
