"""What is cut off: words with less room than they take, and controls beyond the edge of what holds them."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

_SLACK = 2


def clipped(window: QWidget) -> list[str]:
    """Every label and button shown whose words do not fit, or which stands beyond the window's edge sideways."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible() or not widget.text():
            continue
        left = widget.mapTo(window, QPoint(0, 0)).x()
        if left < -_SLACK or left + widget.width() > window.width() + _SLACK:
            found.append(f"beyond the edge: {_called(widget)}")
        elif not _fits(widget):
            found.append(f"cut off: {_called(widget)}")
    return found


def _fits(widget: QLabel | QAbstractButton) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() >= widget.heightForWidth(widget.width()) - _SLACK
    shortened = widget.toolTip() == widget.text()  # on purpose, with the whole words to be had
    return shortened or widget.width() >= widget.sizeHint().width() - _SLACK


def _called(widget: QLabel | QAbstractButton) -> str:
    parent = widget.parentWidget()
    return f"{type(widget).__name__} {widget.text()[:60]!r} in {type(parent).__name__}"
