"""Files as they come from outside, good and bad: made here, in memory, with nobody in them."""

import io
import zipfile

import pypdfium2
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def a_pdf(pages: int = 3, password: str = "") -> bytes:
    """A PDF whose pages say which they are."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=password or None, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 22)
        canvas.drawString(90, 720, f"Diary sheet, page {number}")
        canvas.setFont("Helvetica", 12)
        for line in range(18):
            canvas.drawString(90, 670 - 24 * line, f"{line + 1} November 2026: noise on the stairs, {line + 18}:10")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), colour: str = "#7c8b93") -> bytes:
    """A picture of a door, more or less."""
    picture = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(picture)
    across, down = size
    draw.rectangle((across * 0.3, down * 0.15, across * 0.7, down), fill="#2f4858")
    draw.ellipse((across * 0.62, down * 0.55, across * 0.66, down * 0.6), fill="#e6dfcf")
    draw.line((across * 0.35, down * 0.3, across * 0.6, down * 0.8), fill="#b3261e", width=max(4, across // 60))
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def a_word_document() -> bytes:
    """Enough of one to be told by."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def a_bomb() -> bytes:
    """A tiny PNG that says it is 60,000 points wide and high."""
    import struct
    import zlib

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has, asked another way."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
