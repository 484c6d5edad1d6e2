"""The first run in the window: six short pages, a vault, a sheet that was really read, a place for backups."""

from pathlib import Path

from tests.robots.custody import GateRobot
from ui.custody.setup import SetupPage
from ui.parts.sheet_out import PRINTED, SAVED

WORDS = "copper kettle winter orchard"


def to_holder(gate: GateRobot) -> None:
    """Through the first two pages."""
    gate.begin_setup()
    gate.go_on()
    gate.fill("office_name", "Marlbridge Council")
    gate.fill("panel_name", "Marlbridge Hate Incident Panel")
    gate.go_on()
    assert gate.step == "holder"


def make(gate: GateRobot) -> None:
    """Through the holder's page: the vault is made."""
    gate.fill("holder", "Anwen Price")
    gate.fill("new-passphrase", WORDS)
    gate.fill("passphrase-again", WORDS)
    gate.go_on()
    gate.started.until(lambda: gate.step == "sheet", "the vault to be made")
    gate.wait()


def code_of(gate: GateRobot) -> tuple[str, ...]:
    """The groups on the sheet: what a person reads from the paper."""
    page = gate.shown
    assert isinstance(page, SetupPage)
    assert page.flow._code is not None
    return page.flow._code.groups


def test_setup_when_walked_then_opens_an_empty_vault_that_teaches(fresh: GateRobot, tmp_path: Path) -> None:
    """All six pages by keyboard, the sheet printed and typed back, backups sent to a folder."""
    to_holder(fresh)
    make(fresh)
    fresh.choose("print-sheet")
    assert fresh.told() == PRINTED
    ((title, pages),) = fresh.started.tray.printed
    assert title == "Recovery sheet"
    assert [page[:4] for page in pages] == [b"\x89PNG"]
    fresh.type_groups(code_of(fresh))
    fresh.go_on()
    assert fresh.step == "backup"
    fresh.started.files.next.append(tmp_path / "share")
    fresh.choose("choose-place")
    fresh.go_on()
    fresh.choose("start-empty")
    fresh.go_on()
    fresh.started.until(lambda: fresh.started.program.window.workspace is not None, "the workspace")
    fresh.wait()
    assert fresh.route().name == "home"
    assert (tmp_path / "local" / "vaults.json").exists()


def test_setup_when_the_passphrase_is_weak_then_says_why_and_makes_nothing(fresh: GateRobot, tmp_path: Path) -> None:
    """The office's own name is no secret, and two fields must agree."""
    to_holder(fresh)
    fresh.fill("holder", "Anwen Price")
    fresh.fill("new-passphrase", "MarlbridgeCouncil1")
    fresh.fill("passphrase-again", "MarlbridgeCouncil1")
    fresh.go_on()
    assert "Too easy to guess" in fresh.problems()["New passphrase"]
    fresh.fill("new-passphrase", WORDS)
    fresh.go_on()
    assert fresh.problems() == {"The same again": "The two are not the same"}
    assert not list((tmp_path / "local").glob("**/*.hipdesk"))


def test_setup_when_four_words_are_suggested_then_they_are_good_enough(fresh: GateRobot) -> None:
    """One button fills both fields with words that can be read and learnt."""
    to_holder(fresh)
    fresh.fill("holder", "Anwen Price")
    fresh.choose("suggest")
    assert "Four words chosen by chance" in fresh.told()
    fresh.go_on()
    fresh.started.until(lambda: fresh.step == "sheet", "the vault to be made")
    fresh.wait()


def test_setup_when_the_sheet_is_typed_back_wrong_then_says_which_group(fresh: GateRobot, tmp_path: Path) -> None:
    """Nobody goes on with a sheet that was not read; it may be saved instead of printed, by choice."""
    to_holder(fresh)
    make(fresh)
    fresh.go_on()
    assert fresh.step == "sheet"
    target = tmp_path / "sheet.pdf"
    fresh.started.files.next.append(target)
    fresh.choose("save-sheet")
    assert fresh.told() == SAVED
    assert target.read_bytes().startswith(b"%PDF")
    groups = code_of(fresh)
    page = fresh.shown
    assert isinstance(page, SetupPage)
    first, _second = page.flow.asked
    wrong = tuple("0000" if number == first else group for number, group in enumerate(groups, 1))
    fresh.type_groups(wrong)
    fresh.go_on()
    assert fresh.problems() == {f"Group {first}": "Not as on the sheet"}
    fresh.type_groups(groups)
    fresh.go_on()
    assert fresh.step == "backup"
    fresh.choose("backup-later")
    fresh.go_on()
    assert fresh.step == "start"


def test_setup_when_something_is_missing_then_marks_it_and_stays(fresh: GateRobot) -> None:
    """A page says what it needs, and Back returns with what was typed."""
    fresh.begin_setup()
    fresh.go_on()
    fresh.go_on()
    assert fresh.problems() == {"Council or office": "Name the council or office"}
    fresh.fill("office_name", "Marlbridge Council")
    fresh.choose("back")
    assert fresh.step == "about"
    fresh.go_on()
    fresh.go_on()
    assert fresh.step == "holder"


def test_setup_when_gone_on_in_a_low_window_then_the_next_page_is_seen_from_its_top(fresh: GateRobot) -> None:
    """As at large text: Continue stands below, and the first field of the next page above."""
    fresh.started.program.window.resize(1000, 300)
    to_holder(fresh)
    page = fresh.shown
    assert isinstance(page, SetupPage)
    bar = page._scroll.verticalScrollBar()
    fresh.started.until(lambda: bar.maximum() > 0, "a page higher than the window")
    bar.setValue(bar.maximum())
    page.show_page()
    assert bar.value() == 0
