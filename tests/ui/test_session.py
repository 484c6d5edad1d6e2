"""The operating system's lock and sleep, as each system tells them; the jump of the clock; and what was copied."""

import ctypes
import os
import select
from collections.abc import Callable, Iterator
from ctypes import wintypes
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusServer,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from hipdesk.kernel.clock import FixedClock
from tests.support.program import until
from tests.support.qt_keys import settle
from tests.support.qt_stand_ins import WEDNESDAY
from ui.shell import session_macos, session_windows
from ui.shell.clipboard import OURS, Copied
from ui.shell.session import ClockJump, Session
from ui.shell.session_linux import SESSION, SYSTEM, BusListener, SleepDelay, addresses, local_address


class Bus:
    """A bus of our own over a local socket: what it sends travels as on the system's."""

    def __init__(self, folder: Path) -> None:
        self._server = QDBusServer(f"unix:tmpdir={folder}")
        self._there: list[QDBusConnection] = []
        self._server.newConnection.connect(self._there.append)
        self.ours = QDBusConnection.connectToPeer(self._server.address(), "hipdesk-test")
        until(lambda: bool(self._there), "the bus")

    def tell(self, interface: str, member: str, *values: object) -> None:
        """Send a signal."""
        message = QDBusMessage.createSignal("/org/somewhere", interface, member)
        message.setArguments(list(values))
        assert self._there[0].send(message)

    def serve(self, logind: "Logind") -> None:
        """Have this stand-in answer as logind."""
        assert self._there[0].registerVirtualObject("/org/freedesktop/login1", logind)

    def close(self) -> None:
        """Take it away."""
        QDBusConnection.disconnectFromPeer("hipdesk-test")


class Logind(QDBusVirtualObject):
    """Answers Inhibit with the end of a pipe: as long as the other side holds it, sleep waits."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[object]] = []
        self._wait, self._given = os.pipe()

    def introspect(self, _path: str) -> str:
        """Nothing more."""
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        """Hand out the descriptor."""
        self.asked.append([message.member(), *message.arguments()])
        reply = message.createReply()
        reply.setArguments([QDBusUnixFileDescriptor(self._given)])
        connection.send(reply)
        os.close(self._given)
        return True

    def waits(self) -> bool:
        """Whether somebody holds the other end."""
        return not select.select([self._wait], [], [], 0)[0]

    def close(self) -> None:
        """No more."""
        os.close(self._wait)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Bus]:
    made = Bus(tmp_path)
    yield made
    made.close()


def heard(bus: Bus, send: Callable[[], object]) -> int:
    """How often somebody was said to have left when ``send`` sends; a last, known signal ends the waiting."""
    left: list[str] = []
    listener = BusListener(bus.ours, SYSTEM + SESSION, lambda: left.append("left"))
    settle()
    send()
    bus.tell("org.gnome.ScreenSaver", "ActiveChanged", True)
    until(lambda: bool(left), "the last signal")
    settle()
    listener.deleteLater()
    return len(left) - 1


@pytest.mark.parametrize("told", SYSTEM + SESSION, ids=lambda told: f"{told.interface}.{told.member}")
def test_bus_when_a_signal_of_leaving_comes_then_it_is_heard(bus: Bus, told: tuple[str, str, bool]) -> None:
    """Every signal that is listened for, over a real D-Bus connection."""
    interface, member, with_yes = told
    values = [True] if with_yes else []
    assert heard(bus, lambda: bus.tell(interface, member, *values)) == 1


def test_sleep_when_a_vault_is_open_then_waits_until_it_is_sealed(bus: Bus) -> None:
    """logind is asked once, to delay and not to refuse; what it gave is held until let go, and not longer."""
    logind = Logind()
    bus.serve(logind)
    delay = SleepDelay(bus.ours)
    until(lambda: delay.held, "the delay")
    settle()
    assert [asked[:2] + asked[4:] for asked in logind.asked] == [["Inhibit", "sleep:shutdown", "delay"]]
    assert logind.waits()
    delay.let_go()
    until(lambda: not logind.waits(), "sleep to be free again")
    logind.close()


def test_sleep_when_no_logind_answers_then_nothing_is_held(bus: Bus) -> None:
    """A computer without it sleeps as it likes; letting go is harmless."""
    delay = SleepDelay(bus.ours)
    until(lambda: delay.answered, "the refusal")
    assert not delay.held
    delay.let_go()


def test_bus_when_somebody_comes_back_then_nothing_is_locked(bus: Bus) -> None:
    """Waking, a screen saver that ends, and signals of others are no leaving."""

    def send() -> None:
        bus.tell("org.freedesktop.login1.Manager", "PrepareForSleep", False)
        bus.tell("org.gnome.ScreenSaver", "ActiveChanged", False)
        bus.tell("org.freedesktop.login1.Session", "Unlock")

    assert heard(bus, send) == 0


@given(st.text(max_size=60))
def test_address_when_not_a_local_socket_then_is_not_connected_to(rest: str) -> None:
    """A bus behind a network, or one that would be started, is passed over, alone or beside a local one."""
    assert local_address(f"tcp:{rest}") == ""
    assert local_address(f"unix:path=/run/bus;tcp:{rest}") == ""
    assert local_address(f"autolaunch:{rest}") == ""


def test_addresses_when_nothing_is_set_then_the_usual_places() -> None:
    """The system's socket; the session's only where there is a session."""
    assert addresses({}) == ("unix:path=/run/dbus/system_bus_socket", "")
    assert addresses({"XDG_RUNTIME_DIR": "/run/user/1000"})[1] == "unix:path=/run/user/1000/bus"
    assert addresses({"DBUS_SESSION_BUS_ADDRESS": "tcp:host=elsewhere"})[1] == ""


@pytest.mark.parametrize(
    ("message", "wparam", "times"),
    [(0x02B1, 7, 1), (0x02B1, 2, 1), (0x02B1, 8, 0), (0x0218, 4, 1), (0x0218, 18, 0), (0x0100, 7, 0)],
)
def test_windows_when_its_messages_come_then_lock_and_sleep_are_heard(message: int, wparam: int, times: int) -> None:
    """Locked, disconnected, going to sleep; unlocking, waking and keys are no leaving. Every message goes on."""
    left: list[str] = []
    made = session_windows.SessionFilter(lambda: left.append("left"))
    told = wintypes.MSG(message=message, wParam=wparam)
    assert made.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(told)) == (False, 0)
    assert len(left) == times


class Wts:
    """Stands in for the library that tells windows of their session."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def WTSRegisterSessionNotification(self, window: wintypes.HWND, which: int) -> int:
        self.asked.append(f"on {window.value} {which}")
        return 1

    def WTSUnRegisterSessionNotification(self, window: wintypes.HWND) -> int:
        self.asked.append(f"off {window.value}")
        return 1


