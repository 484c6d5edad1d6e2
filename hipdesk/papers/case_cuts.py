"""What gives way when a case paper would not fit its two pages: the rule, from roomy to tight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Most characters of running text, of a cell and of an agency's information; most lines of each table."""

    text: int
    cell: int
    said: int
    questions: int
    people: int
    incidents: int
    assessments: int
    returns: int
    actions: int
    flags: int

    @property
    def short(self) -> int:
        """Most characters of a short cell: an owner, a strand, a limit."""
        return max(min(self.cell // 2, 60), 16)


def _room(text: int, cell: int, said: int, lines: int) -> Room:
    return Room(
        text=text,
        cell=cell,
        said=said,
        questions=max(lines // 3, 2),
        people=lines,
        incidents=lines,
        assessments=max(lines // 2, 3),
        returns=lines,
        actions=lines,
        flags=max(lines // 2, 3),
    )


ROOMS = (
    _room(1200, 240, 600, 14),
    _room(900, 160, 360, 12),
    _room(700, 120, 240, 10),
    _room(520, 90, 180, 8),
    _room(420, 70, 120, 7),
    _room(300, 50, 90, 6),
    _room(200, 36, 60, 4),
    _room(120, 24, 40, 3),
)


class _Return(Protocol):
    @property
    def nothing_held(self) -> bool: ...


class _Action(Protocol):
    @property
    def state(self) -> str: ...


_Line = TypeVar("_Line")
_AReturn = TypeVar("_AReturn", bound=_Return)
_AnAction = TypeVar("_AnAction", bound=_Action)


def kept_incidents(incidents: Sequence[_Line], most: int) -> tuple[list[_Line], str]:
    """The first incident and the newest ones, and the sentence that says so."""
    if len(incidents) <= most:
        return list(incidents), ""
    newest = incidents[len(incidents) - most + 1 :]
    return [incidents[0], *newest], f"Printed: the first and the newest {len(newest)}; the rest are on the record."


def kept_returns(returns: Sequence[_AReturn], most: int) -> tuple[list[_AReturn], str]:
    """Agencies that hold nothing give way first, then the last ones."""
    if len(returns) <= most:
        return list(returns), ""
    telling = [place for place, one in enumerate(returns) if not one.nothing_held]
    silent = [place for place, one in enumerate(returns) if one.nothing_held]
    kept = sorted([*telling, *silent][:most])
    return [returns[place] for place in kept], f"{len(returns) - most} more on the record."


def kept_actions(actions: Sequence[_AnAction], most: int) -> tuple[list[_AnAction], str]:
    """Actions already done give way first, the oldest of them before the newer."""
    if len(actions) <= most:
        return list(actions), ""
    unfinished = [place for place, one in enumerate(actions) if one.state != "done"]
    finished = [place for place, one in enumerate(actions) if one.state == "done"]
    kept = sorted([*reversed(unfinished), *reversed(finished)][:most])
    return [actions[place] for place in kept], f"{len(actions) - most} more on the record."
