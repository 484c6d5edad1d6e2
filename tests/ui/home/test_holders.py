"""Settings, Holders: someone is added, removed, a passphrase changed, a new sheet and new keys, all in the window."""

from pathlib import Path

import pytest

from hipdesk.desk import Desk
from hipdesk.services import holders
from tests.robots.home import HomeRobot
from tests.support.clock import a_clock
from tests.support.desks import PASSPHRASE, POLICY
from ui.routes import Route
from ui.settings.holder_forms import VaultForm
from ui.settings.holders_pane import HoldersPane
from ui.settings.key_forms import SheetForm

SECOND = "copper thistle ferry window"


@pytest.fixture
def pane(empty_home: HomeRobot, monkeypatch: pytest.MonkeyPatch) -> HomeRobot:
    """Settings at its holders, with keys that cost nothing."""
    monkeypatch.setattr("hipdesk.vault.kdf._for_this_machine", lambda: POLICY)
    empty_home.go(Route.to("settings", page="holders"))
    empty_home.wait()
    return empty_home


def told(home: HomeRobot) -> str:
    """What the overview says."""
    return home.page.findChildren(HoldersPane)[0].told.words


def add_idris(home: HomeRobot) -> None:
    """Add a caseworker who types a passphrase of his own."""
    home.push("add-holder")
    home.type_into("holder-name", "Idris Vaughan")
    home.type_into("new-passphrase", SECOND)
    home.type_into("passphrase-again", SECOND)
    home.press("Return")
    home.wait()


def desk_of(home: HomeRobot) -> Desk:
    """The open desk."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    return desk


def test_holder_when_added_and_taken_away_then_the_list_says_so(pane: HomeRobot) -> None:
    """By keys alone; taking away asks first, naming the person, and says what it does not end."""
    add_idris(pane)
    assert told(pane) == "Idris Vaughan can open this vault now."
    assert [line.name for line in desk_of(pane).read(holders.list_holders)] == ["Anwen Price", "Idris Vaughan"]
    pane.push("take-away")
    pane.named("Take it away").setFocus()
    pane.press("Space")
    pane.wait()
    assert "new keys end that" in told(pane)
    assert [line.left_on is None for line in desk_of(pane).read(holders.list_holders)] == [True, False]


def test_form_when_left_by_escape_or_incomplete_then_nothing_changes(pane: HomeRobot) -> None:
    """A missing name and two passphrases that differ are marked; Esc goes back."""
    pane.push("add-holder")
    pane.press("Return")
    assert pane.page.findChildren(VaultForm)
    pane.type_into("holder-name", "Idris Vaughan")
    pane.type_into("new-passphrase", SECOND)
    pane.type_into("passphrase-again", "something else")
    pane.press("Return")
    form = pane.page.findChildren(VaultForm)[0]
    assert form.isVisible()
    pane.press("Escape")
    pane.wait()
    assert not [form for form in pane.page.findChildren(VaultForm) if form.isVisible()]
    assert len(desk_of(pane).read(holders.list_holders)) == 1


def test_passphrase_when_changed_then_the_wrong_old_one_is_told_and_the_right_one_taken(pane: HomeRobot) -> None:
    """The old one is asked for first; the new one opens the vault."""
    pane.push("change-passphrase")
    for old in ("not the one at all", PASSPHRASE):
        pane.type_into("old-passphrase", old)
        pane.type_into("new-passphrase", SECOND)
        pane.type_into("passphrase-again", SECOND)
        pane.press("Return")
        pane.wait()
    assert told(pane) == "Your new passphrase holds from now on."
    path = desk_of(pane).path
    pane.lock()
    Desk.unlock(path, SECOND, a_clock(), POLICY).close()


def confirm_sheet(home: HomeRobot, folder: Path) -> None:
    """Save the sheet and type the two groups back."""
    home.started.files.next.append(folder / "sheet.pdf")
    home.push("save-sheet")
    form = next(form for form in home.page.findChildren(SheetForm) if form.isVisible())
    assert form._code is not None
    for number in form._asked:
        home.type_into(f"group-{number}", form._code.groups[number - 1])
    home.press("Return")
    home.wait()


def test_sheet_when_not_out_then_is_not_in_force_and_once_typed_back_it_is(pane: HomeRobot, tmp_path: Path) -> None:
    """As at the first run: out, then two groups typed back; only then the old one stops."""
    before = desk_of(pane)._custody.vault.header
    pane.push("new-sheet")
    pane.press("Return")
    form = pane.page.findChildren(SheetForm)[0]
    form.go()
    assert "Print the sheet" in form.panel.told.words
    assert desk_of(pane)._custody.vault.header.slots == before.slots
    confirm_sheet(pane, tmp_path)
    assert "The new sheet holds" in told(pane)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert desk_of(pane)._custody.vault.header.slots != before.slots


def test_keys_when_made_anew_then_work_goes_on_and_who_gave_no_passphrase_is_named(
    pane: HomeRobot, tmp_path: Path
) -> None:
    """Sheet, own passphrase, Enter: the window works on, over the new database."""
    add_idris(pane)
    old = desk_of(pane)._custody.vault.database_path
    pane.push("rekey")
    confirm_sheet(pane, tmp_path)
    pane.type_into("passphrase-0", PASSPHRASE)
    pane.press("Return")
    pane.wait()
    assert "To be added again: Idris Vaughan." in told(pane)
    assert not old.exists()
    pane.go(Route("home"))
    pane.wait()
    assert desk_of(pane).verify().whole
