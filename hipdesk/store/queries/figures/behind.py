"""The records behind a number, by the same clauses that counted it; lists show only cases the actor may see."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from hipdesk.model.pages import Page
from hipdesk.model.reports import Behind, RecordBehind
from hipdesk.model.vocab import strand_key
from hipdesk.model.workdays import Nation
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.figures import (
    actions,
    behind_records,
    closures,
    flow,
    missing,
    referrals,
    risk,
    sharing,
    strands,
    timeliness,
)
from hipdesk.store.queries.figures.days import Clauses, within
from hipdesk.store.queries.wards import spellings_of
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.cases import CaseRow, StatusChangeRow
from hipdesk.store.tables.panels import HearingRow
from hipdesk.store.tables.referrals import ReferralRow, StrandRow
from hipdesk.store.work import Reading

_CASES = CaseRow.__table__.c
_REFERRALS = ReferralRow.__table__.c
_ACTIONS = ActionRow.__table__.c
_CHANGES = StatusChangeRow.__table__.c
_HEARINGS = HearingRow.__table__.c
_STRANDS = StrandRow.__table__.c
NO_AGENCY = "none"


def records_behind(
    reading: Reading, behind: Behind, nation: Nation = "ENG", offset: int = 0, limit: int = 200
) -> Page[RecordBehind]:
    """The records a number counts, newest reference last; ``total`` may be less than the number when some are
    restricted. KeyError for a figure nobody counts."""
    if behind.figure in _REFERRAL_FIGURES:
        return _referrals(reading, _REFERRAL_FIGURES[behind.figure](behind), behind, offset, limit)
    if behind.figure in ("actions_raised", "actions_due"):
        return _actions(reading, _action_clauses(behind, nation), offset, limit)
    if behind.figure == "promised":
        chosen = timeliness.promised(behind.value, behind.first, behind.last, nation)
        return _referrals(reading, chosen, behind, offset, limit)
    if behind.figure in behind_records.MEETINGS:
        return behind_records.meetings(reading, behind, offset, limit)
    if behind.figure in behind_records.FIGURES:
        return behind_records.records(reading, behind, offset, limit)
    if behind.figure == "ward":
        return _cases(reading, _ward(reading, behind), offset, limit)
    return _cases(reading, _CASE_FIGURES[behind.figure](behind), offset, limit)


def _named(behind: Behind) -> Clauses:
    """Cases accepted in the days that name a strand."""
    codes = select(_STRANDS.case_id).where(strands.bit_of_code() == strands.key_bit(behind.value))
    return within(_CASES.accepted_on, behind.first, behind.last), _CASES.id.in_(codes)


def _unnamed(behind: Behind) -> Clauses:
    any_strand = select(_STRANDS.case_id).where(_STRANDS.case_id == _CASES.id)
    return within(_CASES.accepted_on, behind.first, behind.last), ~any_strand.correlate(CaseRow.__table__).exists()


def _several(behind: Behind) -> Clauses:
    bits = func.count(func.distinct(strands.bit_of_code()))
    many = (
        select(_STRANDS.case_id)
        .join(CaseRow.__table__, _CASES.id == _STRANDS.case_id)
        .where(within(_CASES.accepted_on, behind.first, behind.last))
        .group_by(_STRANDS.case_id)
        .having(bits > 1)
    )
    return (_CASES.id.in_(many),)


def _group(behind: Behind) -> Clauses:
    code, _, part = behind.value.partition(":")
    in_group = select(_STRANDS.case_id).where(_STRANDS.code == code, func.coalesce(_STRANDS.sub_code, "") == part)
    return within(_CASES.accepted_on, behind.first, behind.last), _CASES.id.in_(in_group)


def _recording(behind: Behind) -> Clauses:
    codes = strands.recording_codes()
    ranks = [codes.index(code) if code else strands.UNRECORDED for code in behind.value.split("+")]
    clauses = within(_CASES.accepted_on, behind.first, behind.last), strands.recording_rank().in_(ranks)
    if not behind.owner:
        return clauses
    named = select(_STRANDS.case_id).where(strands.bit_of_code() == strands.key_bit(behind.owner))
    return *clauses, _CASES.id.in_(named)


def _ward(reading: Reading, behind: Behind) -> Clauses:
    ward = func.coalesce(strands.first_ward(), "")
    return within(_CASES.accepted_on, behind.first, behind.last), ward.in_(spellings_of(reading, behind.value))


def _closed(behind: Behind) -> Clauses:
    chosen: Select[Any] = select(_CHANGES.case_id).where(*closures.closed(behind.first, behind.last))
    if behind.value:
        wanted = "" if behind.value == NO_AGENCY else behind.value
        chosen = chosen.where(func.coalesce(closures.reason(), "") == wanted)
    return (_CASES.id.in_(chosen),)


def _reopened(behind: Behind) -> Clauses:
    chosen = select(_CHANGES.case_id).where(
        within(_CHANGES.on_day, behind.first, behind.last), _CHANGES.to_status == "reopened"
    )
    return (_CASES.id.in_(chosen),)


def _open(behind: Behind) -> Clauses:
    return (flow.open_on(behind.last),)


def _heard(behind: Behind) -> Clauses:
    first = select(_HEARINGS.case_id).where(*flow.first_hearing(behind.first, behind.last))
    return (_CASES.id.in_(first),)


def _heard_at(behind: Behind) -> Clauses:
    at = select(_HEARINGS.case_id).where(_HEARINGS.meeting_id == behind.value)
    return (_CASES.id.in_(at),)


_CASE_FIGURES: dict[str, Callable[[Behind], Clauses]] = {
    "accepted": lambda behind: (within(_CASES.accepted_on, behind.first, behind.last),),
    "open": _open,
    "heard": _heard,
    "closed": _closed,
    "reopened": _reopened,
    "strand": _named,
    "multi_strand": _several,
    "strand_group": _group,
    "recording": _recording,
    "no_strand": _unnamed,
    "heard_at": _heard_at,
    "risk": lambda behind: risk.moved(behind.value, behind.first, behind.last),
    "missing": lambda behind: missing.behind(behind.value, behind.first, behind.last),
}


def _from_agency(behind: Behind) -> Clauses:
    clauses = referrals.received(behind.first, behind.last)
    if not behind.value:
        return clauses
    if behind.value == NO_AGENCY:
        return *clauses, _REFERRALS.agency_id.is_(None)
    return *clauses, _REFERRALS.agency_id.in_(behind.value.split("+"))


def _decided(behind: Behind) -> Clauses:
    decision: ColumnElement[bool] = referrals.decided(behind.as_at or behind.last) == behind.value
    return *referrals.received(behind.first, behind.last), decision


_REFERRAL_FIGURES: dict[str, Callable[[Behind], Clauses]] = {
    "referrals": _from_agency,
    "repeat": lambda behind: (*referrals.received(behind.first, behind.last), referrals.repeats()),
    "decision": _decided,
    "sharing": lambda behind: sharing.behind(behind.value, behind.first, behind.last),
}


def _action_clauses(behind: Behind, nation: Nation) -> Clauses:
    if behind.figure == "actions_raised":
        return actions.raised(behind.first, behind.last)
    clauses = actions.due(behind.first, behind.last)
    if behind.owner:
        owner = _ACTIONS.owner_agency_id
        clauses = *clauses, owner.is_(None) if behind.owner == NO_AGENCY else owner == behind.owner
    if behind.value:
        clauses = *clauses, actions.outcome(behind.as_at or behind.last, nation) == behind.value
    return clauses


def _seen(reading: Reading, column: InstrumentedAttribute[Any] | ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the case a record belongs to may be seen; a record without one always may."""
    return or_(column.is_(None), of_visible_case(reading, column))


