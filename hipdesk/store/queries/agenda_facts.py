"""What the rules of the agenda look at: one ``CaseFacts`` per case that might belong on it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select

from hipdesk.model.agenda import CaseFacts
from hipdesk.model.closing import ClosureFacts, closure_test
from hipdesk.model.periods import add_months
from hipdesk.model.risk import RiskPoint
from hipdesk.model.statuses import LIVE_ACTIONS, LIVE_CASES, LIVE_REFERRALS, NOT_DONE_ACTIONS
from hipdesk.model.vocab import strand_word
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.outcomes import VictimOutcomeRow
from hipdesk.store.tables.panels import AgendaLineRow, HearingRow, MeetingRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import InvolvementRow, ReferralRow
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.work import Reading

_OFF_LIST_MONTHS = 12
_MONTH_ENDS = timedelta(days=3)


@dataclass(slots=True)
class _Seen:
    """What is told of one case beside its own row."""

    heard: int = 0
    urgent_meeting: date | None = None
    assessed_on: date | None = None
    carried_from: date | None = None
    late: int = 0
    live: int = 0
    dropped: int = 0
    consulted_on: date | None = None
    noted: bool = False
    organisation: bool = False
    presenter: str = ""
    agency: str = ""


def candidates(
    reading: Reading, meeting: date, previous: date | None, only: Iterable[str] | None = None
) -> list[CaseFacts]:
    """Facts of every case that might belong on the agenda of ``meeting``; of those alone that ``only`` names.

    Live cases; closed ones whose aftercare is due, or which came off the list since the ``previous`` meeting.
    """
    wanted: Select[str]
    if only is None:
        wanted = _wanted(reading, meeting, previous)
    else:
        wanted = select(CaseRow.id).where(CaseRow.id.in_(list(only)), of_visible_case(reading, CaseRow.id))
    seen = _seen(reading, wanted)
    rows: Iterable[Row[Any]] = reading.session.execute(
        select(
            CaseRow.id, CaseRow.reference, CaseRow.initials, CaseRow.status, CaseRow.urgent, CaseRow.last_heard_on,
            CaseRow.next_review_on, CaseRow.child, CaseRow.risk_now, CaseRow.risk_score, CaseRow.risk_trend,
            CaseRow.risk_entry, CaseRow.risk_entry_score, CaseRow.aftercare_due_on, CaseRow.aftercare_done_on,
            CaseRow.strands, CaseRow.lead_officer, AgencyRow.name, AgencyRow.short_name,
        )
        .outerjoin(AgencyRow, AgencyRow.id == CaseRow.lead_agency_id)
        .where(CaseRow.id.in_(wanted))
        .order_by(CaseRow.reference)
    )  # fmt: skip
    return [_facts(row, seen[row.id]) for row in rows]


def waiting(reading: Reading) -> list[CaseFacts]:
    """Urgent referrals still in triage, as cases that could be added once accepted; ``case_id`` is the referral's."""
    rows = reading.session.execute(
        select(ReferralRow.id, ReferralRow.reference, ReferralRow.initials)
        .where(
            ReferralRow.status.in_(sorted(LIVE_REFERRALS)),
            ReferralRow.urgency != "routine",
            ReferralRow.case_id.is_(None),
        )
        .order_by(ReferralRow.reference)
    )
    return [CaseFacts(row.id, row.reference, row.initials, "listed", accepted=False, urgent=True) for row in rows]


def presenting_agency(reading: Reading, case_id: str) -> str | None:
    """The agency that speaks to a case: the one that referred it last, otherwise its lead."""
    referred = reading.session.scalars(
        select(ReferralRow.agency_id)
        .where(ReferralRow.case_id == case_id, ReferralRow.agency_id.is_not(None))
        .order_by(ReferralRow.received_on.desc())
        .limit(1)
    ).first()
    return referred or reading.session.scalar(select(CaseRow.lead_agency_id).where(CaseRow.id == case_id))


