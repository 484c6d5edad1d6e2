"""Merging two records of one person, and undoing it: what is chosen, what moves, what comes back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hipdesk.kernel.errors import Refused
from hipdesk.model.merging import FIELDS, MergePeople
from hipdesk.services import people
from hipdesk.services.cases import case_names
from hipdesk.services.merging import merge_people, undo_merge
from hipdesk.services.referrals import log_referral
from hipdesk.store.queries.people_merging import pointing_kinds
from hipdesk.store.tables import Base
from hipdesk.store.tables.audit import AuditEventRow
from hipdesk.store.tables.base import Keyed
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import AddressRow, PersonRow, PossibleDuplicateRow
from hipdesk.store.tables.referrals import InvolvementRow, ReferralRow
from tests.services.people.conftest import CODES, MINUTE, bar
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim

# When and by whom a row was last touched goes on with every change, undoing included.
_GOES_ON = {"version", "changed_at", "changed_by", "entry"}
_LOG = {"audit_event", "audit_payload", "merge"}


def whole(office) -> dict[str, list[tuple]]:
    """Every table but the log and the merges, in no order."""
    with office.records.read(office.actor) as reading:
        return {
            name: sorted(
                repr([(key, value) for key, value in row._mapping.items() if key not in _GOES_ON])
                for row in reading.session.execute(select(table))
            )
            for name, table in Base.metadata.tables.items()
            if name not in _LOG
        }


def row_of(office, kind, key):
    with office.records.read(office.actor) as reading:
        return reading.session.get(kind, key)


def test_compare_when_opened_then_the_earlier_record_is_kept_and_careful_answers_are_proposed(twice):
    """Proposals by rule, each with why; the newer telephone goes with its way of contact."""
    seen = twice.compared()
    assert (seen.kept.name, seen.folded.name) == ("Rukhsana Begum", "Rukshana Begom")
    answers = {answer.code: answer for answer in seen.answers}
    assert (answers["name"].choice, answers["name"].why) == ("kept", "The other becomes an alias")
    assert answers["born"].same
    assert answers["born"].kept == "14 March 1988"
    assert (answers["contact"].choice, answers["contact"].why) == ("folded", "The more careful is chosen")
    assert answers["contact_number"].choice == "folded"
    assert (answers["address_confidential"].choice, answers["address_confidential"].folded) == (
        "folded",
        "Kept out of papers",
    )
    assert (answers["religion"].kept, answers["religion"].kept_given) == ("Not asked", False)
    assert (answers["religion"].choice, answers["religion"].why) == ("folded", "A known answer wins")
    assert (answers["ethnicity"].choice, answers["ethnicity"].why) == ("folded", "The newer answer; check")
    assert answers["ethnicity"].folded == "Prefers not to say"
    assert "pronouns" not in answers
    assert (seen.cases, seen.incidents) == (2, 2)
    assert seen.folded.source == twice.second.reference


def test_merge_when_done_as_proposed_then_both_cases_name_one_person_with_the_chosen_answers(twice):
    """Parts, homes and aliases point to the kept record; an address to be kept is kept in every case."""
    office, seen = twice.office, twice.compared()
    office.do(merge_people, twice.command())
    for case_id in twice.cases:
        (victim,) = [one for one in office.read(case_names, case_id) if one.role == "victim"]
        assert victim.person_id == seen.kept.person_id
        assert victim.name == "Rukhsana Begum"
        assert set(victim.aliases) == {"Ruki", "Mrs Haque", "Rukshana Begom"}
        assert victim.language == "Bengali (Sylheti)"
        assert victim.religion == "Muslim"
        assert victim.contact_number == "07700 900999"
        assert victim.unanswered == {"ethnicity": "declined"}
        assert row_of(office, CaseRow, case_id).address_kept
    with office.records.read(office.actor) as reading:
        owners = set(reading.session.scalars(select(AddressRow.person_id)))
    assert owners == {seen.kept.person_id}
    assert row_of(office, PersonRow, seen.folded.person_id).merged_into == seen.kept.person_id
    tray = twice.tray()
    assert (tray.pairs, office.read(people.duplicates_counted)) == ((), (0, 1))
    assert (tray.merges[0].name, tray.merges[0].other_name) == ("Rukhsana Begum", "Rukshana Begom")


def test_merge_when_answers_are_chosen_then_those_are_kept(twice):
    """The person's choice goes before the proposal; both texts may be kept."""
    office = twice.office
    with office.records.write(office.actor) as work:
        kept = work.find(PersonRow, twice.compared().kept.person_id)
        kept.care_needs = "Visits twice a day"
        work.record("person.changed", "person", kept.id)
        work.finish()
    office.do(merge_people, twice.command(name="folded", contact_number="kept", ethnicity="kept", care_needs="both"))
    (victim,) = [one for one in office.read(case_names, twice.cases[0]) if one.role == "victim"]
    assert victim.name == "Rukshana Begom"
    assert "Rukhsana Begum" in victim.aliases
    assert victim.contact_number == "07700 900146"
    assert victim.unanswered == {}
    assert victim.care_needs == "Visits twice a day; A hoist"