def _cases(reading: Reading, clauses: Clauses, offset: int, limit: int) -> Page[RecordBehind]:
    chosen = and_(*clauses, of_visible_case(reading, _CASES.id))
    total = reading.session.execute(select(func.count(_CASES.id)).where(chosen)).scalar_one()
    rows = reading.session.execute(
        select(_CASES.id, _CASES.reference, _CASES.initials, _CASES.risk_now, _CASES.risk_score)
        .where(chosen)
        .order_by(_CASES.reference)
        .offset(offset)
        .limit(limit)
    ).all()
    named = _strands_of(reading, [row[0] for row in rows])
    found = [
        RecordBehind("case", key, key, reference, initials, ",".join(named.get(key, ())), risk or "", score)
        for key, reference, initials, risk, score in rows
    ]
    return Page(tuple(found), total, offset)


def _strands_of(reading: Reading, cases: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The strand keys each case names, in the list's order."""
    found: dict[str, set[str]] = {}
    for key, code in reading.session.execute(
        select(_STRANDS.case_id, _STRANDS.code).where(_STRANDS.case_id.in_(cases))
    ):
        found.setdefault(key, set()).add(strand_key(code))
    order = strands.strand_keys()
    return {key: tuple(one for one in order if one in keys) for key, keys in found.items()}


def _referrals(reading: Reading, clauses: Clauses, behind: Behind, offset: int, limit: int) -> Page[RecordBehind]:
    chosen = and_(*clauses, _seen(reading, _REFERRALS.case_id))
    total = reading.session.execute(select(func.count(_REFERRALS.id)).where(chosen)).scalar_one()
    rows = reading.session.execute(
        select(
            _REFERRALS.id,
            _REFERRALS.case_id,
            _REFERRALS.reference,
            _REFERRALS.initials,
            referrals.decided(behind.as_at or behind.last),
            _CASES.risk_now,
            _CASES.risk_score,
        )
        .select_from(ReferralRow.__table__.outerjoin(CaseRow.__table__, _CASES.id == _REFERRALS.case_id))
        .where(chosen)
        .order_by(_REFERRALS.reference)
        .offset(offset)
        .limit(limit)
    )
    found = [
        RecordBehind("referral", key, of_case, reference, initials, decision, risk or "", score)
        for key, of_case, reference, initials, decision, risk, score in rows
    ]
    return Page(tuple(found), total, offset)


def _actions(reading: Reading, clauses: Clauses, offset: int, limit: int) -> Page[RecordBehind]:
    chosen = and_(*clauses, _seen(reading, _ACTIONS.case_id))
    total = reading.session.execute(select(func.count(_ACTIONS.id)).where(chosen)).scalar_one()
    number = case((_ACTIONS.number == "", "General"), else_=_ACTIONS.number)
    rows = reading.session.execute(
        select(_ACTIONS.id, _ACTIONS.case_id, number, _CASES.initials, _ACTIONS.wording)
        .select_from(ActionRow.__table__.outerjoin(CaseRow.__table__, _CASES.id == _ACTIONS.case_id))
        .where(chosen)
        .order_by(_ACTIONS.first_due_on, _ACTIONS.number, _ACTIONS.id)
        .offset(offset)
        .limit(limit)
    )
    found = [
        RecordBehind("action", key, of_case, shown, initials or "", wording)
        for key, of_case, shown, initials, wording in rows
    ]
    return Page(tuple(found), total, offset)
