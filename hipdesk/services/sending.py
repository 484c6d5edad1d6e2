"""Papers that go by e-mail: which agencies get a paper of a meeting, and to whom an e-mail is addressed."""

from hipdesk.kernel.errors import Refused
from hipdesk.model.folding import fold
from hipdesk.model.letters import PAPER
from hipdesk.model.sending import TO_AGENCIES, MailRecipient, MailTo
from hipdesk.model.users import Right
from hipdesk.services.actions import slip_agencies
from hipdesk.services.minutes import minutes_view
from hipdesk.services.packs import pack_plan
from hipdesk.services.panel_papers import return_agencies
from hipdesk.services.registry import reads
from hipdesk.store.queries import packs, returns
from hipdesk.store.queries.agencies import agency_called
from hipdesk.store.queries.letters import referrals_of
from hipdesk.store.queries.referrals.one import referral_row
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.work import Reading

_NOT_ASKED = "It is not among those who get the papers of this meeting."
_TO_REFERRER = frozenset(f"{PAPER}{kind}" for kind in ("acknowledgement", "information", "decline", "closure"))


@reads(Right.MAKE_PAPERS)
def mail_to(
    reading: Reading, paper: str, *, agency_id: str = "", case_id: str = "", referral_id: str = "", recipient: str = ""
) -> MailTo:
    """The address the record has for a paper: an agency's person, or who referred for a letter to them.

    Empty for a person affected and whoever else is not known: who sends it writes the address, and nothing is guessed.
    """
    agency_id = agency_id or agency_called(reading, recipient) or ""
    if agency_id:
        agency = reading.find(AgencyRow, agency_id)
        people = packs.representatives(reading, [agency_id]).get(agency_id, [])
        person = next((each for each in people if each.secure_email), people[0] if people else None)
        return MailTo(
            (person.secure_email if person else None) or agency.secure_email or "",
            person.name if person else "",
            (person.phone if person else None) or agency.phone or "",
        )
    if paper in _TO_REFERRER and (case_id or referral_id):
        rows = referrals_of(reading, case_id) if case_id else [referral_row(reading, referral_id)]
        if rows:
            return MailTo(rows[0].referrer_email or "", rows[0].referrer_name or "", rows[0].referrer_phone or "")
    return MailTo()


@reads(Right.MAKE_PAPERS)
def mail_recipients(reading: Reading, paper: str, meeting_id: str) -> tuple[MailRecipient, ...]:
    """The agencies a paper of a meeting goes to, by name, with what keeps one from getting it now.

    Where people are named or cases told of, what blocks a pack blocks it too: a sharing agreement that ended, an
    interest of its only person. Refused for a paper that does not go to agencies.
    """
    if paper not in TO_AGENCIES:
        raise Refused("This paper does not go to agencies.", kept="Nothing was made.", to_do="Save it as a file.")
    if paper == "action-slip":
        return tuple(MailRecipient(key, name) for key, name, _count in slip_agencies(reading, meeting_id))
    plan = pack_plan(reading, meeting_id)
    if paper == "agenda":
        return tuple(MailRecipient(each.agency_id, each.agency) for each in plan.recipients)
    blocks = {each.agency_id: each.blocks for each in plan.recipients}
    if paper == "minutes":
        found = _works_on(reading, meeting_id)
    else:
        found = {key: name for key, name, _count in return_agencies(reading, meeting_id)}
    return tuple(MailRecipient(key, name, blocks.get(key, (_NOT_ASKED,))) for key, name in found.items())


def _works_on(reading: Reading, meeting_id: str) -> dict[str, str]:
    """The agencies that work on a case the minutes tell of and that they may have, with their names."""
    cases = [case for section in minutes_view(reading, meeting_id).sections for case in section.cases]
    wanted = {
        key for case in cases for key in case.agencies if case.case_id not in returns.cases_kept_from(reading, key)
    }
    named = {key: reading.find(AgencyRow, key).name for key in wanted}
    return dict(sorted(named.items(), key=lambda each: fold(each[1])))
