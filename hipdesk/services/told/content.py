"""Writing what a referral tells beside its people: header, incidents, strands, agreement and sharing."""

from collections.abc import Sequence

from hipdesk.model.referrals.commands import LogReferral
from hipdesk.model.referrals.entries import EarlierStepEntry, EvidenceEntry, IncidentEntry, SharingEntry, StrandEntry
from hipdesk.model.referrals.fields import (
    HEADER,
    HEADER_LISTS,
    HEADER_TEXTS,
    INCIDENT,
    INCIDENT_TEXTS,
    SHARING,
    SHARING_TEXTS,
)
from hipdesk.store.queries.referrals.rows import incidents_in_case, remove_told, replace_types, sharing_row
from hipdesk.store.tables.referrals import EarlierStepRow, EvidenceRow, IncidentRow, ReferralRow, SharingRow, StrandRow
from hipdesk.store.work import Work


def fill_header(work: Work, row: ReferralRow, command: LogReferral) -> None:
    """Write the referral's own columns; status, reference and decisions are not touched."""
    for field in HEADER:
        setattr(row, field, getattr(command, field))
    for field in HEADER_TEXTS:
        setattr(row, field, getattr(command, field) or None)
    for field in HEADER_LISTS:
        setattr(row, field, list(getattr(command, field)))
    row.received_on = command.received_on or work.today
    row.repeat_reason = command.repeat_reason or row.repeat_reason
    row.unanswered = dict(command.unanswered)
    urgency = command.urgency or "routine"
    if urgency != "routine" and row.urgency != urgency:
        row.urgent_at = work.now.isoformat(timespec="minutes")
    row.urgency = urgency


def write_incidents(
    work: Work, entries: Sequence[IncidentEntry], *, referral_id: str | None, case_id: str | None, first: int = 1
) -> tuple[str, ...]:
    """Add incidents, numbered on in their case; returns their ids in order."""
    number = incidents_in_case(work, case_id) + 1 if case_id else first
    ids = []
    for entry in entries:
        row = IncidentRow(referral_id=referral_id, case_id=case_id, number=number)
        work.session.add(row)
        fill_incident(work, row, entry)
        ids.append(row.id)
        number += 1
    return tuple(ids)


def fill_incident(work: Work, row: IncidentRow, entry: IncidentEntry) -> None:
    """Make an incident say what the entry says, its types included."""
    for field in INCIDENT:
        setattr(row, field, getattr(entry, field))
    for field in INCIDENT_TEXTS:
        setattr(row, field, getattr(entry, field) or None)
    day = entry.day
    row.day_earliest, row.day_latest = (day.earliest, day.latest) if day else (None, None)
    row.day_precision, row.day_words = (day.precision, day.words or day.text or None) if day else (None, None)
    row.ongoing = entry.ongoing or (day is not None and day.ongoing)
    row.unanswered = dict(entry.unanswered)
    work.session.flush()
    replace_types(work, row.id, entry.types)


def write_strands(
    work: Work, entries: Sequence[StrandEntry], incidents: Sequence[str], *, referral_id: str, case_id: str | None
) -> None:
    """Write the strands of a referral anew; ``incidents`` are the ids that a strand's incident number counts in."""
    remove_told(work, StrandRow, referral_id)
    for position, entry in enumerate(entries):
        work.session.add(
            StrandRow(
                referral_id=referral_id, case_id=case_id, incident_id=_told_of(entry, incidents), code=entry.code,
                sub_code=entry.sub_code, basis=entry.basis, perceived_by=list(entry.perceived_by), position=position,
            )
        )  # fmt: skip


def write_evidence(
    work: Work, entries: Sequence[EvidenceEntry], incidents: Sequence[str], *, referral_id: str, case_id: str | None
) -> None:
    """Write what there is of evidence anew, each of its incident or of all."""
    remove_told(work, EvidenceRow, referral_id)
    for position, entry in enumerate(entries):
        work.session.add(
            EvidenceRow(
                referral_id=referral_id, case_id=case_id, incident_id=_told_of(entry, incidents), kind=entry.kind,
                held=entry.held or None, position=position,
            )
        )  # fmt: skip


def _told_of(entry: StrandEntry | EvidenceEntry, incidents: Sequence[str]) -> str | None:
    """The key of the incident that an entry counts."""
    return incidents[entry.incident - 1] if entry.incident and entry.incident <= len(incidents) else None


def write_earlier_steps(
    work: Work, entries: Sequence[EarlierStepEntry], *, referral_id: str, case_id: str | None
) -> None:
    """Write what agencies did before the referral anew, in the order told."""
    remove_told(work, EarlierStepRow, referral_id)
    for position, entry in enumerate(entries):
        work.session.add(
            EarlierStepRow(
                referral_id=referral_id, case_id=case_id, agency_id=entry.agency_id, on_day=entry.on_day,
                done=entry.done, result=entry.result or None, position=position,
            )
        )  # fmt: skip


def write_sharing(work: Work, entry: SharingEntry, *, referral_id: str, case_id: str | None) -> None:
    """Write agreement and sharing, in place of what was there."""
    row = sharing_row(work, referral_id)
    if row is None:
        row = SharingRow(referral_id=referral_id)
        work.session.add(row)
    row.case_id = case_id
    for field in SHARING:
        setattr(row, field, getattr(entry, field))
    for field in SHARING_TEXTS:
        setattr(row, field, getattr(entry, field) or None)
    row.unanswered = dict(entry.unanswered)
