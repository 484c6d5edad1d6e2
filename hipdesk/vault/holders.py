"""Changing who can open an unlocked vault: slots added, removed, their secrets changed. Each is one atomic rewrite.

Changing a secret only re-wraps: whoever knows the old one and has an old copy of the header can still open that copy.
``rekey`` ends that.
"""

import hmac
from collections.abc import Iterable

from hipdesk.vault import passphrase as passphrases
from hipdesk.vault import recovery, slots
from hipdesk.vault.faults import SlotRefused, WrongPassphrase
from hipdesk.vault.format import MOST_SLOTS, Header, Slot
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.openvault import OpenVault
from hipdesk.vault.recovery import RecoveryCode


def add_holder_slot(
    vault: OpenVault, passphrase: str, policy: KdfPolicy | None = None, *, known_words: Iterable[str] = ()
) -> int:
    """A further passphrase; returns its slot's number, never used before in this vault. About a second."""
    passphrases.require(passphrase, known_words)
    if len(vault.slots) >= MOST_SLOTS:
        raise SlotRefused("This vault has as many holders as it can have.", kept="Nothing was changed.")
    number = vault.header.next_slot
    fresh = _passphrase_slot(vault, number, passphrase, policy)
    vault.rewrite(lambda header: header.with_slot(fresh))
    return number


def change_passphrase(
    vault: OpenVault,
    slot: int,
    passphrase: str,
    policy: KdfPolicy | None = None,
    *,
    known_words: Iterable[str] = (),
) -> None:
    """Re-wrap a holder's slot under a new passphrase. About a second. Raises SlotRefused, PassphraseRefused."""
    passphrases.require(passphrase, known_words)
    if _slot(vault, slot).kind != slots.PASSPHRASE:
        raise SlotRefused("This slot is not a holder’s.", kept="Nothing was changed.")
    fresh = _passphrase_slot(vault, slot, passphrase, policy)
    vault.rewrite(lambda header: header.with_slot(fresh))


def rewrap(vault: OpenVault, slot: int, passphrase: str, policy: KdfPolicy | None = None) -> None:
    """Wrap a holder's slot anew under the passphrase it has, at what a guess costs now. About a second.

    Raises WrongPassphrase when it is not that slot's, so that a slip does not become the passphrase.
    """
    confirm_passphrase(vault, passphrase, slot)
    fresh = _passphrase_slot(vault, slot, passphrase, policy)
    vault.rewrite(lambda header: header.with_slot(fresh))


def work_of(vault: OpenVault, slot: int) -> int:
    """What one guess at a holder's slot costs: KiB touched in all."""
    return slots.cost_of(_slot(vault, slot)).work


def confirm_passphrase(vault: OpenVault, passphrase: str, slot: int | None = None) -> int:
    """Which slot a passphrase opens: a second holder's approval, or the old passphrase before a change.

    With ``slot``, only that one is tried. Raises WrongPassphrase. About a second for each slot tried.
    """
    for each in vault.header.slots:
        if slots.fits(each, passphrase) and slot in (None, each.number):
            data_key = slots.unwrap(each, passphrase, vault_id=vault.vault_id)
            if data_key is not None and hmac.compare_digest(data_key, vault.keyring.data_key):
                return each.number
    raise WrongPassphrase()


def remove_slot(vault: OpenVault, slot: int) -> None:
    """Take a way in away. Refuses the last passphrase slot; its number is never used again."""
    holders = [each for each in vault.slots if each.kind == slots.PASSPHRASE]
    if _slot(vault, slot).kind == slots.PASSPHRASE and len(holders) == 1:
        raise SlotRefused(
            "This is the only holder of a passphrase.", kept="Nothing was changed.", to_do="Add another holder first."
        )
    vault.rewrite(lambda header: header.without_slot(slot))


def replace_recovery(vault: OpenVault, code: RecoveryCode | None = None) -> tuple[RecoveryCode, int]:
    """A new recovery code and its slot's number; every former code stops working, in the same atomic rewrite.

    ``code`` when it was drawn before, so that its sheet could be confirmed while the former one still held.
    """
    code, number = code or recovery.new_code(), vault.header.next_slot
    former = [slot.number for slot in vault.slots if slot.kind == slots.RECOVERY]
    fresh = slots.wrap_recovery(vault.keyring.data_key, code, vault_id=vault.vault_id, number=number)

    def swapped(header: Header) -> Header:
        for each in former:
            header = header.without_slot(each)
        return header.with_slot(fresh)

    vault.rewrite(swapped)
    return code, number


def _passphrase_slot(vault: OpenVault, number: int, passphrase: str, policy: KdfPolicy | None) -> Slot:
    return slots.wrap(
        vault.keyring.data_key,
        passphrase,
        policy or KdfPolicy.calibrated(),
        vault_id=vault.vault_id,
        number=number,
    )


def _slot(vault: OpenVault, number: int) -> Slot:
    found = vault.header.slot(number)
    if found is None:
        raise SlotRefused("There is no such holder.", kept="Nothing was changed.")
    return found
