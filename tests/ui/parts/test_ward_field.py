"""The ward of an incident: chosen from the office's list, and never lost because it is not on it."""

from datetime import date

from PySide6.QtWidgets import QApplication

from hipdesk.model.referrals.views import FormChoices
from hipdesk.model.vocab import code_lists
from ui.forms.grid import FieldGrid
from ui.parts.incident_fields import incident_fields
from ui.widgets.field_frame import FieldFrame


def test_ward_when_it_was_recorded_before_there_was_a_map_then_the_field_keeps_it(qapp: QApplication) -> None:
    """An incident opened and kept again says what it said; a listed ward is found whatever its capitals."""
    frames: dict[str, FieldFrame] = {}
    lists = {name: tuple((each.code, each.label) for each in listed.entries) for name, listed in code_lists().items()}
    grid = FieldGrid(lambda name, frame: frames.update({name: frame}))
    incident_fields(grid, FormChoices((), ("Bow East", "Lansbury"), lists), lambda: date(2026, 12, 2))
    ward = frames["ward"]
    ward.set_value("Poplar")
    assert ward.value() == "Poplar"
    ward.set_value("bow east")
    assert ward.value() == "Bow East"
    grid.deleteLater()
