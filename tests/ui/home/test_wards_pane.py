"""Settings, Wards and Population: files read in after they were asked for, shown, and taken out; by keys."""

import re
from pathlib import Path

from PySide6.QtWidgets import QLabel

from tests.robots.home import HomeRobot
from tests.support.qt_accessibility import nameless, roleless
from tests.ui.home.test_office_files import answer, told
from ui.routes import Route

MAP = Path(__file__).resolve().parents[2] / "data" / "wards" / "marlbridge.geojson"


def said(home: HomeRobot, name: str) -> str:
    """What a label of the pane says; nothing while it is hidden."""
    label = home.find(name)
    assert isinstance(label, QLabel)
    return re.sub(r"<style>.*?</style>|<[^>]+>", "", label.text()) if label.isVisible() else ""


def test_wards_when_a_map_is_imported_then_listed_and_taken_out_again(empty_home: HomeRobot, tmp_path: Path) -> None:
    """Refused in words first; then asked, kept, listed; then none again."""
    empty_home.go(Route.to("settings", page="wards"))
    assert said(empty_home, "wards-standing") == "No map yet: Table 9 is a ranked table."
    other = tmp_path / "other.geojson"
    other.write_text("[]", encoding="utf-8")
    empty_home.started.files.next += [other, MAP]
    empty_home.push("import-wards")
    assert "no GeoJSON" in told(empty_home)
    empty_home.push("import-wards")
    answer(empty_home, "Import them")
    assert said(empty_home, "wards-standing") == "14 wards"
    assert "Chalk Hill, Eastfield" in said(empty_home, "wards-names")
    assert nameless(empty_home.page) == []
    assert roleless(empty_home.page) == []
    empty_home.push("remove-wards")
    answer(empty_home, "Take them out")
    assert said(empty_home, "wards-standing").startswith("No map yet")


def test_population_when_the_table_is_filled_then_kept_with_its_source(empty_home: HomeRobot, tmp_path: Path) -> None:
    """Saved blank, filled, read back in; its name is the source; taken out again."""
    table = tmp_path / "Census 2021.csv"
    empty_home.go(Route.to("settings", page="population"))
    assert said(empty_home, "population-standing").startswith("No figures yet")
    empty_home.started.files.next += [table, table]
    empty_home.push("population-blank")
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert "Sex,Female," in lines
    table.write_text("\n".join(f"{line}7000" for line in lines), encoding="utf-8")
    empty_home.push("population-import")
    answer(empty_home, "Keep them")
    assert said(empty_home, "population-standing").startswith("Census 2021: Age, 8 groups; Sex, 2 groups")
    assert nameless(empty_home.page) == []
    empty_home.push("population-remove")
    answer(empty_home, "Take them out")
    assert said(empty_home, "population-standing").startswith("No figures yet")
