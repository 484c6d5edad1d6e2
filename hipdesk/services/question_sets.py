"""The office's own versions of the risk form: made from the one in force, published from a day, never changed after."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.model.question_sets import QuestionSet, content_of, form_from
from hipdesk.model.risk import adopt_question_set, question_sets
from hipdesk.model.settings import RuleSettings
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.services.risk_assessments import form_in_force
from hipdesk.services.settings import setting
from hipdesk.store.queries.question_sets import own_forms, unreadable_forms
from hipdesk.store.tables.settings import QuestionSetRow
from hipdesk.store.work import Reading, Work


@dataclass(frozen=True, slots=True)
class FormStanding:
    """The form in force, and the version that comes next with its first day, if one is published.

    ``unreadable`` holds the numbers of versions that are kept but cannot be read.
    """

    now: QuestionSet
    coming: QuestionSet | None = None
    coming_from: date | None = None
    unreadable: tuple[str, ...] = ()


@reads(Right.EDIT_LISTS)
def form_standing(reading: Reading) -> FormStanding:
    """Which version is in force, which comes, and which cannot be read."""
    name = setting(reading, RuleSettings).question_set
    coming = [(form, first) for form, first in own_forms(reading, name) if first is not None and first > reading.today]
    form, first = coming[-1] if coming else (None, None)
    unreadable = tuple(version for _name, version in unreadable_forms(reading, name))
    return FormStanding(form_in_force(reading), form, first, unreadable)


@writes(Right.EDIT_LISTS, "question_set.published")
def publish_form(work: Work, content: Mapping[str, Any], valid_from: date) -> QuestionSet:
    """Publish a further version from a day on, today or later. Assessments made before keep the version they have.

    The version number follows the newest there is, one that cannot be read included. Refused for a day gone by, a form
    that is not sound, and one that changes nothing.
    """
    if valid_from < work.today:
        raise Refused("A form is published from today on, or later.", kept="Nothing was changed.")
    name = setting(work, RuleSettings).question_set
    known = [form for form in question_sets().values() if form.name == name]
    own = [form for form, _first in own_forms(work, name)]
    newest = max([*known, *own], key=lambda form: form.version)
    taken = [int(version) for _name, version in unreadable_forms(work, name) if version.isdecimal()]
    number = max([newest.version, *taken]) + 1
    form = form_from({**content, "name": name, "version": number, "code": f"{name.lower()}-v{number}"})
    if replace(form, code=newest.code, version=newest.version) == newest:
        raise Refused("Nothing was changed in the form.", kept="The version in force stays.")
    work.session.add(
        QuestionSetRow(name=name, version=str(number), content=content_of(form), valid_from=valid_from, valid_to=None)
    )
    work.record("question_set.published", "question_set", form.code, values={"from": valid_from.isoformat()})
    adopt_question_set(form)
    return form


def adopt_own_forms(reading: Reading) -> None:
    """Know every version of the vault that was opened, so that each assessment is read by its own. No right needed.

    One that cannot be read is left out; Settings and the check of the whole vault tell it.
    """
    for form, _first in own_forms(reading):
        adopt_question_set(form)
