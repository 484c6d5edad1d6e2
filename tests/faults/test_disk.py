"""A disk that is full, read-only or shared with another program, for every writer: one sentence, and nothing lost."""

import contextlib
import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.errors import DiskFull, EnvironmentFault, HipDeskError, InUse, NotWritable, Stopped
from hipdesk.kernel.progress import Progress
from hipdesk.model.agencies import AddAgency
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services.agencies import add_agency, list_agencies
from hipdesk.store.backup import StillReading
from hipdesk.store.tables.agencies import AgencyRow
from tests.faults.jobs import keep_file
from tests.support.clock import a_clock
from tests.support.desks import PASSPHRASE, POLICY, copy_vault, make_desk, new_vault, open_desk
from tests.support.killing import Nursery

SENTENCES = {errno.ENOSPC: DiskFull, errno.EROFS: NotWritable, errno.EACCES: NotWritable, errno.EBUSY: InUse}
ROOMS = (0, 1, 100, 930, 1500, 5_000, 60_000, 900_000)


def mount(*options: str | Path) -> None:
    """Mount, or take off with ``--off``."""
    tool = shutil.which("umount" if options[0] == "--off" else "mount")
    subprocess.run([str(tool), *map(str, options[options[0] == "--off" :])], check=True, capture_output=True)


def may_mount(folder: Path) -> bool:
    """Whether this machine lets us make a small disk; asked once, when tests are collected."""
    if os.name != "posix" or os.geteuid() != 0:
        return False
    try:
        mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", folder)
        mount("--off", folder)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def small_disks() -> list[str]:
    """The disks this machine can play: a folder whose files may not grow, and a real small one where it is allowed."""
    with contextlib.suppress(OSError):
        trial = Path(os.environ.get("TMPDIR", "/tmp")) / f"hipdesk-mount-{os.getpid()}"  # noqa: S108 (an empty mount point)
        trial.mkdir()
        try:
            return ["limit", "tmpfs"] if may_mount(trial) else ["limit"]
        finally:
            trial.rmdir()
    return ["limit"]


def whole(vault: Path, agencies: int) -> None:
    """The vault opens, nothing is wrong with it, and every earlier commit is there."""
    with open_desk(vault) as desk:
        assert desk.warning == ""
        assert desk.verify().faults == ()
        assert len(desk.read(list_agencies)) == agencies
    assert [path.name for path in vault.parent.rglob("*") if path.suffix in (".part", ".proof")] == []


def add_file(desk: Desk, folder: Path) -> None:
    desk.do(keep_file, None, desk, os.urandom(2_500_000))


def back_up(desk: Desk, folder: Path) -> None:
    desk.back_up(folder / "kept.hipbackup")


def save_paper(desk: Desk, folder: Path) -> None:
    desk.save_paper(desk.make_paper("contact-list", PaperOptions()), folder / "agenda.pdf", PaperOptions())


def rewrite_header(desk: Desk, folder: Path) -> None:
    desk._custody.vault.renew_copy()


def restore(desk: Desk, folder: Path) -> None:
    Desk.restore(folder / "good.hipbackup", folder / "restored.hipdesk", PASSPHRASE, a_clock(), POLICY).close()


WRITERS = {"attachment": add_file, "backup": back_up, "paper": save_paper, "header": rewrite_header, "restore": restore}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("code", SENTENCES, ids=errno.errorcode.get)
def test_writer_when_the_disk_fails_after_any_number_of_bytes_then_says_so_and_nothing_is_lost(
    vault, tmp_path, writer, code
):
    """Full, read-only, not allowed, in use: each its sentence; the file that was there stays; the vault is whole."""
    with open_desk(vault) as desk:
        desk.do(add_agency, AddAgency(name="Canal Reach Homes"))
        desk.back_up(tmp_path / "good.hipbackup")
        before = {place: place.read_bytes() for place in (tmp_path / "kept.hipbackup", tmp_path / "agenda.pdf")
                  if place.write_bytes(b"the one before")}  # fmt: skip
        faults = []
        for room in ROOMS:
            try:
                with files.played_by(files.FaultyDisk(room, code)):
                    WRITERS[writer](desk, tmp_path)
            except EnvironmentFault as fault:
                faults.append(fault)
            else:
                break
            assert all(place.read_bytes() == content for place, content in before.items())
            assert not (tmp_path / "restored.hipdesk").exists()
        assert len(faults) >= 2
        assert {type(fault) for fault in faults} == {SENTENCES[code]}
        assert all(part.endswith(".") for fault in faults for part in (fault.what, fault.kept, fault.to_do))
    whole(vault, 1)


