"""Single papers on their way out: who may have one, what register and disclosures say of it, and by which number."""

from datetime import date

import pytest
from sqlalchemy import select

from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault, Refused
from hipdesk.model.issuing import Unconfirmed
from hipdesk.model.panels.attendance import DeclareInterest
from hipdesk.model.redaction.looking import DecideWords
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services import attendance, redaction
from hipdesk.store.queries.packs import disclosed_people
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.papers import DisclosureRow, IssuedPaperRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import InvolvementRow
from tests.support import pdf_structure
from tests.support.panel_desk import marlbridge

CARE, POLICE, PRESS = "Victim Care", "Police CSU", "The Daily News"


@pytest.fixture(scope="module")
def panel(tmp_path_factory):
    """The Marlbridge desk with every word of both meetings' narratives decided on."""
    with marlbridge(tmp_path_factory.mktemp("copies")) as (desk, known):
        for meeting in (known.december, known.november):
            for each in desk.open(redaction.words_to_look_at, meeting):
                told = {"case_id": each.case_id, "narrative": each.narrative, "words": (each.words,)}
                desk.do(redaction.decide_words, DecideWords.model_validate(told | {"decision": "pass"}))
        with desk._custody.records.write(desk.actor) as work:
            for case in known.cases.values():
                person = PersonRow(name="Ottoline Varga", folded="ottoline varga")
                work.session.add(person)
                work.session.flush()
                part = InvolvementRow(case_id=case, person_id=person.id, role="victim", label="Victim A")
                work.session.add(part)
            work.record("case.changed", "case", case)
            work.finish()
        yield desk, known


def save(panel, target, paper, meeting, to, cut="", **how):
    """A paper of a meeting made for an agency and saved for a recipient."""
    desk, known = panel
    options = PaperOptions(meeting_id=meeting, agency_id=known.agencies[cut] if cut else "")
    desk.save_paper(desk.make_paper(paper, options), target, options, to, **how)


def register(panel):
    """The register of copies, each with the people it is noted to have told of; newest last."""
    desk, _known = panel
    with desk._custody.records.read(desk.actor) as reading:
        rows = reading.session.scalars(select(IssuedPaperRow).order_by(IssuedPaperRow.made_at, IssuedPaperRow.id)).all()
        told = select(DisclosureRow.person_id, DisclosureRow.recipient, DisclosureRow.what)
        return [
            (row, reading.session.execute(told.where(DisclosureRow.issued_paper_id == row.id)).all()) for row in rows
        ]


def new_copies(panel, before):
    """What came to the register since."""
    held = {row.id for row, _told in before}
    return [each for each in register(panel) if each[0].id not in held]


def set_agency(panel, name, **values):
    """Change an agency's row."""
    desk, known = panel
    with desk._custody.records.write(desk.actor) as work:
        for field, value in values.items():
            setattr(work.find(AgencyRow, known.agencies[name]), field, value)
        work.record("agency.changed", "agency", known.agencies[name])
        work.finish()


@pytest.mark.parametrize(
    ("paper", "meeting"),
    [("names-list", "december"), ("return-form", "december"), ("minutes", "november"), ("action-slip", "november")],
)
def test_save_when_an_agency_gets_it_then_each_person_it_tells_of_has_an_entry(panel, tmp_path, paper, meeting):
    """The register knows whose copy it is and of which cases it tells; everybody on them is noted, once a case."""
    desk, known = panel
    before = register(panel)
    save(panel, tmp_path / "paper.pdf", paper, getattr(known, meeting), POLICE, POLICE)
    ((row, told),) = new_copies(panel, before)
    assert (row.agency_id, row.recipe["cases"] != []) == (known.agencies[POLICE], True)
    with desk._custody.records.read(desk.actor) as reading:
        people = [person for case in row.recipe["cases"] for person in disclosed_people(reading, case)]
    assert people
    assert sorted(person for person, _to, _what in told) == sorted(people)
    assert {to for _person, to, _what in told} == {POLICE}
    assert all(what.endswith(f"copy {row.copy_number}") for _person, _to, what in told)


