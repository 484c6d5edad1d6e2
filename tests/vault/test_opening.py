"""Creating, looking at and unlocking a vault; and everything that must stop it from opening."""

import json
import stat
from dataclasses import replace
from datetime import timedelta

import pytest

from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.kernel.files import FaultyDisk
from hipdesk.vault import folder as vault_folder
from hipdesk.vault import format as vault_format
from hipdesk.vault import opening, recovery, selftest, slots
from hipdesk.vault.card import peek
from hipdesk.vault.faults import (
    PassphraseRefused,
    PlaceRefused,
    SelfTestFailed,
    VaultDamaged,
    VaultExists,
    VaultInUse,
    VaultMissing,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryCode,
)
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.keyring import Keyring
from hipdesk.vault.lockfile import VaultLock
from hipdesk.vault.places import PlaceRules
from tests.vault.conftest import PASSPHRASE, POLICY, SECOND, reopened
from tests.vault.fake_computer import FakeComputer


def test_vault_when_created_then_opens_again_with_the_same_keys(made):
    """The whole way round."""
    vault, _ = made
    before = (vault.vault_id, vault.copy_id, vault.database_key, vault.database_path)
    again = reopened(vault)
    assert (again.vault_id, again.copy_id, again.database_key, again.database_path) == before
    assert (again.opened.slot, again.opened.kind, again.opened.failed_tries) == (1, slots.PASSPHRASE, None)
    again.close()


def test_vault_when_created_then_private_and_without_a_name_in_it(made, place):
    """Nobody else may look in, and no name stands in the header."""
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    for each in place.rglob("*"):
        assert each.stat().st_mode & 0o077 == 0
    assert b"Marlbridge" not in (place / "vault.json").read_bytes()
    assert made[0].database_path.parent == place
    assert not made[0].database_path.exists()


def test_vault_when_opened_with_the_recovery_code_then_the_same_keys(made, place):
    """Typed from the sheet; and from two sealed halves."""
    vault, code = made
    key = vault.database_key
    vault.close()
    for typed in (recovery.read(code.text.lower()), recovery.join(*code.split())):
        with opening.unlock_with_recovery(place, typed, POLICY) as again:
            assert again.database_key == key
            assert (again.opened.slot, again.opened.kind) == (2, slots.RECOVERY)


def test_recovery_when_another_vaults_code_or_a_half_then_refused(made, place):
    """A code that reads well is not enough."""
    made[0].close()
    with pytest.raises(WrongRecoveryCode, match="does not open"):
        opening.unlock_with_recovery(place, recovery.new_code(), POLICY)
    with pytest.raises(ValueError, match="join"):
        opening.unlock_with_recovery(place, made[1].split()[0], POLICY)
    first, _ = made[1].split()
    _, second = made[1].split()
    with pytest.raises(WrongRecoveryCode):
        opening.unlock_with_recovery(place, recovery.join(first, second), POLICY)


@pytest.mark.parametrize("typed", ["", "wrong", PASSPHRASE + " ", PASSPHRASE.upper(), "x" * 5000])
def test_passphrase_when_wrong_then_one_sentence_and_the_lock_is_free(made, place, typed):
    """Nothing about which part; the next try is not told that the vault is in use."""
    made[0].close()
    for _ in range(2):
        with pytest.raises(WrongPassphrase) as caught:
            opening.unlock(place, typed, POLICY)
        assert str(caught.value) == "That passphrase does not open this vault."
    opening.unlock(place, PASSPHRASE, POLICY).close()


def test_tries_when_failed_then_counted_delayed_handed_over_and_cleared(made, place, clock):
    """From the first slip to the audit log."""
    made[0].close()
    waits = []
    for _ in range(5):
        with pytest.raises(WrongPassphrase) as caught:
            opening.unlock(place, "wrong", POLICY, clock=clock)
        waits.append(caught.value.wait_seconds)
        clock.advance(timedelta(seconds=1))
    assert waits == [0, 0, 2, 4, 8]
    assert peek(place, clock).wait_seconds == 7
    vault = opening.unlock(place, PASSPHRASE, POLICY, clock=clock)
    assert vault.opened.failed_tries is not None
    assert vault.opened.failed_tries.count == 5
    assert peek(place).failed_tries is not None
    vault.clear_failed_tries()
    assert vault.opened.failed_tries is None
    assert peek(place).failed_tries is None
    vault.close()


