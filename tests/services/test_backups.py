"""Backups in their folder: old ones thinned by the rule, leavings of killed ones gone, nothing else touched."""

from datetime import timedelta

import pytest

from hipdesk.kernel.errors import DiskFull, Refused
from hipdesk.kernel.files import FaultyDisk, played_by
from hipdesk.model.settings import BackupSettings
from hipdesk.model.users import Actor
from hipdesk.services import thinning
from hipdesk.services.settings import change_settings
from hipdesk.store.tables.audit import AuditEventRow
from tests.support.clock import a_clock
from tests.support.desks import make_desk


@pytest.fixture
def place(tmp_path):
    """A folder for backups, with files in it that are not ours."""
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / "accounts.xlsx").write_bytes(b"not ours")
    (folder / "marlbridge 2020-01-01 0900.hipbackup").write_bytes(b"named like ours, and not a backup")
    return folder


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An open vault at the end of November."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "memory"))
    with make_desk(tmp_path, a_clock()) as made:
        yield made


def back_up(desk, place, days, times=1):
    """A backup on each of so many days, at the folder."""
    for _day in range(days):
        for _time in range(times):
            desk.back_up(place / desk.backup_name)
            desk.clock.advance(timedelta(minutes=20))
        desk.clock.advance(timedelta(days=1, minutes=-20 * times))


def backups_in(place):
    """How many backups lie there, but for the one that only looks like one."""
    return len(list(place.glob("*.hipbackup"))) - 1


def test_back_up_when_the_folder_of_the_settings_then_old_ones_are_thinned_and_it_is_logged(desk, place):
    """Two a day for four days: the newest of each day stays, what is not ours stays, the log says how many went."""
    desk.do(change_settings, BackupSettings(place=str(place)))
    back_up(desk, place, days=4, times=2)
    assert 4 <= backups_in(place) <= 6
    assert (place / "accounts.xlsx").exists()
    assert (place / "marlbridge 2020-01-01 0900.hipbackup").exists()
    with desk._custody.records.read(desk.actor) as reading:
        verbs = [row.verb for row in reading.session.query(AuditEventRow)]
    assert "backup.thinned" in verbs
    assert desk.verify().whole


def test_back_up_when_another_folder_then_nothing_is_thinned(desk, place):
    """Backups written by hand to a place of one's own are never removed."""
    back_up(desk, place, days=2, times=3)
    assert backups_in(place) == 6


def test_back_up_when_one_is_not_this_vaults_or_was_changed_then_it_stays(desk, place):
    """A file of another size than was recorded is not what was proved."""
    desk.do(change_settings, BackupSettings(place=str(place)))
    back_up(desk, place, days=1)
    old = next(path for path in place.glob("*.hipbackup") if path.stat().st_size > 1000)
    old.write_bytes(old.read_bytes() + b"more")
    desk.clock.advance(timedelta(minutes=-10))
    back_up(desk, place, days=1, times=2)
    assert old.exists()


def test_back_up_when_an_earlier_one_was_killed_then_its_leavings_go(desk, place):
    """Half-written files lie in a folder of this copy's own, which the next backup empties first."""
    left = place / f".{desk._custody.vault.copy_id}.making"
    left.mkdir()
    (left / ".0123456789abcdef.part").write_bytes(b"half")
    (left / ".0123456789abcdef.proof").write_bytes(b"half")
    back_up(desk, place, days=1)
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []


def test_back_up_when_it_fails_then_nothing_is_left_and_nothing_is_thinned(desk, place):
    """A full disk in the middle: the ones before stay, all of them."""
    desk.do(change_settings, BackupSettings(place=str(place)))
    back_up(desk, place, days=2)
    with played_by(FaultyDisk(50_000)), pytest.raises(DiskFull):
        desk.back_up(place / desk.backup_name)
    assert backups_in(place) == 2
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []


def test_thin_when_without_the_right_then_refused(desk, place):
    """A caseworker removes no backups."""
    desk._custody.actor = Actor("c" * 32, "Idris Vaughan", "caseworker")
    with pytest.raises(Refused):
        thinning.thin(desk._custody, place)
