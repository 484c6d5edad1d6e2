"""Holders of a vault: who can open it, with what, and a vault under new keys after somebody has gone.

Header and database are two files. Each change is ordered so that a kill between them leaves the state before, or the
one after: a new slot without its holder opens nothing and is removed at the next unlocking, and so is the slot of a
holder who has left.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from hipdesk.kernel.errors import EnvironmentFault, Refused
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.holders import AddHolder, HolderLine, may_remove
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.users import Right
from hipdesk.services.custody import Custody
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store import rekey as copying
from hipdesk.store.queries import holders as queries
from hipdesk.store.records import Records
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading, Work
from hipdesk.vault import holders as slots
from hipdesk.vault import rekey as vault_rekey
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.recovery import RecoveryCode, new_code


@reads(Right.MANAGE_HOLDERS)
def list_holders(reading: Reading) -> list[HolderLine]:
    """Everyone who holds a passphrase, then those who held one."""
    return [_line(reading, row) for row in queries.all_holders(reading)]


@reads(Right.MANAGE_HOLDERS)
def names_in_passphrases(reading: Reading) -> tuple[str, ...]:
    """Names of the office and its holders, which add nothing to a passphrase."""
    office = setting(reading, OfficeSettings)
    names = (office.office_name, office.borough, office.panel_name, *(row.name for row in queries.all_holders(reading)))
    return tuple(name for name in names if name)


def add_holder(custody: Custody, asked: AddHolder, passphrase: str, policy: KdfPolicy | None = None) -> str:
    """A further passphrase and its holder; gives the holder's id. About a second.

    Refused without the right; PassphraseRefused for a weak one. On failure no slot is left.
    """
    custody.actor.demand(Right.MANAGE_HOLDERS)
    number = slots.add_holder_slot(custody.vault, passphrase, policy, known_words=(*_known(custody), asked.name))
    try:
        with custody.records.write(custody.actor) as work:
            holder = enter_holder(work, asked, number)
            work.finish()
    except BaseException:
        slots.remove_slot(custody.vault, number)
        raise
    return holder


@writes(Right.MANAGE_HOLDERS, "holder.added")
def enter_holder(work: Work, asked: AddHolder, slot: int) -> str:
    """Enter the holder of a slot that is there."""
    row = HolderRow(name=asked.name, job_title=asked.job_title or None, role=asked.role, slot=slot)
    work.session.add(row)
    work.session.flush()
    work.record("holder.added", "holder", row.id, values={"role": asked.role})
    return row.id


def remove_holder(custody: Custody, holder_id: str) -> None:
    """Take a holder's passphrase away: entered first, so that it opens nothing from then on; then the slot goes.

    Refused for oneself and for the last who may manage holders. Whoever has an old copy of the header still opens
    that copy: ``rekey`` ends it.
    """
    with custody.records.write(custody.actor) as work:
        slot = let_holder_go(work, holder_id)
        work.finish()
    if slot is not None and slot in {card.number for card in custody.vault.slots}:
        slots.remove_slot(custody.vault, slot)


@writes(Right.MANAGE_HOLDERS, "holder.removed")
def let_holder_go(work: Work, holder_id: str) -> int | None:
    """Enter that a holder has left; gives the slot they had."""
    row = work.find(HolderRow, holder_id)
    may_remove(_line(work, row), [_line(work, each) for each in queries.all_holders(work)])
    slot, row.slot, row.left_on = row.slot, None, work.today
    work.record("holder.removed", "holder", row.id, fields=["slot", "left_on"])
    return slot


def change_passphrase(custody: Custody, old: str, new: str, policy: KdfPolicy | None = None) -> None:
    """Change one's own passphrase, whatever one's role. Two seconds.

    WrongPassphrase when ``old`` is not it, PassphraseRefused for a weak new one. Old copies of the header, and backups
    made before, still open with the old one.
    """
    slot = custody.vault.slot_number
    slots.confirm_passphrase(custody.vault, old, slot)
    with _together(custody) as work:
        note_own_key(work, "passphrase")
        slots.change_passphrase(custody.vault, slot, new, policy, known_words=_names(work))


def raise_cost(custody: Custody, passphrase: str, policy: KdfPolicy | None = None) -> float:
    """Measure this computer anew and wrap one's own slot by it; gives how many times as much a guess costs now.

    WrongPassphrase when it is not one's own. A second for each derivation.
    """
    slot = custody.vault.slot_number
    before = slots.work_of(custody.vault, slot)
    with _together(custody) as work:
        note_own_key(work, "cost")
        slots.rewrap(custody.vault, slot, passphrase, policy or KdfPolicy.measured_anew())
    return slots.work_of(custody.vault, slot) / before


@contextlib.contextmanager
def _together(custody: Custody) -> Iterator[Work]:
    """A change of the header within the transaction that says so; a commit that fails puts the former slots back."""
    former = custody.vault.header
    with custody.records.write(custody.actor) as work:
        yield work
        try:
            work.finish()
        except BaseException:
            custody.vault.rewrite(lambda now: replace(former, sequence=now.sequence, audit_mac=now.audit_mac))
            raise


@writes(Right.KEEP_DRAFTS, "holder.key_changed")
def note_own_key(work: Work, field: str) -> None:
    """Record that a holder changed their own passphrase, or what it costs to guess."""
    work.record("holder.key_changed", "holder", work.actor.holder_id, fields=[field])


def fresh_recovery(custody: Custody) -> RecoveryCode:
    """A code for a new sheet, which opens nothing until ``replace_recovery``: the old sheet holds until then."""
    custody.actor.demand(Right.MANAGE_HOLDERS)
    return new_code()


def replace_recovery(custody: Custody, code: RecoveryCode) -> None:
    """Put a new sheet's code in force, once it is on paper and confirmed; every former code stops in the same step."""
    with _together(custody) as work:
        note_recovery(work)
        slots.replace_recovery(custody.vault, code)


