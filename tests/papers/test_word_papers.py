"""Papers as Word: the structure of the PDF, the marking on every page, the same bytes, and nothing that could run."""

import io
import itertools
import re
import zipfile
from dataclasses import replace

import docx
import msoffcrypto
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import clean
from hipdesk.papers.encryption import protected
from hipdesk.papers.furniture import OfficeLook
from hipdesk.papers.word import is_word, write_word
from hipdesk.papers.word.document import WordDocument
from tests.support import paper_examples, paper_examples_office, paper_troubles
from tests.support.paper_examples_letters import a_letter
from tests.support.paper_frames import frame
from tests.support.presses import lent_press

PAPERS = {
    "agenda": paper_examples.agenda,
    "minutes": paper_examples.minutes,
    "draft minutes": paper_examples.draft_minutes,
    "action log": paper_examples_office.action_log,
    "information pack": paper_examples_office.information_pack,
    "poor agenda": paper_troubles.poor_agenda,
    "poor minutes": paper_troubles.poor_minutes,
    "poor action log": paper_examples_office.poor_action_log,
    "poor information pack": paper_examples_office.poor_information_pack,
    "hostile agenda": lambda: paper_troubles.hostile(paper_examples.agenda()),
    "hostile minutes": lambda: paper_troubles.hostile(paper_examples.minutes()),
    "quarterly": paper_examples.quarterly,
    "poor quarterly": paper_troubles.poor_quarterly,
    "hostile quarterly": lambda: paper_troubles.hostile(paper_examples.quarterly()),
    "hostile information pack": lambda: paper_troubles.hostile(paper_examples_office.information_pack()),
}
RUNS = re.compile(rb"instrText|<w:hyperlink|w:object|w:altChunk|TargetMode|w:control |w:ins |w:del |w:comment")


