"""The first day: a vault is made, locked, and opened again; a passphrase is lost; a backup brings everything back."""

from pathlib import Path

from tests.journeys.conftest import Run
from tests.robots.custody import GateRobot
from tests.robots.home import HomeRobot
from tests.support.desks import PASSPHRASE
from ui.custody.recovery import NewSheetPage
from ui.custody.setup import SetupPage
from ui.routes import Route
from ui.widgets.chips import ChipLabel

WORDS = "copper kettle winter orchard"
NEW = "winter orchard copper kettle"


def first_run(gate: GateRobot) -> tuple[str, ...]:
    """All six pages; returns the groups of the sheet, as the paper has them."""
    gate.begin_setup()
    gate.go_on()
    gate.fill("office_name", "Marlbridge Council")
    gate.go_on()
    gate.fill("holder", "Anwen Price")
    gate.fill("new-passphrase", WORDS)
    gate.fill("passphrase-again", WORDS)
    gate.go_on()
    gate.started.until(lambda: gate.step == "sheet", "the vault to be made")
    gate.wait()
    page = gate.shown
    assert isinstance(page, SetupPage)
    assert page.flow._code is not None
    groups = page.flow._code.groups
    gate.choose("print-sheet")
    gate.type_groups(groups)
    gate.go_on()
    gate.choose("backup-later")
    gate.go_on()
    gate.go_on()
    gate.started.until(lambda: gate.started.program.window.workspace is not None, "the workspace")
    gate.wait()
    return groups


def test_first_run_when_locked_and_unlocked_then_the_office_is_there(run: Run) -> None:
    """First run, lock, a new start of the program, unlock: the vault is known and opens."""
    with run() as started:
        gate = GateRobot(started)
        first_run(gate)
        assert HomeRobot(started).is_empty()
        gate.lock()
        gate.unlock(WORDS)
        assert gate.route().name == "home"
    with run() as again:
        gate = GateRobot(again)
        gate.ready()
        assert len(gate.vaults()) == 1
        gate.unlock(WORDS)
        desk = again.program.desk
        assert desk is not None
        assert desk.actor.name == "Anwen Price"
        assert desk.verify().whole


def test_passphrase_when_lost_then_the_printed_sheet_opens_and_is_replaced(run: Run) -> None:
    """The sheet printed on the first day is the way back in, once."""
    with run() as started:
        gate = GateRobot(started)
        groups = first_run(gate)
        gate.lock()
        assert "does not open" in gate.try_passphrase("I have forgotten it entirely")
        gate.begin_recovery()
        gate.type_groups(groups)
        gate.fill("new-passphrase", NEW)
        gate.fill("passphrase-again", NEW)
        gate.press("Enter")
        started.until(lambda: isinstance(gate.shown, NewSheetPage), "the new sheet")
        gate.wait()
        gate.choose("print-sheet")
        page = gate.shown
        assert isinstance(page, NewSheetPage)
        gate.type_groups(page._code.groups)
        gate.choose("continue")
        started.until(lambda: started.program.window.workspace is not None, "the workspace")
        gate.wait()
        gate.lock()
        gate.begin_recovery()
        gate.type_groups(groups)
        gate.fill("new-passphrase", NEW)
        gate.fill("passphrase-again", NEW)
        gate.press("Enter")
        gate.wait()
        assert "That recovery code does not open this vault" in gate.told()


def test_backup_when_restored_on_another_computer_then_every_case_is_there(
    run: Run, borough: Path, tmp_path: Path
) -> None:
    """Back up from Settings, carry the file elsewhere, restore it from the unlock page, and check it whole."""
    share = tmp_path / "share"
    share.mkdir()
    with run(borough) as started:
        home = HomeRobot(started)
        GateRobot(started).unlock(PASSPHRASE)
        queue = home.queue()
        home.go(Route.to("settings", page="backups"))
        started.files.next.append(share)
        home.find("choose-place").setFocus()
        home.press("Space")
        home.wait()
        home.find("back-up-now").setFocus()
        home.press("Space")
        home.wait()
        (backup,) = share.glob("*.hipbackup")
    (tmp_path / "local" / "vaults.json").unlink()
    with run() as elsewhere:
        gate = GateRobot(elsewhere)
        gate.begin_restore(backup)
        gate.fill("passphrase", PASSPHRASE)
        gate.press("Enter")
        elsewhere.until(lambda: elsewhere.program.window.workspace is not None, "restoring")
        gate.wait()
        home = HomeRobot(elsewhere)
        home.go(Route("home"))
        assert home.queue() == queue
        desk = elsewhere.program.desk
        assert desk is not None
        assert desk.path != borough
        home.go(Route.to("settings", page="backups"))
        home.find("check-vault").setFocus()
        home.press("Space")
        home.wait()
        said = [chip.accessibleName() for chip in home.page.findChildren(ChipLabel)]
        assert any(words.startswith("Whole: ") for words in said)