def test_tries_when_the_disk_is_full_then_still_the_same_sentence(made, place):
    """A thief who fills the disk learns nothing, an honest person is not confused."""
    made[0].close()
    with files.played_by(FaultyDisk(0)), pytest.raises(WrongPassphrase):
        opening.unlock(place, "wrong", POLICY)


def test_vault_when_already_open_then_refused(made, place):
    """Another window."""
    with pytest.raises(VaultInUse, match="another window"):
        opening.unlock(place, PASSPHRASE, POLICY)
    made[0].close()
    opening.unlock(place, PASSPHRASE, POLICY).close()


def test_vault_when_peeked_at_then_tells_no_secret_and_takes_no_lock(made, place):
    """What the unlock page shows; also while the vault is open."""
    card = peek(place)
    assert (card.name, card.format, card.sequence) == ("Marlbridge HIP", "1.0", 0)
    assert [(slot.number, slot.kind) for slot in card.slots] == [(1, "passphrase"), (2, "recovery")]
    assert card.vault_id == made[0].vault_id
    assert card.short_id == f"{card.vault_id[-8:-4].upper()}-{card.vault_id[-4:].upper()}"
    assert peek(place / "vault.json") == card


@pytest.mark.parametrize("kind", ["missing", "empty", "file", "header_is_a_folder"])
def test_folder_when_it_holds_no_vault_then_said_so(tmp_path, kind):
    """A wrong folder chosen."""
    path = tmp_path / "x.hipdesk"
    if kind == "file":
        path.write_text("x")
    elif kind != "missing":
        path.mkdir()
    if kind == "header_is_a_folder":
        (path / "vault.json").mkdir()
    expected = VaultDamaged if kind == "header_is_a_folder" else VaultMissing
    with pytest.raises(expected):
        peek(path)
    with pytest.raises(expected):
        opening.unlock(path, PASSPHRASE, POLICY)


@pytest.mark.parametrize("kind", ["vault", "folder", "file"])
def test_creating_when_something_is_there_then_never_overwritten(place, kind):
    """Not a vault, not a folder with something in it, not a file."""
    if kind == "vault":
        opening.create(place, PASSPHRASE, POLICY)[0].close()
    elif kind == "folder":
        place.mkdir()
        (place / "letter.txt").write_text("notes")
    else:
        place.write_text("notes")
    before = sorted((each.name, each.read_bytes()) for each in place.rglob("*") if each.is_file())
    with pytest.raises(VaultExists):
        opening.create(place, SECOND, POLICY)
    assert sorted((each.name, each.read_bytes()) for each in place.rglob("*") if each.is_file()) == before
    assert place.exists()


def test_creating_when_the_disk_is_full_then_nothing_is_left(place):
    """At every byte of what is written."""
    for room in (0, 1, 5, 20, 100, 500):
        with files.played_by(FaultyDisk(room)), pytest.raises(EnvironmentFault):
            opening.create(place, PASSPHRASE, POLICY)
        assert not place.exists()


def test_creating_when_passphrase_or_place_is_refused_then_nothing_is_made(place):
    """Checked before a folder is made."""
    with pytest.raises(PassphraseRefused):
        opening.create(place, "MarlbridgePanel1", POLICY, known_words=["Marlbridge Hate Incident Panel"])
    share = PlaceRules(FakeComputer(mount_lines=("22 1 0:20 / / rw - nfs4 server:/ rw",)))
    with pytest.raises(PlaceRefused):
        opening.create(place, PASSPHRASE, POLICY, rules=share)
    with pytest.raises(ValueError, match="hipdesk"):
        opening.create(place.with_suffix(""), PASSPHRASE, POLICY)
    assert not place.exists()


