"""What the press does with a logo: opens a picture from outside and gives back a plain PNG, or says why not.

A drawing (SVG) may hold nothing but itself: no file, no address, no script, no style from elsewhere.
"""

import io
import re
import warnings
from xml.etree import ElementTree

import typst
from PIL import Image, ImageOps

from hipdesk.kernel import paths
from hipdesk.kernel.errors import Refused
from hipdesk.model.logo import LARGEST_KEPT, refused
from hipdesk.papers.press.typesetting import fonts
from hipdesk.papers.viewing_jobs import media_type_of

WIDEST, TALLEST = 1_200, 600
_MOST_POINTS = 40_000_000
_NARROWEST = 300
_SHALLOW = 24
_FLATTEST = 12.0
_FAINT = 3.0
_LEAST_SEEN = 0.01
_DRAWING_MOST = 2_000_000
_ANOTHER = "Choose another file."
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, ArithmeticError)
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!#)|expression\(|javascript:", re.IGNORECASE)
_INLINE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]+")
_FORBIDDEN = frozenset(("script", "foreignobject", "iframe", "audio", "video", "handler", "animate"))


def ready_logo(content: bytes) -> list[object]:
    """The job: ``[png, width, height, finding]`` of a PNG, JPEG or SVG file. Refused for anything else, and when the
    logo could not be seen on white paper.
    """
    kind = media_type_of(content)
    if kind in ("image/png", "image/jpeg"):
        picture = _opened(content)
    elif b"<svg" in content[:4096].lower():
        picture = _drawn(content)
    else:
        raise refused("This file is no PNG, JPEG or SVG picture, whatever its name says.", _ANOTHER)
    picture = _cropped(picture)
    small = picture.width < _NARROWEST
    picture.thumbnail((WIDEST, TALLEST), Image.Resampling.LANCZOS)
    if min(picture.size) < _SHALLOW or picture.width > _FLATTEST * picture.height:
        raise refused("This picture is too small, or too flat, to be a logo.", "Choose a larger one.")
    return [_png(picture), picture.width, picture.height, _finding(picture, small)]


def _opened(content: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = _MOST_POINTS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
                if opened.width * opened.height > _MOST_POINTS:
                    raise refused("This picture is too large.", "Choose a smaller one.")
                if opened.format == "JPEG":
                    opened.draft("RGB", (WIDEST * 2, TALLEST * 2))
                return ImageOps.exif_transpose(opened).convert("RGBA")
        except Image.DecompressionBombError:
            raise refused("This picture is too large.", "Choose a smaller one.") from None
        except _BROKEN:
            raise refused("This picture is damaged and cannot be opened.", _ANOTHER) from None


def _drawn(content: bytes) -> Image.Image:
    """A drawing as a picture, once it is known to hold nothing but itself."""
    _refuse_reaching_out(content)
    numbers = ",".join(map(str, content))
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
        f'#image(bytes(({numbers},)), format: "svg", width: 120mm)\n'
    )
    try:
        made = typst.compile(
            source.encode(), root=str(paths.resources() / "templates"), font_paths=fonts(), format="png", ppi=254.0
        )
    except typst.TypstError:
        raise refused("This drawing is damaged and cannot be opened.", _ANOTHER) from None
    return _opened(made)


def _refuse_reaching_out(content: bytes) -> None:
    if len(content) > _DRAWING_MOST:
        raise refused("This drawing is too large.", "Ask for a simpler one, or for a PNG of it.")
    if b"<!doctype" in content.lower() or b"<!entity" in content.lower() or b"<?xml-stylesheet" in content.lower():
        raise _reaches_out()
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - no DOCTYPE and no entity got this far
    except ElementTree.ParseError:
        raise refused("This drawing is damaged and cannot be opened.", _ANOTHER) from None
    for node in root.iter():
        if node.tag.rpartition("}")[2].casefold() in _FORBIDDEN:
            raise _reaches_out()
        for name, value in node.attrib.items():
            short = name.rpartition("}")[2].casefold()
            linked = short in ("href", "src") and not (value.startswith("#") or _INLINE.fullmatch(value.strip()))
            if linked or short.startswith("on") or _OUTSIDE.search(value):
                raise _reaches_out()
        if _OUTSIDE.search(node.text or ""):
            raise _reaches_out()


def _reaches_out() -> Refused:
    return refused(
        "This drawing points at something outside itself, so it was not taken.", "Ask for it as a PNG picture."
    )


def _cropped(picture: Image.Image) -> Image.Image:
    """Without the empty border around it."""
    box = picture.getchannel("A").point(lambda shade: 255 if shade > 8 else 0).getbbox()
    return picture.crop(box) if box else picture


def _finding(picture: Image.Image, small: bool) -> str:
    """What stands against it on paper. Refused when next to nothing of it would be seen."""
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    counts = paper.convert("L").histogram()
    seen = [(shade, many) for shade, many in enumerate(counts) if _contrast(shade) >= 1.15]
    if sum(many for _, many in seen) < _LEAST_SEEN * picture.width * picture.height:
        raise refused("This logo is white, or nearly so: it would not be seen on paper.", "Choose the dark one.")
    strong = sum(many for shade, many in seen if _contrast(shade) >= _FAINT)
    faint = strong < 0.3 * sum(many for _, many in seen)
    return " ".join(
        words
        for words, holds in (
            ("It is small: on paper it may look coarse.", small),
            ("It is pale: on a grey print it may hardly be seen.", faint),
        )
        if holds
    )


def _contrast(shade: int) -> float:
    """Of a grey against white paper, as WCAG counts it."""
    part = shade / 255
    light = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return 1.05 / (light + 0.05)


def _png(picture: Image.Image) -> bytes:
    """Plain PNG: nothing the file said of itself goes along. Smaller, step by step, until it can be kept."""
    while True:
        out = io.BytesIO()
        Image.frombytes("RGBA", picture.size, picture.tobytes()).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST_KEPT:
            return out.getvalue()
        picture.thumbnail((picture.width * 4 // 5, picture.height * 4 // 5), Image.Resampling.LANCZOS)
