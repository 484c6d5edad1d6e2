"""Creating a vault and unlocking one. What is told of a locked vault stands in ``card``."""

from collections.abc import Iterable
from pathlib import Path

from hipdesk.kernel.clock import Clock, SystemClock
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.kernel.ids import new_id
from hipdesk.vault import folder as vault_folder
from hipdesk.vault import format as vault_format
from hipdesk.vault import passphrase as passphrases
from hipdesk.vault import places, recovery, selftest, slots, tries
from hipdesk.vault.faults import NotOpened, VaultInUse, VaultTooNew, WrongPassphrase, WrongRecoveryCode
from hipdesk.vault.folder import VaultFolder
from hipdesk.vault.format import Header, SealedHeader
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.keyring import Keyring
from hipdesk.vault.lockfile import VaultLock
from hipdesk.vault.openvault import Opened, OpenVault
from hipdesk.vault.places import PlaceRules
from hipdesk.vault.recovery import Part, RecoveryCode
from hipdesk.vault.slots import Secret


def create(
    path: Path,
    passphrase: str,
    policy: KdfPolicy | None = None,
    *,
    known_words: Iterable[str] = (),
    rules: PlaceRules | None = None,
    clock: Clock | None = None,
) -> tuple[OpenVault, RecoveryCode]:
    """Make a new vault in a new folder ending in ``.hipdesk``, with a passphrase slot (1) and a recovery slot (2).

    The database is not made here. Refuses a weak passphrase (PassphraseRefused), an unsafe place (PlaceRefused) and
    anything already there (VaultExists); on any failure nothing is left behind.
    """
    selftest.run()
    places.refuse_unsafe(path, rules)
    passphrases.require(passphrase, known_words)
    policy = policy or KdfPolicy.calibrated()
    keyring, code, vault_id = Keyring.fresh(), recovery.new_code(), new_id()
    header = Header(vault_id, new_id(), vault_folder.new_database_name())
    header = header.with_slot(slots.wrap(keyring.data_key, passphrase, policy, vault_id=vault_id, number=1))
    header = header.with_slot(slots.wrap_recovery(keyring.data_key, code, vault_id=vault_id, number=2))
    folder = vault_folder.lay_out(path)
    lock = None
    try:
        lock = VaultLock.take(folder.lock, clock)
        folder.write_header(vault_format.encode(header, keyring.header_key))
    except VaultInUse:
        # Another program is making a vault in this very folder: what lies there is its own.
        raise
    except BaseException:
        if lock is not None:
            lock.release()
        vault_folder.take_back(folder)
        raise
    return OpenVault(folder, lock, header, keyring, Opened(1, slots.PASSPHRASE)), code


def unlock(
    path: Path,
    passphrase: str,
    policy: KdfPolicy | None = None,
    *,
    slot: int | None = None,
    rules: PlaceRules | None = None,
    clock: Clock | None = None,
) -> OpenVault:
    """Open a vault with a holder's passphrase; about a second for each slot tried, ``slot`` first when given.

    Raises WrongPassphrase (counted, with the seconds to wait), VaultInUse, VaultDamaged, VaultTampered, VaultTooNew,
    KeyCostRefused, PlaceRefused. A slot cheaper than half the policy is re-wrapped.
    """
    return _unlock(path, passphrase, policy or KdfPolicy.calibrated(), slot, rules, clock or SystemClock())


def unlock_with_recovery(
    path: Path,
    code: RecoveryCode,
    policy: KdfPolicy | None = None,
    *,
    rules: PlaceRules | None = None,
    clock: Clock | None = None,
) -> OpenVault:
    """Open a vault with a whole recovery code, as ``recovery.read`` or ``recovery.join`` gives it.

    Raises WrongRecoveryCode and the same as ``unlock``. Then: a new passphrase, and ``holders.replace_recovery``.
    """
    if code.part is not Part.WHOLE:
        raise ValueError("join the halves first")
    return _unlock(path, code, policy or KdfPolicy.calibrated(), None, rules, clock or SystemClock())


def open_header(raw: bytes, secret: Secret, policy: KdfPolicy | None = None) -> tuple[Header, Keyring, int]:
    """Open a header that lies in a backup: the header proved, its keys, the slot used. Raises as ``unlock``."""
    selftest.run()
    return _open_sealed(vault_format.decode(raw), secret, policy or KdfPolicy.calibrated(), None)


def lay_out_copy(path: Path, raw_header: bytes, rules: PlaceRules | None = None) -> VaultFolder:
    """Make a new vault folder around a backup's header. Put database and files in, unlock it, ``renew_copy``.

    The header's checksum is proved here, its MAC at unlock. Never overwrites: VaultExists.
    """
    places.refuse_unsafe(path, rules)
    vault_format.decode(raw_header)
    folder = vault_folder.lay_out(path)
    try:
        folder.write_header(raw_header)
    except BaseException:
        vault_folder.take_back(folder)
        raise
    return folder


def _unlock(
    path: Path, secret: Secret, policy: KdfPolicy, hint: int | None, rules: PlaceRules | None, clock: Clock
) -> OpenVault:
    selftest.run()
    folder = vault_folder.at(path)
    places.refuse_unsafe(folder.path, rules)
    sealed = folder.read_header()
    lock = VaultLock.take(folder.lock, clock)
    try:
        sealed = folder.read_header()
        header, keyring, number = _open_or_count(folder, sealed, secret, policy, hint, clock)
        kind = slots.PASSPHRASE if isinstance(secret, str) else slots.RECOVERY
        vault = OpenVault(folder, lock, header, keyring, Opened(number, kind, tries.read(folder.tries)))
        _raise_cost(vault, secret, policy)
    except BaseException:
        lock.release()
        raise
    return vault


def _open_or_count(
    folder: VaultFolder, sealed: SealedHeader, secret: Secret, policy: KdfPolicy, hint: int | None, clock: Clock
) -> tuple[Header, Keyring, int]:
    """Open the header, or count a failed try beside it."""
    try:
        return _open_sealed(sealed, secret, policy, hint)
    except NotOpened as refused:
        counted = tries.add(folder.tries, clock)
        refused.wait_seconds = counted.wait_seconds(clock.now())
        raise


def _open_sealed(
    sealed: SealedHeader, secret: Secret, policy: KdfPolicy, hint: int | None
) -> tuple[Header, Keyring, int]:
    """Try the secret on each slot it fits, the hinted one first; then prove the whole header with the key found."""
    header = sealed.header
    for slot in header.slots:
        slots.check_cost(slot, policy)
    fitting = sorted((slot for slot in header.slots if slots.fits(slot, secret)), key=lambda slot: slot.number != hint)
    for slot in fitting:
        data_key = slots.unwrap(slot, secret, vault_id=header.vault_id)
        if data_key is not None:
            keyring = Keyring(data_key)
            return sealed.prove(keyring.header_key), keyring, slot.number
    if not fitting and header.minor > vault_format.MINOR:
        raise VaultTooNew()
    raise WrongPassphrase() if isinstance(secret, str) else WrongRecoveryCode()


def _raise_cost(vault: OpenVault, secret: Secret, policy: KdfPolicy) -> None:
    """Re-wrap the slot just used when the policy has risen; a disk that refuses does not keep anyone out."""
    slot = vault.header.slot(vault.slot_number)
    if slot is None or not isinstance(secret, str) or not policy.has_risen_above(slots.cost_of(slot)):
        return
    fresh = slots.wrap(vault.keyring.data_key, secret, policy, vault_id=vault.vault_id, number=slot.number)
    try:
        vault.rewrite(lambda header: header.with_slot(fresh))
    except EnvironmentFault:
        return