def test_commit_when_the_header_cannot_be_rewritten_then_it_is_kept_and_not_told_as_failed(vault):
    """The record is in the database by then: saying that it failed would have it typed twice."""
    with open_desk(vault) as desk:
        with files.played_by(files.FaultyDisk(0)):
            desk.do(add_agency, AddAgency(name="Canal Reach Homes"))
        desk.do(add_agency, AddAgency(name="Tanners Lane Advice"))
    whole(vault, 2)


def test_unlock_when_the_disk_takes_no_byte_of_ours_then_the_vault_still_opens(vault):
    """A full disk keeps nobody out as long as the database finds room."""
    with files.played_by(files.FaultyDisk(0)):
        open_desk(vault).close()
    whole(vault, 0)


@pytest.mark.parametrize("room", [0, 500, 5_000])
def test_create_when_the_disk_fills_then_nothing_is_left_behind(tmp_path, room):
    """A vault that could not be made leaves no folder in the way of the next one."""
    with files.played_by(files.FaultyDisk(room)):
        made = True
        try:
            Desk.create(new_vault(tmp_path / "one.hipdesk"), a_clock(), POLICY)[0].close()
        except DiskFull:
            made = False
    assert (tmp_path / "one.hipdesk").exists() is made
    assert made is (room > 1000)
    if made:
        whole(tmp_path / "one.hipdesk", 0)


@pytest.mark.parametrize("pages", [0, 1, 3, 9, 25])
def test_database_when_it_may_not_grow_then_the_commit_fails_with_a_sentence(vault, pages):
    """``max_page_count`` stops SQLite itself at any page: earlier commits stay, and it goes on when there is room."""
    with open_desk(vault) as desk:
        desk.do(add_agency, AddAgency(name="Canal Reach Homes"))
        raw = desk._custody.records.writer.raw_connection().driver_connection
        there = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {there + pages}")
        with pytest.raises(DiskFull):
            fill(desk)
        kept = len(desk.read(list_agencies))
        raw.execute("PRAGMA max_page_count = 1000000")
        desk.do(add_agency, AddAgency(name="Tanners Lane Advice"))
    whole(vault, kept + 1)


def fill(desk: Desk, most: int = 4000) -> None:
    """Commit until the disk refuses."""
    for number in range(most):
        desk.do(add_agency, AddAgency(name=f"Agency {number} {'x' * 100}"))


@pytest.mark.parametrize("disk", small_disks())
def test_vault_when_the_whole_disk_is_full_then_it_locks_opens_and_keeps_every_commit(template, tmp_path, disk):
    """Database, WAL, header and attachments on one disk with no room: what was told as saved is there."""
    place = tmp_path / "disk"
    place.mkdir()
    if disk == "limit":
        with Nursery("tests.faults.jobs", HIPDESK_DATA=str(tmp_path / "memory")) as nursery:
            copy_vault(template, place / "marlbridge.hipdesk")
            ended = nursery.run("tests.faults.jobs:fill_under_limit", str(place))
        assert (ended.status, ended.told[-1]) == (0, "closed"), ended.told
        whole(place / "marlbridge.hipdesk", int(ended.told[-3].split(" ")[1]))
        return
    mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", place)
    try:
        kept = fill_small_disk(copy_vault(template, place / "marlbridge.hipdesk"))
        mount("-o", "remount,size=20m", place)
        whole(place / "marlbridge.hipdesk", kept)
    finally:
        mount("--off", "--lazy", place)


def fill_small_disk(vault: Path) -> int:
    """Fill a real small disk through every writer; returns how many agencies were told as saved."""
    desk = open_desk(vault)
    with pytest.raises(DiskFull):
        fill(desk)
    kept = len(desk.read(list_agencies))
    with pytest.raises(EnvironmentFault):
        desk.do(keep_file, None, desk, os.urandom(2_000_000))
    with pytest.raises(EnvironmentFault):
        desk.back_up(vault.parent / "kept.hipbackup")
    assert not (vault.parent / "kept.hipbackup").exists()
    desk.close()
    with contextlib.suppress(EnvironmentFault):
        open_desk(vault).close()
    return kept


@pytest.mark.parametrize("left", [0, 4096, 33_000, 37_000, 200_000])
def test_unlock_when_the_whole_disk_is_full_then_says_so_and_reading_works(template, tmp_path, left):
    """On a real small disk where the machine allows one: read at least, and written again once there is room."""
    place = tmp_path / "disk"
    place.mkdir()
    if "tmpfs" not in small_disks():
        whole(copy_vault(template, place / "marlbridge.hipdesk"), 0)
        return
    mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", place)
    try:
        vault = copy_vault(template, place / "marlbridge.hipdesk")
        (place / "filled").write_bytes(bytes(max(0, shutil.disk_usage(place).free - left)))
        with open_desk(vault) as desk:
            assert desk.read(list_agencies) == []
            assert desk.reading_only or left > 32_768
            assert not desk.reading_only or left < 200_000
            if desk.reading_only:
                read_only_desk(desk)
        (place / "filled").unlink()
        whole(vault, 0)
    finally:
        mount("--off", "--lazy", place)


