"""The robots of Meetings: the list, and the four pages of one meeting."""

from datetime import date

from PySide6.QtWidgets import QApplication, QMenu

from tests.robots.shell import Robot
from ui.panels.agenda_row import AgendaRow
from ui.panels.list_page import MeetingsPage
from ui.panels.meeting_page import MeetingPage
from ui.panels.minutes_pane import MinutesPane
from ui.panels.papers_pane import PapersPane
from ui.panels.prepare_pane import PreparePane
from ui.panels.run_pane import RunPane
from ui.tasks.operations import Operations
from ui.widgets.labels import Label


class MeetingsRobot(Robot):
    """The list of meetings."""

    def __init__(self, page: MeetingsPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def days(self) -> list[str]:
        """The days shown, in order."""
        return [str(self.page.model.index(at, 0).data()) for at in range(self.page.model.rowCount())]

    def plan(self, day: date) -> None:
        """Plan a meeting by keys."""
        self.press("Ctrl+Enter")
        self.write(f"{day.day} {day:%b %Y}")
        self.find("meeting-strip-do").setFocus()
        self.press("Space")
        self.wait()


class MeetingRobot(Robot):
    """The meeting's page and what its four pages share."""

    def __init__(self, page: MeetingPage, operations: Operations) -> None:
        super().__init__(page, operations)
        self.page = page

    def tab(self) -> str:
        """Which of the four pages is in front."""
        return self.page.tabs.current_name()

    def pane(self, name: str) -> object:
        """A page that was shown."""
        return self.page._panes[name]

    def says(self) -> list[str]:
        """Every label shown."""
        return [label.words for label in self.page.findChildren(Label) if label.isVisible() and label.words]

    def choose(self, words: str) -> None:
        """Take an entry of the menu that is open, by its words."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        names = [action.text() for action in menu.actions()]
        action = next((each for each in menu.actions() if each.text() == words), None)
        assert action is not None, f"{words} is not among {names}"
        menu.setActiveAction(action)
        menu.close()
        action.trigger()
        self.wait()


class PrepareRobot(MeetingRobot):
    """Prepare."""

    @property
    def prepare(self) -> PreparePane:
        """The page."""
        pane = self.pane("prepare")
        assert isinstance(pane, PreparePane)
        return pane

    def lines(self) -> list[str]:
        """The cases and matters in order: time, number, case."""
        rows = self.prepare.agenda.rows
        return [f"{row.line.starts:%H:%M} {row.line.number} {row.line.initials or row.line.title}" for row in rows]

    def focus_line(self, initials: str) -> AgendaRow:
        """Put the focus on a line."""
        row = next(row for row in self.prepare.agenda.rows if row.line.initials == initials)
        row.setFocus()
        return row

    def move(self, initials: str, key: str) -> None:
        """Move a line by Alt+Up or Alt+Down."""
        self.focus_line(initials)
        self.press(key)
        self.wait()

    def give_minutes(self, initials: str, minutes: int) -> None:
        """Type other minutes."""
        row = self.focus_line(initials)
        row.minutes.setFocus()
        row.minutes.selectAll()
        self.write(str(minutes))
        self.press("Enter")
        self.wait()

    def menu_of_line(self, initials: str, words: str) -> None:
        """Open a line's menu by Enter and take an entry."""
        self.focus_line(initials)
        self.press("Enter")
        self.choose(words)

    def menu_of_person(self, name: str, words: str) -> None:
        """Open a person's menu by Enter and take an entry."""
        people = self.prepare.people
        key = next(person.id for person in people._view.people if name in person.line)  # type: ignore[union-attr]
        people.people.setFocus()
        people.people.go_to(key)
        self.press("Enter")
        self.choose(words)

    def answers(self) -> dict[str, str]:
        """What everyone answered, by agency."""
        view = self.prepare.people._view
        return {person.agency: f"{person.line}: {person.answer_words}" for person in view.people} if view else {}


class PapersRobot(MeetingRobot):
    """Papers."""

    @property
    def papers(self) -> PapersPane:
        """The page."""
        pane = self.pane("papers")
        assert isinstance(pane, PapersPane)
        return pane

    def listed(self) -> list[str]:
        """The papers shown."""
        model = self.papers.list.model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


class RunRobot(MeetingRobot):
    """Run."""

    @property
    def run(self) -> RunPane:
        """The page."""
        pane = self.pane("run")
        assert isinstance(pane, RunPane)
        return pane

    @property
    def case(self) -> str:
        """Initials, or the title, of the line that is shown."""
        shown = self.run.view.shown
        return (shown.line.initials or shown.line.short) if shown else ""

    def open(self) -> None:
        """Open the meeting."""
        self.find("open-meeting").setFocus()
        self.press("Space")
        self.wait()

    def go_on(self, times: int = 1) -> None:
        """To the next line by key."""
        for _ in range(times):
            self.press("Ctrl+PgDn")
            self.wait()

    def say(self, place: int, words: str) -> None:
        """Type into an agency's box, and leave it by Tab."""
        box = self.find(f"box-{place}")
        box.setFocus()
        self.write(words)
        self.press("Tab")
        self.wait()

    def give(self, line: str) -> None:
        """Type an action in one line and give it by Enter."""
        self.find("quick-action").setFocus()
        self.write(line)
        self.press("Enter")
        self.wait()

    def given(self) -> list[str]:
        """The actions of the line."""
        shown = self.run.view.shown
        return [f"{action.wording} ({action.owner})" for action in shown.actions] if shown else []


class MinutesRobot(MeetingRobot):
    """Minutes."""

    @property
    def minutes(self) -> MinutesPane:
        """The page."""
        pane = self.pane("minutes")
        assert isinstance(pane, MinutesPane)
        return pane

    def push(self, name: str) -> None:
        """Press a button by key."""
        self.find(name).setFocus()
        self.press("Space")
        self.wait()
