"""Settings and Help: what is typed is checked, saved and logged; the look is remembered; every page has its help."""

import pytest
from PySide6.QtWidgets import QLineEdit

from hipdesk.desk import Desk
from hipdesk.services import gate
from hipdesk.services.settings import read_settings, timetable_settings
from tests.robots.home import HomeRobot
from ui.help.topics import TOPICS, text_of
from ui.routes import Route
from ui.style import theme
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_frame import FieldFrame


def fill(home: HomeRobot, name: str, words: str) -> None:
    """Replace what a field of the group holds."""
    field = home.find(f"field-{name}")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    home.press("Ctrl+A", "Delete")
    home.write(words)


def problems(home: HomeRobot) -> dict[str, str]:
    """What is marked, by label."""
    frames = home.page.findChildren(FieldFrame)
    return {frame.label: frame.problem for frame in frames if frame.isVisible() and frame.problem}


def test_office_when_saved_by_key_then_papers_have_the_new_name_and_the_log_says_so(empty_home: HomeRobot) -> None:
    """Ctrl+Enter saves the group whole."""
    empty_home.go(Route.to("settings", page="office"))
    fill(empty_home, "panel_name", "Marlbridge Hate Crime Panel")
    fill(empty_home, "reference_prefix", "hip")
    empty_home.press("Ctrl+Enter")
    empty_home.wait()
    assert problems(empty_home) == {"References begin with": "Not written as it should be"}
    fill(empty_home, "reference_prefix", "MHP")
    empty_home.press("Ctrl+Enter")
    empty_home.wait()
    desk = empty_home.started.program.desk
    assert isinstance(desk, Desk)
    office, _panel, _rules = desk.read(read_settings)
    assert (office.panel_name, office.reference_prefix) == ("Marlbridge Hate Crime Panel", "MHP")
    assert "Saved. The change is in the log." in empty_home.words()


def test_lock_minutes_when_changed_then_the_window_locks_by_them(empty_home: HomeRobot) -> None:
    """From the settings to the idle lock at once."""
    empty_home.go(Route.to("settings", page="rules"))
    field = empty_home.find("field-lock_minutes")
    assert isinstance(field, ChoiceField)
    field.setFocus()
    line = field.lineEdit()
    assert line is not None
    line.selectAll()
    empty_home.write("3 minutes")
    empty_home.press("Tab")
    empty_home.press("Ctrl+Enter")
    empty_home.wait()
    idle = empty_home.started.program.window.idle
    empty_home.started.until(lambda: idle.minutes == 3, "the minutes to be taken")


def test_look_when_chosen_then_worn_at_once_and_remembered(empty_home: HomeRobot) -> None:
    """Dark and large, where one was; this computer keeps it."""
    empty_home.go(Route.to("settings", page="look"))
    empty_home.named("Dark").setFocus()
    empty_home.press("Space")
    empty_home.started.until(lambda: theme.current().tokens.name == "dark", "the dark theme")
    empty_home.wait()
    assert empty_home.route() == Route.to("settings", page="look")
    assert gate.look() == gate.Look("dark", 1.0)


@pytest.mark.parametrize("topic", [topic.name for topic in TOPICS])
def test_help_when_opened_then_begins_with_its_title_and_leads_nowhere_outside(topic: str) -> None:
    """Every topic has a text, one heading at least, and no address."""
    text = text_of(topic)
    assert text.startswith("# ")
    assert "http" not in text


def test_help_when_f1_is_pressed_then_shows_the_page_of_this_screen(empty_home: HomeRobot) -> None:
    """F1 on Settings, and Back."""
    empty_home.go(Route.to("settings", page="backups"))
    empty_home.press("F1")
    empty_home.wait()
    assert empty_home.route() == Route.to("help", topic="settings")
    assert "Check this vault" in empty_home.page.text.toPlainText()  # type: ignore[attr-defined]  # the help page
    empty_home.press("Alt+Left")
    empty_home.wait()
    assert empty_home.route() == Route.to("settings", page="backups")


def test_help_when_a_page_names_a_topic_then_it_is_written() -> None:
    """No page of the program opens help that nobody wrote."""
    from ui.shell.page import Page

    def every(kind: type[Page]) -> set[type[Page]]:
        return {kind, *(below for child in kind.__subclasses__() for below in every(child))}

    named = {page.help_topic for page in every(Page) if page.help_topic and page.__module__.startswith("ui.")}
    assert named <= {topic.name for topic in TOPICS}


@pytest.mark.parametrize(("button", "route"), [("go-import", "import"), ("go-imports", "imports")])
def test_imports_when_asked_for_in_settings_then_are_shown(empty_home: HomeRobot, button: str, route: str) -> None:
    """The old workbook, and what earlier ones brought, are found from Settings; Back returns."""
    empty_home.go(Route.to("settings", page="imports"))
    empty_home.find(button).setFocus()
    empty_home.press("Space")
    empty_home.wait()
    assert empty_home.route() == Route(route)
    empty_home.press("Alt+Left")
    empty_home.wait()
    assert empty_home.route() == Route.to("settings", page="imports")


def test_timetable_when_saved_and_undone_then_is_as_before(empty_home: HomeRobot) -> None:
    """Steps are fields; a slip in their order is told; Undo puts the group back; bank holidays stand under it."""
    empty_home.go(Route.to("settings", page="timetable"))
    empty_home.wait()
    desk = empty_home.started.program.desk
    assert isinstance(desk, Desk)
    fill(empty_home, "papers_out", "2")
    empty_home.press("Ctrl+Enter")
    empty_home.wait()
    assert desk.read(timetable_settings).papers_out == 2
    empty_home.named("Undo").click()
    empty_home.wait()
    assert desk.read(timetable_settings).papers_out == 3
    assert any("Fri 25 Dec 2026 (Christmas Day)" in words for words in empty_home.words())
    fill(empty_home, "papers_out", "9")
    empty_home.press("Ctrl+Enter")
    empty_home.wait()
    assert desk.read(timetable_settings).papers_out == 3
    assert "Keep the order" in " ".join(empty_home.words())
