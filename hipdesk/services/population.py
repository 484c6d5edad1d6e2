"""The population of the district by group, which the annual report sets people affected against."""

from collections.abc import Sequence

from hipdesk.model.population import CHARACTERISTICS, HEADS, PopulationFound, read_population
from hipdesk.model.settings import PopulationSettings
from hipdesk.model.users import Right
from hipdesk.services.registry import reads
from hipdesk.services.settings import labels, setting
from hipdesk.store.work import Reading

_LISTS = {
    "10a": "age_band", "10b": "sex", "10c": "ethnicity", "10e": "religion", "10f": "sexual_orientation",
}  # fmt: skip
_DISABILITY = ("Disabled", "Not disabled")
_NO_GROUP = frozenset({"NK", "NS", "not_stated", "not_asked", "not_said"})


@reads(Right.READ_FIGURES)
def population(reading: Reading) -> PopulationSettings:
    """The figures the office entered, with their source; none where it entered none."""
    return setting(reading, PopulationSettings)


@reads(Right.EDIT_LISTS)
def population_of(reading: Reading, rows: Sequence[Sequence[str]]) -> PopulationFound:
    """What a table says of the groups of the office's lists. Raises PopulationRefused."""
    return read_population(rows, _groups(reading))


@reads(Right.EDIT_LISTS)
def population_table(reading: Reading) -> list[tuple[str, str, str]]:
    """The table to fill: a line for every group, with the figures there are."""
    kept = setting(reading, PopulationSettings).groups
    lines = [
        (CHARACTERISTICS[number], label, str(kept.get(number, {}).get(label, "")))
        for number, every in _groups(reading).items()
        for label in every
    ]
    return [HEADS, *lines]


def _groups(reading: Reading) -> dict[str, tuple[str, ...]]:
    found = {
        number: tuple(label for code, label in labels(reading, name).items() if code not in _NO_GROUP)
        for number, name in _LISTS.items()
    }
    return {number: found.get(number, _DISABILITY) for number in CHARACTERISTICS}
