"""What is decided on a referral: acknowledged, asked about, accepted, declined, redirected, withdrawn, a duplicate."""

from collections.abc import Mapping
from datetime import date

from hipdesk.kernel.errors import Refused
from hipdesk.model.referrals import commands as asked
from hipdesk.model.referrals.checks import missing
from hipdesk.model.referrals.views import ReferralAccepted
from hipdesk.model.statuses import check_referral_transition
from hipdesk.model.users import Right
from hipdesk.model.workdays import add_working_days
from hipdesk.services.case_state import first_hearing_day, refresh_case
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.referrals.log import seen_to_change
from hipdesk.services.registry import writes
from hipdesk.store.queries.attachments import attachment_rows
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.referrals.command import command_of
from hipdesk.store.queries.referrals.rows import rows_of_referral
from hipdesk.store.tables.cases import CaseLinkRow, CaseRow, NoteRow, StatusChangeRow
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Work

MOST_REQUESTS = 2
REPLY_WITHIN = 5


@writes(Right.TRIAGE, "referral.acknowledged")
def acknowledge(work: Work, command: asked.AcknowledgeReferral) -> None:
    """Note that the referrer was told on a day; Refused before the day it was received."""
    row = seen_to_change(work, command)
    day = _day(work, command.on_day, row.received_on)
    old, row.acknowledged_on = row.acknowledged_on, day
    _record(work, "referral.acknowledged", row, {"acknowledged_on": old}, {"acknowledged_on": day})


@writes(Right.TRIAGE, "referral.information_asked")
def ask_for_information(work: Work, command: asked.AskForInformation) -> None:
    """Ask for more. Refused a third time: after two requests it is decided with what is there."""
    row = seen_to_change(work, command)
    check_referral_transition(row.status, "awaiting_information")
    if row.information_asked >= MOST_REQUESTS:
        raise Refused(
            "Information was asked for twice already.",
            kept="Nothing was changed.",
            to_do="Accept it as it is, or decline it for want of information.",
        )
    if not command.wanted:
        raise Refused("Say what is needed.", kept="Nothing was changed.", to_do="Write what the referrer should send.")
    due = command.due_on or add_working_days(work.today, REPLY_WITHIN, timetable_of(work).nation)
    old = row.status
    row.status, row.information_due_on = "awaiting_information", due
    row.information_asked += 1
    row.triaged_on = row.triaged_on or work.today
    _note(work, row, "letter", "Information asked for", command.wanted)
    _record(work, "referral.information_asked", row, {"status": old}, {"status": row.status, "due": due})


@writes(Right.TRIAGE, "referral.information_came")
def information_came(work: Work, command: asked.InformationCame) -> None:
    """What was asked for came in: the referral waits for triage again."""
    row = seen_to_change(work, command)
    check_referral_transition(row.status, "received")
    row.status, row.information_due_on = "received", None
    if command.words:
        _note(work, row, "information", "Information came in", command.words)
    _record(work, "referral.information_came", row, {"status": "awaiting_information"}, {"status": "received"})


@writes(Right.TRIAGE, "referral.accepted")
def accept_referral(work: Work, command: asked.AcceptReferral) -> ReferralAccepted:
    """Accept: the referral becomes a case of the same reference, or joins the case it was added to.

    Refused while anything stands before accepting (``model.referrals.missing``). A new case is listed for the next
    panel whose deadline it met; urgent ones for the next.
    """
    row = seen_to_change(work, command)
    check_referral_transition(row.status, "accepted")
    missing(command_of(work, row), work.today).refuse_if_blocking("accept")
    day = _day(work, command.on_day, row.received_on)
    joined = row.case_id is not None
    case = case_row(work, row.case_id) if row.case_id else _new_case(work, row, command, day)
    if not joined:
        _give_case(work, row, case.id)
        if row.link_case_id:
            work.session.add(CaseLinkRow(case_id=case.id, other_id=row.link_case_id, why="Linked when it was logged"))
    refresh_case(work, case)
    _decide(work, row, "accepted", day, words=command.words)
    new = {"status": "accepted", "case": case.reference, "hearing": case.next_review_on}
    _record(work, "referral.accepted", row, {"status": "received"}, new)
    return ReferralAccepted(case.id, case.reference, joined, case.next_review_on)


def _new_case(work: Work, row: ReferralRow, command: asked.AcceptReferral, day: date) -> CaseRow:
    urgent = row.urgency != "routine"
    hearing = command.first_hearing or first_hearing_day(work, row.received_on, urgent=urgent)
    case = CaseRow(
        reference=row.reference, initials=row.initials, status="listed", received_on=row.received_on, accepted_on=day,
        lead_agency_id=command.lead_agency_id or row.agency_id, lead_officer=command.lead_officer or None,
        next_review_on=hearing, urgent=urgent, in_short=row.summary,
    )  # fmt: skip
    work.session.add(case)
    work.session.flush()
    work.session.add(StatusChangeRow(case_id=case.id, from_status=None, to_status="listed", on_day=day))
    return case


