"""The proof of a finished paper: every planted leak is found where it hides, and a clean paper holds."""

import io
from dataclasses import replace

import pikepdf
import pytest

from hipdesk.model.redaction.scan import Scanner
from hipdesk.model.redaction.terms import Told, terms_of
from hipdesk.papers.produce import produce
from hipdesk.papers.proof import prove
from tests.support import paper_examples
from tests.support.presses import lent_press

MARKING = "OFFICIAL-SENSITIVE"
GONE = Scanner(
    terms_of(
        [
            Told(
                "Child 1",
                names=("Tahmidul Quayyum", "Tomi", "তাহমিদুল"),
                addresses=("7 Saddlers Yard",),
                postcodes=("MB4 2AA",),
                phones=("07700 900146",),
                address_label="Address C",
                with_initials=True,
            )
        ]
    )
)
IN_THE_TEXT = {
    "name": "Seen with Tahmidul on Monday.",
    "alias": "His sister calls him Tomi.",
    "misspelling": "The school wrote Tahmiddul.",
    "accent": "It says Táhmidul in the letter.",
    "own script": "Signed তাহমিদুল by the child.",
    "initials": "Meeting with T.Q. at school.",
    "split across lines": "The letter names " + "and so on " * 9 + "Tahmidul\nQuayyum twice.",
    "spaced": "T a h m i d u l was written on the wall.",
    "home": "They live at 7, SADDLERS YARD now.",
    "postcode": "Somewhere in mb42aa.",
    "number": "Ring +44 7700 900 146 after six.",
}


@pytest.fixture(scope="module")
def press():
    """One press for the module."""
    with lent_press() as made:
        yield made


@pytest.fixture(scope="module")
def paper(press):
    """A case paper as bytes, nothing planted."""
    return produce(paper_examples.case_paper(), press)


def planted(pdf, plant):
    """The same PDF after ``plant`` changed it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        plant(opened)
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()


def test_prove_when_nothing_is_left_then_it_holds_with_every_page_marked(press, paper):
    """A clean paper passes, and the proof says which bytes it was made of."""
    proof = prove(press, paper, GONE, MARKING)
    assert (proof.hits, proof.unmarked, proof.pages, proof.holds()) == ((), (), 2, True)
    assert len(proof.sha256) == 64


@pytest.mark.parametrize("kind", IN_THE_TEXT)
def test_prove_when_a_leak_stands_in_the_text_then_found_on_its_page(press, kind):
    """However it is written, set in type and broken by the page, it is told with its page."""
    paper = replace(paper_examples.case_paper(), wishes=IN_THE_TEXT[kind])
    proof = prove(press, produce(paper, press), GONE, MARKING)
    assert {hit.where for hit in proof.hits} == {"Page 2"}
    assert {hit.label for hit in proof.hits} <= {"Child 1", "Address C"}
    assert not proof.holds()


def _alternative(opened):
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing:
            thing.Alt = pikepdf.String("Photograph of Tahmidul at the door")


def _replacement(opened):
    page = opened.pages[0]
    page.contents_add(b"/Span <</ActualText (Tahmidul)>> BDC EMC", prepend=True)


def _properties(opened):
    opened.docinfo["/Subject"] = "For Tahmidul Quayyum"


def _metadata(opened):
    with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        said["dc:description"] = "About Tahmidul"


def _bookmark(opened):
    with opened.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Tahmidul Quayyum", 0))


def _attachment(opened):
    opened.attachments["notes.txt"] = pikepdf.AttachedFileSpec(opened, b"Seen: Tahmidul", filename="notes.txt")


def _attached_name(opened):
    opened.attachments["tahmidul.txt"] = pikepdf.AttachedFileSpec(opened, b"-", filename="tahmidul.txt")


def _loose(opened):
    opened.Root.PieceInfo = opened.make_indirect(pikepdf.Dictionary(Told=pikepdf.String("Tahmidul")))


def _drawing(opened):
    words = "Tahmidul".encode("utf-16-be").hex()
    form = opened.make_stream(f"/Span <</ActualText <feff{words}>>> BDC EMC".encode())
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
    opened.pages[0].Resources.XObject = pikepdf.Dictionary(Fm=opened.make_indirect(form))


def _replacement_written_otherwise(opened):
    words = "Tahmidul".encode("utf-16-be").hex()
    page = opened.pages[0]
    page.contents_add(f"0 g /Span % \n <</ActualText <feff{words}>>> BDC EMC".encode(), prepend=True)
    page.contents_coalesce()


def _key_of_a_mark(opened):
    page = opened.pages[0]
    page.contents_add(b"EMC/Span<</MCID 7/T#61hmidul 1>>BDC EMC", prepend=True)
    page.contents_coalesce()


def _stream(opened):
    opened.Root.Extra = opened.make_indirect(opened.make_stream(b"kept: Tahmidul Quayyum"))


@pytest.mark.parametrize(
    ("plant", "where"),
    [
        (_alternative, "Written alternative of a picture"),
        (_replacement, "Hidden part of the file"),
        (_properties, "Document properties, Subject"),
        (_metadata, "Metadata"),
        (_bookmark, "Bookmark or title"),
        (_attachment, "Attached file"),
        (_attached_name, "Name of an attached file"),
        (_loose, "Hidden part of the file"),
        (_stream, "Hidden part of the file"),
        (_drawing, "Replacement text"),
        (_replacement_written_otherwise, "Replacement text"),
        (_key_of_a_mark, "Hidden part of the file"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_prove_when_a_leak_hides_outside_the_text_then_found_there(press, paper, plant, where):
    """Alternatives, replacement text, properties, metadata, bookmarks, attachments, any object."""
    proof = prove(press, planted(paper, plant), GONE, MARKING)
    assert where in {hit.where.partition(", page")[0] for hit in proof.hits}
    assert not proof.holds()


def test_prove_when_a_page_lost_its_marking_then_that_page_is_named(press, paper):
    """No page leaves unmarked."""
    bare = planted(paper, lambda opened: opened.add_blank_page(page_size=(595, 842)))
    proof = prove(press, bare, GONE, MARKING)
    assert (proof.unmarked, proof.holds()) == ((3,), False)


def test_holds_when_each_hit_was_passed_then_only_those_count(press):
    """A pass is for one hit: another one still stops the paper. The same sentence in another copy has the same key."""
    paper = replace(paper_examples.case_paper(), wishes="Tahmidul came. Later, on quite another day, Tomi left again.")
    proof = prove(press, produce(paper, press), GONE, MARKING)
    first, second = proof.hits
    assert not proof.holds([first.key])
    assert proof.holds([first.key, second.key])
    again = prove(press, produce(replace(paper, initials="X.Y."), press), GONE, MARKING)
    assert [hit.key for hit in again.hits] == [hit.key for hit in proof.hits]
