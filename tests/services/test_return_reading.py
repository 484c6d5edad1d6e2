"""A return form that comes back filled: recorded case by case or not at all, never over what was told before."""

from datetime import date

import pytest

from hipdesk.model.panels.returns import RecordReturn
from hipdesk.model.referrals.form_controls import FilledForm, FormControl, FormRefused
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.papers.reading.word_forms import read_controls, read_form_in_press
from hipdesk.services import return_reading, returns
from hipdesk.services.form_reading import draft_from_form, risk_draft_from_form
from hipdesk.services.risk_assessments import risk_form
from tests.support.filled_forms import fill
from tests.support.panel_desk import marlbridge


@pytest.fixture
def panel(tmp_path):
    """An open desk, what is known, an agency, and its blank return form for December."""
    with marlbridge(tmp_path) as (desk, known):
        agency = known.agencies["Police CSU"] if "Police CSU" in known.agencies else next(iter(known.agencies.values()))
        options = PaperOptions(meeting_id=known.december, agency_id=agency)
        yield desk, known, agency, desk.make_paper("return-form", options, form="word").content


def _open(blank: bytes) -> list[str]:
    """Ids of the cases that can be answered on a form."""
    return [tag.split(".")[1] for tag in (control.tag for control in read_controls(blank)) if tag.endswith(".nothing")]


def _read(desk, content):
    return desk.read(return_reading.understand_return, read_form_in_press(desk.press, content))


def _stands(desk, known, agency):
    view = desk.read(returns.returns_view, known.december)
    return {each.case_id: each for each in view.returns if each.agency_id == agency}


def test_return_form_when_filled_then_recorded_with_who_is_known_and_how_it_may_be_used(panel):
    """A told case, a case with nothing held, and one left empty, which is named and stays missing."""
    desk, known, agency, blank = panel
    told, nothing, *_silent = _open(blank)
    people = [control.tag for control in read_controls(blank) if control.tag.startswith(f"cases.{told}.people.")]
    limits = [control.tag for control in read_controls(blank) if control.tag.startswith(f"cases.{told}.limit=")]
    filled = fill(
        blank,
        {
            f"cases.{told}.known": "Two visits in October.", f"cases.{told}.staff": "Visit in pairs.",
            **dict.fromkeys(people, "Before"), limits[0]: True, f"cases.{nothing}.nothing": True,
            "answered.by": "Ifeoma Blake", "answered.role": "Analyst", "answered.on": "1 December 2026",
        },
    )  # fmt: skip
    read = _read(desk, filled)
    assert len(read.returns) == 2
    assert any("still missing" in finding.words for finding in read.findings)
    assert desk.do(return_reading.record_returns, read).value == 2
    stands = _stands(desk, known, agency)
    assert "Two visits in October." in stands[told].text
    assert all(tag.rpartition(".")[2].replace("_", " ") in stands[told].text for tag in people)
    assert stands[told].staff_risks == "Visit in pairs."
    assert stands[told].limits == limits[0].rpartition("=")[2]
    assert stands[told].author == "Ifeoma Blake, Analyst"
    assert stands[told].returned_on == date(2026, 12, 1)
    assert stands[nothing].state == "nothing_held"


def test_return_form_when_a_case_was_answered_before_then_left_as_it_is_and_told(panel):
    """A form that comes late does not write over what was typed; nothing of it is recorded."""
    desk, known, agency, blank = panel
    case = _open(blank)[0]
    before = RecordReturn(meeting_id=known.december, case_id=case, agency_id=agency, state="received", text="Typed.")
    desk.do(returns.record_return, before)
    read = _read(desk, fill(blank, {f"cases.{case}.known": "Something else."}))
    assert read.returns == ()
    assert any("left as it is" in finding.words for finding in read.findings)
    assert _stands(desk, known, agency)[case].text == "Typed."
    again = desk.make_paper("return-form", PaperOptions(meeting_id=known.december, agency_id=agency), form="word")
    read = _read(desk, fill(again.content, {f"cases.{case}.new": "A letter came."}))
    desk.do(return_reading.record_returns, read)
    assert _stands(desk, known, agency)[case].text == "Typed.\nA letter came."


