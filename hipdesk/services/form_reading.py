"""A filled Word form becomes a draft referral or risk assessment: what cannot be read is kept as typed and told.

Only a draft is written: the form in the window shows it and checks it as if it were typed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hipdesk.model.drafts import KeepDraft
from hipdesk.model.folding import fold
from hipdesk.model.partial_dates import read_age_or_birth, read_partial_day
from hipdesk.model.referrals.form_controls import FilledForm, FormControl, FormFinding, FormRead, FormRefused
from hipdesk.model.referrals.form_questions import (
    REASONS,
    REPEATS,
    TICK,
    FormPart,
    FormQuestion,
    referral_parts,
    risk_parts,
)
from hipdesk.model.users import Right
from hipdesk.model.written_dates import read_written_day
from hipdesk.services.drafts import keep_draft
from hipdesk.services.referrals.begun import KIND
from hipdesk.services.registry import unlogged
from hipdesk.services.risk_assessments import form_in_force
from hipdesk.store.queries import drafts as queries
from hipdesk.store.queries.cases import case_row
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.work import Reading, Work

RISK = "risk"
"""The draft a case's next assessment is kept as; its subject is the case."""
_TO_COME = "This day is still to come: put it right. Kept as it was typed."
_SEGMENTS = frozenset({"kind", "identity", "victim_aware", "role"})


@dataclass(slots=True)
class _Understood:
    """What the controls came to."""

    answers: dict[str, Any] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    findings: list[FormFinding] = field(default_factory=list)

    def tell(self, question: FormQuestion, words: str) -> None:
        self.findings.append(FormFinding(question.name, question.label, words))


@unlogged(Right.LOG_REFERRALS)
def draft_from_form(work: Work, form: FilledForm) -> FormRead:
    """Keep a draft referral made of a filled form: one of its own, known by the file's digest.

    A draft of this very file that is still there stays as it is, with all that was changed since. FormRefused when no
    control is a field of the referral form, or none is filled in: then nothing is kept.
    """
    subject = f"form-{form.digest[:16]}"
    if queries.draft_row(work, KIND, subject) is not None:
        return FormRead(subject, 0, (), begun=True)
    parts = (*referral_parts(form_choices(work)), *risk_parts(form_in_force(work)))
    understood = _understand(work, form.controls, parts, "referral")
    answered = len(understood.answers)
    if not answered:
        raise FormRefused("Nothing is filled in on this form.", to_do="Choose a referral form that was filled in.")
    keep_draft(work, KeepDraft(kind=KIND, subject=subject, content=_content(understood)))
    return FormRead(subject, answered, tuple(understood.findings))


@unlogged(Right.EDIT_CASES)
def risk_draft_from_form(work: Work, form: FilledForm, case_id: str) -> FormRead:
    """Keep a filled risk form as the draft of a case's next assessment.

    One that is begun stays as it is, with what is typed in it. FormRefused when it is no risk form or nothing is
    filled in; Refused for a case the holder may not see.
    """
    case_row(work, case_id)
    if queries.draft_row(work, RISK, case_id) is not None:
        return FormRead(case_id, 0, (), begun=True)
    understood = _understand(work, form.controls, risk_parts(form_in_force(work)), "risk")
    answered = len(understood.answers)
    if not answered:
        raise FormRefused("Nothing is filled in on this form.", to_do="Choose a risk form that was filled in.")
    keep_draft(work, KeepDraft(kind=RISK, subject=case_id, content=_content(understood)))
    return FormRead(case_id, answered, tuple(understood.findings))


def _understand(reading: Reading, controls: Sequence[FormControl], parts: Sequence[FormPart], what: str) -> _Understood:
    questions = {question.name: question for part in parts for question in part.questions}
    known = [(control, *_place(control.tag)) for control in controls]
    known = [each for each in known if each[1] in questions]
    if not known:
        raise FormRefused(f"This is not a {what} form of this program.", to_do="Type it in instead.")
    found = _Understood()
    for control, name, code in known:
        if code:
            _tick(found, questions[name], control, code)
        elif control.text and name not in found.answers:
            _answer(found, questions[name], control.text, reading.today)
    return found


def _place(tag: str) -> tuple[str, str]:
    name, _, code = tag.partition(TICK)
    return name, code