def test_unlocking_when_the_vault_was_moved_to_a_share_then_refused(made, place):
    """The lock and the log do not work there."""
    made[0].close()
    with pytest.raises(PlaceRefused, match="network share"):
        opening.unlock(
            place, PASSPHRASE, POLICY, rules=PlaceRules(FakeComputer(mount_lines=("1 0 0:2 / / rw - cifs //x/y rw",)))
        )


def test_vault_when_the_policy_has_risen_then_rewrapped_once(vault, place):
    """The next unlock costs what is asked today; the one after changes nothing."""
    vault.close()
    risen = KdfPolicy.for_tests(memory=256)
    with opening.unlock(place, PASSPHRASE, risen) as again:
        assert slots.cost_of(again.header.slot(1)).memory == 256
    raw = (place / "vault.json").read_bytes()
    opening.unlock(place, PASSPHRASE, risen).close()
    opening.unlock(place, PASSPHRASE, POLICY).close()
    assert (place / "vault.json").read_bytes() == raw


def test_vault_when_it_cannot_be_rewrapped_then_opens_all_the_same(vault, place):
    """A full disk keeps nobody out."""
    vault.close()
    with files.played_by(FaultyDisk(30)), opening.unlock(place, PASSPHRASE, KdfPolicy.for_tests(memory=256)) as again:
        assert slots.cost_of(again.header.slot(1)).memory == 64


def test_vault_of_a_newer_minor_when_opened_then_works_and_keeps_its_fields(vault, place):
    """Unknown fields and kinds of slot survive a rewrite; a newer way in is passed over."""
    keys = Keyring(vault.keyring.data_key)
    newer = replace(vault.header.slot(2), number=9, kind="smartcard", unknown={"reader": "front"})
    header = replace(vault.header.with_slot(newer), minor=4, unknown={"colour": "teal"})
    vault.close()
    (place / "vault.json").write_bytes(vault_format.encode(header, keys.header_key))
    with opening.unlock(place, PASSPHRASE, POLICY) as again:
        again.note_sequence(3)
    document = json.loads((place / "vault.json").read_bytes())
    assert (document["format"], document["colour"], document["slots"][-1]["reader"]) == ("1.4", "teal", "front")


def test_vault_of_a_newer_minor_when_no_slot_is_known_then_too_new_rather_than_wrong(vault, place):
    """Nobody should doubt their passphrase for a version's sake."""
    keys = Keyring(vault.keyring.data_key)
    newer = replace(vault.header.slot(1), kdf={"name": "argon3"})
    header = replace(vault.header.without_slot(1).with_slot(newer), minor=4)
    vault.close()
    (place / "vault.json").write_bytes(vault_format.encode(header, keys.header_key))
    with pytest.raises(VaultTooNew):
        opening.unlock(place, PASSPHRASE, POLICY)


def test_slot_when_hinted_then_tried_first(vault, place, monkeypatch):
    """One second instead of one for each holder."""
    for number in (3, 4):
        vault.rewrite(
            lambda header, number=number: header.with_slot(
                slots.wrap(vault.keyring.data_key, f"{SECOND} {number}", POLICY, vault_id=vault.vault_id, number=number)
            )
        )
    vault.close()
    tried = []
    unwrap = slots.unwrap
    monkeypatch.setattr(slots, "unwrap", lambda slot, *a, **k: (tried.append(slot.number), unwrap(slot, *a, **k))[1])
    with opening.unlock(place, f"{SECOND} 4", POLICY, slot=4) as again:
        assert again.slot_number == 4
    assert tried == [4]
    opening.unlock(place, f"{SECOND} 4", POLICY, slot=99).close()
    assert tried == [4, 1, 3, 4]


def test_self_test_when_it_fails_then_no_vault_is_touched(place, monkeypatch):
    """Before anything else."""

    def fail():
        raise SelfTestFailed("AES-256-GCM")

    monkeypatch.setattr(selftest, "run", fail)
    for use in (
        lambda: opening.create(place, PASSPHRASE, POLICY),
        lambda: opening.unlock(place, PASSPHRASE, POLICY),
        lambda: opening.open_header(b"", PASSPHRASE, POLICY),
    ):
        with pytest.raises(SelfTestFailed):
            use()
    assert not place.exists()


