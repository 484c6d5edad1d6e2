"""Names with dots and the nested values a command is built from; and values as JSON for a draft."""

from collections.abc import Mapping
from datetime import date

from ui.widgets.choice_field import ChoiceField
from ui.widgets.field import Field
from ui.widgets.text_field import TextField

Values = dict[str, object]


def nested(answers: Mapping[str, object], reasons: Mapping[str, str]) -> Values:
    """``{"people.0.name": "A"}`` as ``{"people": [{"name": "A"}]}``; reasons become ``unanswered`` of their record.

    Answers that are None are left out, so that the command's own default stands. Lists follow their numbers.
    """
    root: Values = {}
    for name, value in answers.items():
        if value is not None:
            _put(root, name.split("."), value)
    for name, reason in reasons.items():
        *path, last = name.split(".")
        _put(root, [*path, "unanswered", last], reason)
    return _lists(root)


def _put(at: Values, path: list[str], value: object) -> None:
    for part in path[:-1]:
        inner = at.setdefault(part, {})
        if not isinstance(inner, dict):
            raise TypeError(f"{part} is both an answer and a record")
        at = inner
    at[path[-1]] = value


def _lists(value: Values) -> Values:
    made: Values = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            inner = _lists(inner)  # the same value, finished
            if inner and all(part.isdigit() for part in inner):
                made[key] = [inner[part] for part in sorted(inner, key=int)]
                continue
        made[key] = inner
    return made


def state_of(field: Field) -> object:
    """What a draft keeps of a field: what is typed, even when it cannot be read yet."""
    if isinstance(field, TextField):
        return field.text()
    if isinstance(field, ChoiceField) and field.unmatched():
        return {"typed": field.currentText()}
    return as_json(field.value())


def as_json(value: object) -> object:
    """A value as JSON knows it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    return value


def show_state(field: Field, state: object) -> None:
    """Give a field back what a draft kept, to the letter."""
    if isinstance(state, dict) and isinstance(field, ChoiceField):
        field.setEditText(str(state.get("typed", "")))
    elif isinstance(state, list):
        field.set_value(tuple(state))
    else:
        field.set_value(None if state == "" else state)
        if isinstance(field, TextField) and isinstance(state, str):
            field.setText(state)
