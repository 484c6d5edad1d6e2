"""How one agency stands with the panel, and the rows that follow when two agencies become one."""

from collections import defaultdict
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, UniqueConstraint, and_, func, or_, select

from hipdesk.model.agency_standing import PANELS, AgencyStanding, OwedAction, OwedReturns, PanelAttended, attended
from hipdesk.model.panels.returns import RETURNED
from hipdesk.model.workdays import Nation, due_words
from hipdesk.store.queries.agencies import OPEN_ACTIONS
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.base import Base
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import AgencyReturnRow, AttendanceRow, MeetingRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading


def standing_of(reading: Reading, agency_id: str, nation: Nation) -> AgencyStanding:
    """Everything an agency's page says of how it stands today."""
    today = reading.today
    sent = select(func.count(), func.max(ReferralRow.received_on)).where(
        ReferralRow.agency_id == agency_id, ReferralRow.status != "draft"
    )
    total, last = reading.session.execute(sent).one()
    year = reading.session.scalar(
        select(func.count()).where(
            ReferralRow.agency_id == agency_id, ReferralRow.status != "draft",
            ReferralRow.received_on > _year_before(today),
        )
    )  # fmt: skip
    return AgencyStanding(
        agency_id, _panels(reading, agency_id), total, year or 0, last, _returns(reading, agency_id),
        _overdue(reading, agency_id, nation), _open_actions(reading, agency_id),
    )  # fmt: skip


def _year_before(today: date) -> date:
    leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - 1, day=28 if leap_day else today.day)


def _panels(reading: Reading, agency_id: str) -> tuple[PanelAttended, ...]:
    """The last panels held since the program keeps them, newest first."""
    meetings = reading.session.execute(
        select(MeetingRow.id, MeetingRow.held_on)
        .where(MeetingRow.status == "held", MeetingRow.history.is_(False), MeetingRow.held_on <= reading.today)
        .order_by(MeetingRow.held_on.desc(), MeetingRow.id)
        .limit(PANELS)
    ).all()
    marks: dict[str, list[tuple[bool, str, bool]]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    rows = reading.session.execute(
        select(
            AttendanceRow.meeting_id, AttendanceRow.name, AttendanceRow.present, AttendanceRow.answer,
            AttendanceRow.deputy_for, RepresentativeRow.place,
        )
        .outerjoin(RepresentativeRow, RepresentativeRow.id == AttendanceRow.representative_id)
        .where(AttendanceRow.agency_id == agency_id, AttendanceRow.meeting_id.in_([row.id for row in meetings]))
        .order_by(AttendanceRow.position, AttendanceRow.id)
    )  # fmt: skip
    for row in rows:
        marks[row.meeting_id].append((row.present, row.answer, bool(row.deputy_for) or row.place == "deputy"))
        if row.present:
            names[row.meeting_id].append(row.name)
    return tuple(
        PanelAttended(row.id, row.held_on, attended(marks[row.id]), ", ".join(names[row.id])) for row in meetings
    )


def _returns(reading: Reading, agency_id: str) -> tuple[OwedReturns, ...]:
    """Returns still out for panels that are to come, or were held and never answered in the last two months."""
    rows = reading.session.execute(
        select(MeetingRow.id, MeetingRow.held_on, func.count())
        .join(AgencyReturnRow, AgencyReturnRow.meeting_id == MeetingRow.id)
        .where(
            AgencyReturnRow.agency_id == agency_id, AgencyReturnRow.state.not_in(sorted(RETURNED)),
            MeetingRow.status == "planned", of_visible_case(reading, AgencyReturnRow.case_id),
        )
        .group_by(MeetingRow.id, MeetingRow.held_on)
        .order_by(MeetingRow.held_on)
    )  # fmt: skip
    return tuple(OwedReturns(*row) for row in rows)


def _seen_action(reading: Reading, agency_id: str) -> ColumnElement[bool]:
    seen = or_(ActionRow.case_id.is_(None), of_visible_case(reading, ActionRow.case_id))
    return and_(ActionRow.owner_agency_id == agency_id, ActionRow.status.in_(OPEN_ACTIONS), seen)


def _overdue(reading: Reading, agency_id: str, nation: Nation) -> tuple[OwedAction, ...]:
    rows = reading.session.execute(
        select(
            ActionRow.id, ActionRow.number, ActionRow.wording, ActionRow.due_on, ActionRow.case_id, CaseRow.reference
        )
        .outerjoin(CaseRow, CaseRow.id == ActionRow.case_id)
        .where(_seen_action(reading, agency_id), ActionRow.due_on < reading.today)
        .order_by(ActionRow.due_on, ActionRow.id)
    )
    return tuple(
        OwedAction(
            row.id,
            str(row.number),
            row.wording,
            row.due_on,
            row.case_id or "",
            row.reference or "",
            due_words(row.due_on, reading.today, nation),
        )
        for row in rows
    )


def _open_actions(reading: Reading, agency_id: str) -> int:
    return reading.session.scalar(select(func.count()).where(_seen_action(reading, agency_id))) or 0


def rows_naming(reading: Reading, agency_id: str) -> list[tuple[str, Base]]:
    """Every row that names an agency, by the column that does; its spellings are apart."""
    found = []
    for mapper in Base.registry.mappers:
        kind: Any = mapper.class_
        if kind is AgencyRow or kind.__tablename__ == "agency_spelling":
            continue
        for attribute in mapper.column_attrs:
            if any(key.target_fullname == "agency.id" for key in attribute.columns[0].foreign_keys):
                named = select(kind).where(attribute.columns[0] == agency_id)
                found += [(attribute.key, row) for row in reading.session.scalars(named)]
    return found


def would_clash(reading: Reading, row: Base, column: str, agency_id: str) -> bool:
    """Whether a row that named this agency would be the second of its kind, as another return on one case."""
    table = cast(Table, row.__table__)
    for rule in table.constraints:
        if isinstance(rule, UniqueConstraint) and column in rule.columns:
            wanted = {each.name: getattr(row, each.name) for each in rule.columns} | {column: agency_id}
            same = [table.c[name] == value for name, value in wanted.items()]
            if reading.session.scalar(select(func.count()).select_from(table).where(*same)):
                return True
    return False
