"""Files that wait with a draft: in the vault since they were chosen, and of the record that the draft becomes.

Only the holder whose draft it is sees them. They go with the draft into the record in one transaction, or away with it.
"""

from dataclasses import dataclass

from hipdesk.model.attachments import DraftName
from hipdesk.model.referrals import AmendReferral, LogReferral
from hipdesk.model.referrals.views import ReferralLogged
from hipdesk.model.users import Right
from hipdesk.services.custody import Custody
from hipdesk.services.referrals.log import amend_referral, log_referral
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import attachments as stored
from hipdesk.store.queries.drafts import remove_draft
from hipdesk.store.work import Reading, Work


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that waits: its key, the name it came with, its size in bytes."""

    id: str
    file_name: str
    size: int


@reads(Right.KEEP_DRAFTS)
def held_files(reading: Reading, draft: DraftName) -> tuple[HeldFile, ...]:
    """The files that wait with a draft of the actor's, in the order they were chosen."""
    return tuple(HeldFile(row.id, row.file_name, row.size) for row in stored.held_rows(reading, draft.key))


@writes(Right.LOG_REFERRALS, "referral.logged")
def log_with_files(work: Work, command: LogReferral, draft: DraftName) -> ReferralLogged:
    """Log a referral with the files that waited with its draft: all of it or nothing."""
    logged = log_referral(work, command)
    _file(work, draft, logged.id)
    return logged


@writes(Right.LOG_REFERRALS, "referral.amended")
def amend_with_files(work: Work, command: AmendReferral, draft: DraftName) -> None:
    """Amend a referral and add the files that waited with its draft: all of it or nothing."""
    amend_referral(work, command)
    _file(work, draft, command.id)


def _file(work: Work, draft: DraftName, referral_id: str) -> None:
    for row in stored.held_rows(work, draft.key):
        row.referral_id, row.held_for = referral_id, None
        work.record("attachment.filed", "attachment", row.id, fields=["referral_id"])


@writes(Right.KEEP_DRAFTS, "attachment.let_go")
def let_held_go(work: Work, attachment_id: str) -> str:
    """Take a file out that waits with a draft; returns the name its bytes lie under, which are to go too."""
    row = stored.held_row(work, attachment_id)
    work.record("attachment.let_go", "attachment", row.id, values={"old": {"file_name": row.file_name}})
    work.session.delete(row)
    return row.stored_name


@writes(Right.KEEP_DRAFTS, "draft.thrown_away")
def throw_away(work: Work, draft: DraftName) -> tuple[str, ...]:
    """Throw a draft away with the files that wait with it; returns the names their bytes lie under."""
    names = tuple(let_held_go(work, row.id) for row in stored.held_rows(work, draft.key))
    remove_draft(work, draft.kind, draft.subject)
    work.record("draft.thrown_away", draft.kind, draft.subject, values={"files": len(names)})
    return names


def remove_bytes(custody: Custody, names: tuple[str, ...]) -> None:
    """Remove what no row points at any more; what a crash leaves is swept at the next unlock."""
    for name in names:
        custody.vault.attachments.remove(name)
