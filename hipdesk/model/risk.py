"""Risk assessment: question sets as data, and the score they give. A checklist supports judgement, never replaces it.

An answer that is not known scores 0 and is counted and told: it is never taken for a "no".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.paths import resources
from hipdesk.model.question_sets import Band, Question, QuestionSet, read_question_set

UNKNOWN = "unknown"
DEFAULT_SET = "hip-ra-v1"
Answer = str | Sequence[str] | None
TrendCode = Literal["rising", "level", "falling", "first"]


@dataclass(frozen=True, slots=True)
class Override:
    """A band set by hand, up or down: the ``band``, the ``reason`` and the name of who decided, all required."""

    band: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class RiskScore:
    """What an assessment comes to.

    ``score`` of ``max`` points; ``band_by_score`` from the points alone, ``band`` after automatic reasons and override;
    ``automatic`` the labels of automatic reasons; ``unknown`` the codes of questions without an answer; ``points`` by
    question code; ``warnings`` as sentences; ``override`` when the band was set by hand.
    """

    score: int
    max: int
    band_by_score: str
    band: str
    band_label: str
    automatic: tuple[str, ...]
    unknown: tuple[str, ...]
    points: Mapping[str, int]
    warnings: tuple[str, ...]
    override: Override | None = None

    @property
    def unknown_count(self) -> int:
        """How many questions have no answer."""
        return len(self.unknown)

    @property
    def words(self) -> str:
        """ "High 36": as on the chip."""
        return f"{self.band_label} {self.score}"


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """An earlier assessment as trend and closing need it: score, band code, and the form it was made with."""

    score: int
    band: str
    question_set: str = DEFAULT_SET


@dataclass(frozen=True, slots=True)
class Trend:
    """How risk moved from one assessment to the next: ``code`` and a sentence."""

    code: TrendCode
    words: str


_adopted: dict[str, QuestionSet] = {}


def question_sets() -> Mapping[str, QuestionSet]:
    """Every question set by code: the shipped ones, and those of the vault that is open."""
    return {**_shipped(), **_adopted}


def adopt_question_set(form: QuestionSet) -> None:
    """Know a form of the vault that is open, until ``forget_question_sets``."""
    _adopted[form.code] = form


def forget_question_sets() -> None:
    """The vault was closed: only the shipped forms are known."""
    _adopted.clear()


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, QuestionSet]:
    """Read and checked once."""
    found = (read_question_set(path.read_text("utf-8")) for path in sorted((resources() / "questions").glob("*.toml")))
    return {each.code: each for each in found}


def question_set(code: str = DEFAULT_SET) -> QuestionSet:
    """One question set; ``Refused`` when there is none of that code."""
    found = question_sets().get(code)
    if found is None:
        raise Refused("The risk form of this assessment is not known here.", kept="The assessment is kept.")
    return found


def score(
    form: QuestionSet,
    answers: Mapping[str, Answer],
    *,
    automatic: Collection[str] = (),
    override: Override | None = None,
) -> RiskScore:
    """Score the answers: question code to option code, to several codes, or to ``UNKNOWN`` or None.

    A question missing from ``answers``, or given an empty list, counts as unknown. ``automatic`` holds codes of
    automatic reasons. Raises ``Refused`` for a question, option or reason the form does not have, for several answers
    where one is asked, and for an override without reason or name.
    """
    codes = {question.code for question in form.questions}
    if not set(answers) <= codes:
        raise Refused("An answer belongs to a question this risk form does not have.", kept="Nothing was changed.")
    points: dict[str, int] = {}
    unknown: list[str] = []
    for question in form.questions:
        chosen = _chosen(question, answers.get(question.code))
        if chosen is None:
            unknown.append(question.code)
        points[question.code] = _points(question, chosen or ())
    total = sum(points.values())
    reasons = _reasons(form, automatic)
    by_score = form.band_for(total)
    band = form.band(form.automatic_band) if reasons else by_score
    band = band if form.rank(band.code) >= form.rank(by_score.code) else by_score
    final = _overridden(form, override) or band
    return RiskScore(
        score=total,
        max=form.max,
        band_by_score=by_score.code,
        band=final.code,
        band_label=final.label,
        automatic=reasons,
        unknown=tuple(unknown),
        points=points,
        warnings=_warnings(form, len(unknown), band, final),
        override=override,
    )


def trend(previous: RiskPoint | None, current: RiskPoint, form: QuestionSet | None = None) -> Trend:
    """How risk moved: by band when the bands differ, otherwise by score; scores of different forms do not compare."""
    if previous is None:
        return Trend("first", "First assessment")
    scale = form or question_set(DEFAULT_SET)
    before, now = scale.rank(previous.band), scale.rank(current.band)
    if before == now and previous.question_set == current.question_set:
        before, now = previous.score, current.score
    changed = scale.rank(previous.band) != scale.rank(current.band)
    from_to = f" from {scale.band(previous.band).label} to {scale.band(current.band).label}" if changed else ""
    if now > before:
        return Trend("rising", f"Risk rose{from_to}" if from_to else f"Risk rose by {now - before}")
    if now < before:
        return Trend("falling", f"Risk fell{from_to}" if from_to else f"Risk fell by {before - now}")
    return Trend("level", "Risk is level")


def reduced(entry: RiskPoint, leaving: RiskPoint, form: QuestionSet | None = None) -> bool:
    """Whether a case left with a lower band than it came with: the report's risk reduction."""
    scale = form or question_set(DEFAULT_SET)
    return scale.rank(leaving.band) < scale.rank(entry.band)


def _chosen(question: Question, answer: Answer) -> tuple[str, ...] | None:
    """The option codes of an answer, or None when it is not known."""
    given = (answer,) if isinstance(answer, str) else tuple(answer or ())
    if not given or UNKNOWN in given:
        if len(set(given)) > 1:
            raise Refused("“Not known” stands beside another answer.", to_do=f"Choose again: {question.text}")
        return None
    if not set(given) <= {option.code for option in question.options}:
        raise Refused("An answer is not among the choices.", to_do=f"Choose again: {question.text}")
    if len(given) > 1 and not question.several:
        raise Refused("A question has more than one answer.", to_do=f"Choose one: {question.text}")
    return given


def _points(question: Question, chosen: Collection[str]) -> int:
    total = sum(option.points for option in question.options if option.code in chosen)
    return min(total, question.max)


def _reasons(form: QuestionSet, automatic: Collection[str]) -> tuple[str, ...]:
    known = {reason.code: reason.label for reason in form.automatic}
    if not set(automatic) <= set(known):
        raise Refused("A reason for automatic risk is not among those of this form.", kept="Nothing was changed.")
    return tuple(label for code, label in known.items() if code in set(automatic))


def _overridden(form: QuestionSet, override: Override | None) -> Band | None:
    if override is None:
        return None
    if not override.reason.strip() or not override.by.strip():
        raise Refused(
            "A band set by hand needs a reason and a name.",
            kept="The answers are kept.",
            to_do="Write why, and who decided it.",
        )
    return form.band(override.band)


def _warnings(form: QuestionSet, unknown: int, reckoned: Band, final: Band) -> tuple[str, ...]:
    found = []
    if unknown >= form.warn_unknown_at:
        found.append(f"{unknown} unknown: score may be understated")
    if form.rank(final.code) < form.rank(reckoned.code):
        found.append(f"Lowered by hand from {reckoned.label} to {final.label}")
    elif form.rank(final.code) > form.rank(reckoned.code):
        found.append(f"Raised by hand from {reckoned.label} to {final.label}")
    return tuple(found)
