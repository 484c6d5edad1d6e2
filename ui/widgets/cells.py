"""What one cell of a table, or one line of a list, shows; drawn the same everywhere."""

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.style import theme
from ui.style.tokens import BODY, SMALL
from ui.widgets import chips, drawn
from ui.widgets.chips import Chip


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, then chips (or chips first), and a second line beneath when the row is high enough.

    ``quiet`` words are grey; ``tone`` colours the words and must go with a chip or a word that says the same.
    """

    words: str = ""
    chips: tuple[Chip, ...] = field(default=())
    second: str = ""
    bold: bool = False
    quiet: bool = False
    italic: bool = False
    tone: str = ""
    chips_first: bool = True

    @property
    def text(self) -> str:
        """What a reader says, and what is copied."""
        spoken = [chip.text for chip in self.chips]
        parts = [*spoken, self.words] if self.chips_first else [self.words, *spoken]
        return ", ".join(part for part in [*parts, self.second] if part)


Shown = Cell | Chip | str | int | None


def as_cell(shown: Shown) -> Cell:
    """Anything a column may give, as a cell."""
    if isinstance(shown, Cell):
        return shown
    if isinstance(shown, Chip):
        return Cell(chips=(shown,))
    return Cell("" if shown is None else str(shown))


def paint(painter: QPainter, rect: QRectF, cell: Cell, align: Qt.AlignmentFlag = drawn.LEFT) -> None:
    """Draw the cell inside a rectangle."""
    now = theme.current()
    line = QRectF(rect)
    if cell.second:
        upper, lower = now.line(BODY), now.line(SMALL)
        top = rect.y() + (rect.height() - upper - lower) / 2
        line = QRectF(rect.x(), top, rect.width(), upper)
        under = QRectF(rect.x(), top + upper, rect.width(), lower)
        drawn.text(painter, under, cell.second, now.tokens.ink2, SMALL, align=align)
    painter.save()
    painter.setClipRect(rect)
    x = line.x()
    if align == drawn.RIGHT and cell.chips:
        x = max(x, line.right() - _width(cell))
    if cell.chips_first:
        x = _paint_chips(painter, x, line, cell)
    if cell.words:
        room = QRectF(x, line.y(), line.right() - x, line.height())
        words_align = drawn.LEFT if cell.chips else align
        x += drawn.text(
            painter, room, cell.words, _ink(cell), bold=cell.bold, italic=cell.italic, align=words_align
        ) + now.px(6)
    if not cell.chips_first:
        _paint_chips(painter, x, line, cell)
    painter.restore()


def _paint_chips(painter: QPainter, x: float, line: QRectF, cell: Cell) -> float:
    """As many chips as fit whole, and "+2" for the rest; the first is there whatever the room."""
    gap = theme.current().px(8)
    for at, chip in enumerate(cell.chips):
        left = len(cell.chips) - at
        needed = chips.width(chip) + (gap + drawn.width_of("+9", SMALL) if left > 1 else 0)
        if at and x + needed > line.right() + 1:
            room = QRectF(x, line.y(), line.right() - x, line.height())
            return x + drawn.text(painter, room, f"+{left}", theme.current().tokens.ink2, SMALL)
        x += chips.paint(painter, x, line.center().y(), chip) + gap
    return x


def _width(cell: Cell) -> float:
    gap = theme.current().px(8)
    words = drawn.width_of(cell.words, bold=cell.bold) if cell.words else -gap
    return words + sum(chips.width(chip) + gap for chip in cell.chips)


def _ink(cell: Cell) -> str:
    tokens = theme.current().tokens
    if cell.tone:
        return tokens.tone(cell.tone).ink
    return tokens.ink2 if cell.quiet else tokens.ink
