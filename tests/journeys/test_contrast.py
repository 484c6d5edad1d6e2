"""Every page in dark and high contrast (in light: test_every_page): words 4.5 to 1, large ones and icons 3 to 1."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.journeys.conftest import Run
from tests.journeys.test_every_page import every_route
from tests.robots.custody import GateRobot
from tests.robots.window import ProgramRobot
from tests.support.desks import PASSPHRASE
from tests.support.qt_contrast import faint
from ui.style import theme
from ui.style.tokens import LIGHT
from ui.widgets import drawn, layout
from ui.widgets.labels import Label


@pytest.mark.parametrize("look", ["dark", "contrast"])
def test_pages_when_worn_in_a_theme_then_nothing_is_too_faint(run: Run, borough: Path, look: str) -> None:
    """The page before unlocking, then each page as a person opens it."""
    theme.current().use(look)
    with run(borough) as started:
        robot = ProgramRobot(started)
        gate = GateRobot(started)
        gate.ready()
        window = started.program.window
        wrong = [f"unlock: {each}" for each in faint(window)]
        gate.unlock(PASSPHRASE)
        for route in every_route(started):
            robot.go(route)
            wrong += [f"{route.name} {route.get('page')}: {each}" for each in faint(window)]
        assert not wrong, "\n".join(wrong)


def test_faint_when_words_are_too_faint_then_names_them_whoever_paints_them(qapp: object) -> None:
    """A field, a label, and a word painted by hand; the same in ink are not named."""

    class Word(drawn.Painted):
        def paintEvent(self, _event: object) -> None:
            painter = drawn.brush(self)
            drawn.fill(painter, self.rect(), LIGHT.surface)
            drawn.text(painter, self.rect().toRectF(), self.objectName(), self.property("ink"))
            painter.end()

    window = QWidget()
    label, plain = QLineEdit("Faint field"), QLineEdit("Plain field")
    label.setStyleSheet("color: #9a9a9a; background: white")
    plain.setStyleSheet(f"color: {LIGHT.ink}; background: white")
    said_by = Label("Faint label")
    palette = said_by.palette()
    palette.setColor(palette.ColorRole.WindowText, QColor("#aaaaaa"))
    said_by.setPalette(palette)
    words = []
    for name, ink in (("Faint word", "#b0b0b0"), ("Plain word", LIGHT.ink3)):
        word = Word()
        word.setObjectName(name)
        word.setProperty("ink", ink)
        word.setMinimumSize(200, 30)
        words.append(word)
    window.setLayout(layout.column(label, plain, said_by, *words))
    window.resize(300, 260)
    window.show()
    said = faint(window)
    window.close()
    window.deleteLater()
    assert len(said) == 3
    assert all(f"Faint {kind}" in "".join(said) for kind in ("field", "label", "word"))
