"""Reading, in bulk, what decides which rows of a list may leave, and whose names must not stand in them."""

from collections import defaultdict

from sqlalchemy import or_, select

from hipdesk.model.redaction.audiences import AT_WORK
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import PersonAliasRow, PersonRow
from hipdesk.store.tables.referrals import InvolvementRow, ReferralRow, SharingRow
from hipdesk.store.work import Reading


def restricted_cases(reading: Reading) -> frozenset[str]:
    """Cases that only named holders and the partnership officer see."""
    return frozenset(reading.session.scalars(select(CaseRow.id).where(CaseRow.restricted.is_(True))))


def unaware_cases(reading: Reading) -> frozenset[str]:
    """Cases whose person affected does not know of the referral."""
    rows = select(SharingRow.case_id).where(SharingRow.case_id.is_not(None), SharingRow.victim_aware == "no")
    return frozenset(key for key in reading.session.scalars(rows) if key)


def cases_of_referrals(reading: Reading) -> dict[str, str]:
    """The case of every referral that has one."""
    rows = reading.session.execute(select(ReferralRow.id, ReferralRow.case_id).where(ReferralRow.case_id.is_not(None)))
    return {key: case_id for key, case_id in rows if case_id}


def names_by_case(reading: Reading) -> dict[str, list[str]]:
    """By visible case, or referral of no case, every name, spelling and alias of its people; not of those who come to
    it in their work.
    """
    row = InvolvementRow
    seen = (or_(row.case_id.is_(None), of_visible_case(reading, row.case_id)), row.role.not_in(AT_WORK))
    found: dict[str, list[str]] = defaultdict(list)
    people = (
        select(row.case_id, row.referral_id, PersonRow.name, PersonRow.own_script)
        .join(PersonRow, PersonRow.id == row.person_id)
        .where(*seen)
    )
    for case_id, referral_id, *names in reading.session.execute(people):
        found[case_id or referral_id or ""].extend(name for name in names if name)
    aliases = (
        select(row.case_id, row.referral_id, PersonAliasRow.name)
        .join(PersonAliasRow, PersonAliasRow.person_id == row.person_id)
        .where(*seen)
    )
    for case_id, referral_id, name in reading.session.execute(aliases):
        found[case_id or referral_id or ""].append(name)
    return found
