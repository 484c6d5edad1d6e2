"""Public and annual reports on paper: signs first, no reference, name or typed text, the figures of the screen."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from hipdesk.kernel.errors import Refused
from hipdesk.model.periods import parse_period
from hipdesk.model.publishing import CaseStudy, WriteReport
from hipdesk.papers.catalogue import PaperOptions, load
from hipdesk.papers.loading.public import set_public
from hipdesk.papers.press import Press
from hipdesk.papers.produce import produce
from hipdesk.services.demonstration.making import invent
from hipdesk.services.publishing import write_report
from hipdesk.services.publishing_public import public_report
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import IncidentRow, ReferralRow
from tests.support import paper_troubles, pdf_structure
from tests.support.office import build_template, copy_template

QUARTER = "2026-27 Q2"
PLANTED = "Zyxwomble"
STUDY = "Stones were thrown at a family’s door."


@pytest.fixture(scope="module")
def press():
    with Press() as made:
        yield made


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An invented borough whose every free text and name holds a planted word."""
    template = build_template(tmp_path_factory.mktemp("template"))
    opened = copy_template(template, tmp_path_factory.mktemp("office"))
    opened.do(invent, 300)
    with opened.records.write(opened.actor) as work:
        work.session.execute(update(PersonRow).values(name=PLANTED, language=PLANTED))
        work.session.execute(update(ReferralRow).values(referrer_name=PLANTED))
        work.session.execute(update(IncidentRow).values(facts=PLANTED, place=PLANTED, verbatim=PLANTED))
        once = select(IncidentRow.id).limit(1).scalar_subquery()
        work.session.execute(update(IncidentRow).where(IncidentRow.id == once).values(ward=PLANTED))
        work.record("test.planted", "person", "0" * 32)
        work.finish()
    opened.do(
        write_report,
        WriteReport(
            kind="quarterly", period=QUARTER, commentary=f"{PLANTED} not approved",
            case_studies=(CaseStudy(title="A door", text=STUDY, approved=True), CaseStudy(text=f"{PLANTED} kept back")),
        ),
    )  # fmt: skip
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def produced(office, press):
    """The paper through the catalogue, its bytes and its words."""
    with office.records.read(office.actor) as reading:
        paper = load(reading, "quarterly-public", PaperOptions(period=QUARTER))
        made = public_report(reading, parse_period(QUARTER))
    content = produce(paper, press)
    return content, " ".join(" ".join(pdf_structure.page_texts(content)).split()), made


def test_public_paper_when_produced_then_structure_and_marking_hold(produced):
    """Tagged for reading aloud; OFFICIAL above and below every page, and no copy number."""
    content, words, _ = produced
    assert pdf_structure.findings(content) == []
    assert pdf_structure.marking_findings(content, "OFFICIAL") == []
    assert "OFFICIAL-SENSITIVE" not in words
    assert "Copy 1" not in words


def test_public_paper_when_read_back_then_no_word_of_a_record_stands_in_it(office, produced):
    """Planted names and texts, references, initials: none is printed; an approved case study is."""
    _, words, _ = produced
    with office.records.read(office.actor) as reading:
        references = list(reading.session.scalars(select(CaseRow.reference)))
        references += list(reading.session.scalars(select(ReferralRow.reference)))
        initials = set(reading.session.scalars(select(CaseRow.initials)))
    assert PLANTED not in words
    assert [each for each in references if each in words] == []
    assert [each for each in initials if each and re.search(rf"\b{re.escape(each)}", words)] == []
    assert STUDY in words


def test_public_paper_when_produced_then_the_signs_are_explained_before_any_table(produced):
    """What [c] means stands before the first [c] of a table."""
    _, words, _ = produced
    assert (
        words.index("[c] : confidential") < words.index("Table 2")
        if "[c] : confidential" in words
        else (words.index("[c]: confidential") < words.index("Table 2"))
    )
    assert "nobody can tell which" in words


def test_public_paper_when_produced_then_no_count_under_five_and_no_percentage_on_a_small_base(produced):
    """Read from the figures that were printed: 1 to 4 nowhere, a change only from 20 up."""
    _, _, made = produced
    for table in made.tables:
        for line in table.lines:
            counts = [cell.value for cell in line.cells[:2]]
            assert not [count for count in counts if count is not None and 0 < count < 5], (table.number, line.label)
            if "%" in line.cells[-1].shown:
                assert counts[1] is not None
                assert counts[1] >= 20


