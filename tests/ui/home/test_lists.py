"""Settings, Code lists: an entry added after asking, reworded with undo, moved and ended, by keys alone."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from hipdesk.desk import Desk
from hipdesk.kernel.clock import today
from hipdesk.services import lists
from tests.robots.home import HomeRobot
from ui.routes import Route
from ui.settings.lists_pane import ListsPane


@pytest.fixture
def pane(empty_home: HomeRobot) -> HomeRobot:
    """Settings at the list of tenures."""
    empty_home.go(Route.to("settings", page="lists"))
    empty_home.wait()
    show(empty_home, "tenure")
    return empty_home


def show(home: HomeRobot, name: str) -> None:
    """Choose a list."""
    choice = home.page.findChildren(ListsPane)[0].choice
    choice.set_value(name)
    choice.changed.emit()
    home.wait()


def entries(home: HomeRobot) -> dict[str, str]:
    """Code to words, in order."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    return {line.code: line.label for line in desk.read(lists.list_entries, "tenure").entries}


def test_entry_when_added_then_asks_first_and_stands_at_the_end(pane: HomeRobot) -> None:
    """Since it is never deleted again; without words nothing is asked."""
    pane.push("add-entry")
    pane.press("Ctrl+Enter")
    assert isinstance(pane.find("entry-label"), QLineEdit)
    pane.type_into("entry-label", "Houseboat mooring")
    pane.press("Ctrl+Enter")
    assert "houseboat_mooring" not in entries(pane)
    pane.named("Add it").setFocus()
    pane.press("Space")
    pane.wait()
    assert list(entries(pane))[-1] == "houseboat_mooring"
    assert "Houseboat mooring" in pane.words()


def test_entry_when_reworded_then_undo_puts_it_back(pane: HomeRobot) -> None:
    """The toast takes it back."""
    code, before = next(iter(entries(pane).items()))
    pane.push(f"change-{code}")
    pane.type_into("entry-label", "Council home")
    pane.press("Ctrl+Enter")
    pane.wait()
    assert entries(pane)[code] == "Council home"
    pane.named("Undo").click()
    pane.wait()
    assert entries(pane)[code] == before


def test_entry_when_ended_and_moved_then_the_list_says_so(pane: HomeRobot) -> None:
    """A last day of yesterday takes it out of forms; one place down by its arrow."""
    first, second = list(entries(pane))[:2]
    pane.push(f"down-{first}")
    assert list(entries(pane))[:2] == [second, first]
    pane.push(f"change-{first}")
    yesterday = today(pane.started.clock) - timedelta(days=1)
    pane.type_into("entry-valid_to", f"{yesterday:%d/%m/%Y}")
    pane.press("Ctrl+Enter")
    pane.wait()
    assert any(words.startswith("Ended ") for words in pane.words())


def test_list_when_ruled_by_the_program_then_nothing_can_be_added(pane: HomeRobot) -> None:
    """It says why, and its entries may still be reworded."""
    show(pane, "risk_band")
    add = pane.find("add-entry")
    assert not add.isEnabled()
    pane.push("change-high")
    assert not [field for field in pane.page.findChildren(QLineEdit, "entry-valid_to") if field.isVisible()]
    assert not isinstance(pane.find("entry-label"), QComboBox)
    pane.press("Escape")
