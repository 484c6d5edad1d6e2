"""Wards of the office's area: their outlines as they are imported, and how a ward's name is told from another's.

An outline is a list of rings of longitude and latitude (WGS 84). A point lies in a ward when it lies in an odd number
of its rings, so that parts and holes need no telling apart.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.commands import Command, Line
from hipdesk.model.folding import fold

EAST, WEST, SOUTH, NORTH = 3.0, -9.0, 49.0, 61.5
"""The bounds of the United Kingdom in degrees: what lies outside is written in another system of coordinates."""
WARDS_MOST = 400
_AND = re.compile(r"\s*(?:&|\+)\s*")
_SIGNS = re.compile(r"[^a-z0-9 ]+")
_SAINT = re.compile(r"\bsaint\b")

Degrees = tuple[Annotated[float, Field(ge=WEST, le=EAST)], Annotated[float, Field(ge=SOUTH, le=NORTH)]]
Ring = Annotated[tuple[Degrees, ...], Field(min_length=3, max_length=20_000)]
Rings = tuple[tuple[tuple[float, float], ...], ...]


class WardFileRefused(HipDeskError):
    """A file that is no map of wards."""


class WardShape(Command):
    """A ward as a file has it: its name, its code where one is given, its outline."""

    name: Annotated[Line, Field(min_length=1, max_length=80)]
    code: Annotated[Line, Field(max_length=16)] = ""
    rings: tuple[Ring, ...] = Field(min_length=1, max_length=2_000)


class ImportWards(Command):
    """Take the wards of a file in place of those there are."""

    file_name: Line
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    wards: tuple[WardShape, ...] = Field(min_length=1, max_length=WARDS_MOST)


@dataclass(frozen=True, slots=True)
class WardFile:
    """What a file says: its wards, ready to be imported, and what in it was left out or changed, in sentences."""

    wards: tuple[WardShape, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedWard:
    """A ward of the office's list, with its outline."""

    name: str
    code: str
    rings: Rings


@dataclass(frozen=True, slots=True)
class WardsView:
    """The office's wards; and the names that incidents have and no ward of the list matches, with how many have it."""

    wards: tuple[str, ...]
    unmatched: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class WardsImported:
    """What an import did: wards there are now, those no longer listed, and recorded names that match none."""

    wards: int
    gone: tuple[str, ...]
    unmatched: tuple[tuple[str, int], ...]


def ward_key(name: str) -> str:
    """A ward's name as it is compared: "St. Katharine's & Wapping" and "saint katharines and wapping" are one."""
    plain = _SIGNS.sub(" ", _AND.sub(" and ", fold(name)))
    return " ".join(_SAINT.sub("st", plain).split())


def unmatched_among(recorded: Mapping[str, int], listed: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Recorded names that no listed ward matches, the most frequent first."""
    known = {ward_key(name) for name in listed}
    left = [(name, many) for name, many in recorded.items() if name and ward_key(name) not in known]
    return tuple(sorted(left, key=lambda each: (-each[1], each[0])))


def unmatched_words(unmatched: Iterable[tuple[str, int]]) -> str:
    """ "Bow Esat (2), Poplar (1)"."""
    return ", ".join(f"{name} ({many})" for name, many in unmatched)
