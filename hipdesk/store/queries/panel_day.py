"""Reading the line being heard: the case on one page, what each agency said, the decision, the actions."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, or_, select

from hipdesk.model.action_lines import AgencyName
from hipdesk.model.panels.day import CaseOnOnePage, DecisionView
from hipdesk.store.queries import panel_rows
from hipdesk.store.queries.agenda_facts import strand_words
from hipdesk.store.queries.cases import case_row, of_visible_case
from hipdesk.store.queries.settings import labels
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow, RepresentativeRow
from hipdesk.store.tables.cases import CaseRow, LearningPointRow
from hipdesk.store.tables.panels import AgencyReturnRow, DecisionRow, HearingRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.tables.settings import CodeEntryRow
from hipdesk.store.work import Reading, Work

_FLAGS = (
    ("child", "Child in household"),
    ("adult_at_risk", "Adult at risk"),
    ("address_kept", "Address kept: do not say it"),
    ("not_aware", "Subject not aware: do not disclose"),
    ("restricted", "Restricted"),
    ("media_interest", "Media interest"),
    ("community_tension", "Community tension"),
    ("staff_involved", "Staff involved"),
)
_TIMES = ("Not heard yet", "Heard once", "Heard twice")


def on_one_page(reading: Reading, case_id: str, before: str) -> CaseOnOnePage:
    """A case as the panel sees it while hearing it; actions of the meeting ``before`` are not last time's."""
    row = case_row(reading, case_id)
    return CaseOnOnePage(
        case_id=row.id,
        reference=row.reference,
        initials=row.initials,
        status=row.status,
        strands=strand_words(row.strands),
        band=row.risk_now,
        score=row.risk_score,
        trend=row.risk_trend,
        victim_rating=_rating(reading, case_id),
        flags=tuple(words for name, words in _FLAGS if getattr(row, name)),
        heard_words=_heard(row),
        in_short=row.in_short or "",
        last_time=_last_time(reading, case_id, before),
        lead=_agency(reading, row.lead_agency_id),
        agencies=tuple(involved(reading, case_id)),
    )


def involved(reading: Reading, case_id: str) -> list[str]:
    """Ids of the agencies that work on a case: lead, referrers, owners of its actions, those that hold something."""
    lead = reading.session.scalar(select(CaseRow.lead_agency_id).where(CaseRow.id == case_id))
    referred = reading.session.scalars(select(ReferralRow.agency_id).where(ReferralRow.case_id == case_id)).all()
    owners = reading.session.scalars(select(ActionRow.owner_agency_id).where(ActionRow.case_id == case_id)).all()
    told = reading.session.scalars(
        select(AgencyReturnRow.agency_id).where(
            AgencyReturnRow.case_id == case_id, AgencyReturnRow.state.in_(("received", "late"))
        )
    ).all()
    return list(dict.fromkeys(key for key in (lead, *referred, *owners, *told) if key))


def returned(reading: Reading, case_id: str, meeting_id: str) -> dict[str, str]:
    """What each agency returned on a case for a meeting and what of it may be done, by agency, in words."""
    rows = reading.session.execute(
        select(AgencyReturnRow.agency_id, AgencyReturnRow.state, AgencyReturnRow.text, AgencyReturnRow.limits)
        .where(AgencyReturnRow.case_id == case_id, AgencyReturnRow.meeting_id == meeting_id)
        .order_by(AgencyReturnRow.id)
    )
    shown = Words(reading)
    told = {}
    for row in rows:
        words = row.text or ("Nothing held" if row.state == "nothing_held" else "")
        if words:
            limit = shown.of("return_limit", row.limits)
            told[row.agency_id] = f"{words} ({limit[:1].lower()}{limit[1:]})" if limit else words
    return told


def decision_view(reading: Reading, row: DecisionRow | None) -> DecisionView:
    """A decision in words; an empty one when nothing was written."""
    if row is None:
        return DecisionView()
    words = labels(reading, "panel_decision")
    return DecisionView(
        row.version, row.code, words.get(row.code or "", row.code or ""), row.words or "", row.risk_band,
        row.risk_score, row.risk_words or "", row.next_review_on, row.told_by or "", row.told_agency_id,
        _agency(reading, row.told_agency_id), row.told_by_day, row.told_on, row.unsaid or "", row.closure_reason,
    )  # fmt: skip


def agency_names(reading: Reading) -> list[AgencyName]:
    """Every agency as a quick action line may call it."""
    short: dict[str, list[str]] = {}
    for agency_id, name in reading.session.execute(select(AgencySpellingRow.agency_id, AgencySpellingRow.name)):
        short.setdefault(agency_id, []).append(name)
    people: dict[str, list[str]] = {}
    for agency_id, name in reading.session.execute(
        select(RepresentativeRow.agency_id, RepresentativeRow.name)
        .where(RepresentativeRow.left_on.is_(None), RepresentativeRow.place == "main")
        .order_by(RepresentativeRow.id)
    ):
        people.setdefault(agency_id, []).append(name)
    rows = reading.session.execute(
        select(AgencyRow.id, AgencyRow.name, AgencyRow.short_name)
        .where(AgencyRow.left_on.is_(None))
        .order_by(AgencyRow.folded)
    )
    return [
        AgencyName(
            row.id,
            row.name,
            tuple(dict.fromkeys([*([row.short_name] if row.short_name else []), *short.get(row.id, [])])),
            tuple(people.get(row.id, ())),
        )
        for row in rows
    ]


