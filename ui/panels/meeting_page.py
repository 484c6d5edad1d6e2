"""One meeting: its header, the four numbered pages, and what can be done with the meeting as a whole."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.panels.meetings import CancelMeeting, ChangeMeeting, MeetingCard, MoveMeeting
from hipdesk.services import meetings, panels
from ui.context import Context
from ui.panels.details_strip import DetailsStrip
from ui.panels.pane import Pane
from ui.panels.strips import MeetingStrip
from ui.panels.undoing import tell_cancelled, tell_moved
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.style.tokens import MARGIN
from ui.widgets import british_dates, layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline
from ui.widgets.page_header import PageHeader
from ui.widgets.tabs import Tab, TabBar


# Imported when first shown: opening a meeting does not wait for the pages one does not look at.
def _prepare(context: Context) -> Pane:
    from ui.panels.prepare_pane import PreparePane

    return PreparePane(context)


def _papers(context: Context) -> Pane:
    from ui.panels.papers_pane import PapersPane

    return PapersPane(context)


def _run(context: Context) -> Pane:
    from ui.panels.run_pane import RunPane

    return RunPane(context)


def _minutes(context: Context) -> Pane:
    from ui.panels.minutes_pane import MinutesPane

    return MinutesPane(context)


_PANES: dict[str, tuple[str, Callable[[Context], Pane]]] = {
    "prepare": ("Prepare", _prepare),
    "papers": ("Papers", _papers),
    "run": ("Run", _run),
    "minutes": ("Minutes", _minutes),
}


class MeetingPage(Page):
    """``Route.to("meeting", id=…, page="prepare" | "papers" | "run" | "minutes", line=…)``."""

    help_topic = "meetings"
    shows = frozenset(
        {
            "meeting", "meeting_step", "agenda_line", "attendance", "movement", "interest", "agency_return",
            "discussion", "decision", "minutes_version", "correction", "learning_point", "action", "issued_paper",
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("meeting-page")
        self._id = ""
        self._page = ""
        self._line = ""
        self._card: MeetingCard | None = None
        self._panes: dict[str, Pane] = {}
        self.header = PageHeader("Meeting", " ", ruled=False)
        self.more = Button("Meeting", icon="more")
        self.more.setObjectName("meeting-more")
        self.header.add_action(self.more)
        self.tabs = TabBar([Tab(name, words, number=at) for at, (name, (words, _)) in enumerate(_PANES.items(), 1)])
        self.strip = MeetingStrip(lambda: today(context.clock))
        self.stack = QStackedWidget()
        self._menu = QMenu(self)
        self.details = DetailsStrip()
        self.details.reopen = lambda _what: self._ask_details()
        self._menu.addAction("Place, hours and people", self._ask_details)
        self._menu.addAction("Hold it on another day", self.strip.ask_move)
        self._menu.addAction("Cancel it", self.strip.ask_cancel)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.header)
        down.addLayout(layout.row(self.tabs, layout.STRETCH, margins=(10, 0, MARGIN, 0)))
        down.addWidget(Hairline())
        down.addWidget(self.strip)
        down.addWidget(self.details)
        down.addWidget(self.stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose)
        self.more.clicked.connect(lambda: self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        self.strip.moved.connect(self._move)
        self.strip.cancelled.connect(self._cancel)
        self.details.given.connect(self._change)

    def open_route(self, route: Route) -> None:
        """Show a meeting at a page; without one, at the page its day calls for."""
        self._id = route.get("id")
        self._page = route.get("page", self._page)
        self._line = route.get("line")
        self._load()

    def remember(self) -> Memory:
        """Which page."""
        return {"page": self._page}

    def restore(self, memory: Memory) -> None:
        """Back to the page."""
        self._page = str(memory.get("page", self._page))
        self._load()

    def reload(self, changes: Changes | None) -> None:
        """Read anew: the header, and the page in front."""
        self._load()
        pane = self._panes.get(self._page)
        if pane is not None and pane.card is not None:
            pane.load(changes)

    def leave(self) -> None:
        """Keep what was typed."""
        for pane in self._panes.values():
            pane.keep()

    def panes(self) -> list[QWidget]:
        """The tabs, then the parts of the page in front."""
        pane = self._panes.get(self._page)
        return [self.tabs, *(pane.parts() if pane else [])]

    def first_focus(self) -> QWidget | None:
        """What the page in front says, or the tabs."""
        pane = self._panes.get(self._page)
        return (pane.first_focus() if pane else None) or self.tabs

    def _load(self) -> None:
        if self._id:
            self.context.read(meetings.meeting_card, self._id, then=self._take, newest="meeting-card")

    def _take(self, card: MeetingCard) -> None:
        self._card = card
        self.header.say(card.heading, card.line or " ")
        states = {"prepare": card.prepare, "papers": card.papers, "run": card.run, "minutes": card.minutes}
        self.tabs.show_tabs(
            [
                Tab(name, words, states[name].words, number=at, late=states[name].late)
                for at, (name, (words, _make)) in enumerate(_PANES.items(), 1)
            ]
        )
        self.more.setVisible(card.status == "planned" and card.opened_at is None)
        page = self._page or _due_page(card)
        self._show(page, card)

    def _show(self, page: str, card: MeetingCard) -> None:
        page = page if page in _PANES else "prepare"
        pane = self._panes.get(page)
        if pane is None:
            pane = _PANES[page][1](self.context)
            self._panes[page] = pane
            self.stack.addWidget(pane)
            pane.buttons_changed.connect(self._fit_header)
            for widget in pane.header_buttons:
                self.header.add_action(widget)
            # Tab goes as one reads: the header's buttons, the tabs, then the page.
            for one, following in pairwise([self.more, *pane.header_buttons, self.tabs]):
                QWidget.setTabOrder(one, following)
        fresh = pane.card is None or pane.card.id != card.id or self._page != page or bool(self._line)
        self._page = page
        self.tabs.go_to(page)
        self.stack.setCurrentWidget(pane)
        for name, other in self._panes.items():
            if name != page:
                for widget in other.header_buttons:
                    widget.hide()
        if fresh:
            if self._line:
                pane.went_to(self._line)
                self._line = ""
            pane.show_meeting(card)
        else:
            pane.card = card
        pane.show_actions(card)
        self._fit_header()

    def _fit_header(self) -> None:
        """Buttons came or went: the header looks anew whether they fit beside the title."""
        QApplication.sendEvent(self.header, QResizeEvent(self.header.size(), self.header.size()))

    def _choose(self, page: str) -> None:
        old = self._panes.get(self._page)
        if old is not None:
            old.keep()
        self._page = ""
        self.context.routes.replace(Route.to("meeting", id=self._id, page=page))

    def _ask_details(self) -> bool:
        if self._card is not None:
            self.details.ask(self._card)
        return self._card is not None

    def _change(self, command: object) -> None:
        if isinstance(command, ChangeMeeting):
            self.details.answer(self.context, panels.change_meeting, command)

    def _move(self, day: object, why: str) -> None:
        if isinstance(day, date):
            command = MoveMeeting(meeting_id=self._id, to_day=day, reason=why)
            self.strip.answer(self.context, panels.move_meeting, command, then=self._moved)

    def _moved(self, key: str) -> None:
        by_hand = [step for step in self._card.steps if step.by_hand] if self._card else []
        if by_hand:
            days = "; ".join(f"{step.title}, {british_dates.short(step.due_on)}" for step in by_hand)
            self.context.messages.banner(
                "The meeting was moved; days that were set by hand stay as they were",
                f"{days}.",
                "Look whether they still fit, under Deadlines on Papers.",
                about="moved",
            )
        tell_moved(self.context, self._id, key)
        self.context.routes.replace(Route.to("meeting", id=key))

    def _cancel(self, why: str) -> None:
        command = CancelMeeting(meeting_id=self._id, reason=why)

        def done(_none: None) -> None:
            tell_cancelled(self.context, command.meeting_id)

        self.strip.answer(self.context, panels.cancel_meeting, command, then=done)


def _due_page(card: MeetingCard) -> str:
    if card.status == "held":
        return "minutes"
    if card.opened_at is not None:
        return "run"
    return "prepare" if not card.prepare.done else "papers"
