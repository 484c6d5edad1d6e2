"""Closing and reopening a case."""

from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases import commands as asked
from hipdesk.model.cases.retention import disposal
from hipdesk.model.closing import ClosingOverride, ClosureFacts, ClosureTest, check_closing, closure_test
from hipdesk.model.timetable import aftercare_day
from hipdesk.model.users import Right
from hipdesk.services.case_state import change_status, panel_days
from hipdesk.services.cases.change import seen_to_change
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.registry import reads, writes
from hipdesk.services.risk_assessments import add_assessment, point_of, refresh_case_risk
from hipdesk.store.queries.assessments import assessment_rows
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.closing import action_facts, births_of_children, consulted_on, newest_closure
from hipdesk.store.tables.cases import CaseRow, ClosureRow
from hipdesk.store.tables.outcomes import VictimOutcomeRow
from hipdesk.store.work import Reading, Work


def facts_of(
    reading: Reading, case: CaseRow, consulted: date | None, not_consulted_because: str, owner: str
) -> ClosureFacts:
    """What the closure test looks at, with what was said about consulting and who goes on."""
    risks = assessment_rows(reading, case_id=case.id)
    live, dropped = action_facts(reading, case.id)
    return ClosureFacts(
        open_actions=live, dropped_without_reason=dropped,
        risk_entry=point_of(risks[0]) if len(risks) > 1 else None, risk_now=point_of(risks[-1]) if risks else None,
        consulted_on=consulted or consulted_on(reading, case.id), not_consulted_because=not_consulted_because,
        ongoing_owner=owner,
    )  # fmt: skip


@reads(Right.READ_CASES)
def closure_test_of(
    reading: Reading, case_id: str, consulted: date | None = None, owner: str = "", not_consulted_because: str = ""
) -> ClosureTest:
    """How the closure test of a case would stand with this, for the page that asks whether to close it."""
    return closure_test(facts_of(reading, case_row(reading, case_id), consulted, not_consulted_because, owner))


@writes(Right.CLOSE_CASES, "case.closed")
def close_case(work: Work, command: asked.CloseCase) -> None:
    """Close a case. Refused unless the closure test passes, or an override gives reason and approver.

    Sets the aftercare day, and the day after which the record is looked at for disposal.
    """
    case = seen_to_change(work, command)
    day = command.closed_on or work.today
    if day > work.today or day < case.accepted_on:
        raise Refused(
            "A case is closed on a day between its acceptance and today.", kept="The case stays open.",
            to_do="Check the day.",
        )  # fmt: skip
    if command.exit_risk is not None and command.exit_risk.given:
        add_assessment(work, command.exit_risk, "exit", day=day, case_id=case.id, meeting_id=command.meeting_id)
        refresh_case_risk(work, case)
    test = closure_test(
        facts_of(work, case, command.consulted_on, command.not_consulted_because, command.ongoing_owner)
    )
    asked_override = command.override_reason or command.override_by
    override = ClosingOverride(command.override_reason, command.override_by) if asked_override else None
    check_closing(test, override)
    _write_closure(work, case, command, day, test)
    change_status(work, case, "closed", day, command.reason)
    case.closed_on, case.next_review_on = day, None
    case.aftercare_due_on, case.aftercare_done_on, case.aftercare_result = (
        aftercare_day(day, timetable_of(work)),
        None,
        None,
    )
    case.retention_class, case.dispose_after = disposal(day, births_of_children(work, case.id), child=case.child)
    new = {"reason": command.reason, "closed_on": day, "override": command.override_reason}
    work.record("case.closed", "case", case.id, fields=["status"], values={"new": new})


def _write_closure(work: Work, case: CaseRow, command: asked.CloseCase, day: date, test: ClosureTest) -> None:
    work.session.add(
        ClosureRow(
            case_id=case.id, meeting_id=command.meeting_id, closed_on=day, reason=command.reason,
            words=command.words or None, tests_met=[line.code for line in test.lines if line.met],
            tests_unmet=[line.code for line in test.unmet], override_reason=command.override_reason or None,
            override_by=command.override_by or None, victim_consulted=command.consulted_on is not None,
            ongoing_owner=command.ongoing_owner or None,
        )
    )  # fmt: skip
    if command.consulted_on is not None:
        work.session.add(VictimOutcomeRow(case_id=case.id, on_day=command.consulted_on, outcomes=[], consulted=True))


@writes(Right.CLOSE_CASES, "case.reopened")
def reopen_case(work: Work, command: asked.ReopenCase) -> None:
    """Open a closed case again, with the reason; it is heard at the next panel unless a day is given."""
    case = seen_to_change(work, command)
    if not command.reason:
        raise Refused("Say why it is opened again.", kept="The case stays closed.", to_do="Write the reason.")
    open_again(work, case, command.on_day or work.today, command.reason, command.next_review)
    work.record("case.reopened", "case", case.id, fields=["status"], values={"reason": command.reason})


def open_again(work: Work, case: CaseRow, day: date, reason: str, next_review: date | None) -> None:
    """Open a case inside another service; records nothing of its own. Refused before it was closed."""
    if case.closed_on is not None and day < case.closed_on:
        raise Refused(
            "It cannot be reopened before it was closed.", kept="Nothing was changed.", to_do="Check the day."
        )
    change_status(work, case, "reopened", day, reason)
    closure = newest_closure(work, case.id)
    if closure is not None:
        closure.reopened_on = day
    case.closed_on, case.aftercare_due_on = None, None
    case.retention_class, case.dispose_after = None, None
    case.next_review_on = next_review or panel_days(work, work.today)[0]
