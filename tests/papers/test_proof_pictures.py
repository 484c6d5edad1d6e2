"""What of a PDF or Word document is words to be searched, and what is markup or a picture."""

import io
import zlib

import docx
import pikepdf
import pytest

from hipdesk.model.redaction.scan import Scanner
from hipdesk.model.redaction.terms import Told, terms_of
from hipdesk.papers import proof_jobs

NAMES = ("Gina Barr", "Rosa Dale Finch", "Tahmidul Quayyum")
GONE = Scanner(terms_of([Told(f"Child {at}", names=(name,), with_initials=True) for at, name in enumerate(NAMES, 1)]))


def found(content):
    """The words the job finds, without a press."""
    terms = [[t.key, t.label, t.kind, t.rule, list(t.joints), t.sounds] for t in GONE.terms]
    return [hit[2] for hit in proof_jobs.search(content, "", terms, ())[2]]


def a_pdf(plant):
    """A page with its language and metadata, changed by ``plant``."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.Root.Lang = pikepdf.String("en-GB")
    with made.open_metadata(set_pikepdf_as_editor=False) as said:
        said["dc:language"] = ["en-GB"]
        said["dc:title"] = "Case paper"
    plant(made)
    made.save(out)
    return out.getvalue()


def a_picture(made, content, *, drawn=True, **more):
    """A picture of two by two dots in a page or nowhere."""
    picture = made.make_stream(content)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width = picture.Height = 2
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    for key, value in more.items():
        setattr(picture, key, value)
    kept = made.make_indirect(picture)
    if drawn:
        made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=kept))
    else:
        made.Root.Extra = kept


def test_search_when_initials_are_those_of_a_language_or_of_markup_then_no_hit():
    """ "GB" of en-GB and the rdf of metadata are nobody; a name among the values is."""
    assert found(a_pdf(lambda _: None)) == []

    def titled(made):
        with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
            said["dc:title"] = "For G.B. and Tahmiddul"

    assert found(a_pdf(titled)) == ["G.B", "Tahmiddul"]


@pytest.mark.parametrize(("kind", "expected"), [("language", []), ("comments", ["GB"])])
def test_search_when_a_word_document_tells_its_language_then_only_a_remark_can_be_initials(kind, expected):
    """The property for the language is no remark."""
    word, out = docx.Document(), io.BytesIO()
    setattr(word.core_properties, kind, "en-GB")
    word.save(out)
    assert found(out.getvalue()) == expected


LEAK = b"kept: Tahmidul Quayyum"


@pytest.mark.parametrize(
    "plant",
    [
        lambda made: a_picture(made, LEAK),
        lambda made: a_picture(made, LEAK[:22].ljust(24), drawn=False, Height=4),
        lambda made: a_picture(made, bytes(12) + LEAK),
        lambda made: a_picture(made, b"\xff\xd8\xff\xe0 \xff\xd9" + LEAK, Filter=pikepdf.Name.DCTDecode),
        lambda made: a_picture(made, zlib.compress(LEAK), Filter=pikepdf.Name.FlateDecode),
    ],
    ids=["no picture", "not drawn", "more than its dots", "after its end", "packed"],
)
def test_search_when_a_stream_only_calls_itself_a_picture_then_it_is_searched(plant):
    """A leak under the name of a picture is found like any other."""
    assert "Tahmidul Quayyum" in found(a_pdf(plant))


def test_search_when_a_picture_is_drawn_and_no_longer_than_its_dots_then_its_bytes_are_no_words():
    """Dots may spell anything."""
    assert found(a_pdf(lambda made: a_picture(made, b"Tahmidul1234"))) == []
