"""Risk assessments: the newest of a referral or case, the history of a case, the answers of one."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from hipdesk.model.question_sets import QuestionSet
from hipdesk.model.risk import question_sets
from hipdesk.store.tables.risk import RiskAnswerRow, RiskAssessmentRow
from hipdesk.store.work import Reading


def assessment_rows(
    reading: Reading, *, referral_id: str | None = None, case_id: str | None = None
) -> list[RiskAssessmentRow]:
    """The assessments of a referral, or of a case, oldest first."""
    where: ColumnElement[bool]
    where = RiskAssessmentRow.referral_id == referral_id if referral_id else RiskAssessmentRow.case_id == case_id
    return list(
        reading.session.scalars(
            select(RiskAssessmentRow)
            .where(where)
            .order_by(RiskAssessmentRow.assessed_on, RiskAssessmentRow.created_at, RiskAssessmentRow.id)
        )
    )


def answers_of(reading: Reading, assessment_id: str) -> dict[str, tuple[str, ...]]:
    """Question code to option codes; an empty tuple where it is not known."""
    rows = reading.session.scalars(select(RiskAnswerRow).where(RiskAnswerRow.assessment_id == assessment_id))
    return {row.question: () if row.unknown else tuple(row.options) for row in rows}


def form_of(row: RiskAssessmentRow) -> QuestionSet | None:
    """The form an assessment was made with, by name and version; None for one this program does not have."""
    for form in question_sets().values():
        same_version = not row.question_version or row.question_version == str(form.version)
        if row.question_set == form.code or (row.question_set == form.name and same_version):
            return form
    return None


def newest_of_referrals(reading: Reading, ids: Sequence[str]) -> dict[str, RiskAssessmentRow]:
    """The newest assessment per referral."""
    rows = reading.session.scalars(
        select(RiskAssessmentRow)
        .where(RiskAssessmentRow.referral_id.in_(ids))
        .order_by(RiskAssessmentRow.assessed_on, RiskAssessmentRow.created_at, RiskAssessmentRow.id)
    )
    return {row.referral_id: row for row in rows if row.referral_id is not None}
