"""The shell: navigation, history, search, panes, lock, messages; all by keyboard."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import FixedClock
from hipdesk.kernel.errors import DiskFull
from tests.robots.shell import WindowRobot
from tests.support.qt_keys import press, settle, tab_round
from tests.support.qt_leaks import let_go
from tests.support.qt_stand_ins import WEDNESDAY, ScriptedMessages
from ui.context import Context
from ui.messages.in_window import InWindow
from ui.messages.seam import Choice, Offer, Question, ask_first
from ui.routes import Memory, Route
from ui.shell.idle import IdleLock
from ui.shell.page import Page
from ui.shell.page_finder import pages_finder
from ui.shell.registry import PageEntry, PageRegistry
from ui.shell.window import DeskWindow
from ui.shell.workspace import Workspace
from ui.widgets import layout
from ui.widgets.banner import Toast
from ui.widgets.buttons import Button
from ui.widgets.columns import Columns
from ui.widgets.filters import DecisionBar
from ui.widgets.labels import Ground
from ui.widgets.text_field import TextField


class Sample(Page):
    """A page with a list and a detail, that remembers a text."""

    shows = frozenset({"case"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.text = TextField(name="Left field")
        self.other = TextField(name="Right field")
        self.done = Button("Keep", "primary", key="Ctrl+Enter")
        self.reloaded: list[Changes | None] = []
        self.opened: list[Route] = []
        self.names_asked = 0
        self.left = False
        columns = Columns([self.text, self.other], [300, 0], names=("Left", "Right"))
        self.setLayout(layout.column(columns, self.done))

    def open_route(self, route: Route) -> None:
        self.opened.append(route)

    def remember(self) -> Memory:
        return {"text": self.text.text()}

    def restore(self, memory: Memory) -> None:
        self.text.setText(str(memory["text"]))

    def reload(self, changes: Changes | None) -> None:
        self.reloaded.append(changes)

    def panes(self) -> list[QWidget]:
        return [self.text, self.other]

    def first_focus(self) -> QWidget:
        return self.text

    def show_names(self) -> None:
        self.names_asked += 1

    def leave(self) -> None:
        self.left = True


@pytest.fixture
def robot(handed: tuple[Context, ScriptedMessages], shown: Callable[[QWidget], QWidget]) -> Iterator[WindowRobot]:
    context, _ = handed
    registry = PageRegistry()
    registry.register("settings", "Settings", "sliders", Sample, 90, foot=True)
    registry.register("home", "Home", "home", Sample, 10)
    registry.add(PageEntry("referral-form", "New referral", "inbox", Sample, key="Ctrl+Shift+R"))
    registry.register("cases", "Cases", "folder", Sample, 20, badge="cases")
    registry.register("case", "Case", "folder", Sample, under="cases")
    registry.add(PageEntry("letter", "Letter", "mail", Sample, under="cases", under_by={"setting": "settings"}))
    window = DeskWindow(FixedClock(WEDNESDAY))
    window.messages = InWindow(window)
    workspace = Workspace(context, registry, pages_finder(context, registry))
    window.show_workspace(workspace)
    workspace.begin(Route("home"))
    shown(window)
    yield WindowRobot(window, context.operations)
    window.idle.stop()


def sample(robot: WindowRobot) -> Sample:
    page = robot.workspace.pages.page
    assert isinstance(page, Sample)
    return page


def test_navigation_when_numbers_are_pressed_then_goes_and_comes_back(robot: WindowRobot) -> None:
    """Ctrl+2 goes to Cases, Alt+Left back; a case stands under Cases, a letter under what it is about."""
    robot.press("Ctrl+2")
    assert robot.page_title() == "cases"
    robot.workspace._context.routes.go(Route.to("case", id="1"))
    assert robot.page_title() == "cases"
    robot.workspace._context.routes.go(Route.to("letter", about="setting"))
    assert robot.page_title() == "settings"
    robot.press("Alt+Left", "Alt+Left", "Alt+Left")
    assert robot.page_title() == "home"
    robot.press("Alt+Right")
    assert robot.page_title() == "cases"


def test_page_when_it_has_a_key_then_opens_from_anywhere(robot: WindowRobot) -> None:
    """Logging a referral is one key away from every page."""
    robot.press("Ctrl+1")
    robot.press("Ctrl+Shift+R")
    assert robot.window.workspace is not None
    page = robot.window.workspace.pages.page
    assert isinstance(page, Sample)
    assert page.opened == [Route("referral-form")]


def test_page_when_come_back_to_then_is_as_it_was_left(robot: WindowRobot) -> None:
    """A page remembers itself, alive or not."""
    robot.write("half a word")
    first = sample(robot)
    for number in range(10):
        robot.workspace._context.routes.go(Route.to("case", id=str(number)))
    assert first.left, "the oldest page should have been let go"
    robot.workspace._context.routes.go(Route("home"))
    assert sample(robot) is not first
    assert sample(robot).text.text() == "half a word"


def test_page_when_records_change_then_reloads_if_it_shows_them(robot: WindowRobot) -> None:
    """In front at once, behind when it comes back, and not at all for other kinds."""
    hub = robot.workspace._context.hub
    home = sample(robot)
    hub.broadcast(Changes(frozenset({"person"})))
    hub.broadcast(Changes(frozenset({"case"})))
    assert len(home.reloaded) == 1
    robot.press("Ctrl+2")
    hub.broadcast(Changes(frozenset({"case"})))
    hub.broadcast(Changes(frozenset({"case"})))
    assert len(home.reloaded) == 1
    robot.press("Alt+Left")
    assert home.reloaded[1:] == [None]


def test_counts_when_a_page_tells_them_then_stand_in_the_navigation(robot: WindowRobot) -> None:
    """A reader hears how many wait."""
    sample(robot).counts_changed.emit({"cases": 4})
    model = robot.workspace.navigation.rail.model()
    assert model.index(1, 0).data() == "Cases, 4 waiting"


def test_panes_when_f6_is_pressed_then_go_round(robot: WindowRobot) -> None:
    """F6 goes from pane to pane, Shift+F6 the other way."""
    names = []
    for _ in range(4):
        robot.press("F6")
        names.append(robot.focus().accessibleName())
    assert names == ["Right field", "Search", "Pages", "Left field"]
    robot.press("Shift+F6")
    assert robot.focus().accessibleName() == "Pages"


def test_focus_when_tab_is_pressed_then_comes_round_without_a_trap(robot: WindowRobot) -> None:
    """Every control of the shell is reached by Tab."""
    names = {widget.accessibleName() for widget in tab_round(robot.window)}
    assert {"Pages", "Search", "Help", "Lock", "Left field", "Right field", "Keep"} <= names


def test_search_when_opened_by_key_then_finds_goes_and_gives_the_focus_back(robot: WindowRobot) -> None:
    """Ctrl+K, words, Enter; Esc leaves everything as it was."""
    before = robot.focus()
    robot.press("Ctrl+K")
    assert robot.focus().accessibleName() == "Search for"
    robot.press("Esc")
    assert (robot.overlay(), robot.focus()) == (None, before)
    robot.press("Ctrl+K")
    robot.write("sett")
    palette = robot.workspace._palette
    assert palette is not None
    palette.search()
    robot.press("Enter")
    assert (robot.page_title(), robot.overlay()) == ("settings", None)
    robot.press("Ctrl+K")
    assert robot.overlay() is not None


def test_search_when_open_then_tab_stays_inside_and_keys_beneath_are_off(robot: WindowRobot) -> None:
    """A panel over the page keeps the focus; the page's own keys wait."""
    kept = QSignalSpy(sample(robot).done.clicked)
    robot.press("Ctrl+K")
    panel = robot.overlay()
    assert panel is not None
    for widget in tab_round(robot.window):
        assert panel.isAncestorOf(widget)
    robot.press("Ctrl+Enter", "Ctrl+2")
    assert (kept.count(), robot.page_title()) == (0, "home")
    robot.press("Esc", "Ctrl+Enter")
    assert kept.count() == 1


