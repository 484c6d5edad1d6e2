"""Packs by recipient from the record: who gets what, one proved and encrypted copy each, the register, the drafts."""

import hashlib
import io
import re
from datetime import date
from email import message_from_bytes
from email.policy import default

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select

from hipdesk.kernel.errors import HipDeskError, Refused, Stopped
from hipdesk.kernel.progress import Progress
from hipdesk.model.action_log import AddAction
from hipdesk.model.agencies import AddAgency, AddRepresentative
from hipdesk.model.panels.agendas import AddToAgenda
from hipdesk.model.panels.attendance import DeclareInterest
from hipdesk.model.panels.packs import IssuePacks, MarkCopy, NotePacksWritten
from hipdesk.model.partial_dates import read_partial_day
from hipdesk.model.redaction.looking import DecideWords
from hipdesk.model.redaction.proof import HitPass, Undecided
from hipdesk.model.referrals import AcceptReferral, AddressEntry, PersonEntry
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers import packing
from hipdesk.papers.catalogue import PaperOptions, load
from hipdesk.papers.pack_writing import write_packs
from hipdesk.papers.packing import PackOrder, draft_packs, set_packs
from hipdesk.papers.produce import produce
from hipdesk.services import actions, agencies, agendas, attendance, packs, panel_papers, redaction, referrals
from hipdesk.services.settings import change_settings
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.papers import DisclosureRow, IssuedPaperRow
from tests.services.test_panel_day import Room
from tests.support import pdf_structure
from tests.support.presses import lent_press
from tests.support.referral_examples import a_perpetrator, a_referral, a_victim

HOSTILE = "=cmd() #let x = [ <script> \u202e Tahmid’s school; 漢字 " + "a" * 60 + " 'Mr Tah-\nmid' rang."


@pytest.fixture(scope="module")
def press():
    """One press for the module."""
    with lent_press() as made:
        yield made


@pytest.fixture
def room(office):
    """See ``Room``: three agencies with people, and one more case with a child, a witness and a kept home."""
    office.do(
        change_settings, OfficeSettings(panel_name="Marlbridge Hate Incident Panel", officer_name="Anwen Price")
    )  # fmt: skip
    made = Room(office)
    people = (
        a_victim(),
        PersonEntry(role="child", name="Tahmid Begum", born=read_partial_day("2 May 2017")),
        PersonEntry(role="witness", name="Nora Whitlock"),
        a_perpetrator(address=AddressEntry(lines="7 Saddlers Yard", postcode="MB4 2AA"), address_confidential=True),
    )
    logged = office.do(
        referrals.log_referral, a_referral(made.landlord, people=people, wanted_from_panel=HOSTILE)
    )  # fmt: skip
    made.peopled = office.do(referrals.accept_referral, AcceptReferral(id=logged.id)).case_id
    office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=made.meeting, case_id=made.peopled))
    return made


def bar(office, agency_id, case_id):
    """An agency gets no papers of a case."""
    interest = DeclareInterest(
        case_id=case_id, agency_id=agency_id, name="Its director", nature="Party to it", ruling="no_papers"
    )
    office.do(attendance.declare_interest, interest)


def made_packs(office, press, meeting, *agency_ids, progress=None, **how):
    """Packs as the desk makes them; no file is kept with these cases."""
    order = PackOrder(meeting, agency_ids, **how)
    with office.records.read(office.actor, progress or Progress()) as reading:
        drafts = draft_packs(reading, order, press, lambda _key: b"")
    return set_packs(drafts, order, press, progress or Progress())


def issue(office, made, meeting, passes=()):
    """Issue everything that was made, once every word in the cases' texts was looked at."""
    for each in office.read(redaction.words_to_look_at, meeting):
        passed = DecideWords(case_id=each.case_id, narrative=each.narrative, words=(each.words,), decision="pass")
        office.do(redaction.decide_words, passed)
    copies = tuple(each.copy for each in made.packs)
    command = IssuePacks(meeting_id=meeting, copies=copies, passes=passes, again=made.again)
    return office.do(packs.issue_packs, command)


def set_agency(office, key, **values):
    """Change an agency's row."""
    with office.records.write(office.actor) as work:
        for name, value in values.items():
            setattr(work.find(AgencyRow, key), name, value)
        work.record("agency.changed", "agency", key)
        work.finish()


