"""What self-painting widgets and delegates share: one line of text, rounded boxes, hairlines, the painted base."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import theme
from ui.style.tokens import BODY

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def brush(widget: QWidget) -> QPainter:
    """A painter on ``widget`` with smooth edges and text."""
    painter = QPainter(widget)
    smooth(painter)
    return painter


def smooth(painter: QPainter) -> None:
    """Smooth edges and text."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)


def width_of(words: str, size: int = BODY, *, bold: bool = False, italic: bool = False) -> float:
    """Width of one line, in logical pixels."""
    return theme.current().metrics(size, bold=bold, italic=italic).horizontalAdvance(words)


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    colour: str,
    size: int = BODY,
    *,
    bold: bool = False,
    italic: bool = False,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Draw one line inside ``rect``, shortened with an ellipsis when it does not fit; returns the width drawn."""
    now = theme.current()
    metrics = now.metrics(size, bold=bold, italic=italic)
    shown = words
    wide = metrics.horizontalAdvance(words)
    if wide > rect.width() + 1:
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, rect.width()))
        wide = metrics.horizontalAdvance(shown)
    painter.setFont(now.font(size, bold=bold, italic=italic))
    painter.setPen(QColor(colour))
    painter.drawText(rect.adjusted(-1, 0, 1, 0) if align == RIGHT else rect.adjusted(0, 0, 1, 0), align, shown)
    return wide


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: str = "",
    edge: str = "",
    *,
    thick: float = 1.0,
    dashed: bool = False,
) -> None:
    """A rounded box whose edge lies inside ``rect`` on whole pixels."""
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        pen = QPen(QColor(edge), thick)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        half = thick / 2
        rect = rect.adjusted(half, half, -half, -half)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, radius, radius)


def fill(painter: QPainter, rect: QRect | QRectF, colour: str) -> None:
    """Fill a rectangle of whole pixels. By erasing: ``fillRect`` would load Qt's 169 kinds of gradient first."""
    painter.setBackground(QColor(colour))
    painter.eraseRect(rect)


def hairline(painter: QPainter, left: float, y: float, right: float, colour: str, thick: int = 1) -> None:
    """A horizontal line of whole pixels, ``y`` its upper edge."""
    fill(painter, QRectF(left, y, right - left, thick), colour)


def upright(painter: QPainter, x: float, top: float, bottom: float, colour: str, thick: int = 1) -> None:
    """A vertical line of whole pixels, ``x`` its left edge."""
    fill(painter, QRectF(x, top, thick, bottom - top), colour)


def disc(painter: QPainter, centre: QPointF, radius: float, fill: str = "", edge: str = "", thick: float = 1.0) -> None:
    """A filled or outlined circle."""
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(edge), thick) if edge else Qt.PenStyle.NoPen)
    painter.drawEllipse(centre, radius, radius)


def show_if(widget: QWidget, on: bool) -> None:
    """Show or hide a part; before it stands in a page it waits for the page, and never flashes as a window."""
    if on and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(on)


class Snug(QWidget):
    """As high as the words in it need at its width, never higher."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        usual = super().sizeHint()
        wide = self.width() if self.isVisible() else theme.current().px(800)
        return QSize(usual.width(), self.heightForWidth(wide) if self.hasHeightForWidth() else usual.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class Painted(QWidget):
    """A widget that paints itself from the theme, and measures itself anew when the theme changes."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()
