"""One flipped bit anywhere on disk: refused, or reported before what stands there is shown."""

import io
import random
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from hipdesk.desk import Desk
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.agencies import AddAgency
from hipdesk.services.agencies import add_agency, list_agencies
from hipdesk.services.demonstration import invent
from hipdesk.store.backup import BackupDamaged
from hipdesk.store.engine import connect
from hipdesk.store.faults import DatabaseDamaged
from hipdesk.store.queries import backups as queries
from hipdesk.store.tables import Base
from hipdesk.vault.faults import AttachmentDamaged, VaultDamaged, VaultTooNew
from tests.faults.jobs import keep_file
from tests.support.clock import a_clock
from tests.support.desks import PASSPHRASE, POLICY, copy_vault, open_desk
from tests.support.killing import Nursery

PAGE = 4096
WHEN_OPENED = ("audit_event", "audit_payload")
Shown = dict[str, frozenset[str]]


def flip(place: Path, byte: int, bit: int) -> None:
    with place.open("r+b") as stream:
        stream.seek(byte)
        before = stream.read(1)[0]
        stream.seek(byte)
        stream.write(bytes([before ^ 1 << bit]))


def database_of(vault: Path) -> Path:
    return next(vault.glob("records-*.db"))


def shown(desk: Desk) -> Shown:
    """Every row of every table but the log's, as text: what a person could be shown."""
    with desk._custody.records.read(desk.actor) as reading:
        return {
            table.name: frozenset(repr(tuple(row)) for row in reading.session.execute(select(table)))
            for table in Base.metadata.sorted_tables
            if table.name not in WHEN_OPENED
        }


@pytest.fixture(scope="module")
def borough(template, tmp_path_factory):
    """A closed vault with forty referrals, an attachment and a backup beside it; and what it shows."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("borough")
        patch.setenv("HIPDESK_DATA", str(folder / "memory"))
        vault = copy_vault(template, folder / "marlbridge.hipdesk")
        with open_desk(vault) as desk:
            desk.do(invent, 40)
            desk.do(keep_file, None, desk, random.Random(1).randbytes(2_500_000))
            desk.back_up(folder / "kept.hipbackup")
        with open_desk(vault) as desk:
            return vault, folder / "kept.hipbackup", shown(desk)


@pytest.fixture(scope="module")
def nursery():
    """One warmed process for the crashed runs."""
    with Nursery("tests.faults.jobs") as warmed:
        yield warmed


def test_header_when_any_bit_of_it_is_flipped_then_the_vault_is_refused(vault):
    """Every byte of vault.json, and every bit of some: damage is told before a passphrase is even tried."""
    header = vault / "vault.json"
    before = header.read_bytes()
    for byte in range(len(before)):
        for bit in range(8) if byte % 50 == 0 else [byte % 8]:
            flip(header, byte, bit)
            with pytest.raises((VaultDamaged, VaultTooNew)):
                open_desk(vault)
            header.write_bytes(before)
    open_desk(vault).close()


def look_at_flipped_page(borough, place: Path, byte: int, bit: int) -> str:
    """Flip one bit of the closed database, and show everything: ``refused``, ``reported``, or ``unread``.

    Nothing may be shown but what stood there before.
    """
    source, _backup, before = borough
    vault = copy_vault(source, place)
    flip(database_of(vault), byte, bit)
    try:
        desk = open_desk(vault)
    except HipDeskError:
        return "refused"
    with desk:
        try:
            now = shown(desk)
            assert {name for name in now if now[name] != before[name]} == set()
            found = "silent" if desk.verify().whole else "reported"
        except HipDeskError:
            found = "reported"
    return found


def flip_pages(borough, folder: Path, pages: list[int], chance: random.Random) -> None:
    results = {}
    for page in pages:
        byte = page * PAGE + chance.randrange(PAGE)
        results[page] = look_at_flipped_page(borough, folder / str(page), byte, chance.randrange(8))
        shutil.rmtree(folder / str(page))
    assert {page for page, result in results.items() if result == "silent"} == set()
    assert set(results.values()) == {"refused", "reported"}


def test_database_when_a_bit_of_a_page_is_flipped_then_it_is_told_before_the_page_is_shown(borough, tmp_path):
    """Some pages, the first among them: the page's HMAC fails wherever it is read, and verify finds it everywhere."""
    chance = random.Random(7)
    there = database_of(borough[0]).stat().st_size // PAGE
    flip_pages(borough, tmp_path, [0, 1, *chance.sample(range(2, there), 14)], chance)


