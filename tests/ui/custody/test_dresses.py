"""The gate in every dress: each control named, Tab comes round, nothing wider than the window."""

import pytest

from tests.robots.custody import GateRobot
from tests.support.qt_accessibility import nameless, roleless
from tests.support.qt_keys import press, tab_round
from tests.support.qt_pictures import DRESSES
from ui.style import theme
from ui.widgets.scroll import Scroll


def sound(gate: GateRobot) -> None:
    """Named, with roles, and within the window."""
    assert nameless(gate.shown) == []
    assert roleless(gate.shown) == []
    for scroll in gate.shown.findChildren(Scroll):
        inner = scroll.widget()
        if scroll.isVisible() and inner is not None:
            assert inner.minimumSizeHint().width() <= scroll.viewport().width() + 1


@pytest.mark.parametrize("dress", DRESSES)
def test_gate_when_dressed_then_every_page_is_named_and_fits(gate: GateRobot, dress: str) -> None:
    """Unlock, recovery, restore, and the first pages of the first run."""
    theme.current().use(*DRESSES[dress])
    gate.gate.show_first()
    gate.ready()
    sound(gate)
    gate.begin_recovery()
    sound(gate)
    gate.choose("leave")
    gate.choose("way-restore")
    sound(gate)
    gate.choose("leave")
    gate.begin_setup()
    for _ in range(2):
        sound(gate)
        gate.go_on()
    gate.fill("office_name", "Marlbridge Council")
    gate.go_on()
    assert gate.step == "holder"
    sound(gate)


def test_unlock_when_walked_by_tab_then_comes_round(gate: GateRobot) -> None:
    """Field, button, sheet, vaults, ways, and the field again."""
    gate.ready()
    press(gate.root, "Tab")
    assert len(tab_round(gate.root)) >= 6
