"""Noto Sans for papers that are drawn at fixed places: registering it, what it can draw, how wide that is.

reportlab is imported in the functions: the window imports this module with the papers, and draws nothing itself.
"""

from hipdesk.kernel import paths
from hipdesk.papers.text import printable

REGULAR, BOLD = "HIPNoto", "HIPNoto-Bold"


def register_faces() -> None:
    """Make both weights known to reportlab; once is enough."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = paths.resources() / "fonts"
    for name, file in ((REGULAR, "NotoSans-Regular.ttf"), (BOLD, "NotoSans-Bold.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / file)))


def drawable(words: str) -> str:
    """One line of what Noto Sans itself has, other signs by their number: a drawn page has no second face."""
    return "".join(sign if has_sign(sign) else f"[U+{ord(sign):04X}]" for sign in one_line(words))


def one_line(words: str) -> str:
    """The words made printable, on one line."""
    return " ".join(printable(words).replace("\u200b", "").split())


def has_sign(sign: str) -> bool:
    """Whether Noto Sans can draw a character; the faces must be registered."""
    from reportlab.pdfbase import pdfmetrics

    return ord(sign) in pdfmetrics.getFont(REGULAR).face.charToGlyph


def width_of(plain: str, size: float, *, bold: bool) -> float:
    """How wide a line is, in millimetres."""
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics

    return float(pdfmetrics.stringWidth(plain, BOLD if bold else REGULAR, size) / mm)
