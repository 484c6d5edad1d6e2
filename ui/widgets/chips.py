"""Chips: word and shape, always; colour never alone. One paint function, for delegates and for ``ChipLabel``.

Shapes: ``pill`` (state of an action), ``square`` (risk, with three rising bars), ``tag`` (bordered word),
``bare`` (glyph and word), ``filled`` and ``outlined`` (required marks), ``word`` ("optional").
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import icons, theme
from ui.style.tokens import BODY, HINT, RISK, SMALL, TAG, Tone
from ui.widgets import drawn


@dataclass(frozen=True, slots=True)
class Chip:
    """What one chip shows. ``strong`` is a bold figure after the words; ``spoken`` replaces the words for a reader."""

    words: str
    shape: str = "bare"
    tone: str = ""
    glyph: str = ""
    strong: str = ""
    spoken: str = ""
    bold: bool = False
    size: int = SMALL

    @property
    def text(self) -> str:
        """What a screen reader says."""
        return self.spoken or " ".join(part for part in (self.words, self.strong) if part)


_RAG = {
    "late": ("red", "glyph-triangle"),
    "soon": ("amber", "glyph-diamond"),
    "on_track": ("green", "glyph-disc"),
    "done": ("green", "glyph-done"),
    "no_update": ("grey", "glyph-none"),
    "not_due": ("blue", "glyph-square"),
    "draft": ("grey", "glyph-dashed"),
}
_RISK = {"high": ("High", "red", 3), "medium": ("Medium", "amber", 2), "standard": ("Standard", "grey", 1)}
_TREND = {
    "rising": ("red", "trend-rising"),
    "level": ("", "trend-level"),
    "falling": ("green", "trend-falling"),
    "first": ("", "trend-first"),
}
_STATUS = {
    "draft": ("Draft", "grey", "glyph-dashed"),
    "received": ("Received", "grey", "glyph-ring"),
    "awaiting_information": ("Awaiting information", "amber", "glyph-clock"),
    "listed": ("Listed", "blue", "glyph-half"),
    "heard": ("Heard", "green", "glyph-disc"),
    "monitoring": ("Monitoring", "blue", "glyph-target"),
    "closed": ("Closed", "grey", "glyph-closed"),
    "reopened": ("Reopened", "amber", "glyph-reopened"),
    "declined": ("Declined", "grey", "glyph-declined"),
    "redirected": ("Redirected", "grey", "glyph-redirected"),
}
_CARE = {
    "child": ("Child", "child"),
    "adult_at_risk": ("Adult at risk", "person"),
    "address_kept": ("Address kept", "pin"),
    "not_aware": ("Not aware", "eye-off"),
    "restricted": ("Restricted", "lock"),
    "media": ("Media", "media"),
}


def rag(state: str, words: str) -> Chip:
    """State of an action or deadline: late, soon, on_track, done, no_update, not_due or draft, in words."""
    tone, glyph = _RAG[state]
    return Chip(words, "pill", tone, glyph)


def risk(level: str, score: int | str = "", *, trend: str = "") -> Chip:
    """Risk: high, medium or standard, with three rising bars and the score; ``trend`` is only spoken."""
    word, tone, bars = _RISK[level]
    spoken = f"Risk {word} {score}".strip() + (f", {trend}" if trend else "")
    return Chip(word, "square", tone, f"bars-{bars}", strong=str(score), spoken=spoken)


def trend(direction: str) -> Chip:
    """Which way risk went: rising, level, falling or first."""
    tone, glyph = _TREND[direction]
    return Chip(direction, "bare", tone, glyph, spoken=f"risk {direction}")


def status(name: str, words: str = "") -> Chip:
    """Status of a referral or case: glyph and word; ``words`` replaces the usual word."""
    usual, tone, glyph = _STATUS[name]
    return Chip(words or usual, "bare", tone, glyph, size=BODY)


def noted(tone: str, glyph: str, words: str, *, bold: bool = False, size: int = BODY) -> Chip:
    """A glyph and words without outline, as "4 working days late" in red: ``glyph`` is an icon's name."""
    return Chip(words, "bare", tone, glyph, bold=bold, size=size)


def strand(words: str) -> Chip:
    """A hate strand: a bordered tag, the word, no colour."""
    return Chip(words, "tag")


def care(kind: str, words: str = "") -> Chip:
    """A care flag: child, adult_at_risk, address_kept, not_aware, restricted or media."""
    usual, glyph = _CARE[kind]
    return Chip(words or usual, "bare", "", glyph)


def required(mark: str) -> Chip:
    """A mark beside a label: ``to log`` and ``to keep`` filled, any other outlined, ``optional`` as a word."""
    if mark == "optional":
        return Chip(mark, "word")
    first = mark in ("to log", "to keep")
    return Chip(mark, "filled" if first else "outlined", bold=first, size=HINT)


