"""Re-keying copies: the vault's part. A new data key and header are prepared; the store copies; one rename switches.

    plan = prepare(vault, {1: passphrase})        # nothing on disk yet
    ... the store backs the database up to plan.database_path under plan.keyring.database_key, with every
    ... attachment key re-wrapped by plan.rewrap_key, and verifies the copy ...
    switch_over(vault, plan)                      # one atomic rename of vault.json
    ... the store removes the old database, whose path it kept ...

A slot survives only when its secret is given, for only its secret can wrap the new key.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from hipdesk.vault import blobs, slots
from hipdesk.vault import folder as vault_folder
from hipdesk.vault.card import SlotCard
from hipdesk.vault.faults import SlotRefused, WrongPassphrase, WrongRecoveryCode
from hipdesk.vault.format import Header, Slot
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.keyring import Keyring
from hipdesk.vault.openvault import OpenVault
from hipdesk.vault.slots import Secret


@dataclass(frozen=True, slots=True)
class RekeyPlan:
    """A header and keys that are not in force yet; ``lost`` are the slots whose holders must be added again."""

    header: Header
    keyring: Keyring
    database_path: Path
    lost: tuple[SlotCard, ...]
    _former: Keyring = field(repr=False)

    def rewrap_key(self, name: str, wrapped_key: bytes) -> bytes:
        """An attachment's key under the new attachments key, for the row in the new database."""
        return blobs.rewrap_key(self._former, self.keyring, name, wrapped_key)

    def abandon(self) -> None:
        """Forget the new keys; the vault stays as it was. The store removes ``database_path``."""
        self.keyring.forget()


def prepare(vault: OpenVault, secrets: Mapping[int, Secret], policy: KdfPolicy | None = None) -> RekeyPlan:
    """A new data key wrapped for each slot whose secret is given: number to passphrase or whole recovery code.

    Every secret must open its slot today, so that a slip does not become the new secret: WrongPassphrase or
    WrongRecoveryCode otherwise. At least one passphrase is needed (SlotRefused). Two seconds for each passphrase.
    """
    policy = policy or KdfPolicy.calibrated()
    if not any(isinstance(secret, str) for secret in secrets.values()):
        raise SlotRefused("At least one holder must give their passphrase.", kept="Nothing was changed.")
    for number, secret in secrets.items():
        _must_open(vault, vault.header.slot(number), secret)
    keyring = Keyring.fresh()
    header = vault.header
    lost = tuple(card for card in vault.slots if card.number not in secrets)
    for card in lost:
        header = header.without_slot(card.number)
    for number, secret in secrets.items():
        fresh = slots.wrap(keyring.data_key, secret, policy, vault_id=vault.vault_id, number=number)
        header = header.with_slot(fresh)
    header = replace(header, database=vault_folder.new_database_name())
    return RekeyPlan(header, keyring, vault.folder.path / header.database, lost, vault.keyring)


def switch_over(vault: OpenVault, plan: RekeyPlan) -> None:
    """Put the new header in force with one atomic rename and forget the old keys; until then the old vault is whole.

    Slots changed since ``prepare`` are not carried over; the newest audit sequence is.
    """
    now = vault.header
    vault.adopt(replace(plan.header, sequence=now.sequence, audit_mac=now.audit_mac), plan.keyring)


def _must_open(vault: OpenVault, slot: Slot | None, secret: Secret) -> None:
    opened = slots.unwrap(slot, secret, vault_id=vault.vault_id) if slot and slots.fits(slot, secret) else None
    if opened != vault.keyring.data_key:
        raise WrongPassphrase() if isinstance(secret, str) else WrongRecoveryCode()
