"""Redaction from the record: letters of homes that stay, words looked at once, words marked by hand."""

import pytest

from hipdesk.model.panels.agendas import AddToAgenda
from hipdesk.model.redaction.looking import DecideWords, MarkWords
from hipdesk.model.referrals import AcceptReferral, AddressEntry
from hipdesk.papers.loading.case_paper import load_case_paper
from hipdesk.services import agendas, issuing, redaction, referrals
from hipdesk.store.queries.redaction import keep_labels, kept_labels
from tests.services.test_panel_day import Room
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim

SUMMARY = "Rukhsana says Zenobia saw it from 4 Cobbler Row; Riverside & Chalk Housing rang her."


@pytest.fixture
def told(office):
    """A case on the agenda of a panel, with a narrative that names somebody the record does not know."""
    room = Room(office)
    people = (
        a_victim(address_confidential=True),
        a_perpetrator(address=AddressEntry(lines="12 Tallow House, Tanners Lane", postcode="MB4 7QY")),
    )
    logged = office.do(referrals.log_referral, a_referral(room.landlord, people=people, summary=SUMMARY))
    room.told = office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id
    office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=room.meeting, case_id=room.told))
    return room


def printed(office, case_id):
    """The case paper of a case."""
    with office.records.read(office.actor) as reading:
        return load_case_paper(reading, case_id)


def labels(office, case_id):
    """The letters kept for its homes."""
    with office.records.read(office.actor) as reading:
        return kept_labels(reading, case_id)


def test_words_to_look_at_when_a_stranger_is_named_then_told_until_decided(office, told):
    """Names and streets on no list are shown once; passing or marking them settles it for that text."""
    found = office.read(redaction.words_to_look_at, told.meeting)
    mine = [each for each in found if each.case_id == told.told]
    assert [(each.words, each.looks) for each in mine] == [("Zenobia", "name"), ("4 Cobbler Row", "street")]
    for each, decision in zip(mine, ("mark", "pass"), strict=True):
        command = DecideWords(
            case_id=told.told, narrative=each.narrative, words=(each.words,), decision=decision
        )  # fmt: skip
        office.do(redaction.decide_words, command)
    left = office.read(redaction.words_to_look_at, told.meeting)
    assert [each for each in left if each.case_id == told.told] == []
    text = " ".join(printed(office, told.told).referral)
    assert "Zenobia" not in text
    assert "says (name left out) saw it from 4 Cobbler Row" in text


def test_mark_words_when_marked_by_hand_then_no_case_paper_says_them(office, told):
    """A span an officer marks goes wherever it stands."""
    office.do(redaction.mark_words, MarkWords(case_id=told.told, words="Cobbler Row"))
    assert "Cobbler" not in " ".join(printed(office, told.told).referral)


def test_address_labels_when_a_paper_left_then_the_letter_never_changes(office, told):
    """A home that comes before it later takes the next free letter, not the one that went out."""
    assert labels(office, told.told) == {}
    office.do(issuing.note_saved_paper, "case-paper", "case", told.told, b"pdf", "the office")
    first = labels(office, told.told)
    assert sorted(first.values()) == ["Address A", "Address B"]
    with office.records.write(office.actor) as work:
        keep_labels(work, told.told, dict.fromkeys(first, "Address Z") | {"1 new home": "Address C"})
        work.record("test.kept", "case", told.told)
        work.finish()
    assert labels(office, told.told) == first | {"1 new home": "Address C"}
    assert "Address A (withheld)" in [person.address for person in printed(office, told.told).people]
