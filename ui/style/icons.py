"""Icons: SVG drawn for the project in ``resources/icons``, in the colour of the text beside them, cached as pixels."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from hipdesk.kernel import paths
from ui.style import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_pixels: dict[tuple[str, str, str, int, float], QPixmap] = {}


@cache
def folder() -> Path:
    """Where the drawings lie."""
    return paths.resources() / "icons"


def names() -> list[str]:
    """Every icon there is, in order."""
    return sorted(path.stem for path in folder().glob("*.svg"))


@cache
def _drawing(name: str) -> str:
    return (folder() / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0, knockout: str = "") -> QPixmap:
    """The icon as ``size`` logical pixels square at a device ratio; ``knockout`` colours what is cut out of a disc."""
    cut = knockout or theme.current().tokens.surface
    key = (name, colour, cut, size, ratio)
    found = _pixels.get(key)
    if found is None:
        source = _drawing(name).replace("currentColor", f"#{colour[-6:]}").replace("knockout", f"#{cut[-6:]}")
        whole = round(size * ratio)
        image = QImage(whole, whole, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, whole, whole))
        painter.end()
        found = QPixmap.fromImage(image)
        found.setDevicePixelRatio(ratio)
        _pixels[key] = found
    return found


def paint(painter: QPainter, name: str, left: float, top: float, size: int, colour: str, knockout: str = "") -> None:
    """Draw the icon with its top left corner at a point."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(round(left), round(top), pixmap(name, colour, size, ratio, knockout))


def forget() -> None:
    """Drop the cached pixels, as when the theme changes."""
    _pixels.clear()


def icon(name: str, colour: str = "ink2", size: int = 16) -> "QIcon":
    """The icon for a Qt control that wants a QIcon: ``size`` before text scale, in the colour of that token."""
    from PySide6.QtGui import QIcon  # late: with it come the names of 151 icons of Qt's own

    now = theme.current()
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, getattr(now.tokens, colour), now.px(size), ratio))
    return made
