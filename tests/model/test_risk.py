"""Risk: the default form, its arithmetic, and that an unknown answer is never a silent no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.paths import resources
from hipdesk.model.question_sets import read_question_set
from hipdesk.model.risk import UNKNOWN, Override, RiskPoint, question_set, question_sets, reduced, score, trend

FORM = question_set()
TEXT = (resources() / "questions" / "hip-ra-v1.toml").read_text("utf-8")


def highest(question):
    """The answer that gives the most points."""
    if question.several:
        return tuple(option.code for option in question.options if option.points)
    return max(question.options, key=lambda option: option.points).code


def lowest(question):
    """The answer that gives none."""
    code = min(question.options, key=lambda option: option.points).code
    return (code,) if question.several else code


@st.composite
def answer_sheets(draw):
    """Answers to any part of the form, unknown ones among them."""
    sheet = {}
    for question in FORM.questions:
        codes = [option.code for option in question.options]
        one = st.sampled_from([*codes, UNKNOWN, None])
        several = st.lists(st.sampled_from(codes), unique=True).map(tuple)
        if draw(st.integers(0, 3)):
            sheet[question.code] = draw(several if question.several else one)
    return sheet


def test_default_form_when_read_then_sixteen_questions_to_52():
    """HIP-RA v1 as the design gives it."""
    assert len(FORM.questions) == 16
    assert [question.max for question in FORM.questions] == [5, 3, 6, 2, 3, 4, 2, 4, 3, 3, 5, 3, 3, 2, 2, 2]
    assert FORM.max == 52
    assert [(band.first, band.last) for band in FORM.bands] == [(0, 17), (18, 31), (32, 52)]
    assert len(FORM.automatic) == 7
    assert all(FORM.suggested(band.code) for band in FORM.bands)


def test_score_when_everything_is_worst_then_the_maximum_and_high():
    """All worst answers give 52; question 8 stops at four though eight are ticked."""
    result = score(FORM, {question.code: highest(question) for question in FORM.questions})
    assert (result.score, result.band, result.unknown_count) == (52, "high", 0)
    assert result.points["q8"] == 4
    assert result.words == "High 52"


def test_score_when_everything_is_least_then_standard_without_warning():
    """All least answers give 0, nothing unknown, no warning."""
    result = score(FORM, {question.code: lowest(question) for question in FORM.questions})
    assert (result.score, result.band, result.unknown, result.warnings) == (0, "standard", (), ())


@pytest.mark.parametrize(("points", "band"), [(17, "standard"), (18, "medium"), (31, "medium"), (32, "high")])
def test_band_when_at_the_edge_then_as_published(points, band):
    """The edges of the bands."""
    assert FORM.band_for(points).code == band


def test_score_when_an_automatic_reason_applies_then_high_whatever_the_score():
    """A child targeted directly makes it High, and the reason is told."""
    result = score(FORM, {"q1": "first"}, automatic=["child_targeted"])
    assert (result.band_by_score, result.band) == ("standard", "high")
    assert result.automatic == ("A child was targeted directly",)


def test_score_when_four_are_unknown_then_it_warns():
    """Three unknown are told by number only; four bring the warning."""
    answers = {question.code: lowest(question) for question in FORM.questions}
    three = score(FORM, answers | {"q1": UNKNOWN, "q2": None, "q8": ()})
    assert (three.unknown, three.warnings) == (("q1", "q2", "q8"), ())
    four = score(FORM, answers | {"q1": UNKNOWN, "q2": None, "q8": (), "q9": UNKNOWN})
    assert four.warnings == ("4 unknown: score may be understated",)


def test_override_when_it_has_reason_and_name_then_it_decides_and_is_told():
    """Down from an automatic High, or up from the score: both possible, both told."""
    down = score(FORM, {}, automatic=["breach"], override=Override("medium", "Order was another person's", "A. Price"))
    assert down.band == "medium"
    assert "Lowered by hand from High to Medium" in down.warnings
    up = score(FORM, {}, override=Override("high", "Two assaults elsewhere", "A. Price"))
    assert (up.band_by_score, up.band) == ("standard", "high")
    assert "Raised by hand from Standard to High" in up.warnings
    for wrong in (Override("high", " ", "A. Price"), Override("high", "Because", "")):
        with pytest.raises(Refused, match="reason and a name"):
            score(FORM, {}, override=wrong)


@pytest.mark.parametrize(
    ("answers", "automatic"),
    [
        ({"q99": "no"}, ()),
        ({"q2": "perhaps"}, ()),
        ({"q2": ("no", "one")}, ()),
        ({"q8": ("age", UNKNOWN)}, ()),
        ({}, ("bad_weather",)),
    ],
)
def test_score_when_an_answer_is_not_of_the_form_then_refused(answers, automatic):
    """An imported answer that the form does not have is refused, not passed over."""
    with pytest.raises(Refused):
        score(FORM, answers, automatic=automatic)


def test_trend_when_bands_or_scores_differ_then_the_band_decides_first():
    """Rising to High by an automatic reason is rising though the score fell."""
    assert trend(None, RiskPoint(20, "medium")).code == "first"
    rise = trend(RiskPoint(29, "medium"), RiskPoint(28, "high"))
    assert (rise.code, rise.words) == ("rising", "Risk rose from Medium to High")
    assert trend(RiskPoint(29, "medium"), RiskPoint(25, "medium")).words == "Risk fell by 4"
    assert trend(RiskPoint(29, "medium"), RiskPoint(29, "medium")).code == "level"
    assert trend(RiskPoint(12, "medium", "other-v1"), RiskPoint(29, "medium")).code == "level"
    assert reduced(RiskPoint(36, "high"), RiskPoint(20, "medium"))
    assert not reduced(RiskPoint(31, "medium"), RiskPoint(18, "medium"))


def test_question_set_when_unknown_then_refused():
    """An assessment made with a form from elsewhere says so."""
    assert set(question_sets()) >= {"hip-ra-v1"}
    with pytest.raises(Refused, match="not known here"):
        question_set("cmarac-v9")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("max = 52", "max = 50", "add up"),
        ("from = 18", "from = 19", "bands"),
        ('code = "q2"', 'code = "q1"', "twice"),
        ('code = "not", label', 'code = "unknown", label', "kept for"),
        ('automatic_band = "high"', 'automatic_band = "top"', "does not have"),
        ("points = 5 }", 'points = "many" }', "points"),
        ("version = 1", "version = ", "text"),
    ],
)
def test_read_question_set_when_a_form_is_not_sound_then_refused_with_why(old, new, says):
    """Another agency's matrix is checked before it is used."""
    assert old in TEXT
    with pytest.raises(Refused, match=says):
        read_question_set(TEXT.replace(old, new, 1))


