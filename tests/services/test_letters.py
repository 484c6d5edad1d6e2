"""Letters from the record: what each says, to whom, what it never says, and that it is noted once saved."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from hipdesk.kernel.errors import Refused
from hipdesk.model import cases as case_commands
from hipdesk.model.letters import LetterOptions, NoteLetter
from hipdesk.model.referrals import RedirectReferral
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.catalogue import CATALOGUE, PaperOptions
from hipdesk.services import cases, letters, referrals
from hipdesk.services.settings import change_settings
from hipdesk.store.tables.agencies import RepresentativeRow
from hipdesk.store.tables.panels import AgendaLineRow, DecisionRow, MeetingRow
from hipdesk.store.tables.people import PersonRow
from tests.support import pdf_structure
from tests.support.casework_desk import casework
from tests.support.presses import lent_press

OFFICE = OfficeSettings(
    panel_name="Marlbridge Hate Incident Panel", office_name="Marlbridge Council", officer_name="Anwen Price",
    phone="020 7946 0100", secure_email="hip@marlbridge.example",
)  # fmt: skip


@pytest.fixture(scope="module")
def press():
    with lent_press() as made:
        yield made


@pytest.fixture
def ground(tmp_path, monkeypatch, press):
    """An open desk with an office and a representative, and what is in it."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "computer"))
    with casework(tmp_path) as (desk, known):
        desk.press = press
        desk.do(change_settings, OFFICE)

        def represent(work):
            key = known.agencies["Riverside & Chalk"]
            row = RepresentativeRow(agency_id=key, name="Javier Muñoz", folded="javier munoz", job_title="ASB manager")
            work.session.add(row)
            work.session.flush()
            work.record("representative.added", "representative", row.id)

        desk.do(represent)
        yield desk, known


def text_of(ground, kind, letter=None, **about):
    """A letter's words as one line."""
    desk, _known = ground
    options = PaperOptions(**about, letter=letter or LetterOptions())
    made = desk.make_paper(f"letter-{kind}", options)
    assert pdf_structure.findings(made.content) == []
    assert pdf_structure.marking_findings(made.content, "OFFICIAL-SENSITIVE") == []
    text = " ".join(" ".join(pdf_structure.page_texts(made.content)).replace("\u200b", "").split())
    assert "{" not in text
    return text


def safe(ground, *, post, kept=None):
    """Say whether post is safe for the family's person affected."""
    desk, known = ground
    person_id = next(
        person.person_id for person in desk.open(cases.case_names, known.family) if person.role == "victim"
    )

    def say(work):
        row = work.find(PersonRow, person_id)
        row.contact_post_safe, row.address_confidential = post, kept
        work.record("person.changed", "person", person_id)

    desk.do(say)


def test_acknowledgement_when_made_then_reference_initials_and_the_day_of_an_answer(ground):
    """To the referrer; no name of anybody on the referral."""
    text = text_of(ground, "acknowledgement", referral_id=ground[1].waiting["Ł.W."])
    for said in ("Tamsin Abara", "Marlbridge Homes", "HIP/2026-27/0011", "Ł.W.", "by 3 December 2026 we will tell you"):
        assert said in text, said
    assert "Wrona" not in text


def test_information_and_decline_when_made_then_say_what_was_decided(ground):
    """What is wanted with the day; the reason; another panel by name. Neither fits a referral that is not so."""
    desk, known = ground
    assert "The diary sheets" in text_of(ground, "information", referral_id=known.waiting["D.A."])
    assert "reason is: below threshold" in text_of(ground, "decline", referral_id=known.waiting["G.M."])
    with pytest.raises(Refused, match="not declined"):
        text_of(ground, "decline", referral_id=known.waiting["F.H."])
    with pytest.raises(Refused, match="not being asked"):
        text_of(ground, "information", referral_id=known.waiting["F.H."])
    command = RedirectReferral(id=known.waiting["F.H."], to="channel", words="They meet weekly.")
    desk.do(referrals.redirect_referral, command)
    text = text_of(ground, "decline", referral_id=known.waiting["F.H."])
    assert "The right place for it is: Channel" in text
    assert "They meet weekly." in text


