"""The proof of Word documents and workbooks: a planted name is found in every part, seen or not."""

import io
import re
import zipfile

import docx
import pytest
import xlsxwriter
from docx.oxml import OxmlElement

from hipdesk.model.redaction.scan import Scanner
from hipdesk.model.redaction.terms import Told, terms_of
from hipdesk.papers import proof_jobs, proof_parts
from hipdesk.papers.proof import prove
from hipdesk.papers.word import write_word
from tests.support import paper_examples
from tests.support.presses import lent_press

MARKING = "OFFICIAL-SENSITIVE"
GONE = Scanner(terms_of([Told("Child 1", names=("Tahmidul Quayyum", "Tomi"), addresses=("7 Saddlers Yard",))]))
IN_A_CELL = {
    "name": "Seen with Tahmidul.", "alias": "His sister says Tomi.", "misspelling": "The school wrote Tahmiddul.",
    "accent": "It says Táhmidul.", "home": "At 7, SADDLERS YARD.", "lines": "They saw Tah-\nmidul there.",
}  # fmt: skip


def found(content, gone=GONE):
    """Where the job finds something, without a press."""
    terms = [[t.key, t.label, t.kind, t.rule, list(t.joints), t.sounds] for t in gone.terms]
    pages, unmarked, hits = proof_jobs.search(content, MARKING, terms, sorted(gone.shown))
    return pages, unmarked, {hit[1] for hit in hits}


def a_document(plant=None):
    """A marked Word document, changed by ``plant`` before it is packed."""
    word, out = docx.Document(), io.BytesIO()
    section = word.sections[0]
    section.header.paragraphs[0].text = section.footer.paragraphs[0].text = MARKING
    word.add_paragraph("Seen at the door.")
    if plant is not None:
        plant(word)
    word.save(out)
    return out.getvalue()


def with_part(content, name, inside):
    """The same file with one more part, or another one in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w") as anew:
        for part in packed.infolist():
            if part.filename != name:
                anew.writestr(part, packed.read(part))
        anew.writestr(name, inside)
    return out.getvalue()


def _text(word):
    word.add_paragraph("With Tahmidul.")


def _runs(word):
    paragraph = word.add_paragraph("With Tah")
    paragraph.add_run("mid").bold = True
    paragraph.add_run("ul.")


def _lines(word):
    word.add_paragraph("With Tahmid-")
    word.add_paragraph("ul again.")


def _cell(word):
    word.add_table(1, 2).cell(0, 1).text = "Tahmidul"


def _header(word):
    word.sections[0].header.add_paragraph("For Tahmidul")


def _footer(word):
    word.sections[0].footer.add_paragraph("For Tahmidul")


def _title(word):
    word.core_properties.title = "About Tahmidul"


def _author(word):
    word.core_properties.author = "Tahmidul Quayyum"


def _comment(word):
    word.add_comment(word.paragraphs[0].runs[0], text="Ask Tahmidul", author="A. Price")


def _alternative(word):
    drawn = OxmlElement("wp:docPr")
    drawn.set("id", "7")
    drawn.set("descr", "Photograph of Tahmidul")
    word.paragraphs[0].runs[0]._r.append(drawn)


def _caption(word):
    table = word.add_table(1, 1)
    caption = OxmlElement("w:tblCaption")
    caption.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "Children: Tahmidul")
    table._tbl.tblPr.append(caption)


@pytest.mark.parametrize(
    ("plant", "where"),
    [
        (_text, "Text"),
        (_runs, "Text"),
        (_lines, "Text"),
        (_cell, "Text"),
        (_header, "Header of the pages"),
        (_footer, "Footer of the pages"),
        (_title, "Document properties"),
        (_author, "Document properties"),
        (_comment, "Comments"),
        (_alternative, "Written alternative of a picture"),
        (_caption, "Text"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_search_when_a_name_hides_in_a_part_of_a_word_document_then_found_there(plant, where):
    """Text in runs, over lines, in cells; header, footer, properties, comments, alternatives, captions."""
    assert found(a_document()) == (1, [], set())
    assert where in found(a_document(plant))[2]


def test_search_when_a_part_is_added_by_hand_then_it_is_read_too():
    """Own properties, remarks in the markup, files within the file, the name of a part."""
    whole = a_document()
    for name, inside, where in (
        ("docProps/custom.xml", "<p><property name='Child'><vt:lpwstr>Tahmidul</vt:lpwstr></property></p>",
         "Document properties"),
        ("docProps/custom.xml", "<p><property name='Tahmidul'/></p>", "Document properties"),
        ("customXml/item1.xml", "<x><!-- Tahmidul --></x>", "Hidden part of the file"),
        ("word/embeddings/note.bin", "seen: Tahmidul", "Attached file"),
        ("word/embeddings/other.docx", a_document(_text), "Text"),
        ("word/media/tahmidul.png", "-", "Name of a part of the file"),
    ):  # fmt: skip
        assert where in found(with_part(whole, name, inside))[2], (name, where)


def a_workbook(plant=None, *, marked=True):
    """A marked workbook, changed by ``plant`` before it is closed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Cases")
    sheet.write_string(0, 0, "HIP/2026-27/0041")
    if marked:
        sheet.set_header(f"&C{MARKING}")
        sheet.set_footer(f"&C{MARKING}")
    if plant is not None:
        plant(book, sheet)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("kind", IN_A_CELL)
