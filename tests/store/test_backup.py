"""Backups: written whole, proved by opening them, and every changed byte told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipdesk.kernel import files
from hipdesk.kernel.errors import DiskFull
from hipdesk.store import backup
from hipdesk.store.backup import BackupDamaged
from tests.support.office import KEY, Office, build_template


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A small vault folder and a backup of it."""
    folder = tmp_path_factory.mktemp("vault")
    build_template(folder)
    (folder / "vault.json").write_bytes(b"{}")
    (folder / "files").mkdir()
    (folder / "files" / "4f1c").write_bytes(b"ciphertext" * 1000)
    office = Office(folder)
    target = folder / "one.hipbackup"
    manifest = backup.write_backup(office.records, folder, target, KEY, "vault")
    audit_key = office.records.audit_key
    office.close()
    return target, manifest, audit_key


def test_backup_when_written_then_is_proved_by_opening_it(written):
    """Integrity, keys, chain and row counts, from the file itself."""
    target, manifest, audit_key = written
    found = backup.prove(target, KEY, audit_key)
    assert found.whole, found.faults
    assert found.rows == manifest.rows
    assert [path.name for path in target.parent.iterdir() if path.name.startswith(".")] == []


def test_backup_when_unpacked_then_the_database_and_attachments_are_there(written, tmp_path):
    """A restore gets back what was kept."""
    target, _, _ = written
    (tmp_path / "new").mkdir()
    backup.unpack(target, tmp_path / "new", "records-1.db")
    assert (tmp_path / "new" / "files" / "4f1c").read_bytes() == b"ciphertext" * 1000
    (tmp_path / "new" / "records-1.db").rename(tmp_path / "records.db")
    office = Office(tmp_path)
    assert office.records.newest_sequence() == 1
    office.close()


@settings(max_examples=60, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_backup_when_one_bit_is_flipped_then_it_is_told(written, place, bit):
    """Any change is detected before anything is read out of it."""
    target, _, _ = written
    content = bytearray(target.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    damaged = target.with_name("damaged.hipbackup")
    damaged.write_bytes(content)
    with pytest.raises(BackupDamaged):
        backup.check_whole(damaged, KEY)


def test_backup_when_sealed_by_another_vault_then_it_is_told(written):
    """A whole file with another vault's seal is refused."""
    target, _, _ = written
    with pytest.raises(BackupDamaged, match="not made by this vault"):
        backup.check_whole(target, b"x" * 32)


def test_backup_when_the_disk_fills_then_the_old_one_stays(tmp_path):
    """A backup that cannot be finished never pushes out a good one."""
    build_template(tmp_path)
    (tmp_path / "vault.json").write_bytes(b"{}")
    office = Office(tmp_path)
    target = tmp_path / "one.hipbackup"
    target.write_bytes(b"the good one")
    with pytest.raises(DiskFull), files.played_by(files.FaultyDisk(50_000)):
        backup.write_backup(office.records, tmp_path, target, KEY, "vault")
    assert target.read_bytes() == b"the good one"
    office.close()
