"""Finding a meeting, case or agency by what a person would type, and searching the whole vault."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.users import Right
from hipdesk.services.registry import reads
from hipdesk.store.queries import agencies as agency_queries
from hipdesk.store.queries import finding as queries
from hipdesk.store.queries.cases import case_row
from hipdesk.store.work import Reading


@reads(Right.READ_CASES)
def find_meeting(reading: Reading, typed: str) -> str:
    """A meeting's id by its day (2026-12-10), its id, ``next`` or ``last``; Refused when there is none."""
    found = queries.meeting(reading, typed)
    if found is None:
        raise Refused("There is no such meeting.", to_do='Give its day as 2026-12-10, or "next" or "last".')
    return found


@reads(Right.READ_CASES)
def find_case(reading: Reading, typed: str) -> str:
    """A case's id by its reference or id, if the actor may see it; Refused when there is none."""
    found = queries.case(reading, typed)
    if found is None:
        raise Refused("There is no such case.", to_do="Give its reference, such as HIP/2026-27/0041.")
    return found


@reads(Right.READ_CASES)
def case_reference(reading: Reading, case_id: str) -> str:
    """A case's reference, if the actor may see it."""
    return case_row(reading, case_id).reference


@reads(Right.READ_CASES)
def find_referral(reading: Reading, typed: str) -> str:
    """A referral's id by its reference or id, if the actor may see it; Refused when there is none."""
    found = queries.referral(reading, typed)
    if found is None:
        raise Refused("There is no such referral.", to_do="Give its reference, such as HIP/2026-27/0041.")
    return found


@reads(Right.READ_CASES)
def find_agency(reading: Reading, typed: str) -> str:
    """An agency's id by its name, short name or another spelling; Refused when there is none."""
    found = agency_queries.agency_called(reading, typed)
    if found is None:
        raise Refused("There is no such agency.", to_do="Give its name as the list of agencies has it.")
    return found
