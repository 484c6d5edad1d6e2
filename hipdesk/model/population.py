"""How many people of each group live in the district: the office's own figures, as of a census, read from a table.

A file is a table with a line for each group: the characteristic, the group, how many people. What matches no group of
the record's lists is told and left out; nothing is guessed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.text import one_line
from hipdesk.model.folding import fold

CHARACTERISTICS: Mapping[str, str] = {
    "10a": "Age", "10b": "Sex", "10c": "Ethnicity", "10d": "Disability", "10e": "Religion or belief",
    "10f": "Sexual orientation",
}  # fmt: skip
"""The tables of people affected that can be set against a population, by their number."""
HEADS = ("Characteristic", "Group", "People")
PEOPLE_MOST = 70_000_000
_WORDS = (
    ("10f", r"orientation"), ("10d", r"disab"), ("10e", r"relig|faith|belief"), ("10c", r"ethnic|race"),
    ("10b", r"\bsex\b|gender"), ("10a", r"\bage\b|aged"),
)  # fmt: skip
_OF_AGE = re.compile(r"\b(aged|ages?|years?|old)\b")
_OTHER = re.compile(r"^(any )?other\b")
Groups = Mapping[str, Mapping[str, int]]
"""Number of a table to its groups, and how many people each has."""


class PopulationRefused(HipDeskError):
    """A file that is no table of groups."""


@dataclass(frozen=True, slots=True)
class PopulationFound:
    """What a file says of the groups of the record's lists, and what in it was left out."""

    groups: Groups
    findings: tuple[str, ...]

    @property
    def words(self) -> str:
        """ "Age, 8 groups; Sex, 2 groups"."""
        return "; ".join(f"{CHARACTERISTICS[number]}, {len(found)} groups" for number, found in self.groups.items())


def group_key(label: str) -> str:
    """A group's name as it is compared: "Asian, Asian British or Asian Welsh: Bangladeshi" is "Asian: Bangladeshi"."""
    before, colon, after = fold(label).partition(":")
    if colon:
        first = re.match(r"\W*(\w*)", before)
        rest = " ".join(re.sub(r"[^a-z0-9]+", " ", after).split())
        return f"{first.group(1) if first else ''}:{'other' if _OTHER.match(rest) else rest}"
    plain = _OF_AGE.sub(" ", before).replace("+", " and over ").replace("-", " to ")
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())
    for word in ("not disabled", "disabled", "heterosexual"):
        if word in plain:
            return word
    return plain


def read_population(rows: Sequence[Sequence[str]], lists: Mapping[str, Sequence[str]]) -> PopulationFound:
    """The figures of a table of texts; ``lists`` are the groups of each characteristic, as the office calls them.

    Raises PopulationRefused for anything else.
    """
    filled = [[one_line(cell) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if len(filled) < 2 or len(filled[0]) < len(HEADS):
        raise _refused("The file is no table of a characteristic, a group and its people.")
    known = {number: {group_key(label): label for label in labels} for number, labels in lists.items()}
    groups: dict[str, dict[str, int]] = {}
    findings = []
    for line, row in enumerate(filled[1:], 2):
        told, number, many = f"Line {line}", _characteristic(row[0]), _people(row[2] if len(row) > 2 else "")
        label = known.get(number, {}).get(group_key(row[1] if len(row) > 1 else ""))
        if many is None:
            if len(row) > 2 and row[2]:
                findings.append(f"{told}: “{row[2][:30]}” is no number of people, left out.")
        elif not label:
            findings.append(f"{told}: “{': '.join(row[:2])[:80]}” is no group of the record’s lists, left out.")
        elif label in groups.setdefault(number, {}):
            findings.append(f"{told}: “{label}” comes twice, the first counts.")
        else:
            groups[number][label] = many
    if not any(groups.values()):
        raise _refused("No line of the file is a group of the record’s lists with its people.")
    return PopulationFound(
        {number: groups[number] for number in CHARACTERISTICS if groups.get(number)}, tuple(findings)
    )


def _characteristic(words: str) -> str:
    plain = fold(words)
    return next((number for number, pattern in _WORDS if re.search(pattern, plain)), "")


def _people(words: str) -> int | None:
    plain = words.replace(",", "").replace(" ", "")
    return (
        int(plain) if plain.isdecimal() and plain.isascii() and len(plain) < 10 and int(plain) <= PEOPLE_MOST else None
    )


def _refused(what: str) -> PopulationRefused:
    return PopulationRefused(
        what, kept="Nothing was imported.",
        to_do="Save the table to fill, write how many people live in the district, and choose that file.",
    )  # fmt: skip
