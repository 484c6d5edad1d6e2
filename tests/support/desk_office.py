"""A desk seen as the service tests see an office: ``do``, ``read``, the clock and the records."""

from collections.abc import Callable
from typing import Any, TypeVar

from hipdesk.desk import Desk
from hipdesk.kernel.clock import FixedClock

T = TypeVar("T")


class DeskOffice:
    """``do`` and ``read`` over an open desk whose clock can be moved."""

    def __init__(self, desk: Desk) -> None:
        if not isinstance(desk.clock, FixedClock):
            raise TypeError("a desk of a test has a clock that stands still")
        self.desk = desk
        self.clock = desk.clock
        self.actor = desk.actor
        self.records = desk._custody.records

    def do(self, service: Callable[..., T], *args: Any) -> T:
        """Run a writing service."""
        return self.desk.do(service, *args).value

    def read(self, service: Callable[..., T], *args: Any) -> T:
        """Run a reading service on a snapshot."""
        with self.records.read(self.actor) as reading:
            return service(reading, *args)