def a_logo():
    """Three times as wide as high."""
    out = io.BytesIO()
    Image.new("RGBA", (900, 300), (11, 90, 104, 255)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def press():
    """One press for the module: reports are set in it."""
    with lent_press() as made:
        yield made


def parts_of(packed):
    """Every part of a document by name."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_of(document):
    """All that is written in the body, in order."""
    return "\n".join(
        "".join(text.text or "" for text in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))
    )


@pytest.mark.parametrize("name", PAPERS)
def test_word_paper_when_written_then_has_the_form_of_every_paper(name, press):
    """A4, one first heading, no level left out, every table named, its head repeating; each page is marked."""
    paper = PAPERS[name]()
    packed = write_word(paper, press)
    document = docx.Document(io.BytesIO(packed))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    marking = paper.frame.marking
    assert marking in section.header.paragraphs[0].text
    assert [p.text for p in section.footer.paragraphs][-1] == marking
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert not [name for name, part in parts_of(packed).items() if b"en-US" in part or b"ja-JP" in part]


@pytest.mark.parametrize("name", PAPERS)
def test_word_paper_when_written_then_names_nobody_and_runs_nothing(name, press):
    """No author, no picture of the page, no field, link or object in what came from the record; always the same."""
    packed = write_word(PAPERS[name](), press)
    assert packed == write_word(PAPERS[name](), press)
    parts = parts_of(packed)
    told = docx.Document(io.BytesIO(packed)).core_properties
    assert (told.author, told.last_modified_by, told.comments, told.keywords) == ("", "", "", "")
    assert not [part for part in parts if "thumbnail" in part or "customXml" in part or "vba" in part.casefold()]
    assert not [name for name, part in parts.items() if RUNS.search(part)]
    assert not [part for part in parts if part == "docProps/app.xml"]
    assert not re.search(rb"python-docx|Macintosh|Normal\.dotm", b"".join(parts.values()))


@pytest.mark.parametrize("name", ["agenda", "letter", "quarterly", "information pack"])
def test_word_paper_when_the_office_has_a_logo_then_it_stands_there_once_with_its_words(name, press):
    """In its own shape, no larger than on the pages; read aloud by what the office says it shows."""
    paper = {**PAPERS, "letter": a_letter}[name]()
    look = OfficeLook(logo=a_logo(), logo_words="Borough of Marlbridge, two towers")
    document = docx.Document(io.BytesIO(write_word(replace(paper, frame=replace(paper.frame, look=look)), press)))
    said = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert said.count("Borough of Marlbridge, two towers") == 1
    assert all(said)
    (logo,) = [
        each for each in document.element.body.iter(qn("wp:inline")) if each.find(qn("wp:docPr")).get("name") == "Logo"
    ]
    wide, high = (int(logo.find(qn("wp:extent")).get(name)) / 36_000 for name in ("cx", "cy"))
    assert (round(wide, 1), round(high, 1)) == (46.0, 15.3)


def test_word_minutes_when_hostile_then_the_words_stand_as_typed():
    """What looks like markup, a formula or a template is text; direction overrides and NUL are gone."""
    written = words_of(docx.Document(io.BytesIO(write_word(PAPERS["hostile minutes"]()))))
    assert "\x00" not in written
    assert "\u202e" not in written
    kept = [part for part in re.findall(r"[^\s\u200b]+", clean(paper_troubles.HOSTILE)) if part.isascii()]
    assert kept
    assert all(part in written for part in kept)


@given(st.text(max_size=60) | st.sampled_from(['=HYPERLINK("http://a.b")', "{{ 7*7 }}", "\x00\u202eabc", "<w:p/>"]))
def test_word_text_when_anything_is_typed_then_it_is_the_same_text_again(text):
    """A paragraph of any text reads back as the clean text."""
    word = WordDocument(frame("Agenda", "Agenda").to_content(), 0)
    word.paragraph(text)
    packed = word.bytes()
    assert not RUNS.search(parts_of(packed)["word/document.xml"])
    again = docx.Document(io.BytesIO(packed)).paragraphs[0].text
    assert again == clean(text).replace("\u200b", "")


def test_word_agenda_when_cases_stand_on_it_then_each_is_a_row():
    """The table holds what the PDF's does: reference, initials, risk in words, times heard."""
    document = docx.Document(io.BytesIO(write_word(paper_examples.agenda())))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    first = next(row for row in rows if "0041" in row[1])
    assert first == ["10:25", "HIP/2026-27/0041  N.J.C.", "Race, faith", "Medium", "Rushmere, ASB lead", "2"]


def test_word_report_when_written_then_tables_and_charts_come_from_its_pages(press):
    """Every chart is a picture with its own alternative; a table keeps its figures; front figures are a table."""
    report = paper_examples.quarterly()
    document = docx.Document(io.BytesIO(write_word(report, press)))
    told = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert told
    assert told == [section["chart_alt"] for section in report.to_content()["sections"] if section.get("chart_alt")]
    tables = {table.rows[0].cells[0].text: table for table in document.tables}
    assert [cell.text for cell in tables["Month"].rows[-1].cells] == ["Quarter 2", "31", "22", "2", "18", "37"]
    assert [cell.text for cell in tables["Headline"].rows[2].cells] == ["Referrals", "29", "Quarter 1: 24. Up 5"]
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings[:2] == ["Cases open", "Who refers"]
    assert "In this report" not in headings
    assert "31 open on 1 July + 22 accepted + 2 reopened – 18 closed = 37 open" in words_of(document)


def test_word_when_paper_has_no_such_form_then_refused():
    """A case paper is set to two pages and is not made as Word."""
    assert not is_word("case-paper")
    with pytest.raises(Refused, match="not made as a Word"):
        write_word(paper_examples.case_paper())


def test_password_when_given_then_word_opens_only_with_it():
    """Encrypted as Office does it; a short password is refused."""
    packed = write_word(paper_examples.agenda())
    closed = protected(packed, "correct horse battery")
    assert b"word/document.xml" not in closed
    file = msoffcrypto.OfficeFile(io.BytesIO(closed))
    file.load_key(password="correct horse battery")
    opened = io.BytesIO()
    file.decrypt(opened)
    assert opened.getvalue() == packed
    with pytest.raises(Refused, match="fewer than 12"):
        protected(packed, "short")