@given(answer_sheets())
def test_score_when_any_answers_are_given_then_within_0_and_52_and_unknowns_counted(sheet):
    """Bounds hold, and every question without a known answer is counted."""
    result = score(FORM, sheet)
    assert 0 <= result.score <= 52
    unanswered = [q.code for q in FORM.questions if sheet.get(q.code) in (None, (), UNKNOWN)]
    assert list(result.unknown) == unanswered
    assert (len(unanswered) >= 4) == any("may be understated" in words for words in result.warnings)
    assert FORM.band_for(result.score).code == result.band_by_score == result.band


@given(answer_sheets(), st.sampled_from([question.code for question in FORM.questions]))
def test_score_when_one_answer_becomes_worse_then_it_never_falls(sheet, code):
    """Monotone: the worst answer to one question never lowers score or band."""
    question = FORM.question(code)
    before = score(FORM, sheet)
    after = score(FORM, sheet | {code: highest(question)})
    assert after.score >= before.score
    assert FORM.rank(after.band) >= FORM.rank(before.band)
    assert code not in after.unknown


@given(answer_sheets(), st.sampled_from([question.code for question in FORM.questions]))
def test_score_when_no_becomes_unknown_then_it_shows(sheet, code):
    """A "no" and a "not known" may score the same, but never look the same."""
    question = FORM.question(code)
    answered_no = score(FORM, sheet | {code: lowest(question)})
    not_known = score(FORM, sheet | {code: UNKNOWN})
    assert code in not_known.unknown
    assert code not in answered_no.unknown
