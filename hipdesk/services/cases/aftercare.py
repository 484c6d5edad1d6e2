"""What follows on a day: the check on the person affected after closing, and a case review that was asked for."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases import commands as asked
from hipdesk.model.settings import OfficeSettings, RuleSettings
from hipdesk.model.users import Right
from hipdesk.model.workdays import add_working_days
from hipdesk.services.cases.change import seen_to_change
from hipdesk.services.cases.close import open_again
from hipdesk.services.registry import writes
from hipdesk.services.settings import setting
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.work import Work


@writes(Right.EDIT_CASES, "case.aftercare_recorded")
def record_aftercare(work: Work, command: asked.RecordAftercare) -> None:
    """What the check some weeks after closing found; opens the case again when it has to be."""
    case = seen_to_change(work, command)
    if case.status != "closed":
        raise Refused("This case is not closed.", kept="Nothing was changed.", to_do="Write a note instead.")
    if not command.result:
        raise Refused("Say what was found.", kept="Nothing was changed.", to_do="Write the result.")
    day = command.on_day or work.today
    if day > work.today or (case.closed_on is not None and day < case.closed_on):
        raise Refused(
            "The check is made between the closing and today.", kept="Nothing was changed.", to_do="Check the day."
        )
    case.aftercare_done_on, case.aftercare_result = day, command.result
    if command.reopen:
        open_again(work, case, day, "Aftercare check", None)
    work.record(
        "case.aftercare_recorded", "case", case.id, fields=["aftercare_done_on"], values={"reopened": command.reopen}
    )


@writes(Right.EDIT_CASES, "case.aftercare_taken_back")
def take_back_aftercare(work: Work, command: asked.TakeBackAftercare) -> None:
    """Take back an aftercare check recorded by mistake: it is due again. Refused for a case that is not closed."""
    case = seen_to_change(work, command)
    if case.status != "closed" or case.aftercare_done_on is None:
        raise Refused("There is no check of a closed case to take back.", kept="Nothing was changed.")
    values = {"old": {"done": case.aftercare_done_on, "result": case.aftercare_result}}
    case.aftercare_done_on, case.aftercare_result = None, None
    work.record("case.aftercare_taken_back", "case", case.id, fields=["aftercare_done_on"], values=values)


@writes(Right.EDIT_CASES, "case.review_recorded")
def record_case_review(work: Work, command: asked.RecordCaseReview) -> None:
    """Record an ASB case review: asked for, due, decided, how; nothing at all takes it off.

    Refused when decided or due before it was asked for, or decided without having been asked for.
    """
    case = seen_to_change(work, command)
    asked_on = command.requested_on
    if asked_on is None and (command.decided_on or command.due_on or command.decision):
        raise Refused("Say when it was asked for.", kept="Nothing was changed.", to_do="Give the day.")
    for day, what in ((command.decided_on, "decided"), (command.due_on, "due")):
        if day and asked_on and day < asked_on:
            raise Refused(
                f"It cannot be {what} before it was asked for.", kept="Nothing was changed.", to_do="Check the days."
            )
    old = _review_of(case)
    case.review_requested_on, case.review_decided_on = asked_on, command.decided_on
    case.review_due_on, case.review_decision = command.due_on, command.decision or None
    if asked_on is not None and command.due_on is None:
        days, nation = setting(work, RuleSettings).case_review_days, setting(work, OfficeSettings).nation
        case.review_due_on = add_working_days(asked_on, days, nation)
    new = _review_of(case)
    fields = sorted(name for name in new if old[name] != new[name])
    work.record("case.review_recorded", "case", case.id, fields=fields, values={"old": old, "new": new})


def _review_of(case: CaseRow) -> dict[str, object]:
    return {
        "requested": case.review_requested_on, "due": case.review_due_on, "decided": case.review_decided_on,
        "decision": case.review_decision,
    }  # fmt: skip
