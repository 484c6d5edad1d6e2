"""What one case is made of beside its people, incidents and actions: hearings, links, referrals, outcomes, notes."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from hipdesk.model.cases.views import (
    ClosureLineView,
    DisclosureLine,
    HearingLine,
    LinkedCase,
    OutcomeLine,
    ReferralLine,
    RiskLine,
)
from hipdesk.store.queries.assessments import assessment_rows, form_of
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.referrals.one import agency_name
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.cases import CaseLinkRow, CaseRow, ClosureRow, NoteRow, StatusChangeRow
from hipdesk.store.tables.outcomes import (
    CourtResultRow,
    EnforcementRow,
    PoliceOutcomeRow,
    SupportRow,
    VictimOutcomeRow,
)
from hipdesk.store.tables.panels import AgencyReturnRow, AgendaLineRow, DecisionRow, HearingRow, MeetingRow
from hipdesk.store.tables.papers import DisclosureRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading


def hearing_lines(reading: Reading, case_id: str, words: Words) -> tuple[HearingLine, ...]:
    """Days the case was heard, oldest first, with what was decided where the meeting is of the record."""
    rows = reading.session.execute(
        select(HearingRow, DecisionRow, AgendaLineRow.position)
        .outerjoin(
            AgendaLineRow, (AgendaLineRow.meeting_id == HearingRow.meeting_id) & (AgendaLineRow.case_id == case_id)
        )
        .outerjoin(DecisionRow, DecisionRow.agenda_line_id == AgendaLineRow.id)
        .where(HearingRow.case_id == case_id)
        .order_by(HearingRow.heard_on)
    ).all()
    found: dict[str, HearingLine] = {}
    for hearing, decision, position in rows:
        if hearing.id not in found:
            found[hearing.id] = _hearing(reading, hearing, decision, position, len(found) + 1, words)
    return tuple(found.values())


def _hearing(
    reading: Reading, hearing: HearingRow, decision: DecisionRow | None, line: int | None, number: int, words: Words
) -> HearingLine:
    if decision is None:
        return HearingLine(
            hearing.heard_on, hearing.meeting_id, number, "", "", "", None, "", None, None, "", None, line
        )
    return HearingLine(
        on_day=hearing.heard_on, meeting_id=hearing.meeting_id, number=number,
        decision=words.of("panel_decision", decision.code), words=decision.words or "",
        risk_band=decision.risk_band or "", risk_score=decision.risk_score, told_by=_told_by(reading, decision),
        told_on=decision.told_on, told_by_day=decision.told_by_day, unsaid=decision.unsaid or "",
        next_review_on=decision.next_review_on, line=line,
    )  # fmt: skip


def _told_by(reading: Reading, decision: DecisionRow) -> str:
    return decision.told_by or agency_name(reading, decision.told_agency_id)


def next_hearing(reading: Reading, case_id: str) -> tuple[str, date, int] | None:
    """The next planned meeting with the case on its agenda: id, day, and which line of it the case is."""
    row = reading.session.execute(
        select(MeetingRow.id, MeetingRow.held_on, AgendaLineRow.position)
        .join(AgendaLineRow, AgendaLineRow.meeting_id == MeetingRow.id)
        .where(AgendaLineRow.case_id == case_id, MeetingRow.held_on >= reading.today, MeetingRow.status == "planned")
        .order_by(MeetingRow.held_on)
        .limit(1)
    ).first()
    if row is None:
        return None
    before = select(func.count()).where(AgendaLineRow.meeting_id == row.id, AgendaLineRow.position <= row.position)
    return row.id, row.held_on, reading.session.scalar(before) or 1


def return_ids(reading: Reading, case_id: str, meeting_id: str | None) -> frozenset[str]:
    """Ids of the returns asked for a meeting."""
    rows = reading.session.scalars(
        select(AgencyReturnRow.id).where(AgencyReturnRow.case_id == case_id, AgencyReturnRow.meeting_id == meeting_id)
    )
    return frozenset(rows)


def risk_lines(reading: Reading, case_id: str, words: Words) -> tuple[RiskLine, ...]:
    """The assessments of a case, oldest first."""
    return tuple(
        RiskLine(
            id=row.id, on_day=row.assessed_on, occasion=words.of("risk_stage", row.occasion), band=row.band,
            score=row.score, score_max=row.score_max, unknowns=row.unknowns, band_by_score=row.band_by_score or "",
            automatic=tuple(row.automatic or ()), override_reason=row.override_reason or "",
            override_by=row.override_by or "", victim_rating=row.victim_rating, assessor=row.assessor or "",
            form=form.code if (form := form_of(row)) else row.question_set or "", words=row.words or "",
        )
        for row in assessment_rows(reading, case_id=case_id)
    )  # fmt: skip


def linked_cases(reading: Reading, case_id: str) -> tuple[LinkedCase, ...]:
    """Cases linked with this one, either way round, that the actor may see."""
    either = (CaseLinkRow.case_id == case_id, CaseLinkRow.other_id == CaseRow.id)
    other: tuple[ColumnElement[bool], ...] = (CaseLinkRow.other_id == case_id, CaseLinkRow.case_id == CaseRow.id)
    rows = reading.session.execute(
        select(CaseRow.id, CaseRow.reference, CaseRow.initials, CaseRow.status, CaseLinkRow.why)
        .join(CaseLinkRow, or_((either[0] & either[1]), (other[0] & other[1])))
        .where(of_visible_case(reading, CaseRow.id))
        .order_by(CaseRow.reference)
    )
    return tuple(LinkedCase(key, reference, initials, status, why) for key, reference, initials, status, why in rows)


def referral_lines(reading: Reading, case_id: str, words: Words) -> tuple[ReferralLine, ...]:
    """The referrals of a case, oldest first; duplicates too."""
    rows = reading.session.execute(
        select(ReferralRow, func.coalesce(AgencyRow.short_name, AgencyRow.name, ""))
        .outerjoin(AgencyRow, AgencyRow.id == ReferralRow.agency_id)
        .where(ReferralRow.case_id == case_id)
        .order_by(ReferralRow.received_on, ReferralRow.reference)
    )
    return tuple(
        ReferralLine(
            id=row.id, reference=row.reference, received_on=row.received_on, agency=agency, status=row.status,
            repeat=row.repeat, summary=row.summary or "", wanted=row.wanted_from_panel or "",
            grounds=words.all("referral_ground", row.grounds), channel=words.of("channel", row.channel),
            victim_wants=words.all("victim_wish", row.victim_wants),
            victim_wants_words=row.victim_wants_words or "", presenter=row.presenter or "",
        )
        for row, agency in rows
    )  # fmt: skip


def disclosure_lines(reading: Reading, case_id: str) -> tuple[DisclosureLine, ...]:
    """What was shared of a case, newest first; one line per recipient, day and matter."""
    rows = reading.session.execute(
        select(DisclosureRow.on_day, DisclosureRow.recipient, DisclosureRow.what, DisclosureRow.ground)
        .where(DisclosureRow.case_id == case_id)
        .distinct()
        .order_by(DisclosureRow.on_day.desc())
    )
    words = Words(reading)
    return tuple(
        DisclosureLine(day, recipient, what, words.of("disclosure_ground", ground))
        for day, recipient, what, ground in rows
    )


def outcome_lines(reading: Reading, case_id: str, words: Words) -> tuple[OutcomeLine, ...]:
    """Outcomes of every kind, by day, those without a day last."""
    session = reading.session
    found: list[OutcomeLine] = []
    for police in session.scalars(select(PoliceOutcomeRow).where(PoliceOutcomeRow.case_id == case_id)):
        title = f"{police.outcome_type}: {words.of('police_outcome', police.outcome_type)}"
        found.append(OutcomeLine(police.id, "police", title, police.outcome_on, police.offence or police.words or ""))
    for court in session.scalars(select(CourtResultRow).where(CourtResultRow.case_id == case_id)):
        title = words.of("court_result", court.result)
        found.append(OutcomeLine(court.id, "court", title, court.on_day, court.sentence or ""))
    for victim in session.scalars(select(VictimOutcomeRow).where(VictimOutcomeRow.case_id == case_id)):
        title = ", ".join(words.all("victim_outcome", victim.outcomes)) or "Person affected asked"
        found.append(OutcomeLine(victim.id, "victim", title, victim.on_day, victim.words or ""))
    for tool in session.scalars(select(EnforcementRow).where(EnforcementRow.case_id == case_id)):
        title = f"{words.of('enforcement_tool', tool.kind)}: {words.of('tool_state', tool.state).lower()}"
        day = tool.decided_on or tool.starts_on or tool.sought_on
        found.append(OutcomeLine(tool.id, "tool", title, day, tool.terms or tool.result or ""))
    for support in session.scalars(select(SupportRow).where(SupportRow.case_id == case_id)):
        title = f"{support.kind}: {words.of('support_state', support.state).lower()}"
        found.append(OutcomeLine(support.id, "support", title, support.offered_on, support.words or ""))
    return tuple(sorted(found, key=lambda line: (line.on_day is None, line.on_day or date.max, line.id)))


def closure_lines(reading: Reading, case_id: str, words: Words) -> tuple[ClosureLineView, ...]:
    """How the case was closed, each time."""
    rows = reading.session.scalars(
        select(ClosureRow).where(ClosureRow.case_id == case_id).order_by(ClosureRow.closed_on, ClosureRow.id)
    )
    return tuple(
        ClosureLineView(
            row.closed_on, words.of("closure_reason", row.reason), row.words or "", tuple(row.tests_met or ()),
            tuple(row.tests_unmet or ()), row.override_reason or "", row.override_by or "", row.ongoing_owner or "",
            row.reopened_on,
        )
        for row in rows
    )  # fmt: skip


def note_rows(reading: Reading, case_id: str) -> Sequence[NoteRow]:
    """Notes of a case and of its referrals, newest first."""
    of_referrals = select(ReferralRow.id).where(ReferralRow.case_id == case_id)
    return reading.session.scalars(
        select(NoteRow)
        .where(or_(NoteRow.case_id == case_id, NoteRow.referral_id.in_(of_referrals)))
        .order_by(NoteRow.on_day.desc(), NoteRow.at.desc())
    ).all()


def status_rows(reading: Reading, case_id: str) -> Sequence[StatusChangeRow]:
    """Changes of a case's status, oldest first."""
    return reading.session.scalars(
        select(StatusChangeRow)
        .where(StatusChangeRow.case_id == case_id)
        .order_by(StatusChangeRow.on_day, StatusChangeRow.id)
    ).all()


def holder_names(reading: Reading) -> dict[str, str]:
    """Holders of the vault by key, as "A. Price"."""
    rows = reading.session.execute(select(HolderRow.id, HolderRow.name))
    return {key: _short(name) for key, name in rows}


def _short(name: str) -> str:
    first, _, last = name.strip().rpartition(" ")
    return f"{first[:1]}. {last}" if first else last


def documents_held(reading: Reading, case_id: str) -> int:
    """How many files are kept with a case."""
    return reading.session.scalar(select(func.count()).where(AttachmentRow.case_id == case_id)) or 0


def tools_tried(reading: Reading, case_id: str) -> frozenset[str]:
    """Codes of tools sought, granted or breached on a case."""
    rows = reading.session.scalars(
        select(EnforcementRow.kind).where(
            EnforcementRow.case_id == case_id, EnforcementRow.state.not_in(("considered", "refused"))
        )
    )
    return frozenset(rows)
