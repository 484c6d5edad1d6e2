"""The recovery sheet: the code that opens the vault, on one printed page for a sealed envelope.

Print-only, not PDF/UA: it is made to be printed once and sealed, and a reader's structure would put the code where
other programs look for text. It is drawn here and never in the press, which holds no key.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from hipdesk.kernel.clock import LONDON
from hipdesk.papers.faces import BOLD, REGULAR, drawable, register_faces, width_of
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.shaping import Shape, ShapedLine, laid_over, needs_shaping
from hipdesk.papers.text import printable
from hipdesk.papers.wording import clock, full_day

PRINT_ONLY = "Printed once and sealed; tagged text would hand the code to every program that reads text."
GROUPS, GROUP_LENGTH = 9, 4
_INK, _GREY, _ACCENT = HexColor("#16202a"), HexColor("#4d5964"), HexColor("#0b5a68")
_HAIR = HexColor("#b9c2ca")
_WIDTH = 172.0
_SHAPED_HIGH, _ABOVE = 1.8, 0.6
"""Height of a shaped line in sizes of its letters, and how much of it lies over the baseline."""
_HIGH = A4[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """What the sheet prints. ``groups`` are nine groups of four signs, the ninth the check; ``qr_text`` is the QR's.

    ``frame`` gives panel, marking and audit fingerprint; ``replaces`` is the number of the sheet this one replaces.
    ``asked`` are the two groups the program asks back, counted from 1; ``half`` is set when the code was split in two.
    """

    frame: PaperFrame
    vault_name: str
    sheet_number: int
    replaces: int | None
    made_by: str
    printed_at: datetime
    groups: tuple[str, ...]
    qr_text: str
    asked: tuple[int, int]
    half: Literal["", "first", "second"] = ""

    def __post_init__(self) -> None:
        if len(self.groups) != GROUPS or any(len(group) != GROUP_LENGTH for group in self.groups):
            raise ValueError("a recovery code has nine groups of four")


def draw_recovery_sheet(sheet: RecoverySheet, shape: Shape | None = None) -> bytes:
    """The one page, as PDF; the same sheet gives the same bytes. Only the page itself has the code.

    Names in scripts that need it are shaped by ``shape``, which is told nothing but those names.
    """
    register_faces()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1, lang="en-GB")
    canvas.setTitle("Recovery sheet")
    canvas.setCreator("HIP Desk")
    canvas.setAuthor("")
    canvas.setSubject("")
    page = _Page(canvas, able=shape is not None)
    _furniture(page, sheet)
    _head(page, sheet)
    _code(page, sheet)
    _instructions(page, sheet)
    _history(page)
    canvas.showPage()
    canvas.save()
    return laid_over(out.getvalue(), page.shaped, shape) if shape is not None else out.getvalue()


class _Page:
    """A page measured in millimetres from its top left corner; ``shaped`` is what is laid over it afterwards."""

    def __init__(self, canvas: Canvas, *, able: bool) -> None:
        self.canvas = canvas
        self.shaped: list[ShapedLine] = []
        self._able = able

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        bold: bool = False,
        colour: Color = _INK,
        at: str = "left",
        within: float = _WIDTH,
    ) -> float:
        """One line, baseline at ``y``, cut when wider than ``within``; returns where it ends."""
        if self._able and needs_shaping(words):
            return self._shape(x, y, words, size, bold=bold, colour=colour, at=at, within=within)
        plain = _fitted(drawable(words), size, within, bold=bold)
        self.canvas.setFont(BOLD if bold else REGULAR, size)
        self.canvas.setFillColor(colour)
        wide = width_of(plain, size, bold=bold)
        start = {"left": x, "centre": x - wide / 2, "right": x - wide}[at]
        self.canvas.drawString(start * mm, _HIGH - y * mm, plain)
        return float(start + wide)

    def _shape(
        self, x: float, y: float, words: str, size: float, *, bold: bool, colour: Color, at: str, within: float
    ) -> float:
        """Leave a line to be shaped, in a box as wide as it may be."""
        left = {"left": x, "centre": x - within / 2, "right": x - within}[at]
        high = size * _SHAPED_HIGH / mm
        line = ShapedLine(
            words=words, page=0, x=left, y=y - high * _ABOVE, wide=within, high=high, size=size, bold=bold,
            colour=f"#{colour.hexval()[2:]}", at=at,
        )  # fmt: skip
        self.shaped.append(line)
        return left + within

    def line(self, x1: float, y1: float, x2: float, y2: float, *, weight: float = 0.4, colour: Color = _HAIR) -> None:
        """A straight line."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x1 * mm, _HIGH - y1 * mm, x2 * mm, _HIGH - y2 * mm)

    def box(self, x: float, y: float, wide: float, high: float, *, fill: Color | None, stroke: Color | None) -> None:
        """A rectangle from its top left corner."""
        if fill is not None:
            self.canvas.setFillColor(fill)
        if stroke is not None:
            self.canvas.setStrokeColor(stroke)
            self.canvas.setLineWidth(0.5)
        self.canvas.rect(
            x * mm,
            _HIGH - (y + high) * mm,
            wide * mm,
            high * mm,
            fill=int(fill is not None),
            stroke=int(stroke is not None),
        )

    def wrapped(self, x: float, y: float, words: str, width: float, size: float) -> None:
        """The program's own wording over lines ``width`` wide; what stands between asterisks is strong."""
        pitch, at = size * 1.27 / mm, x
        for run in _runs(words):
            wide = sum(width_of(part, size, bold=bold) for part, bold in run)
            if at > x and at + wide > x + width:
                at, y = x, y + pitch
            for part, bold in run:
                self.text(at, y, part, size, bold=bold)
                at += width_of(part, size, bold=bold)
            at += width_of(" ", size, bold=False)

    def tracked(self, y: float, words: str) -> None:
        """The marking: bold, tracked, in the middle of the text."""
        plain, size, space = printable(words), 9.0, 0.72
        wide = float(pdfmetrics.stringWidth(plain, BOLD, size)) + space * (len(plain) - 1)
        self.canvas.setFont(BOLD, size)
        self.canvas.setFillColorRGB(0, 0, 0)
        self.canvas.drawString(106 * mm - wide / 2, _HIGH - y * mm, plain, charSpace=space)


