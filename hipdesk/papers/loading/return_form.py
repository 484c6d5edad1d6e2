"""An agency's return form for a meeting from the record: its cases, the people by label, what it told already."""

from collections.abc import Mapping

from hipdesk.kernel.errors import Refused
from hipdesk.model.panels.agendas import AgendaLineView
from hipdesk.model.panels.returns import ReturnView
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, copy_for, frame
from hipdesk.papers.loading.research import cases_to_ask, people_to_look_up
from hipdesk.papers.return_form import AskedCase, AskedPerson, ReturnFormPaper
from hipdesk.papers.wording import Strong, Words, day_near, full_day
from hipdesk.services.meetings import meeting_card
from hipdesk.services.settings import setting
from hipdesk.store.queries.actions import contacts
from hipdesk.store.queries.returns import of_meeting
from hipdesk.store.queries.settings import labels
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.work import Reading

_HANDLING = "For the named agency and the panel’s office only. Send back by secure e-mail. Keep no copy."


def load_return_form(reading: Reading, meeting_id: str, agency_id: str, *, copy: Copy = OFFICE_COPY) -> ReturnFormPaper:
    """The form of one agency. Refused when no case of the meeting is to be asked of it."""
    lines = cases_to_ask(reading, meeting_id, agency_id)
    if not lines:
        raise Refused(
            "There is no case to ask this agency about.",
            kept="Nothing was made.",
            to_do="Prepare the agenda first; cases it has an interest in are left out.",
        )
    card, office = meeting_card(reading, meeting_id), setting(reading, OfficeSettings)
    agency, due = reading.find(AgencyRow, agency_id), card.step("returns_due")
    answers = {each.case_id: each for each in of_meeting(reading, meeting_id) if each.agency_id == agency_id}
    limits = labels(reading, "return_limit")
    title = f"Agency return, {full_day(card.held_on)}"
    return ReturnFormPaper(
        frame=frame(reading, title, title, handling=_HANDLING, copy=copy_for(agency.name, copy)),
        panel_name=office.panel_name,
        agency=agency.name,
        meeting_day=card.held_on,
        to=", ".join(part for part in contacts(reading, [agency_id]).get(agency_id, ()) if part),
        due=due.due_on if due else None,
        send_to=", ".join(part for part in (office.officer_name, office.secure_email or office.phone) if part),
        cases=tuple(_case(reading, line, answers) for line in lines),
        limits=tuple(limits.values()),
        limit_codes=tuple(limits),
        meeting_id=meeting_id,
        agency_id=agency_id,
    )


def _case(reading: Reading, line: AgendaLineView, answers: Mapping[str, ReturnView]) -> AskedCase:
    case_id = line.case_id or ""
    return AskedCase(
        reference=line.reference,
        initials=line.initials,
        people=tuple(
            AskedPerson(label=person.label, role=person.role_words) for person in people_to_look_up(reading, case_id)
        ),
        answered=_answered(reading, answers.get(case_id)),
        case_id=case_id,
    )


def _answered(reading: Reading, answer: ReturnView | None) -> Words:
    if answer is None or not answer.is_in:
        return ""
    day = f", {day_near(answer.returned_on, reading.today)}" if answer.returned_on else ""
    return (Strong("You have answered"), f" ({answer.words.lower()}{day}). Write only what is new.")
