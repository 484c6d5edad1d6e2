"""The wording of the letters, as the office has it, and its filling from the record: by name, once, as text."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from hipdesk.kernel import paths

ACTIONS = "{actions}"
FIELDS = frozenset(
    {
        "our_reference", "received_day", "initials", "triage_days", "decide_by", "next_panel", "next_deadline", "words",
        "wanted", "reply_by", "reason", "advice", "redirected_to", "meeting_day", "meeting_weekday", "meeting_time",
        "place", "agency", "case_words", "returns_by", "papers_on", "late_words", "closed_day", "close_reason",
        "heard_words", "ongoing", "aftercare_day", "panel_day", "next_day", "language",
    }
)  # fmt: skip
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
    """Every letter by its kind. WordingFault when a name in braces is not one of ``FIELDS``."""
    told = tomllib.loads((paths.resources() / "wording" / "letters.toml").read_text(encoding="utf-8"))
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