def _wanted(reading: Reading, meeting: date, previous: date | None) -> Select[str]:
    # A little wide, since months differ in length; the rule itself is exact.
    since = add_months(previous or add_months(meeting, -1), -_OFF_LIST_MONTHS) - _MONTH_ENDS
    until = add_months(meeting, -_OFF_LIST_MONTHS) + _MONTH_ENDS
    aftercare = and_(CaseRow.aftercare_due_on <= meeting, CaseRow.aftercare_done_on.is_(None))
    off_list = and_(CaseRow.last_heard_on > since, CaseRow.last_heard_on <= until)
    return select(CaseRow.id).where(
        of_visible_case(reading, CaseRow.id),
        or_(CaseRow.status.in_(sorted(LIVE_CASES)), and_(CaseRow.status == "closed", or_(aftercare, off_list))),
    )


def _seen(reading: Reading, wanted: Select[str]) -> dict[str, _Seen]:
    found: dict[str, _Seen] = defaultdict(_Seen)
    _hearings(reading, wanted, found)
    _assessments(reading, wanted, found)
    _earlier_lines(reading, wanted, found)
    _actions(reading, wanted, found)
    _people(reading, wanted, found)
    for row in reading.session.execute(
        select(VictimOutcomeRow.case_id, func.max(VictimOutcomeRow.on_day).label("day"))
        .where(VictimOutcomeRow.case_id.in_(wanted), VictimOutcomeRow.consulted.is_(True))
        .group_by(VictimOutcomeRow.case_id)
    ):
        found[row.case_id].consulted_on = row.day
    return found


def _hearings(reading: Reading, wanted: Select[str], found: dict[str, _Seen]) -> None:
    rows = reading.session.execute(
        select(HearingRow.case_id, MeetingRow.kind, func.count().label("times"), func.max(HearingRow.heard_on))
        .outerjoin(MeetingRow, MeetingRow.id == HearingRow.meeting_id)
        .where(HearingRow.case_id.in_(wanted))
        .group_by(HearingRow.case_id, MeetingRow.kind)
    )
    for case_id, kind, times, day in rows:
        if kind == "urgent":
            found[case_id].urgent_meeting = day
        else:
            found[case_id].heard += times


def _assessments(reading: Reading, wanted: Select[str], found: dict[str, _Seen]) -> None:
    rows = reading.session.execute(
        select(RiskAssessmentRow.case_id, func.max(RiskAssessmentRow.assessed_on).label("day"))
        .where(RiskAssessmentRow.case_id.in_(wanted))
        .group_by(RiskAssessmentRow.case_id)
    )
    for case_id, day in rows:
        if case_id:
            found[case_id].assessed_on = day


def _earlier_lines(reading: Reading, wanted: Select[str], found: dict[str, _Seen]) -> None:
    rows = reading.session.execute(
        select(AgendaLineRow.case_id, AgendaLineRow.state, AgendaLineRow.section, func.max(MeetingRow.held_on))
        .join(MeetingRow, MeetingRow.id == AgendaLineRow.meeting_id)
        .where(
            AgendaLineRow.case_id.in_(wanted),
            or_(AgendaLineRow.state == "carried", AgendaLineRow.section == "off_list"),
        )
        .group_by(AgendaLineRow.case_id, AgendaLineRow.state, AgendaLineRow.section)
    )
    for case_id, state, section, day in rows:
        if not case_id:
            continue
        if state == "carried":
            found[case_id].carried_from = max(day, found[case_id].carried_from or day)
        elif section == "off_list" and state in ("heard", "noted"):
            found[case_id].noted = True