def test_merge_when_names_become_one_then_the_repeat_flag_is_worked_out_again_and_undone(twice):
    """Under two spellings the second referral was a first; of one person it is a repeat."""
    office = twice.office
    before = row_of(office, ReferralRow, twice.second.id)
    assert not before.repeat
    merge_id = office.do(merge_people, twice.command())
    after = row_of(office, ReferralRow, twice.second.id)
    assert after.repeat
    assert twice.first.reference in after.repeat_reason
    office.do(undo_merge, merge_id)
    again = row_of(office, ReferralRow, twice.second.id)
    assert (again.repeat, again.repeat_reason) == (before.repeat, before.repeat_reason)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(CODES), st.sampled_from(["kept", "folded"])), st.booleans())
def test_merge_when_undone_then_every_table_says_what_it_said(twice, choices, turned):
    """Whatever was chosen and whichever record was kept, undoing gives the same record."""
    office, seen, before = twice.office, twice.compared(), whole(twice.office)
    command = twice.command(**choices)
    if turned:
        command = MergePeople(
            pair_id=command.pair_id, kept_id=seen.folded.person_id, kept_version=command.folded_version,
            folded_version=command.kept_version, choices=choices,
        )  # fmt: skip
    merge_id = office.do(merge_people, command)
    assert whole(office) != before
    done = office.do(undo_merge, merge_id)
    assert done.stays == ()
    assert whole(office) == before


def test_undo_when_something_was_changed_since_then_it_stays_and_is_told(twice):
    """A newer answer is never lost; the rest goes back."""
    office, seen = twice.office, twice.compared()
    merge_id = office.do(merge_people, twice.command())
    office.clock.advance(MINUTE)
    with office.records.write(office.actor) as work:
        work.find(PersonRow, seen.kept.person_id).religion = "none"
        work.record("person.changed", "person", seen.kept.person_id)
        work.finish()
    entry = a_victim(person_id=seen.kept.person_id, own_script="", born=None)
    office.do(log_referral, a_referral(twice.agency, people=(entry,)))
    done = office.do(undo_merge, merge_id)
    assert done.stays[-1] == "what it took part in since the merge"
    assert {"safe contact", "religion", "telephone"} <= set(done.stays)
    assert "address in papers" not in done.stays
    assert row_of(office, PersonRow, seen.kept.person_id).religion == "none"
    assert row_of(office, PersonRow, seen.folded.person_id).merged_into is None
    with office.records.read(office.actor) as reading:
        parts = select(InvolvementRow.person_id).where(InvolvementRow.case_id == twice.cases[1])
        assert seen.folded.person_id in set(reading.session.scalars(parts))


def test_undo_when_the_kept_record_was_folded_into_another_then_is_refused_until_that_is_undone(twice):
    """The later merge is undone first."""
    office = twice.office
    first = office.do(merge_people, twice.command())
    office.clock.advance(MINUTE)
    office.do(log_referral, a_referral(twice.agency, people=(a_victim(name="Rukhsana Begom"), a_perpetrator())))
    pair = next(pair for pair in twice.tray().pairs if "Begom" in f"{pair.name}{pair.other_name}")
    seen = office.read(people.compare_duplicate, pair.id)
    command = MergePeople(
        pair_id=pair.id, kept_id=seen.folded.person_id, kept_version=seen.folded.version,
        folded_version=seen.kept.version,
    )  # fmt: skip
    second = office.do(merge_people, command)
    with pytest.raises(Refused, match="itself merged with another"):
        office.do(undo_merge, first)
    office.do(undo_merge, second)
    assert office.do(undo_merge, first).stays == ()
    with pytest.raises(Refused, match="undone already"):
        office.do(undo_merge, first)


def test_merge_when_others_were_kept_apart_then_that_decision_goes_with_it(twice):
    """Whoever is not the one is not the other either; undoing lets the pair stand as it stood."""
    office = twice.office
    office.clock.advance(MINUTE)
    office.do(log_referral, a_referral(twice.agency, people=(a_victim(name="Rukshona Begam"), a_perpetrator())))
    pairs = {frozenset((pair.person_id, pair.other_id)): pair for pair in twice.tray().pairs}
    seen = twice.compared()
    (third,) = (
        {key for ends in pairs for key in ends}
        - {seen.kept.person_id, seen.folded.person_id}
        - {key for ends, pair in pairs.items() for key in ends if "Dane" in f"{pair.name}{pair.other_name}"}
    )
    apart = pairs[frozenset((seen.folded.person_id, third))]
    office.do(people.decide_duplicate, apart.id, "two_people", "Her sister")
    before = whole(office)
    merge_id = office.do(merge_people, twice.command())
    with office.records.read(office.actor) as reading:
        ends = (PossibleDuplicateRow.person_id, PossibleDuplicateRow.other_id)
        known = {
            frozenset(row[:2]): row[2] for row in reading.session.execute(select(*ends, PossibleDuplicateRow.state))
        }
    assert known[frozenset((seen.kept.person_id, third))] == "two_people"
    assert all(third not in (pair.person_id, pair.other_id) for pair in twice.tray().pairs)
    office.do(undo_merge, merge_id)
    assert whole(office) == before


