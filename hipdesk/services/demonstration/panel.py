"""The invented panel: its agencies, those who come, and its meetings over three years."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from hipdesk.model.agencies import agency_key
from hipdesk.model.folding import fold
from hipdesk.model.timetable import PanelTimetable, dated_steps, meeting_days
from hipdesk.services.demonstration.borough import Chance, panel_settings, shipped
from hipdesk.store.bulk import RowBook
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow, RepresentativeRow
from hipdesk.store.tables.panels import AttendanceRow, MeetingRow, MeetingStepRow

# Who did not simply come to the newest meeting, by kind of agency; everybody else came.
_NEWEST = {"youth_service": "apologies", "adult_social_care": "deputy"}
_LATE = "childrens_social_care"


@dataclass(slots=True)
class Agency:
    """An invented agency and those who come for it."""

    id: str
    name: str
    kind: str
    weight: int
    people: list[tuple[str, str, str]]

    @property
    def representative(self) -> str:
        """Who usually comes."""
        return self.people[0][1]


@dataclass(slots=True)
class Meeting:
    """A meeting: held ones have cases, the next one is left for the officer to prepare.

    ``room`` names the attendance of whoever was there for an agency, by the agency's key.
    """

    id: str
    day: date
    held: bool
    lines: int = 0
    closings: int = 0
    ready: int = 0
    clock: time = time(10, 25)
    room: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Panel:
    """The agencies by id, and every meeting in order."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    meetings: list[Meeting] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> list[Agency]:
        """Agencies of any of these kinds."""
        return [agency for agency in self.agencies.values() if agency.kind in kinds]

    def held_after(self, day: date) -> list[Meeting]:
        """Held meetings on or after a day."""
        return [meeting for meeting in self.meetings if meeting.held and meeting.day >= day]


def make_panel(book: RowBook, chance: Chance, timetable: PanelTimetable, first: date, today: date) -> Panel:
    """Agencies, representatives and meetings from ``first``; the next meeting after ``today`` is planned."""
    panel = Panel()
    for known in shipped()["agencies"]:
        agency = _agency(book, chance, known, first)
        panel.agencies[agency.id] = agency
    years = range(first.year - 1, today.year + 2)
    days = sorted({day for year in years for day in meeting_days(year, timetable) if day >= first})
    ahead = [day for day in days if day >= today][:3]
    held = [day for day in days if day < today]
    for day in held + ahead:
        answers = _NEWEST if held and day == held[-1] else {}
        panel.meetings.append(_meeting(book, chance, panel, timetable, day, today, answers))
    return panel


def _agency(book: RowBook, chance: Chance, known: dict[str, Any], first: date) -> Agency:
    key = chance.key()
    short = known.get("short_name")
    mailbox = "".join(sign for sign in fold(short or known["name"]) if sign.isalnum())
    book.add(
        AgencyRow, id=key, name=known["name"], folded=agency_key(known["name"]), short_name=short, kind=known["kind"],
        core=known["core"], provisional=False, stock=known.get("stock"), secure_email=f"{mailbox}@panel.example",
        phone=f"020 7946 0{chance.randint(100, 999)}", agreement_signed=True, agreement_signed_on=first,
        agreement_expires_on=first + timedelta(days=365 * 3 + chance.randint(20, 900)), joined_on=first,
        engagement="referring", version=1,
    )  # fmt: skip
    if short:
        book.add(AgencySpellingRow, id=chance.key(), agency_id=key, name=short, folded=agency_key(short))
    people = []
    for place, (name, title) in zip(("main", "deputy", "other"), known["people"], strict=False):
        person = chance.key()
        people.append((person, name, title))
        book.add(
            RepresentativeRow, id=person, agency_id=key, name=name, folded=fold(name), job_title=title, place=place
        )
    book.found_by("agency", key, None, known["name"], short)
    return Agency(key, known["name"], known["kind"], known["weight"], people)


