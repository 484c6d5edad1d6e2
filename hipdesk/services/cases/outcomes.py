"""What came of a case: police and court results, what changed for the person affected, tools, support, learning."""

from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases import commands as asked
from hipdesk.model.users import Right
from hipdesk.services.cases.change import seen_to_change
from hipdesk.services.registry import writes
from hipdesk.store.tables.base import Base
from hipdesk.store.tables.cases import CaseRow, LearningPointRow
from hipdesk.store.tables.outcomes import (
    BreachRow,
    CourtResultRow,
    EnforcementRow,
    PoliceOutcomeRow,
    SupportRow,
    VictimOutcomeRow,
)
from hipdesk.store.work import Work


@writes(Right.EDIT_CASES, "outcome.police_recorded")
def record_police_outcome(work: Work, command: asked.RecordPoliceOutcome) -> str:
    """Record a crime of a case and its outcome type, or bring one up to date; late outcomes are taken after closing."""
    case = seen_to_change(work, command)
    row: PoliceOutcomeRow = _row(work, PoliceOutcomeRow, command.outcome_id, case)
    _fill(row, command, "incident_id", "recorded_on", "outcome_type", "outcome_on")
    _fill_texts(row, command, "offence_code", "offence", "words")
    return _added(work, row, case, "outcome.police_recorded", {"type": command.outcome_type})


@writes(Right.EDIT_CASES, "outcome.court_recorded")
def record_court_result(work: Work, command: asked.RecordCourtResult) -> str:
    """Record a court's result."""
    case = seen_to_change(work, command)
    row = CourtResultRow(case_id=case.id)
    _fill(row, command, "result", "on_day", "uplift")
    _fill_texts(row, command, "sentence", "order_attached")
    return _added(work, row, case, "outcome.court_recorded", {"result": command.result})


@writes(Right.EDIT_CASES, "outcome.victim_recorded")
def record_victim_outcome(work: Work, command: asked.RecordVictimOutcome) -> str:
    """Record what changed for a person affected. Refused when nothing was said."""
    case = seen_to_change(work, command)
    if not command.outcomes and command.satisfaction is None and command.consulted is None:
        raise Refused("Nothing was said.", kept="Nothing was changed.", to_do="Choose what changed, or a satisfaction.")
    row = VictimOutcomeRow(case_id=case.id, on_day=command.on_day or work.today, outcomes=list(command.outcomes))
    _fill(row, command, "person_id", "satisfaction", "consulted")
    _fill_texts(row, command, "words")
    return _added(work, row, case, "outcome.victim_recorded", {"outcomes": list(command.outcomes)})


@writes(Right.EDIT_CASES, "enforcement.recorded")
def record_enforcement(work: Work, command: asked.RecordEnforcement) -> str:
    """Record a tool of enforcement or bring one up to date. Refused when it ends before it starts."""
    case = seen_to_change(work, command)
    if command.starts_on and command.expires_on and command.expires_on < command.starts_on:
        raise Refused("It cannot end before it starts.", kept="Nothing was changed.", to_do="Check the two days.")
    row: EnforcementRow = _row(work, EnforcementRow, command.enforcement_id, case)
    _fill(
        row, command, "person_id", "kind", "by_agency_id", "sought_on", "state", "decided_on", "starts_on", "expires_on"
    )
    _fill_texts(row, command, "applicant", "terms", "result")
    return _added(work, row, case, "enforcement.recorded", {"kind": command.kind, "state": command.state})


@writes(Right.EDIT_CASES, "enforcement.breached")
def record_breach(work: Work, command: asked.RecordBreach) -> str:
    """Record a breach of a tool; the tool then stands as breached."""
    case = seen_to_change(work, command)
    tool: EnforcementRow = _row(work, EnforcementRow, command.enforcement_id, case)
    if command.on_day > work.today:
        raise Refused("A breach cannot be of a day to come.", kept="Nothing was changed.", to_do="Check the day.")
    tool.state = "breached"
    row = BreachRow(enforcement_id=tool.id, on_day=command.on_day)
    _fill_texts(row, command, "words", "result")
    return _added(work, row, case, "enforcement.breached", {"kind": tool.kind})


@writes(Right.EDIT_CASES, "support.recorded")
def record_support(work: Work, command: asked.RecordSupport) -> str:
    """Record support that was offered, or bring it up to date."""
    case = seen_to_change(work, command)
    row: SupportRow = _row(work, SupportRow, command.support_id, case)
    _fill(row, command, "person_id", "agency_id", "kind", "offered_on", "state")
    _fill_texts(row, command, "words")
    return _added(work, row, case, "support.recorded", {"kind": command.kind, "state": command.state})


@writes(Right.EDIT_CASES, "learning.recorded")
def record_learning(work: Work, command: asked.RecordLearning) -> str:
    """Record good practice or a lesson."""
    case = seen_to_change(work, command)
    if not command.lesson:
        raise Refused("Nothing was written.", kept="Nothing was changed.", to_do="Write the lesson.")
    row = LearningPointRow(case_id=case.id, meeting_id=command.meeting_id, lesson=command.lesson)
    _fill_texts(row, command, "theme", "owner")
    return _added(work, row, case, "learning.recorded", {"theme": command.theme})


@writes(Right.EDIT_CASES, "case.review_recorded")
def record_case_review(work: Work, command: asked.RecordCaseReview) -> None:
    """Record an ASB case review: asked for, decided, how. Refused when decided before it was asked for."""
    case = seen_to_change(work, command)
    if command.decided_on and command.requested_on and command.decided_on < command.requested_on:
        raise Refused(
            "It cannot be decided before it was asked for.", kept="Nothing was changed.", to_do="Check the days."
        )
    case.review_requested_on, case.review_decided_on = command.requested_on, command.decided_on
    case.review_decision = command.decision or None
    new = {"requested": command.requested_on, "decided": command.decided_on}
    work.record("case.review_recorded", "case", case.id, fields=["review_decided_on"], values={"new": new})


def _row(work: Work, kind: type[Any], key: str | None, case: CaseRow) -> Any:  # noqa: ANN401 (a row of the kind asked)
    """The row of this key on this case, or a new one."""
    if key is None:
        return kind(case_id=case.id)
    row = work.find(kind, key)
    if row.case_id != case.id:
        raise Refused("That record belongs to another case.", kept="Nothing was changed.")
    return row


def _fill(row: Base, command: asked.OnCase, *fields: str) -> None:
    for field in fields:
        setattr(row, field, getattr(command, field))


def _fill_texts(row: Base, command: asked.OnCase, *fields: str) -> None:
    for field in fields:
        setattr(row, field, getattr(command, field) or None)


def _added(work: Work, row: Any, case: CaseRow, verb: str, new: dict[str, Any]) -> str:  # noqa: ANN401 (any keyed row)
    work.session.add(row)
    work.session.flush()
    work.record(verb, "case", case.id, fields=sorted(new), values={"new": new})
    return str(row.id)
