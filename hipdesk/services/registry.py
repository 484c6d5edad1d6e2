"""Every service names the right it needs and the event it writes; a table-driven test walks this list.

A *writing* service takes a ``Work`` and a command, and must write its verb. A *reading* service takes a ``Reading``
and returns a view; when it shows a person it names a verb too, and the desk writes that event in a transaction of
its own after the reading.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from hipdesk.model.users import Right
from hipdesk.store.work import Reading, Work

P = ParamSpec("P")
T = TypeVar("T")
Call = tuple[Callable[..., object], object]
"""A writing service and its command."""


@dataclass(frozen=True, slots=True)
class Service:
    """What the table-driven test and the desk know of a service."""

    name: str
    right: Right
    verb: str | None
    writes: bool


SERVICES: dict[str, Service] = {}


def writes(right: Right, verb: str) -> Callable[[Callable[Concatenate[Work, P], T]], Callable[Concatenate[Work, P], T]]:
    """Declare a writing service. Calling it without the right raises Refused; writing no ``verb`` is a defect."""

    def declare(function: Callable[Concatenate[Work, P], T]) -> Callable[Concatenate[Work, P], T]:
        name = _name(function)
        SERVICES[name] = Service(name, right, verb, writes=True)

        @wraps(function)
        def run(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> T:
            work.actor.demand(right)
            before = len(work.verbs)
            value = function(work, *args, **kwargs)
            if verb not in work.verbs[before:]:
                raise AssertionError(f"{name} wrote no {verb}")
            return value

        return run

    return declare


def unlogged(right: Right) -> Callable[[Callable[Concatenate[Work, P], T]], Callable[Concatenate[Work, P], T]]:
    """Declare a service that writes only what the log exempts: drafts, the window's places."""

    def declare(function: Callable[Concatenate[Work, P], T]) -> Callable[Concatenate[Work, P], T]:
        name = _name(function)
        SERVICES[name] = Service(name, right, None, writes=True)

        @wraps(function)
        def run(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> T:
            work.actor.demand(right)
            return function(work, *args, **kwargs)

        return run

    return declare


def reads(
    right: Right, verb: str | None = None
) -> Callable[[Callable[Concatenate[Reading, P], T]], Callable[Concatenate[Reading, P], T]]:
    """Declare a reading service; ``verb`` when opening what it returns is an event."""

    def declare(function: Callable[Concatenate[Reading, P], T]) -> Callable[Concatenate[Reading, P], T]:
        name = _name(function)
        SERVICES[name] = Service(name, right, verb, writes=False)

        @wraps(function)
        def run(reading: Reading, /, *args: P.args, **kwargs: P.kwargs) -> T:
            reading.actor.demand(right)
            return function(reading, *args, **kwargs)

        return run

    return declare


def together(work: Work, calls: Sequence[Call]) -> list[object]:
    """Several writing services, each with its command, in one transaction: all of them or none."""
    return [service(work, command) for service, command in calls]


def declared(service: Callable[..., object]) -> Service:
    """The declaration of a service function; KeyError when it has none."""
    return SERVICES[_name(service)]


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__.removeprefix('hipdesk.services.')}.{function.__name__}"
