"""Changing a case: incidents, people, lead, flags, its summary, when it is heard next."""

from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases import commands as asked
from hipdesk.model.cases.flags import FLAG_COLUMNS, flags_of
from hipdesk.model.referrals.entries import StrandEntry
from hipdesk.model.users import Right
from hipdesk.services.case_state import refresh_case
from hipdesk.services.people import file_possible_duplicates
from hipdesk.services.registry import writes
from hipdesk.services.told.content import write_incidents
from hipdesk.services.told.people import write_people
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.incidents import strand_rows
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.referrals import StrandRow
from hipdesk.store.work import Work


def seen_to_change(work: Work, command: asked.OnCase) -> CaseRow:
    """The case of a command, to be changed; Refused when it is not seen, ChangedMeanwhile at another version."""
    return work.change(CaseRow, case_row(work, command.id).id, command.version)


@writes(Right.EDIT_CASES, "incident.added")
def add_incident(work: Work, command: asked.AddIncident) -> str:
    """Add an incident, numbered on in its case, and the strands it brings; returns its key."""
    case = seen_to_change(work, command)
    entry = command.incident
    if not (entry.facts or entry.types):
        raise Refused("The incident is empty.", kept="Nothing was changed.", to_do="Say briefly what happened.")
    if entry.day and entry.day.earliest and entry.day.earliest > work.today:
        raise Refused("The day of the incident lies ahead.", kept="What was written is kept.", to_do="Check the day.")
    incident_id = write_incidents(work, [entry], referral_id=None, case_id=case.id)[0]
    _add_strands(work, case, command.strands, incident_id)
    refresh_case(work, case)
    work.record("incident.added", "case", case.id, fields=["incidents"], values={"incident": incident_id})
    return incident_id


def _add_strands(work: Work, case: CaseRow, entries: tuple[StrandEntry, ...], incident_id: str) -> None:
    """Strands belong to a referral: those told later are kept with the case's first."""
    there = strand_rows(work, case_id=case.id)
    if not entries:
        return
    if not there:
        raise Refused("This case has no referral to name a strand in.", kept="Nothing was changed.")
    for position, entry in enumerate(entries, start=len(there)):
        work.session.add(
            StrandRow(
                referral_id=there[0].referral_id, case_id=case.id, incident_id=incident_id, code=entry.code,
                sub_code=entry.sub_code, basis=entry.basis, perceived_by=list(entry.perceived_by), position=position,
            )
        )  # fmt: skip


@writes(Right.EDIT_CASES, "person.added")
def add_person_to_case(work: Work, command: asked.AddPerson) -> str:
    """Add a person, new or of the record, with the next label of their role; returns the person's key."""
    case = seen_to_change(work, command)
    entry = command.person
    if entry.person_id is None and not (entry.name or entry.description or entry.identity in ("unknown", "group")):
        raise Refused("Nobody was named.", kept="Nothing was changed.", to_do="Give a name or a description.")
    new = write_people(work, [entry], day=work.today, referral_id=None, case_id=case.id)
    refresh_case(work, case)
    work.session.flush()
    file_possible_duplicates(work, new)
    person_id = entry.person_id or new[0]
    work.record("person.added", "case", case.id, fields=["people"], values={"person": person_id, "role": entry.role})
    return person_id


@writes(Right.EDIT_CASES, "case.lead_set")
def set_lead(work: Work, command: asked.SetLead) -> None:
    """Say which agency, and who there, leads."""
    case = seen_to_change(work, command)
    old = {"agency": case.lead_agency_id, "officer": case.lead_officer}
    case.lead_agency_id, case.lead_officer = command.agency_id, command.officer or None
    new = {"agency": case.lead_agency_id, "officer": case.lead_officer}
    work.record("case.lead_set", "case", case.id, fields=["lead"], values={"old": old, "new": new})


@writes(Right.EDIT_CASES, "case.flagged")
def set_flags(work: Work, command: asked.SetFlags) -> None:
    """Switch flags on and off; "restricted" is set with ``restrict_case``."""
    case = seen_to_change(work, command)
    old = set(flags_of(case)) - {"restricted"}
    for code, column in FLAG_COLUMNS.items():
        if code != "restricted":
            setattr(case, column, code in command.flags)
    values = {"old": sorted(old), "new": sorted(command.flags)}
    work.record("case.flagged", "case", case.id, fields=sorted(old ^ set(command.flags)), values=values)


@writes(Right.EDIT_CASES, "case.summarised")
def set_summary(work: Work, command: asked.SetSummary) -> None:
    """Write the case in short."""
    case = seen_to_change(work, command)
    old, case.in_short = case.in_short, command.in_short or None
    work.record("case.summarised", "case", case.id, fields=["in_short"], values={"old": old, "new": case.in_short})


@writes(Right.EDIT_CASES, "case.review_planned")
def plan_review(work: Work, command: asked.PlanReview) -> None:
    """Say when the panel hears a case next. Refused for a day gone by, and for a closed case."""
    case = seen_to_change(work, command)
    if case.status == "closed":
        raise Refused("A closed case is not heard.", kept="Nothing was changed.", to_do="Reopen it first.")
    if command.on_day is not None and command.on_day < work.today:
        raise Refused("That day is gone by.", kept="Nothing was changed.", to_do="Choose a day to come.")
    old: date | None = case.next_review_on
    case.next_review_on = command.on_day
    values = {"old": old, "new": command.on_day}
    work.record("case.review_planned", "case", case.id, fields=["next_review_on"], values=values)
