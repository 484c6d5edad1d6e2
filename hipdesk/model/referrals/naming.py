"""Initials and labels: how a case and its people are called where no name may stand. Labels never change."""

from collections.abc import Iterable, Mapping

from hipdesk.model.folding import initials
from hipdesk.model.referrals.people import PersonEntry, Role

_LABELS: Mapping[Role, str] = {
    "victim": "Victim",
    "child": "Child",
    "household": "Adult",
    "perpetrator": "Perpetrator",
    "other_household": "Household",
    "witness": "Witness",
    "advocate": "Advocate",
    "professional": "Professional",
    "reporter": "Reporter",
    "other": "Person",
}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SUFFIX: Mapping[str, str] = {"organisation": " (org.)", "worship": " (org.)", "community": " (community)"}
_LONGEST = 40


def initials_of_person(name: str, kind: str = "person") -> str:
    """Initials of a name, with what it is when it is no person: "S.B.M. (org.)"; "?" for no name."""
    return f"{initials(name)}{_SUFFIX.get(kind, '')}" if name.strip() else "?"


def initials_of(people: Iterable[PersonEntry]) -> str:
    """The initials a case is called by: those of the first person affected, and "+ 1" for more."""
    victims = [person for person in people if person.role == "victim"]
    if not victims:
        return "?"
    more = f" + {len(victims) - 1}" if len(victims) > 1 else ""
    return (initials_of_person(victims[0].name, victims[0].kind)[: _LONGEST - len(more)]) + more


def role_of(kept: str) -> Role:
    """A role as it was kept; "other" for one the program does not know."""
    return next((role for role in _LABELS if role == kept), "other")


def label_for(role: Role, taken: Iterable[str]) -> str:
    """The next free label of a role: "Victim A", "Victim B", "Perpetrator 1", "Child 2". None is ever used again."""
    word = _LABELS[role]
    used = set(taken)
    for place in range(1, len(used) + 2):
        label = f"{word} {_letter(place) if role == 'victim' else place}"
        if label not in used:
            return label
    raise AssertionError("one of n + 1 labels is free")


def _letter(place: int) -> str:
    """A, B ... Z, AA, AB ..."""
    letters = ""
    while place:
        place, at = divmod(place - 1, len(_LETTERS))
        letters = _LETTERS[at] + letters
    return letters
