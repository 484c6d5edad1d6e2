"""What the proof of a finished paper says: what was still in it that should be gone, and where; what was passed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import Field

from hipdesk.kernel.errors import Refused
from hipdesk.model.commands import Command, Line


@dataclass(frozen=True, slots=True)
class ProofHit:
    """Words left in a paper: ``where`` says the page or the hidden place, ``around`` the text about them.

    ``key`` is the same for the same words in the same sentence of another copy. ``label`` is whose words they are.
    """

    key: str
    where: str
    words: str
    around: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper read back: the SHA-256 of its bytes, its pages, those without their marking, and what was found."""

    sha256: str
    pages: int
    unmarked: tuple[int, ...]
    hits: tuple[ProofHit, ...]

    def left(self, passed: Iterable[str]) -> tuple[ProofHit, ...]:
        """The hits nobody passed."""
        keys = frozenset(passed)
        return tuple(hit for hit in self.hits if hit.key not in keys)

    def holds(self, passed: Iterable[str] = ()) -> bool:
        """Whether the paper may go: every page is marked, and every hit was passed."""
        return self.pages > 0 and not self.unmarked and not self.left(passed)


class Unproved(Refused):
    """A finished paper may not leave: ``proof`` says what is still in it, and where. Its sentence names nobody."""

    def __init__(self, proof: Proof, passed: Iterable[str] = ()) -> None:
        left, bare = len(proof.left(passed)), len(proof.unmarked)
        said = [f"{'one place' if left == 1 else f'{left} places'} should not be in it"] if left else []
        said += ["a page lacks its marking"] if bare else []
        super().__init__(
            f"This paper is not proved: {' and '.join(said) or 'it has no pages'}.",
            kept="Nothing left the vault.",
            to_do="Look at what was found: mend the record and make the paper again, or pass each with a reason.",
        )
        self.proof = proof


class Undecided(Refused):
    """Words of its narratives that look like names were never looked at: ``left`` is how many, by case."""

    def __init__(self, left: Mapping[str, int]) -> None:
        words = sum(left.values())
        many = "One word" if words == 1 else f"{words} words"
        super().__init__(
            f"{many} in the cases’ texts may be names nobody knows.",
            kept="Nothing left the vault.",
            to_do="Look at each first: mark what is to be left out, pass what may stand.",
        )
        self.left = dict(left)

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases they stand in."""
        return tuple(self.left)


class HitPass(Command):
    """One hit that may stand, and why: kept with the copies it stands in."""

    key: str = Field(pattern=r"^[0-9a-f]{64}$")
    reason: Line = Field(min_length=3)
