"""What is wrong with an answer, in words for the person, from pydantic's errors or from a field itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field

_WORDS: dict[str, str] = {
    "missing": "Still needed",
    "string_too_long": "Too long: at most {max_length} characters",
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


def from_errors(error: ValidationError) -> dict[str, str]:
    """Dotted name to words that say how to put it right; the first finding of each name counts."""
    found: dict[str, str] = {}
    for finding in error.errors(include_url=False, include_input=False):
        name = ".".join(str(part) for part in finding["loc"])
        found.setdefault(name, _words(finding["type"], finding["msg"], finding.get("ctx", {})))
    return found


def _words(kind: str, message: str, context: Mapping[str, Any]) -> str:
    if kind in ("value_error", "assertion_error"):
        return message.split(", ", 1)[-1]
    return _WORDS.get(kind, "This cannot be kept as it is written").format(**context)


def of_field(field: Field) -> str:
    """What the field itself cannot read, or nothing."""
    if isinstance(field, DateField) and field.unread():
        return "Write a day, such as 14 March 2026"
    if isinstance(field, ChoiceField) and field.unmatched():
        return "Choose one from the list"
    return ""


def nearest(name: str, known: Iterable[str]) -> str:
    """The field a finding belongs to: itself, the record it is in, or a field of that last name."""
    names = list(known)
    if name in names:
        return name
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        outer = ".".join(parts[:end])
        if outer in names:
            return outer
    return next((one for one in names if one.split(".")[-1] == parts[-1] or one.startswith(f"{name}.")), "")