def test_pair_when_one_is_only_in_a_barred_case_then_it_is_nowhere(twice):
    """Neither tray nor comparing nor merging tells of somebody whose case one may not see."""
    office, command = twice.office, twice.command()
    bar(office, twice.cases[1])
    assert twice.tray().pairs == ()
    assert office.read(people.duplicates_counted) == (0, 0)
    for service, asked in (
        (people.compare_duplicate, twice.pair.id),
        (merge_people, command),
        (people.decide_duplicate, twice.pair.id),
    ):
        with pytest.raises(Refused, match="not there any more"):
            args = (asked, "later") if service is people.decide_duplicate else (asked,)
            office.do(service, *args)
    with office.records.read(office.actor) as reading:
        merged = reading.session.scalars(select(PersonRow.id).where(PersonRow.merged_into.is_not(None))).all()
    assert merged == []


def test_merge_when_one_case_is_restricted_then_the_pair_says_so(twice):
    """What is known of them in the restricted case is seen by more people afterwards."""
    office = twice.office
    assert twice.compared().warning == ""
    with office.records.write(office.actor) as work:
        work.find(CaseRow, twice.cases[1]).restricted = True
        work.record("case.restricted", "case", twice.cases[1])
        work.finish()
    assert "restricted case" in twice.compared().warning


def test_merge_when_a_record_was_changed_meanwhile_then_is_refused(twice):
    """What was compared is what is merged."""
    command = twice.command()
    stale = MergePeople.model_validate({**command.model_dump(), "kept_version": command.kept_version + 1})
    with pytest.raises(Refused, match="changed meanwhile"):
        twice.office.do(merge_people, stale)
    twice.office.do(merge_people, command)
    with pytest.raises(Refused, match="no longer a record"):
        twice.office.do(merge_people, command)
    with pytest.raises(Refused, match="merged meanwhile"):
        twice.office.do(people.decide_duplicate, twice.pair.id, "later")


def test_merge_when_both_answers_are_asked_for_where_one_can_be_kept_then_is_refused(twice):
    """A person has one date of birth."""
    with pytest.raises(Refused, match="only one answer"):
        twice.office.do(merge_people, twice.command(born="both"))


def test_merge_when_made_then_one_event_tells_and_names_nobody(twice):
    """Names are in the payload only."""
    office = twice.office
    office.do(merge_people, twice.command())
    with office.records.read(office.actor) as reading:
        event = reading.session.scalars(select(AuditEventRow).order_by(AuditEventRow.sequence.desc())).first()
    assert (event.verb, event.subject_kind) == ("people.merged", "person")
    assert "Begum" not in repr((event.subject_id, event.fields))


def test_look_alikes_when_merged_then_only_the_record_that_stands_is_found(twice):
    """By the folded spelling too."""
    office, seen = twice.office, twice.compared()
    office.do(merge_people, twice.command())
    found = office.read(people.look_alikes, people.Probe(name="Rukshana Begom"))
    assert [one.person_id for one in found] == [seen.kept.person_id]


def test_fields_when_listed_then_every_answer_of_a_person_is_among_them():
    """A column added to a person without a rule for merging would be lost in silence."""
    apart = {
        "id", "created_at", "created_by", "changed_at", "changed_by", "version", "origin", "origin_note", "unanswered",
        "folded", "sound", "contact_folded", "merged_into",
    }  # fmt: skip
    columns = [column for field in FIELDS for column in field.columns]
    assert sorted(columns) == sorted(set(PersonRow.__table__.c.keys()) - apart)


def test_referral_when_it_names_a_record_merged_meanwhile_then_tells_of_the_one_that_stands(twice):
    """A form begun before the merge still holds the other record."""
    office, seen = twice.office, twice.compared()
    office.do(merge_people, twice.command())
    folded = row_of(office, PersonRow, seen.folded.person_id)
    entry = a_victim(person_id=seen.folded.person_id, pronouns="she")
    logged = office.do(log_referral, a_referral(twice.agency, people=(entry,)))
    with office.records.read(office.actor) as reading:
        owners = select(InvolvementRow.person_id).where(InvolvementRow.referral_id == logged.id)
        assert set(reading.session.scalars(owners)) == {seen.kept.person_id}
    assert row_of(office, PersonRow, seen.folded.person_id).version == folded.version


def test_tables_when_they_point_to_a_person_then_each_row_has_a_key_to_find_it_by():
    """A merge keeps which rows it moved by their key; parts in cases, homes, outcomes and the like are among them."""
    kinds = pointing_kinds()
    assert {table for table, _kind, _column in kinds} >= {"involvement", "address", "victim_outcome", "disclosure"}
    assert all(issubclass(kind, Keyed) for _table, kind, _column in kinds)