def text_of(pdf):
    """The text layer of every page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(document[place].get_textpage().get_text_range() for place in range(len(document)))
    finally:
        document.close()


def reference(room, case_id):
    """A case's reference."""
    return room.case(case_id).reference


def test_plan_when_read_then_cases_contacts_and_every_reason_against_it(office, room):
    """Who is kept out, whose agreement ended, and whose only person has an interest is told before anything is made."""
    bar(office, room.landlord, room.peopled)
    set_agency(office, room.police, agreement_signed=True, agreement_expires_on=date(2026, 12, 9))
    quist = DeclareInterest(
        case_id=room.new, meeting_id=room.meeting, attendance_id=room.person("T. Quist").id, nature="Relative"
    )
    office.do(attendance.declare_interest, quist)
    plan = office.read(packs.pack_plan, room.meeting)
    told = {each.agency: each for each in plan.recipients}
    landlord = told["Riverside & Chalk Housing"]
    assert (plan.cases, len(landlord.cases), landlord.blocks) == (4, 3, ())
    assert landlord.left_out == (reference(room, room.peopled),)
    assert landlord.warnings == ("No sharing agreement is recorded.",)
    assert told["Police CSU"].blocks == ("Its sharing agreement ended on 9 December 2026.",)
    assert "T. Quist, who would get it, declared an interest" in told["Adult Social Care"].blocks[0]
    deputy = AddRepresentative(agency_id=room.care, name="U. Maddox", place="deputy")
    office.do(agencies.add_representative, deputy)
    again = {each.agency: each for each in office.read(packs.pack_plan, room.meeting).recipients}
    assert (again["Adult Social Care"].person, again["Adult Social Care"].blocks) == ("U. Maddox", ())


def test_make_packs_when_an_agency_is_kept_out_then_its_pack_knows_nothing_of_the_case(office, room, press):
    """One pack has the case with its people, children by label; the other neither reference nor a name of it."""
    bar(office, room.landlord, room.peopled)
    made = made_packs(office, press, room.meeting, room.police, room.landlord)
    assert made.failed == ()
    by_agency = {each.copy.recipient: each for each in made.packs}
    whole, barred = by_agency["Police CSU"], by_agency["Riverside & Chalk Housing"]
    assert [each.copy.copy_number for each in made.packs] == [1, 2]
    assert whole.copy.proof.hits == barred.copy.proof.hits == ()
    told, less = text_of(whole.plain), text_of(barred.plain)
    assert reference(room, room.peopled) in told
    assert "Rukhsana Begum" in told
    assert not [name for name in ("Tahmid", "Saddlers", "MB4 2AA", "900146") if name in told]
    assert not [name for name in (reference(room, room.peopled), "Rukhsana", "Dane", "Whitlock") if name in less]
    assert "Child 1’s school" in re.sub(r"\s+", " ", told)
    assert "Copy 2 of 2 for Riverside & Chalk Housing" in less
    for pack in made.packs:
        assert pdf_structure.findings(pack.plain) == []
        assert pdf_structure.marking_findings(pack.plain, "OFFICIAL-SENSITIVE") == []
        assert not re.search("Begum|Dane|Police|Riverside", pack.file_name)


def test_make_packs_when_initials_are_wanted_then_no_name_stands_in_it(office, room, press):
    """Names of the people go; the proof looks for them too."""
    (made,) = made_packs(office, press, room.meeting, room.police, initials=True).packs
    assert made.copy.proof.hits == ()
    assert not [name for name in ("Rukhsana", "Begum", "Colin", "Whitlock") if name in text_of(made.plain)]


def test_issue_when_confirmed_then_register_disclosures_recipe_and_own_passwords(office, room, press):
    """Each copy has its number, hash, password and recipe; each person told about has an entry."""
    made = made_packs(office, press, room.meeting, room.police, room.landlord)
    keys = issue(office, made, room.meeting)
    lines = office.read(packs.pack_copies, room.meeting)
    assert [(line.copy, line.copies, line.recipient, line.cases) for line in lines] == [
        (1, 2, "Police CSU", 4), (2, 2, "Riverside & Chalk Housing", 4),
    ]  # fmt: skip
    first = made.packs[0]
    with office.records.read(office.actor) as reading:
        row = reading.find(IssuedPaperRow, keys[0])
        people = reading.session.scalars(
            select(DisclosureRow.person_id).where(DisclosureRow.issued_paper_id == keys[0])
        ).all()  # fmt: skip
    assert row.sha256 == hashlib.sha256(first.content).hexdigest()
    assert row.recipe["plain_sha256"] == hashlib.sha256(first.plain).hexdigest()
    assert len(people) == len(set(people)) == 4
    passwords = {each.copy.password for each in made.packs}
    assert len(passwords) == 2
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(first.content))
    pikepdf.open(io.BytesIO(first.content), password=first.copy.password).close()
    assert office.read(packs.copy_password, keys[0]) == first.copy.password
    listed = {line.paper for line in office.read(panel_papers.meeting_papers, room.meeting).papers}
    assert "call-list" in listed
    with office.records.read(office.actor) as reading:
        calls = load(reading, "call-list", PaperOptions(meeting_id=room.meeting))
    assert {call.password for call in calls.calls} == passwords
    assert pdf_structure.findings(produce(calls, press)) == []


