"""A command made from what was typed, or what stands against it: words by field, never a traceback or the input."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

Values = TypeVar("Values")
Made = TypeVar("Made")

_WORDS: dict[str, str] = {
    "missing": "Still needed",
    "string_too_long": "Too long: at most {max_length:,} characters",
    "string_too_short": "Too short: at least {min_length} characters",
    "string_pattern_mismatch": "Not written as it should be",
    "date_from_datetime_parsing": "Write a day, such as 14 March 2026",
    "date_parsing": "Write a day, such as 14 March 2026",
    "int_parsing": "Write a whole number",
    "int_type": "Write a whole number",
    "greater_than_equal": "At least {ge}",
    "less_than_equal": "At most {le}",
    "literal_error": "Choose one from the list",
    "enum": "Choose one from the list",
    "bool_type": "Choose Yes or No",
    "too_long": "Too many: at most {max_length}",
}


_TYPED = frozenset(
    {"string_too_long", "string_too_short", "too_long", "greater_than_equal", "less_than_equal", "value_error"}
)


@dataclass(frozen=True, slots=True)
class Findings:
    """Why no command could be made: dotted name of a field ("incidents.0.on") to words that say how to put it right."""

    words: Mapping[str, str]


def made_or_findings(make: Callable[[Values], Made], values: Values) -> Made | Findings:
    """What ``make`` builds of the values, or the findings of its checks; the first finding of each field counts."""
    try:
        return make(values)
    except ValidationError as error:
        words: dict[str, str] = {}
        for finding in error.errors(include_url=False, include_input=False):
            name = ".".join(str(part) for part in finding["loc"])
            words.setdefault(name, _words(finding["type"], finding["msg"], finding.get("ctx", {})))
        return Findings(words)


@dataclass(frozen=True, slots=True)
class Untaken:
    """What was typed cannot be taken: words that say why, and the most characters when it is too long."""

    words: str
    most: int | None


def untaken(error: BaseException) -> Untaken | None:
    """Why what was typed cannot be taken, when that is what the error says; None for any other fault.

    A value that no one types (a key, a code, a field that a command does not have) is a fault of the program.
    """
    if not isinstance(error, ValidationError):
        return None
    found = error.errors(include_url=False, include_input=False)
    if any(finding["type"] not in _TYPED for finding in found):
        return None
    first = found[0]
    return Untaken(_words(first["type"], first["msg"], first.get("ctx", {})), first.get("ctx", {}).get("max_length"))


def _words(kind: str, message: str, context: Mapping[str, Any]) -> str:
    if kind in ("value_error", "assertion_error"):
        return message.split(", ", 1)[-1]
    if kind == "too_long" and context.get("field_type") == "Value":
        kind = "string_too_long"  # a text that was cleaned before it was measured
    return _WORDS.get(kind, "This cannot be kept as it is written").format(**context)