def test_backup_header_when_opened_from_bytes_then_its_keys(made):
    """A backup is proved without a folder."""
    vault, code = made
    for secret, number in ((PASSPHRASE, 1), (code, 2)):
        header, keys, slot = opening.open_header(vault.header_bytes(), secret, POLICY)
        assert (header, slot) == (vault.header, number)
        assert keys.database_key == vault.database_key
    with pytest.raises(WrongPassphrase):
        opening.open_header(vault.header_bytes(), "wrong", POLICY)


def test_copy_when_laid_out_from_a_backups_header_then_a_copy_of_its_own(made, place, tmp_path):
    """Restored beside a live vault, never over it."""
    vault, _ = made
    other = tmp_path / "Restored.hipdesk"
    folder = opening.lay_out_copy(other, vault.header_bytes())
    assert folder.files.is_dir()
    with opening.unlock(other, PASSPHRASE, POLICY) as restored:
        assert restored.copy_id == vault.copy_id
        fresh = restored.renew_copy()
        assert fresh not in (vault.copy_id, vault.vault_id)
        assert restored.vault_id == vault.vault_id
    assert peek(other).copy_id == fresh
    with pytest.raises(VaultExists):
        opening.lay_out_copy(place, vault.header_bytes())
    with pytest.raises(VaultDamaged):
        opening.lay_out_copy(tmp_path / "Bad.hipdesk", vault.header_bytes()[:-3])
    assert not (tmp_path / "Bad.hipdesk").exists()


def test_copy_when_the_disk_is_full_then_nothing_is_left(made, tmp_path):
    """A restore that could not begin."""
    with files.played_by(FaultyDisk(10)), pytest.raises(EnvironmentFault):
        opening.lay_out_copy(tmp_path / "Restored.hipdesk", made[0].header_bytes())
    assert not (tmp_path / "Restored.hipdesk").exists()


def test_folder_when_named_then_without_its_ending(tmp_path):
    """As the unlock page shows it."""
    assert vault_folder.at(tmp_path / "Marlbridge.hipdesk").name == "Marlbridge"
    assert vault_folder.new_database_name() != vault_folder.new_database_name()


def test_create_when_a_killed_creation_left_its_folder_then_it_is_used(place):
    """Folder, ``files``, lock and a half-written header, as a kill before the header leaves them."""
    place.mkdir()
    (place / "files").mkdir()
    (place / "lock").write_bytes(b"{}")
    (place / ".0123456789abcdef.part").write_bytes(b"{")
    vault, _code = opening.create(place, PASSPHRASE, POLICY)
    vault.close()
    assert sorted(each.name for each in place.iterdir()) == ["files", "lock", "vault.json"]


@pytest.mark.parametrize("left", ["vault.json", "records-0123456789abcdef.db", "files/0123", "letter.docx"])
def test_create_when_anything_else_lies_there_then_refused_and_nothing_is_touched(place, left):
    """A header, records, an attachment, or somebody's own file: it stays as it is."""
    (place / "files").mkdir(parents=True)
    (place / ".0123456789abcdef.part").write_bytes(b"half")
    (place / left).write_bytes(b"there")
    with pytest.raises(VaultExists):
        opening.create(place, PASSPHRASE, POLICY)
    assert (place / left).read_bytes() == b"there"
    assert (place / ".0123456789abcdef.part").exists()


def test_create_when_another_program_makes_a_vault_there_now_then_its_work_stays(place):
    """The other one holds the lock and has not written its header yet."""
    folder = vault_folder.lay_out(place)
    lock = VaultLock.take(folder.lock)
    with pytest.raises(VaultInUse):
        opening.create(place, PASSPHRASE, POLICY)
    assert folder.files.is_dir()
    assert folder.lock.exists()
    lock.release()
