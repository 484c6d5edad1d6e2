"""The attendance sheet of a meeting from the record: who is expected, and for which case each leaves the room."""

from hipdesk.model.panels.attendance import AttendanceView, AttendeeView
from hipdesk.model.settings import OfficeSettings, PanelSettings
from hipdesk.papers.attendance import AttendanceSheet, ExpectedPerson
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.wording import full_day
from hipdesk.services.attendance import attendance_view
from hipdesk.services.meetings import meeting_card
from hipdesk.services.settings import setting
from hipdesk.store.queries.office_files import office_words
from hipdesk.store.work import Reading

_HANDLING = "Signed sheet: keep with the minutes for six years. Do not copy."


def load_attendance_sheet(reading: Reading, meeting_id: str, *, copy: Copy = OFFICE_COPY) -> AttendanceSheet:
    """The sheet to sign: everyone who has not sent apologies, members before observers, and rows for others."""
    card, people = meeting_card(reading, meeting_id), attendance_view(reading, meeting_id)
    wording = office_words(reading, "attendance")
    expected = [person for person in people.people if person.answer != "apologies"]
    title = f"Attendance sheet, {full_day(card.held_on)}"
    return AttendanceSheet(
        frame=frame(reading, title, title, handling=_HANDLING, copy=copy),
        panel_name=setting(reading, OfficeSettings).panel_name,
        meeting_day=card.held_on,
        starts=card.starts_at or setting(reading, PanelSettings).starts_at,
        place=card.place or ("online" if card.online else ""),
        opening=wording["opening"],
        agreed=tuple(wording["agreed"]),
        by_video=wording["by_video"],
        people=tuple(_row(person, people) for person in sorted(expected, key=lambda each: each.capacity == "observer")),
        blank=tuple(wording["blank"]),
    )


def _row(person: AttendeeView, people: AttendanceView) -> ExpectedPerson:
    references = {interest.id: interest.reference for interest in people.interests}
    cases = [
        references[each.interest_id].rsplit("/", 1)[-1] for each in person.leaves_for if each.interest_id in references
    ]
    role = f"deputy for {person.deputy_for}" if person.deputy_for else person.job_title
    if person.capacity == "observer":
        role = f"{role}, observer" if role else "observer"
    return ExpectedPerson(
        name=person.name,
        line=", ".join(part for part in (person.agency, role) if part),
        interest=", ".join(dict.fromkeys(cases)),
    )
