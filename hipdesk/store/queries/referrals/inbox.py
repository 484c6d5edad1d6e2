"""The inbox: referrals to triage, waiting for information, and decided since the last panel."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Row, String, True_, cast, func, or_, select, true

from hipdesk.kernel.text import one_line
from hipdesk.model.referrals.views import InboxFilter, RiskWords
from hipdesk.store.queries.assessments import newest_of_referrals
from hipdesk.store.queries.cases import may_see, of_visible_case
from hipdesk.store.queries.panels import GONE
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import MeetingRow
from hipdesk.store.tables.referrals import IncidentRow, ReferralRow, StrandRow
from hipdesk.store.work import Reading

_DECLINED = {
    "no_hate_element": "no hate element",
    "below_threshold": "advice given",
    "single_agency": "one agency can resolve it",
    "insufficient": "too little information",
}
AGENCY_WORDS: ColumnElement[str] = func.coalesce(AgencyRow.short_name, AgencyRow.name, "")
"""What an agency is called in a list; needs ``AgencyRow`` joined."""
_KEPT = (
    "id", "reference", "initials", "status", "urgency", "agency", "received_on", "received_at", "acknowledged_on",
    "triaged_on", "decided_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InboxFacts:
    """One referral as kept, with what the inbox shows of its agency, case, strands, ward and risk."""

    id: str
    reference: str
    initials: str
    status: str
    urgency: str
    agency: str
    received_on: date
    received_at: time | None
    acknowledged_on: date | None
    triaged_on: date | None
    decided_on: date | None
    decision: str
    redirected_to: str
    information_due_on: date | None
    information_asked: int
    case_reference: str
    hearing: date | None
    repeat: bool
    ward: str
    strands: tuple[str, ...]
    risk: RiskWords


def seen(reading: Reading) -> ColumnElement[bool]:
    """Referrals the actor may see: those of no case, and those of a case they may see."""
    if isinstance(may_see(reading), True_):
        return true()
    return or_(ReferralRow.case_id.is_(None), of_visible_case(reading, ReferralRow.case_id))


def last_panel_day(reading: Reading) -> date | None:
    """The day of the newest meeting before today that was not called off."""
    return reading.session.scalar(
        select(func.max(MeetingRow.held_on)).where(MeetingRow.held_on < reading.today, MeetingRow.status.not_in(GONE))
    )


def inbox_facts(
    reading: Reading,
    wanted: InboxFilter,
    statuses: Sequence[str],
    *,
    decided_since: date | None = None,
    limit: int = 200,
) -> tuple[list[InboxFacts], int]:
    """Referrals of these statuses, urgent and newest first (newest decision first with ``decided_since``); how many.

    Words find what was decided at any time.
    """
    asked = [ReferralRow.status.in_(statuses), seen(reading), *narrowed_by(wanted)]
    if decided_since is not None and not wanted.words:
        asked.append(ReferralRow.decided_on >= decided_since)
    order = (
        (ReferralRow.decided_on.desc(), ReferralRow.reference.desc())
        if decided_since is not None
        else (ReferralRow.urgency == "routine", ReferralRow.received_on.desc(), ReferralRow.reference.desc())
    )
    total = reading.session.scalar(select(func.count()).select_from(ReferralRow).where(*asked)) or 0
    return facts_where(reading, asked, order, limit), total


def facts_where(
    reading: Reading, asked: Sequence[ColumnElement[bool]], order: Sequence[ColumnElement[Any]], limit: int
) -> list[InboxFacts]:
    """The referrals these conditions let through, in order, with what stands about them elsewhere."""
    rows = reading.session.execute(
        select(
            ReferralRow.id, ReferralRow.reference, ReferralRow.initials, ReferralRow.status, ReferralRow.urgency,
            AGENCY_WORDS, ReferralRow.received_on, ReferralRow.received_at,
            ReferralRow.acknowledged_on, ReferralRow.triaged_on, ReferralRow.decided_on, ReferralRow.decision_reason,
            ReferralRow.redirected_to, ReferralRow.information_due_on, ReferralRow.information_asked,
            CaseRow.reference, CaseRow.next_review_on,
            func.coalesce(ReferralRow.repeat_override, ReferralRow.repeat),
        )
        .outerjoin(AgencyRow, AgencyRow.id == ReferralRow.agency_id)
        .outerjoin(CaseRow, CaseRow.id == ReferralRow.case_id)
        .where(*asked)
        .order_by(*order)
        .limit(limit)
    ).all()  # fmt: skip
    ids = [row[0] for row in rows]
    words = Words(reading)
    wards, strands, risks = _wards(reading, ids), _strands(reading, ids, words), risk_words(reading, ids)
    return [
        _facts(row, words, wards.get(row[0], ""), strands.get(row[0], ()), risks.get(row[0], RiskWords()))
        for row in rows
    ]


def _facts(
    row: Row[*tuple[Any, ...]], words: Words, ward: str, strands: tuple[str, ...], risk: RiskWords
) -> InboxFacts:
    kept: dict[str, Any] = dict(zip(_KEPT, row[: len(_KEPT)], strict=True))
    return InboxFacts(
        **kept,
        decision=_DECLINED.get(row[11] or "", words.of("decline_reason", row[11]).lower()),
        redirected_to=words.of("other_panel", row[12]),
        information_due_on=row[13],
        information_asked=row[14],
        case_reference=row[15] or "",
        hearing=row[16],
        repeat=bool(row[17]),
        ward=ward,
        strands=strands,
        risk=risk,
    )


def narrowed_by(wanted: InboxFilter) -> list[ColumnElement[bool]]:
    """The conditions of a filter's fields; ``open_only`` is the caller's, since it is about statuses."""
    asked: list[ColumnElement[bool]] = []
    if wanted.agency_id:
        asked.append(ReferralRow.agency_id == wanted.agency_id)
    if wanted.strand:
        of_strand = select(StrandRow.id).where(StrandRow.code == wanted.strand, StrandRow.referral_id == ReferralRow.id)
        # Asked of each referral in the order of the list; as a set of keys all of them would have to be sorted.
        asked.append(of_strand.correlate(ReferralRow).exists())
    if wanted.received_from:
        asked.append(ReferralRow.received_on >= wanted.received_from)
    if wanted.received_to:
        asked.append(ReferralRow.received_on <= wanted.received_to)
    if wanted.words:
        asked.append(_called(wanted.words))
    return asked


def _called(words: str) -> ColumnElement[bool]:
    """A part of any reference of the referral, or of its initials, with or without their full stops."""
    part = one_line(words)
    return or_(
        ReferralRow.reference.icontains(part, autoescape=True),
        ReferralRow.old_reference.icontains(part, autoescape=True),
        cast(ReferralRow.own_references, String).icontains(part, autoescape=True),
        func.replace(ReferralRow.initials, ".", "").contains(part.replace(".", "").upper(), autoescape=True),
    )


def risk_words(reading: Reading, ids: Sequence[str]) -> dict[str, RiskWords]:
    """The newest risk per referral."""
    rows = newest_of_referrals(reading, ids)
    return {key: RiskWords(row.band, row.score, row.unknowns) for key, row in rows.items()}


def _wards(reading: Reading, ids: Sequence[str]) -> dict[str, str]:
    rows = reading.session.execute(
        select(IncidentRow.referral_id, IncidentRow.ward)
        .where(IncidentRow.referral_id.in_(ids), IncidentRow.ward.is_not(None))
        .order_by(IncidentRow.number.desc())
    )
    return {referral_id: ward for referral_id, ward in rows if referral_id and ward}


def _strands(reading: Reading, ids: Sequence[str], words: Words) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    rows = reading.session.execute(
        select(StrandRow.referral_id, StrandRow.code).where(StrandRow.referral_id.in_(ids)).order_by(StrandRow.position)
    )
    for referral_id, code in rows:
        found[referral_id][words.strand(code)] = None
    return {key: tuple(codes) for key, codes in found.items()}


def referral_ids(reading: Reading) -> list[str]:
    """Ids of every referral the actor may see, in order of reference."""
    return list(reading.session.scalars(select(ReferralRow.id).where(seen(reading)).order_by(ReferralRow.reference)))


def waiting_counts(reading: Reading) -> dict[str, int]:
    """How many referrals stand in each live status."""
    rows = reading.session.execute(
        select(ReferralRow.status, func.count())
        .where(ReferralRow.status.in_(("received", "awaiting_information")), seen(reading))
        .group_by(ReferralRow.status)
    )
    return dict(rows.all())
