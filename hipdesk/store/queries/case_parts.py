"""What one case is made of beside its people, incidents and actions: hearings, links, referrals, outcomes, notes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, or_, select

from hipdesk.model.cases.views import (
    ClosureLineView,
    DisclosureLine,
    HearingLine,
    ReferralLine,
    RiskLine,
)
from hipdesk.store.queries.assessments import assessment_rows, form_of
from hipdesk.store.queries.referrals.one import agency_name
from hipdesk.store.queries.told_facts import referral_facts
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.cases import ClosureRow, NoteRow, StatusChangeRow
from hipdesk.store.tables.outcomes import (
    EnforcementRow,
)
from hipdesk.store.tables.panels import AgencyReturnRow, AgendaLineRow, DecisionRow, HearingRow, MeetingRow
from hipdesk.store.tables.papers import DisclosureRow
from hipdesk.store.tables.referrals import EarlierStepRow, ReferralRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading


def hearing_lines(reading: Reading, case_id: str, words: Words) -> tuple[HearingLine, ...]:
    """Days the case was heard, oldest first, with what was decided where the meeting is of the record."""
    rows = reading.session.execute(
        select(HearingRow, DecisionRow, AgendaLineRow.position, AgendaLineRow.id)
        .outerjoin(
            AgendaLineRow, (AgendaLineRow.meeting_id == HearingRow.meeting_id) & (AgendaLineRow.case_id == case_id)
        )
        .outerjoin(DecisionRow, DecisionRow.agenda_line_id == AgendaLineRow.id)
        .where(HearingRow.case_id == case_id)
        .order_by(HearingRow.heard_on)
    ).all()
    found: dict[str, HearingLine] = {}
    for hearing, decision, position, line_id in rows:
        if hearing.id not in found:
            line = _hearing(reading, hearing, decision, position, len(found) + 1, words)
            found[hearing.id] = replace(line, line_id=line_id)
    return tuple(found.values())


def _hearing(
    reading: Reading, hearing: HearingRow, decision: DecisionRow | None, line: int | None, number: int, words: Words
) -> HearingLine:
    if decision is None:
        return HearingLine(
            hearing.heard_on, hearing.meeting_id, None, number, "", "", "", None, "", None, None, "", None, line
        )
    return HearingLine(
        on_day=hearing.heard_on, meeting_id=hearing.meeting_id, line_id=None, number=number,
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


def referral_lines(reading: Reading, case_id: str, words: Words) -> tuple[ReferralLine, ...]:
    """The referrals of a case, oldest first; duplicates too."""
    steps = _earlier_steps(reading, case_id)
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
            repeat_words=row.repeat_reason or "", facts=referral_facts(row, agency, words, steps.get(row.id, ())),
        )
        for row, agency in rows
    )  # fmt: skip


def _earlier_steps(reading: Reading, case_id: str) -> dict[str, list[str]]:
    """ "Marlbridge Homes, 3 November 2026: warning letter (ignored)" by referral."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = reading.session.execute(
        select(EarlierStepRow, func.coalesce(AgencyRow.short_name, AgencyRow.name, ""))
        .outerjoin(AgencyRow, AgencyRow.id == EarlierStepRow.agency_id)
        .where(EarlierStepRow.case_id == case_id)
        .order_by(EarlierStepRow.position)
    )
    for row, agency in rows:
        day = f"{row.on_day.day} {row.on_day:%B %Y}" if row.on_day else ""
        who = ", ".join(part for part in (agency, day) if part)
        done = f"{row.done} ({row.result})" if row.result else row.done
        found[row.referral_id].append(f"{who}: {done}" if who else done)
    return found


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
    of_referrals = select(ReferralRow.id).where(ReferralRow.case_id == case_id)
    here = or_(AttachmentRow.case_id == case_id, AttachmentRow.referral_id.in_(of_referrals))
    return reading.session.scalar(select(func.count()).where(here, AttachmentRow.removed_at.is_(None))) or 0


def tools_tried(reading: Reading, case_id: str) -> frozenset[str]:
    """Codes of tools sought, granted or breached on a case."""
    rows = reading.session.scalars(
        select(EnforcementRow.kind).where(
            EnforcementRow.case_id == case_id, EnforcementRow.state.not_in(("considered", "refused"))
        )
    )
    return frozenset(rows)
