"""A process killed at any moment: the vault opens, is whole, and holds everything that was acknowledged."""

import random
import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hipdesk.desk import Desk
from hipdesk.store import backup
from hipdesk.store.queries import backups as queries
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.base import Base
from hipdesk.store.tables.cases import NoteRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.tables.users import DraftRow
from hipdesk.vault import opening
from hipdesk.vault.faults import VaultMissing, VaultUnfinished
from tests.faults.jobs import BACKUP, INVENTED, begins_with_a_borough, fill
from tests.support.clock import a_clock
from tests.support.desks import PASSPHRASE, POLICY, copy_vault, new_vault, open_desk
from tests.support.killing import Nursery

WRITING, BACKING_UP, CREATING, RESTORING = 30, 6, 6, 4
ANSWERING, REKEYING = 8, 20
JOBS = "tests.faults.jobs"


@pytest.fixture(scope="module")
def nursery():
    """One warmed process for every kill of this file."""
    with Nursery(JOBS) as warmed:
        yield warmed


def vault_in(template: Path, folder: Path) -> Path:
    folder.mkdir()
    return copy_vault(template, folder / "marlbridge.hipdesk")


def kept_in(desk: Desk) -> dict[str, set[str]]:
    """Keys of what the vault holds, by kind; an attachment with the SHA-256 of what it reads back as."""
    with desk._custody.records.read(desk.actor) as reading:
        kept = {
            "agency": set(reading.session.scalars(select(AgencyRow.id))),
            "note": set(reading.session.scalars(select(NoteRow.id))),
            "draft": {str(row["number"]) for row in reading.session.scalars(select(DraftRow.content))},
        }
        blobs = queries.attachments(reading)
        kept["referrals"] = {str(reading.session.scalar(select(func.count()).select_from(ReferralRow)))}
    store = desk._custody.vault.attachments
    kept["attachment"] = {
        f"{key} {blob.sha256.hex()}" for key, blob in blobs.items() if store.read_all(blob) is not None
    }
    return kept


def lost(told: list[str], kept: dict[str, set[str]]) -> list[str]:
    """What was acknowledged and is not there. Of a draft the newest number counts; a borough is there whole or not."""
    parts = [(line, *line.partition(" ")[::2]) for line in told]
    missing = [line for line, kind, key in parts if kind in ("agency", "note", "attachment") and key not in kept[kind]]
    drafts = [int(line.partition(" ")[2]) for line in told if line.startswith("draft ")]
    if drafts and max(map(int, kept["draft"]), default=-1) < drafts[-1]:
        missing.append(f"draft {drafts[-1]}")
    if kept["referrals"] != {str(INVENTED)} and ("invented" in told or kept["referrals"] != {"0"}):
        missing.append("invented")
    return missing


def look_after_kill(vault: Path, told: list[str]) -> None:
    with open_desk(vault) as desk:
        assert desk.warning == ""
        assert desk.verify().faults == ()
        assert lost(told, kept_in(desk)) == []
    assert [path.name for path in vault.rglob("*") if path.name.endswith(".part")] == []


def kill_writers(nursery: Nursery, template: Path, folder: Path, times: int) -> int:
    """Kill ``times`` writers at random; returns how many commits had been acknowledged in all."""
    acknowledged = 0
    chance = random.Random(times)
    for number in range(times):
        here = folder / str(number)
        vault = vault_in(template, here)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HIPDESK_DATA", str(here / "memory"))
            moment = chance.uniform(0.01, 1.2 if begins_with_a_borough(number) else 0.6)
            # Every fifth may die while it opens the vault; the others have it open, however slow the machine is.
            begun = "" if number % 5 == 4 else "open"
            ended = nursery.run(f"{JOBS}:write", str(here), str(number), kill_after=moment, from_line=begun)
            assert ended.killed, "the writer ended by itself"
            look_after_kill(vault, ended.told)
        acknowledged += len(ended.told)
        shutil.rmtree(here)
    return acknowledged


def test_writer_when_killed_at_any_moment_then_no_acknowledged_commit_is_lost(nursery, template, tmp_path):
    """Agencies, notes, drafts, attachments and a borough in one transaction: what was told is there."""
    assert kill_writers(nursery, template, tmp_path, WRITING) > WRITING


@pytest.mark.soak
def test_writer_when_killed_a_thousand_times_then_a_thousand_vaults_open(nursery, template, tmp_path):
    """The bar: 1,000 of 1,000 open, 0 acknowledged commits lost."""
    assert kill_writers(nursery, template, tmp_path, 1000) > 1000