_PAD = {"pill": 9, "square": 8, "tag": 7, "filled": 6, "outlined": 6}
_HIGH = {"pill": 20, "square": 20, "tag": 20, "filled": 16, "outlined": 16}


def _glyph_side(chip: Chip) -> int:
    now = theme.current()
    if chip.shape == "bare":
        return now.px(9 if chip.glyph.startswith("trend") else 13)
    return now.px(13 if chip.shape == "square" else 11)


def width(chip: Chip) -> float:
    """Width the chip takes, in logical pixels."""
    px = theme.current().px
    wide = drawn.width_of(chip.words, chip.size, bold=chip.bold) + 2 * px(_PAD.get(chip.shape, 0))
    if chip.glyph:
        wide += _glyph_side(chip) + px(5)
    if chip.strong:
        wide += px(8) + drawn.width_of(chip.strong, chip.size, bold=True)
    return float(round(wide + 0.5))


def fitted(chip: Chip, most: float) -> Chip:
    """The chip with its words shortened by an ellipsis to be at most so wide; what is spoken stays whole."""
    over = width(chip) - most
    if over <= 0:
        return chip
    metrics = theme.current().metrics(chip.size, bold=chip.bold)
    room = max(0.0, drawn.width_of(chip.words, chip.size, bold=chip.bold) - over)
    words = metrics.elidedText(chip.words, Qt.TextElideMode.ElideRight, room)
    return replace(chip, words=words, spoken=chip.text)


def height(chip: Chip) -> int:
    """Height the chip takes, in logical pixels."""
    now = theme.current()
    return now.px(_HIGH[chip.shape]) if chip.shape in _HIGH else now.line(chip.size)


def _colours(chip: Chip) -> tuple[str, str, str, str]:
    """Ground, edge, ink and glyph of a chip under the current tokens."""
    tokens = theme.current().tokens
    if chip.shape == "tag":
        return "", tokens.line2, tokens.ink, tokens.ink
    if chip.shape == "filled":
        return tokens.ink2, tokens.ink2, tokens.surface, tokens.surface
    if chip.shape == "outlined":
        return tokens.surface, tokens.ink2, tokens.ink2, tokens.ink2
    if chip.shape == "word":
        return "", "", tokens.ink3, tokens.ink3
    if not chip.tone:
        ink = tokens.ink3 if chip.glyph.startswith("trend") else tokens.ink
        return "", "", ink, tokens.ink2 if chip.shape == "bare" else ink
    tone: Tone = tokens.tone(chip.tone)
    if chip.shape != "bare":
        return tone.ground, tone.edge, tone.ink, tone.glyph
    coloured = chip.bold or chip.glyph.startswith("trend")
    return "", "", tone.ink if coloured else tokens.ink, tone.glyph if coloured else tone.mark


def paint(painter: QPainter, left: float, middle: float, chip: Chip) -> float:
    """Draw the chip with its left edge and vertical middle given; returns its width."""
    now = theme.current()
    ground, edge, ink, mark = _colours(chip)
    wide, high = width(chip), height(chip)
    rect = QRectF(round(left), round(middle - high / 2), wide, high)
    if chip.shape in _HIGH:
        radius = {"pill": high / 2, "square": now.px(RISK)}.get(chip.shape, now.px(TAG))
        drawn.box(painter, rect, radius, ground, edge)
    x = rect.x() + now.px(_PAD.get(chip.shape, 0))
    if chip.glyph:
        side = _glyph_side(chip)
        icons.paint(painter, chip.glyph, x, middle - side / 2, side, mark, ground or now.tokens.surface)
        x += side + now.px(5)
    line = QRectF(x, rect.y(), wide, high)
    x += drawn.text(painter, line, chip.words, ink, chip.size, bold=chip.bold)
    if chip.strong:
        drawn.text(painter, QRectF(x + now.px(8), rect.y(), wide, high), chip.strong, ink, chip.size, bold=True)
    return wide


class ChipLabel(drawn.Painted):
    """One or several chips as a widget, in a line. Its accessible name says them in words."""

    def __init__(self, *chips: Chip, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: tuple[Chip, ...] = ()
        self._gap = gap
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chips(chips)

    def show_chips(self, chips: Iterable[Chip]) -> None:
        """Show these instead."""
        self._chips = tuple(chips)
        self.setAccessibleName(", ".join(chip.text for chip in self._chips))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        gaps = theme.current().px(self._gap) * max(0, len(self._chips) - 1)
        high = max((height(chip) for chip in self._chips), default=0)
        return QSize(int(sum(width(chip) for chip in self._chips)) + gaps, high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.brush(self)
        at = QPointF(0, self.height() / 2)
        for chip in self._chips:
            wide = paint(painter, at.x(), at.y(), chip)
            at.setX(at.x() + wide + theme.current().px(self._gap))
        painter.end()
