"""Reading cases: the list and its counts, one case with everything on it, its people by name."""

from hipdesk.model.cases import timeline
from hipdesk.model.cases.flags import flags_of
from hipdesk.model.cases.outcomes import order_lines, outcome_lines
from hipdesk.model.cases.views import (
    CaseChoices,
    CaseFilter,
    CaseLine,
    CaseSort,
    CaseView,
    RiskLine,
    TimelineEntry,
    ViewCounts,
)
from hipdesk.model.pages import Page
from hipdesk.model.referrals.views import NamedPerson, RiskWords
from hipdesk.model.risk import Trend, trend
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.users import Right
from hipdesk.services.case_state import panel_days
from hipdesk.services.notes import local_clock
from hipdesk.services.registry import reads
from hipdesk.services.risk_assessments import point_of
from hipdesk.services.settings import setting
from hipdesk.store.queries import actions as actions_stored
from hipdesk.store.queries import case_list, case_parts
from hipdesk.store.queries import returns as returns_stored
from hipdesk.store.queries.access import access_view, linked_cases
from hipdesk.store.queries.assessments import assessment_rows
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.incidents import incident_lines, incident_rows, strand_codes, strand_rows
from hipdesk.store.queries.involvements import named_people, people_lines
from hipdesk.store.queries.outcomes import outcomes_view
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.queries.referrals.one import agency_name, sharing_line
from hipdesk.store.queries.referrals.rows import sharing_rows
from hipdesk.store.queries.words import Words
from hipdesk.store.work import Reading

PAGE = 100


@reads(Right.READ_CASES)
def list_cases(
    reading: Reading,
    wanted: CaseFilter | None = None,
    sort: CaseSort | None = None,
    offset: int = 0,
    limit: int = PAGE,
) -> Page[CaseLine]:
    """One page of the cases the holder may see: by default open ones, next hearing first, then risk."""
    panel = panel_days(reading, reading.today)[0]
    asked, order = wanted or CaseFilter(), sort or CaseSort()
    return case_list.list_cases(reading, asked, order, panel, max(0, offset), max(1, limit))


@reads(Right.READ_CASES)
def case_counts(reading: Reading) -> ViewCounts:
    """How many cases each saved view holds."""
    return case_list.view_counts(reading, panel_days(reading, reading.today)[0])


@reads(Right.READ_CASES)
def case_choices(reading: Reading) -> CaseChoices:
    """What the filters of the list offer."""
    return case_list.choices(reading)