def read_only_desk(desk: Desk) -> None:
    """It says that the disk is full, refuses to write with that sentence, and can be looked at whole."""
    assert desk.warning == "The disk is full, so this vault is open for reading only."
    with pytest.raises(DiskFull):
        desk.do(add_agency, AddAgency(name="Tanners Lane Advice"))
    assert desk.verify().faults == ()


@pytest.mark.parametrize("fails", ["opening", "entering"])
def test_unlock_when_nothing_can_be_written_then_reads_what_is_there(vault, monkeypatch, fails):
    """Without a disk of our own: the writer cannot open, or cannot enter that it unlocked."""
    from hipdesk.services import custody
    from hipdesk.store import records

    with open_desk(vault) as desk:
        desk.do(add_agency, AddAgency(name="Canal Reach Homes"))

    def full(*given: object, **how: object) -> object:
        if fails == "entering" or not how.get("still"):
            raise DiskFull()
        return make(*given, **how)

    make = records.make_engine
    with monkeypatch.context() as patch:
        patch.setattr(*((records, "make_engine") if fails == "opening" else (custody, "_enter_unlocking")), full)
        with open_desk(vault) as desk:
            assert desk.reading_only
            assert [agency.name for agency in desk.read(list_agencies)] == ["Canal Reach Homes"]
            read_only_desk(desk)
    whole(vault, 1)