def test_chaser_and_escalation_when_made_then_late_actions_only_and_a_day_to_answer(ground):
    """By number and initials; the escalation goes to the manager, and asks for an answer whatever is known."""
    agency = ground[1].agencies["Riverside & Chalk"]
    text = text_of(ground, "chaser", agency_id=agency)
    for said in ("Javier Muñoz", "0001/1", "R.B.", "11 working days late", "by 9 December 2026"):
        assert said in text, said
    assert "Begum" not in text
    made = ground[0].make_paper("letter-chaser", PaperOptions(agency_id=agency))
    assert made.file_name == "Chaser 2 December 2026 Riverside and Chalk Housing.pdf"
    assert b"Riverside" not in made.content
    text = text_of(ground, "escalation", agency_id=agency)
    for said in ("The manager of Javier Muñoz", "Dear colleague", "by 9 December 2026"):
        assert said in text, said
    police = ground[1].agencies["Police CSU"]
    assert "It will be due before long." in text_of(ground, "chaser", agency_id=police)
    assert [choice.kind for choice in ground[0].read(letters.letters_for_agency, police)] == ["chaser"]
    with pytest.raises(Refused, match="is late"):
        text_of(ground, "escalation", agency_id=police)
    with pytest.raises(Refused, match="No action"):
        text_of(ground, "chaser", agency_id=ground[1].agencies["Beacon"])


def test_victim_letter_when_post_is_not_safe_then_refused_but_handed_over(ground):
    """No, not asked, and an address kept: never an address that must not be used."""
    family = ground[1].family
    for answer in (False, None):
        safe(ground, post=answer)
        with pytest.raises(Refused, match="may not be posted"):
            text_of(ground, "victim", case_id=family)
        text = text_of(ground, "victim", LetterOptions(by_hand=True), case_id=family)
        assert "By hand: not to be posted" in text
        assert "MB4" not in text
    safe(ground, post=True)
    assert "MB4" in text_of(ground, "victim", case_id=family)
    safe(ground, post=True, kept=True)
    assert "MB4" not in text_of(ground, "victim", case_id=family)


def test_victim_letter_when_made_then_warm_and_silent_about_everybody_else(ground):
    """Her own name; no panel, label, child, alleged perpetrator or reference; a file name that says nothing."""
    desk, known = ground
    names = desk.open(cases.case_names, known.family)
    text = text_of(ground, "victim", LetterOptions(by_hand=True, words="The guard is fitted."), case_id=known.family)
    for said in ("Dear Rukhsana Begum", "The guard is fitted.", "not your fault", "ring 999", "Bengali"):
        assert said in text, said
    others = [person.name for person in names if person.role != "victim" and person.name]
    assert others
    for word in (*others, "Northgate", "Hate", "Panel", "HIP/", "Victim", "perpetrator"):
        assert word not in text, word
    made = desk.make_paper("letter-victim", PaperOptions(case_id=known.family, letter=LetterOptions(by_hand=True)))
    assert made.file_name == "Letter 2 December 2026.pdf"


def test_own_words_when_they_name_a_child_or_perpetrator_then_refused_by_label(ground):
    """In a letter to a person affected neither; in one to a referrer no child."""
    desk, known = ground
    with pytest.raises(Refused, match="names Child"):
        text_of(ground, "victim", LetterOptions(by_hand=True, words="Amina is brave"), case_id=known.family)
    suspect = next(person for person in desk.open(cases.case_names, known.family) if person.role == "perpetrator")
    with pytest.raises(Refused, match="names Perpetrator"):
        text_of(ground, "victim", LetterOptions(by_hand=True, words=f"{suspect.name} was told"), case_id=known.family)


def test_closure_when_the_case_is_closed_then_says_why_and_who_stays_in_touch(ground):
    """To the referrer; refused while the case is open."""
    desk, known = ground
    with pytest.raises(Refused, match="not closed"):
        text_of(ground, "closure", case_id=known.family)
    desk.clock.move_to(datetime(2026, 12, 11, 10, tzinfo=UTC))
    command = case_commands.CloseCase(
        id=known.family, version=desk.open(cases.open_case, known.family).version, reason="ceased",
        ongoing_owner="Victim Care", not_consulted_because="Away", override_reason="Settled", override_by="The chair",
    )  # fmt: skip
    desk.do(cases.close_case, command)
    text = text_of(ground, "closure", case_id=known.family)
    for said in ("closed the case on 11 December 2026", "behaviour ceased", "Victim Care stays in touch", "R.B."):
        assert said in text, said
    assert [choice.kind for choice in desk.read(letters.letters_for_case, known.family)] == ["closure", "victim"]


