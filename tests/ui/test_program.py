"""The program between gate, work and lock; what it imports; and what it says when it has to stop."""

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from hipdesk.desk import Desk
from hipdesk.kernel import collector
from hipdesk.kernel.clock import FixedClock
from tests.robots.shell import WindowRobot
from tests.support.qt_keys import settle, show_active, wait_for
from tests.support.qt_leaks import let_go, no_window_flashes
from tests.support.qt_stand_ins import WEDNESDAY
from ui.app import Features, Program
from ui.context import Context
from ui.crash import CrashGuard, report
from ui.crash_page import CrashPage
from ui.panels.run_decision import RunDecision
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.shell.page_finder import pages_finder
from ui.shell.registry import PageRegistry
from ui.widgets import layout
from ui.widgets.banner import Banner
from ui.widgets.labels import Ground
from ui.widgets.note_box import NoteBox

ROOT = Path(__file__).resolve().parents[2]


class Actor:
    holder_id = "h1"

    def may(self, _right: object) -> bool:
        """Nothing: a small desk keeps no drafts."""
        return False


class SmallDesk:
    """A desk that only knows whether it is open."""

    vault_id = "v1"
    path = Path("marlbridge.hipdesk")
    actor = Actor()

    def __init__(self) -> None:
        self.closed = False

    def stop_reading(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class Note(Page):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.note = NoteBox(name="Note")
        self.setLayout(layout.column(self.note))

    def remember(self) -> Memory:
        return {"text": self.note.toPlainText(), "at": self.note.cursor_at()}

    def restore(self, memory: Memory) -> None:
        self.note.setPlainText(str(memory["text"]))
        self.note.put_cursor(int(str(memory["at"])))

    def first_focus(self) -> QWidget:
        return self.note


def pages(registry: PageRegistry, _context: Context) -> None:
    registry.register("home", "Home", "home", Note, 10)
    registry.register("other", "Other", "folder", Note, 20)


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    features = Features(
        gate=lambda _program: Ground("canvas"),
        pages=pages,
        finder=pages_finder,
        started=lambda _program, _context: None,
    )
    made = Program(qapp, features, FixedClock(WEDNESDAY))
    made.start()
    show_active(made.window)
    yield made
    made.end()
    qapp.focusChanged.disconnect(made.ring._moved)
    made.ring._moved(None, None)
    made.ring.deleteLater()
    let_go(made.window)


def test_lock_when_typing_then_gate_is_shown_the_desk_closed_and_unlocking_returns_there(program: Program) -> None:
    """Lock, unlock: the same page, the same text, the cursor where it was."""
    robot = WindowRobot(program.window, program.operations)
    first, again = SmallDesk(), SmallDesk()
    with no_window_flashes():
        program.unlocked(cast(Desk, first))
    program.routes.go(Route("other"))
    robot.write("He said é")
    robot.press("Left", "Left", "Ctrl+L")
    robot.wait()
    assert first.closed
    assert robot.locked
    assert program.context is None
    program.unlocked(cast(Desk, again))
    settle()
    note = robot.focus()
    assert isinstance(note, NoteBox)
    assert (note.toPlainText(), note.cursor_at()) == ("He said é", 7)


def test_lock_when_unlocked_before_then_the_collector_walks_what_the_session_left(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While unlocked the collector leaves the program itself alone, which would stall it; when locked no longer."""
    told: list[str] = []
    monkeypatch.setattr(collector, "settle", lambda: told.append("settle"))
    monkeypatch.setattr(collector, "unsettle", lambda: told.append("unsettle"))
    robot = WindowRobot(program.window, program.operations)
    program.unlocked(cast(Desk, SmallDesk()))
    assert told == ["settle"]
    program.lock()
    robot.wait()
    assert robot.locked
    assert told == ["settle", "unsettle"]


def test_lock_when_another_holder_unlocks_then_starts_at_home(program: Program) -> None:
    """What one holder had open is not shown to the next."""
    robot = WindowRobot(program.window, program.operations)
    program.unlocked(cast(Desk, SmallDesk()))
    robot.write("private")
    program.routes.go(Route("other"))
    program.lock()
    robot.wait()
    desk = SmallDesk()
    desk.vault_id = "v2"
    program.unlocked(cast(Desk, desk))
    assert robot.page_title() == "home"
    page = robot.workspace.pages.page
    assert isinstance(page, Note)
    assert page.note.toPlainText() == ""


def test_theme_when_changed_while_working_then_pages_are_made_anew_where_they_were(program: Program) -> None:
    """Dark and 200 % at once, without losing a word."""
    robot = WindowRobot(program.window, program.operations)
    program.unlocked(cast(Desk, SmallDesk()))
    robot.write("kept")
    program.restyle("dark", 2.0)
    settle()
    page = robot.workspace.pages.page
    assert isinstance(page, Note)
    assert page.note.toPlainText() == "kept"
    program.restyle("light", 1.0)


def test_closing_when_unlocked_then_desk_is_closed_before_the_program_ends(program: Program) -> None:
    """The window closes only after the vault."""
    desk = SmallDesk()
    program.unlocked(cast(Desk, desk))
    program.window.close()
    assert program.window.isVisible()
    wait_for(program.ended)
    assert desk.closed
    assert not program.window.isVisible()


def test_crash_when_a_name_is_in_the_error_then_it_is_not_in_the_report(program: Program) -> None:
    """The report holds functions and lines; the vault is locked first."""
    robot = WindowRobot(program.window, program.operations)
    desk = SmallDesk()
    program.unlocked(cast(Desk, desk))
    program.guard.install()
    try:
        raise KeyError("Wilhelmina Plantedname")
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        program.guard.remove()
    robot.wait()
    assert desk.closed
    page = program.window.gate
    assert isinstance(page, CrashPage)
    shown = page.findChild(NoteBox)
    assert shown is not None
    assert "Plantedname" not in shown.toPlainText()
    assert "KeyError" in shown.toPlainText()
    assert "test_program.py" in shown.toPlainText()
    assert "hipdesk" not in str(ROOT) or str(ROOT) not in shown.toPlainText()


def test_command_when_what_was_typed_is_too_long_then_it_is_told_at_its_field_and_the_work_goes_on(
    program: Program,
) -> None:
    """No fault of the program: the sentence names field and limit, and is settled when the field is changed."""
    robot = WindowRobot(program.window, program.operations)
    program.unlocked(cast(Desk, SmallDesk()))
    robot.write("w")
    program.guard.install()
    note = robot.focus()
    assert isinstance(note, NoteBox)
    note.setPlainText("w" * 501)
    try:
        QTimer.singleShot(0, program.window, lambda: RunDecision.command("0" * 32, {"unsaid": note.value()}))
        settle()
    finally:
        program.guard.remove()
    (banner,) = program.window.findChildren(Banner)
    assert banner.accessibleName().startswith("“Note” is too long: 501 characters, and 500 is the most.")
    assert program.desk is not None
    robot.press("Delete")
    settle()
    assert program.window.findChildren(Banner) == []


def test_guard_when_a_thread_fails_then_tells_once() -> None:
    """The first fault is told; what follows from it is not."""
    guard, told = CrashGuard(), []
    guard.crashed.connect(told.append)
    for _ in range(2):
        try:
            raise ValueError("x")
        except ValueError as error:
            guard._caught(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert report(ValueError("secret")).startswith("builtins.ValueError")
    guard.deleteLater()
    QApplication.sendPostedEvents(guard, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(
    "program_text",
    [
        "import ui.__main__\nassert not [name for name in sys.modules if name.startswith('PySide6')]",
        """
        from ui.app import Features, Program, make_application
        from ui.widgets.labels import Ground
        from ui.widgets.text_field import SecretField
        application = make_application([])
        nothing = lambda *_: None
        program = Program(application, Features(lambda _: SecretField(), nothing, nothing, nothing))
        program.start()
        application.processEvents()
        program.end()
        """,
    ],
    ids=["main", "gate"],
)
def test_start_when_it_reaches_the_gate_then_nothing_heavy_is_imported(program_text: str) -> None:
    """Neither pydantic nor SQLAlchemy before unlocking; the press's parent module imports nothing at all."""
    text = (
        "import sys\n"
        + textwrap.dedent(program_text)
        + textwrap.dedent(
            """
        heavy = ("pydantic", "sqlalchemy", "sqlcipher3", "alembic", "matplotlib", "typst", "zxcvbn", "cryptography")
        found = sorted({name.partition(".")[0] for name in sys.modules} & set(heavy))
        assert found == [], found
        """
        )
    )
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
