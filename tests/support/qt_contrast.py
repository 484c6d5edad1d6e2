"""What is too faint: text and icons as they were painted, against the ground that is under them in the picture.

What a page paints itself is caught as it paints: its colour is known, and the ground is read from the picture. So is
that of a label, which has its ink in its palette. Words of fields are read from the picture alone: the ground is the
commonest colour of the widget, the ink the one that stands out most.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from ui.style import icons, theme
from ui.style.tokens import BODY, contrast
from ui.widgets import drawn
from ui.widgets.labels import Label

TEXT, LARGE, GRAPHIC = 4.5, 3.0, 3.0
_LARGE, _LARGE_BOLD = 24, 19
"""Pixels from which text counts as large: 18 and 14 points."""
_SLACK = 0.05
_SMALL = 24


class Painted(NamedTuple):
    """Something painted: what it is, its colour, where in the window, and the contrast it needs."""

    called: str
    colour: str
    where: QRect
    least: float


def faint(window: QWidget) -> list[str]:
    """Every word and icon shown that has less contrast than it needs; what is switched off may have less."""
    with _watched(window) as seen:
        picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = [_told(one, picture) for one in seen]
    found += [_of_words(widget, window, picture) for widget in _with_words(window)]
    return list(dict.fromkeys(each for each in found if each))


@contextmanager
def _watched(window: QWidget) -> Iterator[list[Painted]]:
    """Notes what is painted in the window meanwhile."""
    seen: list[Painted] = []
    text, paint = drawn.text, icons.paint

    def note(painter: QPainter, rect: QRectF, called: str, colour: str, least: float) -> None:
        device = painter.device()
        if isinstance(device, QWidget) and device.isEnabled() and window.isAncestorOf(device) and colour:
            corner = painter.worldTransform().map(rect.topLeft())
            if not device.visibleRegion().boundingRect().contains(QRect(corner.toPoint(), rect.size().toSize())):
                return  # It is scrolled half out of sight, and something else stands over it in the picture.
            at = device.mapTo(window, corner.toPoint())
            seen.append(Painted(called, colour, QRect(at, rect.size().toSize()), least))

    def noted_text(
        painter: QPainter, rect: QRectF, words: str, colour: str, size: int = BODY, *,
        bold: bool = False, italic: bool = False, align: Qt.AlignmentFlag = drawn.LEFT,
    ) -> float:  # fmt: skip
        wide = text(painter, rect, words, colour, size, bold=bold, italic=italic, align=align)
        left = rect.x() if align == drawn.LEFT else rect.right() - wide
        left = rect.center().x() - wide / 2 if align == drawn.CENTRE else left
        high = min(rect.height(), theme.current().line(size))
        tight = QRectF(QPointF(left, rect.center().y() - high / 2), rect.size())
        tight.setSize(QRectF(0, 0, wide, high).size())
        pixels = theme.current().px(size)
        large = pixels >= (_LARGE_BOLD if bold else _LARGE)
        if words.strip():
            note(painter, tight, f"“{words[:40]}”", colour, LARGE if large else TEXT)
        return wide

    def noted_icon(
        painter: QPainter, name: str, left: float, top: float, size: int, colour: str, knockout: str = ""
    ) -> None:
        paint(painter, name, left, top, size, colour, knockout)
        note(painter, QRectF(left - 2, top - 2, size + 4, size + 4), f"icon {name}", colour, GRAPHIC)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawn, "text", noted_text)
        patch.setattr(icons, "paint", noted_icon)
        yield seen


def _told(one: Painted, picture: QImage) -> str:
    colours = _colours(picture, one.where)
    if not colours:
        return ""
    # Of a word in bold the ink may cover more than the ground does: it is never its own ground.
    ink = QColor(one.colour).name()
    ground = next((name for name, _many in colours.most_common() if name != ink), ink)
    return _fault(one.called, ink, ground, one.least)


def _fault(called: str, ink: str, ground: str, least: float) -> str:
    ratio = contrast(ink, ground)
    return f"{called}: {ratio:.2f} of {least}, {ink} on {ground}" if ratio < least - _SLACK else ""


def _with_words(window: QWidget) -> Iterator[QWidget]:
    kinds: tuple[type[QWidget], ...] = (QLabel, QLineEdit, QPlainTextEdit)
    for kind in kinds:
        for widget in window.findChildren(kind):
            if widget.isVisible() and widget.isEnabled() and _words(widget).strip():
                yield widget


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else ""


def _of_words(widget: QWidget, window: QWidget, picture: QImage) -> str:
    shown = widget.visibleRegion().boundingRect()
    if shown.height() < widget.fontMetrics().height():
        return ""  # scrolled away but for an edge
    colours = _colours(picture, QRect(widget.mapTo(window, shown.topLeft()), shown.size()).adjusted(3, 3, -3, -3))
    if not colours:
        return ""
    ground = colours.most_common(1)[0][0]
    # A label of ours bears its ink in its palette; thin strokes of small words hardly reach it on the screen.
    own = widget.palette().windowText().color().name()
    ink = own if isinstance(widget, Label) else max(colours, key=lambda name: contrast(name, ground))
    large = widget.font().pixelSize() >= (_LARGE_BOLD if widget.font().bold() else _LARGE)
    return _fault(f"{type(widget).__name__} “{_words(widget)[:40]}”", ink, ground, LARGE if large else TEXT)


def _colours(picture: QImage, where: QRect) -> Counter[str]:
    """How many pixels of each colour a part of the picture (32 bits a pixel) has; of a large part every second line."""
    inside = where.intersected(picture.rect())
    step = 2 if inside.height() > _SMALL else 1
    pixels = memoryview(picture.constBits()).cast("I")
    wide = picture.bytesPerLine() // 4
    counted: Counter[int] = Counter()
    for y in range(inside.top(), inside.bottom() + 1, step):
        counted.update(pixels[y * wide + inside.left() : y * wide + inside.right() + 1].tolist())
    named: Counter[str] = Counter()
    for pixel, many in counted.items():
        named[f"#{pixel & 0xFFFFFF:06x}"] += many
    return named
