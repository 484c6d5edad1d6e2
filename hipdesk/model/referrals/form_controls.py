"""What was filled into a Word form: each control by its tag, and the refusal of a file that is no such form."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipdesk.kernel.errors import HipDeskError

BEGUN_ALREADY = "You have begun this form already: it stands as you left it."


class FormRefused(HipDeskError):
    """The file is not a form we will read. ``what`` is one sentence without any content of the file."""

    def __init__(self, what: str, *, kept: str = "Nothing was read.", to_do: str = "") -> None:
        super().__init__(what, kept=kept, to_do=to_do)


@dataclass(frozen=True, slots=True)
class FormControl:
    """One control: its ``tag``, the ``text`` in it (empty where only the prompt stands), and its tick, or None."""

    tag: str
    text: str = ""
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form that was filled in: its ``controls`` in order, and the ``digest`` (SHA-256, hex) of the file."""

    controls: tuple[FormControl, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class FormFinding:
    """One answer that needs a look: the form's name of the ``field``, its ``label``, and how to put it right."""

    field: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class FormRead:
    """A draft made from a form: its ``subject``, how many answers were read, and what needs a look.

    ``begun``: its draft was there already and stands as it was left; nothing was read.
    """

    subject: str
    answered: int
    findings: tuple[FormFinding, ...]
    begun: bool = False


def controls_to_plain(controls: Sequence[FormControl]) -> list[list[str | bool | None]]:
    """As they cross from the press."""
    return [[control.tag, control.text, control.ticked] for control in controls]


def controls_from_plain(plain: object) -> tuple[FormControl, ...]:
    """The way back; FormRefused when it is not what ``controls_to_plain`` gives."""
    if not isinstance(plain, list):
        raise FormRefused("The form came back in no shape that is known.")
    return tuple(FormControl(str(tag), str(text), ticked) for tag, text, ticked in plain)
