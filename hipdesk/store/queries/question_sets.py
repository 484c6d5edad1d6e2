"""Reading the office's own versions of risk forms. Each is kept whole, because old assessments are read by it."""

from datetime import date

from sqlalchemy import select

from hipdesk.model.question_sets import QuestionSet, form_from
from hipdesk.store.tables.settings import QuestionSetRow
from hipdesk.store.work import Reading


def own_forms(reading: Reading, name: str = "", on: date | None = None) -> list[tuple[QuestionSet, date | None]]:
    """The office's own versions with their first day, oldest first; of one name, and in force on a day, when given."""
    found = select(QuestionSetRow.content, QuestionSetRow.valid_from)
    if name:
        found = found.where(QuestionSetRow.name == name)
    forms = [(form_from(content), first) for content, first in reading.session.execute(found)]
    in_force = [(form, first) for form, first in forms if on is None or first is None or first <= on]
    return sorted(in_force, key=lambda pair: pair[0].version)