def _meeting(
    book: RowBook, chance: Chance, panel: Panel, timetable: PanelTimetable, day: date, today: date,
    answers: dict[str, str],
) -> Meeting:  # fmt: skip
    settings = panel_settings()
    meeting = Meeting(chance.key(), day, held=day < today)
    steps = dated_steps(day, timetable, today)
    days = {step.rule.code: step.due for step in steps}
    agreed, sent = days["minutes_agreed"], days["draft_minutes"]
    state = "none" if not meeting.held else "agreed" if agreed <= today else "chair"
    book.add_found(
        MeetingRow, id=meeting.id, held_on=day, starts_at=time(10, 0), ends_at=time(12, 30), kind="ordinary",
        status="held" if meeting.held else "planned", history=False, place=settings.place, online=False,
        chair=settings.chair, chair_title=settings.chair_title, minute_taker=settings.minute_taker,
        minute_taker_title=settings.minute_taker_title, opened_at=time(10, 2) if meeting.held else None,
        closed_at=time(12, 24) if meeting.held else None, confidentiality_read=meeting.held,
        last_minutes_words="Agreed. No matters arising." if meeting.held else None, minutes_state=state,
        minutes_to_chair_on=sent if meeting.held and sent <= today else None,
        minutes_agreed_on=agreed if state == "agreed" else None,
        minutes_agreed_by=settings.chair if state == "agreed" else None,
    )  # fmt: skip
    for step in steps:
        late = timedelta(days=1) if meeting.held and chance.hit(0.06) else timedelta()
        done = step.due + late if step.due + late <= today and (meeting.held or chance.hit(0.9)) else None
        book.add(MeetingStepRow, meeting_id=meeting.id, step=step.rule.code, due_on=step.due, done_on=done, words=None)
    if meeting.held or day == min(later for later in (day, *(m.day for m in panel.meetings if not m.held))):
        _attendance(book, chance, panel, meeting, answers)
        _chair(book, chance, panel, meeting)
    if answers:
        _observer(book, chance, panel, meeting)
    return meeting


def _attendance(book: RowBook, chance: Chance, panel: Panel, meeting: Meeting, answers: dict[str, str]) -> None:
    for position, agency in enumerate(panel.agencies.values(), 1):
        usual = chance.one_of({"coming": 86, "deputy": 6, "apologies": 6, "none": 2})
        answer = answers.get(agency.kind, "coming") if answers else usual
        person, name, title = agency.people[-1] if answer == "deputy" and len(agency.people) > 1 else agency.people[0]
        present = meeting.held and answer in ("coming", "deputy")
        key = chance.key()
        late = present and (agency.kind == _LATE if answers else chance.hit(0.05))
        if present:
            meeting.room[agency.id] = key
        book.add(
            AttendanceRow, id=key, meeting_id=meeting.id, agency_id=agency.id, representative_id=person,
            name=name, job_title=title, capacity="member",
            deputy_for=agency.representative if answer == "deputy" and len(agency.people) > 1 else None,
            answer=answer, present=present, remote=present and chance.hit(0.2), signed=present,
            arrived_at=time(10, 12) if late else None, left_at=None,
            information_sent_on=meeting.day - timedelta(days=6) if answer == "apologies" else None, position=position,
        )  # fmt: skip


def _chair(book: RowBook, chance: Chance, panel: Panel, meeting: Meeting) -> None:
    """The chair, who is the council's own."""
    settings = panel_settings()
    book.add(
        AttendanceRow, id=chance.key(), meeting_id=meeting.id, agency_id=panel.of_kind("council_asb")[0].id,
        representative_id=None, name=settings.chair, job_title=settings.chair_title, capacity="member",
        deputy_for=None, answer="coming", present=meeting.held, remote=False, signed=meeting.held, arrived_at=None,
        left_at=None, information_sent_on=None, position=0,
    )  # fmt: skip


def _observer(book: RowBook, chance: Chance, panel: Panel, meeting: Meeting) -> None:
    """Somebody who watched the newest meeting from its last part on."""
    book.add(
        AttendanceRow, id=chance.key(), meeting_id=meeting.id, agency_id=panel.of_kind("police")[0].id,
        representative_id=None, name="Hanna Sørbø", job_title="police student officer", capacity="observer",
        deputy_for=None, answer="coming", present=meeting.held, remote=False, signed=meeting.held,
        arrived_at=time(12, 6), left_at=None, information_sent_on=None, position=90,
    )  # fmt: skip
