"""The office's own risk form: a further version from a day on, and old assessments read by the version they have."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from hipdesk.desk import Desk
from hipdesk.kernel.errors import Refused
from hipdesk.model.question_sets import content_of, form_from
from hipdesk.model.risk import forget_question_sets, question_set, question_sets, score
from hipdesk.services.question_sets import form_standing, publish_form
from hipdesk.services.risk_assessments import risk_form
from tests.support.desks import make_desk, open_desk
from ui.settings.form_pane import standing_words

TODAY = date(2026, 12, 2)


@pytest.fixture(autouse=True)
def known_forms():
    """What a vault brought is forgotten with it."""
    yield
    forget_question_sets()


def reworded(words="How often lately?"):
    """The shipped form with its first question in other words."""
    content = deepcopy(content_of(question_set()))
    content["questions"][0]["text"] = words
    return content


def weighted():
    """The shipped form with its first question's last answer two points dearer."""
    content = reworded()
    content["questions"][0]["options"][-1]["points"] += 2
    content["max"] += 2
    content["bands"][-1]["to"] += 2
    return content


def test_form_when_published_from_today_then_is_in_force_and_the_old_version_stays_known(office):
    """Its number follows; what was assessed before is still read by version 1."""
    before = office.read(risk_form)
    made = office.do(publish_form, weighted(), TODAY)
    now = office.read(risk_form)
    assert (before.version, now.version, now.code) == (1, 2, "hip-ra-v2")
    assert now == made
    assert (now.max, question_set(before.code).max) == (before.max + 2, before.max)
    answers = {now.questions[0].code: now.questions[0].options[-1].code}
    assert score(now, answers).score == score(before, answers).score + 2


def test_form_when_published_for_later_then_today_keeps_the_present_one(office):
    """It is told beforehand, and comes on its day."""
    day = TODAY + timedelta(days=30)
    office.do(publish_form, reworded(), day)
    standing = office.read(form_standing)
    assert (standing.now.version, standing.coming.version, standing.coming_from) == (1, 2, day)
    assert office.read(risk_form).version == 1
    office.clock.advance(timedelta(days=30))
    assert office.read(risk_form).version == 2
    assert office.read(form_standing).coming is None


def unsound(change):
    """The reworded form with one thing spoilt."""
    content = reworded()
    change(content)
    return content


@pytest.mark.parametrize(
    "content",
    [
        content_of(question_set()),
        unsound(lambda content: content["bands"][0].update(to=99)),
        unsound(lambda content: content["questions"][0]["options"].clear()),
        unsound(lambda content: content.update(max=1)),
        unsound(lambda content: content["questions"].append(content["questions"][0])),
    ],
)
def test_form_when_unchanged_or_unsound_then_refused_and_nothing_is_kept(office, content):
    """Bands with a gap, a question without answers, points that do not add up, a code twice, or nothing new."""
    with pytest.raises(Refused):
        office.do(publish_form, content, TODAY)
    assert office.read(risk_form).version == 1


def test_form_when_its_day_has_gone_by_then_refused(office):
    """What was assessed yesterday was assessed by the form of yesterday."""
    with pytest.raises(Refused, match="from today on"):
        office.do(publish_form, reworded(), TODAY - timedelta(days=1))


def test_form_when_the_vault_is_closed_then_is_forgotten_and_known_again_when_opened(tmp_path, monkeypatch):
    """Another vault never sees it; this one reads its assessments by it."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "memory"))
    desk: Desk = make_desk(tmp_path)
    desk.do(publish_form, reworded(), TODAY)
    desk.close()
    assert "hip-ra-v2" not in question_sets()
    with open_desk(desk.path) as again:
        assert question_sets()["hip-ra-v2"].questions[0].text == "How often lately?"
        assert again.read(risk_form).version == 2


@pytest.mark.parametrize(
    "spoilt",
    [
        "UPDATE question_set SET content = '{}'",
        "UPDATE question_set SET content = '[1]'",
        "UPDATE question_set SET content = '{not JSON'",
        "UPDATE question_set SET content = printf('%.*c', 99999, '[')",
        "UPDATE question_set SET valid_from = 'some day'",
    ],
)
def test_form_when_a_version_cannot_be_read_then_the_vault_opens_without_it_and_it_is_told(
    tmp_path, monkeypatch, spoilt
):
    """Unlock, verify and backup go on; the number is not given again; the check of the whole vault names it."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "memory"))
    with make_desk(tmp_path) as desk:
        desk.do(publish_form, reworded(), TODAY)
        with desk._custody.records.write(desk.actor) as work:
            work.session.execute(text(spoilt))
            work.finish()
    with open_desk(desk.path) as again:
        assert "hip-ra-v2" not in question_sets()
        standing = again.read(form_standing)
        assert (standing.now.version, standing.unreadable) == (1, ("2",))
        assert "Version 2 cannot be read" in standing_words(standing)
        assert again.verify().faults == ("Version 2 of the risk form HIP-RA cannot be read.",)
        assert again.back_up(tmp_path / "kept.hipbackup").faults == ()
        assert again.do(publish_form, reworded("How often of late?"), TODAY).value.version == 3
        assert again.read(risk_form).version == 3


@given(st.text(min_size=1, max_size=200), st.integers(0, 90))
def test_form_when_written_and_read_back_then_is_the_same(words, points):
    """Whatever words and points it has."""
    content = reworded(words)
    option = content["questions"][0]["options"][-1]
    most = max(each["points"] for each in content["questions"][0]["options"])
    option["points"] = most + points
    content["max"] += points
    content["bands"][-1]["to"] += points
    form = form_from(content)
    assert form_from(content_of(form)) == form
