"""Who may see a case: restricting it to named holders, barring a holder, keeping an agency out."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases import commands as asked
from hipdesk.model.cases.access import AccessChoices
from hipdesk.model.users import Right
from hipdesk.services.cases.change import seen_to_change
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries.access import agency_out
from hipdesk.store.queries.cases import access_rows
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseAccessRow
from hipdesk.store.tables.panels import InterestRow
from hipdesk.store.work import Reading, Work


@writes(Right.EDIT_CASES, "case.restricted")
def restrict_case(work: Work, command: asked.RestrictCase) -> None:
    """Set who may see a case. Refused without a reason, or when the person at work would bar themselves."""
    case = seen_to_change(work, command)
    if not command.reason:
        raise Refused("Say why.", kept="Nothing was changed.", to_do="Write the reason.")
    if work.actor.holder_id in command.barred:
        raise Refused("You cannot bar yourself here.", kept="Nothing was changed.", to_do="Ask a colleague to do it.")
    there = access_rows(work, case.id)
    old = {
        "restricted": case.restricted, "allowed": sorted(row.holder_id for row in there if not row.barred),
        "barred": sorted(row.holder_id for row in there if row.barred),
    }  # fmt: skip
    case.restricted = command.restricted
    for row in there:
        work.session.delete(row)
    work.session.flush()
    allowed = (command.allowed | {work.actor.holder_id}) - command.barred if command.restricted else frozenset()
    for holder_id in sorted(allowed | command.barred):
        work.session.add(CaseAccessRow(case_id=case.id, holder_id=holder_id, barred=holder_id in command.barred))
    new = {
        "restricted": case.restricted, "allowed": sorted(allowed), "barred": sorted(command.barred),
        "reason": command.reason,
    }  # fmt: skip
    work.record("case.restricted", "case", case.id, fields=["restricted"], values={"old": old, "new": new})


@writes(Right.EDIT_CASES, "case.agency_kept_out")
def keep_agency_out(work: Work, command: asked.KeepAgencyOut) -> str:
    """Keep an agency out of a case: no papers, no request, out of the room, and its holders do not see the case.

    Returns the key of the record. Refused without a reason, when it is out already, for the agency that leads the
    case, and for the agency of the person at work.
    """
    case = seen_to_change(work, command)
    agency = work.find(AgencyRow, command.agency_id)
    if not command.reason:
        raise Refused("Say why.", kept="Nothing was changed.", to_do="Write the reason.")
    if agency.id == case.lead_agency_id:
        raise Refused("This agency leads the case.", kept="Nothing was changed.", to_do="Let another one lead first.")
    if agency.id == work.actor.agency_id:
        raise Refused("You cannot keep your own agency out.", kept="Nothing was changed.", to_do="Ask a colleague.")
    if agency_out(work, case.id, agency.id) is not None:
        raise Refused("This agency is kept out already.", kept="Nothing was changed.")
    row = InterestRow(
        case_id=case.id, agency_id=agency.id, name=agency.name, nature=command.reason, ruling="no_papers"
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    values = {"new": {"agency": agency.id, "reason": command.reason}}
    work.record("case.agency_kept_out", "case", case.id, fields=["access"], values=values)
    return row.id


@writes(Right.EDIT_CASES, "case.agency_let_back")
def let_agency_back(work: Work, command: asked.LetAgencyBack) -> None:
    """Keep an agency out no longer; the log keeps why it was. Refused for a record of another case."""
    case = seen_to_change(work, command)
    row = work.find(InterestRow, command.interest_id)
    if row.case_id != case.id:
        raise Refused("That record belongs to another case.", kept="Nothing was changed.")
    values = {"old": {"agency": row.agency_id, "reason": row.nature}}
    work.session.delete(row)
    work.record("case.agency_let_back", "case", case.id, fields=["access"], values=values)


@reads(Right.READ_CASES)
def access_choices(reading: Reading) -> AccessChoices:
    """Agencies that may be kept out."""
    return AccessChoices(form_choices(reading).agencies)
