"""Who looks alike, by spelling, order, script, sound, birth date, address and number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.model.folding import place_key, sound_of
from hipdesk.model.matching import LIKELY, POSSIBLE, VERY_LIKELY, Known, compare, name_keys
from hipdesk.model.people import PersonFilter, Probe
from hipdesk.services import people
from hipdesk.services.merging import merge_people
from hipdesk.services.referrals import open_referral
from hipdesk.store.tables.people import AddressRow, PersonRow
from tests.services.people.conftest import bar

BORN = date(1988, 3, 14)


def known(name, born=None, place="", phone=""):
    return Known((name,), born, born, places=(place,) if place else (), phones=(phone,) if phone else ())


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        (
            known("Rukshana Begom", BORN, "Flat 9, Tallow House"),
            known("Rukhsana Begum", BORN, "9 Tallow House"),
            VERY_LIKELY,
        ),
        (
            known("Lukasz Wisnewski", BORN, phone="07700 900382"),
            known("Łukasz Wiśniewski", BORN, phone="+44 7700 900382"),
            VERY_LIKELY,
        ),
        (known("Begum Rukhsana", BORN), known("Rukhsana Begum", BORN), VERY_LIKELY),
        (known("فاطمة الزهراء", BORN), known("Zahra Fatima", BORN), LIKELY),
        (known("أحمد يوسف", BORN), known("Ahmad Yusuf", BORN), LIKELY),
        (known("Dang Van Tu", BORN), known("Đặng Văn Tú", BORN), VERY_LIKELY),
        (known("রুখসানা বেগম", BORN), known("Rukhsana Begum", BORN), POSSIBLE),
        (known("Sian O'Daly", BORN), known("Siân O’Daly", BORN), VERY_LIKELY),
        (known("Grace Okafor"), known("Grace Okafor"), POSSIBLE),
        (known("Grace Okafor", date(1988, 4, 3)), known("Grace Okafor", date(1988, 3, 4)), LIKELY),
    ],
)  # fmt: skip
def test_compare_when_one_person_is_written_twice_then_they_look_alike(one, other, least):
    """Spelling, order, diacritics, scripts and sound do not hide a person."""
    assert compare(one, other).score >= least, compare(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known("Grace Okafor", date(1988, 3, 14)), known("Grace Okafor", date(1961, 10, 2))),
        (known("Craig Dunmoor"), known("Farah Haddad")),
        (known("", BORN), known("", BORN)),
    ],
)
def test_compare_when_two_people_differ_then_they_do_not(one, other):
    """A shared name with another birth date is two people."""
    assert compare(one, other).score < POSSIBLE


@given(st.text(max_size=30), st.text(max_size=30), st.dates(), st.dates())
def test_compare_when_turned_round_then_says_the_same(name, other, born, other_born):
    """Likeness has no direction and stays within 0 to 99."""
    one, two = known(name, born), known(other, other_born)
    assert compare(one, two).score == compare(two, one).score
    assert 0 <= compare(one, two).score <= 99


def add_person(work, name, born=None, home=""):
    row = PersonRow(name=name, folded="", born_earliest=born, born_latest=born)
    work.session.add(row)
    work.session.flush()
    people.set_names(work, row)
    if home:
        work.session.add(AddressRow(person_id=row.id, lines=home, place_key=place_key(home)))
    work.record("person.added", "person", row.id)
    return row.id


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("فاطمة", "Fatema"),
        ("محمد", "Muhammad"),
        ("خديجة", "Khadija"),
        ("عائشة", "Aysha"),
        ("משה", "Mosa"),
        ("Rukhsana", "Ruksana"),
    ],
)
def test_name_keys_when_a_script_leaves_vowels_out_then_the_name_is_found_as_it_is_heard(written, spoken):
    """Arabic and Hebrew write consonants: a search hears the same name in Latin letters; kh is heard as k."""
    heard = {key for key in name_keys([spoken]) if key.startswith("s:")}
    assert heard <= name_keys([written])
    if len(sound_of(spoken)) > 1:
        assert heard


def test_look_alikes_when_a_name_is_typed_otherwise_then_shows_who_and_why(office):
    """The side panel finds the person under another spelling, with reasons."""
    with office.records.write(office.actor) as work:
        begum = add_person(work, "Rukhsana Begum", BORN, "Flat 9, Tallow House, Tanners Lane")
        add_person(work, "Craig Dunmoor")
        work.finish()
    found = office.read(
        people.look_alikes,
        Probe(name="Rukshana Begom", born_earliest=BORN, born_latest=BORN, address="9 Tallow House Tanners Lane"),
    )
    assert [(one.person_id, one.word) for one in found] == [(begum, "Very likely the same")]
    assert "Same date of birth" in [reason.words for reason in found[0].reasons if reason.met]


def test_duplicates_when_filed_and_kept_apart_then_are_not_asked_again(office):
    """A decision that two are two people holds."""
    with office.records.write(office.actor) as work:
        first = add_person(work, "Łukasz Wiśniewski", BORN)
        second = add_person(work, "Lukasz Wisnewski", BORN)
        assert people.file_possible_duplicates(work, [first, second]) == 1
        work.finish()
    (pair,) = office.read(people.duplicates_tray).pairs
    office.do(people.decide_duplicate, pair.id, "two_people", "Brothers,  born the same day")
    tray = office.read(people.duplicates_tray)
    assert (tray.pairs, office.read(people.duplicates_counted)) == ((), (0, 0))
    assert [(kept.why, kept.decided_by, kept.decided_on) for kept in tray.apart] == [
        ("Brothers, born the same day", "Anwen Price", office.clock.now().date())
    ]
    with office.records.write(office.actor) as work:
        assert people.file_possible_duplicates(work, [first, second]) == 0
    office.do(people.decide_duplicate, pair.id, "open")
    assert [one.id for one in office.read(people.duplicates_tray).pairs] == [pair.id]


def test_duplicates_when_left_for_later_then_wait_at_the_end_of_the_tray(office):
    """Deciding later does not lose a pair, nor keep it before those nobody looked at."""
    with office.records.write(office.actor) as work:
        first = [add_person(work, "Łukasz Wiśniewski", BORN), add_person(work, "Lukasz Wisnewski", BORN)]
        others = [add_person(work, "Rukhsana Begum"), add_person(work, "Ruksana Begum")]
        assert people.file_possible_duplicates(work, [*first, *others]) == 2
        work.finish()
    surest = office.read(people.duplicates_tray).pairs[0]
    office.do(people.decide_duplicate, surest.id, "later")
    assert [(pair.name, pair.state) for pair in office.read(people.duplicates_tray).pairs] == [
        ("Rukhsana Begum", "open"),
        ("Łukasz Wiśniewski", "later"),
    ]


def test_compare_when_a_pair_is_opened_then_shows_both_sides_with_reasons_for_and_against(office):
    """What tells them apart stands beside what they share."""
    with office.records.write(office.actor) as work:
        first = add_person(work, "Łukasz Wiśniewski", BORN, "31 Cooper’s Row")
        second = add_person(work, "Lukasz Wisnewski", BORN, "Flat 14, Harbour Court")
        people.file_possible_duplicates(work, [first, second])
        work.finish()
    (pair,) = office.read(people.duplicates_tray).pairs
    compared = office.read(people.compare_duplicate, pair.id)
    assert {compared.kept.name, compared.folded.name} == {"Łukasz Wiśniewski", "Lukasz Wisnewski"}
    assert {compared.kept.addresses, compared.folded.addresses} == {("31 Cooper’s Row",), ("Flat 14, Harbour Court",)}
    assert compared.kept.parts == ()
    assert {reason.met for reason in compared.reasons} == {True, False}
    assert compared.kept.recorded_on == office.clock.now().date()


def found(office, words, **more):
    page = office.read(people.list_people, PersonFilter(words, **more))
    return [(line.id, line.why) for line in page.rows]


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("begum", "by name"),
        ("Rukhs", "by name"),
        ("রুখসানা", "by name"),
        ("ruki", "by name"),
        ("Roksana Begam", "sounds alike"),
        ("07700 900 146", "by telephone or e-mail"),
        ("+44 7700 9001", "by telephone or e-mail"),
        ("9 Tallow House", "by address"),
        ("MB4 7QX", "by address"),
        ("14 March 1988", "by date of birth"),
    ],
)
def test_list_when_words_are_typed_then_finds_by_whatever_is_known(twice, words, how):
    """Spelling, script, alias, sound, number, home and day of birth all lead to the person."""
    kept = twice.compared().kept.person_id
    assert (kept, how) in found(twice.office, words)


def test_list_when_opened_then_shows_initials_roles_and_cases_but_no_name(twice):
    """Names come only when asked for, and not of people one may not know of."""
    office, seen = twice.office, twice.compared()
    page = office.read(people.list_people, PersonFilter())
    lines = {line.id: line for line in page.rows}
    assert page.total == len(lines) == 3
    line = lines[seen.kept.person_id]
    assert (line.initials, line.roles, line.cases, line.duplicate) == ("R.B.", ("Person affected",), 1, True)
    assert "Begum" not in repr(page)
    assert office.read(people.names_of_people, list(lines))[seen.kept.person_id] == "Rukhsana Begum"
    assert len(office.read(people.list_people, PersonFilter(role="perpetrator")).rows) == 1


def test_person_when_opened_then_shows_every_case_and_after_a_merge_what_was_folded_in(twice):
    """One person, all roles and cases, however they were written."""
    office, seen = twice.office, twice.compared()
    office.do(merge_people, twice.command())
    card = office.read(people.person_card, seen.folded.person_id)
    assert card.id == seen.kept.person_id
    assert {part.case_id for part in card.parts} == set(twice.cases)
    named = office.read(people.person_named, card.id)
    assert named.name == "Rukhsana Begum"
    assert set(named.also) == {"Ruki", "Mrs Haque", "Rukshana Begom"}
    assert len(named.homes) == 2
    assert ("Telephone", "07700 900999") in named.answers
    assert ("Ethnicity", "Prefers not to say") in named.answers
    assert [merge.other_name for merge in named.merges] == ["Rukshana Begom"]
    assert [key for key, _why in found(office, "Rukshana Begom")] == [card.id]


def test_person_when_only_in_a_barred_case_then_is_not_there(twice):
    """Neither in the list, nor by any word, nor by id."""
    office, hidden = twice.office, twice.compared().folded.person_id
    bar(office, twice.cases[1])
    assert hidden not in [key for key, _why in found(office, "")]
    assert hidden not in [key for key, _why in found(office, "Begom")]
    assert office.read(people.names_of_people, [hidden]) == {}
    assert not any(line.duplicate for line in office.read(people.list_people, PersonFilter()).rows)
    alike = office.read(people.look_alikes, Probe(name="Rukshana Begom"))
    assert hidden not in [one.person_id for one in alike]
    assert office.read(people.seen_at_address, "14 Harbour Court MB4 9AA").victims == 0
    assert office.read(open_referral, twice.first.id).met_before == ()
    for service in (people.person_card, people.person_named):
        with pytest.raises(Refused, match="not there"):
            office.read(service, hidden)


def test_tray_when_a_record_was_filled_in_since_then_the_score_is_of_today(twice):
    """The list says the same as the pair in front, not what was known when the pair was filed."""
    office, before = twice.office, twice.compared().score
    with office.records.write(office.actor) as work:
        row = work.find(PersonRow, twice.compared().folded.person_id)
        row.born_earliest = row.born_latest = date(1971, 1, 9)
        work.record("person.changed", "person", row.id)
        work.finish()
    (pair,) = twice.tray().pairs
    assert pair.score == twice.compared().score < before
    assert "Same date of birth" not in pair.reasons
