"""What the press does for evidence handed over as its own file: its pages anew, marked above and below. Nothing else of
the file goes along: no script, form, note, attachment or property.
"""

import contextlib
import hashlib
import io
from collections.abc import Iterator, Sequence

import pikepdf
from reportlab.lib.colors import black
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from hipdesk.kernel.errors import Refused
from hipdesk.papers.faces import BOLD, REGULAR, drawable, register_faces
from hipdesk.papers.viewing_jobs import draw_page, hold, look_into

_BAND = 26.0
"""Height of the strip added above and below a page, in points: the stamp covers nothing."""
_WIDE, _PICTURE_WIDE = 595.0, 1800
_MOST_PAGES = 1_000
_KEPT = "It is kept as it came."
_SHORTEST_SIDE = 20.0


def stamp(content: bytes, media_type: str, marking: str, line: str) -> bytes:
    """The job: a PDF of the file's pages with ``marking`` above and below and ``line`` at the foot; deterministic.

    Refused for a file that needs a password, is damaged, or shows nothing.
    """
    pages = content if media_type == "application/pdf" else _of_pictures(content, media_type)
    try:
        with pikepdf.open(io.BytesIO(pages)) as source, pikepdf.new() as made:
            _stamp_all(source, made, marking, line)
            made.docinfo["/Title"] = "Evidence"
            out = io.BytesIO()
            made.save(out, deterministic_id=True)
            return out.getvalue()
    except pikepdf.PasswordError:
        raise Refused("This file needs a password, so it cannot be marked.", kept=_KEPT) from None
    except (pikepdf.PdfError, ValueError):
        raise Refused("This file is damaged and cannot be marked.", kept=_KEPT) from None


def _of_pictures(content: bytes, media_type: str) -> bytes:
    """Every picture of a file on a page as wide as A4."""
    _type, pages, finding = look_into(content)
    if finding or not isinstance(pages, int):
        raise Refused("This file shows nothing that could be marked.", kept=_KEPT)
    digest = hashlib.sha256(content).hexdigest()
    hold(content, digest)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for place in range(min(pages, _MOST_PAGES)):
        drawn = draw_page(digest, media_type, place, _PICTURE_WIDE)
        if drawn is None or not isinstance(drawn[0], bytes):
            raise Refused("This file shows nothing that could be marked.", kept=_KEPT)
        picture = ImageReader(io.BytesIO(drawn[0]))
        across, down = picture.getSize()
        high = max(_SHORTEST_SIDE, _WIDE * down / across)
        canvas.setPageSize((_WIDE, high))
        canvas.drawImage(picture, 0, 0, _WIDE, high)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _stamp_all(source: pikepdf.Pdf, made: pikepdf.Pdf, marking: str, line: str) -> None:
    if not len(source.pages) or len(source.pages) > _MOST_PAGES:
        raise Refused("This file has no pages, or more than can be marked.", kept=_KEPT)
    sizes = list(_sizes(source))
    with pikepdf.open(io.BytesIO(_stamps(sizes, marking, line))) as stamps:
        for page, above, (wide, high) in zip(source.pages, stamps.pages, sizes, strict=True):
            new = made.add_blank_page(page_size=(wide, high + 2 * _BAND))
            shown = made.copy_foreign(page.as_form_xobject())
            _place(new, shown, "/Evidence", pikepdf.Rectangle(0, _BAND, wide, _BAND + high))
            over = made.copy_foreign(above.as_form_xobject())
            whole = pikepdf.Rectangle(0, 0, wide, high + 2 * _BAND)
            _place(new, over, "/Stamp", whole, b"/Artifact BMC\n", b"\nEMC")


def _place(
    page: pikepdf.Page, form: pikepdf.Object, name: str, box: pikepdf.Rectangle, before: bytes = b"", after: bytes = b""
) -> None:
    called = pikepdf.Name(name)
    page.add_resource(form, pikepdf.Name.XObject, called)
    placed = page.calc_form_xobject_placement(
        form, called, box, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    page.contents_add(before + placed + after)


def _sizes(source: pikepdf.Pdf) -> Iterator[tuple[float, float]]:
    """Width and height of each page as it is shown, turned pages turned."""
    for page in source.pages:
        left, bottom, right, top = (float(side) for side in page.cropbox.as_list())
        wide, high = max(_SHORTEST_SIDE, abs(right - left)), max(_SHORTEST_SIDE, abs(top - bottom))
        turned = False
        with contextlib.suppress(TypeError, ValueError):
            turned = int(page.get("/Rotate", 0)) % 180 == 90
        yield (high, wide) if turned else (wide, high)


def _stamps(sizes: Sequence[tuple[float, float]], marking: str, line: str) -> bytes:
    register_faces()
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for number, (wide, high) in enumerate(sizes, 1):
        whole = high + 2 * _BAND
        canvas.setPageSize((wide, whole))
        canvas.setFillColor(black)
        for y in (whole - _BAND + 9, 4.0):
            _centred(canvas, drawable(marking), wide, y, BOLD, 9.0)
        _centred(canvas, drawable(f"{line}. Page {number} of {len(sizes)}"), wide, 15.5, REGULAR, 7.0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _centred(canvas: Canvas, words: str, wide: float, y: float, face: str, size: float) -> None:
    """One line in the middle, smaller where the page is narrow."""
    room = float(canvas.stringWidth(words, face, size))
    canvas.setFont(face, size * min(1.0, (wide - 8) / room) if room else size)
    canvas.drawCentredString(wide / 2, y, words)
