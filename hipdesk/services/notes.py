"""Notes on the timeline of a case or a referral."""

from datetime import datetime

from hipdesk.kernel.clock import LONDON
from hipdesk.kernel.errors import Refused
from hipdesk.model.cases.commands import ChangeNote, WriteNote
from hipdesk.model.users import Right
from hipdesk.services.registry import writes
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.referrals.one import referral_row
from hipdesk.store.tables.cases import NoteRow
from hipdesk.store.work import Work


@writes(Right.EDIT_CASES, "note.written")
def write_note(work: Work, command: WriteNote) -> str:
    """Write a note on a case or a referral; returns its key. Refused when empty, of no record, or for a day ahead."""
    if not command.text:
        raise Refused("The note is empty.", kept="Nothing was changed.", to_do="Write what happened.")
    day = command.on_day or work.today
    if day > work.today:
        raise Refused("A note cannot be of a day to come.", kept="What was written is kept.", to_do="Check the day.")
    case_id = case_row(work, command.case_id).id if command.case_id else None
    referral_id = None
    if command.referral_id:
        referral = referral_row(work, command.referral_id)
        referral_id, case_id = referral.id, case_id or referral.case_id
    if case_id is None and referral_id is None:
        raise Refused("A note belongs to a case or a referral.", kept="What was written is kept.")
    note = NoteRow(
        case_id=case_id, referral_id=referral_id, kind=command.kind, on_day=day, at=work.now,
        heading=command.heading or None, text=command.text,
    )  # fmt: skip
    work.session.add(note)
    work.session.flush()
    work.record("note.written", "note", note.id, fields=["text"], values={"kind": command.kind, "day": day})
    return note.id


@writes(Right.EDIT_CASES, "note.changed")
def change_note(work: Work, command: ChangeNote) -> None:
    """Put a note right; what it said before is kept in the log."""
    if not command.text:
        raise Refused("The note is empty.", kept="It stays as it was.", to_do="Write what happened.")
    note = work.change(NoteRow, command.id, command.version)
    if note.case_id:
        case_row(work, note.case_id)
    old = {"kind": note.kind, "day": note.on_day, "heading": note.heading, "text": note.text}
    note.kind, note.on_day = command.kind, command.on_day
    note.heading, note.text = command.heading or None, command.text
    new = {"kind": note.kind, "day": note.on_day, "heading": note.heading, "text": note.text}
    fields = sorted(name for name in new if old[name] != new[name])
    work.record("note.changed", "note", note.id, fields=fields, values={"old": old, "new": new})


@writes(Right.EDIT_CASES, "note.taken_back")
def take_back_note(work: Work, note_id: str) -> None:
    """Take a note back that was just written; the log keeps what it said.

    Refused for another's note, for one that was changed since, and once the day it was written is over.
    """
    note = work.change(NoteRow, note_id)
    if note.case_id:
        case_row(work, note.case_id)
    own = note.created_by == work.actor.holder_id and note.version == 1
    if not own or note.created_at.astimezone(LONDON).date() != work.today:
        raise Refused(
            "A note is taken back on its day, by whoever wrote it, before it is changed.",
            kept="The note stays as it is.",
            to_do="Write another that puts it right.",
        )
    old = {"kind": note.kind, "day": note.on_day, "heading": note.heading, "text": note.text}
    work.session.delete(note)
    work.record("note.taken_back", "note", note_id, fields=["text"], values={"old": old})


def local_clock(at: datetime) -> str:
    """The London time of an instant: "11:20"."""
    return f"{at.astimezone(LONDON):%H:%M}"
