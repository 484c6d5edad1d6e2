"""Run: the meeting is opened here, runs here (full screen by F11), and is closed here."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.panels.day import CloseMeeting, OpenMeeting
from hipdesk.model.panels.meetings import MeetingCard
from hipdesk.services import panel_room
from ui.context import Context
from ui.messages.seam import ask_first
from ui.panels.pane import Pane
from ui.panels.run_view import RunView
from ui.routes import Route
from ui.style import theme
from ui.widgets import british_dates, layout
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import Ground, Label
from ui.widgets.scroll import Scroll
from ui.widgets.text_field import TextField


class Opening(Ground):
    """Before the meeting: who chairs and minutes, and the button that opens it."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.setObjectName("opening")
        self._card: MeetingCard | None = None
        self.title = Label("", "title")
        self.words = Label("", "lead", wrap=True)
        self.chair = TextField(name="Chair")
        self.minutes = TextField(name="Minute-taker")
        self.chair.setObjectName("opening-chair")
        self.minutes.setObjectName("opening-minutes")
        self.open = Button("Open the meeting", "primary", icon="play", key="Ctrl+Enter")
        self.open.setObjectName("open-meeting")
        fields = layout.row(FieldFrame("Chair", self.chair), FieldFrame("Minute-taker", self.minutes), gap=16)
        inner = layout.column(self.title, self.words, 8, fields, 8, layout.row(self.open, layout.STRETCH), gap=8)
        across = layout.row(layout.STRETCH, inner, layout.STRETCH)
        across.setStretch(1, 3)
        page = layout.column(layout.STRETCH, across, layout.STRETCH, margins=(24, 24, 24, 24))
        self.setLayout(layout.column(Scroll(page, name="Opening the meeting"), gap=0))

    def asks_about(self) -> str:
        """The meeting, until it is opened."""
        return self._card.id if self._card is not None and not self.isHidden() else ""

    def show_meeting(self, card: MeetingCard, may_open: bool) -> None:
        """Say whether it can be opened today; what is typed stays."""
        before = self._card if self._card is not None and self._card.id == card.id else None
        self._card = card
        day = british_dates.long(card.held_on)
        self.title.say("The panel is ready to begin" if may_open else f"The panel is on {day}")
        self.words.say(
            "Those who said they come count as present; put that right as people arrive. Every line keeps its time."
            if may_open
            else "It can be opened on its day. To hold it earlier, move the meeting."
        )
        if before is None or self.chair.text() == before.chair:
            self.chair.set_value(card.chair or None)
        if before is None or self.minutes.text() == before.minute_taker:
            self.minutes.set_value(card.minute_taker or None)
        self.open.setEnabled(may_open)


class RunPane(Pane):
    """Three states: not open yet, running (or minuted afterwards), agreed and frozen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("run-pane")
        self._line = ""
        self._full = False
        self.opening = Opening()
        self.view = RunView(context)
        back = Button("Open the minutes", "primary", icon="note")
        back.clicked.connect(lambda: self._to_minutes())
        words = "What was said and decided stands in the minutes as they were agreed. Later changes are logged there."
        self.frozen = EmptyState("lock", "These minutes are agreed and frozen", words, back)
        self.stack = QStackedWidget()
        for widget in (self.opening, self.view, self.frozen):
            self.stack.addWidget(widget)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self.stack)
        self.opening.open.clicked.connect(self._open)
        self.view.full_wanted.connect(self.turn_full)
        self.view.close_wanted.connect(self._ask_close)

    def show_meeting(self, card: MeetingCard) -> None:
        """Show the state the meeting is in."""
        self.card = card
        if card.minutes_state == "agreed":
            self._leave_full()
            self.stack.setCurrentWidget(self.frozen)
        elif card.opened_at is None:
            self.opening.show_meeting(card, card.status == "planned" and today(self.context.clock) >= card.held_on)
            self.stack.setCurrentWidget(self.opening)
        else:
            if not self._full:
                self.stack.setCurrentWidget(self.view)
            self.view.show_meeting(card, self._line)
            self._line = ""
            if theme.current().large and not self._full and self.isVisible() and self.view.running:
                # At large text only the whole screen has room for case, discussion and decision.
                self.turn_full()

    def load(self, _changes: Changes | None) -> None:
        """Something changed: what is shown is read anew, what is typed stays."""
        if self.card is not None and self.card.opened_at is not None and self.card.minutes_state != "agreed":
            self.view.load()

    def show_actions(self, card: MeetingCard) -> None:
        """The header has no buttons of this page; a change of state shows another part."""
        shown = self.stack.currentWidget()
        begun = card.opened_at is not None
        if (shown is self.opening and begun) or card.minutes_state == "agreed" or self.view.card != card:
            self.show_meeting(card)

    def went_to(self, line_id: str) -> None:
        """Begin at a line."""
        self._line = line_id

    def keep(self) -> None:
        """Keep what was typed, and give the window back."""
        self.view.keep()
        self._leave_full()

    def first_focus(self) -> QWidget | None:
        """The button that opens it, or the first box."""
        return self.opening.open if self.stack.currentWidget() is self.opening else self.view.first_focus()

    def parts(self) -> list[QWidget]:
        """The agenda, what is said, the decision."""
        return [self.view.rail, self.view.middle, self.view.decision]

    def _open(self) -> None:
        command = OpenMeeting(
            meeting_id=self.meeting_id,
            chair=str(self.opening.chair.value() or ""),
            minute_taker=str(self.opening.minutes.value() or ""),
        )
        self.context.do(panel_room.open_meeting, command, owner=self)

    def _ask_close(self) -> None:
        waiting = [line for line in self.view.lines if line.case_id and line.state == "planned"]
        details = [f"{line.reference} {line.initials} was not reached and goes to the next panel" for line in waiting]
        ask_first(
            self.context.messages,
            "Close the meeting?",
            "The time is noted, and the minutes begin as a draft.",
            "Close the meeting",
            self._close,
            details=details,
        )

    def _close(self) -> None:
        def closed(_carried: tuple[str, ...]) -> None:
            self._leave_full()
            self._to_minutes()

        command = CloseMeeting(meeting_id=self.meeting_id)
        self.context.do(panel_room.close_meeting, command, then=closed, owner=self)

    def _to_minutes(self) -> None:
        self.context.routes.replace(Route.to("meeting", id=self.meeting_id, page="minutes"))

    def turn_full(self) -> None:
        """Fill the screen with the running panel, or give the window back."""
        if self._full:
            self._leave_full()
            return
        window = self.window()
        self._full = True
        focus = QApplication.focusWidget()
        self.view.setParent(window)
        self.view.setGeometry(window.rect())
        self.view.show()
        self.view.raise_()
        window.installEventFilter(self)
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        self.view.top.full.say("Leave full screen")
        self.view.bottom.show_full(full=True)
        self._give_back(focus)

    def _leave_full(self) -> None:
        if not self._full:
            return
        self._full = False
        window = self.window()
        focus = QApplication.focusWidget()
        window.removeEventFilter(self)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
        self.stack.insertWidget(1, self.view)
        self.stack.setCurrentWidget(self.view)
        self.view.top.full.say("Full screen")
        self.view.bottom.show_full(full=False)
        self._give_back(focus)

    def _give_back(self, focus: QWidget | None) -> None:
        """Another parent takes the focus away; typing goes on where it was."""
        if focus is not None and self.view.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The running panel stays as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget) and self._full:
            self.view.setGeometry(watched.rect())
        return False