def _runs(words: str) -> list[list[tuple[str, bool]]]:
    """The words one by one, each as its parts of one weight: the full stop after a strong word is not strong."""
    runs: list[list[tuple[str, bool]]] = [[]]
    for place, passage in enumerate(words.split("*")):
        for at, part in enumerate(passage.split(" ")):
            if at:
                runs.append([])
            if part:
                runs[-1].append((part, place % 2 == 1))
    return [run for run in runs if run]


def _fitted(plain: str, size: float, width: float, *, bold: bool) -> str:
    shown = plain
    while len(shown) > 1 and width_of(shown, size, bold=bold) > width:
        shown = shown.rstrip("…")[:-1].rstrip() + "…"
    return shown


def _furniture(page: _Page, sheet: RecoverySheet) -> None:
    page.text(20, 16.3, sheet.frame.panel, 7.5, colour=_GREY, within=62)
    page.tracked(16.3, sheet.frame.marking)
    page.text(192, 16.3, "Recovery sheet", 7.5, colour=_GREY, at="right")
    page.line(20, 18, 192, 18)
    page.line(20, 275.4, 192, 275.4)
    page.text(20, 278.9, "Opens every record. Never photograph, scan, copy, e-mail or type into another device.", 7.5,
              colour=_GREY)  # fmt: skip
    page.text(192, 278.9, "Page 1 of 1", 8.2, bold=True, at="right")
    end = page.text(20, 282.3, "The only copy", 7.5, bold=True)
    page.text(end + 0.8, 282.3, "for the sealed envelope", 7.5, colour=_GREY)
    moment = sheet.printed_at.astimezone(LONDON)
    printed = f"Printed {full_day(moment.date())}, {clock(moment.time())}"
    if sheet.frame.fingerprint:
        printed += f"; audit {sheet.frame.fingerprint}"
    page.text(192, 282.3, printed, 7.5, colour=_GREY, at="right")
    page.tracked(287.3, sheet.frame.marking)


def _head(page: _Page, sheet: RecoverySheet) -> None:
    page.box(20, 25, 16, 1.1, fill=_ACCENT, stroke=None)
    page.text(20, 34.8, "Recovery sheet", 23, bold=True, colour=_ACCENT)
    opening = f"The {sheet.half} half of the key to the records of" if sheet.half else "The key to the records of"
    end = page.text(20, 40.6, opening, 12.5)
    page.text(end + 1.2, 40.6, sheet.frame.panel, 12.5, bold=True, within=190.8 - end)
    page.box(20, 44.7, 172, 13.6, fill=_INK, stroke=None)
    triangle = page.canvas.beginPath()
    triangle.moveTo(24.1 * mm, _HIGH - 50.4 * mm)
    triangle.lineTo(25.5 * mm, _HIGH - 47.7 * mm)
    triangle.lineTo(26.9 * mm, _HIGH - 50.4 * mm)
    page.canvas.setFillColor(white)
    page.canvas.drawPath(triangle, fill=1, stroke=0)
    warning = "Whoever holds both halves" if sheet.half else "Whoever holds this sheet"
    end = page.text(28.9, 50.5, f"{warning} and the laptop can read everything.", 10, bold=True, colour=white)
    page.text(end + 1, 50.5, "If both passphrase and", 10, colour=white)
    lost = "a half" if sheet.half else "sheet"
    rest = f"{lost} are lost, nobody can open the records, not even the makers of the program."
    page.text(24, 55.1, rest, 10, colour=white)
    replaced = f"replaces No. {sheet.replaces}" if sheet.replaces is not None else "replaces none"
    page.line(20, 63.2, 192, 63.2, weight=0.6, colour=_INK)
    for x, label, shown, within in (
        (20, "Vault", sheet.vault_name, 48),
        (70, "Sheet", f"No. {sheet.sheet_number}; {replaced}", 40),
        (112.7, "Made by", sheet.made_by, 40),
        (155.3, "Works until", "a new sheet is made", 36.7),
    ):
        page.text(x, 67.3, label, 8, colour=_GREY)
        page.text(x, 71.2, shown, 9.5, within=within)
    page.line(20, 73.9, 192, 73.9)