def _tick(found: _Understood, question: FormQuestion, control: FormControl, code: str) -> None:
    if not control.ticked:
        return
    if question.reasons and code in dict(REASONS):
        if not found.answers.get(question.name):  # beside an answer it says nothing
            found.reasons[question.name] = code
            found.answers[question.name] = None
        return
    if question.kind != "ticks" or code not in dict(question.options):
        found.tell(question, "Something is ticked that is not on this office’s list: tick what fits.")
    elif code not in (given := found.answers.get(question.name) or []):
        found.answers[question.name] = [*given, code]
        found.reasons.pop(question.name, None)


def _answer(found: _Understood, question: FormQuestion, text: str, today: date) -> None:
    reason = next((code for code, label in REASONS if fold(label) == fold(text)), None)
    listed = {fold(label) for _, label in question.options}
    if question.reasons and reason is not None and fold(text) not in listed:
        found.reasons[question.name] = reason
        found.answers[question.name] = None
    elif question.kind == "choice":
        _choose(found, question, text)
    elif question.kind == "day":
        _day(found, question, text, today)
    else:
        if question.kind == "rough_day":
            _look_at_rough_day(found, question, text, today)
        found.answers[question.name] = text


def _choose(found: _Understood, question: FormQuestion, text: str) -> None:
    labels = {fold(label): code for code, label in question.options}
    code = labels.get(fold(text)) or next((code for code, _ in question.options if code == text), None)
    if code is not None:
        found.answers[question.name] = {"true": True, "false": False}.get(code, _number(question, code))
        return
    nearest = question.nearest(text)
    told = (
        f"Not on the list; the nearest is “{nearest}”. Choose it if it fits." if nearest else "Not on the list: choose."
    )
    found.tell(question, told)
    if not _is_segment(question):
        found.answers[question.name] = {"typed": text}


def _is_segment(question: FormQuestion) -> bool:
    """Buttons side by side on the form: they cannot show words that are none of them."""
    return question.options[:1] == (("true", "Yes"),) or question.name.rpartition(".")[2] in _SEGMENTS


def _number(question: FormQuestion, code: str) -> Any:  # noqa: ANN401 (what a field of the form takes)
    return int(code) if question.name == "victim_rating" else code


def _day(found: _Understood, question: FormQuestion, text: str, today: date) -> None:
    day = day_written(text, today)
    if day is None:
        found.tell(question, "Not a day that can be read: kept as it was typed.")
    elif day > today:
        found.tell(question, _TO_COME)
    found.answers[question.name] = day.isoformat() if day is not None else text


def day_written(text: str, today: date) -> date | None:
    """A whole day as a person or Word's calendar writes it ("1 December 2026"); None when it is none."""
    written = read_written_day(text.strip().casefold(), today)
    return written.in_year(today.year) if written is not None and written.day is not None else None


def _look_at_rough_day(found: _Understood, question: FormQuestion, text: str, today: date) -> None:
    if question.name.endswith(".birth"):
        told = read_age_or_birth(text)
        read, first = told.born is not None or told.youngest is not None, told.born.earliest if told.born else None
    else:
        day = read_partial_day(text, today)
        read, first = day.precision != "unread", day.earliest
    if not read:
        found.tell(question, "Not a day that can be read: kept as it was typed.")
    elif first is not None and first > today:
        found.tell(question, _TO_COME)


def _content(found: _Understood) -> dict[str, Any]:
    """The draft as the form keeps one; a repeated record nobody wrote into is left out, and the others move up."""
    moved = dict(_moves(list(found.answers)))
    repeats = {name: sorted({int(to) for head, to in moved.values() if head == name}) for name in REPEATS}
    return {
        "answers": {_renamed(name, moved): value for name, value in found.answers.items()},
        "reasons": {_renamed(name, moved): why for name, why in found.reasons.items()},
        "repeats": {name: numbers for name, numbers in repeats.items() if numbers},
        "focus": "",
        "cursor": None,
    }


def _moves(names: Sequence[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Where each repeated record that was written into goes: "incidents.2" to ("incidents", "0")."""
    for head in REPEATS:
        used = sorted({name.split(".")[1] for name in names if name.startswith(f"{head}.")})
        for to, number in enumerate(used):
            yield f"{head}.{number}", (head, str(to))


def _renamed(name: str, moved: dict[str, tuple[str, str]]) -> str:
    place = ".".join(name.split(".")[:2])
    return f"{'.'.join(moved[place])}.{name.split('.', 2)[2]}" if place in moved else name
