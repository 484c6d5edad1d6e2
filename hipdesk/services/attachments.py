"""Files kept with a case or a referral: added, described, looked at, copied out, removed and put back.

The bytes lie encrypted in the vault's ``files/``; a row points at them only once they lie there whole. Looking into
a file (what it is, how many pages) is the press's work, before any of this.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.files import told_plainly
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model import attachments as asked
from hipdesk.model.attachments import AttachmentView, Looked
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.users import Right
from hipdesk.services.custody import Custody
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries import attachments as stored
from hipdesk.store.queries.agencies import agency_called
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.queries.referrals.one import referral_row
from hipdesk.store.queries.returns import cases_kept_from
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.work import Reading, Work
from hipdesk.vault.blobs import StoredBlob

_DESCRIBED = ("title", "kind", "description", "alternative", "received_on", "received_from", "in_papers")


def read_outside(source: Path) -> bytes:
    """The bytes of a file the person chose; Refused when it is empty, too large or no plain file.

    Read whole, once: what is looked into is what is kept.
    """
    with told_plainly():
        if not source.is_file():
            raise Refused("This is not a file that can be kept.", kept="Nothing was added.", to_do="Choose one file.")
        with source.open("rb") as stream:
            head = stream.read(asked.HEAD)
            asked.refuse_size(source.stat().st_size, head)
            content = head + stream.read(asked.LARGEST_PICTURE)
    asked.refuse_size(len(content), head)
    return content


def keep_bytes(custody: Custody, content: bytes, progress: Progress = SILENT) -> StoredBlob:
    """Encrypt a file into the vault, piece by piece; on a full disk or when stopped nothing of it is left.

    Until a row points at it, it is a stray: ``let_go`` it when no row could be written.
    """
    step = asked.MEGABYTE
    pieces: Iterator[bytes] = (content[start : start + step] for start in range(0, len(content), step))
    return custody.vault.attachments.write(pieces, progress=progress)


def let_go(custody: Custody, blob: StoredBlob) -> None:
    """Remove a file no row points at."""
    custody.vault.attachments.remove(blob.name)


def bytes_of(custody: Custody, attachment_id: str) -> bytes:
    """A file's bytes, verified against its row first; the opening is logged by ``open_attachment``."""
    with custody.records.read(custody.actor) as reading:
        blob = stored.blob_of(stored.attachment_row(reading, attachment_id))
    return custody.vault.attachments.read_all(blob)


@reads(Right.READ_CASES)
def list_attachments(reading: Reading, case_id: str, removed: bool = False) -> tuple[AttachmentView, ...]:
    """The files of a case and of its referrals, received last first; ``removed``: those taken out instead."""
    return stored.attachments_of(reading, case_id=case_row(reading, case_id).id, removed=removed)


@reads(Right.READ_CASES)
def referral_attachments(reading: Reading, referral_id: str) -> tuple[AttachmentView, ...]:
    """The files that came with a referral."""
    return stored.attachments_of(reading, referral_id=referral_row(reading, referral_id).id)


@reads(Right.READ_CASES)
def attachment_details(reading: Reading, attachment_id: str) -> AttachmentView:
    """What lies in the record about one file; its content is not looked at."""
    return stored.attachment_view(reading, attachment_id)


@reads(Right.READ_CASES, "attachment.opened")
def open_attachment(reading: Reading, attachment_id: str) -> AttachmentView:
    """A file about to be shown; its opening is logged."""
    return stored.attachment_view(reading, attachment_id)