def test_recovery_when_nothing_can_be_written_then_refused_before_any_key_changes(tmp_path, monkeypatch):
    """The sheet that was used still opens the vault afterwards, and so does the passphrase."""
    from hipdesk.services import custody

    def full(_custody: object) -> None:
        raise DiskFull()

    desk, code = Desk.create(new_vault(tmp_path / "one.hipdesk"), a_clock(), POLICY)
    desk.close()
    before = (desk.path / "vault.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(custody, "_enter_unlocking", full)
        with pytest.raises(DiskFull):
            Desk.recover(desk.path, code, "copper thistle ferry window", a_clock(), POLICY)
    assert (desk.path / "vault.json").read_bytes() == before
    whole(desk.path, 0)


def test_restore_when_nothing_can_be_written_then_leaves_no_folder(vault, tmp_path, monkeypatch):
    """A copy that could only be read is no restored vault."""
    from hipdesk.services import custody

    def full(_custody: object) -> None:
        raise DiskFull()

    with open_desk(vault) as desk:
        desk.back_up(tmp_path / "good.hipbackup")
        with monkeypatch.context() as patch:
            patch.setattr(custody, "_enter_unlocking", full)
            with pytest.raises(DiskFull):
                restore(desk, tmp_path)
    assert not (tmp_path / "restored.hipdesk").exists()


def test_unlock_when_commits_wait_in_the_wal_and_the_disk_is_full_then_says_so(vault, monkeypatch):
    """What is only in the WAL cannot be read without room: the disk is said to be full, and nothing goes."""
    from hipdesk.store import records

    def full(*_given: object, **_how: object) -> object:
        raise DiskFull()

    database = next(vault.glob("records-*.db"))
    database.with_name(f"{database.name}-wal").write_bytes(b"frames")
    with monkeypatch.context() as patch:
        patch.setattr(records, "make_engine", full)
        with pytest.raises(DiskFull, match="The disk is full"):
            open_desk(vault)
    database.with_name(f"{database.name}-wal").unlink()
    whole(vault, 0)


def test_opening_when_sqlite_fails_on_a_disk_without_room_then_says_that_it_is_full(vault, monkeypatch):
    """SQLite calls it an I/O error; with room left the sentence stays as it was."""
    from hipdesk.store import records

    def broken(*_given: object, **_how: object) -> object:
        raise EnvironmentFault("The disk did not do what was asked of it.")

    monkeypatch.setattr(records, "make_engine", broken)
    with pytest.raises(EnvironmentFault, match="did not do"):
        open_desk(vault)
    monkeypatch.setattr(records.shutil, "disk_usage", lambda _place: shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(DiskFull):
        open_desk(vault)


def test_vault_when_its_folder_is_read_only_then_says_so(template, tmp_path):
    """A read-only place opens with a sentence or not at all; where the machine allows it, on a real read-only disk."""
    place = tmp_path / "disk"
    place.mkdir()
    vault = copy_vault(template, place / "marlbridge.hipdesk")
    with files.played_by(files.FaultyDisk(0, errno.EROFS)), pytest.raises(NotWritable):
        files.write_bytes(vault / "vault.json", b"{}")
    if "tmpfs" in small_disks():
        mount("--bind", place, place)
        try:
            mount("-o", "remount,bind,ro", place)
            with pytest.raises(HipDeskError) as caught:
                open_desk(vault)
            assert isinstance(caught.value, NotWritable)
        finally:
            mount("--off", "--lazy", place)
    whole(vault, 0)


def test_database_when_another_program_holds_it_then_says_that_it_is_busy(vault):
    """A program that ignores our lock file and writes: a sentence, not a crash, and the commit after it works."""
    from hipdesk.store.engine import connect

    with open_desk(vault) as desk:
        custody = desk._custody
        other = connect(custody.vault.database_path, custody.vault.database_key)
        other.execute("BEGIN IMMEDIATE")
        raw = custody.records.writer.raw_connection().driver_connection
        raw.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(InUse):
            desk.do(add_agency, AddAgency(name="Canal Reach Homes"))
        other.execute("ROLLBACK")
        other.close()
        desk.do(add_agency, AddAgency(name="Canal Reach Homes"))
    whole(vault, 1)


def test_backup_when_a_long_read_keeps_the_newest_changes_back_then_waits_for_it_with_a_sentence(vault, tmp_path):
    """A report holds an older state: the backup does not begin without the newest steps, and the one before stays."""
    target = tmp_path / "kept.hipbackup"
    with open_desk(vault) as desk:
        desk.back_up(target)
        before = target.read_bytes()
        raw = desk._custody.records.writer.raw_connection().driver_connection
        raw.execute("PRAGMA busy_timeout = 50")
        with desk._custody.records.read(desk.actor) as reading:
            assert reading.session.scalar(select(func.count()).select_from(AgencyRow)) == 0
            desk.do(add_agency, AddAgency(name="Canal Reach Homes"))
            with pytest.raises(StillReading):
                desk.back_up(target)
        assert target.read_bytes() == before
        assert desk.back_up(target).faults == ()
    whole(vault, 1)


def test_verify_when_reads_and_writes_go_on_then_neither_is_disturbed(vault):
    """Looking at everything has a connection of its own: it shares nothing with the writer's thread or the reader's."""
    with open_desk(vault) as desk, desk._custody.records.read(desk.actor) as reading:
        before = reading.session.scalar(select(func.count()).select_from(AgencyRow))
        desk.do(add_agency, AddAgency(name="Canal Reach Homes"))
        assert desk.verify().whole
        assert reading.session.scalar(select(func.count()).select_from(AgencyRow)) == before
    whole(vault, 1)


def test_verify_when_cancelled_then_stops(vault):
    """Locking waits for nothing."""
    stopped = Progress()
    stopped.cancel()
    with open_desk(vault) as desk:
        with pytest.raises(Stopped):
            desk.verify(stopped)
        assert desk.verify().whole


def test_attachment_when_its_source_cannot_be_read_then_nothing_is_left(vault):
    """A source that breaks off half-way leaves no ciphertext."""

    def breaking():
        yield b"x" * 3_000_000
        raise OSError(errno.EIO, "broken")

    with open_desk(vault) as desk:
        store = desk._custody.vault.attachments
        with pytest.raises(EnvironmentFault):
            store.write(breaking())
        assert store.names() == frozenset()
    whole(vault, 0)


def test_desk_when_made_then_every_file_is_readable_by_its_owner_only(tmp_path):
    """Folders 0700, files 0600: database, WAL, header, lock, backup, attachments and the memory of vaults."""
    with make_desk(tmp_path / "made") as desk:
        add_file(desk, tmp_path)
        desk.back_up(tmp_path / "made" / "kept.hipbackup")
        found = {place.relative_to(tmp_path).as_posix(): place.stat().st_mode & 0o777 for place in tmp_path.rglob("*")}
    assert {name: mode for name, mode in found.items() if mode & 0o077} == {}
    assert any(name.endswith("-wal") for name in found)


def test_write_when_something_of_that_name_is_no_file_then_it_stays(tmp_path):
    """A folder, and a device or pipe, are never replaced by a paper."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "folder").mkdir()
    for place in (pipe, tmp_path / "folder"):
        with pytest.raises(NotWritable):
            files.write_bytes(place, b"paper")
    assert pipe.is_fifo()