def test_search_when_a_name_stands_in_a_cell_then_found_however_it_is_written(kind):
    """Name, alias, misspelling, accent, home, and one broken by a line."""
    said = IN_A_CELL[kind]
    assert "Cells" in found(a_workbook(lambda _book, sheet: sheet.write_string(1, 0, said)))[2]


@pytest.mark.parametrize(
    ("plant", "where"),
    [
        (lambda book, _sheet: marked(book.add_worksheet("Tahmidul")), "Name of a sheet"),
        (lambda book, _sheet: marked(book.add_worksheet("Q")).hide() or book, "nothing"),
        (lambda book, _sheet: book.define_name("Tahmidul", "=Cases!$A$1"), "Names of the workbook"),
        (lambda book, _sheet: book.set_properties({"subject": "Tahmidul"}), "Document properties"),
        (lambda book, _sheet: book.set_custom_property("Child", "Tahmidul"), "Document properties"),
        (lambda _book, sheet: sheet.write_comment(0, 0, "Tahmidul"), "Comments"),
        (lambda _book, sheet: sheet.write_formula(3, 0, '="Tah"', None, "Tahmidul"), "Sheet 1"),
        (lambda _book, sheet: sheet.set_header(f"&C{MARKING} Tahmidul"), "Sheet 1"),
        (lambda _book, sheet: sheet.data_validation(5, 0, 5, 0, {"validate": "list", "source": ["Tahmidul"]}),
         "Sheet 1"),
        (lambda _book, sheet: sheet.insert_textbox(6, 0, "x", {"description": "Tahmidul"}),
         "Written alternative of a picture"),
    ],
)  # fmt: skip
def test_search_when_a_name_hides_in_a_workbook_then_found_there(plant, where):
    """Sheet names, defined names, properties, comments, kept results, headers, lists of choices, alternatives."""
    places = found(a_workbook(plant))[2]
    assert (where in places) if where != "nothing" else places == set()


def marked(sheet):
    """The sheet with its marking."""
    sheet.set_header(f"&C{MARKING}")
    sheet.set_footer(f"&C{MARKING}")
    return sheet


def test_search_when_a_name_stands_over_two_cells_then_only_whole_ones_count():
    """Two cells are two texts: the end of one and the head of the next are no word, first and last name are a name."""
    gone = Scanner(terms_of([Told("Victim A", names=("Grace",))]))
    apart = a_workbook(lambda _book, sheet: sheet.write_row(1, 0, ["H.G", "Race"]))
    assert found(apart, gone)[2] == set()
    both = a_workbook(lambda _book, sheet: sheet.write_row(1, 0, ["Tahmidul", "Quayyum"]))
    assert "Cells" in found(both)[2]


def test_marked_pages_when_a_marking_is_missing_then_that_sheet_is_named():
    """No sheet and no document leaves unmarked."""
    assert proof_parts.marked_pages(a_workbook(), MARKING) == (1, [])
    assert proof_parts.marked_pages(a_workbook(marked=False), MARKING) == (1, [1])
    assert proof_parts.marked_pages(a_workbook(lambda book, _s: book.add_worksheet("Bare")), MARKING) == (2, [2])
    bare = io.BytesIO()
    docx.Document().save(bare)
    assert proof_parts.marked_pages(bare.getvalue(), MARKING) == (1, [1])


def test_prove_when_a_word_paper_is_as_we_write_it_then_it_holds_and_a_leak_in_it_does_not():
    """The writer's own papers are proved by the press as PDF papers are."""
    with lent_press() as press:
        made = write_word(paper_examples.agenda())
        assert prove(press, made, GONE, MARKING).holds()
        text = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
        leaky = with_part(
            made, "word/document.xml", re.sub(r"</w:p>", "<w:r><w:t> Tomi</w:t></w:r></w:p>", text, count=1)
        )
        assert not prove(press, leaky, GONE, MARKING).holds()
