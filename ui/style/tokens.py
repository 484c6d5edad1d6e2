"""The colours, sizes and spaces of the window; the only module that may hold a colour literal.

Three sets (light, dark, high contrast). ``Tone`` is one state colour as a chip needs it; tones carry meaning only
together with a word and a shape.
"""

from typing import NamedTuple


class Tone(NamedTuple):
    """A state colour: text, ground, bare mark, border of a chip, and the glyph inside a chip."""

    ink: str
    ground: str
    mark: str
    edge: str
    glyph: str


class Tokens(NamedTuple):
    """One set of colours. ``tones`` are red, amber, green, blue and grey."""

    name: str
    canvas: str
    surface: str
    sunken: str
    hover: str
    soft: str
    line: str
    line2: str
    track: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    on_accent: str
    red: Tone
    amber: Tone
    green: Tone
    blue: Tone
    grey: Tone
    scrim: str

    def tone(self, name: str) -> Tone:
        """The tone called red, amber, green, blue or grey."""
        found = getattr(self, name)
        if not isinstance(found, Tone):
            raise KeyError(name)
        return found

    @property
    def tones(self) -> dict[str, Tone]:
        """Every tone by name."""
        return {name: value for name, value in self._asdict().items() if isinstance(value, Tone)}

    @property
    def high_contrast(self) -> bool:
        """Whether selection needs an outline besides its ground."""
        return self.name == "contrast"


def _tone(ink: str, ground: str, mark: str) -> Tone:
    return Tone(ink=ink, ground=ground, mark=mark, edge=ground, glyph=ink)


def _stark(mark: str) -> Tone:
    return Tone(ink="#FFFFFF", ground="#000000", mark=mark, edge="#FFFFFF", glyph=mark)


LIGHT = Tokens(
    name="light",
    canvas="#EFF2F4",
    surface="#FFFFFF",
    sunken="#F5F7F8",
    hover="#F0F4F6",
    soft="#D9ECEE",
    line="#D9DFE4",
    line2="#75828E",
    track="#D3DAE0",
    ink="#16202A",
    ink2="#435060",
    ink3="#5A6774",
    accent="#0B5A68",
    on_accent="#FFFFFF",
    red=_tone("#9A1B1B", "#FBE7E5", "#B3261E"),
    amber=_tone("#774800", "#FCEFD2", "#A86300"),
    green=_tone("#1A5A33", "#E0F1E6", "#2A7A4A"),
    blue=_tone("#1D4A80", "#E3ECF8", "#3A6FB0"),
    grey=_tone("#435060", "#E6EAED", "#66727E"),
    scrim="#6B16202A",
)

DARK = Tokens(
    name="dark",
    canvas="#11171C",
    surface="#182026",
    sunken="#1D262D",
    hover="#202A32",
    soft="#153B43",
    line="#2E3942",
    line2="#7A8894",
    track="#35424C",
    ink="#E7ECF0",
    ink2="#B6C1CA",
    ink3="#98A5B0",
    accent="#5CC1CE",
    on_accent="#06242A",
    red=_tone("#FFA79E", "#401D1C", "#F0746A"),
    amber=_tone("#F3C268", "#3A2B0E", "#E0A23A"),
    green=_tone("#86D4A0", "#15341F", "#52B777"),
    blue=_tone("#98C3F5", "#182E4A", "#6FA5E6"),
    grey=_tone("#B6C1CA", "#2A343C", "#93A0AC"),
    scrim="#99000000",
)

CONTRAST = Tokens(
    name="contrast",
    canvas="#000000",
    surface="#000000",
    sunken="#000000",
    hover="#1F1F1F",
    soft="#3D3600",
    line="#FFFFFF",
    line2="#FFFFFF",
    track="#5C5C5C",
    ink="#FFFFFF",
    ink2="#FFFFFF",
    ink3="#FFFFFF",
    accent="#FFE14D",
    on_accent="#000000",
    red=_stark("#FF8A80"),
    amber=_stark("#FFC24D"),
    green=_stark("#6BE38F"),
    blue=_stark("#8CC4FF"),
    grey=_stark("#CFCFCF"),
    scrim="#CC000000",
)

SETS = {tokens.name: tokens for tokens in (LIGHT, DARK, CONTRAST)}

# Type: pixel size to line height, at text scale 1.
LINE = {11: 16, 12: 16, 13: 20, 14: 20, 18: 28, 20: 28, 24: 32}
HINT, SMALL, BODY, HEAD, PAGE_IN_PAGE, PAGE, UNLOCK = 11, 12, 13, 14, 18, 20, 24

# Radii.
TAG, RISK, FIELD, BUTTON, PAGE_CORNER = 3, 4, 5, 6, 8

# Heights.
NAV_ROW, CONTROL, CONTROL_SMALL, TABLE_ROW, TABLE_HEAD = 34, 32, 26, 32, 36
TWO_LINE_ROW, INBOX_ROW, TOP_BAR, STATUS_BAR = 48, 84, 44, 26
NAV_WIDTH, NAV_WIDTH_ICONS, MARGIN = 176, 88, 24
"""Width of the navigation with words, and (already at double size) as icons; margin of a page."""


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` by WCAG 2, from 0 (black) to 1 (white)."""
    parts = [int(colour[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
