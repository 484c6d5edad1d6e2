"""The contact list from the record: agencies that have not left, the core ones first."""

from datetime import date

from hipdesk.model.agencies import AgencyView, Representative
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.contact_list import AgencyContacts, Contact, ContactListPaper
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.wording import day_near, full_day
from hipdesk.services.agencies import list_agencies
from hipdesk.services.settings import setting
from hipdesk.store.work import Reading

_HANDLING = "For panel members and the office only. Replace when a newer list comes; destroy this one."
_PLACES = {"main": "Main", "deputy": "Deputy", "other": ""}


def load_contact_list(reading: Reading, *, copy: Copy = OFFICE_COPY) -> ContactListPaper:
    """The contact list as it stands today."""
    office = setting(reading, OfficeSettings)
    title = f"Contact list, {full_day(reading.today)}"
    agencies = sorted(list_agencies(reading), key=lambda agency: not agency.core)
    return ContactListPaper(
        frame=frame(reading, title, title, handling=_HANDLING, copy=copy),
        panel_name=office.panel_name,
        made_on=reading.today,
        office=(
            ("Partnership officer", office.officer_name),
            ("Telephone", office.phone),
            ("Secure e-mail", office.secure_email),
        ),
        agencies=tuple(_agency(agency, reading.today) for agency in agencies),
    )


def _agency(agency: AgencyView, on: date) -> AgencyContacts:
    return AgencyContacts(
        name=agency.name,
        kind=agency.kind_label,
        core=agency.core,
        phone=agency.phone,
        secure_email=agency.secure_email,
        agreement=_agreement(agency, on),
        people=tuple(_person(person) for person in agency.representatives),
    )


def _person(person: Representative) -> Contact:
    return Contact(
        name=person.name,
        job_title=person.job_title,
        place=_PLACES.get(person.place, ""),
        phone=person.phone,
        secure_email=person.secure_email,
    )


def _agreement(agency: AgencyView, on: date) -> str:
    """How the information-sharing agreement stands on a day."""
    ends = agency.agreement_expires_on
    if agency.agreement_signed is False:
        return "No sharing agreement"
    if ends is None:
        return "Sharing agreement signed" if agency.agreement_signed else "Sharing agreement not recorded"
    return f"Sharing agreement ended {day_near(ends, on)}" if ends < on else f"Sharing agreement to {full_day(ends)}"