def test_public_paper_when_lines_are_hidden_then_their_place_gives_no_size_away(produced):
    """Hidden lines stand together and by name, or every line where it always stands."""
    _, _, made = produced
    ages = ["0 to 9", "10 to 17", "18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 and over"]
    for table in made.tables:
        if table.number in ("10a", "11a"):
            assert [line.label for line in table.lines if line.kind == "plain"] == ages
        if table.number in ("2", "10a", "11a", "15"):
            continue
        plain = [line for line in table.lines if line.kind == "plain"]
        hidden = [at for at, line in enumerate(plain) if line.cells[0].value is None and "[c]" in line.cells[0].shown]
        assert hidden == list(range(hidden[0], hidden[-1] + 1)) if hidden else True
        labels = [plain[at].label for at in hidden]
        assert labels == sorted(labels)


def test_public_paper_when_nothing_can_be_shown_then_says_which_tables_are_not_printed(office, press, produced):
    """A panel of a handful of cases gets a paper of a few lines, still sound."""
    _, _, made = produced
    with office.records.read(office.actor) as reading:
        bare = replace(made, tables=made.tables[:1], left_out=("Cases naming each strand",), before=None)
        paper = set_public(reading, bare, WriteReport(kind="quarterly", period=QUARTER))
    content = produce(paper, press)
    assert pdf_structure.findings(content) == []
    assert "Not printed, because hardly a count" in " ".join(" ".join(pdf_structure.page_texts(content)).split())


YEAR = "2025-26"


@pytest.fixture(scope="module")
def annual(office, press):
    """The annual report of both versions: bytes, words and model."""
    foreword = f"{PLANTED} wrote this"
    office.do(write_report, WriteReport(kind="annual", period=YEAR, foreword=foreword, priorities="Hear every case."))
    found = {}
    for paper_id in ("annual", "annual-public"):
        with office.records.read(office.actor) as reading:
            paper = load(reading, paper_id, PaperOptions(period=YEAR))
        content = produce(paper, press)
        found[paper_id] = content, " ".join(" ".join(pdf_structure.page_texts(content)).split()), paper
    return found


@pytest.mark.parametrize(("paper_id", "marking"), [("annual", "OFFICIAL-SENSITIVE"), ("annual-public", "OFFICIAL")])
def test_annual_when_produced_then_structure_and_marking_hold(annual, paper_id, marking):
    """Both versions are tagged and marked on every page."""
    content, words, _ = annual[paper_id]
    assert pdf_structure.findings(content) == []
    assert pdf_structure.marking_findings(content, marking) == []
    for heading in ("The year in numbers", "Did it help?", "How the panel kept its promises", "What the figures mean"):
        assert heading in words


def test_annual_when_public_then_only_approved_words_and_no_record_stand_in_it(office, annual):
    """The foreword was not approved: the panel reads it, the public does not; nor any reference."""
    assert PLANTED in annual["annual"][1]
    _, words, _ = annual["annual-public"]
    assert PLANTED not in words
    assert "Hear every case." not in words
    with office.records.read(office.actor) as reading:
        references = list(reading.session.scalars(select(CaseRow.reference)))
    assert [each for each in references if each in words] == []


def test_annual_when_made_then_its_blocks_are_its_referrals(annual):
    """A block for every referral: the columns of the cover add to the year."""
    _, words, paper = annual["annual"]
    assert [block.name for block in paper.blocks][:3] == ["Apr", "May", "Jun"]
    assert sum(block.count for block in paper.blocks) == int(paper.big[0].shown)
    assert f"{paper.big[0].shown} referrals were made to the panel." in words


def test_annual_when_public_then_no_block_is_a_small_count(annual):
    """Months under five become quarters; a count that is still small is a hatched stub."""
    _, _, paper = annual["annual-public"]
    assert not [block for block in paper.blocks if block.count is not None and 0 < block.count < 5]


def test_annual_when_asked_for_a_quarter_then_refuses(office):
    """A year, or nothing."""
    with office.records.read(office.actor) as reading, pytest.raises(Refused, match="whole year"):
        load(reading, "annual-public", PaperOptions(period=QUARTER))


@pytest.mark.parametrize("paper_id", ["quarterly-public", "annual", "annual-public"])
def test_paper_when_every_text_is_hostile_then_it_is_printed_as_text(office, annual, press, paper_id):
    """Markup in any string of the model, names and foreword alike, runs nowhere and breaks no structure."""
    period = QUARTER if paper_id.startswith("quarterly") else YEAR
    with office.records.read(office.actor) as reading:
        paper = paper_troubles.hostile(load(reading, paper_id, PaperOptions(period=period)))
    content = produce(paper, press)
    assert pdf_structure.findings(content) == []
    words = " ".join(" ".join(pdf_structure.page_texts(content)).replace("\u200b", "").split())
    assert "#set" in words
    assert "54439" not in words
