"""A logo opened in the press: made plain, told what stands against it on paper, or refused in a sentence."""

import io

import pytest
from PIL import Image, ImageDraw

from hipdesk.kernel.errors import Refused
from hipdesk.model.logo import LARGEST_FILE, LARGEST_KEPT, refuse_file
from hipdesk.papers.press.logo_jobs import ready_logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 60">{}</svg>'
SOUND = '<rect width="60" height="60" fill="#0b5a68"/><text x="70" y="40" fill="#16202a">Marlbridge</text>'
OUTSIDE = {
    "a file": SVG.format('<image xlink:href="file:///etc/passwd" width="9" height="9"/>'),
    "a relative file": SVG.format('<image href="look.typ" width="9" height="9"/>'),
    "an address": SVG.format('<image href="http://example.org/a.png" width="9" height="9"/>'),
    "a style from elsewhere": SVG.format("<style>@import url(http://example.org/a.css);</style>" + SOUND),
    "a fill from elsewhere": SVG.format('<rect width="9" height="9" fill="url(http://example.org/a#b)"/>'),
    "a script": SVG.format("<script>1</script>" + SOUND),
    "something that happens": SVG.format('<rect onload="1" width="9" height="9"/>'),
    "a page within": SVG.format("<foreignObject><p>a</p></foreignObject>"),
    "an entity": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&x;</text>"),
    "a bomb": '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + SVG.format("<text>&b;</text>"),
    "another drawing": SVG.format('<use xlink:href="other.svg#a"/>'),
    "a drawing within": SVG.format('<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>'),
}


def a_picture(colour=(11, 90, 104, 255), size=(900, 300), kind="PNG"):
    """A picture of one colour, with a word on it."""
    picture = Image.new("RGBA", size, colour)
    ImageDraw.Draw(picture).rectangle((20, 20, 60, 60), fill=colour)
    out = io.BytesIO()
    (picture.convert("RGB") if kind == "JPEG" else picture).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("content", [a_picture(), a_picture(kind="JPEG"), SVG.format(SOUND).encode()],
                         ids=["png", "jpeg", "svg"])  # fmt: skip
def test_logo_when_a_sound_picture_then_a_plain_png_of_fit_size(content):
    """Three kinds come in, one goes on paper."""
    png, width, height, finding = ready_logo(content)
    with Image.open(io.BytesIO(png)) as made:
        assert (made.format, made.size, made.info) == ("PNG", (width, height), {})
    assert width <= 1_200
    assert height <= 600
    assert finding == ""


@pytest.mark.parametrize("outside", OUTSIDE)
def test_logo_when_a_drawing_reaches_outside_itself_then_refused(outside):
    """Nothing is fetched or read for it."""
    with pytest.raises(Refused, match="points at something outside itself"):
        ready_logo(OUTSIDE[outside].encode())


@pytest.mark.parametrize(("content", "told"), [
    (b"GIF89a" + bytes(40), "no PNG, JPEG or SVG"),
    (b"%PDF-1.7 " + bytes(40), "no PNG, JPEG or SVG"),
    (b"\x89PNG\r\n\x1a\n" + bytes(40), "damaged"),
    (a_picture()[:-400], "damaged"),
    (b"MZ" + bytes(90), "program"),
    (SVG.format("<rect>").encode(), "damaged"),
    (a_picture((255, 255, 255, 255)), "would not be seen"),
    (a_picture((0, 0, 0, 0)), "would not be seen"),
    (a_picture(size=(16, 16)), "too small"),
    (a_picture(size=(4000, 40)), "too flat"),
])  # fmt: skip
def test_logo_when_it_cannot_be_one_then_refused_in_words(content, told):
    """Whatever its name says."""
    with pytest.raises(Refused, match=told):
        ready_logo(content)


@pytest.mark.parametrize(("content", "told"), [
    (a_picture(size=(200, 60)), "It is small: on paper it may look coarse."),
    (a_picture((225, 225, 200, 255)), "It is pale: on a grey print it may hardly be seen."),
])  # fmt: skip
def test_logo_when_it_would_look_poor_then_that_is_said(content, told):
    """Kept all the same: the office decides."""
    assert ready_logo(content)[3] == told


def test_logo_when_a_photograph_then_small_enough_to_stand_on_every_paper():
    """Noise does not pack: it is made smaller until it can be kept."""
    noise = Image.effect_noise((2_400, 1_200), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    assert len(ready_logo(out.getvalue())[0]) <= LARGEST_KEPT


@pytest.mark.parametrize(("size", "suffix"), [(60_000_000, ".png"), (LARGEST_FILE + 1, ".svg"), (0, ".png"),
                                              (100, ".exe"), (100, "")])  # fmt: skip
def test_file_when_it_cannot_be_a_logo_then_refused_before_it_is_read(size, suffix):
    """A 60 MB photograph never reaches the press."""
    with pytest.raises(Refused):
        refuse_file(size, suffix)


def test_file_when_it_is_fit_then_taken():
    """Capitals in its name do not matter."""
    refuse_file(LARGEST_FILE, ".PNG")
