"""Re-keying: nothing on disk until one rename, and then nothing opens with the old keys."""

import pytest

from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.kernel.files import FaultyDisk
from hipdesk.vault import blobs, holders, opening, rekey
from hipdesk.vault.faults import AttachmentDamaged, SlotRefused, WrongPassphrase, WrongRecoveryCode
from hipdesk.vault.openvault import StoredBlob
from hipdesk.vault.recovery import new_code
from tests.vault.conftest import PASSPHRASE, POLICY, SECOND


def test_rekeying_when_prepared_then_the_vault_is_as_it_was(made, place):
    """Until the rename the old vault is whole."""
    vault, _ = made
    raw, key, before = (place / "vault.json").read_bytes(), vault.database_key, sorted(place.iterdir())
    plan = rekey.prepare(vault, {1: PASSPHRASE}, POLICY)
    assert (place / "vault.json").read_bytes() == raw
    assert sorted(place.iterdir()) == before
    assert vault.database_key == key != plan.keyring.database_key
    assert plan.database_path.parent == place
    assert plan.database_path != vault.database_path
    plan.abandon()
    assert plan.keyring.forgotten
    vault.close()
    opening.unlock(place, PASSPHRASE, POLICY).close()


def test_rekeying_when_switched_over_then_only_given_secrets_open_and_only_the_new_keys(made, place):
    """The slots whose secrets were given survive, under their numbers; the audit sequence is the newest."""
    vault, code = made
    holders.add_holder_slot(vault, SECOND, POLICY)
    old_key, old_keyring = vault.database_key, vault.keyring
    plan = rekey.prepare(vault, {1: PASSPHRASE, 2: code}, POLICY)
    assert [(card.number, card.kind) for card in plan.lost] == [(3, "passphrase")]
    vault.note_sequence(12, b"m" * 32)
    rekey.switch_over(vault, plan)
    assert old_keyring.forgotten
    assert (vault.database_path, vault.sequence) == (plan.database_path, 12)
    new_key = vault.database_key
    vault.note_sequence(13)
    vault.close()
    with opening.unlock(place, PASSPHRASE, POLICY) as again:
        assert (again.slot_number, again.database_key, again.sequence) == (1, new_key, 13)
        assert new_key != old_key
        assert holders.add_holder_slot(again, SECOND, POLICY) == 4
    opening.unlock_with_recovery(place, code, POLICY).close()


def test_rekeying_when_a_slot_was_not_given_then_its_passphrase_opens_nothing(made, place):
    """Someone who left."""
    vault, code = made
    holders.add_holder_slot(vault, SECOND, POLICY)
    rekey.switch_over(vault, rekey.prepare(vault, {1: PASSPHRASE}, POLICY))
    vault.close()
    with pytest.raises(WrongPassphrase):
        opening.unlock(place, SECOND, POLICY)
    with pytest.raises(WrongRecoveryCode):
        opening.unlock_with_recovery(place, code, POLICY)


def test_rekeying_when_a_secret_is_wrong_then_refused(made):
    """A slip must not become the new passphrase."""
    vault, code = made
    for secrets, error in (
        ({1: SECOND}, WrongPassphrase),
        ({1: PASSPHRASE, 2: new_code()}, WrongRecoveryCode),
        ({1: PASSPHRASE, 2: code.split()[0]}, WrongRecoveryCode),
        ({9: PASSPHRASE}, WrongPassphrase),
        ({2: PASSPHRASE}, WrongPassphrase),
        ({2: code}, SlotRefused),
        ({}, SlotRefused),
    ):
        with pytest.raises(error):
            rekey.prepare(vault, secrets, POLICY)


def test_rekeying_when_attachments_are_rewrapped_then_read_with_the_new_keys_only(vault):
    """The files stay where they are."""
    blob = vault.attachments.write([b"the picture"])
    plan = rekey.prepare(vault, {1: PASSPHRASE}, POLICY)
    moved = StoredBlob(blob.name, plan.rewrap_key(blob.name, blob.wrapped_key), blob.size, blob.sha256)
    assert blobs.read_all(vault.folder.files, plan.keyring, moved) == b"the picture"
    rekey.switch_over(vault, plan)
    assert vault.attachments.read_all(moved) == b"the picture"
    with pytest.raises(AttachmentDamaged):
        vault.attachments.read_all(blob)


@pytest.mark.parametrize("room", [0, 1, 300, 600, 100_000])
def test_switching_over_when_the_disk_fails_then_the_old_or_the_new_vault_never_neither(vault, place, room):
    """Here and on disk."""
    plan = rekey.prepare(vault, {1: PASSPHRASE}, POLICY)
    old = vault.database_path
    try:
        with files.played_by(FaultyDisk(room)):
            rekey.switch_over(vault, plan)
        expected = plan.database_path
    except EnvironmentFault:
        expected = old
    assert vault.database_path == expected
    key = vault.database_key
    vault.close()
    with opening.unlock(place, PASSPHRASE, POLICY) as again:
        assert (again.database_path, again.database_key) == (expected, key)
