"""Which field a finding stands beside, and what a field itself cannot read."""

from collections.abc import Iterable

from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field


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
