"""Who came to the panels of a period: the meetings held, the core agencies, and everybody listed for each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, or_, select

from hipdesk.store.queries.figures.days import within
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.panels import AttendanceRow, MeetingRow
from hipdesk.store.work import Reading

_MEETINGS = MeetingRow.__table__.c
Marks = dict[tuple[str, str], list[tuple[bool, str, bool]]]


@dataclass(frozen=True, slots=True)
class CoreAgency:
    """A core agency: since when and until when it is a member, and its sharing agreement."""

    id: str
    name: str
    joined_on: date | None
    left_on: date | None
    signed: bool | None
    expires_on: date | None

    def member_on(self, day: date) -> bool:
        """Whether it was a member on a day; an unknown day of joining counts as always."""
        return (self.joined_on is None or self.joined_on <= day) and (self.left_on is None or self.left_on >= day)


def meetings_held(reading: Reading, first: date, last: date) -> list[tuple[str, date]]:
    """Key and day of the meetings of this record held between two days, oldest first; imported ones know nobody."""
    rows = reading.session.execute(
        select(_MEETINGS.id, _MEETINGS.held_on)
        .where(within(_MEETINGS.held_on, first, last), _MEETINGS.status == "held", _MEETINGS.history.is_(False))
        .order_by(_MEETINGS.held_on, _MEETINGS.id)
    )
    return [(key, day) for key, day in rows]


def core_agencies(reading: Reading) -> list[CoreAgency]:
    """The core agencies by name, those that left among them."""
    rows = reading.session.execute(
        select(
            AgencyRow.id, AgencyRow.name, AgencyRow.joined_on, AgencyRow.left_on, AgencyRow.agreement_signed,
            AgencyRow.agreement_expires_on,
        )
        .where(AgencyRow.core.is_(True))
        .order_by(AgencyRow.name)
    )  # fmt: skip
    return [CoreAgency(*row) for row in rows]


def marks(reading: Reading, meetings: list[str]) -> Marks:
    """By agency and meeting, everybody listed: whether present, the answer given, whether a deputy."""
    rows = reading.session.execute(
        select(
            AttendanceRow.agency_id, AttendanceRow.meeting_id, AttendanceRow.present, AttendanceRow.answer,
            AttendanceRow.deputy_for, RepresentativeRow.place,
        )
        .outerjoin(RepresentativeRow, RepresentativeRow.id == AttendanceRow.representative_id)
        .where(AttendanceRow.meeting_id.in_(meetings), AttendanceRow.agency_id.is_not(None))
    )  # fmt: skip
    found: Marks = defaultdict(list)
    for agency_id, meeting_id, present, answer, deputy_for, place in rows:
        found[agency_id or "", meeting_id].append((present, answer, bool(deputy_for) or place == "deputy"))
    return found


def came(agency_id: str, first: date, last: date) -> Select[Any]:
    """The meetings of a period to which an agency came or sent a deputy: record and day."""
    there = exists().where(
        AttendanceRow.meeting_id == MeetingRow.id, AttendanceRow.agency_id == agency_id, AttendanceRow.present.is_(True)
    )
    member = exists().where(
        AgencyRow.id == agency_id,
        or_(AgencyRow.joined_on.is_(None), AgencyRow.joined_on <= _MEETINGS.held_on),
        or_(AgencyRow.left_on.is_(None), AgencyRow.left_on >= _MEETINGS.held_on),
    )
    held = within(_MEETINGS.held_on, first, last), _MEETINGS.status == "held", _MEETINGS.history.is_(False)
    return select(_MEETINGS.id.label("record_id"), _MEETINGS.held_on.label("day")).where(*held, there, member)
