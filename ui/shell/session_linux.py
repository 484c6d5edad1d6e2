"""Lock and sleep on Linux, told over D-Bus: logind on the system's bus, the screen savers on the session's.

Only buses behind a local socket are listened to: one that is reached over a network is passed over. One thing is asked,
of logind: that sleep and shutting down wait until the vault is sealed.
"""

import os
from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

Left = Callable[[], object]


class Told(NamedTuple):
    """A signal that says somebody left: its interface and name; ``with_yes`` when it does so only with a true value."""

    interface: str
    member: str
    with_yes: bool


SYSTEM = (
    Told("org.freedesktop.login1.Manager", "PrepareForSleep", with_yes=True),
    Told("org.freedesktop.login1.Manager", "PrepareForShutdown", with_yes=True),
    Told("org.freedesktop.login1.Session", "Lock", with_yes=False),
)
SESSION = tuple(
    Told(f"org.{desktop}.ScreenSaver", "ActiveChanged", with_yes=True)
    for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
)
# How Qt names a slot of ours; its hints ask for bytes, which it does not take.
_HEARD = "1heard(QDBusMessage)"
_SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket"


class BusListener(QObject):
    """Hears the signals of one bus, whoever sends them, and calls ``left``."""

    def __init__(self, bus: QDBusConnection, told: tuple[Told, ...], left: Left) -> None:
        super().__init__()
        self._bus = bus
        self._left = left
        self._with_yes = {(each.interface, each.member): each.with_yes for each in told}
        for each in told:
            bus.connect("", "", each.interface, each.member, self, _HEARD)  # type: ignore[call-overload]  # see there

    @Slot(QDBusMessage)
    def heard(self, message: QDBusMessage) -> None:
        """A signal came."""
        with_yes = self._with_yes.get((message.interface(), message.member()))
        if with_yes is False or (with_yes and message.arguments()[:1] == [True]):
            self._left()


class SleepDelay(QObject):
    """Has logind put sleep and shutting down off until ``let_go``, or as long as it lets a program (5 seconds usually).

    Where no logind answers nothing is put off.
    """

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._held: QDBusUnixFileDescriptor | None = None
        self._over = False
        call = QDBusMessage.createMethodCall(
            "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "Inhibit"
        )
        call.setArguments(["sleep:shutdown", "HIP Desk", "The vault is sealed first", "delay"])
        self._watcher: QDBusPendingCallWatcher | None = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        self._watcher.finished.connect(self._answered)

    @property
    def held(self) -> bool:
        """Whether logind waits for us."""
        return self._held is not None

    @property
    def answered(self) -> bool:
        """Whether there was an answer, be it that there is no logind."""
        return self._watcher is None

    def let_go(self) -> None:
        """The vault is sealed: the computer may sleep."""
        self._over = True
        self._held = None

    def _answered(self, watcher: QDBusPendingCallWatcher) -> None:
        given = watcher.reply().arguments()[:1]
        if given and isinstance(given[0], QDBusUnixFileDescriptor) and not self._over:
            self._held = given[0]
        # The reply holds the descriptor as well.
        self._watcher = None
        watcher.deleteLater()


def local_address(address: str) -> str:
    """The address when every way it names is a local socket; else empty."""
    ways = [way for way in address.split(";") if way]
    return address if ways and all(way.startswith("unix:") for way in ways) else ""


def addresses(environment: Mapping[str, str]) -> tuple[str, str]:
    """The system's bus and the session's; empty for one that is not there or not local."""
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    own = environment.get("DBUS_SESSION_BUS_ADDRESS") or (f"unix:path={runtime}/bus" if runtime else "")
    return local_address(environment.get("DBUS_SYSTEM_BUS_ADDRESS") or _SYSTEM_BUS), local_address(own)


class Ends(NamedTuple):
    """``stop`` ends the listening; ``sealed`` is called once the vault is closed."""

    stop: Callable[[], object]
    sealed: Callable[[], object]


def listen(left: Left) -> Ends:
    """Listen on both buses, as far as they are there, and have sleep wait for the vault."""
    delays: list[SleepDelay] = []
    listeners: list[BusListener] = []
    names: list[str] = []
    for name, address, told in zip(("system", "session"), addresses(os.environ), (SYSTEM, SESSION), strict=True):
        bus = QDBusConnection.connectToBus(address, f"hipdesk-{name}") if address else None
        if bus is not None:
            names.append(f"hipdesk-{name}")
            if bus.isConnected():
                listeners.append(BusListener(bus, told, left))
                delays += [SleepDelay(bus)] if told is SYSTEM else []

    def stop() -> None:
        listeners.clear()
        for each in names:
            QDBusConnection.disconnectFromBus(each)

    def sealed() -> None:
        while delays:
            delays.pop().let_go()

    return Ends(stop, sealed)
