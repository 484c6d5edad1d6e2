"""Reading who may see a case: holders, agencies kept out, interests; and links between cases."""

from typing import get_args

from sqlalchemy import and_, or_, select

from hipdesk.kernel.clock import LONDON
from hipdesk.model.cases.access import LINK_WORDS, AccessView, AgencyOut, HolderAccess, InterestOnCase
from hipdesk.model.cases.views import LinkedCase
from hipdesk.model.panels.attendance import Ruling
from hipdesk.model.users import ROLE_NAMES, ROLE_RIGHTS, Right
from hipdesk.store.queries.cases import SEES_RESTRICTED, access_rows, may_see, of_visible_case, of_whole_agency
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseLinkRow, CaseRow
from hipdesk.store.tables.panels import InterestRow, MeetingRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading

_MOST_CHOICES = 12


def access_view(reading: Reading, case: CaseRow, words: Words) -> AccessView:
    """Who may see a case. Holders whose role reads no cases are left out: nothing of it reaches them."""
    places = {row.holder_id: row.barred for row in access_rows(reading, case.id)}
    holders = reading.session.scalars(select(HolderRow).where(HolderRow.left_on.is_(None)).order_by(HolderRow.name))
    return AccessView(
        restricted=case.restricted,
        holders=tuple(
            HolderAccess(
                row.id, row.name, ROLE_NAMES.get(row.role, row.role),
                "" if row.id not in places else "barred" if places[row.id] else "named", row.role in SEES_RESTRICTED,
                row.id == reading.actor.holder_id,
            )
            for row in holders
            if Right.READ_CASES in ROLE_RIGHTS.get(row.role, frozenset())
        ),
        agencies_out=_agencies_out(reading, case.id),
        interests=_interests(reading, case.id, words),
        rulings=tuple((code, words.of("interest_ruling", code)) for code in get_args(Ruling)),
    )  # fmt: skip


def _agencies_out(reading: Reading, case_id: str) -> tuple[AgencyOut, ...]:
    rows = reading.session.execute(
        select(InterestRow, AgencyRow.name)
        .join(AgencyRow, AgencyRow.id == InterestRow.agency_id)
        .where(InterestRow.case_id == case_id, of_whole_agency())
        .order_by(AgencyRow.folded)
    )
    return tuple(
        AgencyOut(row.id, row.agency_id or "", name, row.nature, row.created_at.astimezone(LONDON).date())
        for row, name in rows
    )


def _interests(reading: Reading, case_id: str, words: Words) -> tuple[InterestOnCase, ...]:
    rows = reading.session.execute(
        select(InterestRow, AgencyRow.name, MeetingRow.held_on, MeetingRow.minutes_state)
        .outerjoin(AgencyRow, AgencyRow.id == InterestRow.agency_id)
        .outerjoin(MeetingRow, MeetingRow.id == InterestRow.meeting_id)
        .where(InterestRow.case_id == case_id, ~of_whole_agency())
        .order_by(InterestRow.created_at, InterestRow.id)
    )
    return tuple(
        InterestOnCase(
            row.id, row.name, agency or "", row.nature, row.ruling, words.of("interest_ruling", row.ruling), held_on,
            state == "agreed",
        )
        for row, agency, held_on, state in rows
    )  # fmt: skip


def agency_out(reading: Reading, case_id: str, agency_id: str) -> InterestRow | None:
    """The record that keeps an agency out of a case."""
    wanted = select(InterestRow).where(
        InterestRow.case_id == case_id, InterestRow.agency_id == agency_id, of_whole_agency()
    )
    return reading.session.scalars(wanted.limit(1)).first()


def linked_cases(reading: Reading, case_id: str) -> tuple[LinkedCase, ...]:
    """Cases linked with this one, either way round, that the actor may see."""
    one = and_(CaseLinkRow.case_id == case_id, CaseLinkRow.other_id == CaseRow.id)
    other = and_(CaseLinkRow.other_id == case_id, CaseLinkRow.case_id == CaseRow.id)
    rows = reading.session.execute(
        select(CaseRow.id, CaseRow.reference, CaseRow.initials, CaseRow.status, CaseLinkRow)
        .join(CaseLinkRow, or_(one, other))
        .where(of_visible_case(reading, CaseRow.id))
        .order_by(CaseRow.reference)
    )
    return tuple(
        LinkedCase(key, reference, initials, status, link.why, link.id, link.kind, LINK_WORDS.get(link.kind, link.kind))
        for key, reference, initials, status, link in rows
    )


def cases_like(reading: Reading, words: str, other_than: str) -> list[tuple[str, str]]:
    """Cases the actor may see whose reference or initials hold the words, newest first: (key, words)."""
    wanted = words.strip()
    holds = or_(
        CaseRow.reference.icontains(wanted, autoescape=True), CaseRow.initials.icontains(wanted, autoescape=True)
    )
    rows = reading.session.execute(
        select(CaseRow.id, CaseRow.reference, CaseRow.initials)
        .where(holds, CaseRow.id != other_than, may_see(reading))
        .order_by(CaseRow.reference.desc())
        .limit(_MOST_CHOICES)
    )
    return [(key, f"{reference} {initials}".strip()) for key, reference, initials in rows]