def test_save_when_it_stays_in_the_office_or_tells_of_nobody_then_no_entry(panel, tmp_path):
    """A copy of the office's own discloses nothing, nor does an agenda."""
    _desk, known = panel
    before = register(panel)
    save(panel, tmp_path / "names.pdf", "names-list", known.december, "the office")
    save(panel, tmp_path / "agenda.pdf", "agenda", known.december, PRESS)
    assert [told for _row, told in new_copies(panel, before)] == [[], []]


def test_save_when_several_copies_go_then_their_numbers_run_on_and_stand_on_the_pages(panel, tmp_path):
    """Whoever it was previewed for: what leaves names its recipient and has a number of its own."""
    _desk, known = panel
    before = register(panel)
    for name, to in enumerate((POLICE, CARE, CARE)):
        save(panel, tmp_path / f"{name}.pdf", "agenda", known.november, to)
    first = [row.copy_number for row, _told in new_copies(panel, before)]
    assert first == list(range(first[0], first[0] + 3))
    pages = pdf_structure.page_texts((tmp_path / "2.pdf").read_bytes())
    assert all(f"Copy {first[2]} of {first[2]} for {CARE}" in " ".join(page.split()) for page in pages)


def test_save_when_an_agreement_does_not_hold_then_refused_as_a_pack_is(panel, tmp_path):
    """Names, cases and forms stop, with the pack's own sentence; what only tells of an agency's actions goes."""
    _desk, known = panel
    set_agency(panel, CARE, agreement_expires_on=date(2026, 1, 31))
    before = register(panel)
    try:
        for paper, meeting in (("names-list", known.december), ("minutes", known.november)):
            with pytest.raises(Refused, match=f"{CARE} gets no .*: Its sharing agreement ended on 31 January 2026"):
                save(panel, tmp_path / "paper.pdf", paper, meeting, CARE, CARE)
        assert (new_copies(panel, before), list(tmp_path.iterdir())) == ([], [])
        save(panel, tmp_path / "slip.pdf", "action-slip", known.november, CARE, CARE)
    finally:
        set_agency(panel, CARE, agreement_expires_on=None)


def test_save_when_the_recipient_is_no_agency_then_it_must_be_confirmed(panel, tmp_path):
    """Refused with recipient and number of cases until somebody says that it is right; then it names them."""
    desk, known = panel
    options = PaperOptions(meeting_id=known.december)
    made = desk.make_paper("names-list", options)
    with pytest.raises(Unconfirmed, match=PRESS) as unconfirmed:
        desk.save_paper(made, tmp_path / "names.pdf", options, PRESS)
    assert unconfirmed.value.cases == len(made.out.case_ids) > 1
    assert list(tmp_path.iterdir()) == []
    desk.save_paper(made, tmp_path / "names.pdf", options, PRESS, confirmed=True)
    assert f"for {PRESS}" in pdf_structure.page_texts((tmp_path / "names.pdf").read_bytes())[0]


def test_save_when_one_agency_s_paper_would_go_to_another_that_is_kept_out_then_refused(panel, tmp_path):
    """Whom it was cut for does not decide who may have it."""
    desk, known = panel
    made = desk.make_paper("names-list", PaperOptions(meeting_id=known.december, agency_id=known.agencies[POLICE]))
    interest = DeclareInterest(
        case_id=made.out.case_ids[0], agency_id=known.agencies[CARE], name="Its head", nature="Party to it",
        ruling="no_papers",
    )  # fmt: skip
    desk.do(attendance.declare_interest, interest)
    with pytest.raises(Refused, match="holds a case it may not have"):
        save(panel, tmp_path / "names.pdf", "names-list", known.december, CARE, POLICE)


def test_save_when_it_cannot_be_recorded_or_written_then_neither_is_there(panel, tmp_path, monkeypatch):
    """No file without its entry in the register, and no entry without the file."""
    _desk, known = panel
    before = register(panel)

    def refuse(*_args, **_how):
        raise Refused("The record cannot be written.")

    with monkeypatch.context() as patched:
        patched.setattr(Desk, "do", refuse)
        with pytest.raises(Refused, match="cannot be written"):
            save(panel, tmp_path / "agenda.pdf", "agenda", known.december, POLICE)
    with files.played_by(files.FaultyDisk(10)), pytest.raises(EnvironmentFault):
        save(panel, tmp_path / "agenda.pdf", "agenda", known.december, POLICE)
    assert (new_copies(panel, before), list(tmp_path.iterdir())) == ([], [])
