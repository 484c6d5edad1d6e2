"""What a case repeats of its records, brought in step: strands, ward, flags, risk; and changes of its status."""

from datetime import date

from hipdesk.model.partial_dates import age_on
from hipdesk.model.statuses import check_case_transition
from hipdesk.model.timetable import misses_deadline, next_meeting_day
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.risk_assessments import refresh_case_risk
from hipdesk.store.queries.incidents import incident_rows, strand_codes, strand_rows
from hipdesk.store.queries.involvements import involvement_rows
from hipdesk.store.queries.panels import days_with_meetings
from hipdesk.store.tables.cases import CaseRow, StatusChangeRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import InvolvementRow
from hipdesk.store.work import Reading, Work

ADULT = 18
_STRANDS_LONGEST = 80
_AHEAD_DAYS = 400


def refresh_case(work: Work, case: CaseRow) -> None:
    """Bring strands, ward, flags and risk in step. Flags are only ever switched on here: a person switches them off."""
    work.session.flush()
    case.strands = _joined(strand_codes(strand_rows(work, case_id=case.id)))
    incidents = incident_rows(work, case_id=case.id)
    if case.ward is None:
        case.ward = next((row.ward for row in incidents if row.ward), None)
    for part in involvement_rows(work, case_id=case.id):
        _flag(case, part, work.find(PersonRow, part.person_id), work.today)
    refresh_case_risk(work, case)


def _joined(codes: tuple[str, ...]) -> str:
    """Codes with commas, whole ones only."""
    text = ""
    for code in codes:
        longer = f"{text},{code}" if text else code
        if len(longer) > _STRANDS_LONGEST:
            break
        text = longer
    return text


def _flag(case: CaseRow, part: InvolvementRow, person: PersonRow, today: date) -> None:
    if part.role in ("victim", "child", "household"):
        young = person.born_latest is not None and age_on(min(person.born_latest, today), today) < ADULT
        estimated = person.born_latest is None and person.age_estimate is not None and person.age_estimate < ADULT
        child = part.role == "child" or young or estimated
        case.child = case.child or child
        case.adult_at_risk = case.adult_at_risk or (not child and bool(person.care_needs))
        case.address_kept = case.address_kept or bool(person.address_confidential)
    if part.role == "perpetrator" and part.identity in ("named", "described", None):
        case.not_aware = case.not_aware or part.aware is not True


def change_status(work: Work, case: CaseRow, status: str, day: date, reason: str = "") -> None:
    """Move a case to a status and keep the change, for the flow of open cases. Refused when the machine says no."""
    check_case_transition(case.status, status)
    if case.status == status:
        return
    work.session.add(
        StatusChangeRow(case_id=case.id, from_status=case.status, to_status=status, on_day=day, reason=reason or None)
    )
    case.status = status


def panel_days(reading: Reading, since: date) -> list[date]:
    """Days of meetings still to come, soonest first: those planned, or the next two by the rule when none are."""
    days = days_with_meetings(reading, since, date.fromordinal(since.toordinal() + _AHEAD_DAYS))
    planned = sorted(day for day, status in days.items() if status == "planned")
    if planned:
        return planned
    timetable = timetable_of(reading)
    first = next_meeting_day(since, timetable)
    return [first, next_meeting_day(date.fromordinal(first.toordinal() + 1), timetable)]


def first_hearing_day(reading: Reading, received: date, *, urgent: bool) -> date:
    """The meeting that hears a new case: the next one, or the one after when it came too late and is not urgent."""
    timetable = timetable_of(reading)
    days = panel_days(reading, reading.today)
    for day in days:
        if urgent or not misses_deadline(received, day, timetable):
            return day
    return next_meeting_day(date.fromordinal(days[-1].toordinal() + 1), timetable)
