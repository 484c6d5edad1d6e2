"""What stands in the way: one finding beside one field, and the collection a check fills.

A problem's words may be shown beside the field; they tell how to put it right and never quote what was typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from hipdesk.kernel.errors import Refused

Blocks = Literal["log", "accept", "agree", "close", "warn"]
"""What a problem blocks: logging a referral, accepting it, agreeing minutes, closing a case; ``warn`` none."""

_STANDS_BEFORE: dict[Blocks, tuple[Blocks, ...]] = {
    "log": ("log",),
    "accept": ("log", "accept"),
    "agree": ("agree",),
    "close": ("close",),
    "warn": (),
}
_DOING: dict[Blocks, str] = {
    "log": "logged",
    "accept": "accepted",
    "agree": "agreed",
    "close": "closed",
    "warn": "kept",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: the ``field`` (or check) it belongs to, ``words`` saying how to put it right, what it ``blocks``.

    ``where`` places it for a person when the field does not: "Referral, person 2" or "Item 6".
    """

    field: str
    words: str
    blocks: Blocks
    where: str = ""

    @property
    def only_warns(self) -> bool:
        """Whether work may go on in spite of it."""
        return self.blocks == "warn"


@dataclass(slots=True)
class Problems:
    """Problems in the order they were found; true when there is any, warnings included."""

    found: list[Problem] = field(default_factory=list)

    def add(self, field: str, words: str, blocks: Blocks = "log", where: str = "") -> None:
        """Note one problem; the same one twice is kept once."""
        problem = Problem(field, words, blocks, where)
        if problem not in self.found:
            self.found.append(problem)

    def need(self, answered: object, field: str, words: str, blocks: Blocks = "log", where: str = "") -> None:
        """Note a problem when the answer is missing: None, blank text, an empty collection. ``False`` and 0 answer."""
        blank = answered is None or (isinstance(answered, str) and not answered.strip())
        if blank or (isinstance(answered, (tuple, list, set, frozenset, dict)) and not answered):
            self.add(field, words, blocks, where)

    def include(self, others: "Problems", where: str = "") -> None:
        """Take over another check's findings, placing those that say nothing of where they are."""
        for other in others.found:
            self.add(other.field, other.words, other.blocks, other.where or where)

    def blocking(self, act: Blocks) -> tuple[Problem, ...]:
        """Those that stand in the way of ``act``; what blocks logging blocks accepting as well."""
        return tuple(problem for problem in self.found if problem.blocks in _STANDS_BEFORE[act])

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Those that block nothing."""
        return tuple(problem for problem in self.found if problem.only_warns)

    def beside(self, field: str) -> tuple[Problem, ...]:
        """Those of one field, for the form."""
        return tuple(problem for problem in self.found if problem.field == field)

    def refuse_if_blocking(self, act: Blocks) -> None:
        """Raise ``Refused`` with every sentence when anything blocks ``act``."""
        standing = self.blocking(act)
        if standing:
            things = "One thing stands" if len(standing) == 1 else f"{len(standing)} things stand"
            raise Refused(
                f"This cannot be {_DOING[act]} yet. {things} in the way.",
                kept="What was written is kept.",
                to_do=" ".join(dict.fromkeys(problem.words for problem in standing)),
            )

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)
