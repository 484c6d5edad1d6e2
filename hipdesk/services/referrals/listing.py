"""The list of all referrals, however long ago they were decided, and how many there are of each kind."""

from dataclasses import fields

from hipdesk.model.pages import Page
from hipdesk.model.referrals.views import (
    InboxFilter,
    InboxRow,
    ReferralCounts,
    ReferralLine,
    ReferralSet,
    ReferralSort,
)
from hipdesk.model.users import Right
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.referrals.read import row_of
from hipdesk.services.registry import reads
from hipdesk.store.queries.referrals import listing
from hipdesk.store.queries.referrals.inbox import InboxFacts
from hipdesk.store.work import Reading

PAGE = 100


@reads(Right.READ_CASES)
def list_referrals(
    reading: Reading,
    wanted: InboxFilter | None = None,
    of: ReferralSet = "all",
    sort: ReferralSort | None = None,
    offset: int = 0,
    limit: int = PAGE,
) -> Page[ReferralLine]:
    """One page of the referrals the holder may see, those decided long ago included; newest first."""
    timetable = timetable_of(reading)
    facts, total = listing.list_referrals(
        reading, wanted or InboxFilter(), of, sort or ReferralSort(), max(0, offset), max(1, limit)
    )
    lines = tuple(_line(each, row_of(each, timetable, reading.today)) for each in facts)
    return Page(lines, total, offset)


def _line(facts: InboxFacts, row: InboxRow) -> ReferralLine:
    shared = {field.name: getattr(row, field.name) for field in fields(row)}
    return ReferralLine(**shared, case_reference=facts.case_reference, decided_on=facts.decided_on, repeat=facts.repeat)


@reads(Right.READ_CASES)
def one_referral(reading: Reading, referral_id: str) -> ReferralLine | None:
    """One referral as a line of the list, whenever it was decided; None when the holder may not see it."""
    timetable = timetable_of(reading)
    facts = listing.one_line(reading, referral_id)
    return next((_line(each, row_of(each, timetable, reading.today)) for each in facts), None)


@reads(Right.READ_CASES)
def referral_counts(reading: Reading) -> ReferralCounts:
    """How many referrals each set holds, for the tabs of the list."""
    return listing.set_counts(reading)
