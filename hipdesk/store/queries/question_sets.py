"""Reading the office's own versions of risk forms. Each is kept whole, because old assessments are read by it.

A version that cannot be read is left out and told: it must never keep anybody from the rest of the record.
"""

import json
from datetime import date

from sqlalchemy import String, select, type_coerce

from hipdesk.kernel.errors import Refused
from hipdesk.model.question_sets import QuestionSet, form_from
from hipdesk.store.tables.settings import QuestionSetRow
from hipdesk.store.work import Reading

OwnForm = tuple[QuestionSet, date | None]


def own_forms(reading: Reading, name: str = "", on: date | None = None) -> list[OwnForm]:
    """The office's own versions with their first day, oldest first; of one name, and in force on a day, when given."""
    forms = [form for _name, _version, form in _kept(reading, name) if form is not None]
    in_force = [(form, first) for form, first in forms if on is None or first is None or first <= on]
    return sorted(in_force, key=lambda pair: pair[0].version)


def unreadable_forms(reading: Reading, name: str = "") -> list[tuple[str, str]]:
    """Name and version of each of the office's own versions that cannot be read, of one name when given."""
    return sorted((kept, version) for kept, version, form in _kept(reading, name) if form is None)


def _kept(reading: Reading, name: str) -> list[tuple[str, str, OwnForm | None]]:
    # As text, so that a row that is no JSON, or has no day, is found here and not by the database's reader of all rows.
    content, first = type_coerce(QuestionSetRow.content, String), type_coerce(QuestionSetRow.valid_from, String)
    found = select(QuestionSetRow.name, QuestionSetRow.version, content, first)
    if name:
        found = found.where(QuestionSetRow.name == name)
    return [(kept, version, _form(*rest)) for kept, version, *rest in reading.session.execute(found)]


def _form(content: str, first: str | None) -> OwnForm | None:
    try:
        return form_from(json.loads(content)), date.fromisoformat(first) if first else None
    except (Refused, ValueError, TypeError, RecursionError):
        return None
