"""The top and bottom of a running panel: the clock, how far behind, who is present, previous and next."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy

from hipdesk.model.panels.attendance import AttendeeView
from hipdesk.model.panels.quorum import Quorum
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.meter import Meter


def clock_words(seconds: int) -> str:
    """ "8:12"."""
    return f"{seconds // 60}:{seconds % 60:02d}"


class RunTop(Ground):
    """Which meeting, which line, its time, and the view's own buttons."""

    def __init__(self) -> None:
        super().__init__("canvas")
        self.setObjectName("run-top")
        self._meeting = Label("", "strong")
        self._where = Label("", "quiet")
        self._now = Label("", "second")
        self.used = Label("0:00", "page")
        self._of = Label("", "quiet")
        self._meter = Meter(0, 1, name="Time used on this line")
        self._meter.setMaximumWidth(theme.current().px(120))
        self._behind = ChipLabel()
        self.pause = Button("Pause", icon="pause")
        self.pause.setObjectName("pause")
        self.projector = Button("Projector", icon="projector")
        self.projector.setObjectName("projector")
        self.close_meeting = Button("Close the meeting")
        self.close_meeting.setObjectName("close-meeting")
        self.full = Button("Full screen", icon="expand", key="F11")
        self.full.setObjectName("full-screen")
        self.more = Button("More", icon="more")
        self.more.setObjectName("run-more")
        self.more.hide()
        self._running = True
        across = layout.row(
            self._meeting, 4, self._where, layout.STRETCH, self._now, self.used, self._of, self._meter, self._behind,
            layout.STRETCH, self.pause, self.projector, self.close_meeting, self.more, self.full,
            gap=8, margins=(16, 7, 16, 7),
        )  # fmt: skip
        self.setLayout(layout.column(across, Hairline(), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.more.clicked.connect(self._open_more)

    def show_running(self, running: bool) -> None:
        """Whether the meeting is open: only then it is paused and closed."""
        self._running = running
        self.show_room(self.width())

    def _open_more(self) -> None:
        menu = QMenu(self)
        for button in (self.pause, self.projector, self.close_meeting):
            if self._running or button is self.projector:
                menu.addAction(button.text(), button.click)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def show_meeting(self, words: str, where: str) -> None:
        """Which meeting, and "Item 5 of 14"."""
        self._meeting.say(words)
        self._where.say(where)

    def show_time(self, now: str, seconds: int, minutes: int, behind: int) -> None:
        """The clock; seconds used of the minutes planned; minutes behind (negative: ahead)."""
        self._now.say(now)
        self.used.say(clock_words(seconds))
        self._of.say(f"of {minutes} min")
        over = seconds > minutes * 60
        self._meter.show_value(min(seconds, minutes * 60), max(1, minutes * 60), "amber" if over else "")
        if behind >= 1:
            chip = chips.noted("amber", "glyph-diamond", f"{behind} min behind", bold=True)
        elif behind <= -1:
            chip = chips.noted("green", "glyph-done", f"{-behind} min ahead")
        else:
            chip = chips.noted("green", "glyph-done", "On time")
        self._behind.show_chips((chip,))

    def show_room(self, width: int) -> None:
        """Leave out what there is no room for; what cannot be left out goes into a menu."""
        room = width / theme.current().scale
        for widget in (self._now, self._meter):
            widget.setVisible(room >= 1250)
        self._meeting.setVisible(room >= 1000)
        self._behind.setVisible(room >= 800)
        whole = room >= 1000
        self.projector.setVisible(whole)
        for button in (self.pause, self.close_meeting):
            button.setVisible(whole and self._running)
        self.more.setVisible(not whole)


class RunBottom(Ground):
    """Who is present, someone arrives or leaves, kept, previous and next."""

    arrives = Signal(str, bool)
    leaves = Signal(str)
    newcomer = Signal()

    def __init__(self) -> None:
        super().__init__("canvas")
        self.setObjectName("run-bottom")
        self._present = Label("", "strong")
        self._more = Label("", "second")
        self._quorum = ChipLabel()
        self.arrive = Button("Someone arrives", icon="arrive")
        self.arrive.setObjectName("someone-arrives")
        self.leave = Button("Someone leaves", icon="leave")
        self.leave.setObjectName("someone-leaves")
        self._kept = ChipLabel()
        self._marking = Label("", "marking")
        self.previous = Button("Previous", icon="chevron-left", key="Ctrl+PgUp")
        self.previous.setObjectName("previous-line")
        self.next = Button("Next", "primary", icon="chevron-right", key="Ctrl+PgDn")
        self.next.setObjectName("next-line")
        across = layout.row(
            self._present, self._more, self._quorum, 8, self.arrive, self.leave, layout.STRETCH, self._kept, 8,
            self._marking, 8, self.previous, self.next, gap=8, margins=(16, 7, 16, 7),
        )  # fmt: skip
        self.setLayout(layout.column(Hairline(), across, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._people: Sequence[AttendeeView] = ()
        self._hybrid = False
        self._few = False
        self._full = False
        self.arrive.clicked.connect(self._arrive_menu)
        self.leave.clicked.connect(self._leave_menu)

    def show_people(self, people: Sequence[AttendeeView], quorum: Quorum) -> None:
        """Count who takes part, in the room and online; say when they are too few."""
        self._people = people
        inside = [person for person in people if person.in_room]
        agencies = {person.agency_id for person in inside if person.agency_id}
        online = sum(person.remote for person in inside)
        self._present.say(f"{len(inside)} present")
        words = f"from {len(agencies)} {'agency' if len(agencies) == 1 else 'agencies'}"
        self._more.say(f"{words}, {online} online" if online else words)
        short = chips.noted("amber", "glyph-diamond", f"Not quorate: {quorum.there} of {quorum.needed}", bold=True)
        self._quorum.show_chips(() if quorum.met else (short,))
        self._quorum.setToolTip("" if quorum.met else quorum.words)
        self._few = not quorum.met
        self.show_room(self.width())

    def show_hybrid(self, *, online: bool) -> None:
        """Whether one may also take part online."""
        self._hybrid = online

    def show_kept(self, words: str) -> None:
        """When what was typed was kept last."""
        self._kept.show_chips((chips.noted("green", "tick", words, size=12),) if words else ())

    def show_marking(self, marking: str) -> None:
        """The marking of the office."""
        self._marking.say(marking)

    def show_full(self, *, full: bool) -> None:
        """Over the full screen the marking stands here: the window's own line, which has it, is covered."""
        self._full = full
        self.show_room(self.width())

    def show_room(self, width: int) -> None:
        """Leave out what there is no room for; words become shorter."""
        room = width / theme.current().scale
        self._more.setVisible(room >= 1180 and not self._few)
        self._marking.setVisible(self._full and room >= 800)
        self._kept.setVisible(room >= 900)
        self.arrive.say("Someone arrives" if room >= 800 else "Arrives")
        self.leave.say("Someone leaves" if room >= 800 else "Leaves")
        self.previous.say("Previous" if room >= 800 else "Back")

    def arrive_menu(self) -> QMenu:
        """Everyone who is not in the room, and someone else."""
        menu = QMenu(self)
        for person in self._people:
            if not person.in_room:
                words = f"{person.line}, {person.agency}" if person.agency else person.line
                for how, online in ((words, person.remote), (f"{words}, online", True))[: 2 if self._hybrid else 1]:
                    menu.addAction(how).triggered.connect(
                        lambda _on=False, key=person.id, online=online: self.arrives.emit(key, online)
                    )
        menu.addSeparator()
        menu.addAction("Someone else", self.newcomer.emit)
        return menu

    def leave_menu(self) -> QMenu:
        """Everyone in the room."""
        menu = QMenu(self)
        for person in self._people:
            if person.in_room:
                words = f"{person.line}, {person.agency}" if person.agency else person.line
                menu.addAction(words).triggered.connect(lambda _on=False, key=person.id: self.leaves.emit(key))
        return menu

    def _arrive_menu(self) -> None:
        _over(self.arrive_menu(), self.arrive)

    def _leave_menu(self) -> None:
        _over(self.leave_menu(), self.leave)


def _over(menu: QMenu, button: Button) -> None:
    menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
