"""One person told of twice, under two spellings, by two referrals."""

from datetime import date, timedelta

import pytest

from hipdesk.model.merging import FIELDS, MergePeople
from hipdesk.model.referrals import AcceptReferral, AddressEntry, ContactEntry
from hipdesk.services import people
from hipdesk.services.referrals import accept_referral, log_referral
from hipdesk.store.tables.cases import CaseAccessRow
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim, add_agency

MINUTE = timedelta(minutes=1)


class Twice:
    """The two referrals with their cases, and the pair of records."""

    def __init__(self, office) -> None:
        self.office = office
        self.agency = add_agency(office)
        self.first = office.do(
            log_referral,
            a_referral(
                self.agency, received_on=date(2026, 11, 20), completed_on=date(2026, 11, 20),

                people=(a_victim(aliases=("Ruki",), religion=None, unanswered={"religion": "not_asked"}),),
            ),
        )  # fmt: skip
        again = a_victim(
            name="Rukshana Begom",
            own_script="",
            aliases=("Mrs Haque",),
            language="",
            ethnicity=None,
            religion="muslim",
            care_needs="A hoist",
            address=AddressEntry(lines="14 Harbour Court", postcode="MB4 9AA", tenure="private_rent"),
            address_confidential=True,
            contact=ContactEntry(
                method="through_agency", number="07700 900999", unsaid="panel", message_safe=False, post_safe=False
            ),
            unanswered={"ethnicity": "declined", "language": "not_asked"},
        )
        office.clock.advance(MINUTE)
        self.second = office.do(log_referral, a_referral(self.agency, people=(again, a_perpetrator())))
        self.cases = [
            office.do(accept_referral, AcceptReferral(id=one.id)).case_id for one in (self.first, self.second)
        ]
        (self.pair,) = self.tray().pairs

    def tray(self):
        """The tray as it stands."""
        return self.office.read(people.duplicates_tray)

    def compared(self):
        """The pair side by side."""
        return self.office.read(people.compare_duplicate, self.pair.id)

    def command(self, **choices) -> MergePeople:
        """The command that merges as proposed, but for these choices."""
        seen = self.compared()
        return MergePeople(
            pair_id=self.pair.id, kept_id=seen.kept.person_id, kept_version=seen.kept.version,
            folded_version=seen.folded.version, choices=choices,
        )  # fmt: skip


CODES = [field.code for field in FIELDS]


def bar(office, case_id) -> None:
    """Bar the officer from a case."""
    with office.records.write(office.actor) as work:
        work.session.add(CaseAccessRow(case_id=case_id, holder_id=work.actor.holder_id, barred=True))
        work.record("case.barred", "case", case_id)
        work.finish()


@pytest.fixture
def twice(office):
    """The pair, in an office of its own."""
    return Twice(office)
