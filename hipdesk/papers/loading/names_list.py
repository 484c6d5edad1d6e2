"""The names list of a meeting from the record: full names, confidential homes withheld, barred cases left out."""

from hipdesk.model.panels.agendas import AgendaLineView
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, copy_for, frame
from hipdesk.papers.loading.masking import WITHHELD, homes_of
from hipdesk.papers.loading.research import cases_to_ask, people_to_look_up
from hipdesk.papers.names_list import ListedCase, ListedPerson, NamesListPaper
from hipdesk.papers.wording import full_day
from hipdesk.services.cases import case_names
from hipdesk.services.meetings import meeting_card
from hipdesk.services.settings import setting
from hipdesk.store.queries.redaction import kept_labels
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.work import Reading

_HANDLING = "For research by the named agency only. Do not copy or forward. Destroy when your return is sent."


def load_names_list(
    reading: Reading, meeting_id: str, agency_id: str = "", *, copy: Copy = OFFICE_COPY
) -> NamesListPaper:
    """The names list; for one agency without the cases it is barred from."""
    card, office = meeting_card(reading, meeting_id), setting(reading, OfficeSettings)
    agency = reading.find(AgencyRow, agency_id).name if agency_id else ""
    due = card.step("returns_due")
    title = f"Names list, {full_day(card.held_on)}"
    full_title = f"{title}, {agency}" if agency else title
    return NamesListPaper(
        frame=frame(reading, full_title, title, handling=_HANDLING, copy=copy_for(agency, copy)),
        panel_name=office.panel_name,
        meeting_day=card.held_on,
        agency=agency,
        returns_due=due.due_on if due else None,
        return_to=", ".join(part for part in (office.officer_name, office.secure_email or office.phone) if part),
        cases=tuple(_case(reading, line) for line in cases_to_ask(reading, meeting_id, agency_id)),
    )


def _case(reading: Reading, line: AgendaLineView) -> ListedCase:
    case_id = line.case_id or ""
    homes = homes_of(case_names(reading, case_id), kept_labels(reading, case_id))
    return ListedCase(
        reference=line.reference,
        initials=line.initials,
        people=tuple(
            ListedPerson(
                label=person.label,
                role=person.role_words,
                name=person.name,
                own_script=person.own_script,
                aliases=person.aliases,
                born=person.born,
                address=_home(homes.printed.get(person.id, "")),
                unaware=person.role == "victim" and person.aware is False,
            )
            for person in people_to_look_up(reading, case_id)
        ),
    )


def _home(printed: str) -> str:
    return "Withheld" if printed.endswith(WITHHELD) else printed
