"""Key slots: the data key wrapped under a passphrase or a recovery code, bound to vault, number, kind and cost."""

import re
import secrets
from dataclasses import replace

from hipdesk.vault import kdf
from hipdesk.vault.faults import KeyCostRefused, VaultDamaged
from hipdesk.vault.format import Document, Slot, canonical
from hipdesk.vault.kdf import Cost, KdfPolicy
from hipdesk.vault.recovery import RecoveryCode

PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind of slot
RECOVERY = "recovery"
_ARGON2ID = "argon2id"
_HKDF = "hkdf-sha256"
_SALT = re.compile(r"[0-9a-f]{32}")
_WAYS = (
    (PASSPHRASE, _ARGON2ID, {"name", "salt", "memory", "passes", "lanes"}),
    (RECOVERY, _HKDF, {"name", "salt"}),
)

Secret = str | RecoveryCode


def wrap(data_key: bytes, secret: Secret, policy: KdfPolicy, *, vault_id: str, number: int) -> Slot:
    """A new slot holding the data key under this secret, with a fresh salt. About a second for a passphrase."""
    if not isinstance(secret, str):
        return wrap_recovery(data_key, secret, vault_id=vault_id, number=number)
    cost = policy.cost
    terms: Document = {
        "name": _ARGON2ID,
        "salt": secrets.token_hex(kdf.SALT_BYTES),
        "memory": cost.memory,
        "passes": cost.passes,
        "lanes": cost.lanes,
    }
    return _filled(Slot(number, PASSPHRASE, terms), data_key, secret, vault_id)


def wrap_recovery(data_key: bytes, code: RecoveryCode, *, vault_id: str, number: int) -> Slot:
    """A new slot holding the data key under a recovery code: already random, so no costly derivation."""
    terms: Document = {"name": _HKDF, "salt": secrets.token_hex(kdf.SALT_BYTES)}
    return _filled(Slot(number, RECOVERY, terms), data_key, code, vault_id)


def unwrap(slot: Slot, secret: Secret, *, vault_id: str) -> bytes | None:
    """The data key, or None when this secret does not open this slot. Call ``check_cost`` first."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_wrapping_key(slot, secret)).decrypt(slot.nonce, slot.wrapped, _bound_to(vault_id, slot))
    except InvalidTag:
        return None


def fits(slot: Slot, secret: Secret) -> bool:
    """Whether this program knows how to try this secret on this slot; a newer one may have written other kinds."""
    kind, name, terms = _WAYS[0] if isinstance(secret, str) else _WAYS[1]
    return slot.kind == kind and slot.kdf.get("name") == name and slot.kdf.keys() == terms


def check_cost(slot: Slot, policy: KdfPolicy) -> None:
    """Refuse, before any is used, a passphrase slot above the ceiling or under the policy's floor (KeyCostRefused)."""
    if fits(slot, ""):
        cost = cost_of(slot)
        if not cost.possible() or not policy.allows(cost):
            raise KeyCostRefused()


def cost_of(slot: Slot) -> Cost:
    """The Argon2id cost a passphrase slot asks for; VaultDamaged when it is not whole numbers."""
    memory, passes, lanes = (slot.kdf.get(name) for name in ("memory", "passes", "lanes"))
    if type(memory) is not int or type(passes) is not int or type(lanes) is not int:
        raise VaultDamaged()
    return Cost(memory, passes, lanes)


def _filled(slot: Slot, data_key: bytes, secret: Secret, vault_id: str) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    sealed = AESGCM(_wrapping_key(slot, secret)).encrypt(nonce, data_key, _bound_to(vault_id, slot))
    return replace(slot, nonce=nonce, wrapped=sealed)


def _wrapping_key(slot: Slot, secret: Secret) -> bytes:
    salt = _salt(slot)
    if isinstance(secret, str):
        return kdf.derive_from_passphrase(secret, salt, cost_of(slot))
    return kdf.derive_from_key(secret.secret, "recovery slot", salt)


def _salt(slot: Slot) -> bytes:
    """The slot's salt, strictly as written by ``wrap``; VaultDamaged otherwise."""
    written = slot.kdf.get("salt")
    if not isinstance(written, str) or not _SALT.fullmatch(written):
        raise VaultDamaged()
    return bytes.fromhex(written)


def _bound_to(vault_id: str, slot: Slot) -> bytes:
    """The additional authenticated data: moving a slot, or changing its terms, makes it fail."""
    return canonical({"vault": vault_id, "slot": slot.number, "kind": slot.kind, "kdf": dict(slot.kdf)})
