"""The recovery sheet in use: slips shown group by group, a new passphrase, a new sheet; and restoring a backup."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipdesk.desk import Desk
from hipdesk.kernel.clock import FixedClock
from tests.robots.custody import GateRobot
from tests.support.desks import PASSPHRASE, POLICY, new_vault
from tests.support.program import running
from tests.support.qt_stand_ins import WEDNESDAY
from ui.custody.recovery import NewSheetPage

NEW = "winter orchard copper kettle"


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
    """A vault, and the groups of its recovery sheet."""
    desk, code = Desk.create(new_vault(tmp_path / "marlbridge.hipdesk"), FixedClock(WEDNESDAY), POLICY)
    desk.close()
    return desk.path, code.groups


@pytest.fixture
def locked(qapp: QApplication, tmp_path: Path, sealed: tuple[Path, tuple[str, ...]]) -> Iterator[GateRobot]:
    """The program at that vault's unlock page."""
    with running(qapp, tmp_path / "local", sealed[0]) as started:
        yield GateRobot(started)


def fill_new(gate: GateRobot) -> None:
    """The new passphrase, twice."""
    gate.fill("new-passphrase", NEW)
    gate.fill("passphrase-again", NEW)


def test_recovery_when_a_group_is_mistyped_then_marks_that_group(
    locked: GateRobot, sealed: tuple[Path, tuple[str, ...]]
) -> None:
    """One wrong sign is placed in its group before any key is derived."""
    groups = list(sealed[1])
    groups[4] = groups[4][:3] + ("0" if groups[4][3] != "0" else "1")
    locked.begin_recovery()
    locked.type_groups(tuple(groups))
    fill_new(locked)
    locked.press("Enter")
    locked.wait()
    assert locked.problems() == {"Group 5": "Look at this one again"}
    assert "Group 5 is mistyped" in locked.told()


def test_recovery_when_the_sheet_is_right_then_a_new_passphrase_and_sheet_hold(
    locked: GateRobot, sealed: tuple[Path, tuple[str, ...]]
) -> None:
    """The old passphrase and the old sheet open nothing any more; the new passphrase does."""
    locked.begin_recovery()
    locked.type_groups(tuple(group.lower() for group in sealed[1]))
    fill_new(locked)
    locked.press("Enter")
    locked.started.until(lambda: isinstance(locked.shown, NewSheetPage), "the new sheet")
    locked.wait()
    locked.choose("print-sheet")
    page = locked.shown
    assert isinstance(page, NewSheetPage)
    assert page._code.groups != sealed[1]
    locked.type_groups(page._code.groups)
    locked.choose("continue")
    locked.started.until(lambda: locked.started.program.window.workspace is not None, "the workspace")
    locked.wait()
    locked.lock()
    assert "does not open this vault" in locked.try_passphrase(PASSPHRASE)
    locked.unlock(NEW)
    assert not locked.locked


def test_restore_when_a_backup_is_chosen_then_opens_a_copy_beside_the_vault(
    locked: GateRobot, sealed: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    """Nothing is written over: the copy has a folder and an id of its own."""
    desk = Desk.unlock(sealed[0], PASSPHRASE, FixedClock(WEDNESDAY), POLICY)
    backup = tmp_path / desk.backup_name
    desk.back_up(backup)
    desk.close()
    before = {path: path.read_bytes() for path in sealed[0].rglob("*") if path.is_file()}
    locked.begin_restore(backup)
    locked.fill("passphrase", "not the right words at all")
    locked.press("Enter")
    locked.wait()
    assert "does not open" in locked.told()
    locked.fill("passphrase", PASSPHRASE)
    locked.press("Enter")
    locked.started.until(lambda: locked.started.program.window.workspace is not None, "restoring")
    locked.wait()
    opened = locked.started.program.desk
    assert opened is not None
    assert opened.path != sealed[0]
    assert opened.path.is_relative_to(tmp_path / "local")
    assert {path: path.read_bytes() for path in sealed[0].rglob("*") if path.is_file()} == before
