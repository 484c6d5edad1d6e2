"""What a page may say and ask. Answers come by callback: nothing here blocks.

Pages hold a ``Messages`` and never a dialog. In the window it is ``InWindow``; in tests a script.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from hipdesk.kernel.errors import HipDeskError


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: a name, its words, and ``primary``, ``secondary`` or ``danger``."""

    name: str
    words: str
    role: str = "secondary"


@dataclass(frozen=True, slots=True)
class Question:
    """Asked before something that cannot be undone, naming what will go. Leaving it (Esc) answers nothing."""

    title: str
    words: str
    choices: tuple[Choice, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A button in a banner."""

    words: str
    do: Callable[[], object]


Chosen = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file about to leave the vault: what it is, the name and kinds it is saved under, and whom it is likely for.

    ``mail``: it may also go into an unsent e-mail; then the target ends in ``.eml``. ``lockable``: it can have a
    password.
    """

    title: str
    suggested: str
    kinds: str
    recipient: str = ""
    mail: bool = False
    lockable: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """Where it goes, whom it is for, and the password that opens it; empty when it is to be unprotected.

    ``confirmed``: a recipient who is no agency of the record may have it.
    """

    target: Path
    recipient: str
    password: str = field(default="", repr=False)
    confirmed: bool = False


Let = Callable[[Left], object]


class Messages(Protocol):
    """The seam. A callback is called only when the person answered or chose, never when they left it."""

    def ask(self, question: Question, answer: Callable[[str], object]) -> None:
        """Ask; ``answer`` gets the name of the choice."""
        ...

    def choose_save_file(self, title: str, suggested: str, kinds: str, chosen: Chosen) -> None:
        """Ask where to save; ``suggested`` is a file name, ``kinds`` as "Word documents (*.docx)"."""
        ...

    def choose_leaving(self, leaving: Leaving, let: Let) -> None:
        """Ask whom a file is for, propose a password, warn without one; then ask where to save it."""
        ...

    def choose_open_file(self, title: str, kinds: str, chosen: Chosen) -> None:
        """Ask for a file to read."""
        ...

    def choose_folder(self, title: str, chosen: Chosen) -> None:
        """Ask for a folder."""
        ...

    def banner(
        self,
        what: str,
        kept: str = "",
        to_do: str = "",
        *,
        tone: str = "amber",
        offers: Sequence[Offer] = (),
        about: str = "",
    ) -> None:
        """Say something at the top of the page until settled; a new banner ``about`` the same replaces the old."""
        ...

    def settle(self, about: str) -> None:
        """Take away the banner about something that is settled."""
        ...

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Say something good for 8 seconds; never the only news."""
        ...

    def error(self, error: HipDeskError) -> None:
        """Tell an error in its three parts."""
        ...


def ask_first(
    messages: Messages, title: str, words: str, do_it: str, do: Callable[[], object], *, details: Sequence[str] = ()
) -> None:
    """Ask before something that destroys: ``do_it`` names the button, ``details`` what will go."""
    choices = (Choice("do", do_it, "danger"), Choice("leave", "Leave it as it is"))

    def answered(name: str) -> None:
        if name == "do":
            do()

    messages.ask(Question(title, words, choices, tuple(details)), answered)