def test_issue_when_a_proof_does_not_hold_then_refused_until_each_hit_is_passed(office, room, press):
    """A paper with something left in it never goes by itself; a pass is kept with its reason."""
    agency = AddAgency(name="Tahmid", kind="other", core=True)
    office.do(
        agencies.add_representative, AddRepresentative(agency_id=office.do(agencies.add_agency, agency), name="X")
    )
    key = next(
        each.agency_id for each in office.read(packs.pack_plan, room.meeting).recipients if "Tahmid" in each.agency
    )
    made = made_packs(office, press, room.meeting, key)
    assert {hit.words for hit in made.hits} == {"Tahmid"}
    with pytest.raises(Refused, match="not proved"):
        issue(office, made, room.meeting)
    assert office.read(packs.pack_copies, room.meeting) == ()
    *most, last = made.hits
    some = tuple(HitPass(key=hit.key, reason="The centre’s own name") for hit in most)
    with pytest.raises(Refused, match="not proved"):
        issue(office, made, room.meeting, some)
    issue(office, made, room.meeting, (*some, HitPass(key=last.key, reason="The centre’s own name")))
    (line,) = office.read(packs.pack_copies, room.meeting)
    assert line.passed == len(made.hits)


def test_issue_when_a_word_was_never_looked_at_then_refused_until_somebody_decides(office, room, press):
    """What may be the name of somebody nobody knows stops the packs of its case, and of no other."""
    wording = "Ring Zenobia about the stairs"
    office.do(actions.add_action, AddAction(wording=wording, case_id=room.peopled, owner_agency_id=room.police))
    made = made_packs(office, press, room.meeting, room.police)
    command = IssuePacks(meeting_id=room.meeting, copies=tuple(each.copy for each in made.packs))
    with pytest.raises(Undecided) as undecided:
        office.do(packs.issue_packs, command)
    assert room.peopled in undecided.value.case_ids
    assert office.read(packs.pack_copies, room.meeting) == ()
    assert len(issue(office, made, room.meeting)) == 1


def test_make_packs_when_the_office_wants_initials_then_they_have_them_unless_asked_otherwise(office, room, press):
    """A setting, and for one time the other way."""
    office.do(change_settings, OfficeSettings(officer_name="Anwen Price", initials_in_packs=True))
    assert office.read(packs.pack_plan, room.meeting).initials
    (made,) = made_packs(office, press, room.meeting, room.police).packs
    assert made.copy.initials
    assert made.copy.proof.hits == ()
    assert "Rukhsana" not in text_of(made.plain)
    (named,) = made_packs(office, press, room.meeting, room.police, initials=False).packs
    assert "Rukhsana" in text_of(named.plain)


def test_issue_when_things_changed_since_it_was_made_then_refused(office, room, press):
    """A new interest, an agreement that ran out, a number given meanwhile: nothing is issued."""
    made = made_packs(office, press, room.meeting, room.police)
    set_agency(office, room.police, agreement_expires_on=date(2026, 11, 30))
    with pytest.raises(Refused, match="agreement ended on 30 November 2026"):
        issue(office, made, room.meeting)
    set_agency(office, room.police, agreement_expires_on=None)
    bar(office, room.police, room.new)
    with pytest.raises(Refused, match="may not have"):
        issue(office, made, room.meeting)
    again = made_packs(office, press, room.meeting, room.police)
    issue(office, again, room.meeting)
    with pytest.raises(Refused, match="given meanwhile"):
        issue(office, again, room.meeting)


