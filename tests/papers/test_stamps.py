"""Evidence as its own file: every page marked above and below, turned pages upright, nothing hidden goes along."""

import io

import pikepdf
import pypdfium2
import pytest

from hipdesk.kernel.errors import Refused
from hipdesk.papers.stamps import stamped
from tests.support import odd_files, pdf_structure
from tests.support.presses import lent_press

LINE = "HIP/2026-27/0041, handed over on 2 December 2026"


@pytest.fixture(scope="module")
def press():
    """One press for the module."""
    with lent_press() as made:
        yield made


def stamp(press, content, media_type="application/pdf"):
    """Marked as the office marks."""
    return stamped(press, content, media_type, "OFFICIAL-SENSITIVE", LINE)


def hostile() -> bytes:
    """Pages of two sizes, one turned, with a script, an attachment, a note and an author."""
    with pikepdf.open(io.BytesIO(odd_files.a_pdf(2))) as pages:
        pages.pages[1].Rotate = 90
        pages.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('secret script')")
        pages.attachments["secret.txt"] = b"secret attachment"
        pages.docinfo["/Author"] = "Secret Author"
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents="secret note")
        note.Rect = pikepdf.Array([0, 0, 9, 9])
        pages.pages[0].Annots = pages.make_indirect(pikepdf.Array([note]))
        out = io.BytesIO()
        pages.save(out)
        return out.getvalue()


def test_stamp_when_a_pdf_then_each_page_is_marked_outside_of_what_it_shows(press):
    """As many pages, each higher by two strips; the same file gives the same bytes."""
    content = odd_files.a_pdf(3)
    made = stamp(press, content)
    assert made == stamp(press, content)
    assert pdf_structure.marking_findings(made, "OFFICIAL-SENSITIVE") == []
    before, after = (pypdfium2.PdfDocument(each) for each in (content, made))
    assert len(before) == len(after) == 3
    assert [round(after[at].get_height() - before[at].get_height()) for at in range(3)] == [52] * 3
    for at, page in enumerate(pdf_structure.page_texts(made), 1):
        assert LINE in page
        assert f"Page {at} of 3" in page
    with pikepdf.open(io.BytesIO(made)) as opened:
        for page in opened.pages:
            drawn = [str(each.operator) for each in pikepdf.parse_content_stream(page)]
            assert drawn[drawn.index("BMC") :][-1] == "EMC"


def test_stamp_when_a_file_hides_something_then_only_its_pages_go_along(press):
    """No script, attachment, note or author; a turned page stands as it is shown."""
    made = stamp(press, hostile())
    with pikepdf.open(io.BytesIO(made)) as opened:
        whole = b"".join(
            each.read_bytes() if isinstance(each, pikepdf.Stream) else str(each).encode() for each in opened.objects
        )
        assert "/OpenAction" not in opened.Root
        assert not opened.attachments
        assert "/Author" not in opened.docinfo
    assert b"secret" not in whole.lower()
    document = pypdfium2.PdfDocument(made)
    assert document[1].get_width() > document[0].get_width()


def test_stamp_when_a_picture_then_a_page_of_it_marked(press):
    """A photograph becomes one page."""
    made = stamp(press, odd_files.a_picture(), "image/jpeg")
    assert pdf_structure.marking_findings(made, "OFFICIAL-SENSITIVE") == []
    assert len(pypdfium2.PdfDocument(made)) == 1


@pytest.mark.parametrize(
    ("content", "media_type", "says"),
    [
        (odd_files.a_pdf(1, password="closed-with-a-word"), "application/pdf", "password"),
        (b"%PDF-1.7 broken", "application/pdf", "damaged"),
        (b"\xff\xd8\xff broken", "image/jpeg", "nothing that could be marked"),
    ],
)
def test_stamp_when_it_cannot_be_shown_then_a_sentence(press, content, media_type, says):
    """Closed, broken, no picture: refused."""
    with pytest.raises(Refused, match=says):
        stamp(press, content, media_type)