def _actions(reading: Reading, wanted: Select[str], found: dict[str, _Seen]) -> None:
    live = ActionRow.status.in_(sorted(LIVE_ACTIONS))
    dropped = and_(ActionRow.status.in_(sorted(NOT_DONE_ACTIONS)), func.coalesce(ActionRow.not_done_reason, "") == "")
    rows = reading.session.execute(
        select(
            ActionRow.case_id,
            func.count().filter(live),
            func.count().filter(and_(live, ActionRow.due_on < reading.today)),
            func.count().filter(dropped),
        )
        .where(ActionRow.case_id.in_(wanted))
        .group_by(ActionRow.case_id)
    )
    for case_id, open_ones, late, undone in rows:
        if case_id:
            seen = found[case_id]
            seen.live, seen.late, seen.dropped = open_ones, late, undone


def _people(reading: Reading, wanted: Select[str], found: dict[str, _Seen]) -> None:
    rows = reading.session.execute(
        select(ReferralRow.case_id, ReferralRow.presenter, AgencyRow.name, AgencyRow.short_name)
        .outerjoin(AgencyRow, AgencyRow.id == ReferralRow.agency_id)
        .where(ReferralRow.case_id.in_(wanted))
        .order_by(ReferralRow.received_on)
    )
    for case_id, presenter, name, short in rows:
        if case_id:
            seen = found[case_id]
            seen.presenter, seen.agency = presenter or "", short or name or ""
    organisations = reading.session.scalars(
        select(InvolvementRow.case_id)
        .join(PersonRow, PersonRow.id == InvolvementRow.person_id)
        .where(InvolvementRow.case_id.in_(wanted), InvolvementRow.role == "victim", PersonRow.kind == "organisation")
    )
    for case_id in organisations:
        if case_id:
            found[case_id].organisation = True


def strand_words(strands: str) -> tuple[str, ...]:
    """The words of a case's strands, from the codes its row keeps."""
    return tuple(strand_word(code.strip()) for code in strands.split(",") if code.strip())


def _facts(row: Row[Any], seen: _Seen) -> CaseFacts:
    carried = seen.carried_from
    if carried and row.last_heard_on and row.last_heard_on >= carried:
        carried = None
    rose = row.risk_trend == "rising" and bool(seen.assessed_on)
    heard_since = (
        row.last_heard_on is not None and seen.assessed_on is not None and seen.assessed_on <= row.last_heard_on
    )
    return CaseFacts(
        case_id=row.id,
        reference=row.reference,
        initials=row.initials,
        status=row.status,
        urgent=row.urgent and seen.heard == 0,
        heard=seen.heard,
        last_heard=row.last_heard_on,
        next_review=row.next_review_on if seen.heard else None,
        carried_from=carried,
        urgent_meeting=seen.urgent_meeting,
        listed_for=None if seen.heard else row.next_review_on,
        children=row.child,
        organisation=seen.organisation,
        band=row.risk_now,
        score=row.risk_score,
        risk_rose=rose and not heard_since and seen.heard > 0,
        actions_late=seen.late,
        closure_words=_closure(row, seen),
        aftercare_due=None if row.aftercare_done_on else row.aftercare_due_on,
        off_list_noted=seen.noted,
        strands=strand_words(row.strands),
        agency=seen.agency or row.short_name or row.name or "",
        presenter=seen.presenter or row.lead_officer or "",
    )


def _closure(row: Row[Any], seen: _Seen) -> str:
    """ "Closure test met: 4 of 4" when every test is met on what the record holds; empty otherwise."""
    if not seen.heard or seen.live or not row.risk_now or row.status == "closed":
        return ""
    test = closure_test(
        ClosureFacts(
            open_actions=seen.live,
            dropped_without_reason=seen.dropped,
            risk_entry=_point(row.risk_entry, row.risk_entry_score),
            risk_now=_point(row.risk_now, row.risk_score),
            consulted_on=seen.consulted_on,
            ongoing_owner=row.lead_officer or row.name or "",
        )
    )
    return test.words if test.passed else ""


def _point(band: str | None, score: int | None) -> RiskPoint | None:
    return RiskPoint(score or 0, band, "" if score is None else "hip-ra-v1") if band else None
