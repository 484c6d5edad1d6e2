"""The invented borough as data, and chance that is the same for the same seed."""

import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from hipdesk.kernel.paths import resources
from hipdesk.model.settings import OfficeSettings, PanelSettings

_SWAPS = (
    ("kh", "k"),
    ("u", "o"),
    ("i", "y"),
    ("ou", "u"),
    ("ł", "l"),
    ("ś", "s"),
    ("ah", "a"),
    ("ck", "k"),
    ("e", "i"),
)


@lru_cache(maxsize=1)
def shipped() -> dict[str, Any]:
    """The borough's file, read once."""
    return tomllib.loads((resources() / "demonstration" / "marlbridge.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Name:
    """An invented person: name, the same in its own script, and what goes with it."""

    given: str
    family: str
    own_script: str | None
    sex: str
    ethnicity: str
    language: str

    @property
    def full(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"


_FIRST_KEY = 0x0190_0000_0000


class Chance(random.Random):
    """Seeded choice: everything about the demonstration comes from here."""

    _keys = _FIRST_KEY

    def key(self) -> str:
        """A record's key, each higher than the one before, as real keys are: indexes then fill page by page."""
        self._keys += 1
        return f"{self._keys:012x}7{self.getrandbits(128) >> 52:019x}"

    def one_of(self, weights: dict[str, int]) -> str:
        """A key of ``weights`` by its weight."""
        return self.choices(list(weights), list(weights.values()))[0]

    def hit(self, share: float) -> bool:
        """True in about ``share`` of calls."""
        return self.random() < share

    def name(self) -> Name:
        """A name from one of the borough's communities."""
        group = self.choices(shipped()["names"], [group["share"] for group in shipped()["names"]])[0]
        sex = self.choice(["female", "male"])
        given, _, own_given = self.choice(group[sex]).partition("|")
        family, _, own_family = self.choice(group["family"]).partition("|")
        own = f"{own_given} {own_family}" if own_given and own_family else None
        return Name(given, family, own, sex, self.choice(group["ethnicity"]), group["language"])

    def misspelled(self, name: str) -> str:
        """The same name as another person would write it."""
        for old, new in self.sample(_SWAPS, len(_SWAPS)):
            if old in name[1:]:
                return name[0] + name[1:].replace(old, new, 1)
        return f"{name}e"

    def home(self) -> tuple[str, str]:
        """Lines of an address and a postcode; the postcode area does not exist."""
        places = shipped()["places"]
        street = self.choice(places["streets"])
        number = self.randint(1, 180)
        lines = f"{number} {street}"
        if self.hit(0.5):
            lines = f"Flat {self.randint(1, 60)}, {self.choice(places['houses'])}, {street}"
        return lines, f"MB{self.randint(1, 9)} {self.randint(1, 9)}{self.choice('ABDEFGH')}{self.choice('QRSTXY')}"

    def ward(self) -> str | None:
        """A ward, unevenly; now and then nobody wrote it down."""
        wards = shipped()["places"]["wards"]
        return None if self.hit(0.05) else wards[min(int(self.expovariate(0.22)), len(wards) - 1)]

    def day_between(self, first: date, last: date) -> date:
        """A day from ``first`` to ``last``, both included."""
        return first + timedelta(days=self.randint(0, max(0, (last - first).days)))


def office_settings() -> OfficeSettings:
    """The invented office; ``invented`` puts "Invented people only" on the screens."""
    return OfficeSettings(**shipped()["office"], invented=True)


def panel_settings() -> PanelSettings:
    """How its panel meets."""
    return PanelSettings(**shipped()["panel"])