def test_windows_when_listening_then_the_window_is_registered_and_taken_off_again(qapp: QApplication) -> None:
    """One registration, one end."""
    library = Wts()
    stop = session_windows.listen(4711, lambda: None, library)
    stop()
    assert library.asked == ["on 4711 0", "off 4711"]


class Foundation:
    """Stands in for Core Foundation; ``post`` calls the observers of a name."""

    def __init__(self) -> None:
        self.observers: dict[bytes, Callable[..., object]] = {}

    def CFNotificationCenterGetDistributedCenter(self) -> int:
        return 1

    def CFStringCreateWithCString(self, _how: None, name: bytes, _coding: int) -> bytes:
        return name

    def CFNotificationCenterAddObserver(self, *given: object) -> None:
        _centre, _observer, heard, name, _about, _when = given
        assert isinstance(name, bytes)
        assert callable(heard)
        self.observers[name] = heard

    def CFNotificationCenterRemoveEveryObserver(self, _centre: int, _observer: object) -> None:
        self.observers.clear()


def test_macos_when_the_screen_is_locked_then_it_is_heard_until_stopped() -> None:
    """The notification is delivered through the function that Core Foundation would call."""
    library, left = Foundation(), []
    stop = session_macos.listen(lambda: left.append("left"), library)
    library.observers[b"com.apple.screenIsLocked"](None, None, None, None, None)
    assert left == ["left"]
    stop()
    assert library.observers == {}


@given(st.integers(min_value=-100_000, max_value=100_000))
def test_clock_when_it_jumps_more_than_a_minute_then_somebody_left(seconds: int) -> None:
    """Ahead as after a sleep, or back; a look a few seconds later is none, and each jump counts once."""
    clock = FixedClock(WEDNESDAY)
    jump = ClockJump(clock)
    left = QSignalSpy(jump.left)
    clock.advance(timedelta(seconds=seconds))
    jump.look()
    jump.look()
    jump.stop()
    assert left.count() == (abs(seconds) > 60)


def test_session_when_stopped_then_every_source_ends_once() -> None:
    """Stopping twice is harmless."""
    ended: list[str] = []
    session = Session()
    session.add(lambda: ended.append("one"))
    session.add(lambda: ended.append("two"))
    session.stop()
    session.stop()
    assert sorted(ended) == ["one", "two"]


# What was copied


@pytest.fixture
def copied(qapp: QApplication) -> Iterator[Copied]:
    """The clipboard as it is on a screen: what this program puts there it owns."""
    QApplication.clipboard().clear()
    made = Copied(QApplication.clipboard(), owns=lambda: True)
    yield made
    made.stop()


def test_copied_when_its_time_is_over_then_is_cleared(copied: Copied) -> None:
    """Half a minute, counted from the copying, and marked to stay out of histories."""
    clipboard = QApplication.clipboard()
    clipboard.setText("HIP/2026-27/0041")
    assert (clipboard.text(), copied.waiting, copied._timer.interval()) == ("HIP/2026-27/0041", True, 30_000)
    assert clipboard.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    copied._timer.start(1)
    until(lambda: clipboard.text() == "", "the clipboard to be cleared")
    assert not copied.waiting


def test_copied_when_another_program_has_put_something_there_then_it_stays(qapp: QApplication) -> None:
    """Only what is still ours goes, at its time and at lock."""
    ours = [True]
    clipboard = QApplication.clipboard()
    made = Copied(clipboard, owns=lambda: ours[0])
    clipboard.setText("HIP/2026-27/0041")
    ours[0] = False
    clipboard.setText("a shopping list")
    assert not made.waiting
    made.stop()
    assert clipboard.text() == "a shopping list"
    clipboard.clear()


def test_copied_when_locked_then_is_cleared_at_once(copied: Copied) -> None:
    """The program stops the watching when it locks and when it closes."""
    clipboard = QApplication.clipboard()
    clipboard.setText("HIP/2026-27/0041")
    assert clipboard.mimeData().hasFormat(OURS)
    copied.clear()
    assert clipboard.text() == ""