def test_return_form_when_one_cannot_be_recorded_then_none_is(panel):
    """The second refused: the first is not there either."""
    desk, known, agency, blank = panel
    first, second, *_rest = _open(blank)
    read = _read(desk, fill(blank, {f"cases.{first}.nothing": True, f"cases.{second}.nothing": True}))
    wrong = read.returns[1].model_copy(update={"returned_on": date(2027, 1, 1)})
    broken = return_reading.ReturnFormRead("m", "", "", (read.returns[0], wrong), (), ())
    with pytest.raises(Exception, match="still to come"):
        desk.do(return_reading.record_returns, broken)
    assert not any(each.is_in for each in _stands(desk, known, agency).values() if each.case_id in (first, second))


@pytest.mark.parametrize("changed", ["meeting", "agency", "nothing", "case", "day", "long"])
def test_return_form_when_changed_by_hand_then_a_sentence_and_nothing_recorded(panel, changed):
    """Another meeting's id, an agency nobody knows, an empty form, a case of elsewhere, a day to come, a book."""
    desk, _known, _agency, blank = panel
    form = read_form_in_press(desk.press, fill(blank, {f"cases.{_open(blank)[0]}.known": "Words."}))
    case = _open(blank)[0]
    swaps = {
        "meeting": ("meeting=", "meeting=" + "f" * 32), "agency": ("agency=", "agency=x"),
        "case": (f"cases.{case}.known", f"cases.{'e' * 32}.known"),
    }  # fmt: skip
    fillings = {"day": {"answered.on": "1 January 2030"}, "long": dict.fromkeys(("known", "doing"), "w" * 99_990)}
    old, new = swaps.get(changed, ("?", ""))
    controls = []
    for each in form.controls:
        text = "" if changed == "nothing" else each.text
        for end, words in fillings.get(changed, {}).items():
            text = words if each.tag.endswith(end) else text
        controls.append(FormControl(new if each.tag.startswith(old) else each.tag, text, each.ticked))
    wrong = FilledForm(tuple(controls), form.digest)
    if changed in ("meeting", "agency", "nothing"):
        with pytest.raises(FormRefused):
            desk.read(return_reading.understand_return, wrong)
        return
    read = desk.read(return_reading.understand_return, wrong)
    said = {"case": "left out", "day": "today is taken", "long": "write it down by hand"}[changed]
    assert any(said in finding.words for finding in read.findings)


def test_return_form_when_read_as_a_referral_then_refused(panel):
    """Each reader knows its own form."""
    desk, _known, _agency, blank = panel
    form = read_form_in_press(desk.press, fill(blank, {"answered.by": "Somebody"}))
    assert return_reading.is_return_form(form)
    with pytest.raises(FormRefused, match="not a referral form"):
        desk.do(draft_from_form, form)


def test_risk_form_when_filled_then_the_draft_of_the_case_holds_every_answer(panel):
    """Answers, a tick, a rating and words; a choice that is no option is told; a second reading changes nothing."""
    desk, known, _agency, _blank = panel
    case = next(iter(known.cases.values()))
    blank = desk.make_paper("risk-form", PaperOptions(), form="word").content
    questions = desk.read(risk_form).questions
    single = [each for each in questions if not each.several]
    answers = {
        f"risk_answers.{single[0].code}": single[0].options[0].label,
        f"risk_answers.{single[1].code}": "Rather often, it seems",
        "victim_rating": "8", "risk_assessor": "Ifeoma Blake", "risk_words": "Two doors from each other.",
    }  # fmt: skip
    read = desk.do(risk_draft_from_form, read_form_in_press(desk.press, fill(blank, answers)), case).value
    assert [finding.field for finding in read.findings] == [f"risk_answers.{single[1].code}"]
    from hipdesk.services import drafts

    kept = desk.read(drafts.draft, "risk", case).content["answers"]
    assert kept[f"risk_answers.{single[0].code}"] == single[0].options[0].code
    assert kept["victim_rating"] == 8
    assert kept["risk_words"] == "Two doors from each other."
    assert desk.do(risk_draft_from_form, read_form_in_press(desk.press, fill(blank, answers)), case).value.begun


def test_risk_form_when_another_file_then_refused_and_no_draft(panel):
    """A return form is no risk form, a blank one says nothing."""
    desk, known, _agency, blank = panel
    case = next(iter(known.cases.values()))
    with pytest.raises(FormRefused, match="not a risk form"):
        desk.do(risk_draft_from_form, read_form_in_press(desk.press, blank), case)
    empty = desk.make_paper("risk-form", PaperOptions(), form="word").content
    with pytest.raises(FormRefused, match="Nothing is filled in"):
        desk.do(risk_draft_from_form, read_form_in_press(desk.press, empty), case)
