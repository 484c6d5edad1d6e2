"""Interrupted in mid-sentence: a lock loses no character and takes under a second; a killed program under a second."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy

from hipdesk.model.agencies import AddAgency
from hipdesk.services.agencies import add_agency, list_agencies
from tests.journeys.conftest import Run
from tests.robots.custody import GateRobot
from tests.robots.window import ProgramRobot
from tests.support.desks import PASSPHRASE, open_desk
from tests.support.typist import KIND, SENTENCE, SUBJECT, text_of
from ui.routes import Route
from ui.shell.session import ClockJump
from ui.widgets.note_box import NoteBox

ROOT = Path(__file__).resolve().parents[2]
# Seconds of typing. The promise is one, and the bench measures it; here other tests share the processors.
LOST_AT_MOST = 3.0
TYPED = "She was called names on the stairs — twice — and"


def box(robot: ProgramRobot) -> NoteBox:
    """The box of what happened, in the referral form."""
    found = robot.find("field-summary")
    assert isinstance(found, NoteBox)
    return found


def test_lock_when_in_mid_sentence_then_no_character_is_lost_and_the_cursor_is_where_it_was(
    run: Run, vault: Path
) -> None:
    """Type, step back three signs, Ctrl+L at once: sealed; unlocking returns to field and cursor."""
    with run(vault) as started:
        robot = ProgramRobot(started)
        GateRobot(started).unlock(PASSPHRASE)
        robot.go(Route("referral-form"))
        box(robot).setFocus()
        robot.write(TYPED)
        robot.press("Left", "Left", "Left")
        sealed = QSignalSpy(started.program.locked)
        robot.press("Ctrl+L")
        started.until(lambda: sealed.count() > 0, "the vault to be sealed")
        GateRobot(started).unlock(PASSPHRASE)
        assert robot.route().name == "referral-form"
        started.until(lambda: box(robot).hasFocus(), "the focus to come back")
        assert box(robot).toPlainText() == TYPED
        assert box(robot).cursor_at() == len(TYPED) - 3
        robot.write(" shouted")
        assert box(robot).toPlainText() == f"{TYPED[:-3]} shouted{TYPED[-3:]}"


def test_lock_when_the_desk_is_closed_then_the_next_program_finds_the_sentence(run: Run, vault: Path) -> None:
    """Closing the window is a lock: another start of the program returns to the same field."""
    with run(vault) as started:
        robot = ProgramRobot(started)
        GateRobot(started).unlock(PASSPHRASE)
        robot.go(Route("referral-form"))
        box(robot).setFocus()
        robot.write(TYPED)
        robot.close_window()
        started.until(lambda: not started.program.window.isVisible(), "the window to close")
    with run(vault) as again:
        robot = ProgramRobot(again)
        GateRobot(again).unlock(PASSPHRASE)
        assert robot.route().name == "referral-form"
        again.until(lambda: box(robot).hasFocus(), "the focus to come back")
        assert box(robot).toPlainText() == TYPED


def test_program_when_killed_in_mid_sentence_then_only_the_last_moment_of_typing_is_lost(
    vault: Path, tmp_path: Path
) -> None:
    """A typist in a process of its own is killed while typing; the vault opens, and the draft is nearly whole."""
    env = {**os.environ, "HIPDESK_DATA": str(tmp_path / "typist"), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.typist", str(vault)], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    ) as typist:
        typed: list[float] = []
        assert typist.stdout is not None
        for line in typist.stdout:
            typed.append(float(line))
            if len(typed) == len(SENTENCE) * 3 // 4:
                break
        typist.send_signal(signal.SIGKILL)
        typed += [float(line) for line in typist.stdout]
    assert all(after >= before for before, after in pairwise(typed))
    with open_desk(vault) as desk:
        kept = text_of(desk, KIND, SUBJECT)
        assert desk.verify().whole
    assert SENTENCE.startswith(kept)
    lost = typed[len(kept) :]
    assert kept
    assert not lost or lost[-1] - typed[len(kept) - 1] <= LOST_AT_MOST


def test_sleep_when_it_comes_in_the_middle_of_saving_then_nothing_is_lost(
    run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sleep while changes are being written: the vault locks, what was written is whole, no draft is gone."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "local"))
    with run(vault) as started:
        robot = ProgramRobot(started)
        GateRobot(started).unlock(PASSPHRASE)
        context = started.program.context
        assert context is not None
        context.drafts.keep(KIND, SUBJECT, {"answers": {"summary": TYPED}})
        for number in range(20):
            context.do(add_agency, AddAgency(name=f"Agency {number}"))
        sealed = QSignalSpy(started.program.locked)
        freed = list[bool]()
        started.session.when_sealed(lambda: freed.append(sealed.count() > 0))
        started.session.left.emit()
        assert robot.locked
        started.until(lambda: sealed.count() > 0, "the vault to be sealed")
        assert freed == [True], "sleep waits until the vault is sealed"
    with open_desk(vault) as desk:
        kept = [agency.name for agency in desk.read(list_agencies) if agency.name.startswith("Agency ")]
        assert sorted(kept) == sorted(f"Agency {number}" for number in range(len(kept)))
        assert text_of(desk, KIND, SUBJECT) == TYPED
        assert desk.verify().faults == ()


def test_sleep_when_nobody_announced_it_then_the_first_key_after_it_locks(run: Run, vault: Path) -> None:
    """The clock went on for an hour: the key that wakes the computer shows the gate, not the page."""
    with run(vault) as started:
        robot = ProgramRobot(started)
        GateRobot(started).unlock(PASSPHRASE)
        started.session.jump = ClockJump(started.clock, started.session)
        started.session.jump.left.connect(started.session.left)
        started.session.add(started.session.jump.stop)
        started.clock.advance(timedelta(minutes=5))
        assert not robot.locked
        robot.press("Down")
        assert robot.locked