def _code(page: _Page, sheet: RecoverySheet) -> None:
    page.text(20, 81.8, "The code", 12, bold=True, colour=_ACCENT)
    for place, group in enumerate(sheet.groups):
        left, top = 20 + place % 3 * 39.35, 85.2 + place // 3 * 19
        name = f"Group {place + 1}" + (", check" if place == GROUPS - 1 else "")
        page.text(left, top + 2.2, name, 8.6, colour=_GREY)
        page.box(left, top + 3.8, 29.7, 10, fill=None, stroke=_HAIR)
        for cell, sign in enumerate(group):
            if cell:
                page.line(left + cell * 7.425, top + 3.8, left + cell * 7.425, top + 13.8, weight=0.5)
            _sign(page, left + (cell + 0.5) * 7.425, top + 11, sign)
    letters = (
        "Letters and figures only. There is no letter I, L, O or U: a round sign is always the figure zero, shown "
    )
    page.wrapped(20, 144.2, f"{letters}with a stroke.", 112, 8.6)
    _qr(page, sheet.qr_text)
    page.wrapped(
        146, 140.4, "The same code. Use a reader plugged into the office computer, never a telephone.", 46, 8.6
    )


def _sign(page: _Page, x: float, y: float, sign: str) -> None:
    """One sign of the code in its cell; the zero struck through, so that it is never taken for a letter."""
    page.text(x, y, sign, 17, bold=True, at="centre")
    if sign == "0":
        page.line(x - 0.85, y - 1.0, x + 0.85, y - 3.3, weight=1.5, colour=_INK)


def _qr(page: _Page, text: str) -> None:
    """The code as a QR of level Q, 46 mm wide, in a quiet zone of white."""
    code = QrCodeWidget(text, barLevel="Q")
    code.qr.make()
    modules = code.qr.modules
    size = 46.0 / len(modules)
    for row, line in enumerate(modules):
        start = None
        for column, dark in enumerate([*line, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                page.canvas.setFillColorRGB(0, 0, 0)
                page.canvas.rect(
                    (146 + start * size) * mm,
                    _HIGH - (85.5 + (row + 1) * size) * mm,
                    (column - start) * size * mm,
                    size * mm,
                    fill=1,
                    stroke=0,
                )
                start = None


def _instructions(page: _Page, sheet: RecoverySheet) -> None:
    first, second = sheet.asked
    page.text(20, 156.4, "Now", 12, bold=True, colour=_ACCENT)
    steps = (
        (20, 162.3, f"The program asks for groups *{first}* and *{second}*. Type them from this sheet."),
        (20, 171.3, "Fold the sheet in three, code inside. Seal it in an envelope. Two people sign across the flap."),
        (110.5, 162.3, "Put it in the office safe, away from the laptop."),
        (110.5, 166.8, "Write below who sealed it and where it is. Tell the data protection officer."),
    )
    for number, (x, y, words) in enumerate(steps, 1):
        page.text(x, y, f"{number}.", 9.6, bold=True, colour=_ACCENT)
        page.wrapped(x + 4.9, y, words, 77, 9.6)
    page.text(20, 184, "To use it", 12, bold=True, colour=_ACCENT)
    unlocking = (
        "On the unlock page choose *Use the recovery sheet*. Type the nine groups in order; a slip is shown group by "
    )
    page.wrapped(20, 190, f"{unlocking}group.", 80, 9.6)
    after = (
        "You then choose a new passphrase and the program prints a new sheet. *Shred this one*. Each use is written in "
    )
    page.wrapped(110.5, 190, f"{after}the audit log.", 81.5, 9.6)


def _history(page: _Page) -> None:
    page.text(20, 207, "Where it has been", 12, bold=True, colour=_ACCENT)
    page.line(20, 210.6, 192, 210.6, weight=1, colour=_INK)
    for x, head in ((20, "Date"), (45.3, "Sealed or opened by"), (86.3, "Witness"), (127.3, "Kept where"),
                    (167.2, "Seal no.")):  # fmt: skip
        page.text(x, 213.6, head, 8, bold=True)
    page.line(20, 215.3, 192, 215.3, weight=0.6, colour=_INK)
    for row in range(1, 5):
        page.line(20, 215.3 + row * 8.15, 192, 215.3 + row * 8.15)
    page.line(20, 215.3 + 5 * 8.15, 192, 215.3 + 5 * 8.15, weight=1, colour=_INK)
