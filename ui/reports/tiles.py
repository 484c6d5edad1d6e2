"""The headline of a report: eight tiles, each with the quarter before, and the sentences of the first page."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from hipdesk.model.reports import Behind, Finding, Strong, Tile
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Hairline, Label


def as_rich(finding: Finding) -> str:
    """A finding as a rich label reads it."""
    return "".join(f"<b>{escape(part.text)}</b>" if isinstance(part, Strong) else escape(part) for part in finding)


class TileGrid(QWidget):
    """Eight tiles, four in a row, two at large text. ``asked`` as a figure of the table."""

    asked = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.current().px(12))

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these."""
        layout.clear(self._grid)
        many = 2 if theme.current().large else 4
        for at, tile in enumerate(tiles):
            self._grid.addWidget(self._tile(tile), at // many, at % many)

    def _tile(self, tile: Tile) -> QWidget:
        large = Label(tile.large, "count")
        beside = Label(tile.beside, "second")
        words = layout.column(
            Hairline(strong=True), Label(tile.label, "caption"), layout.row(large, beside, layout.STRETCH, gap=6), gap=3
        )
        words.addWidget(Label(tile.before, "hint"))
        held = layout.held(words)
        held.setAccessibleName(f"{tile.label}: {tile.large} {tile.beside}. {tile.before}")
        if tile.behind is not None:
            words.addLayout(layout.row(self._link(tile, tile.behind), layout.STRETCH))
        words.addStretch(1)
        return held

    def _link(self, tile: Tile, behind: Behind) -> LinkButton:
        link = LinkButton("Show them")
        link.setAccessibleName(f"Show what stands behind {tile.label}")
        shown = tile.large if tile.large.replace(",", "").isdigit() else tile.beside.partition(" ")[0]
        link.clicked.connect(lambda: self.asked.emit(behind, shown, tile.label))
        return link