@reads(Right.READ_CASES)
def kinds(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Kinds of attachment valid today: (code, words)."""
    return form_choices(reading).of("attachment_kind")


@writes(Right.LOG_REFERRALS, "attachment.added")
def add_attachment(
    work: Work, command: asked.AddAttachment, blob: StoredBlob, looked: Looked, name_as_given: str = ""
) -> str:
    """Point a row at a file that lies in the vault; returns its key.

    Refused when this record or draft holds the same bytes already, when it is of none or of several, for a day ahead,
    and without the right to edit cases where it goes to one. ``name_as_given`` is looked through for hidden signs.
    """
    if [command.case_id, command.referral_id, command.draft].count(None) != 2:
        raise Refused("A document belongs to a case or to a referral.", kept="Nothing was added.")
    if command.case_id:
        work.actor.demand(Right.EDIT_CASES)
        case_row(work, command.case_id)
    if command.referral_id:
        referral_row(work, command.referral_id)
    _check_day(work, command.received_on)
    sha256 = blob.sha256.hex()
    held_for = command.draft.key if command.draft else None
    here = stored.held_for(work, held_for) if held_for else stored.of_record(command.case_id, command.referral_id)
    twin = stored.same_file(work, sha256, here)
    if twin is not None:
        raise Refused(
            "The very same file is kept here already.", kept="Nothing was added.", to_do="Look for it in the list."
        )
    odd = (
        asked.disguise_finding(name_as_given),
        asked.name_finding(command.file_name, looked.media_type),
        looked.finding,
    )
    finding = " ".join(part for part in odd if part)
    row = AttachmentRow(
        case_id=command.case_id, referral_id=command.referral_id, held_for=held_for, file_name=command.file_name,
        media_type=looked.media_type, pages=looked.pages, finding=finding or None,
        marking=setting(work, OfficeSettings).marking[:24], stored_name=blob.name, wrapped_key=blob.wrapped_key,
        size=blob.size, sha256=sha256,
    )  # fmt: skip
    _describe(row, command)
    row.received_on = command.received_on or work.today
    work.session.add(row)
    work.session.flush()
    new = {"file_name": row.file_name, "media_type": row.media_type, "size": row.size, "sha256": sha256}
    work.record("attachment.added", "attachment", row.id, fields=["file"], values={"new": new})
    return row.id


@writes(Right.EDIT_CASES, "attachment.changed")
def change_attachment(work: Work, command: asked.ChangeAttachment) -> None:
    """Title, kind, description, alternative, day, sender or whether it may go into papers; what it said before is
    kept in the log.
    """
    row = _to_change(work, command.id, command.version)
    _check_day(work, command.received_on)
    old = {name: getattr(row, name) for name in _DESCRIBED}
    _describe(row, command)
    new = {name: getattr(row, name) for name in _DESCRIBED}
    fields = [name for name in _DESCRIBED if old[name] != new[name]]
    work.record("attachment.changed", "attachment", row.id, fields=fields, values={"old": old, "new": new})


@writes(Right.EDIT_CASES, "attachment.removed")
def remove_attachment(work: Work, command: asked.RemoveAttachment) -> None:
    """Take a file out, with the reason: lists, papers and search no longer show it; it can be put back."""
    if not command.reason:
        raise Refused("Say why it is removed.", kept="Nothing was changed.", to_do="A few words are enough.")
    row = _to_change(work, command.id, command.version)
    row.removed_at, row.removed_by, row.removed_reason = work.now, work.actor.holder_id, command.reason
    work.record(
        "attachment.removed", "attachment", row.id, fields=["removed_at"], values={"new": {"reason": command.reason}}
    )


@writes(Right.EDIT_CASES, "attachment.put_back")
def put_back_attachment(work: Work, attachment_id: str) -> None:
    """Put a removed file back where it was."""
    row = stored.attachment_row(work, attachment_id)
    if row.removed_at is None:
        raise Refused("This document was not removed.", kept="Nothing was changed.")
    old = {"reason": row.removed_reason}
    row.removed_at = row.removed_by = row.removed_reason = None
    work.record("attachment.put_back", "attachment", row.id, fields=["removed_at"], values={"old": old})


@reads(Right.MAKE_PAPERS)
def refuse_recipient(reading: Reading, attachment_id: str, recipient: str) -> None:
    """Refused when a copy of a file would go to an agency that gets no papers of its case."""
    view = stored.attachment_view(reading, attachment_id)
    agency = agency_called(reading, recipient) if view.case_id else None
    if agency and view.case_id in cases_kept_from(reading, agency):
        raise Refused(
            "This agency is kept out of the case: it gets no document of it.", kept="Nothing was saved.",
            to_do="Give it to another recipient, or put the declared interest right.",
        )  # fmt: skip


@writes(Right.MAKE_PAPERS, "attachment.saved")
def note_copy_saved(work: Work, attachment_id: str, recipient: str = "", *, encrypted: bool = False) -> None:
    """Note that a copy of a file was saved outside the vault: for whom, and whether a password opens it."""
    row = stored.attachment_row(work, attachment_id)
    told = {"sha256": row.sha256, "recipient": recipient, "encrypted": encrypted}
    work.record("attachment.saved", "attachment", row.id, values=told)


def _to_change(work: Work, attachment_id: str, version: int) -> AttachmentRow:
    row = work.change(AttachmentRow, stored.attachment_row(work, attachment_id).id, version)
    if row.removed_at is not None:
        raise Refused("This document was removed.", kept="Nothing was changed.", to_do="Put it back first.")
    return row


def _describe(row: AttachmentRow, said: asked.AddAttachment | asked.ChangeAttachment) -> None:
    for name in ("kind", "description", "alternative", "received_from"):
        setattr(row, name, getattr(said, name) or None)
    row.title = said.title or row.file_name
    row.received_on, row.in_papers = said.received_on, said.in_papers


def _check_day(work: Work, day: date | None) -> None:
    if day is not None and day > work.today:
        raise Refused("It cannot have come on a day to come.", kept="What was written is kept.", to_do="Check the day.")
