"""The search: references and hyphened names are found, names in any script, only what may be seen, and the log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from hipdesk.model.search import NoteSearch, excerpt
from hipdesk.model.search_filters import read_search
from hipdesk.model.users import Actor
from hipdesk.services.demonstration import invent
from hipdesk.services.search import note_search, search, search_vocabulary
from hipdesk.store.search import MOST_WORDS, words_of
from hipdesk.store.tables.actions import ActionRow, ActionUpdateRow
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.audit import AuditEventRow, AuditPayloadRow
from hipdesk.store.tables.cases import CaseAccessRow, CaseRow, NoteRow
from hipdesk.store.tables.panels import AgencyReturnRow, AgendaLineRow, DiscussionRow, MeetingRow
from hipdesk.store.tables.people import PersonAliasRow, PersonRow
from hipdesk.store.tables.referrals import InvolvementRow, ReferralRow


@pytest.fixture
def borough(office):
    """A small borough."""
    office.do(invent, 60, 1)
    return office


def someone(office):
    """A person with a case: name, own script, case id and its reference."""
    with office.records.read(office.actor) as reading:
        row = reading.session.execute(
            select(PersonRow.name, PersonRow.own_script, CaseRow.id, CaseRow.reference)
            .join(InvolvementRow, InvolvementRow.person_id == PersonRow.id)
            .join(CaseRow, CaseRow.id == InvolvementRow.case_id)
            .where(PersonRow.own_script.is_not(None), InvolvementRow.role == "victim")
            .order_by(PersonRow.id)
        ).first()
    assert row is not None
    return tuple(row)


def test_search_when_a_reference_is_typed_then_the_case_is_first(borough):
    """Whole, or only its number."""
    _name, _own, case_id, reference = someone(borough)
    assert borough.read(search, reference).cases[0].id == case_id
    assert case_id in {case.id for case in borough.read(search, reference.split("/")[-1], "cases").cases}


def test_search_when_a_name_is_typed_then_person_and_case_are_found_in_either_script(borough):
    """The name as written here, and in its own script."""
    name, own, case_id, _reference = someone(borough)
    for words in (name, own):
        found = borough.read(search, words)
        assert name in {person.name for person in found.people}
        assert case_id in {case.id for case in found.cases}
    assert borough.read(search, name, "people").cases == ()
    assert borough.read(search, name, "cases").people == ()


def test_search_when_the_holder_is_barred_then_neither_case_nor_its_people_are_found(borough):
    """Search goes through the same select as everything else."""
    name, _own, case_id, reference = someone(borough)
    with borough.records.write(borough.actor) as work:
        parts = work.session.scalars(
            select(InvolvementRow.case_id)
            .join(PersonRow, PersonRow.id == InvolvementRow.person_id)
            .where(PersonRow.name == name)
        )
        for key in {*parts, case_id} - {None}:
            work.session.merge(CaseAccessRow(case_id=key, holder_id=work.actor.holder_id, barred=True))
        work.record("case.barred", "case", case_id)
        work.finish()
    assert borough.read(search, reference).cases == ()
    found = borough.read(search, name)
    assert found.cases == ()
    assert name not in {person.name for person in found.people}


def test_search_when_under_two_letters_then_finds_nothing(borough):
    """One letter is no question."""
    assert borough.read(search, "a").count == 0
    assert borough.read(search, "  ").count == 0


def test_search_when_opened_then_the_log_names_the_record_and_the_words_lie_in_the_payload(borough):
    """What was typed may be a name: it is never in the event itself."""
    name, _own, case_id, _reference = someone(borough)
    borough.do(note_search, NoteSearch(words=name, kind="case", record_id=case_id))
    with borough.records.read(borough.actor) as reading:
        newest = select(AuditEventRow).order_by(AuditEventRow.sequence.desc())
        event = reading.session.scalars(newest).first()
        payload = reading.session.get(AuditPayloadRow, event.sequence)
    assert (event.verb, event.subject_kind, event.subject_id) == ("search.made", "case", case_id)
    assert name not in f"{event.verb}{event.subject_kind}{event.subject_id}{event.fields}"
    assert payload.content == {"words": name}


@given(text=st.text(max_size=400), word=st.text(min_size=1, max_size=8))
def test_excerpt_when_cut_then_is_part_of_the_text_and_short(text, word):
    """What is shown was written, and fits a line."""
    shown = excerpt(text, (word,))
    assert len(shown) <= 130
    assert shown.removeprefix("… ").removesuffix(" …") in " ".join(text.split())


# Filters, and everything else that is searched


def hidden(borough, *keys):
    """Keep these cases from the holder at work."""
    with borough.records.write(borough.actor) as work:
        for key in keys:
            work.session.merge(CaseAccessRow(case_id=key, holder_id=work.actor.holder_id, barred=True))
        work.record("case.barred", "case", keys[0])
        work.finish()


def rows(borough, statement):
    """What a statement gives, as it stands in the vault."""
    with borough.records.read(borough.actor) as reading:
        return [tuple(row) for row in reading.session.execute(statement)]


def every_case(borough, typed):
    """References of the cases that filters alone find, and how many there are said to be."""
    found = borough.read(search, typed)
    return {case.reference for case in found.cases}, found.matching


def test_search_when_only_filters_are_typed_then_finds_those_cases_and_their_number(borough):
    """The same as asking the table itself."""
    high = {r for (r,) in rows(borough, select(CaseRow.reference).where(CaseRow.risk_now == "medium"))}
    found, total = every_case(borough, "risk:medium")
    assert total == len(high)
    assert found <= high
    assert len(found) == min(total, 24)
    rest, others = every_case(borough, "-risk:medium")
    assert others == len(rows(borough, select(CaseRow.id))) - total
    assert not rest & high


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ("status:closed", lambda case: case.status == "closed"),
        ("closed:none", lambda case: case.closed_on is None),
        ("heard:none", lambda case: case.times_heard == 0),
        ("has:child", lambda case: case.child),
        ("received:2026", lambda case: case.received_on.year == 2026),
        ("received:<2026 status:open", lambda case: case.received_on.year < 2026 and case.closed_on is None),
        ("strand:race risk:standard", lambda case: "RAC" in case.strands and case.risk_now == "standard"),
    ],
)
def test_search_when_filtered_then_every_case_and_no_other_passes(borough, typed, holds):
    """Each filter against the rows themselves."""
    with borough.records.read(borough.actor) as reading:
        wanted = {case.reference for case in reading.session.scalars(select(CaseRow)) if holds(case)}
    found, total = every_case(borough, typed)
    assert total == len(wanted)
    assert found <= wanted


def test_search_when_a_status_or_day_of_referrals_alone_is_asked_then_those_of_no_case_are_found(borough):
    """As the help promises: what waits for triage is no case yet, and an action done is none either."""
    waiting = {r for (r,) in rows(borough, select(ReferralRow.reference).where(ReferralRow.status == "received"))}
    found = borough.read(search, "status:received")
    assert waiting
    assert {place.title for place in found.places} <= waiting
    assert len(found.places) == min(len(waiting), 24)
    assert found.cases == ()
    assert {note.status for note in borough.read(search, "status:done").notes} == {"completed"}
    received = borough.read(search, "received:>2000")
    assert received.cases
    assert {place.kind for place in received.places} == {"referral"}


def test_search_when_a_bare_number_is_typed_then_references_with_it_are_found(borough):
    """Nobody writes the noughts: 41 is 0041, as a case and as a referral of none."""
    case_id, reference = rows(borough, select(CaseRow.id, CaseRow.reference).where(CaseRow.reference.like("%/00%")))[0]
    assert case_id in {found.id for found in borough.read(search, _number(reference)).cases}
    alone, named = rows(borough, select(ReferralRow.id, ReferralRow.reference).where(ReferralRow.case_id.is_(None)))[0]
    assert alone in {place.id for place in borough.read(search, _number(named)).places}


def _number(reference):
    return reference.rsplit("/", 1)[1].lstrip("0").rjust(2, "0")


def test_search_when_a_whole_page_is_pasted_then_only_its_first_words_are_looked_for():
    """Thousands of words in one query would hold up even a lock; one asked twice is asked once."""
    words = words_of("begum " * 500 + " ".join(f"word{number}" for number in range(5000)))
    assert len(words) <= MOST_WORDS
    assert words_of("begum letterbox begum guard") == ("begum", "letterbox", "guard")


def test_search_when_words_and_filters_are_typed_then_both_hold(borough):
    """Notes, actions and people too are of cases that pass."""
    medium = {key for (key,) in rows(borough, select(CaseRow.id).where(CaseRow.risk_now == "medium"))}
    found = borough.read(search, "abused risk:medium")
    assert {case.id for case in found.cases} & medium == {case.id for case in found.cases} != set()
    other = borough.read(search, "the -risk:medium type:incident")
    assert other.notes
    assert not {note.case_id for note in other.notes} & medium
    assert other.cases == other.people == ()


def test_search_when_a_type_is_asked_for_then_finds_that_kind_only(borough):
    """And more of it."""
    found = borough.read(search, "type:action status:completed")
    assert len(found.notes) > 6
    assert {note.kind for note in found.notes} == {"action"}
    assert {note.status for note in found.notes} == {"completed"}
    assert found.cases == ()
    referrals = borough.read(search, "type:referral received:>2000")
    assert {place.kind for place in referrals.places} == {"referral"}


def test_search_when_cases_are_barred_then_no_filter_and_no_kind_of_record_shows_them(borough):
    """Neither cases, passages, actions, referrals nor people: in counts neither."""
    cases = rows(borough, select(CaseRow.id, CaseRow.reference).where(CaseRow.risk_now == "medium"))
    with_words = borough.read(search, "abused risk:medium")
    assert with_words.cases
    hidden(borough, *(key for key, _reference in cases))
    keys = {key for key, _reference in cases}
    assert every_case(borough, "risk:medium") == (set(), 0)
    for typed in ("letterbox", "abused risk:medium", "letterbox type:action", "type:action status:open", "landlord"):
        found = borough.read(search, typed)
        assert not keys & {case.id for case in found.cases}
        assert not keys & {note.case_id for note in found.notes}
        assert not keys & {person.case_id for person in found.people}
    shown = {place.title for place in borough.read(search, "type:referral risk:medium").places}
    of_them = rows(borough, select(ReferralRow.reference).where(ReferralRow.case_id.in_(keys)))
    assert not shown & {reference for (reference,) in of_them}


def test_search_when_a_restricted_case_is_not_ones_own_then_nothing_of_it_is_found(borough):
    """A caseworker who is not named on it."""
    (case_id, reference), *_ = rows(borough, select(CaseRow.id, CaseRow.reference).join(NoteRow))
    with borough.records.write(borough.actor) as work:
        work.session.get(CaseRow, case_id).restricted = True
        work.record("case.restricted", "case", case_id)
        work.finish()
    assert borough.read(search, reference).cases
    borough.actor = Actor(holder_id="b" * 32, name="Idris Penn", role="caseworker")
    assert borough.read(search, reference).cases == ()
    assert every_case(borough, "is:restricted") == (set(), 0)


def written(borough):
    """One row of every other kind that is searched, all with one planted word; the case they belong to."""
    ((case_id,), *_) = rows(borough, select(CaseRow.id))
    ((line_id,), *_) = rows(borough, select(AgendaLineRow.id).where(AgendaLineRow.case_id == case_id))
    ((meeting_id,), *_) = rows(borough, select(MeetingRow.id))
    ((agency_id,), *_) = rows(borough, select(AgencyRow.id))
    ((person_id,), *_) = rows(borough, select(PersonRow.id))
    ((action_id,), *_) = rows(borough, select(ActionRow.id).where(ActionRow.case_id == case_id))
    day = borough.clock.now().date()
    with borough.records.write(borough.actor) as work:
        work.session.add_all(
            [
                DiscussionRow(agenda_line_id=line_id, text="The wolfhound was loose again"),
                AgencyReturnRow(case_id=case_id, meeting_id=None, agency_id=agency_id, text="No record of a wolfhound"),
                AttachmentRow(
                    case_id=case_id, file_name="wolfhound.pdf", media_type="application/pdf", stored_name="s",
                    wrapped_key=b"k", size=1, sha256="0",
                ),
                ActionUpdateRow(action_id=action_id, on_day=day, at=borough.clock.now(), by="a" * 32, kind="progress",
                                text="Wolfhound seen"),
                PersonAliasRow(person_id=person_id, name="Wolfhound", folded="wolfhound"),
                RepresentativeRow(agency_id=agency_id, name="Petra Wolfhound", folded="petra wolfhound"),
            ]
        )  # fmt: skip
        work.session.get(MeetingRow, meeting_id).place = "Wolfhound Hall"
        work.record("test.planted", "case", case_id)
        work.finish()
    return case_id, action_id


def test_search_when_a_word_stands_anywhere_then_every_kind_of_record_is_found(borough):
    """Minutes, agency information, file names, what was said of actions, meetings, agencies' people, other names."""
    case_id, action_id = written(borough)
    found = borough.read(search, "wolfhound")
    assert {note.kind for note in found.notes} == {"discussion", "return", "document", "action"}
    assert {note.case_id for note in found.notes} == {case_id}
    assert action_id in {note.id for note in found.notes}
    assert {place.kind for place in found.places} == {"meeting", "agency"}
    assert [person.alike for person in found.people][:1] == [False]
    assert case_id in {case.id for case in found.cases}
    assert borough.read(search, "wolfhound type:document").notes[0].excerpt.startswith("wolfhound.pdf")
    assert borough.read(search, "wolfh type:minutes").notes[0].kind == "discussion"
    hidden(borough, case_id)
    again = borough.read(search, "wolfhound")
    assert (again.notes, again.cases) == ((), ())


def test_vocabulary_when_read_then_holds_this_vaults_own_words(borough):
    """Strands, wards and agencies can be typed as the office calls them."""
    known = borough.read(search_vocabulary)
    assert "Race" in {value.label for value in known.strands}
    assert {value.label for value in known.wards} >= {w for (w,) in rows(borough, select(CaseRow.ward)) if w}
    ((name, key), *_) = rows(borough, select(AgencyRow.name, AgencyRow.id))
    assert read_search(f'agency:"{name}"', known).filters[0].codes == (key,)


def test_search_when_a_filter_cannot_be_read_then_the_rest_is_still_searched(borough):
    """What is wrong is told under the field; it hides nothing."""
    assert borough.read(search, "letterbox wrad:bow") == borough.read(search, "letterbox")
