"""Which field a finding stands beside, what a field itself cannot read, and what is still needed."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from hipdesk.model.problems import Problem
from ui.forms.rail import Missing
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_frame import FieldFrame


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


def still_needed(
    frames: Mapping[str, FieldFrame],
    problems: Sequence[Problem],
    standing: Mapping[str, str],
    name_of: Callable[[str], str],
) -> Iterable[Missing]:
    """What is missing, by mark and by ``problems``, and what ``standing`` words say cannot stay as it is."""
    told: set[str] = set()
    first = "keep" if any(frame.mark == "to keep" for frame in frames.values()) else "log"
    for name, frame in frames.items():
        unanswered = frame.value() is None and frame.unanswered is None
        # What is being typed may still become readable; what was left so stands in the way.
        if name in standing and not frame.field.control().hasFocus():
            told.add(name)
            yield Missing(name, frame.label, first)
        elif unanswered and frame.mark in ("to log", "to accept", "to keep"):
            told.add(name)
            yield Missing(name, frame.label, frame.mark.removeprefix("to "))
    for problem in problems:
        name = nearest(name_of(problem.field), frames)
        if name and name not in told and not problem.only_warns:
            told.add(name)
            yield Missing(name, frames[name].label, problem.blocks)
