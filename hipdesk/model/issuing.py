"""A copy of a single paper on its way to somebody: what the register must know of it, and what must be confirmed."""

from dataclasses import dataclass
from typing import Literal

from hipdesk.kernel.errors import Refused

OFFICE = "the office"
"""The recipient of what stays in the office."""
Tells = Literal["", "actions", "people"]
"""What a paper tells about people: nothing, of actions on their cases by reference, or of the people themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOut:
    """A copy of a paper: what it ``tells``, and of which cases; ``subject_id`` is the one person it is for.

    ``number`` and ``whose`` are printed on it, ``numbered`` where numbers of its copies run on. ``confirmed``: somebody
    said that a recipient who is no agency of the record may have it. ``written_to`` is the agency whose address
    stands on a letter, whatever person there the register names.
    """

    title: str = ""
    number: int = 1
    of: int = 1
    numbered: bool = False
    whose: str = ""
    tells: Tells = ""
    case_ids: tuple[str, ...] = ()
    subject_id: str = ""
    confirmed: bool = False
    written_to: str = ""


UNKNOWN_COPY = CopyOut()
"""A copy of which nothing is told."""


class Unconfirmed(Refused):
    """A paper about people would go to somebody who is no agency of the record, and nobody said that it may."""

    def __init__(self, title: str, recipient: str, cases: int) -> None:
        many = "1 case" if cases == 1 else f"{cases} cases"
        super().__init__(
            f"{recipient} is no agency of the record. This paper tells of {many}: {title}.",
            kept="Nothing left the vault.",
            to_do="Check whom it is for, and confirm it if they may have it.",
        )
        self.recipient, self.cases = recipient, cases
