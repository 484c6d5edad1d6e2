"""Who can open a vault: each change whole or not at all, and never the last way in taken away."""

import pytest

from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.kernel.files import FaultyDisk
from hipdesk.vault import holders, opening
from hipdesk.vault.faults import PassphraseRefused, SlotRefused, WrongPassphrase, WrongRecoveryCode
from tests.vault.conftest import PASSPHRASE, POLICY, SECOND, reopened

THIRD = "otter under the quiet lamp post"


def test_holder_when_added_then_both_passphrases_open(vault):
    """A second person."""
    key = vault.database_key
    assert holders.add_holder_slot(vault, SECOND, POLICY) == 3
    again = reopened(vault, SECOND)
    assert (again.slot_number, again.database_key) == (3, key)
    again = reopened(again)
    assert again.slot_number == 1
    again.close()


def test_holder_when_removed_then_their_passphrase_opens_nothing_and_the_number_rests(vault, place):
    """Someone leaves; whoever comes next gets another number."""
    holders.add_holder_slot(vault, SECOND, POLICY)
    holders.remove_slot(vault, 3)
    assert holders.add_holder_slot(vault, THIRD, POLICY) == 4
    vault.close()
    with pytest.raises(WrongPassphrase):
        opening.unlock(place, SECOND, POLICY)
    opening.unlock(place, THIRD, POLICY).close()


def test_last_holder_when_removed_then_refused(vault):
    """A vault that only the sheet opens is nearly lost."""
    with pytest.raises(SlotRefused, match="only holder"):
        holders.remove_slot(vault, 1)
    holders.remove_slot(vault, 2)
    assert [slot.number for slot in vault.slots] == [1]
    with pytest.raises(SlotRefused, match="no such"):
        holders.remove_slot(vault, 2)


def test_passphrase_when_changed_then_only_the_new_one_opens(vault, place):
    """The data key stays, its wrapping changes."""
    key = vault.database_key
    holders.change_passphrase(vault, 1, SECOND, POLICY)
    again = reopened(vault, SECOND)
    assert again.database_key == key
    again.close()
    with pytest.raises(WrongPassphrase):
        opening.unlock(place, PASSPHRASE, POLICY)


def test_passphrase_when_weak_or_for_a_slot_that_is_not_a_holders_then_refused(vault):
    """Under the floor; the recovery slot; a slot that is not there."""
    for change in (
        lambda: holders.add_holder_slot(vault, "short", POLICY),
        lambda: holders.change_passphrase(vault, 1, "MarlbridgePanel1", POLICY, known_words=["Marlbridge Panel"]),
    ):
        with pytest.raises(PassphraseRefused):
            change()
    for slot in (2, 9):
        with pytest.raises(SlotRefused):
            holders.change_passphrase(vault, slot, SECOND, POLICY)
    assert len(vault.slots) == 2


def test_passphrase_when_confirmed_then_says_whose_it_is(vault):
    """An approval by a second holder at the same window."""
    number = holders.add_holder_slot(vault, SECOND, POLICY)
    assert holders.confirm_passphrase(vault, SECOND) == number
    assert holders.confirm_passphrase(vault, PASSPHRASE, slot=1) == 1
    for typed, slot in ((SECOND, 1), ("wrong", None), (PASSPHRASE, 2)):
        with pytest.raises(WrongPassphrase):
            holders.confirm_passphrase(vault, typed, slot)


def test_recovery_when_replaced_then_the_old_sheet_opens_nothing(made, place):
    """One sheet at a time."""
    vault, old = made
    key = vault.database_key
    code, number = holders.replace_recovery(vault)
    assert [(slot.number, slot.kind) for slot in vault.slots] == [(1, "passphrase"), (number, "recovery")]
    vault.close()
    with pytest.raises(WrongRecoveryCode):
        opening.unlock_with_recovery(place, old, POLICY)
    with opening.unlock_with_recovery(place, code, POLICY) as again:
        assert again.database_key == key


def test_recovery_when_used_then_a_new_passphrase_can_be_set_without_the_old(made, place):
    """The forgotten passphrase, to the end."""
    vault, code = made
    vault.close()
    with opening.unlock_with_recovery(place, code, POLICY) as again:
        holders.change_passphrase(again, 1, SECOND, POLICY)
    opening.unlock(place, SECOND, POLICY).close()


def test_holders_when_there_is_no_room_then_refused(vault):
    """64 slots."""
    slot = vault.header.slot(2)
    for number in range(3, 65):
        vault._header = vault._header.with_slot(type(slot)(number, slot.kind, slot.kdf, slot.nonce, slot.wrapped))
    with pytest.raises(SlotRefused, match="as many"):
        holders.add_holder_slot(vault, SECOND, POLICY)


@pytest.mark.parametrize("change", ["add", "change", "remove", "replace"])
@pytest.mark.parametrize("room", [0, 1, 400, 100_000])
def test_change_when_the_disk_fails_then_all_or_nothing(made, place, change, room):
    """The old ways in still work, or the new ones do."""
    vault, code = made
    holders.add_holder_slot(vault, SECOND, POLICY)
    changes = {
        "add": lambda: holders.add_holder_slot(vault, THIRD, POLICY),
        "change": lambda: holders.change_passphrase(vault, 3, THIRD, POLICY),
        "remove": lambda: holders.remove_slot(vault, 3),
        "replace": lambda: holders.replace_recovery(vault),
    }
    before = vault.header
    try:
        with files.played_by(FaultyDisk(room)):
            changes[change]()
    except EnvironmentFault:
        assert room < 1000
        assert vault.header == before
    vault.close()
    with opening.unlock(place, PASSPHRASE, POLICY) as again:
        assert again.header == vault.header
    if room < 1000:
        opening.unlock(place, SECOND, POLICY).close()
        opening.unlock_with_recovery(place, code, POLICY).close()
