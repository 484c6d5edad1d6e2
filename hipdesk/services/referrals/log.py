"""Logging a referral and amending it: what came in, as it was told."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.periods import start_year, year_label
from hipdesk.model.referrals.checks import missing
from hipdesk.model.referrals.commands import AmendReferral, LogReferral, OnReferral
from hipdesk.model.referrals.entries import Join
from hipdesk.model.referrals.naming import initials_of, label_for, role_of
from hipdesk.model.referrals.views import ReferralLogged
from hipdesk.model.repeats import RepeatFinding, find_repeat
from hipdesk.model.settings import RuleSettings
from hipdesk.model.statuses import LIVE_REFERRALS
from hipdesk.model.users import Right
from hipdesk.services.case_state import refresh_case
from hipdesk.services.people import file_possible_duplicates
from hipdesk.services.registry import writes
from hipdesk.services.risk_assessments import add_assessment
from hipdesk.services.settings import next_reference, setting
from hipdesk.services.told.content import (
    fill_header,
    fill_incident,
    write_earlier_steps,
    write_evidence,
    write_incidents,
    write_sharing,
    write_strands,
)
from hipdesk.services.told.people import fill_part, overwrite_person, write_people
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.referrals.command import command_of
from hipdesk.store.queries.referrals.links import earlier_links
from hipdesk.store.queries.referrals.one import referral_row
from hipdesk.store.queries.referrals.rows import labels_given, rows_of_referral
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import IncidentRow, ReferralRow
from hipdesk.store.work import Work


@writes(Right.LOG_REFERRALS, "referral.logged")
def log_referral(work: Work, command: LogReferral) -> ReferralLogged:
    """Log a referral: its reference is of the financial year of the day received and is never used again.

    Refused when something stands before logging (``model.referrals.missing``), or when it is to be added to a case
    that is closed or not seen. New people are compared with the record; nothing is ever joined by itself.
    """
    missing(command, work.today).refuse_if_blocking("log")
    day = command.received_on or work.today
    case_id = _join(work, command.join)
    row = ReferralRow(
        reference=next_reference(work, year_label(start_year(day, "financial"), "financial")),
        status="received", case_id=case_id, received_on=day,
        link_case_id=command.join.case_id if command.join.how == "link" else None,
    )  # fmt: skip
    fill_header(work, row, command)
    row.initials = initials_of(command.people)
    work.session.add(row)
    work.session.flush()
    new = write_people(work, command.people, day=day, referral_id=row.id, case_id=case_id)
    incidents = write_incidents(work, command.incidents, referral_id=row.id, case_id=case_id)
    _write_told(work, row, command, incidents)
    if command.risk.given:
        occasion = "review" if case_id else "entry"
        add_assessment(work, command.risk, occasion, day=day, referral_id=row.id, case_id=case_id)
    if case_id:
        refresh_case(work, case_row(work, case_id))
    finding = mark_repeat(work, row)
    work.session.flush()
    file_possible_duplicates(work, new)
    logged = {
        "reference": row.reference,
        "received_on": row.received_on,
        "repeat": row.repeat,
        "join": command.join.how,
    }
    work.record("referral.logged", "referral", row.id, fields=sorted(command.model_fields_set), values={"new": logged})
    return ReferralLogged(row.id, row.reference, row.repeat, row.repeat_reason or finding.words, new)


def _write_told(work: Work, row: ReferralRow, content: LogReferral, incidents: tuple[str, ...]) -> None:
    """What is written anew each time: strands, evidence, what was done before, agreement and sharing."""
    write_strands(work, content.strands, incidents, referral_id=row.id, case_id=row.case_id)
    write_evidence(work, content.evidence, incidents, referral_id=row.id, case_id=row.case_id)
    write_earlier_steps(work, content.earlier_steps, referral_id=row.id, case_id=row.case_id)
    write_sharing(work, content.sharing, referral_id=row.id, case_id=row.case_id)


def _join(work: Work, join: Join) -> str | None:
    """The case it is added to, or None for a case of its own; the case must be there, seen, and open to be added to."""
    if join.how == "new":
        return None
    if join.case_id is None:
        raise Refused("No case was chosen.", kept="What was written is kept.", to_do="Choose the case, or a new one.")
    case = case_row(work, join.case_id)
    if join.how == "link":
        return None
    if case.status == "closed":
        raise Refused(
            "That case is closed, and a new report after closing is a new case.",
            kept="What was written is kept.",
            to_do="Link it with that case instead, or reopen the case first.",
        )
    return case.id


def mark_repeat(work: Work, row: ReferralRow) -> RepeatFinding:
    """Apply the repeat rule to a referral whose people are written; an override set by hand stands."""
    work.session.flush()
    months = setting(work, RuleSettings).repeat_months
    finding = find_repeat(row.received_on, earlier_links(work, row.id), months)
    if row.repeat_override is None:
        row.repeat, row.repeat_reason = finding.is_repeat, finding.words
    else:
        row.repeat = row.repeat_override
    return finding


@writes(Right.LOG_REFERRALS, "referral.amended")
def amend_referral(work: Work, command: AmendReferral) -> None:
    """Make a referral read as the form does now. People and incidents keep their labels and numbers.

    Refused when something stands before logging. A referral that was accepted may still be corrected; its case follows.
    """
    content = command.content
    missing(content, work.today, risk_given=True).refuse_if_blocking("log")
    row = seen_to_change(work, command)
    before = command_of(work, row)
    if row.status in LIVE_REFERRALS:
        _change_join(work, row, content.join)
    fill_header(work, row, content)
    row.initials = initials_of(content.people)
    new = _amend_people(work, row, content)
    incidents = _amend_incidents(work, row, content)
    _write_told(work, row, content, incidents)
    if content.risk.given and content.risk != before.risk:
        occasion = "review" if before.risk.given else "entry"
        add_assessment(work, content.risk, occasion, day=work.today, referral_id=row.id, case_id=row.case_id)
    mark_repeat(work, row)
    if row.case_id:
        refresh_case(work, case_row(work, row.case_id))
    work.session.flush()
    file_possible_duplicates(work, new)
    fields = [name for name in LogReferral.model_fields if getattr(before, name) != getattr(content, name)]
    old = before.model_dump(mode="json", include=set(fields))
    now = content.model_dump(mode="json", include=set(fields))
    work.record("referral.amended", "referral", row.id, fields=fields, values={"old": old, "new": now})


def seen_to_change(work: Work, command: OnReferral) -> ReferralRow:
    """The referral of a command, to be changed; Refused when it is not seen, ChangedMeanwhile at another version."""
    return work.change(ReferralRow, referral_row(work, command.id).id, command.version)


def _change_join(work: Work, row: ReferralRow, join: Join) -> None:
    """Let a referral that is not decided yet belong to another case, or to none."""
    case_id = _join(work, join)
    row.link_case_id = join.case_id if join.how == "link" else None
    if case_id == row.case_id:
        return
    known = labels_given(work, None, case_id) if case_id else {}
    taken = set(known.values())
    row.case_id = case_id
    told = rows_of_referral(work, row.id)
    for part in told.beside_people:
        part.case_id = case_id
    for person in told.people:
        # In its case a label never changes; before that it belongs to the referral only.
        person.case_id = case_id
        person.label = known.get((person.person_id, person.role)) or label_for(role_of(person.role), taken)
        taken.add(person.label)


def _amend_people(work: Work, row: ReferralRow, content: LogReferral) -> tuple[str, ...]:
    parts = {part.id: part for part in rows_of_referral(work, row.id).people}
    kept = {entry.id for entry in content.people if entry.id in parts}
    for part_id, part in parts.items():
        if part_id not in kept:
            work.session.delete(part)
    added, place = [], 0
    for entry in content.people:
        if entry.id is None or entry.id not in parts:
            added.append(entry)
            continue
        part = parts[entry.id]
        part.position, place = place, place + 1
        person = work.find(PersonRow, part.person_id)
        overwrite_person(work, person, entry, row.received_on)
        fill_part(work, part, entry)
    work.session.flush()
    return write_people(work, added, day=row.received_on, referral_id=row.id, case_id=row.case_id, first=place)


def _amend_incidents(work: Work, row: ReferralRow, content: LogReferral) -> tuple[str, ...]:
    there = {incident.id: incident for incident in rows_of_referral(work, row.id).incidents}
    kept = {entry.id for entry in content.incidents if entry.id in there}
    for incident_id, incident in there.items():
        if incident_id not in kept:
            _forget_incident(work, incident)
    ids = []
    number = max((incident.number for incident in there.values()), default=0)
    for entry in content.incidents:
        if entry.id is not None and entry.id in there:
            fill_incident(work, there[entry.id], entry)
            ids.append(entry.id)
        else:
            number += 1
            ids += write_incidents(work, [entry], referral_id=row.id, case_id=row.case_id, first=number)
    return tuple(ids)


def _forget_incident(work: Work, incident: IncidentRow) -> None:
    for told in rows_of_referral(work, incident.referral_id or "").told_of_incidents:
        if told.incident_id == incident.id:
            told.incident_id = None
    work.session.flush()
    work.session.delete(incident)
    work.session.flush()