def _give_case(work: Work, row: ReferralRow, case_id: str) -> None:
    """Every record of the referral now belongs to the case, and so do the files that came with it."""
    row.case_id = case_id
    for attachment in attachment_rows(work, row.id):
        attachment.case_id = case_id
    for part in rows_of_referral(work, row.id).everything:
        part.case_id = case_id


@writes(Right.TRIAGE, "referral.declined")
def decline_referral(work: Work, command: asked.DeclineReferral) -> None:
    """Decline with a reason. "Not enough information" only after two requests."""
    row = seen_to_change(work, command)
    check_referral_transition(row.status, "declined")
    if command.reason == "insufficient" and row.information_asked < MOST_REQUESTS:
        raise Refused(
            "It can be declined for want of information only after two requests.",
            kept="Nothing was changed.",
            to_do="Ask for information first, or choose another reason.",
        )
    old = row.status
    _decide(work, row, "declined", _day(work, command.on_day, row.received_on), command.reason, command.words)
    _record(work, "referral.declined", row, {"status": old}, {"status": "declined", "reason": command.reason})


@writes(Right.TRIAGE, "referral.redirected")
def redirect_referral(work: Work, command: asked.RedirectReferral) -> None:
    """Send on to another panel or process, which is named."""
    row = seen_to_change(work, command)
    check_referral_transition(row.status, "redirected")
    old, row.redirected_to = row.status, command.to
    _decide(work, row, "redirected", _day(work, command.on_day, row.received_on), command.reason, command.words)
    _record(work, "referral.redirected", row, {"status": old}, {"status": "redirected", "to": command.to})


@writes(Right.TRIAGE, "referral.withdrawn")
def withdraw_referral(work: Work, command: asked.WithdrawReferral) -> None:
    """The referrer or the person affected took it back."""
    row = seen_to_change(work, command)
    check_referral_transition(row.status, "withdrawn")
    old = row.status
    _decide(work, row, "withdrawn", _day(work, command.on_day, row.received_on), "withdrew", command.words)
    _record(work, "referral.withdrawn", row, {"status": old}, {"status": "withdrawn"})


@writes(Right.TRIAGE, "referral.duplicate")
def mark_duplicate(work: Work, command: asked.MarkDuplicate) -> None:
    """The same as what a case holds already: kept, named under that case, and counted no more."""
    row = seen_to_change(work, command)
    check_referral_transition(row.status, "duplicate")
    case = case_row(work, command.case_id)
    for part in rows_of_referral(work, row.id).everything:
        part.case_id = None
    old, row.case_id = row.status, case.id
    _decide(work, row, "duplicate", work.today, "duplicate", command.words)
    _record(work, "referral.duplicate", row, {"status": old}, {"status": "duplicate", "case": case.reference})


@writes(Right.TRIAGE, "referral.reopened")
def look_again(work: Work, command: asked.LookAgain) -> None:
    """A decision against a referral is looked at again, with the reason; it waits for triage."""
    row = seen_to_change(work, command)
    if row.status == "awaiting_information":
        raise Refused("This referral is not decided yet.", kept="Nothing was changed.")
    check_referral_transition(row.status, "received")
    old = row.status
    row.case_id = None if old == "duplicate" else row.case_id
    row.status, row.decided_on, row.decision_reason, row.redirected_to = "received", None, None, None
    _note(work, row, "decision", "Looked at again", command.words or "Looked at again.")
    _record(work, "referral.reopened", row, {"status": old}, {"status": "received"})


def _decide(
    work: Work, row: ReferralRow, status: str, day: date, reason: str | None = None, words: str | None = None
) -> None:
    row.status, row.decided_on, row.decision_reason = status, day, reason
    row.decision_words = words or None
    row.triaged_on = row.triaged_on or day
    row.information_due_on = None
    work.session.flush()


def _day(work: Work, given: date | None, received: date) -> date:
    day = given or work.today
    if day < received:
        raise Refused(
            "That day lies before the referral was received.", kept="Nothing was changed.", to_do="Check the day."
        )
    return day


def _note(work: Work, row: ReferralRow, kind: str, heading: str, text: str) -> None:
    note = NoteRow(referral_id=row.id, case_id=row.case_id, kind=kind, heading=heading, text=text)
    note.on_day, note.at = work.today, work.now
    work.session.add(note)


def _record(work: Work, verb: str, row: ReferralRow, old: Mapping[str, object], new: Mapping[str, object]) -> None:
    work.record(verb, "referral", row.id, fields=sorted(new), values={"old": old, "new": new})