def valid_codes(reading: Reading, list_name: str, day: date) -> tuple[tuple[str, str], ...]:
    """Code and label of what a list offers on a day, in its order."""
    rows = reading.session.execute(
        select(CodeEntryRow.code, CodeEntryRow.label)
        .where(
            CodeEntryRow.list_name == list_name,
            or_(CodeEntryRow.valid_from.is_(None), CodeEntryRow.valid_from <= day),
            or_(CodeEntryRow.valid_to.is_(None), CodeEntryRow.valid_to >= day),
        )
        .order_by(CodeEntryRow.position)
    )
    return tuple((row.code, row.label) for row in rows)


def agencies_now(reading: Reading) -> list[tuple[str, str, str]]:
    """Id, name and short name of every agency that has not left, by name."""
    rows = reading.session.execute(
        select(AgencyRow.id, AgencyRow.name, AgencyRow.short_name)
        .where(AgencyRow.left_on.is_(None))
        .order_by(AgencyRow.folded)
    )
    return [(row.id, row.name, row.short_name or row.name) for row in rows]


def names_of_agencies(reading: Reading) -> dict[str, str]:
    """What every agency is called in tight places, those that left included."""
    rows = reading.session.execute(select(AgencyRow.id, AgencyRow.name, AgencyRow.short_name))
    return {row.id: row.short_name or row.name for row in rows}


def hearings_until(reading: Reading, case_ids: Sequence[str], day: date) -> dict[str, int]:
    """How often each of these cases had been heard by the end of a day."""
    rows = reading.session.execute(
        select(HearingRow.case_id, func.count())
        .where(HearingRow.case_id.in_(case_ids), HearingRow.heard_on <= day)
        .group_by(HearingRow.case_id)
    )
    return {row[0]: row[1] for row in rows}


def aftercare_days(reading: Reading, case_ids: Sequence[str]) -> dict[str, date]:
    """When the aftercare checks of these cases are due, where one is."""
    rows = reading.session.execute(select(CaseRow.id, CaseRow.aftercare_due_on).where(CaseRow.id.in_(case_ids)))
    return {case_id: day for case_id, day in rows if day}


def references_heard(reading: Reading, day: date) -> tuple[str, ...]:
    """The references of the cases heard on a day, as far as the holder may see them."""
    return tuple(
        reading.session.scalars(
            select(CaseRow.reference)
            .join(HearingRow, HearingRow.case_id == CaseRow.id)
            .where(HearingRow.heard_on == day, of_visible_case(reading, CaseRow.id))
            .order_by(CaseRow.reference)
        )
    )


def panel_assessment(work: Work, case_id: str, meeting_id: str) -> RiskAssessmentRow | None:
    """The risk a meeting agreed on a case."""
    return work.session.scalars(
        select(RiskAssessmentRow).where(
            RiskAssessmentRow.case_id == case_id,
            RiskAssessmentRow.meeting_id == meeting_id,
            RiskAssessmentRow.occasion == "panel",
        )
    ).first()


def anything_written(work: Work, line_id: str) -> bool:
    """Whether something was said, decided or given out on a line."""
    said = any(row.text or row.nothing_held for row in panel_rows.discussion(work, [line_id]))
    decided = panel_rows.decision(work, line_id)
    given = work.session.scalars(select(ActionRow.id).where(ActionRow.agenda_line_id == line_id).limit(1)).first()
    return said or given is not None or bool(decided and (decided.code or decided.words or decided.risk_band))


def learning(reading: Reading, meeting_id: str) -> list[LearningPointRow]:
    """The learning points of a meeting, in order."""
    return list(
        reading.session.scalars(
            select(LearningPointRow)
            .where(LearningPointRow.meeting_id == meeting_id)
            .order_by(LearningPointRow.created_at, LearningPointRow.id)
        )
    )


def _rating(reading: Reading, case_id: str) -> int | None:
    return reading.session.scalar(
        select(RiskAssessmentRow.victim_rating)
        .where(RiskAssessmentRow.case_id == case_id, RiskAssessmentRow.victim_rating.is_not(None))
        .order_by(RiskAssessmentRow.assessed_on.desc(), RiskAssessmentRow.created_at.desc())
        .limit(1)
    )


def _heard(row: CaseRow) -> str:
    times = _TIMES[row.times_heard] if row.times_heard < len(_TIMES) else f"Heard {row.times_heard} times"
    last = row.last_heard_on
    return f"{times} · last {last.day} {last:%B}" if last else times


def _last_time(reading: Reading, case_id: str, meeting_id: str) -> tuple[tuple[str, str], ...]:
    """Actions given at the hearing before, each with how it stands: ("Fit letterbox guard", "late")."""
    earlier: Sequence[HearingRow] = reading.session.scalars(
        select(HearingRow).where(HearingRow.case_id == case_id).order_by(HearingRow.heard_on.desc())
    ).all()
    before = next((each for each in earlier if each.meeting_id != meeting_id), None)
    if before is None:
        return ()
    rows = reading.session.execute(
        select(ActionRow.wording, ActionRow.status, ActionRow.due_on)
        .where(ActionRow.case_id == case_id, ActionRow.raised_on >= before.heard_on)
        .where((ActionRow.meeting_id != meeting_id) | ActionRow.meeting_id.is_(None))
        .order_by(ActionRow.position)
    )
    return tuple((row.wording, _state(row.status, bool(row.due_on and row.due_on < reading.today))) for row in rows)


def _state(status: str, late: bool) -> str:
    ended = {
        "completed": "done",
        "superseded": "superseded",
        "not_completed_circumstances": "circumstances changed",
        "not_completed_agency": "not done",
    }
    return ended.get(status) or ("late" if late else "in progress" if status == "in_progress" else "open")


def _agency(reading: Reading, agency_id: str | None) -> str:
    if not agency_id:
        return ""
    row = reading.session.execute(select(AgencyRow.name, AgencyRow.short_name).where(AgencyRow.id == agency_id)).first()
    return (row.short_name or row.name) if row else ""
