"""The wording of the letters, as the office has it, and its filling from the record: by name, once, as text."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hipdesk.model.wording import worded
from hipdesk.model.wording_names import LETTER_NAMES_IN_BRACES

ACTIONS = "{actions}"
FIELDS = frozenset(name for names in LETTER_NAMES_IN_BRACES.values() for name in names) - {"actions"}
"""Every name that may stand in braces; ``{actions}`` besides, alone in its paragraph."""
_NAME = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class LetterWording:
    """One letter as it is worded: its name in lists, its subject, the handling line, its paragraphs."""

    name: str
    subject: str
    handling: str
    paragraphs: tuple[str, ...]


class WordingFault(ValueError):
    """The wording of a letter asks for something that cannot be filled."""


@functools.cache
def letters() -> Mapping[str, LetterWording]:
    """Every letter by its kind as shipped. WordingFault when a name in braces is not one of ``FIELDS``."""
    return letters_of(worded("letters", {}))


def letters_of(told: Mapping[str, Any]) -> Mapping[str, LetterWording]:
    """Every letter by its kind, of the content of a file of letters."""
    return {
        kind: _checked(LetterWording(**{**each, "paragraphs": tuple(each["paragraphs"])}))
        for kind, each in told.items()
    }


def _checked(wording: LetterWording) -> LetterWording:
    for text in (wording.subject, *wording.paragraphs):
        unknown = {name for name in _NAME.findall(text) if name not in FIELDS} - (
            {"actions"} if text == ACTIONS else set()
        )
        left = _NAME.sub("", text)
        if unknown or "{" in left or "}" in left:
            raise WordingFault(f"a paragraph of “{wording.name}” has a name in braces that nothing fills")
    return wording


def filled(text: str, values: Mapping[str, str]) -> str | None:
    """``text`` with every name in braces replaced by its value, once: what a value holds is never filled again.

    None when a name has no value: such a paragraph is left out.
    """
    if any(not values.get(name, "").strip() for name in _NAME.findall(text)):
        return None
    return _NAME.sub(lambda found: values[found.group(1)], text)
