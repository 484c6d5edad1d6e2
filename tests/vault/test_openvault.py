"""An open vault: header updates whole or not at all, attachments, and nothing left after closing."""

import subprocess
import sys
from pathlib import Path

import pytest

from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.kernel.files import FaultyDisk
from hipdesk.vault import opening
from hipdesk.vault.faults import (
    KeysForgotten,
)
from tests.vault.conftest import PASSPHRASE, POLICY, reopened


def test_vault_when_closed_then_keys_are_gone_and_no_header_is_written(vault, place):
    """A lock is a lock."""
    attachments = vault.attachments
    blob = attachments.write([b"text"])
    raw = (place / "vault.json").read_bytes()
    vault.close()
    vault.close()
    assert vault.closed
    for ask in (
        lambda: vault.database_key,
        lambda: vault.note_sequence(4),
        vault.header_bytes,
        vault.renew_copy,
        lambda: attachments.read_all(blob),
        lambda: attachments.write([b"more"]),
    ):
        with pytest.raises(KeysForgotten):
            ask()
    assert (place / "vault.json").read_bytes() == raw
    assert attachments.names() == {blob.name}


def test_attachments_when_used_through_the_vault_then_live_in_files(vault, place):
    """The store's way in."""
    blob = vault.attachments.write([b"the picture"])
    assert vault.attachments.path(blob.name) == place / "files" / blob.name
    assert b"".join(vault.attachments.read(blob)) == vault.attachments.read_all(blob) == b"the picture"
    vault.attachments.verify(blob)
    again = reopened(vault)
    assert again.attachments.read_all(blob) == b"the picture"
    again.attachments.remove(blob.name)
    assert again.attachments.names() == frozenset()
    again.close()


def test_sequence_when_noted_then_kept_and_never_lowered_by_accident(vault):
    """Two threads may come in either order; only an accepted older copy lowers it."""
    vault.note_sequence(7, b"m" * 32)
    vault.note_sequence(5, b"x" * 32)
    again = reopened(vault)
    assert (again.sequence, again.header.audit_mac) == (7, b"m" * 32)
    again.note_sequence(5, b"o" * 32, lower=True)
    assert (again.sequence, again.header.audit_mac) == (5, b"o" * 32)
    again.close()


@pytest.mark.parametrize("room", [*range(40), 100, 500, 1000, 10_000])
def test_header_when_the_disk_fails_at_any_byte_then_the_old_or_the_new_one_stands(vault, place, room):
    """Never neither."""
    old = (place / "vault.json").read_bytes()
    try:
        with files.played_by(FaultyDisk(room)):
            vault.note_sequence(7)
        expected = 7
    except EnvironmentFault:
        expected = 0
        assert (place / "vault.json").read_bytes() == old
    assert vault.sequence == expected
    assert list(place.glob(".*")) == []
    again = reopened(vault)
    assert again.sequence == expected
    again.close()


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_header_when_the_system_fails_before_the_rename_then_the_old_one_stands(vault, place, step, monkeypatch):
    """A refused sync or rename, as a virus scanner makes it."""

    def refuse(*_):
        raise PermissionError(13, "busy")

    with monkeypatch.context() as patch:
        patch.setattr(*(("os.fsync", refuse) if step == "fsync" else (Path, "replace", refuse)))
        with pytest.raises(EnvironmentFault):
            vault.note_sequence(7)
    assert vault.sequence == 0
    again = reopened(vault)
    assert again.sequence == 0
    again.close()


def test_strays_when_a_rekeying_was_stopped_then_listed_and_left_alone(vault, place):
    """Other databases with their logs, and half-written files."""
    expected = ["records-0000000000000000.db", "records-0000000000000000.db-wal", ".ab.part", "files/.cd.part"]
    for name in (*expected, vault.header.database, vault.header.database + "-wal", "notes.txt"):
        (place / name).touch()
    assert vault.strays() == sorted(place / name for name in expected)
    assert all((place / name).exists() for name in expected)


def test_vault_when_shown_then_tells_no_key(made):
    """Neither it nor its code."""
    vault, code = made
    shown = repr(vault) + repr(vault.header) + repr(vault.keyring) + repr(code) + repr(vault.opened)
    assert vault.database_key.hex() not in shown
    assert code.text not in shown


WRITER = """
import sys
from pathlib import Path
from hipdesk.vault import opening
from hipdesk.vault.kdf import KdfPolicy
vault = opening.unlock(Path(sys.argv[1]), sys.argv[2], KdfPolicy.for_tests(memory=64))
sequence = vault.sequence
while True:
    sequence += 1
    vault.note_sequence(sequence)
    print(sequence, flush=True)
"""


def test_header_when_its_process_is_killed_while_writing_then_opens_and_keeps_what_was_acknowledged(vault, place):
    """Killed after some tens of rewrites, wherever the next one stood; the lock is free at once."""
    vault.close()
    for after in (1, 7, 20, 33, 48):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(place), PASSPHRASE], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(after):
                acknowledged = int(process.stdout.readline())
            process.kill()
            process.wait()
        with opening.unlock(place, PASSPHRASE, POLICY) as again:
            assert again.sequence >= acknowledged