def test_letters_when_offered_then_those_that_fit_with_what_to_be_careful_about(ground):
    """By status; unsafe post and words not to be said are told before anything is written."""
    desk, known = ground
    offered = {key: [c.kind for c in desk.read(letters.letters_for_referral, key)] for key in known.waiting.values()}
    assert offered[known.waiting["D.A."]] == ["information", "acknowledgement"]
    assert offered[known.waiting["G.M."]] == ["decline", "acknowledgement"]
    assert offered[known.waiting["Ł.W."]] == ["acknowledgement"]
    safe(ground, post=False)
    (choice,) = desk.read(letters.letters_for_case, known.family)
    assert any("not by post" in said for said in choice.cautions)
    assert choice.people[0][1].endswith("R.B.")


def test_letter_when_noted_then_on_the_line_of_time_and_the_referral_is_acknowledged(ground):
    """Once saved: a note of the case, a day on the referral; which letter, never what it says."""
    desk, known = ground
    waiting = known.waiting["Ł.W."]
    desk.do(letters.note_letter, NoteLetter(kind="acknowledgement", referral_id=waiting, to="Marlbridge Homes"))
    assert desk.open(referrals.open_referral, waiting).acknowledged_on == desk.clock.now().date()
    desk.do(letters.note_letter, NoteLetter(kind="victim", case_id=known.family, to="Victim A R.B."))
    entries = desk.open(cases.open_case, known.family).timeline
    assert any(entry.heading == "Letter: update for the person affected" for entry in entries)


def test_catalogue_when_read_then_every_letter_is_in_it_for_window_and_command_line(ground):
    """Eight letters, all readable aloud; each says what it needs when that is not given."""
    kinds = {name: kind for name, kind in CATALOGUE.items() if name.startswith("letter-")}
    assert len(kinds) == 8
    assert {kind.structure for kind in kinds.values()} == {"ua-1"}
    for name in kinds:
        with pytest.raises(Refused, match=r"needs an? "):
            ground[0].make_paper(name, PaperOptions())


def test_victim_letter_when_noted_then_they_were_told_today_what_was_decided_last(ground):
    """The newest decision only, once: a day that is there stays, and other letters tell nobody anything."""
    desk, known = ground
    days = (date(2026, 10, 8), date(2026, 11, 12), date(2026, 12, 10))

    def decide(work):
        for day in days:
            meeting = MeetingRow(held_on=day, status="planned" if day > work.today else "held")
            work.session.add(meeting)
            work.session.flush()
            line = AgendaLineRow(meeting_id=meeting.id, case_id=known.family, position=1, section="new")
            work.session.add(line)
            work.session.flush()
            work.session.add(DecisionRow(agenda_line_id=line.id, case_id=known.family, code="continue"))
        work.record("meeting.made", "meeting", meeting.id)

    def told():
        with desk._custody.records.read(desk.actor) as reading:
            wanted = (
                select(MeetingRow.held_on, DecisionRow.told_on)
                .join(AgendaLineRow, AgendaLineRow.id == DecisionRow.agenda_line_id)
                .join(MeetingRow, MeetingRow.id == AgendaLineRow.meeting_id)
            )
            return dict(reading.session.execute(wanted.where(DecisionRow.case_id == known.family)).all())

    desk.do(decide)
    desk.do(letters.note_letter, NoteLetter(kind="closure", case_id=known.family, to="Marlbridge Homes"))
    assert told() == dict.fromkeys(days)
    today = desk.clock.now().date()
    desk.do(letters.note_letter, NoteLetter(kind="victim", case_id=known.family, to="Victim A R.B."))
    assert told() == {days[0]: None, days[1]: today, days[2]: None}
    desk.clock.advance(timedelta(days=1))
    desk.do(letters.note_letter, NoteLetter(kind="victim", case_id=known.family, to="Victim A R.B."))
    assert told() == {days[0]: None, days[1]: today, days[2]: None}
