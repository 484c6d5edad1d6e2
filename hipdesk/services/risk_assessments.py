"""Assessing risk: each assessment is a new dated one; the case repeats the newest so that lists need one table."""

from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases.commands import AssessRisk
from hipdesk.model.question_sets import QuestionSet
from hipdesk.model.referrals.entries import RiskEntry
from hipdesk.model.referrals.views import RiskWords
from hipdesk.model.risk import (
    DEFAULT_SET,
    UNKNOWN,
    Override,
    RiskPoint,
    RiskScore,
    question_set,
    question_sets,
    score,
    trend,
)
from hipdesk.model.settings import RuleSettings
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.services.settings import setting
from hipdesk.store.queries.assessments import answers_of, assessment_rows, form_of
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.question_sets import own_forms
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.risk import RiskAnswerRow, RiskAssessmentRow
from hipdesk.store.work import Reading, Work

_BAND_ONLY = ""


@reads(Right.READ_CASES)
def risk_form(reading: Reading) -> QuestionSet:
    """The newest version of the risk form in force today: the office's own, else the shipped one."""
    return form_in_force(reading)


def form_in_force(reading: Reading) -> QuestionSet:
    """``risk_form`` for services that checked a right of their own."""
    wanted = setting(reading, RuleSettings).question_set
    own = own_forms(reading, wanted, reading.today)
    later = {form.code for form, _first in own_forms(reading, wanted)}
    if own:
        return own[-1][0]
    named = [form for form in question_sets().values() if wanted in (form.name, form.code) and form.code not in later]
    return max(named, key=lambda form: form.version) if named else question_set(DEFAULT_SET)


def score_of(risk: RiskEntry) -> RiskScore | None:
    """What the answers come to; None when only a band was given. Refused as ``model.risk.score`` refuses."""
    if not risk.form:
        return None
    answers = {question: codes or (UNKNOWN,) for question, codes in risk.answers.items()}
    override = (
        Override(risk.override_band, risk.override_reason, risk.override_by) if risk.override_band is not None else None
    )
    return score(question_set(risk.form), answers, automatic=risk.automatic, override=override)


def add_assessment(
    work: Work,
    risk: RiskEntry,
    occasion: str,
    *,
    day: date,
    referral_id: str | None = None,
    case_id: str | None = None,
    meeting_id: str | None = None,
) -> RiskAssessmentRow:
    """Write one assessment with its answers. Refused when nothing was assessed. Writes no event: its caller does."""
    if not risk.given:
        raise Refused(
            "Nothing was assessed.", kept="Nothing was changed.", to_do="Answer the risk form, or give a band."
        )
    found = score_of(risk)
    row = RiskAssessmentRow(
        referral_id=referral_id, case_id=case_id, meeting_id=meeting_id, occasion=occasion,
        assessed_on=risk.assessed_on or day, assessor=risk.assessor or work.actor.name,
        band=_band(risk, found), override_band=risk.override_band, override_reason=risk.override_reason or None,
        override_by=risk.override_by or None, victim_rating=risk.victim_rating, words=risk.words or None,
    )  # fmt: skip
    if found is not None and risk.form:
        form = question_set(risk.form)
        row.question_set, row.question_version = form.name, str(form.version)
        row.score, row.score_max, row.unknowns = found.score, found.max, found.unknown_count
        row.band_by_score, row.automatic = found.band_by_score, list(found.automatic)
    work.session.add(row)
    work.session.flush()
    if found is not None:
        _add_answers(work, row.id, risk, found)
    return row


def _band(risk: RiskEntry, found: RiskScore | None) -> str:
    if found is not None:
        return found.band
    if risk.override_band is not None:
        return risk.override_band
    if risk.band is None:
        raise Refused("No band was given.", kept="Nothing was changed.", to_do="Give the band.")
    return risk.band


def _add_answers(work: Work, assessment_id: str, risk: RiskEntry, found: RiskScore) -> None:
    for question, points in found.points.items():
        chosen = list(risk.answers.get(question, ()))
        work.session.add(
            RiskAnswerRow(
                assessment_id=assessment_id, question=question, options=chosen, points=points,
                unknown=question in found.unknown,
            )
        )  # fmt: skip


def point_of(row: RiskAssessmentRow) -> RiskPoint:
    """An assessment as trend and closing need it; one without a score compares by its band only."""
    form = form_of(row)
    made_with = form.code if form is not None else row.question_set
    return RiskPoint(row.score or 0, row.band, made_with if row.score is not None and made_with else _BAND_ONLY)


def refresh_case_risk(work: Work, case: CaseRow) -> None:
    """Bring the case's own risk columns in step with its assessments. Call after adding one."""
    rows = assessment_rows(work, case_id=case.id)
    if not rows:
        return
    first, newest = rows[0], rows[-1]
    case.risk_entry, case.risk_entry_score = first.band, first.score
    case.risk_now, case.risk_score = newest.band, newest.score
    before = point_of(rows[-2]) if len(rows) > 1 else None
    case.risk_trend = trend(before, point_of(newest)).code


@writes(Right.EDIT_CASES, "risk.assessed")
def assess_risk(work: Work, command: AssessRisk) -> RiskWords:
    """A new dated assessment of a case; earlier ones stay. Refused without answers, or an override without reason."""
    case = work.change(CaseRow, case_row(work, command.id).id, command.version)
    old = {"band": case.risk_now, "score": case.risk_score}
    row = add_assessment(
        work, command.risk, command.occasion, day=work.today, case_id=case.id, meeting_id=command.meeting_id
    )
    refresh_case_risk(work, case)
    new = {"band": case.risk_now, "score": case.risk_score, "override": command.risk.override_reason}
    work.record("risk.assessed", "case", case.id, fields=["risk"], values={"old": old, "new": new})
    return RiskWords(row.band, row.score, row.unknowns)


@reads(Right.READ_CASES)
def risk_answers(reading: Reading, assessment_id: str) -> dict[str, tuple[str, ...]]:
    """The answers of one assessment: question code to option codes, an empty tuple where not known.

    Refused for an assessment of a case the holder may not see.
    """
    row = reading.find(RiskAssessmentRow, assessment_id)
    if row.case_id is not None:
        case_row(reading, row.case_id)
    return answers_of(reading, assessment_id)
