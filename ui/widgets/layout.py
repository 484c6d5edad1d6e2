"""Rows and columns with the design's spaces, at the text scale of the moment."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.style import theme

STRETCH = None
"""In a row or column: take the room that is left."""

Part = QWidget | QLayout | int | None


def row(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Side by side. A number is a space, ``STRETCH`` takes what is left; margins are left, top, right, bottom."""
    made = QHBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def column(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """One under another, as ``row``."""
    made = QVBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def _fill(made: QBoxLayout, parts: tuple[Part, ...], gap: int, margins: tuple[int, int, int, int]) -> None:
    px = theme.current().px
    made.setSpacing(px(gap))
    made.setContentsMargins(*(px(margin) for margin in margins))
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(px(part))
        elif isinstance(part, QWidget):
            made.addWidget(part)
        else:
            made.addLayout(part)


def held(layout: QLayout) -> QWidget:
    """A bare widget holding a layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete the widgets."""
    while (taken := layout.takeAt(0)) is not None:
        inner, nested = taken.widget(), taken.layout()
        if inner is not None:
            inner.hide()
            inner.deleteLater()
        elif nested is not None:
            clear(nested)
