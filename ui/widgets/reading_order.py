"""The order in which one reads, for Tab: controls made later would otherwise come last, wherever they stand."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QWidget,
)

_WHOLE = (QAbstractScrollArea, QComboBox, QLineEdit, QTabBar)
"""Controls whose inner parts are no controls of their own."""


def tab_as_one_reads(part: QWidget) -> None:
    """Have Tab go through ``part`` as it is laid out; call it when something in it was built anew."""
    for one, following in pairwise(controls(part)):
        QWidget.setTabOrder(one, following)


def controls(part: QWidget) -> list[QWidget]:
    """What takes the focus by Tab in ``part``, as laid out; what was hidden, or taken out to be deleted, is not."""
    return [each for each in _within(part) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _within(widget: QWidget) -> Iterator[QWidget]:
    for child in _children(widget):
        # What is new and waits to be shown is hidden too, but not on purpose.
        if not (child.isHidden() and child.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)):
            yield child
            yield from _within(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        yield from [inner] if inner is not None else []
    elif isinstance(widget, QStackedWidget):
        front = widget.currentWidget()
        yield from [front] if front is not None else []
    elif isinstance(widget, QSplitter):
        yield from (pane for at in range(widget.count()) if (pane := widget.widget(at)) is not None)
    elif (laid := widget.layout()) is not None:
        yield from _laid_out(laid)
    elif not isinstance(widget, _WHOLE):
        yield from (child for child in widget.children() if isinstance(child, QWidget))


def _laid_out(laid: QLayout) -> Iterator[QWidget]:
    for at in range(laid.count()):
        place = laid.itemAt(at)
        if place is None:
            continue
        widget, inner = place.widget(), place.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
