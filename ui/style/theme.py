"""The theme in force: tokens and text scale made into fonts, palette and style sheet.

``current()`` answers everywhere; widgets that paint read it while painting, so a change of theme needs only a repaint.
"""

from functools import cache

from PySide6.QtCore import QLoggingCategory, QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from hipdesk.kernel import paths
from ui.style import tokens as tables
from ui.style.sheet import sheet

FAMILY = "Noto Sans"
LARGE = 1.6
"""Text scale from which there is room for one thing at a time on any screen."""
ROOM = 1240
"""Width of a screen, in pixels of the design, below which panes do not stand side by side either."""
_SCRIPTS = ("Arabic", "Bengali", "Devanagari", "Ethiopic", "Gujarati", "Gurmukhi", "Hebrew", "Tamil")
_FIRST = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


class Theme(QObject):
    """Tokens and text scale. ``changed`` comes after the application has taken them on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = tables.LIGHT
        self.scale = 1.0
        self.large = False
        """Whether text is so large, for this screen, that navigation becomes icons and forms one column."""
        self._fonts: dict[tuple[int, bool, bool], QFont] = {}
        self._metrics: dict[tuple[int, bool, bool], QFontMetricsF] = {}

    def px(self, size: float) -> int:
        """A length of the design at the text scale, in logical pixels."""
        return round(size * self.scale)

    def font(self, size: int = tables.BODY, *, bold: bool = False, italic: bool = False) -> QFont:
        """Noto Sans at a size of the design, with tabular figures."""
        key = (size, bold, italic)
        if key not in self._fonts:
            made = QFont([FAMILY, *(f"{FAMILY} {script}" for script in _SCRIPTS)])
            made.setPixelSize(self.px(size))
            made.setBold(bold)
            made.setItalic(italic)
            made.setFeature(QFont.Tag("tnum"), 1)
            made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
            made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
            self._fonts[key] = made
        return self._fonts[key]

    def metrics(self, size: int = tables.BODY, *, bold: bool = False, italic: bool = False) -> QFontMetricsF:
        """Metrics of ``font`` with the same arguments."""
        key = (size, bold, italic)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(size, bold=bold, italic=italic))
        return self._metrics[key]

    def line(self, size: int = tables.BODY) -> int:
        """The line height that goes with a size, in logical pixels."""
        return self.px(tables.LINE[size])

    def use(self, name: str | None = None, scale: float | None = None) -> None:
        """Take on another set of tokens (light, dark, contrast) or text scale (1.0 to 2.0), and tell everyone."""
        if name is not None:
            self.tokens = tables.SETS[name]
        if scale is not None:
            self.scale = min(2.0, max(1.0, scale))
            self.large = self.scale >= LARGE or (self.scale > 1.0 and _screen_width() / self.scale < ROOM)
        self._fonts.clear()
        self._metrics.clear()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            dress(application)
        self.changed.emit()


def _screen_width() -> int:
    """Of the primary screen, in logical pixels; 0 before there is an application."""
    screens = QGuiApplication.screens()
    return screens[0].availableSize().width() if screens else 0


@cache
def current() -> Theme:
    """The one theme of this program."""
    return Theme()


def dress(application: QApplication, *, sheet_later: bool = False) -> None:
    """Give the application fonts, palette and sheet of the current theme. Its style is Fusion from the start.

    ``sheet_later``: its first page is made faster without the sheet, which every widget looks up anew each time it is
    put into another; ``complete`` before the page is shown.
    """
    now = current()
    register_fonts()
    application.setFont(now.font())
    application.setPalette(palette(now.tokens))
    if not sheet_later:
        application.setStyleSheet(sheet(now.tokens, now.px))


def complete(application: QApplication) -> None:
    """Give the application its sheet, when it has none yet."""
    if not application.styleSheet():
        application.setStyleSheet(sheet(current().tokens, current().px))


@cache
def register_fonts() -> int:
    """Register Noto Sans Regular and Bold; returns how many were taken."""
    # Qt tells of every font it asks in vain for a script before it reaches the one that has it.
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    folder = paths.resources() / "fonts"
    return sum(QFontDatabase.addApplicationFont(str(folder / name)) >= 0 for name in _FIRST)


@cache
def register_scripts() -> int:
    """Register the fonts of the other scripts; after unlocking, since only names need them. Returns how many."""
    folder = paths.resources() / "fonts"
    others = sorted(path for path in folder.glob("*.ttf") if path.name not in _FIRST)
    return sum(QFontDatabase.addApplicationFont(str(path)) >= 0 for path in others)


@cache
def palette(tokens: tables.Tokens) -> QPalette:
    """The Qt palette of a set of tokens, for what no sheet or painter covers. Copy it to change it: it is kept."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.canvas,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.sunken,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.PlaceholderText: tokens.ink3,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.ink,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Midlight: tokens.hover,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.line2,
        QPalette.ColorRole.Shadow: tokens.line2,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.ink3))
    return made
