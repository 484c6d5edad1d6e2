"""What is cut off: words with less room than they take, and controls beyond the edge of what holds them."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

_SLACK = 2


def clipped(window: QWidget) -> list[str]:
    """Every label and button shown whose words do not fit, or which stands beyond an edge sideways."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible() or not widget.text():
            continue
        if any(_sticks_out(widget, holder) for holder in _holders(widget, window)):
            found.append(f"beyond the edge: {_called(widget)}")
        elif not _fits(widget):
            found.append(f"cut off: {_called(widget)}")
    return found


def _holders(widget: QWidget, window: QWidget) -> list[QWidget]:
    """The window, and every view in between that scrolls what it holds, but only up and down."""
    found, step = [window], widget.parentWidget()
    while step is not None and step is not window:
        if isinstance(step.parentWidget(), QScrollArea):
            found.append(step)
        step = step.parentWidget()
    return found


def _sticks_out(widget: QWidget, holder: QWidget) -> bool:
    left = widget.mapTo(holder, QPoint(0, 0)).x()
    return left < -_SLACK or left + widget.width() > holder.width() + _SLACK


def _fits(widget: QLabel | QAbstractButton) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() >= widget.heightForWidth(widget.width()) - _SLACK
    shortened = widget.toolTip() == widget.text()  # on purpose, with the whole words to be had
    return shortened or widget.width() >= widget.sizeHint().width() - _SLACK


def _called(widget: QLabel | QAbstractButton) -> str:
    parent = widget.parentWidget()
    return f"{type(widget).__name__} {widget.text()[:60]!r} in {type(parent).__name__}"
