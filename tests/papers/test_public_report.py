"""Public and annual reports on paper: signs first, no reference, name or typed text, the figures of the screen."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from sqlalchemy import select, update

from hipdesk.kernel.errors import Refused
from hipdesk.model.periods import parse_period
from hipdesk.model.publishing import CaseStudy, WriteReport
from hipdesk.model.settings import PopulationSettings
from hipdesk.model.wards import ImportWards, WardShape
from hipdesk.papers.catalogue import PaperOptions, load
from hipdesk.papers.figures_book import figures_book
from hipdesk.papers.loading.public import set_public
from hipdesk.papers.produce import produce
from hipdesk.papers.reading.ward_files import read_wards
from hipdesk.papers.word import write_word
from hipdesk.services.demonstration.making import invent
from hipdesk.services.publishing import write_report
from hipdesk.services.publishing_annual import annual_report
from hipdesk.services.publishing_public import public_report
from hipdesk.services.settings import change_settings
from hipdesk.services.wards import import_wards
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import PersonRow
from hipdesk.store.tables.referrals import IncidentRow, ReferralRow
from tests.support import paper_troubles, pdf_structure
from tests.support.office import build_template, copy_template
from tests.support.presses import lent_press

QUARTER = "2026-27 Q2"
PLANTED = "Zyxwomble"
MAP = Path(__file__).resolve().parents[1] / "data" / "wards" / "marlbridge.geojson"
PEOPLE = {"10b": {"Female": 45_000, "Male": 55_000}, "10d": {"Disabled": 9_000, "Not disabled": 91_000}}
STUDY = "Stones were thrown at a family’s door."


@pytest.fixture(scope="module")
def press():
    with lent_press() as made:
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
    wards = tuple(WardShape(name=name, rings=rings) for name, _, rings in read_wards(MAP.read_bytes())["wards"])
    opened.do(import_wards, ImportWards(file_name=MAP.name, sha256="a" * 64, wards=wards))
    opened.do(change_settings, PopulationSettings(source="Census 2021", groups=PEOPLE))
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
    headings = (
        "The year in numbers", "Referrals and cases by year", "Did it help?", "How the panel kept its promises",
        "Who is affected, beside who lives here", "Sex: people affected, and people who live here",
        "Map 9 Cases by ward of incident", "Who sits on the panel", "What the figures mean",
    )  # fmt: skip
    assert [heading for heading in headings if heading not in words] == []
    assert ("Attendance by core agency" in words) == (paper_id == "annual")


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


@pytest.mark.parametrize("audience", ["panel", "public"])
def test_equality_when_a_population_is_entered_then_shares_are_of_what_is_shown(office, audience):
    """Each share is worked out by hand from the table of people affected; what is hidden there has none here."""
    made = office.read(annual_report, parse_period(YEAR), audience)
    (of_sex, *_) = made.equality
    counted = made.counted.table("10b")
    shown = {line.label: line.cells[0] for line in counted.lines}
    known = [shown[group].value for group in PEOPLE["10b"]]
    for line, group in zip(of_sex.lines, PEOPLE["10b"], strict=True):
        affected, share, living, part = line.cells
        assert (affected.value, affected.words) == (shown[group].value, shown[group].words)
        assert (living.value, part.words) == (PEOPLE["10b"][group], "45%" if group == "Female" else "55%")
        if None not in known and sum(known) >= 20:
            assert share.words == f"{(200 * affected.value + sum(known)) // (2 * sum(known))}%"
        else:
            assert share.words in ("[c]", "[u]")
    assert not [each for each in made.equality if each.number == "25a"]


def test_annual_when_no_population_is_entered_then_it_says_so(office):
    """Nothing is set beside who lives in the district, and the report tells why."""
    with office.records.write(office.actor) as work:
        change_settings(work, PopulationSettings())
        paper = load(work, "annual-public", PaperOptions(period=YEAR))
    assert paper.equality == ()
    assert "no population of the district" in paper.equality_note


def test_years_when_the_public_reads_them_then_small_ones_are_hidden_as_everywhere(office):
    """Referrals, cases accepted and cases closed of each year, and none from one to four."""
    made = office.read(annual_report, parse_period(YEAR), "public")
    assert made.years is not None
    assert made.years.lines[-1].label == YEAR
    assert made.years.lines[-1].cells[0] == made.counted.trend[-1][1]
    assert not [cell for line in made.years.lines for cell in line.cells if cell.value in (1, 2, 3, 4)]


@pytest.mark.parametrize(("label", "annual"), [(QUARTER, False), (YEAR, True)])
def test_workbook_when_public_then_holds_what_is_shown_and_nothing_that_is_hidden(office, press, label, annual):
    """Cell by cell what the report shows; no part of the file has a name, a typed text or a hidden count."""
    book = figures_book(office, press, label, "public", annual=annual)
    opened = openpyxl.load_workbook(io.BytesIO(book.content))
    assert book.figures.title.endswith(", public version")
    period = parse_period(label)
    made = office.read(annual_report, period, "public") if annual else office.read(public_report, period)
    for table in made.tables:
        rows = list(opened[f"Table {table.number}"].iter_rows(min_row=2, values_only=True))
        shown = [tuple(cell.words or cell.value for cell in line.cells) for line in table.lines]
        assert [row[1:] for row in rows] == shown
    assert any("[c]" in str(value) for row in opened["About"].iter_rows(values_only=True) for value in row)
    for sheet in opened.worksheets:
        assert (sheet.sheet_state, sheet.oddHeader.center.text) == ("visible", "&BOFFICIAL")
        small = [cell.value for row in sheet.iter_rows() for cell in row if cell.value in (1, 2, 3, 4)]
        assert small == []
    with zipfile.ZipFile(io.BytesIO(book.content)) as packed:
        parts = b"".join(packed.read(name) for name in packed.namelist())
    assert PLANTED.encode() not in parts


def test_workbook_when_for_the_panel_then_the_annual_one_has_what_its_paper_prints(office, press):
    """Every table of the paper, its promises and whether it helped; marked as the office marks."""
    book = figures_book(office, press, YEAR, annual=True)
    opened = openpyxl.load_workbook(io.BytesIO(book.content))
    assert {"Table 20", "Table 24", "Table 25b", "Table 26", "Table 27"} <= set(opened.sheetnames)
    assert opened.worksheets[0].oddHeader.center.text == "&BOFFICIAL-SENSITIVE"
    with pytest.raises(Refused, match="whole year"):
        figures_book(office, press, QUARTER, annual=True)


def test_word_when_a_report_is_public_or_annual_then_its_tables_map_and_figures_come_along(annual, press):
    """The same counts as on paper, the map with its words, one first heading; marked OFFICIAL, nobody in it."""
    _, _, paper = annual["annual-public"]
    packed = write_word(paper, press)
    document = docx.Document(io.BytesIO(packed))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [f"Annual report {YEAR}"]
    assert document.sections[0].footer.paragraphs[-1].text == "OFFICIAL"
    body = [p.text for p in document.paragraphs]
    assert any(text.startswith(f"referrals: {paper.big[0].shown}") for text in body)
    assert any(text.startswith(f"Open cases: {paper.flow[0][0]} open") for text in body)
    told = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    wards = next(table for table in paper.tables if table.number == "9")
    assert wards.figure().alternative() in told
    cells = {table.rows[0].cells[0].text: [cell.text for cell in table.rows[-1].cells] for table in document.tables}
    last = next(table for table in paper.tables if table.number == "4").lines[-1]
    assert cells["Decision"] == [last.name, *last.cells]
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert not [name for name in archive.namelist() if PLANTED.encode() in archive.read(name)]
