"""A draft that was typed upon an older version of a record: what was changed in it, put onto the newer one."""

from collections.abc import Mapping

from ui.context import Content
from ui.forms import draft_state
from ui.forms.form import Form

Shown = tuple[object, str | None]
"""What a field shows: its answer, and the reason for having none."""


def shown_by(form: Form) -> dict[str, Shown]:
    """What each field shows now."""
    return {name: (form.frame(name).value(), form.frame(name).unanswered) for name in form.names}


def touched_in(form: Form, before: Mapping[str, Shown]) -> list[str]:
    """The fields that no longer show what they showed, records added since included."""
    return [name for name, shown in shown_by(form).items() if before.get(name) != shown]


def onto_newer(form: Form, draft: Content, touched: list[str]) -> Content:
    """The draft without what nobody touched in it. Its records are added and taken out, the others stay as they are."""
    kept = draft_state.numbers(draft)
    for name, repeats in form.repeats().items():
        was = draft.get("records_before")
        before = was.get(name, []) if isinstance(was, dict) else []
        for number in [number for number in repeats.numbers() if number in before and number not in kept.get(name, [])]:
            repeats.remove_record(number)
        while any(number not in repeats.numbers() and number not in before for number in kept.get(name, [])):
            repeats.add_record()
    known = set(form.names) & set(touched)
    return {
        **{name: value for name, value in draft.items() if name != "repeats"},
        "answers": _only(draft.get("answers"), known),
        "reasons": _only(draft.get("reasons"), known),
    }


def _only(kept: object, names: set[str]) -> dict[str, object]:
    return {name: value for name, value in kept.items() if name in names} if isinstance(kept, dict) else {}
