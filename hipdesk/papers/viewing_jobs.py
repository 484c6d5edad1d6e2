"""What the press does with a kept file: says what it is, draws its pages, reads it as text. Nothing writes a file.

The child holds the file it was given last, so that turning pages does not send it again.
"""

import contextlib
import io
import warnings
import zipfile
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import clean
from hipdesk.model.attachments import file_kind

MOST_POINTS = 160_000_000
"""The largest picture that is drawn, in points (pixels): larger ones would fill the memory."""
WIDEST = 4_000
TALLEST = 12_000
TEXT_MOST = 2_000_000
_PAGE_TEXT_MOST = 20_000
_HEAD = 4096

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "text/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
)
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_ARCHIVE = "application/zip"
_UNKNOWN = "application/octet-stream"
_IN_ZIP = (
    ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_PILLOW = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_BROKEN = "It is damaged and cannot be shown; it is kept as it came."
_LOCKED = "It needs a password, so it cannot be shown; it is kept as it came."
_HUGE = "It is too large a picture to be shown; it is kept as it came."


def look_into(content: bytes) -> list[object]:
    """The job: type by its bytes, number of pages, and one sentence when it cannot be shown. Refused for a program."""
    media_type = media_type_of(content)
    pages: int | None = None
    finding = ""
    if media_type == "application/pdf":
        pages, finding = _look_at_pdf(content)
    elif media_type.startswith("image/") and file_kind(media_type).shown:
        pages, finding = _look_at_picture(content)
    return [media_type, pages, finding]


def media_type_of(content: bytes) -> str:
    """What the bytes are, whatever the name says. Refused for a program: no evidence is one."""
    head = content[:_HEAD]
    program = any(head.startswith(start) for start in _PROGRAMS) and decoded(content[: 1 << 16]) is None
    if program or head.startswith(b"#!"):
        raise Refused(
            "This file is a program, not a document.", kept="Nothing was added.", to_do="Do not open it elsewhere."
        )
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    found = next((kind for start, kind in _STARTS if head.startswith(start)), "")
    if found:
        return found
    if head.startswith(b"BM") and len(content) > 26 and head[6:10] == bytes(4):
        return "image/bmp"
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12], _UNKNOWN)
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in (b"heic", b"heix", b"mif1", b"heif", b"avif") else "video/mp4"
    if head[:2] == b"PK":
        return _type_in_zip(content)
    return _type_of_text(content)


def _type_in_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()[:2000]
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        return _ARCHIVE
    if "[Content_Types].xml" in names:
        return next((kind for start, kind in _IN_ZIP if any(name.startswith(start) for name in names)), _ARCHIVE)
    return "application/vnd.oasis.opendocument" if "mimetype" in names and "content.xml" in names else _ARCHIVE


def _type_of_text(content: bytes) -> str:
    words = decoded(content[: 1 << 20])
    if words is None:
        return _UNKNOWN
    start = words.lstrip()[:200].lower()
    return "text/html" if start.startswith(("<!doctype html", "<html", "<?xml", "<svg")) else "text/plain"


def decoded(content: bytes) -> str | None:
    """Bytes as text: by their mark, as UTF-8, else as Windows text; None when they are none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        with contextlib.suppress(UnicodeDecodeError):
            return content[: len(content) // 2 * 2].decode("utf-16")
        return None
    if b"\x00" in content:
        return None
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in content[: 1 << 16])
    if controls * 100 > min(len(content), 1 << 16):
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 4:
            return content[: error.start].decode("utf-8-sig")
        return content.decode("cp1252", errors="replace")


def _look_at_pdf(content: bytes) -> tuple[int | None, str]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return None, _LOCKED if "password" in str(error).lower() else _BROKEN
    with contextlib.closing(document):
        count = len(document)
        return (count, "") if count else (None, _BROKEN)


def _look_at_picture(content: bytes) -> tuple[int | None, str]:
    try:
        with _picture(content) as picture:
            if picture.width * picture.height > MOST_POINTS:
                return None, _HUGE
            count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
            picture.draft("RGB", (64, 64))
            picture.load()
            return count, ""
    except Refused:
        return None, _HUGE
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, ArithmeticError):
        return None, _BROKEN


@contextlib.contextmanager
def _picture(content: bytes) -> Iterator[Image.Image]:
    Image.MAX_IMAGE_PIXELS = MOST_POINTS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            opened = Image.open(io.BytesIO(content), formats=_PILLOW)
        except Image.DecompressionBombError:
            raise Refused("This picture is too large to be shown.", kept="It is kept as it came.") from None
        with opened:
            yield opened


_held: dict[str, bytes] = {}


def hold(content: bytes, digest: str) -> bool:
    """The job: keep this file, and no other, for the drawings to come."""
    _held.clear()
    _held[digest] = content
    return True


def draw_page(digest: str, media_type: str, page: int, width: int) -> list[object] | None:
    """The job: page ``page`` (from 0) of the file held, ``width`` points wide, as [PNG, its text]; None: not held.

    A picture is never drawn wider than it is. Refused when the page cannot be drawn.
    """
    content = _held.get(digest)
    if content is None:
        return None
    wide = max(16, min(width, WIDEST))
    try:
        picture, words = (
            _draw_pdf(content, page, wide) if media_type == "application/pdf" else _draw(content, page, wide)
        )
    except (pypdfium2.PdfiumError, OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, ArithmeticError):
        raise Refused("This page cannot be drawn: the file is damaged here.", kept="It is kept as it came.") from None
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return [out.getvalue(), words]


def _draw_pdf(content: bytes, place: int, width: int) -> tuple[Image.Image, str]:
    with contextlib.closing(pypdfium2.PdfDocument(content)) as document:
        page = document[place]
        across, down = page.get_size()
        scale = min(width / max(across, 1.0), TALLEST / max(down, 1.0))
        picture = page.render(scale=scale).to_pil().convert("RGB")
        words = ""
        with contextlib.suppress(pypdfium2.PdfiumError):
            words = clean(page.get_textpage().get_text_bounded()[:_PAGE_TEXT_MOST])
        return picture, words


def _draw(content: bytes, place: int, width: int) -> tuple[Image.Image, str]:
    with _picture(content) as opened:
        if opened.format == "TIFF" and place:
            frame = next((each for at, each in enumerate(ImageSequence.Iterator(opened)) if at == place), opened)
        else:
            opened.draft("RGB", (width * 2, width * 2))
            frame = opened
        shown = ImageOps.exif_transpose(frame)
        if shown.mode in ("RGBA", "LA", "PA", "P"):
            with_alpha = shown.convert("RGBA")
            ground = Image.new("RGB", with_alpha.size, "white")
            ground.paste(with_alpha, mask=with_alpha.getchannel("A"))
            shown = ground
        shown = shown.convert("RGB")
        shown.thumbnail((width, TALLEST), Image.Resampling.LANCZOS)
        return shown, ""


def read_text(digest: str) -> list[object] | None:
    """The job: the text held, cleaned, and whether its end was left out; None when it is not held."""
    content = _held.get(digest)
    if content is None:
        return None
    words = decoded(content[: TEXT_MOST * 4])
    if words is None:
        raise Refused("This file is not text.", kept="It is kept as it came.")
    return [clean(words[:TEXT_MOST]), len(words) > TEXT_MOST]
