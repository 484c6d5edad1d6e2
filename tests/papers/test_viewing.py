"""Looking into kept files and drawing them: what they are by their bytes, pages, pictures, text; good and bad ones."""

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hipdesk.kernel.errors import HipDeskError, Refused
from hipdesk.papers import viewing, viewing_jobs
from hipdesk.papers.press import Press, PressDied
from tests.faults.mutations import change_bytes
from tests.support import odd_files
from tests.support.presses import lent_press

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def press():
    with lent_press() as made:
        yield made


@pytest.mark.parametrize(
    ("content", "media_type", "pages"),
    [
        (odd_files.a_pdf(3), "application/pdf", 3),
        (odd_files.a_picture(), "image/jpeg", 1),
        (odd_files.a_picture("PNG"), "image/png", 1),
        (odd_files.a_picture("WEBP"), "image/webp", 1),
        (odd_files.a_picture("BMP", (40, 30)), "image/bmp", 1),
        (odd_files.a_picture("TIFF", (40, 30)), "image/tiff", 1),
        (odd_files.a_word_document(), WORD, None),
        ("Łukasz rang at ten.\n".encode(), "text/plain", None),
        ("Łukasz rang".encode("utf-16"), "text/plain", None),
        (b"caf\xe9 at ten", "text/plain", None),
        (b"<!DOCTYPE html><script>alert(1)</script>", "text/html", None),
        (b"\x00\x01\x02\x03" * 50, "application/octet-stream", None),
        (b"PK\x03\x04 broken", "application/zip", None),
    ],
)
def test_file_when_looked_into_then_known_by_its_bytes(press, content, media_type, pages):
    """The name plays no part; every kind that is shown says how many pages it has."""
    found = viewing.look(press, content)
    assert (found.media_type, found.pages, found.finding) == (media_type, pages, "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (odd_files.a_pdf(2)[:700], "damaged"),
        (b"%PDF-1.7\n" + b"\xff" * 3000, "damaged"),
        (odd_files.a_pdf(2, password="harbour"), "password"),
        (odd_files.a_picture()[:3000], "damaged"),
        (odd_files.a_bomb(), "too large"),
    ],
)
def test_file_when_broken_locked_or_huge_then_kept_with_a_finding(press, content, said):
    """It is evidence all the same: one sentence says why it cannot be shown."""
    found = viewing.look(press, content)
    assert said in found.finding
    assert "kept as it came" in found.finding


@pytest.mark.parametrize("content", [b"MZ\x90\x00" + bytes(200), b"\x7fELF\x02\x01" + bytes(60), b"#!/bin/sh\nrm"])
def test_program_when_looked_into_then_refused(press, content):
    """A program is no document."""
    with pytest.raises(Refused, match="program"):
        viewing.look(press, content)


def test_pages_when_five_hundred_then_each_is_drawn_when_asked_for(press):
    """Only the page asked for is drawn, as wide as asked, with its words for those who listen."""
    shown = viewing.Viewing(press, odd_files.a_pdf(500), "application/pdf")
    for place in (0, 250, 499):
        page = shown.page(place, 600)
        assert Image.open(io.BytesIO(page.png)).width in (599, 600, 601)
        assert f"page {place + 1}" in page.words
    with pytest.raises(Refused, match="cannot be drawn"):
        shown.page(500, 600)


def test_page_when_the_press_was_replaced_then_drawn_all_the_same(press):
    """A new child holds nothing: the file is sent again."""
    shown = viewing.Viewing(press, odd_files.a_picture(), "image/jpeg")
    first = shown.page(0, 300)
    press.close()
    assert shown.page(0, 300) == first


def test_picture_when_drawn_then_turned_as_taken_and_never_larger(press):
    """The camera's note on which way is up is followed; what hides in it does not cross."""
    picture = Image.new("RGB", (80, 40), "navy")
    out = io.BytesIO()
    noted = Image.Exif()
    noted[0x0112] = 6
    picture.save(out, "JPEG", exif=noted)
    drawn = Image.open(io.BytesIO(viewing.Viewing(press, out.getvalue(), "image/jpeg").page(0, 900).png))
    assert drawn.size == (40, 80)
    assert not drawn.getexif()


def test_picture_when_sixty_megapixels_then_drawn(press):
    """A large photograph of a good camera fits the press's memory."""
    content = odd_files.a_picture(size=(9000, 6700))
    assert viewing.look(press, content).finding == ""
    shown = Image.open(io.BytesIO(viewing.Viewing(press, content, "image/jpeg").page(0, 1000).png))
    assert shown.width == 1000


def test_text_when_read_then_clean_and_cut_with_a_word(press):
    """Controls and direction overrides go; a very long text says that its end is left out."""
    words, cut = viewing.Viewing(press, "One\r\ntwo\u202e three".encode(), "text/plain").text()
    assert (words, cut) == ("One\ntwo three", False)
    words, cut = viewing.Viewing(press, b"a " * 1_500_000, "text/plain").text()
    assert len(words) <= viewing_jobs.TEXT_MOST
    assert cut


def test_bytes_when_closed_then_forgotten(press):
    """Once closed the viewing holds no bytes, and cannot send them again."""
    shown = viewing.Viewing(press, odd_files.a_picture(), "image/jpeg")
    shown.close()
    assert odd_files.a_picture() not in vars(shown).values()


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"\xff\xd8\xff", b"GIF89a", b"PK\x03\x04", b"RIFF"])
)
def test_look_when_bytes_are_anything_then_told_or_refused(tail, head):
    """Whatever the bytes, looking gives a kind and at most a sentence, or refuses."""
    try:
        media_type, _pages, finding = viewing_jobs.look_into(head + tail)
    except HipDeskError:
        return
    assert media_type
    assert isinstance(finding, str)


SEEDS = (
    odd_files.a_pdf(2),
    *(odd_files.a_picture(kind, (96, 64)) for kind in ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP")),
    odd_files.a_word_document(),
    "Łukasz rang at ten.\n".encode() * 40,
)


def test_files_when_damaged_then_told_drawn_or_refused(press):
    """Every kind that is shown, damaged: a kind and a finding, a page or a sentence; the press never dies."""
    chance, drawn = random.Random(11), 0
    for at in range(len(SEEDS) * 10):
        content = change_bytes(SEEDS[at % len(SEEDS)], chance)
        looked = viewing.look(press, content)
        assert looked.media_type
        if looked.pages:
            try:
                drawn += bool(viewing.Viewing(press, content, looked.media_type).page(0, 120).png)
            except Refused as told:
                assert "cannot be drawn" in told.what  # noqa: PT017 (most are drawn)
    assert drawn > 10


@pytest.mark.parametrize(("content", "advice"), [(b"%PDF-1.7 odd", "Ask for it anew"), (b"odd", "such as a PDF")])
def test_look_when_the_press_dies_of_a_file_then_another_form_than_its_own_is_advised(content, advice):
    """Who has a PDF that cannot be looked into is not told to ask for a PDF."""

    class Dying(Press):
        def run(self, *_job, **_how):
            raise PressDied("ended")

    with pytest.raises(Refused, match=advice):
        viewing.look(Dying(), content)