@pytest.mark.soak
def test_database_when_a_bit_of_any_page_is_flipped_then_it_is_told(borough, tmp_path):
    """Every page of the file."""
    pages = range(database_of(borough[0]).stat().st_size // PAGE)
    flip_pages(borough, tmp_path, list(pages), random.Random(8))


def test_database_when_its_pages_are_swapped_then_it_is_told(borough, tmp_path):
    """A page moved whole to another's place has the wrong number in its HMAC."""
    vault = copy_vault(borough[0], tmp_path / "marlbridge.hipdesk")
    content = bytearray(database_of(vault).read_bytes())
    one, other = slice(20 * PAGE, 21 * PAGE), slice(40 * PAGE, 41 * PAGE)
    content[one], content[other] = content[other], content[one]
    database_of(vault).write_bytes(content)
    with open_desk(vault) as desk:
        try:
            found = desk.verify().faults
        except HipDeskError as told:
            found = (str(told),)
    assert found != ()


def test_attachment_when_a_bit_is_flipped_then_it_is_never_shown_and_verify_says_so(borough, tmp_path):
    """Mark, text, tags and end: none of it is read past."""
    vault = copy_vault(borough[0], tmp_path / "marlbridge.hipdesk")
    file = next((vault / "files").iterdir())
    size = file.stat().st_size
    chance = random.Random(3)
    with open_desk(vault) as desk:
        with desk._custody.records.read(desk.actor) as reading:
            (blob,) = queries.attachments(reading).values()
        for byte in (*range(8), size - 1, size - 16, *(chance.randrange(size) for _ in range(30))):
            flip(file, byte, byte % 8)
            with pytest.raises(AttachmentDamaged):
                desk._custody.vault.attachments.read_all(blob)
            if byte % 10 == 0:
                assert [fault[:11] for fault in desk.verify().faults] == ["Attachment "]
            flip(file, byte, byte % 8)
        assert desk.verify().whole


def test_backup_when_a_bit_is_flipped_then_it_is_refused_and_no_folder_is_made(borough, tmp_path):
    """Start, manifest, header, database, attachments, seal: nothing of it becomes a vault."""
    source = tmp_path / "kept.hipbackup"
    shutil.copyfile(borough[1], source)
    size = source.stat().st_size
    chance = random.Random(4)
    edges = (0, 16, 17, 600, size - 64, size - 33, size - 32, size - 1)
    for byte in (*edges, *(chance.randrange(size) for _ in range(40))):
        flip(source, byte, byte % 8)
        with pytest.raises(BackupDamaged):
            Desk.restore(source, tmp_path / "restored.hipdesk", PASSPHRASE, a_clock(), POLICY)
        assert not (tmp_path / "restored.hipdesk").exists()
        flip(source, byte, byte % 8)
    for cut in (0, 10, size // 2, size - 1):
        part = tmp_path / "part.hipbackup"
        part.write_bytes(source.read_bytes()[:cut])
        with pytest.raises(BackupDamaged):
            Desk.restore(part, tmp_path / "restored.hipdesk", PASSPHRASE, a_clock(), POLICY)


def crashed(nursery: Nursery, template: Path, folder: Path, commits: int) -> tuple[Path, set[str]]:
    """A vault whose process was killed with its newest commits still in the WAL, and what had been acknowledged."""
    folder.mkdir()
    vault = copy_vault(template, folder / "marlbridge.hipdesk")
    ended = nursery.run(
        "tests.faults.jobs:write_and_wait", str(folder), str(commits), kill_after=0, from_line="waiting"
    )
    assert ended.killed
    return vault, {line.partition(" ")[2] for line in ended.told if line.startswith("agency ")}


def flip_wals(nursery: Nursery, template: Path, folder: Path, times: int, patch: pytest.MonkeyPatch) -> None:
    """A bit of the WAL is flipped: whatever is missing then is told, at unlock and by verify; nothing else is said.

    The computer remembers nothing: the header alone shows it.
    """
    source, acknowledged = crashed(nursery, template, folder / "crashed", 12)
    wal = next(source.glob("*-wal"))
    chance = random.Random(times)
    told = 0
    for number in range(times):
        vault = copy_vault(source, folder / "now.hipdesk")
        flip(vault / wal.name, number if number < 4 else chance.randrange(wal.stat().st_size), chance.randrange(8))
        patch.setenv("HIPDESK_DATA", str(folder / f"memory {number}"))
        try:
            with open_desk(vault) as desk:
                missing = acknowledged - {agency.id for agency in desk.read(list_agencies)}
                assert bool(missing) == ("recorded step" in desk.warning), (desk.warning, len(missing))
                assert desk.verify().whole is not bool(missing)
                told += bool(missing)
        except HipDeskError:
            told += 1
        shutil.rmtree(vault)
    assert told > times // 2


def test_wal_when_a_bit_is_flipped_after_a_crash_then_the_missing_steps_are_told(
    nursery, template, tmp_path, monkeypatch
):
    """SQLite says that such a log is clean, and shortens it; the header's sequence says that it is not."""
    flip_wals(nursery, template, tmp_path, 24, monkeypatch)


@pytest.mark.soak
def test_wal_when_a_thousand_bits_are_flipped_then_nothing_is_ever_silent(nursery, template, tmp_path, monkeypatch):
    """The same, a thousand times."""
    flip_wals(nursery, template, tmp_path, 1000, monkeypatch)


def test_wal_when_it_is_removed_after_a_crash_then_the_missing_steps_are_told(nursery, template, tmp_path):
    """The whole log gone is the same as a bit of its head."""
    vault, acknowledged = crashed(nursery, template, tmp_path / "crashed", 5)
    next(vault.glob("*-wal")).unlink()
    with open_desk(vault) as desk:
        assert desk.warning == f"This is an older copy: {len(acknowledged) + 1} recorded steps are missing."
        assert not desk.verify().whole


def test_database_when_another_copy_that_grew_elsewhere_is_put_in_its_place_then_it_is_told(vault, tmp_path):
    """The older copy went on elsewhere and has as many steps again: its newest step is not the one seen here."""
    older = tmp_path / "older.db"
    shutil.copyfile(database_of(vault), older)
    with open_desk(vault) as desk:
        desk.do(add_agency, AddAgency(name="Canal Reach Homes"))
        key = desk._custody.vault.database_key
    grow_elsewhere(vault, older, tmp_path)
    connect(older, key, read_only=True).close()
    shutil.copyfile(older, database_of(vault))
    with open_desk(vault) as desk:
        assert desk.warning.startswith("This is another copy: recorded steps were replaced")
        assert not desk.verify().whole


def grow_elsewhere(vault: Path, database: Path, folder: Path) -> None:
    """Use the older database in a copy of the vault, on a computer that remembers nothing, for three steps."""
    copy = copy_vault(vault, folder / "elsewhere.hipdesk")
    shutil.copyfile(database, database_of(copy))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HIPDESK_DATA", str(folder / "elsewhere"))
        with open_desk(copy) as desk:
            desk.do(add_agency, AddAgency(name="Tanners Lane Advice"))
    shutil.copyfile(database_of(copy), database)


def test_unlock_when_the_database_is_gone_then_says_so_and_makes_no_empty_one(vault):
    """A moved or lost file is not replaced by a new one in which nobody has a passphrase."""
    database_of(vault).unlink()
    with pytest.raises(DatabaseDamaged, match="is missing"):
        open_desk(vault)
    assert list(vault.glob("records-*")) == []


def test_attachment_when_a_row_points_at_another_file_then_it_is_not_shown(vault):
    """Two ciphertexts swapped on disk: each is bound to its name."""
    with open_desk(vault) as desk:
        store = desk._custody.vault.attachments
        one, other = (store.write(io.BytesIO(content)) for content in (b"first", b"other"))
        (vault / "files" / one.name).rename(vault / "files" / "held")
        (vault / "files" / other.name).rename(vault / "files" / one.name)
        (vault / "files" / "held").rename(vault / "files" / other.name)
        for blob in (one, other):
            with pytest.raises(AttachmentDamaged):
                store.read_all(blob)
