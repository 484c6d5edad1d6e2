"""Lists as they leave the window: a view kept under a name, and a list with its columns as a file will show it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import Field

from hipdesk.model.commands import Command, Line

ListName = Literal["cases", "referrals", "all_referrals", "actions"]
FileName = ListName | Literal["central", "figures"]
"""What leaves as a workbook: a list of the window, the central database, the figures of a period."""
Value = str | int | date | None
MOST_VIEWS = 20


class KeepView(Command):
    """Keep how a list stands, filters, order and columns, under a name; the same name again replaces it."""

    of: ListName
    name: Line = Field(max_length=40)
    content: dict[str, Any]


class ForgetView(Command):
    """Forget a view that was kept."""

    of: ListName
    name: Line


class NoteListExport(Command):
    """That a list was saved outside the vault: which, how many rows, which columns, narrowed how, for whom, whether a
    password opens it, how many rows stayed behind, what its proof let stand and why, and the SHA-256 of the file as it
    was written.
    """

    of: FileName
    rows: int = Field(ge=0)
    columns: tuple[Line, ...]
    narrowed: Line = ""
    recipient: Line = ""
    encrypted: bool = False
    left_out: int = Field(default=0, ge=0)
    passes: dict[str, str] = Field(default_factory=dict)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view that was kept: its name and how the list stood."""

    name: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListingColumn:
    """One column of a list as a file: its name, its heading, how wide in characters; ``free``: written by people."""

    name: str
    title: str
    width: int = 14
    free: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it leaves: rows of text, whole numbers, days and nothing; marked, and saying whose and how narrowed.

    ``about`` is the case of each row, or its referral; empty for a row of neither.
    """

    of: FileName
    title: str
    columns: tuple[ListingColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    marking: str
    panel: str
    made_on: date
    narrowed: str = ""
    about: tuple[str, ...] = ()
