"""The shape of a risk form, and reading one from TOML: the shipped form, or another agency's matrix."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hipdesk.kernel.errors import Refused

_UNREADABLE = "This risk form cannot be read."


@dataclass(frozen=True, slots=True)
class Option:
    """An answer: its ``code``, ``label`` and ``points``."""

    code: str
    label: str
    points: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its options; ``several`` may be ticked, and then at most ``cap`` points count."""

    code: str
    text: str
    options: tuple[Option, ...]
    help: str = ""
    several: bool = False
    cap: int | None = None

    @property
    def max(self) -> int:
        """The most points it can give."""
        points = [option.points for option in self.options]
        most = sum(points) if self.several else max(points)
        return most if self.cap is None else min(most, self.cap)


@dataclass(frozen=True, slots=True)
class Band:
    """A band of scores, ``first`` to ``last`` both included."""

    code: str
    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class AutomaticReason:
    """A reason that sets the band whatever the score."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A versioned form: questions, bands from lowest to highest, automatic reasons, suggestions by band code."""

    code: str
    name: str
    version: int
    title: str
    max: int
    warn_unknown_at: int
    health_warning: str
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]
    automatic_band: str
    automatic: tuple[AutomaticReason, ...]
    interventions: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def question(self, code: str) -> Question:
        """One question by code; ``Refused`` when the form has none such."""
        for each in self.questions:
            if each.code == code:
                return each
        raise Refused("This risk form has no such question.", kept="Nothing was changed.")

    def band(self, code: str) -> Band:
        """One band by code; ``Refused`` when the form has none such."""
        for each in self.bands:
            if each.code == code:
                return each
        raise Refused("This risk form has no such band.", kept="Nothing was changed.")

    def rank(self, code: str) -> int:
        """The place of a band, 0 the lowest; ``Refused`` for an unknown band."""
        return self.bands.index(self.band(code))

    def band_for(self, score: int) -> Band:
        """The band a score lies in; ``Refused`` outside 0 to the maximum."""
        for each in self.bands:
            if each.first <= score <= each.last:
                return each
        raise Refused("The score lies outside the bands of this risk form.", kept="Nothing was changed.")

    def suggested(self, band: str) -> tuple[str, ...]:
        """What the form suggests doing in a band."""
        return dict(self.interventions).get(band, ())


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


class _Option(_Strict):
    code: str = Field(min_length=1, max_length=32)
    label: str = Field(min_length=1)
    points: int = Field(ge=0, le=100)


class _Question(_Strict):
    code: str = Field(min_length=1, max_length=32)
    text: str = Field(min_length=1)
    options: list[_Option] = Field(min_length=2)
    help: str = ""
    several: bool = False
    cap: int | None = Field(default=None, ge=1)


class _Band(_Strict):
    code: str = Field(min_length=1, max_length=32)
    label: str = Field(min_length=1)
    first: int = Field(alias="from")
    last: int = Field(alias="to")


class _Reason(_Strict):
    code: str = Field(min_length=1, max_length=32)
    label: str = Field(min_length=1)


class _Interventions(_Strict):
    band: str
    suggestions: list[str]


class _File(_Strict):
    code: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1)
    version: int = Field(ge=1)
    title: str
    max: int = Field(ge=1)
    warn_unknown_at: int = Field(default=4, ge=1)
    health_warning: str = ""
    questions: list[_Question] = Field(min_length=1)
    bands: list[_Band] = Field(min_length=1)
    automatic_band: str
    automatic: list[_Reason] = []
    interventions: list[_Interventions] = []


def read_question_set(text: str) -> QuestionSet:
    """Read a form from TOML text and check it: codes unique, points add to the maximum, bands without gap.

    Raises ``Refused`` with what is wrong.
    """
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise Refused(_UNREADABLE, kept="Nothing was changed.", to_do=_first_fault(fault)) from None
    return form_from(content)


def content_of(form: QuestionSet) -> dict[str, Any]:
    """A form as plain JSON values, as ``form_from`` reads it back: what the vault keeps of an office's own version."""
    return {
        "code": form.code, "name": form.name, "version": form.version, "title": form.title, "max": form.max,
        "warn_unknown_at": form.warn_unknown_at, "health_warning": form.health_warning,
        "questions": [_plain_question(question) for question in form.questions],
        "bands": [{"code": b.code, "label": b.label, "from": b.first, "to": b.last} for b in form.bands],
        "automatic_band": form.automatic_band, "automatic": [asdict(reason) for reason in form.automatic],
        "interventions": [{"band": band, "suggestions": list(words)} for band, words in form.interventions],
    }  # fmt: skip


def _plain_question(question: Question) -> dict[str, Any]:
    return {**asdict(question), "options": [asdict(option) for option in question.options]}


def form_from(content: Mapping[str, Any]) -> QuestionSet:
    """A form from plain values, checked as ``read_question_set`` checks it. Raises ``Refused`` with what is wrong."""
    try:
        given = _File.model_validate(content)
    except (ValidationError, RecursionError) as fault:
        raise Refused(_UNREADABLE, kept="Nothing was changed.", to_do=_first_fault(fault)) from None
    form = QuestionSet(
        code=given.code,
        name=given.name,
        version=given.version,
        title=given.title,
        max=given.max,
        warn_unknown_at=given.warn_unknown_at,
        health_warning=given.health_warning,
        questions=tuple(_question(question) for question in given.questions),
        bands=tuple(Band(band.code, band.label, band.first, band.last) for band in given.bands),
        automatic_band=given.automatic_band,
        automatic=tuple(AutomaticReason(reason.code, reason.label) for reason in given.automatic),
        interventions=tuple((each.band, tuple(each.suggestions)) for each in given.interventions),
    )
    _check(form)
    return form


def _question(given: _Question) -> Question:
    options = tuple(Option(option.code, option.label, option.points) for option in given.options)
    return Question(given.code, given.text, options, given.help, given.several, given.cap)


def _check(form: QuestionSet) -> None:
    faults = []
    for codes in (
        [question.code for question in form.questions],
        [band.code for band in form.bands],
        [reason.code for reason in form.automatic],
        *([option.code for option in question.options] for question in form.questions),
    ):
        if len(set(codes)) != len(codes):
            faults.append("A code is used twice.")
        if "unknown" in codes:
            faults.append("The code “unknown” is kept for answers that are not known.")
    if sum(question.max for question in form.questions) != form.max:
        faults.append("The points of the questions do not add up to the maximum.")
    edges = [(band.first, band.last) for band in form.bands]
    follows = all(after[0] == before[1] + 1 for before, after in pairwise(edges))
    if edges[0][0] != 0 or edges[-1][1] != form.max or not follows or any(first > last for first, last in edges):
        faults.append("The bands do not cover every score from 0 to the maximum once.")
    known = {band.code for band in form.bands}
    if not {form.automatic_band, *(band for band, _ in form.interventions)} <= known:
        faults.append("A band is named that the form does not have.")
    if faults:
        raise Refused(
            "This risk form is not sound.", kept="Nothing was changed.", to_do=" ".join(dict.fromkeys(faults))
        )


def _first_fault(fault: tomllib.TOMLDecodeError | ValidationError | RecursionError) -> str:
    if isinstance(fault, ValidationError):
        first = fault.errors(include_input=False, include_url=False)[0]
        return f"Look at {'.'.join(str(part) for part in first['loc'])}: {first['msg']}."
    if isinstance(fault, RecursionError):
        return "Look at the form’s text: its brackets go too deep."
    return f"Look at the form’s text: {fault}."
