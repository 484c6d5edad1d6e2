"""What is known before unlocking: the list of vaults, where a new one goes, how the window looks."""

import json
import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.clock import FixedClock
from hipdesk.services import gate
from tests.support.desks import make_desk

NOW = datetime(2026, 12, 2, 14, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """This test's own computer."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "local"))
    return tmp_path / "local"


def test_vaults_when_remembered_then_the_newest_is_first_and_only_paths_are_kept(tmp_path, here):
    """The file holds folders and nothing else; a vault opened again moves to the front."""
    one, other = tmp_path / "one.hipdesk", tmp_path / "other.hipdesk"
    for path in (one, other, one):
        gate.remember(path)
    assert json.loads((here / "vaults.json").read_text()) == [str(one), str(other)]
    gate.forget(one)
    assert gate.known_paths() == [other]


@pytest.mark.parametrize("written", ["", "{", "{}", '[1, null, ""]', "[" * 5000])
def test_vaults_when_the_list_makes_no_sense_then_it_is_empty(here, written):
    """A damaged list keeps nobody out."""
    here.mkdir()
    (here / "vaults.json").write_text(written)
    assert gate.known_paths() == []


def test_vault_when_described_then_says_where_it_lies_and_when_it_was_closed(tmp_path):
    """Folders and a day; no name of a holder or an office."""
    desk = make_desk(tmp_path)
    desk.close()
    yesterday = (NOW - timedelta(days=1)).timestamp()
    os.utime(desk.path / "vault.json", (yesterday, yesterday))
    gate.remember(desk.path)
    (known,) = gate.known(FixedClock(NOW))
    assert known.name == "marlbridge"
    assert known.place.endswith("marlbridge.hipdesk")
    assert known.closed == "Closed yesterday, 14:02"
    assert known.fault == ""
    (desk.path / "vault.json").write_text("damaged")
    assert "damaged" in gate.describe(desk.path, FixedClock(NOW)).fault


def test_vault_when_another_window_has_it_then_it_is_not_told_as_closed(tmp_path):
    """It says so, and since when; once that window closes it, when it was closed."""
    desk = make_desk(tmp_path)
    assert gate.describe(desk.path, desk.clock).closed.startswith("Open in another window since ")
    desk.close()
    assert not gate.describe(desk.path, desk.clock).closed.startswith("Open")


def test_vault_when_its_folder_is_gone_then_it_is_not_offered(tmp_path):
    """A vault carried away is not an error."""
    gate.remember(tmp_path / "gone.hipdesk")
    assert gate.known(FixedClock(NOW)) == []


@given(name=st.text(max_size=90))
def test_place_when_any_name_is_given_then_is_one_folder_inside_the_place(name, tmp_path_factory):
    """Whatever the panel is called, the vault's folder lies where it should and is called plainly."""
    place = tmp_path_factory.getbasetemp()
    path = gate.default_path(name, place)
    assert path.parent == place
    assert path.suffix == ".hipdesk"
    assert path.name.strip(". ") == path.name
    assert not set(path.name) & set('/\\:*?"<>|')


def test_place_when_the_name_is_taken_then_has_a_number(tmp_path):
    """A second vault of the same name stands beside the first."""
    (tmp_path / "Panel.hipdesk").mkdir()
    assert gate.default_path("Panel", tmp_path).name == "Panel 2.hipdesk"


@given(theme=st.sampled_from(["light", "dark", "contrast"]), scale=st.floats(1.0, 2.0))
def test_look_when_kept_then_comes_back(theme, scale):
    """Theme and text size, for the unlock page as well."""
    gate.keep_look(gate.Look(theme, scale))
    assert gate.look() == gate.Look(theme, scale)


@pytest.mark.parametrize("written", ["", "[]", '{"theme": "pink", "scale": 1}', '{"theme": "dark", "scale": "wide"}'])
def test_look_when_it_makes_no_sense_then_is_the_usual(here, written):
    """A damaged file leaves the window readable."""
    here.mkdir(exist_ok=True)
    (here / "look.json").write_text(written)
    assert gate.look() == gate.Look()