def test_supplement_when_a_case_came_later_then_only_that_and_the_agenda(office, room, press):
    """Copy 2 follows copy 1: the new case, the agenda as it now is, no minutes and no log."""
    issue(office, made_packs(office, press, room.meeting, room.police), room.meeting)
    office.do(packs.note_packs_written, NotePacksWritten(meeting_id=room.meeting, copy_numbers=(1,)))
    nothing = made_packs(office, press, room.meeting, room.police, supplement=True)
    assert [(each.about, each.reason) for each in nothing.failed] == [("Police CSU", "Nothing is new for it.")]
    late = office.do(referrals.log_referral, a_referral(room.landlord, summary="A late case."))
    case = office.do(referrals.accept_referral, AcceptReferral(id=late.id)).case_id
    office.do(agendas.add_to_agenda, AddToAgenda(meeting_id=room.meeting, case_id=case))
    (made,) = made_packs(office, press, room.meeting, room.police, supplement=True).packs
    assert (made.copy.since, made.copy.copy_number, made.copy.case_ids) == (1, 2, (case,))
    words = text_of(made.plain)
    assert "Supplement to copy 1" in words
    assert "Ended since the last panel" not in words


def test_make_packs_when_one_case_cannot_be_set_then_named_and_the_rest_are_made(office, room, press, monkeypatch):
    """The reason is told with the case; everybody's pack says that it follows."""
    bad = reference(room, room.third)

    def failing(make):
        def made(paper, press, *, progress):
            if any(case.paper.reference == bad for case in paper.cases):
                raise HipDeskError("The press ran out of memory.")
            return make(paper, press, progress=progress)

        return made

    for name in ("produce", "produce_noted"):
        monkeypatch.setattr(packing, name, failing(getattr(packing, name)))
    made = made_packs(office, press, room.meeting, room.police, room.landlord)
    assert [(each.about, each.reason) for each in made.failed] == [(f"Case {bad}", "The press ran out of memory.")]
    assert [len(each.copy.case_ids) for each in made.packs] == [3, 3]
    assert f"to follow: {bad}" in text_of(made.packs[0].plain)


def test_make_packs_when_cancelled_then_stopped_and_nothing_is_issued(office, room, press):
    """Stopping half way leaves no copy in the register."""
    progress = Progress(lambda done, _of, what: progress.cancel() if "Setting" in what and done == 1 else None)
    with pytest.raises(Stopped):
        made_packs(office, press, room.meeting, room.police, room.landlord, progress=progress)
    assert office.read(packs.pack_copies, room.meeting) == ()


def test_mark_copy_when_returned_destroyed_or_withdrawn_then_kept_and_taken_back(office, room, press):
    """The register says what became of each copy; a withdrawn one no longer counts as held."""
    (key,) = issue(office, made_packs(office, press, room.meeting, room.police), room.meeting)
    day = date(2026, 12, 10)
    for outcome in ("returned", "destroyed", "withdrawn"):
        office.do(packs.mark_copy, MarkCopy(copy_id=key, outcome=outcome, on_day=day))
    (line,) = office.read(packs.pack_copies, room.meeting)
    assert (line.returned_on, line.destroyed_on, line.withdrawn_on, line.out) == (day, day, day, False)
    plan = office.read(packs.pack_plan, room.meeting)
    assert [each.copy for each in plan.recipients if each.agency_id == room.police] == [None]
    office.do(packs.mark_copy, MarkCopy(copy_id=key, outcome="withdrawn", on_day=None))
    assert office.read(packs.pack_copies, room.meeting)[0].withdrawn_on is None
    with pytest.raises(Refused, match="still to come"):
        office.do(packs.mark_copy, MarkCopy(copy_id=key, outcome="returned", on_day=date(2026, 12, 11)))


def test_letters_of_a_pack_when_drafted_then_unsent_marked_and_nameless(office, room, press):
    """The e-mail opens unsent, carries the encrypted file and the handling line, and names nobody in its subject."""
    made = made_packs(office, press, room.meeting, room.police)
    with office.records.read(office.actor) as reading:
        (draft,) = packing.mail_drafts(reading, made)
    message = message_from_bytes(draft.content, policy=default)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "OFFICIAL-SENSITIVE: Panel papers, 10 December 2026, copy 1"
    body = message.get_body().get_content()
    assert "Do not copy or forward" in body
    assert made.packs[0].copy.password not in draft.content.decode("latin-1")
    (attached,) = message.iter_attachments()
    assert attached.get_content() == made.packs[0].content
    with office.records.read(office.actor) as reading:
        assert packing.mail_drafts(reading, made)[0].content == draft.content
    assert not [name for name in ("Begum", "Dane", "Tahmid") if name in body + message["Subject"]]


