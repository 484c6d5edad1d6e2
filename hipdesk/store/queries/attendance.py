"""Reading attendance and interests of a meeting."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from hipdesk.model.folding import fold
from hipdesk.model.panels.attendance import LEAVING, AttendeeView, InterestView, Leaving, Stay
from hipdesk.store.queries import panel_rows
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.settings import labels
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import AgendaLineRow, AttendanceRow, InterestRow
from hipdesk.store.work import Reading


def people(reading: Reading, meeting_id: str) -> tuple[AttendeeView, ...]:
    """Everyone expected at or present at a meeting, with comings and goings and the lines they leave for."""
    agencies = _agencies(reading)
    stays: dict[str, list[Stay]] = defaultdict(list)
    for moved in panel_rows.movements(reading, meeting_id):
        stays[moved.attendance_id].append(Stay(moved.kind, moved.at, moved.reason or "", moved.agenda_line_id))
    leaving: dict[str, list[Leaving]] = defaultdict(list)
    for each in leavings(reading, meeting_id):
        leaving[each.attendance_id].append(each)
    return tuple(
        _person(row, agencies.get(row.agency_id or "", ("", False, "")), tuple(stays[row.id]), tuple(leaving[row.id]))
        for row in panel_rows.attendance(reading, meeting_id)
    )


def _person(
    row: AttendanceRow, agency: tuple[str, bool, str], stays: tuple[Stay, ...], leaving: tuple[Leaving, ...]
) -> AttendeeView:
    out = bool(stays) and stays[-1].kind == "leaves"
    return AttendeeView(
        row.id, row.version, row.agency_id, agency[0], row.representative_id, row.name, row.job_title or "",
        row.capacity, row.deputy_for or "", row.answer, agency[1], row.present,
        row.present and not out and row.left_at is None, row.remote, row.signed, row.arrived_at, row.left_at,
        row.information_sent_on, row.note or "", stays, leaving, agency[2],
    )  # fmt: skip


def interests(reading: Reading, meeting_id: str) -> tuple[InterestView, ...]:
    """Interests that bear on a meeting, in cases the holder may see."""
    words = labels(reading, "interest_ruling")
    agencies = _agencies(reading)
    rows = panel_rows.interests(reading, meeting_id)
    references = _references(reading, [row.case_id for row in rows])
    return tuple(
        InterestView(
            row.id, row.case_id, references[row.case_id], row.name, agencies.get(row.agency_id or "", ("", False))[0],
            row.nature, row.ruling, words.get(row.ruling, row.ruling), row.meeting_id is None, row.left_at, row.back_at,
        )
        for row in rows
        if row.case_id in references
    )  # fmt: skip


def leavings(reading: Reading, meeting_id: str) -> tuple[Leaving, ...]:
    """Who of a meeting must be out of the room for which line, by the rulings made."""
    found = []
    people = panel_rows.attendance(reading, meeting_id)
    lines = {line.case_id: line for line in panel_rows.lines(reading, meeting_id) if line.case_id}
    for interest in panel_rows.interests(reading, meeting_id):
        line = lines.get(interest.case_id)
        if interest.ruling not in LEAVING or line is None:
            continue
        found += [
            Leaving(interest.id, person.id, person.name, interest.case_id, line.id, line.position, interest.nature)
            for person in people
            if _is(interest, person)
        ]
    return tuple(sorted(found, key=lambda each: each.position))


def _is(interest: InterestRow, person: AttendanceRow) -> bool:
    if _of_all(interest):
        return interest.agency_id == person.agency_id
    if interest.representative_id and person.representative_id:
        return interest.representative_id == person.representative_id
    return fold(interest.name) == fold(person.name)


def _of_all(interest: InterestRow) -> bool:
    """Whether it keeps a whole agency out, as ``queries.cases.of_whole_agency`` says it of the table."""
    somebody = interest.representative_id or interest.holder_id or interest.meeting_id
    return interest.ruling == "no_papers" and interest.agency_id is not None and somebody is None


def core_covered(people: Iterable[AttendeeView], *, came: bool) -> set[str]:
    """Ids of the core agencies that come (or, with ``came``, that came), a deputy included."""
    return {
        person.agency_id
        for person in people
        if person.core and person.agency_id and (person.present if came else person.answer in ("coming", "deputy"))
    }


def core_count(reading: Reading) -> int:
    """How many core agencies the panel has."""
    found = select(AgencyRow.id).where(AgencyRow.core.is_(True), AgencyRow.left_on.is_(None))
    return len(reading.session.scalars(found).all())


def to_invite(reading: Reading, meeting_id: str) -> list[tuple[str, str, str, RepresentativeRow | None]]:
    """Agencies not expected yet: id, name, capacity and main representative, core ones first, then case leads."""
    there = {row.agency_id for row in panel_rows.attendance(reading, meeting_id)}
    leads = set(
        reading.session.scalars(
            select(CaseRow.lead_agency_id)
            .join(AgendaLineRow, AgendaLineRow.case_id == CaseRow.id)
            .where(AgendaLineRow.meeting_id == meeting_id, of_visible_case(reading, CaseRow.id))
        )
    )
    agencies = reading.session.scalars(
        select(AgencyRow)
        .where(AgencyRow.left_on.is_(None), AgencyRow.core.is_(True) | AgencyRow.id.in_([key for key in leads if key]))
        .order_by(AgencyRow.core.desc(), AgencyRow.folded)
    ).all()
    mains = {
        row.agency_id: row
        for row in reading.session.scalars(
            select(RepresentativeRow)
            .where(RepresentativeRow.left_on.is_(None), RepresentativeRow.place == "main")
            .order_by(RepresentativeRow.id.desc())
        )
    }
    return [
        (row.id, row.name, "member" if row.core else "presenter", mains.get(row.id))
        for row in agencies
        if row.id not in there
    ]


def representative(reading: Reading, agency_id: str | None, name: str) -> RepresentativeRow | None:
    """The representative of this name at an agency."""
    return reading.session.scalars(
        select(RepresentativeRow).where(RepresentativeRow.agency_id == agency_id, RepresentativeRow.name == name)
    ).first()


def _agencies(reading: Reading) -> dict[str, tuple[str, bool, str]]:
    """Name, whether core, and the short name where there is one."""
    rows = reading.session.execute(select(AgencyRow.id, AgencyRow.name, AgencyRow.core, AgencyRow.short_name))
    return {row.id: (row.name, row.core, row.short_name or row.name) for row in rows}


def _references(reading: Reading, case_ids: list[str]) -> dict[str, str]:
    rows = reading.session.execute(
        select(CaseRow.id, CaseRow.reference).where(CaseRow.id.in_(case_ids), of_visible_case(reading, CaseRow.id))
    )
    return {row.id: row.reference for row in rows}
