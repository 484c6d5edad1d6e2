"""Tokens, theme and icons: contrast as promised, no colour elsewhere, icons that draw."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.support.qt_pictures import colours_in
from ui.style import icons, theme
from ui.style.tokens import CONTRAST, DARK, LIGHT, Tokens, contrast

UI = Path(__file__).resolve().parents[2] / "ui"
GROUNDS = ("canvas", "surface", "sunken", "hover", "soft")
STATED = {
    ("light", "ink"): (16.5, 13.5), ("dark", "ink"): (13.9, 10.2),
    ("light", "ink2"): (8.2, 6.7), ("dark", "ink2"): (9.0, 6.6),
    ("light", "ink3"): (5.8, 4.7), ("dark", "ink3"): (6.6, 4.8),
    ("light", "accent"): (7.8, 6.4), ("dark", "accent"): (7.8, 5.7),
    ("light", "line2"): (3.9, 3.2), ("dark", "line2"): (4.5, 3.3),
}  # fmt: skip
ON_GROUND = {
    "light": {"red": 6.9, "amber": 6.8, "green": 7.0, "blue": 7.5, "grey": 6.8},
    "dark": {"red": 8.0, "amber": 8.3, "green": 7.7, "blue": 7.5, "grey": 6.9},
}


def worst(tokens: Tokens, colour: str) -> float:
    return min(contrast(colour, getattr(tokens, ground)) for ground in GROUNDS)


@pytest.mark.parametrize(("name", "token"), STATED)
def test_contrast_of_each_ink_when_measured_then_is_what_the_design_states(name: str, token: str) -> None:
    """The stated ratios hold on surface and on the worst ground."""
    tokens = LIGHT if name == "light" else DARK
    colour = getattr(tokens, token)
    on_surface, on_worst = STATED[name, token]
    assert contrast(colour, tokens.surface) == pytest.approx(on_surface, abs=0.1)
    assert worst(tokens, colour) == pytest.approx(on_worst, abs=0.1)


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def test_every_pair_when_measured_then_text_is_legible_and_marks_are_seen(tokens: Tokens) -> None:
    """Text at least 4.5, marks and borders of controls at least 3, everywhere they may stand."""
    for token in ("ink", "ink2", "ink3", "accent"):
        assert worst(tokens, getattr(tokens, token)) >= 4.5, token
    assert worst(tokens, tokens.line2) >= 3
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    for name, tone in tokens.tones.items():
        assert contrast(tone.ink, tone.ground) >= 4.5, name
        assert contrast(tone.glyph, tone.ground) >= 3, name
        assert worst(tokens, tone.mark) >= 3, name


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_states_when_measured_then_ink_on_ground_is_what_the_design_states(tokens: Tokens) -> None:
    """Each state's text on its ground has the ratio of the table."""
    for name, stated in ON_GROUND[tokens.name].items():
        tone = tokens.tone(name)
        assert contrast(tone.ink, tone.ground) == pytest.approx(stated, abs=0.1), name


def test_high_contrast_when_measured_then_every_text_pair_is_at_least_9() -> None:
    """High contrast keeps its promise: 9.3 for text, 3.1 for marks."""
    texts = [(CONTRAST.ink, getattr(CONTRAST, ground)) for ground in GROUNDS]
    texts += [(CONTRAST.accent, getattr(CONTRAST, ground)) for ground in GROUNDS]
    texts += [(tone.ink, tone.ground) for tone in CONTRAST.tones.values()]
    assert min(contrast(ink, ground) for ink, ground in texts) >= 9.3
    assert min(contrast(tone.mark, CONTRAST.surface) for tone in CONTRAST.tones.values()) >= 3.1


def test_colour_literals_when_looked_for_then_stand_in_tokens_only() -> None:
    """No module of the window but tokens.py writes a colour."""
    literal = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']|\brgba?\(|QColor\(\s*\d|GlobalColor\.(?!transparent)""")
    guilty = [
        f"{path.relative_to(UI)}:{number}"
        for path in sorted(UI.rglob("*.py"))
        if path != UI / "style" / "tokens.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if literal.search(line)
    ]
    assert guilty == []


@pytest.mark.parametrize("name", icons.names())
def test_icon_when_painted_then_shows_its_colour_within_its_square(name: str) -> None:
    """Every drawing renders, in the colour asked for, on a transparent ground."""
    image = icons.pixmap(name, LIGHT.accent, 48, 1.0, LIGHT.surface).toImage()
    assert (image.width(), image.height()) == (48, 48)
    assert LIGHT.accent in colours_in(image)
    assert image.convertToFormat(QImage.Format.Format_ARGB32).pixelColor(0, 0).alpha() == 0


def test_icon_names_when_used_in_code_then_are_drawn() -> None:
    """Whatever code passes as an icon exists: a misspelt name would only show when painted."""
    used = re.compile(r"""icon="([a-z0-9-]+)"|IconButton\(\s*"([a-z0-9-]+)"|icons\.paint\([a-z_]+, "([a-z0-9-]+)\"""")
    known = set(icons.names())
    missing = {
        name
        for path in UI.rglob("*.py")
        for found in used.findall(path.read_text(encoding="utf-8"))
        for name in found
        if name and name not in known
    }
    assert missing == set()


def test_icons_when_shown_twice_then_are_drawn_once() -> None:
    """Pixels are kept by colour, size and device ratio."""
    one = icons.pixmap("home", LIGHT.ink, 16, 2.0)
    assert icons.pixmap("home", LIGHT.ink, 16, 2.0) is one
    assert icons.pixmap("home", LIGHT.ink2, 16, 2.0) is not one
    assert one.devicePixelRatio() == 2.0


def test_theme_when_scaled_then_fonts_and_lengths_follow() -> None:
    """Text at 200 % is twice as large, and the scale never leaves its range."""
    now = theme.current()
    now.use("dark", 3.0)
    assert (now.scale, now.px(32), now.font(13).pixelSize(), now.large) == (2.0, 64, 26, True)
    now.use("light", 1.0)
    assert (now.font(13).pixelSize(), now.large) == (13, False)


def test_figures_when_set_then_are_equally_wide() -> None:
    """Numbers under one another line up."""
    metrics = theme.current().metrics()
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize(
    ("width", "scale", "large"),
    [
        (1366, 1.0, False), (1366, 1.25, True), (1366, 1.5, True), (1366, 2.0, True),
        (1920, 1.25, False), (1920, 1.5, False), (1920, 2.0, True), (800, 1.0, False),
    ],
)  # fmt: skip
def test_layout_when_text_grows_then_is_of_one_column_where_the_screen_has_no_room(
    monkeypatch: pytest.MonkeyPatch, width: int, scale: float, large: bool
) -> None:
    """On the smallest screen panes stand side by side only at 100 %; on a wide one up to 150 %."""
    monkeypatch.setattr(theme, "_screen_width", lambda: width)
    theme.current().use("light", scale)
    assert theme.current().large is large