@reads(Right.READ_CASES, "case.opened")
def open_case(reading: Reading, case_id: str) -> CaseView:
    """One case with everything its pages list, by initials and labels. Refused for one the holder may not see."""
    row = case_row(reading, case_id)
    words = Words(reading)
    nation = setting(reading, OfficeSettings).nation
    strands = strand_rows(reading, case_id=row.id)
    incidents = incident_lines(reading, case_id=row.id)
    risks = case_parts.risk_lines(reading, row.id, words)
    actions = actions_stored.of_case(reading, row.id, reading.today, nation)
    told = tuple(returns_stored.of_case(reading, row.id))
    hearings = case_parts.hearing_lines(reading, row.id, words)
    referrals = case_parts.referral_lines(reading, row.id, words)
    closures = case_parts.closure_lines(reading, row.id, words)
    came = outcomes_view(reading, row, words)
    outcomes = outcome_lines(came)
    following = case_parts.next_hearing(reading, row.id)
    for_next = case_parts.return_ids(reading, row.id, following[0]) if following else frozenset()
    next_returns = tuple(line for line in told if line.id in for_next)
    entries = timeline.in_order(
        [
            *timeline.incidents(incidents), *timeline.risks(risks), *timeline.hearings(hearings),
            *timeline.returns(told), *timeline.actions(actions), *timeline.referrals(referrals),
            *timeline.closures(closures), *timeline.outcomes((*outcomes, *order_lines(came, reading.today))),
            *_notes(reading, row.id, words),
        ]
    )  # fmt: skip
    moved = _trend(reading, row.id)
    hearing = following[1] if following else row.next_review_on
    return CaseView(
        id=row.id, version=row.version, reference=row.reference, initials=row.initials, status=row.status,
        strands=tuple(words.strand(code) for code in strand_codes(strands)),
        strand_words=tuple(dict.fromkeys(words.strand(each.code, each.sub_code) for each in strands)),
        risk=_risk(row.risk_now, row.risk_score, risks), trend=moved.code if moved else row.risk_trend or "",
        trend_words=moved.words if moved else "", lead_id=row.lead_agency_id,
        lead=agency_name(reading, row.lead_agency_id), lead_officer=row.lead_officer or "",
        received_on=row.received_on, accepted_on=row.accepted_on, first_heard_on=row.first_heard_on,
        last_heard_on=row.last_heard_on, times_heard=row.times_heard, next_hearing=hearing,
        next_item=following[2] if following else None, next_meeting_id=following[0] if following else None,
        ward=row.ward or "", flags=flags_of(row), restricted=row.restricted, in_short=row.in_short or "",
        why_risk=timeline.why_risk(risks), people=people_lines(reading, case_id=row.id), incidents=incidents,
        risks=risks, actions=actions, returns=next_returns or told, returns_asked=len(next_returns),
        returns_in=sum(line.is_in for line in next_returns), hearings=hearings, timeline=entries,
        links=linked_cases(reading, row.id), referrals=referrals,
        sharing=tuple(sharing_line(each, words) for each in sharing_rows(reading, row.id)),
        disclosures=case_parts.disclosure_lines(reading, row.id), outcomes=outcomes, came=came,
        access=access_view(reading, row, words), closures=closures,
        documents=case_parts.documents_held(reading, row.id), aftercare_due_on=row.aftercare_due_on,
        aftercare_done_on=row.aftercare_done_on, aftercare_result=row.aftercare_result or "", closed_on=row.closed_on,
    )  # fmt: skip


def _risk(band: str | None, score: int | None, lines: tuple[RiskLine, ...]) -> RiskWords:
    return RiskWords(band or "", score, lines[-1].unknowns if lines else 0)


def _trend(reading: Reading, case_id: str) -> Trend | None:
    rows = assessment_rows(reading, case_id=case_id)
    if not rows:
        return None
    return trend(point_of(rows[-2]) if len(rows) > 1 else None, point_of(rows[-1]))


def _notes(reading: Reading, case_id: str, words: Words) -> list[TimelineEntry]:
    names = case_parts.holder_names(reading)
    return [
        TimelineEntry(
            id=note.id, kind="note", on_day=note.on_day, at=note.at, clock=local_clock(note.at),
            heading=note.heading or words.of("note_kind", note.kind) or "Note",
            aside=", ".join(part for part in (local_clock(note.at), names.get(note.created_by, "")) if part),
            text=note.text, record_id=note.id, version=note.version,
        )
        for note in case_parts.note_rows(reading, case_id)
    ]  # fmt: skip


@reads(Right.READ_CASES, "names.shown")
def case_names(reading: Reading, case_id: str) -> tuple[NamedPerson, ...]:
    """The people of a case by name, with everything asked about them; opening it is logged."""
    return named_people(reading, case_id=case_row(reading, case_id).id)


@reads(Right.READ_CASES, "words.shown")
def spoken_words(reading: Reading, case_id: str, incident_id: str) -> str:
    """The words or symbols of one incident, kept out of every paper; showing them is logged."""

    rows = incident_rows(reading, case_id=case_row(reading, case_id).id)
    return next((row.verbatim or "" for row in rows if row.id == incident_id), "")


@reads(Right.READ_CASES)
def lead_choices(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Agencies that may lead a case: (key, name)."""
    return form_choices(reading).agencies


@reads(Right.READ_CASES)
def closure_reasons(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Reasons for closing that are valid today: (code, words)."""
    return form_choices(reading).of("closure_reason")