def kill_answering_writers(nursery: Nursery, template: Path, folder: Path, times: int) -> int:
    """Kill ``times`` writers of notes that were drafts; returns how many notes had been acknowledged in all."""
    acknowledged = 0
    chance = random.Random(times)
    for number in range(times):
        vault = vault_in(template, folder / str(number))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HIPDESK_DATA", str(vault.parent / "memory"))
            moment = chance.uniform(0.0, 0.3)
            ended = nursery.run(f"{JOBS}:answer_drafts", str(vault.parent), kill_after=moment, from_line="open")
            assert ended.killed
            with open_desk(vault) as desk, desk._custody.records.read(desk.actor) as reading:
                notes = sorted(map(int, reading.session.scalars(select(NoteRow.text))))
                drafts = [int(row["number"]) for row in reading.session.scalars(select(DraftRow.content))]
        told = [line.partition(" ") for line in ended.told[1:]]
        drafted, noted = ([int(at) for kind, _, at in told if kind == word] for word in ("draft", "note"))
        # What was typed stands in one place: in the newest draft, or in the newest note; every one before is a note.
        typed = notes + drafts
        assert typed == list(range(len(typed)))
        assert len(drafts) <= 1
        assert set(drafted) <= set(typed)
        assert set(noted) <= set(notes)
        acknowledged += len(noted)
        shutil.rmtree(vault.parent)
    return acknowledged


def test_save_when_killed_then_what_was_typed_is_a_note_or_its_draft_and_never_both(nursery, template, tmp_path):
    """The draft that a save answers goes in the same transaction."""
    assert kill_answering_writers(nursery, template, tmp_path, ANSWERING) > ANSWERING


@pytest.mark.soak
def test_save_when_killed_three_hundred_times_then_what_was_typed_is_there_once(nursery, template, tmp_path):
    """The same, three hundred times."""
    assert kill_answering_writers(nursery, template, tmp_path, 300) > 300


def rows_of(desk: Desk) -> dict[str, set[str]]:
    """Every row by table, but what re-keying writes itself: the log, keys of attachments and their search entries."""
    left_out = {"audit_event", "audit_payload", "attachment", "search_entry"}
    with desk._custody.records.read(desk.actor) as reading:
        return {
            table.name: {repr(tuple(row)) for row in reading.session.execute(select(table))}
            for table in Base.metadata.sorted_tables
            if table.name not in left_out
        }


def kill_rekeyings(nursery: Nursery, template: Path, folder: Path, times: int) -> set[bool]:
    """Kill ``times`` re-keyings, the last two once they are told; returns whether new keys were found in force."""
    full = vault_in(template, folder / "full")
    with open_desk(full) as desk:
        fill(desk)
        rows, attachments = rows_of(desk), kept_in(desk)["attachment"]
        old_key = desk._custody.vault.database_key
    begun = time.monotonic()
    shutil.copytree(folder / "full", folder / "whole")
    nursery.run(f"{JOBS}:rekey", str(folder / "whole"), kill_after=0.0, from_line="rekeyed")
    lasts = time.monotonic() - begun
    chance = random.Random(times)
    found = set()
    for number in range(times):
        here = folder / str(number)
        vault = vault_in(full, here)
        line = {times - 2: "rekeyed", times - 1: "written"}.get(number, "open")
        moment = 0.0 if line != "open" else chance.uniform(0.0, lasts)
        ended = nursery.run(f"{JOBS}:rekey", str(here), kill_after=moment, from_line=line)
        assert ended.killed
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HIPDESK_DATA", str(here / "memory"))
            with open_desk(vault) as desk:
                assert desk.verify().faults == ()
                renewed = desk._custody.vault.database_key != old_key
                now = rows_of(desk)
                assert kept_in(desk)["attachment"] == attachments
        assert [table for table, kept in rows.items() if not kept <= now[table]] == []
        assert renewed or "rekeyed" not in ended.told
        assert len(now["agency"] - rows["agency"]) == 1 or "written" not in ended.told
        assert len(list(vault.glob("records-*.db"))) == 1
        assert [path.name for path in vault.rglob("*.part")] == []
        found.add(renewed)
        shutil.rmtree(here)
    return found


def test_rekeying_when_killed_at_any_moment_then_old_or_new_keys_open_all_of_it(nursery, template, tmp_path):
    """Until one rename the old vault is whole, and from it on the new one: every row and attachment is there."""
    assert kill_rekeyings(nursery, template, tmp_path, REKEYING) >= {True}


@pytest.mark.soak
def test_rekeying_when_killed_two_hundred_times_then_old_or_new_keys_open_all_of_it(nursery, template, tmp_path):
    """The same, two hundred times, of which some were before the rename."""
    assert kill_rekeyings(nursery, template, tmp_path, 200) == {True, False}


def kill_imports(nursery: Nursery, template: Path, folder: Path, times: int) -> set[int]:
    """Kill ``times`` imports at random; returns how many referrals were there after each."""
    chance = random.Random(times)
    found = set()
    for number in range(times):
        vault = vault_in(template, folder / str(number))
        moment = chance.uniform(0.0, 0.7)
        ended = nursery.run(f"{JOBS}:bring_in", str(vault.parent), kill_after=moment, from_line="open")
        assert ended.killed
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HIPDESK_DATA", str(vault.parent / "memory"))
            with open_desk(vault) as desk:
                found_now = desk.verify()
        assert found_now.faults == ()
        assert len(ended.told) == 1 or ended.told[1] == f"imported {found_now.rows['referral']}"
        assert (found_now.rows["import_batch"] == 1) is (found_now.rows["referral"] > 0)
        found.add(found_now.rows["referral"])
    return found


