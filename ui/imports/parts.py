"""Pieces of the import's panes: how sure a match is, examples from a column, and one matched line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from hipdesk.model.workbooks.plan import SettledBy, how_sure
from ui.style import icons, theme
from ui.style.tokens import SMALL, TAG
from ui.widgets import drawn, layout
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Hairline, Label

ARROW = "→"
_SETTLED = {"person": "You chose", "mapping": "From the matching"}


class HowSure(drawn.Painted):
    """A short meter and a word with its number; a guess is amber and bold, what a person chose has a tick."""

    def __init__(self, confidence: int, settled_by: SettledBy) -> None:
        super().__init__()
        self._confidence = confidence
        self._settled = _SETTLED.get(settled_by, "")
        word = how_sure(confidence)
        self.words = self._settled or (word if word == "None" else f"{word} {confidence}")
        self.setAccessibleName(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(64) + round(drawn.width_of(self.words, SMALL, bold=True)), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens, px = now.tokens, now.px
        painter = drawn.brush(self)
        middle = self.height() / 2
        guess = self.words.startswith("Guess")
        x = float(px(56))
        if self._settled or self.words == "None":
            side = px(14)
            glyph = "glyph-done" if self._settled else "glyph-none"
            icons.paint(painter, glyph, 0, middle - side / 2, side, tokens.green.mark if self._settled else tokens.ink2)
            x = side + px(6)
        else:
            track = QRectF(0, middle - px(3), px(46), px(6))
            drawn.box(painter, track, px(3), tokens.track)
            track.setWidth(track.width() * self._confidence / 100)
            drawn.box(painter, track, px(3), tokens.amber.mark if guess else tokens.accent)
        ink = tokens.amber.ink if guess else tokens.ink2
        drawn.text(painter, QRectF(x, 0, self.width() - x, self.height()), self.words, ink, SMALL, bold=guess)
        painter.end()


class Examples(drawn.Painted):
    """Cells as they stand in a column, each in a small frame; as many as fit."""

    def __init__(self, examples: Sequence[str]) -> None:
        super().__init__()
        self._examples = [each for each in examples if each]
        self.setAccessibleName("Found in it: " + (", ".join(self._examples) or "empty in every row"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme.current().px
        return QSize(px(240), px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens, px = now.tokens, now.px
        painter = drawn.brush(self)
        if not self._examples:
            drawn.text(painter, QRectF(self.rect()), "empty in every row", tokens.ink2, SMALL)
        x = 0.0
        for at, each in enumerate(self._examples):
            wide = drawn.width_of(each, SMALL) + px(14)
            room = self.width() - x
            if room < px(44) or (at and wide > room):
                break
            box = QRectF(x, px(2), min(wide, room), px(20))
            drawn.box(painter, box, px(TAG), tokens.sunken, tokens.line)
            inside = box.adjusted(px(7), 0, -px(5), 0)
            drawn.text(painter, inside, each, tokens.ink, SMALL)
            x = box.right() + px(5)
        painter.end()


class MatchTable(QWidget):
    """Lines of widgets under heads, with hairlines; ``stretch`` is the column that takes the room left.

    At large text every line becomes rows of its own.
    """

    def __init__(self, heads: Sequence[str], *, name: str, stretch: Sequence[int], fixed: dict[int, int]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._heads = tuple(heads)
        self._fixed = fixed
        self._at = 0
        self._grid = QGridLayout(self)
        px = theme.current().px
        self._grid.setContentsMargins(px(20), px(4), px(20), px(16))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(3))
        for column in stretch:
            self._grid.setColumnStretch(column, 1)

    def begin(self) -> None:
        """Start anew under the heads."""
        layout.clear(self._grid)
        self._at = 0
        px = theme.current().px
        if theme.current().large:
            return
        for column, head in enumerate(self._heads):
            self._grid.addWidget(Label(head, "caption"), 0, column)
        self._grid.addWidget(Hairline(strong=True), 1, 0, 1, len(self._heads))
        for column, wide in self._fixed.items():
            self._grid.setColumnMinimumWidth(column, px(wide))
        self._at = 2

    def add(self, parts: Sequence[QWidget | str]) -> None:
        """One line."""
        large = theme.current().large
        for column, part in enumerate(parts):
            if part == "" or (large and isinstance(part, Label) and part.words in ("", ARROW)):
                continue
            widget = part if isinstance(part, QWidget) else Label(part, "strong" if column == 0 else "second")
            if isinstance(widget, Label):
                widget.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            if large:
                if isinstance(widget, ChoiceField):
                    self._grid.addWidget(Label(self._heads[column], "caption"), self._at, 0)
                    self._at += 1
                self._grid.addWidget(widget, self._at, 0)
                self._at += 1
            else:
                self._grid.addWidget(widget, self._at, column)
        self._grid.addWidget(Hairline(), self._at + 1, 0, 1, 1 if large else len(self._heads))
        self._at += 2

    def finish(self) -> None:
        """Nothing more comes: what is left over stays below."""
        self._grid.setRowStretch(self._at, 1)


def chooser(
    choices: Sequence[tuple[object, str]], value: object, name: str, told: Callable[[object], object], wide: int = 216
) -> ChoiceField:
    """A choice that tells when a person changed it."""
    field = ChoiceField(choices, name=name, typing_from=14)
    field.set_value(value)
    if not theme.current().large:
        field.setFixedWidth(theme.current().px(wide))
    field.changed.connect(lambda: told(field.value()))
    return field