def test_panel_calendar_when_written_then_the_meeting_its_deadlines_and_no_case(office, room):
    """Dates for anybody's calendar: London's hour as UTC, folded lines, nothing of a case."""
    with office.records.read(office.actor) as reading:
        made = packing.panel_calendar(reading, room.meeting)
    lines = made.content.decode().split("\r\n")
    assert made.file_name == "Panel dates 2026-12-10.ics"
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert "SUMMARY:Marlbridge Hate Incident Panel" in lines
    assert "DTSTART:20261210T100000Z" in lines
    assert [line for line in lines if line.startswith("SUMMARY")][1].endswith("Referrals close")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "HIP/" not in made.content.decode()


def test_packs_when_fifteen_recipients_then_each_has_its_own_copy_number_password_and_cases(office, room, press):
    """A whole panel at once: every copy names its recipient on every page and nobody else's."""
    for line in office.read(agendas.agenda_view, room.meeting).cases:
        if line.case_id != room.peopled:
            office.do(agendas.remove_from_agenda, line.id)
    for number in range(12):
        key = office.do(agencies.add_agency, AddAgency(name=f"Agency {number:02d}", kind="other", core=True))
        office.do(agencies.add_representative, AddRepresentative(agency_id=key, name=f"Person {number:02d}"))
    every = [each.agency_id for each in office.read(packs.pack_plan, room.meeting).recipients]
    made = made_packs(office, press, room.meeting, *every)
    assert (len(made.packs), made.failed, made.hits) == (15, (), ())
    assert [pack.copy.copy_number for pack in made.packs] == list(range(1, 16))
    assert len({pack.copy.password for pack in made.packs}) == len({pack.copy.sha256 for pack in made.packs}) == 15
    for pack in made.packs:
        stands = re.findall(r"Copy (\d+) of 15 for (.+?)(?: Version|\\r)", text_of(pack.plain))
        assert {(int(number), whose.strip()) for number, whose in stands} == {
            (pack.copy.copy_number, pack.copy.recipient)
        }  # fmt: skip
        assert len(stands) == pack.copy.pages
    assert len(issue(office, made, room.meeting)) == 15


def test_write_when_one_file_cannot_be_written_then_told_and_made_again_under_its_number(office, room, press, tmp_path):
    """The others lie in the folder whole; the copy stays in the register as one to be written, with its number and its
    disclosures once; nobody is counted as holding it; a copy that was written cannot be made again.
    """
    made = made_packs(office, press, room.meeting, room.police, room.landlord)
    issue(office, made, room.meeting)
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / made.packs[1].file_name).mkdir(parents=True)
    done = write_packs(office, made, folder)
    assert done.fault is not None
    assert done.numbers == "copy 2"
    assert [pack.copy.copy_number for pack in done.left.packs] == [2]
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == sorted(done.names)
    lines = office.read(packs.pack_copies, room.meeting)
    assert [(line.copy, line.pending) for line in lines] == [(1, False), (2, True)]
    plan = {each.agency_id: each.copy for each in office.read(packs.pack_plan, room.meeting).recipients}
    assert (plan[room.police], plan[room.landlord]) == (1, None)
    again = made_packs(office, press, room.meeting, room.police, room.landlord, again=True)
    assert [(pack.copy.copy_number, pack.copy.recipient) for pack in again.packs] == [(2, "Riverside & Chalk Housing")]
    with office.records.read(office.actor) as reading:
        before = reading.session.scalars(select(DisclosureRow.id)).all()
    issue(office, again, room.meeting)
    with office.records.read(office.actor) as reading:
        assert reading.session.scalars(select(DisclosureRow.id)).all() == before
    whole = write_packs(office, again, elsewhere)
    assert whole.fault is None
    assert len(whole.names) == 2
    two = office.read(packs.pack_copies, room.meeting)[1]
    assert not two.pending
    content = (elsewhere / again.packs[0].file_name).read_bytes()
    pikepdf.open(io.BytesIO(content), password=office.read(packs.copy_password, two.id)).close()
    with pytest.raises(Refused, match="not one to be written again"):
        issue(office, again, room.meeting)
