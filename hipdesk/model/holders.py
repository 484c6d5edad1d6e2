"""Holders as Settings shows them, and what is asked for to add one. A passphrase is never part of either."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import clean
from hipdesk.model.users import ROLE_NAMES, ROLE_RIGHTS, Right

_UNCHANGED = "Nothing was changed."
Line = Annotated[str, AfterValidator(clean)]


def _known_role(role: str) -> str:
    if role not in ROLE_NAMES:
        raise ValueError("no such role")
    return role


class AddHolder(BaseModel):
    """A further holder: their name as the log shows it, their job, and their role."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

    name: Line = Field(min_length=1, max_length=120)
    job_title: Line = Field(default="", max_length=120)
    role: Annotated[str, AfterValidator(_known_role)]


@dataclass(frozen=True, slots=True)
class HolderLine:
    """One who holds a passphrase, or held one: ``left_on`` is the day it was taken away."""

    id: str
    name: str
    job_title: str
    role: str
    since: date
    left_on: date | None
    is_you: bool

    @property
    def role_name(self) -> str:
        """The role in words."""
        return ROLE_NAMES.get(self.role, self.role)


def may_remove(holder: HolderLine, there: "list[HolderLine]") -> None:
    """Raise Refused for oneself, for one who left already, and for the last who may manage holders."""
    if holder.is_you:
        raise Refused("Nobody takes away their own passphrase.", kept=_UNCHANGED, to_do="Ask another holder.")
    if holder.left_on is not None:
        raise Refused("This holder’s passphrase is taken away already.", kept=_UNCHANGED)
    others = [other for other in there if other.id != holder.id and other.left_on is None]
    if not any(Right.MANAGE_HOLDERS in ROLE_RIGHTS.get(other.role, ()) for other in others):
        raise Refused("Nobody would be left to manage holders.", kept=_UNCHANGED)
