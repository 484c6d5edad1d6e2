"""Reading agency returns."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select

from hipdesk.model.panels.returns import RETURNED, AgencyReturns, ReturnView
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.settings import labels
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import AgencyReturnRow, AgendaLineRow, InterestRow, MeetingRow
from hipdesk.store.work import Reading, Work


def of_meeting(reading: Reading, meeting_id: str) -> list[ReturnView]:
    """Every return of a meeting on cases the holder may see, by case and agency."""
    return _views(reading, AgencyReturnRow.meeting_id == meeting_id)


def of_case(reading: Reading, case_id: str) -> list[ReturnView]:
    """Every return on one case, newest meeting first."""
    return _views(reading, AgencyReturnRow.case_id == case_id)


def _views(reading: Reading, which: ColumnElement[bool]) -> list[ReturnView]:
    limits = labels(reading, "return_limit")
    rows = reading.session.execute(
        select(
            AgencyReturnRow, CaseRow.reference, CaseRow.initials, AgencyRow.name, AgencyRow.short_name,
            MeetingRow.held_on,
        )
        .join(CaseRow, CaseRow.id == AgencyReturnRow.case_id)
        .join(AgencyRow, AgencyRow.id == AgencyReturnRow.agency_id)
        .outerjoin(MeetingRow, MeetingRow.id == AgencyReturnRow.meeting_id)
        .where(which, of_visible_case(reading, CaseRow.id))
        .order_by(CaseRow.reference, AgencyRow.folded, AgencyReturnRow.asked_on.desc().nulls_last())
    )  # fmt: skip
    return [
        ReturnView(
            row.id, row.version, row.case_id, reference, initials, row.agency_id, agency, row.state, row.asked_on,
            row.chased_on, row.returned_on, row.author or "", row.text or "", row.limits,
            limits.get(row.limits or "", row.limits or ""), row.disclosable, row.staff_risks or "",
            short or "", day,
        )
        for row, reference, initials, agency, short, day in rows
    ]  # fmt: skip


def by_agency(reading: Reading, returns: Sequence[ReturnView], due_on: date | None) -> tuple[AgencyReturns, ...]:
    """The same counted per agency, those that owe most first."""
    grouped: dict[str, list[ReturnView]] = defaultdict(list)
    for each in returns:
        grouped[each.agency_id].append(each)
    contacts = _contacts(reading, list(grouped))
    found = []
    for agency_id, own in grouped.items():
        missing = sum(not each.is_in for each in own)
        chased = [each.chased_on for each in own if each.chased_on]
        contact, mail = contacts.get(agency_id, ("", ""))
        late = bool(missing and due_on and reading.today > due_on)
        nothing = sum(each.state == "nothing_held" for each in own)
        found.append(
            AgencyReturns(
                agency_id, own[0].agency, contact, mail, len(own), len(own) - missing - nothing, nothing, missing,
                max(chased) if chased else None, late,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (-each.missing, each.agency)))


def missing(reading: Reading, meeting_id: str) -> int:
    """How many returns of a meeting are still out."""
    found = select(func.count()).where(
        AgencyReturnRow.meeting_id == meeting_id, AgencyReturnRow.state.not_in(sorted(RETURNED))
    )
    return int(reading.session.execute(found).scalar_one())


def row_of(work: Work, meeting_id: str, case_id: str, agency_id: str) -> AgencyReturnRow | None:
    """The row of one return."""
    return work.session.scalars(
        select(AgencyReturnRow).where(
            AgencyReturnRow.meeting_id == meeting_id,
            AgencyReturnRow.case_id == case_id,
            AgencyReturnRow.agency_id == agency_id,
        )
    ).first()


def core_agencies(reading: Reading) -> list[str]:
    """Ids of the core agencies that have not left, by name."""
    return list(
        reading.session.scalars(
            select(AgencyRow.id).where(AgencyRow.core.is_(True), AgencyRow.left_on.is_(None)).order_by(AgencyRow.folded)
        )
    )


def cases_on(reading: Reading, meeting_id: str) -> list[str]:
    """Ids of the cases on a meeting's agenda, in order, as far as the holder may see them."""
    return list(
        reading.session.scalars(
            select(AgendaLineRow.case_id)
            .where(
                AgendaLineRow.meeting_id == meeting_id,
                of_visible_case(reading, AgendaLineRow.case_id),
            )
            .order_by(AgendaLineRow.position)
        )
    )


def barred_agencies(reading: Reading, case_ids: Sequence[str]) -> set[tuple[str, str]]:
    """Pairs of case and agency whose papers stop because of a declared interest."""
    rows = reading.session.execute(
        select(InterestRow.case_id, InterestRow.agency_id).where(
            InterestRow.case_id.in_(case_ids), InterestRow.ruling == "no_papers", InterestRow.agency_id.is_not(None)
        )
    )
    return {(row.case_id, row.agency_id) for row in rows}


def cases_kept_from(reading: Reading, agency_id: str) -> frozenset[str]:
    """The cases an agency gets no papers of because of a declared interest."""
    rows = reading.session.scalars(
        select(InterestRow.case_id).where(InterestRow.agency_id == agency_id, InterestRow.ruling == "no_papers")
    )
    return frozenset(rows)


def _contacts(reading: Reading, agency_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    rows = reading.session.execute(
        select(RepresentativeRow.agency_id, RepresentativeRow.name, RepresentativeRow.secure_email)
        .where(
            RepresentativeRow.agency_id.in_(agency_ids),
            RepresentativeRow.left_on.is_(None),
            RepresentativeRow.place == "main",
        )
        .order_by(RepresentativeRow.id.desc())
    )
    return {row.agency_id: (row.name, row.secure_email or "") for row in rows}
