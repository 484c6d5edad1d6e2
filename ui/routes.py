"""Where the person is, and has been: routes, back and forward, and what each page remembers of itself."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

Memory = dict[str, object]
"""What a page wants back when it is shown again: plain JSON values only."""


class Route(NamedTuple):
    """A page by name with its parameters, as ``Route.to("case", id="…", page="risk")``."""

    name: str
    params: tuple[tuple[str, str], ...] = ()

    @classmethod
    def to(cls, name: str, **params: str) -> "Route":
        """A route from plain words; the order of parameters does not matter."""
        return cls(name, tuple(sorted(params.items())))

    def get(self, key: str, otherwise: str = "") -> str:
        """A parameter, or ``otherwise``."""
        return dict(self.params).get(key, otherwise)

    @property
    def digest(self) -> str:
        """The route in 32 signs, for what is kept of it."""
        from hashlib import blake2b  # not needed before unlocking

        return blake2b(repr(tuple(self)).encode(), digest_size=16).hexdigest()


class Routes(QObject):
    """The way through the pages. ``went`` carries the route to show; ``moved`` follows: back or forward changed."""

    went = Signal(object)
    moved = Signal()
    MOST = 60
    MOST_KEPT = 12

    def __init__(self, start: Route | None = None) -> None:
        super().__init__()
        self._past: list[Route] = [start] if start else []
        self._ahead: list[Route] = []
        self._memories: dict[Route, Memory] = {}
        self.spot: Memory = {}
        """The control the person was at when the pages went, as ``ui.shell.spot`` tells it."""

    @property
    def current(self) -> Route | None:
        """Where the person is."""
        return self._past[-1] if self._past else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before this one."""
        return len(self._past) > 1

    @property
    def can_go_forward(self) -> bool:
        """Whether someone went back from a page."""
        return bool(self._ahead)

    def go(self, route: Route) -> None:
        """Show a page; going where one already is only shows it again."""
        if route != self.current:
            self._past.append(route)
            del self._past[: -self.MOST]
            self._ahead.clear()
        self._show()

    def replace(self, route: Route) -> None:
        """Show a page in place of this one, as when a draft became a case."""
        if self._past:
            self._memories.pop(self._past.pop(), None)
        self._past.append(route)
        self._show()

    def back(self) -> None:
        """To the page before."""
        if self.can_go_back:
            self._ahead.append(self._past.pop())
            self._show()

    def forward(self) -> None:
        """To the page one went back from."""
        if self._ahead:
            self._past.append(self._ahead.pop())
            self._show()

    def keep(self, route: Route, memory: Memory) -> None:
        """Remember what a page wants back."""
        self._memories[route] = memory

    def memory(self, route: Route) -> Memory:
        """What a page wanted back; empty when nothing."""
        return self._memories.get(route, {})

    def place(self) -> Memory:
        """Where the person is and how they came there, with what the pages want back, as plain JSON values."""
        past = self._past[-self.MOST_KEPT :]
        kept = [[_plain(route), memory] for route, memory in self._memories.items() if route in past and memory]
        return {"past": [_plain(route) for route in past], "memories": kept, "spot": self.spot}

    def take_place(self, place: Memory) -> None:
        """Be where ``place`` says; what makes no sense is passed over."""
        past, memories, spot = place.get("past"), place.get("memories"), place.get("spot")
        self.spot = spot if isinstance(spot, dict) else {}
        found = [_route(plain) for plain in past] if isinstance(past, list) else []
        self._past = [route for route in found if route is not None]
        for pair in memories if isinstance(memories, list) else ():
            if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[1], dict):
                route = _route(pair[0])
                if route is not None:
                    self._memories[route] = pair[1]

    def forget(self) -> None:
        """Start anew, as after another holder unlocked."""
        self._past.clear()
        self._ahead.clear()
        self._memories.clear()
        self.spot = {}

    def _show(self) -> None:
        route = self.current
        if route is not None:
            self.went.emit(route)
            self.moved.emit()


def _plain(route: Route) -> list[object]:
    return [route.name, [list(param) for param in route.params]]


def _route(plain: object) -> Route | None:
    match plain:
        case [str(name), list(params)] if all(isinstance(each, list) and len(each) == 2 for each in params):
            return Route.to(name, **{str(key): str(value) for key, value in params})
    return None