def test_import_when_killed_then_it_is_whole_or_not_there(nursery, template, tmp_path):
    """A workbook comes in as one transaction."""
    assert len(kill_imports(nursery, template, tmp_path, 5) - {0}) <= 1


@pytest.mark.soak
def test_import_when_killed_a_hundred_times_then_it_is_whole_or_not_there(nursery, template, tmp_path):
    """The same, a hundred times, of which some were finished."""
    assert len(kill_imports(nursery, template, tmp_path, 100) - {0}) == 1


def kill_backups(nursery: Nursery, template: Path, folder: Path, times: int) -> None:
    chance = random.Random(times)
    vault = vault_in(template, folder / "one")
    with open_desk(vault) as desk:
        desk.back_up(folder / "one" / BACKUP)
        keys = desk._custody.vault.database_key, desk._custody.records.audit_key
    for _ in range(times):
        ended = nursery.run(
            f"{JOBS}:back_up", str(folder / "one"), kill_after=chance.uniform(0.0, 0.4), from_line="open"
        )
        assert ended.killed
        assert all(line == "open" or line.endswith(" 0") for line in ended.told)
        found = backup.prove(folder / "one" / BACKUP, *keys)
        assert found.faults == ()
        told = [int(line.split(" ")[2]) for line in ended.told[1:]]
        assert found.events >= max(told, default=0)
        look_after_kill(vault, [])


def test_backup_when_killed_while_written_then_the_old_or_the_new_one_is_whole(nursery, template, tmp_path):
    """There is never half a backup under the name of a whole one, and the vault is none the worse."""
    kill_backups(nursery, template, tmp_path, BACKING_UP)


@pytest.mark.soak
def test_backup_when_killed_a_hundred_times_then_it_is_whole_each_time(nursery, template, tmp_path):
    """The same, a hundred times."""
    kill_backups(nursery, template, tmp_path, 100)


def kill_creations(nursery: Nursery, folder: Path, times: int) -> int:
    """Kill ``times`` creations at random; returns how many were left unfinished."""
    chance = random.Random(times)
    unfinished = 0
    for number in range(times):
        here = folder / str(number)
        here.mkdir()
        path = here / "marlbridge.hipdesk"
        ended = nursery.run(f"{JOBS}:create", str(here), kill_after=chance.uniform(0.0, 0.35))
        if ended.told or not path.exists():
            continue
        unfinished += not opens_or_says_why(path)
        desk, _code = Desk.create(new_vault(here / "again.hipdesk"), a_clock(), POLICY)
        desk.close()
    return unfinished


def opens_or_says_why(path: Path) -> bool:
    """Whether what a killed creation left is a whole vault; if not, opening says that it was never finished."""
    try:
        with open_desk(path) as desk:
            assert desk.verify().faults == ()
            return True
    except (VaultMissing, VaultUnfinished):
        return False


def test_create_when_killed_then_the_folder_opens_or_says_that_it_was_never_finished(nursery, tmp_path):
    """Nobody is told a wrong passphrase by half a vault, and another can be made."""
    kill_creations(nursery, tmp_path, CREATING)


@pytest.mark.soak
def test_create_when_killed_two_hundred_times_then_each_folder_opens_or_says_why(nursery, tmp_path):
    """The same, two hundred times."""
    assert kill_creations(nursery, tmp_path, 200) > 0


def test_unlock_when_a_creation_was_cut_short_then_says_so_and_not_wrong_passphrase(nursery, tmp_path):
    """A header without a record: what a kill between the two leaves."""
    vault, _code = opening.create(tmp_path / "half.hipdesk", PASSPHRASE, POLICY)
    vault.close()
    with pytest.raises(VaultUnfinished, match="interrupted before it was finished"):
        open_desk(tmp_path / "half.hipdesk")


def test_restore_when_killed_then_the_backup_restores_into_another_folder(nursery, template, tmp_path):
    """A restore that was cut short costs nothing but its folder."""
    vault = vault_in(template, tmp_path / "one")
    with open_desk(vault) as desk:
        desk.back_up(tmp_path / "one" / BACKUP)
    chance = random.Random(1)
    for number in range(RESTORING):
        ended = nursery.run(f"{JOBS}:restore", str(tmp_path / "one"), kill_after=chance.uniform(0.0, 0.2))
        assert ended.killed or ended.told == ["restored"]
        target = tmp_path / f"again {number}.hipdesk"
        with Desk.restore(tmp_path / "one" / BACKUP, target, PASSPHRASE, a_clock(), POLICY) as desk:
            assert desk.verify().faults == ()
        shutil.rmtree(tmp_path / "one" / "restored.hipdesk", ignore_errors=True)
