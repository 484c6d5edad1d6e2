"""Who may see a case, and whose papers stop: holders named on it or barred from it, agencies kept out, interests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Place = Literal["", "named", "barred"]
LinkKind = Literal["related", "same_perpetrator", "same_household"]
LINK_WORDS: Mapping[str, str] = {
    "related": "Related",
    "same_perpetrator": "Same alleged perpetrator",
    "same_household": "Same household affected",
}


@dataclass(frozen=True, slots=True)
class HolderAccess:
    """A holder of the vault and their place on a case.

    ``sees_all`` when their role sees restricted cases anyway, ``me`` for who is at work: nobody bars themselves.
    """

    id: str
    name: str
    role: str
    place: Place
    sees_all: bool
    me: bool


@dataclass(frozen=True, slots=True)
class AgencyOut:
    """An agency kept out of a case, and why; ``interest_id`` is the record of it."""

    interest_id: str
    agency_id: str
    agency: str
    reason: str
    since: date


@dataclass(frozen=True, slots=True)
class InterestOnCase:
    """An interest somebody declared in a case, and how the chair ruled. ``fixed`` once its minutes are agreed."""

    id: str
    name: str
    agency: str
    nature: str
    ruling: str
    ruling_words: str
    meeting_on: date | None
    fixed: bool


@dataclass(frozen=True, slots=True)
class AccessView:
    """Who may see a case; ``rulings`` are those a chair may make on an interest, (code, words)."""

    restricted: bool = False
    holders: tuple[HolderAccess, ...] = ()
    agencies_out: tuple[AgencyOut, ...] = ()
    interests: tuple[InterestOnCase, ...] = ()
    rulings: tuple[tuple[str, str], ...] = ()

    def of(self, place: Place) -> tuple[HolderAccess, ...]:
        """The holders with a place on the case."""
        return tuple(holder for holder in self.holders if holder.place == place)


@dataclass(frozen=True, slots=True)
class AccessChoices:
    """What the panel about an agency offers: agencies as (key, words)."""

    agencies: tuple[tuple[str, str], ...]