def test_question_when_asked_then_safe_choice_has_the_focus_and_esc_leaves(robot: WindowRobot) -> None:
    """Nothing is destroyed by Enter pressed in haste."""
    done: list[str] = []
    messages = robot.window.messages
    assert messages is not None
    ask_first(messages, "Delete it?", "It cannot be brought back.", "Delete it", lambda: done.append("gone"))
    assert robot.focus().accessibleName() == "Leave it as it is"
    robot.press("Esc")
    assert (done, robot.overlay()) == ([], None)
    ask_first(messages, "Delete it?", "It cannot be brought back.", "Delete it", lambda: done.append("gone"))
    robot.press("Enter")
    assert done == []
    ask_first(messages, "Delete it?", "It cannot be brought back.", "Delete it", lambda: done.append("gone"))
    robot.press("Tab", "Enter")
    assert (done, robot.overlay()) == (["gone"], None)


def test_question_when_it_has_many_choices_then_tells_the_one_taken(robot: WindowRobot) -> None:
    """Each choice has its name."""
    messages, told = robot.window.messages, []
    assert messages is not None
    choices = (Choice("add", "Add to that case", "primary"), Choice("link", "Link"), Choice("new", "New case"))
    messages.ask(Question("Is it the same person?", "", choices), told.append)
    robot.answer("link")
    assert told == ["link"]


def test_banner_when_the_same_is_told_again_then_is_replaced_and_stays_until_settled(robot: WindowRobot) -> None:
    """An error in three parts stands above the page."""
    messages, tried = robot.window.messages, []
    assert messages is not None
    messages.error(DiskFull())
    messages.error(DiskFull())
    assert len(robot.banners()) == 1
    assert all(part in robot.banners()[0] for part in ("The disk is full.", "Nothing saved", "Free some space"))
    offers = [Offer("Try again", lambda: tried.append(1))]
    messages.banner("The backup failed", about="backup", offers=offers)
    robot.click("Try again")
    assert tried == [1]
    messages.settle("backup")
    assert len(robot.banners()) == 1


