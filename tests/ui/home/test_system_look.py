"""Following the system's look: which tokens it asks for, and a change while the program runs."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QSignalSpy

from hipdesk.services import look
from hipdesk.services.look import SYSTEM, Look, keep_look
from tests.robots.home import HomeRobot
from ui.routes import Route
from ui.style import system, theme
from ui.style.system import SystemLook, tokens_for

LIGHT, DARK, UNKNOWN = Qt.ColorScheme.Light, Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown
HIGH, NO = Qt.ContrastPreference.HighContrast, Qt.ContrastPreference.NoPreference


@pytest.mark.parametrize(
    ("scheme", "contrast", "name"),
    [
        (LIGHT, NO, "light"),
        (UNKNOWN, NO, "light"),
        (DARK, NO, "dark"),
        (DARK, HIGH, "contrast"),
        (LIGHT, HIGH, "contrast"),
    ],
)
def test_tokens_when_the_system_wants_something_then_the_nearest_are_worn(
    scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference, name: str
) -> None:
    """More contrast goes before dark or light."""
    assert tokens_for(scheme, contrast) == name


@pytest.mark.parametrize(("chosen", "times"), [(SYSTEM, 1), ("light", 0), ("contrast", 0)])
def test_system_when_it_changes_then_is_followed_only_by_choice(qapp: QObject, chosen: str, times: int) -> None:
    """Whoever chose dark keeps dark."""
    watcher = SystemLook(chosen=lambda: chosen)
    changed = QSignalSpy(watcher.changed)
    watcher.look_again()
    assert changed.count() == times


def test_look_when_as_this_computer_is_chosen_then_it_is_remembered_and_followed(
    empty_home: HomeRobot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chosen by key in Settings; then the system goes dark, and the page one is on is worn anew, where it was."""
    empty_home.go(Route.to("settings", page="look"))
    empty_home.named("As this computer").setFocus()
    empty_home.press("Space")
    empty_home.wait()
    assert look.look() == Look(SYSTEM, 1.0)
    assert theme.current().tokens.name == "light"
    monkeypatch.setattr(system, "tokens_for", lambda _scheme, _contrast: "dark")
    watcher = empty_home.started.program.findChild(SystemLook)
    assert isinstance(watcher, SystemLook)
    watcher.look_again()
    empty_home.wait()
    assert theme.current().tokens.name == "dark"
    assert empty_home.route() == Route.to("settings", page="look")


def test_look_when_kept_as_the_systems_then_is_read_back(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """And anything else that makes no sense is the usual look."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path))
    keep_look(Look(SYSTEM, 1.5))
    assert look.look() == Look(SYSTEM, 1.5)
    keep_look(Look("sepia", 1.5))
    assert look.look() == Look()