@writes(Right.MANAGE_HOLDERS, "vault.recovery_replaced")
def note_recovery(work: Work) -> None:
    """Record that there is a new recovery sheet."""
    work.record("vault.recovery_replaced", "vault", "recovery")


def holders_to_ask(custody: Custody) -> list[HolderLine]:
    """Whose passphrases a re-keying needs, oneself first; those who do not give theirs must be added again."""
    with custody.records.read(custody.actor) as reading:
        there = [line for line in list_holders(reading) if line.left_on is None]
    return sorted(there, key=lambda line: not line.is_you)


def rekey(
    custody: Custody,
    passphrases: Mapping[str, str],
    code: RecoveryCode,
    policy: KdfPolicy | None = None,
    progress: Progress = SILENT,
) -> tuple[str, ...]:
    """Put the whole vault under new keys; gives the names of the holders who must be added again.

    ``passphrases`` by holder's id, one's own among them; ``code`` of a new sheet, on paper and confirmed. Until one
    atomic rename the old vault is whole, and from it on the new one is. Raises WrongPassphrase, Stopped, DiskFull.
    """
    custody.actor.demand(Right.MANAGE_HOLDERS)
    if custody.actor.holder_id not in passphrases:
        raise Refused("Your own passphrase is needed.", kept="Nothing was changed.", to_do="Type it.")
    slot_of, names = _slots(custody)
    by_slot = {slot_of[holder]: words for holder, words in passphrases.items() if holder in slot_of}
    for slot, words in by_slot.items():
        slots.confirm_passphrase(custody.vault, words, slot)
    replace_recovery(custody, code)
    recovery = next(card.number for card in custody.vault.slots if card.kind == "recovery")
    plan = vault_rekey.prepare(custody.vault, {**by_slot, recovery: code}, policy)
    lost = tuple(holder for holder, slot in slot_of.items() if slot in {card.number for card in plan.lost})
    former = custody.records
    try:
        with former.write(custody.actor) as holding:
            copying.copy_under(former, holding, plan.database_path, plan.keyring.database_key, progress)
            _finish_copy(custody, plan, lost)
            progress.check()
            vault_rekey.switch_over(custody.vault, plan)
    except BaseException:
        if custody.vault.keyring is not plan.keyring:
            plan.abandon()
            copying.remove_database(plan.database_path)
        raise
    _go_over(custody, former)
    return tuple(names[holder] for holder in lost)


def _finish_copy(custody: Custody, plan: vault_rekey.RekeyPlan, lost: Sequence[str]) -> None:
    """Write into the copy what is different there, and the event that says it."""
    fresh = Records(plan.database_path, plan.keyring.database_key, custody.records.clock, _unheard)
    try:
        with fresh.write(custody.actor) as work:
            rewrap_attachments(work, plan.rewrap_key, lost)
            work.finish()
    finally:
        fresh.close()


@writes(Right.MANAGE_HOLDERS, "vault.rekeyed")
def rewrap_attachments(work: Work, rewrap: Callable[[str, bytes], bytes], lost: Sequence[str]) -> None:
    """In the copy under the new key: attachments' keys wrapped anew, and holders whose slot is gone let go."""
    for row in work.session.query(AttachmentRow):
        row.wrapped_key = rewrap(row.stored_name, row.wrapped_key)
    for holder in lost:
        row_of = work.find(HolderRow, holder)
        row_of.slot, row_of.left_on = None, work.today
    work.record("vault.rekeyed", "vault", "keys", values={"holders_let_go": len(lost)})


def _go_over(custody: Custody, former: Records) -> None:
    """Work on with the new database; the old one goes. What fails here is put right at the next unlocking."""
    with former.alone():
        custody.reopen_records()
        with contextlib.suppress(EnvironmentFault):
            former.close()
        copying.remove_database(former.path)


def _unheard(_sequence: int, _mac: bytes) -> None:
    """The copy's own step is noted in the header only once that header is in force."""


def _slots(custody: Custody) -> tuple[dict[str, int], dict[str, str]]:
    with custody.records.read(custody.actor) as reading:
        rows = [row for row in queries.all_holders(reading) if row.slot is not None and row.left_on is None]
        return {row.id: row.slot for row in rows if row.slot is not None}, {row.id: row.name for row in rows}


def _known(custody: Custody) -> tuple[str, ...]:
    with custody.records.read(custody.actor) as reading:
        return _names(reading)


def _names(reading: Reading) -> tuple[str, ...]:
    office = setting(reading, OfficeSettings)
    return (office.office_name, office.borough, office.panel_name, reading.actor.name)


def _line(reading: Reading, row: HolderRow) -> HolderLine:
    return HolderLine(
        row.id, row.name, row.job_title or "", row.role, row.created_at.date(), row.left_on,
        is_you=row.id == reading.actor.holder_id,
    )  # fmt: skip
