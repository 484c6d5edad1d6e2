"""Words on a page: labels by role, running text with the design's line height, and a line between things."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.style import theme
from ui.style.tokens import BODY, HEAD, HINT, PAGE, PAGE_IN_PAGE, SMALL, UNLOCK
from ui.widgets import drawn

ROLES: dict[str, tuple[int, bool, str]] = {
    "unlock": (UNLOCK, True, "ink"),
    "title": (PAGE, True, "ink"),
    "count": (PAGE, True, "ink"),
    "page": (PAGE_IN_PAGE, True, "ink"),
    "head": (HEAD, True, "ink"),
    "lead": (HEAD, False, "ink2"),
    "body": (BODY, False, "ink"),
    "strong": (BODY, True, "ink"),
    "quiet": (BODY, False, "ink2"),
    "second": (SMALL, False, "ink2"),
    "caption": (SMALL, True, "ink2"),
    "marking": (SMALL, True, "ink"),
    "hint": (SMALL, False, "ink3"),
    "tiny": (HINT, False, "ink3"),
}
"""Role: size, bold, token of the colour."""


class Label(QLabel):
    """Words in a role. ``wrap`` makes running text; ``rich`` takes simple HTML (b, i, a) already escaped."""

    def __init__(
        self, words: str = "", role: str = "body", *, wrap: bool = False, rich: bool = False, tone: str = ""
    ) -> None:
        super().__init__()
        self._words = words
        self._role = role
        self._rich = rich
        self._tone = tone
        self._worn: tuple[object, ...] = ()
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.RichText if wrap or rich else Qt.TextFormat.PlainText)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._dress()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def say(self, words: str, tone: str | None = None) -> None:
        """Show other words, and another tone when given."""
        if tone is not None:
            self._tone = tone
        self._words = words
        self._dress()

    def setVisible(self, visible: bool) -> None:
        """As any widget's; but before it stands in a page a label waits for the page, and never flashes as a window."""
        if visible and self.parent() is None:
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
            return
        super().setVisible(visible)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        now = theme.current()
        wears = (now.tokens, now.scale, self._words, self._tone)
        if wears == self._worn:
            return
        self._worn = wears
        size, bold, token = ROLES[self._role]
        self.setFont(now.font(size, bold=bold))
        colour = now.tokens.tone(self._tone).ink if self._tone else getattr(now.tokens, token)
        palette = QPalette(now_palette())
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        palette.setColor(QPalette.ColorRole.Text, QColor(colour))
        self.setPalette(palette)
        if self.textFormat() == Qt.TextFormat.PlainText:
            self.setText(self._words)
            self.setMinimumHeight(now.line(size))
            return
        inner = self._words if self._rich else _escaped(self._words)
        link = f"<style>a {{ color: {now.tokens.accent}; font-weight: 700; text-decoration: none; }}</style>"
        self.setText(f'{link}<div style="line-height: {now.line(size)}px">{inner}</div>')
        self.setAccessibleName(_plain(self._words) if self._rich else self._words)


def now_palette() -> QPalette:
    """The palette of the current theme."""
    return theme.palette(theme.current().tokens)


def _escaped(words: str) -> str:
    """Plain words as rich text."""
    for sign, escape in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "<br>")):
        words = words.replace(sign, escape)
    return words


def _plain(rich: str) -> str:
    import html

    parts = [part.split(">", 1)[-1] for part in rich.split("<")]
    return html.unescape("".join(parts))


class Hairline(QWidget):
    """A line between two things; ``strong`` under a header."""

    def __init__(self, *, upright: bool = False, strong: bool = False) -> None:
        super().__init__()
        self._token = "line2" if strong else "line"
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        drawn.fill(painter, self.rect(), getattr(theme.current().tokens, self._token))
        painter.end()


class Ground(drawn.Painted):
    """A plain area filled with one token: canvas, surface, sunken, soft."""

    def __init__(self, colour: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour

    def set_ground(self, colour: str) -> None:
        """Fill with another token."""
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        drawn.fill(painter, self.rect(), getattr(theme.current().tokens, self._colour))
        painter.end()