def test_toast_when_undone_then_goes_and_undoes_once(robot: WindowRobot) -> None:
    """Undo in a toast is reached by keyboard."""
    messages, undone = robot.window.messages, []
    assert messages is not None
    messages.toast("Referral 0042 logged.", undo=lambda: undone.append(1))
    assert robot.toasts() == ["Referral 0042 logged."]
    robot.click("Undo")
    assert undone == [1]
    messages.settle_all()
    settle()
    assert robot.toasts() == []


@pytest.mark.parametrize("made", [lambda: Button("Accept", "primary"), lambda: DecisionBar(Button("Accept"))])
def test_toast_when_something_comes_up_under_it_then_it_rises_above_it(
    robot: WindowRobot, made: Callable[[], QWidget]
) -> None:
    """The bar of the page that opens after it is read and pressed next: nothing of it is covered."""
    window, messages = robot.window, robot.window.messages
    assert messages is not None
    messages.toast("HIP/2026-27/0042 logged.")
    (toast,) = [each for each in window.findChildren(Toast) if each.isVisible()]
    corner = toast.geometry()
    accept = made()
    accept.setParent(window)
    accept.setGeometry(corner)
    accept.show()
    messages.place_toast()
    assert toast.geometry().bottom() < corner.top()
    assert toast.geometry().right() == corner.right()
    let_go(accept)
    messages.place_toast()
    assert toast.geometry() == corner


def test_names_when_asked_for_by_key_then_the_page_is_told(robot: WindowRobot) -> None:
    """Ctrl+. belongs to the page in front."""
    robot.press("Ctrl+.")
    assert sample(robot).names_asked == 1


def test_lock_when_pressed_then_pages_are_kept_and_dropped(robot: WindowRobot) -> None:
    """Ctrl+L asks at once; showing the gate drops every view, and the way through the pages stays."""
    due = QSignalSpy(robot.window.lock_due)
    robot.write("in the middle of")
    page = sample(robot)
    robot.press("Ctrl+L")
    assert due.count() == 1
    context = page.context
    robot.window.show_gate(Ground())
    assert robot.locked
    assert page.left
    assert context.routes.memory(Route("home")) == {"text": "in the middle of"}


def test_closing_when_unlocked_then_is_asked_first(robot: WindowRobot) -> None:
    """The window does not vanish under an open vault."""
    asked = QSignalSpy(robot.window.closing)
    robot.window.close()
    settle()
    assert (asked.count(), robot.window.isVisible()) == (1, True)
    robot.window.close_now()
    assert not robot.window.isVisible()


def test_idle_when_nothing_comes_then_locks_after_its_minutes() -> None:
    """Ten minutes without a key or click; sleeping counts; any input begins anew."""
    clock = FixedClock(WEDNESDAY)
    idle = IdleLock(clock, 10)
    due = QSignalSpy(idle.due)
    idle.start()
    clock.advance(timedelta(minutes=9, seconds=59))
    idle.check()
    assert due.count() == 0
    idle.seen()
    clock.advance(timedelta(minutes=9))
    idle.check()
    assert due.count() == 0
    clock.advance(timedelta(hours=8))
    idle.check()
    assert due.count() == 1
    idle.set_minutes(90)
    assert idle.minutes == 15


def test_idle_when_keys_come_through_the_window_then_is_seen(robot: WindowRobot) -> None:
    """The watch sees keys before any widget does."""
    came = QSignalSpy(robot.window.input.came)
    press(robot.window, "Tab")
    assert came.count() >= 1
    assert came.at(0) == [False]


def test_shell_when_text_is_at_200_percent_then_fits_the_smallest_screen(
    handed: tuple[Context, ScriptedMessages], shown: Callable[[QWidget, int, int], QWidget]
) -> None:
    """At 1366×768 and double text nothing asks for more room, and names stand beside icons for a reader."""
    context, _ = handed
    context.theme.use("light", 2.0)
    registry = PageRegistry()
    registry.register("home", "Home", "home", Sample, 10)
    window = DeskWindow(FixedClock(WEDNESDAY))
    workspace = Workspace(context, registry, pages_finder(context, registry))
    window.show_workspace(workspace)
    workspace.begin(Route("home"))
    shown(window, 1366, 768)
    assert (window.width(), window.height()) == (1366, 768)
    assert workspace.navigation.width() == 88
    index = workspace.navigation.rail.model().index(0, 0)
    assert (index.data(), index.data(3)) == ("Home", "Home")
    page = workspace.pages.page
    assert isinstance(page, Sample)
    assert page.text.isVisible()
    assert not page.other.isVisible()
    press(window, "F6")
    assert page.other.hasFocus()
    window.idle.stop()


def test_registry_when_a_name_is_taken_then_says_so() -> None:
    """Two pages of one name are a mistake of ours."""
    registry = PageRegistry()
    registry.register("home", "Home", "home", Sample, 10)
    with pytest.raises(ValueError, match="two pages are called home"):
        registry.register("home", "Home", "home", Sample, 20)
