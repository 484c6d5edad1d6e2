"""Filters of a search as conditions on cases, referrals, actions and entries of the index.

A filter asks about the case a record belongs to, unless the record answers for itself: an action its status, owner and
due day, a referral its status, agency and the day it was received.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, True_, and_, false, func, not_, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from hipdesk.model.cases.flags import FLAG_COLUMNS
from hipdesk.model.search_days import Days
from hipdesk.model.search_filters import Filter
from hipdesk.model.statuses import CASE, LIVE_ACTIONS, LIVE_CASES, LIVE_REFERRALS, NOT_DONE_ACTIONS, REFERRAL
from hipdesk.store.queries.cases import may_see
from hipdesk.store.search import MATCHED
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import HearingRow, MeetingRow
from hipdesk.store.tables.referrals import IncidentRow, ReferralRow, StrandRow
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.tables.search import SearchEntryRow
from hipdesk.store.work import Reading

Condition = ColumnElement[bool]
_OWN_ACTION = frozenset({"status", "agency", "due"})
_OWN_REFERRAL = frozenset({"status", "agency", "received", "strand", "ward", "risk"})
_MANY = 8_000
_LATE_OR_LIVE = frozenset({"late", "actions"})


def of_cases(reading: Reading, filters: Sequence[Filter]) -> list[Condition]:
    """Conditions on ``CaseRow``: only cases the actor may see, and that every filter lets through."""
    return [may_see(reading), *(_turned(one, _of_case(reading, one)) for one in filters)]


def in_cases(
    reading: Reading,
    case_id: InstrumentedAttribute[str] | InstrumentedAttribute[str | None] | ColumnElement[str],
    filters: Sequence[Filter],
) -> Condition:
    """That a column names a case the actor may see and the filters let through; asked row by row, as rows are met.

    All such cases at once would be listed before the first row is found, which at 100,000 cases takes a second.
    """
    asked = [one for one in of_cases(reading, filters) if not isinstance(one, True_)]
    if not asked:
        return case_id.is_not(None)
    return select(CaseRow.id).where(CaseRow.id == case_id, *asked).correlate_except(CaseRow).exists()


def of_actions(reading: Reading, filters: Sequence[Filter]) -> list[Condition]:
    """Conditions on ``ActionRow``; a general action has no case, and passes only filters it answers itself."""
    own = [one for one in filters if one.name in _OWN_ACTION or _LATE_OR_LIVE & set(one.codes)]
    rest = [one for one in filters if one not in own]
    found = [_turned(one, _of_action(reading, one)) for one in own]
    seen = in_cases(reading, ActionRow.case_id, rest)
    return [*found, seen if rest else or_(ActionRow.case_id.is_(None), seen)]


def of_referrals(reading: Reading, filters: Sequence[Filter]) -> list[Condition]:
    """Conditions on ``ReferralRow``; one of no case passes only filters it answers itself."""
    own = [one for one in filters if one.name in _OWN_REFERRAL or {"repeat", "urgent"} & set(one.codes)]
    rest = [one for one in filters if one not in own]
    found = [_turned(one, _of_referral(one)) for one in own]
    seen = in_cases(reading, ReferralRow.case_id, rest)
    return [*found, seen if rest else or_(ReferralRow.case_id.is_(None), seen)]


def of_meetings(filters: Sequence[Filter]) -> list[Condition]:
    """Conditions on ``MeetingRow``: only days may be asked of a meeting."""
    return [
        _turned(one, _within(MeetingRow.held_on, one.days)) if one.name in ("heard", "next") else false()
        for one in filters
    ]


@dataclass(frozen=True, slots=True)
class Passing:
    """The filters of one search and the cases that pass them: by id, or None where too many pass to list them."""

    filters: tuple[Filter, ...] = ()
    cases: frozenset[str] | None = None


def passing(reading: Reading, filters: Sequence[Filter]) -> Passing:
    """Ask once which cases pass: every part of a search then needs to look only whether a case is among them."""
    if not filters:
        return Passing()
    found = select(CaseRow.id).where(*of_cases(reading, filters)).limit(_MANY)
    cases = frozenset(reading.session.scalars(found))
    return Passing(tuple(filters), cases if len(cases) < _MANY else None)


def of_entries(reading: Reading, asked: Passing, kinds: Collection[str] = ()) -> list[Condition]:
    """Conditions on entries that lead to no person: each kind of record by what it can be asked.

    Where most cases pass, each match is asked as it is met; else the entries that pass are listed first. ``kinds``:
    only entries of these, when any are named.
    """
    entry = SearchEntryRow
    if not asked.filters:
        return _of_kinds(reading, kinds) if kinds else []
    # Written so that the index of kinds is not taken: a kind has more entries than the cases that pass.
    wanted = [entry.kind.concat("").in_(kinds)] if kinds else []
    answering = _answering(reading, asked.filters).items()
    own = {kind: answers for kind, answers in answering if answers is not None and (not kinds or kind in kinds)}
    if asked.cases is not None:
        belongs = and_(entry.case_id.in_(_listed(asked.cases)), entry.kind.not_in(own), *wanted)
        answered = [
            select(entry.entry).where(entry.kind == kind, entry.record_id.in_(select(key).where(*conditions)))
            for kind, (key, conditions) in own.items()
        ]
        return [MATCHED.in_(union_all(select(entry.entry).where(belongs), *answered))]
    one_by_one = [
        and_(entry.kind == kind, select(key).where(key == entry.record_id, *each).correlate_except(key.table).exists())
        for kind, (key, each) in own.items()
    ]
    by_case = and_(entry.kind.not_in(own), in_cases(reading, entry.case_id, asked.filters))
    return [*wanted, or_(by_case, *one_by_one)]


def _of_kinds(reading: Reading, kinds: Collection[str]) -> list[Condition]:
    """Conditions on entries of some kinds: a rare kind is listed first, or a common word would be looked through."""
    those = select(SearchEntryRow.entry).where(SearchEntryRow.kind.in_(kinds))
    some = reading.session.scalar(select(func.count()).select_from(those.limit(_MANY).subquery())) or 0
    return [MATCHED.in_(those) if some < _MANY else SearchEntryRow.kind.in_(kinds)]


def _listed(keys: frozenset[str]) -> Select[str]:
    """Any number of keys as one parameter, where a statement takes only so many."""
    return select(func.json_each(json.dumps(sorted(keys))).table_valued("value").c.value)


def _answering(
    reading: Reading, filters: Sequence[Filter]
) -> dict[str, tuple[ColumnElement[str], list[Condition]] | None]:
    """The kinds of record that answer one of the filters themselves, by their own conditions."""
    by_action = any(one.name in _OWN_ACTION or _LATE_OR_LIVE & set(one.codes) for one in filters)
    by_referral = any(one.name in _OWN_REFERRAL for one in filters)
    by_meeting = all(one.name in ("heard", "next") for one in filters)
    return {
        "action": (ActionRow.__table__.c.id, of_actions(reading, filters)) if by_action else None,
        "referral": (ReferralRow.__table__.c.id, of_referrals(reading, filters)) if by_referral else None,
        "meeting": (MeetingRow.__table__.c.id, of_meetings(filters)) if by_meeting else None,
    }


def _turned(one: Filter, condition: Condition) -> Condition:
    return not_(func.coalesce(condition, false())) if one.excluded else condition


def _within(column: InstrumentedAttribute[object] | InstrumentedAttribute[object | None], days: Days) -> Condition:
    if days.none:
        return column.is_(None)
    found: list[Condition] = [column.is_not(None)]
    if days.first is not None:
        found.append(column >= days.first)
    if days.last is not None:
        found.append(column <= days.last)
    return and_(*found)


# Cases


def _of_case(reading: Reading, one: Filter) -> Condition:
    row = CaseRow
    by_name: dict[str, Callable[[], Condition]] = {
        "status": lambda: row.status.in_(_statuses(one.codes, LIVE_CASES, CASE.statuses)),
        "strand": lambda: row.id.in_(select(StrandRow.case_id).where(StrandRow.code.in_(one.codes))),
        "risk": lambda: row.risk_now.in_(one.codes),
        "ward": lambda: row.ward.in_(one.codes),
        "lead": lambda: row.lead_agency_id.in_(one.codes),
        "agency": lambda: _has_part(one.codes),
        "received": lambda: _within(row.received_on, one.days),
        "closed": lambda: _within(row.closed_on, one.days),
        "next": lambda: _within(row.next_review_on, one.days),
        "heard": lambda: _heard(one.days),
        "due": lambda: row.id.in_(_with_actions(_within(ActionRow.due_on, one.days))),
        "is": lambda: _facts(reading, one.codes),
        "has": lambda: _facts(reading, one.codes),
    }
    return by_name[one.name]()


def _statuses(codes: Sequence[str], live: frozenset[str], known: Sequence[str]) -> list[str]:
    return sorted({*(code for code in codes if code in known), *(live if "open" in codes else ())})


def _has_part(agencies: Sequence[str]) -> Condition:
    """Leads the case, referred it, or owns an action on it."""
    referred = select(ReferralRow.case_id).where(ReferralRow.agency_id.in_(agencies), ReferralRow.case_id.is_not(None))
    owns = select(ActionRow.case_id).where(ActionRow.owner_agency_id.in_(agencies), ActionRow.case_id.is_not(None))
    return or_(CaseRow.lead_agency_id.in_(agencies), CaseRow.id.in_(referred), CaseRow.id.in_(owns))


def _heard(days: Days) -> Condition:
    if days.none:
        return CaseRow.times_heard == 0
    return CaseRow.id.in_(select(HearingRow.case_id).where(_within(HearingRow.heard_on, days)))


def _with_actions(*conditions: Condition) -> ColumnElement[str | None]:
    live = ActionRow.status.in_(sorted(LIVE_ACTIONS))
    return select(ActionRow.case_id).where(live, ActionRow.case_id.is_not(None), *conditions).scalar_subquery()


def _facts(reading: Reading, codes: Sequence[str]) -> Condition:
    return or_(*(_fact(reading, code) for code in codes))


def _fact(reading: Reading, code: str) -> Condition:
    if code in FLAG_COLUMNS:
        return getattr(CaseRow, FLAG_COLUMNS[code]).is_(True)  # type: ignore[no-any-return]  # a column by its name
    if code == "urgent":
        return CaseRow.urgent.is_(True)
    if code == "repeat":
        return CaseRow.id.in_(select(ReferralRow.case_id).where(ReferralRow.case_id.is_not(None), _repeat()))
    if code == "document":
        return CaseRow.id.in_(select(AttachmentRow.case_id).where(AttachmentRow.case_id.is_not(None)))
    late = (ActionRow.due_on < reading.today,) if code == "late" else ()
    return CaseRow.id.in_(_with_actions(*late))


def _repeat() -> Condition:
    return func.coalesce(ReferralRow.repeat_override, ReferralRow.repeat).is_(True)


# Records that answer for themselves


def _of_action(reading: Reading, one: Filter) -> Condition:
    if one.name == "agency":
        return ActionRow.owner_agency_id.in_(one.codes)
    if one.name == "due":
        return _within(ActionRow.due_on, one.days)
    live = ActionRow.status.in_(sorted(LIVE_ACTIONS))
    if one.name in ("is", "has"):
        return and_(live, ActionRow.due_on < reading.today) if "late" in one.codes else live
    wanted = set(_statuses(one.codes, LIVE_ACTIONS, one.codes)) | (
        NOT_DONE_ACTIONS if "not_done" in one.codes else set()
    )
    return ActionRow.status.in_(sorted(wanted))


def _of_referral(one: Filter) -> Condition:
    row = ReferralRow
    if one.name == "status":
        return row.status.in_(_statuses(one.codes, LIVE_REFERRALS, REFERRAL.statuses))
    if one.name == "agency":
        return row.agency_id.in_(one.codes)
    if one.name == "received":
        return _within(row.received_on, one.days)
    if one.name == "strand":
        return row.id.in_(select(StrandRow.referral_id).where(StrandRow.code.in_(one.codes)))
    if one.name == "ward":
        return row.id.in_(select(IncidentRow.referral_id).where(IncidentRow.ward.in_(one.codes)))
    if one.name == "risk":
        assessed = select(RiskAssessmentRow.referral_id).where(RiskAssessmentRow.referral_id.is_not(None))
        return row.id.in_(assessed.where(RiskAssessmentRow.band.in_(one.codes)))
    return _repeat() if "repeat" in one.codes else row.urgency != "routine"
