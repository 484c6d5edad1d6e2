"""What came of a case: police and court results, what changed for the person affected, support, learning."""

from collections.abc import Mapping
from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases import commands as asked
from hipdesk.model.cases.outcomes import OutcomeChoices
from hipdesk.model.users import Right
from hipdesk.services.cases.change import seen_to_change
from hipdesk.services.cases.orders import take_back_of_tool
from hipdesk.services.cases.recording import content_of, fill, fill_texts, kept, row_of
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.incidents import incident_lines
from hipdesk.store.queries.involvements import people_lines
from hipdesk.store.queries.outcomes import rows_under
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.tables.cases import LearningPointRow
from hipdesk.store.tables.outcomes import (
    CourtResultRow,
    EnforcementRow,
    PoliceOutcomeRow,
    SupportRow,
    VictimOutcomeRow,
)
from hipdesk.store.work import Reading, Work

_ROWS: Mapping[str, type[Any]] = {
    "tool": EnforcementRow,
    "support": SupportRow,
    "police": PoliceOutcomeRow,
    "court": CourtResultRow,
    "victim": VictimOutcomeRow,
    "learning": LearningPointRow,
}


@writes(Right.EDIT_CASES, "outcome.police_recorded")
def record_police_outcome(work: Work, command: asked.RecordPoliceOutcome) -> str:
    """Record a crime of a case and its outcome type, or bring one up to date; late outcomes are taken after closing."""
    case = seen_to_change(work, command)
    row: PoliceOutcomeRow = row_of(work, PoliceOutcomeRow, command.outcome_id, case)
    old = content_of(row)
    fill(row, command, "incident_id", "recorded_on", "outcome_type", "outcome_on")
    fill_texts(row, command, "offence_code", "offence", "words")
    return kept(work, row, case, "outcome.police_recorded", old)


@writes(Right.EDIT_CASES, "outcome.court_recorded")
def record_court_result(work: Work, command: asked.RecordCourtResult) -> str:
    """Record a court's result, or put one right."""
    case = seen_to_change(work, command)
    row: CourtResultRow = row_of(work, CourtResultRow, command.outcome_id, case)
    old = content_of(row)
    fill(row, command, "result", "on_day", "uplift")
    fill_texts(row, command, "sentence", "order_attached")
    return kept(work, row, case, "outcome.court_recorded", old)


@writes(Right.EDIT_CASES, "outcome.victim_recorded")
def record_victim_outcome(work: Work, command: asked.RecordVictimOutcome) -> str:
    """Record what changed for a person affected, or put it right. Refused when nothing was said."""
    case = seen_to_change(work, command)
    if not command.outcomes and command.satisfaction is None and command.consulted is None:
        raise Refused("Nothing was said.", kept="Nothing was changed.", to_do="Choose what changed, or a satisfaction.")
    if command.on_day is not None and command.on_day > work.today:
        raise Refused("That day lies ahead.", kept="Nothing was changed.", to_do="Check the day.")
    row: VictimOutcomeRow = row_of(work, VictimOutcomeRow, command.outcome_id, case)
    old = content_of(row)
    if command.on_day is not None or command.outcome_id is None:
        row.on_day = command.on_day or work.today
    row.outcomes = list(command.outcomes)
    fill(row, command, "person_id", "satisfaction", "consulted")
    fill_texts(row, command, "words")
    return kept(work, row, case, "outcome.victim_recorded", old)


@writes(Right.EDIT_CASES, "support.recorded")
def record_support(work: Work, command: asked.RecordSupport) -> str:
    """Record support that was offered, or bring it up to date."""
    case = seen_to_change(work, command)
    row: SupportRow = row_of(work, SupportRow, command.support_id, case)
    old = content_of(row)
    fill(row, command, "person_id", "agency_id", "kind", "offered_on", "state")
    fill_texts(row, command, "words")
    return kept(work, row, case, "support.recorded", old)


@writes(Right.EDIT_CASES, "learning.recorded")
def record_learning(work: Work, command: asked.RecordLearning) -> str:
    """Record good practice or a lesson, or put one right."""
    case = seen_to_change(work, command)
    if not command.lesson:
        raise Refused("Nothing was written.", kept="Nothing was changed.", to_do="Write the lesson.")
    row: LearningPointRow = row_of(work, LearningPointRow, command.learning_id, case)
    old = content_of(row)
    row.meeting_id, row.lesson = command.meeting_id or row.meeting_id, command.lesson
    fill_texts(row, command, "theme", "owner")
    return kept(work, row, case, "learning.recorded", old)


@writes(Right.EDIT_CASES, "outcome.taken_back")
def take_back_outcome(work: Work, command: asked.TakeBackOutcome) -> None:
    """Take a record back that was made by mistake; the log keeps what it said.

    A breach taken back leaves the tool as it stood before it; a change gives back the terms and end until then.
    Refused for a record of another case, and for a change that was followed by another.
    """
    case = seen_to_change(work, command)
    if command.kind in ("breach", "change"):
        old = take_back_of_tool(work, case, command.kind, command.outcome_id)
    else:
        row = row_of(work, _ROWS[command.kind], command.outcome_id, case)
        old = content_of(row)
        if command.kind == "tool":
            for under in rows_under(work, row.id):
                work.session.delete(under)
            work.session.flush()
        work.session.delete(row)
    values = {"kind": command.kind, "old": old}
    work.record("outcome.taken_back", "case", case.id, fields=[command.kind], values=values)


@reads(Right.READ_CASES)
def outcome_choices(reading: Reading, case_id: str) -> OutcomeChoices:
    """What the forms of the Outcomes page offer for a case: people by label and initials, incidents by number."""
    case = case_row(reading, case_id)
    choices = form_choices(reading)
    people = people_lines(reading, case_id=case.id)
    incidents = incident_lines(reading, case_id=case.id)
    return OutcomeChoices(
        agencies=choices.agencies,
        people=tuple((line.person_id, f"{line.label}, {line.initials}".rstrip(", ")) for line in people),
        incidents=tuple((line.id, f"Incident {line.number}") for line in incidents),
        lists=choices.lists,
    )
