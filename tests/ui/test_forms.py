"""Forms: names to nested values, problems beside fields, the rail, repeated records, drafts."""

import json
from collections.abc import Callable
from datetime import date
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, field_validator
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget

from hipdesk.model.commands import Answers, Command
from hipdesk.model.problems import Problem
from tests.support.qt_keys import press, settle, wait_for, write
from ui.context import Content
from ui.forms.autosave import Autosave
from ui.forms.findings import nearest
from ui.forms.form import Form
from ui.forms.grid import FieldGrid
from ui.forms.values import nested
from ui.style import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.focus_ring import FocusRing

TODAY = date(2026, 12, 2)
Show = Callable[..., QWidget]


class Person(Command):
    name: Annotated[str, Field(max_length=20)]
    born: date | None = None
    religion: str | None = None
    unanswered: Answers = Field(default_factory=dict)


class Incident(Command):
    on: date | None = None
    words: str = ""

    @field_validator("words")
    @classmethod
    def no_shouting(cls, words: str) -> str:
        if words.isupper():
            raise ValueError("Write it in small letters")
        return words


class Log(Command):
    agency: str | None = None
    person: Person | None = None
    incidents: tuple[Incident, ...] = ()
    strands: tuple[str, ...] = ()


def missing(made: object) -> list[Problem]:
    assert isinstance(made, Log)
    return [] if made.strands else [Problem("strands", "Say which strand", "accept")]


def incident(fields: FieldGrid) -> None:
    fields.add_date("on", "When", lambda: TODAY)
    fields.add_note("words", "What happened", mark="to log")


def make() -> Form:
    form = Form("Referral", build=Log.model_validate, check=missing)
    form.add_section("referrer", "Referrer").add_text("agency", "Agency", mark="to log")
    who = form.add_section("person", "Person affected")
    who.add_text("person.name", "Name", mark="to log")
    who.add_date("person.born", "Born", lambda: TODAY, mark="to accept", no_answer=True)
    who.add_text("person.religion", "Religion", mark="optional", no_answer=True)
    form.add_section("incidents", "What happened").add_repeats("incidents", "incident", incident, least=1)
    form.add_section("strands", "Strands").add_ticks("strands", "Strands", [("race", "Race"), ("age", "Age")])
    form.finish()
    return form


def rail_words(form: Form) -> list[str]:
    model = form.rail._sections.model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


names = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(".".join)


@given(st.lists(st.tuples(st.integers(0, 9), st.text(max_size=5)), max_size=6, unique_by=lambda pair: pair[0]))
def test_nested_when_records_have_gaps_then_are_a_list_in_order(records: list[tuple[int, str]]) -> None:
    """Numbers in names order the records; removed ones leave no hole."""
    made = nested({f"incidents.{number}.words": words for number, words in records}, {})
    expected = [{"words": words} for _, words in sorted(records)]
    assert made == ({"incidents": expected} if expected else {})


def test_nested_when_no_answer_is_given_then_the_reason_stands_in_its_record() -> None:
    """Each record keeps its own reasons; None is left to the command's default."""
    made = nested(
        {"person.name": "A", "person.born": None, "agency": "x"},
        {"person.born": "not_known", "urgency": "declined"},
    )
    assert made == {
        "person": {"name": "A", "unanswered": {"born": "not_known"}},
        "agency": "x",
        "unanswered": {"urgency": "declined"},
    }


@pytest.mark.parametrize(
    ("name", "found"),
    [("person.born", "person.born"), ("person.born.year", "person.born"), ("person", "person.name"), ("zzz", "")],
)
def test_finding_when_located_then_stands_beside_the_nearest_field(name: str, found: str) -> None:
    """A finding about a whole record stands beside its first field."""
    assert nearest(name, ["person.name", "person.born", "agency"]) == found


def test_form_when_filled_by_keys_then_builds_the_command(shown: Show) -> None:
    """Typed from top to bottom, the form is the command."""
    form = make()
    shown(form)
    form.go_to("agency")
    write(form, "Marlbridge Homes")
    press(form, "Tab")
    write(form, "Siân Ŵ")
    form.frame("person.born").set_unanswered("not_asked")
    form.frame("incidents.0.words").set_value("Paint on the door")
    form.frame("strands").set_value(("race",))
    made = form.command()
    assert made == Log(
        agency="Marlbridge Homes",
        person=Person(name="Siân Ŵ", unanswered={"born": "not_asked"}),
        incidents=(Incident(words="Paint on the door"),),
        strands=("race",),
    )


def test_form_when_the_command_refuses_then_words_stand_beside_fields_and_the_first_has_the_focus(shown: Show) -> None:
    """Every error says how to put it right; none is a wall."""
    form = make()
    shown(form)
    form.frame("person.name").set_value("a name of far more than twenty signs")
    form.frame("incidents.0.words").set_value("SHOUTED")
    assert form.command() is None
    assert form.frame("person.name").problem == "Too long: at most 20 characters"
    assert form.frame("incidents.0.words").problem == "Write it in small letters"
    assert form.frame("person.name").field.control().hasFocus()


def test_form_when_a_field_is_left_then_its_problem_shows_and_goes_with_the_next_key(shown: Show) -> None:
    """Errors show on leaving, not while typing."""
    form = make()
    shown(form)
    form.go_to("person.name")
    write(form, "a name of far more than twenty signs")
    assert form.frame("person.name").problem == ""
    press(form, "Tab")
    assert form.frame("person.name").problem.startswith("Too long")
    form.go_to("person.name")
    press(form, "Backspace")
    assert form.frame("person.name").problem == ""


def test_form_when_a_day_cannot_be_read_then_says_how_to_write_it(shown: Show) -> None:
    """The field's own trouble is told in the same place."""
    form = make()
    shown(form)
    form.go_to("person.born")
    write(form, "soonish")
    press(form, "Tab")
    assert form.frame("person.born").problem == "Write a day, such as 14 March 2026"
    assert form.command() is None


def test_rail_when_answers_come_then_tells_how_far_each_section_is(shown: Show) -> None:
    """Empty, half, complete; what is missing is counted by what it blocks."""
    form = make()
    shown(form)
    assert rail_words(form) == [
        "Referrer, 1 to log",
        "Person affected, 1 to log, 1 to accept",
        "What happened, 1 to log",
        "Strands, 1 to accept",
    ]
    form.frame("agency").set_value("x")
    form.frame("person.name").set_value("A")
    form.frame("strands").set_value(("age",))
    wait_for(form._waiting.timeout)
    assert rail_words(form)[:2] == ["Referrer", "Person affected, 1 to accept"]
    assert rail_words(form)[3] == "Strands"


def test_form_when_an_answer_looks_odd_then_asked_about_beside_it_and_nothing_is_in_the_way(shown: Show) -> None:
    """A warning stands under the field and is read aloud; it goes with the next key."""
    odd = [Problem("agency", "There is no number in this: check it.", "warn")]
    form = Form("Referral", build=Log.model_validate, check=lambda _made: odd)
    form.add_section("referrer", "Referrer").add_text("agency", "Agency", mark="to log")
    form.finish()
    shown(form)
    form.go_to("agency")
    write(form, "xyz")
    form._field_left("agency")
    frame = form.frame("agency")
    assert frame._warning.words == "There is no number in this: check it"
    assert frame.field.control().accessibleDescription() == frame._warning.words
    assert (frame.problem, form._find().missing) == ("", ())
    write(form, "1")
    assert frame._warning.words == ""


def test_rail_when_a_field_holds_what_cannot_be_read_then_its_section_is_not_done_and_it_is_still_needed(
    shown: Show,
) -> None:
    """An optional day that is no day stands in the way as much as a missing answer, once it is left."""
    form = make()
    shown(form)
    form.frame("person.name").set_value("A")
    form.go_to("person.born")
    write(form, "soonish")
    wait_for(form._waiting.timeout)
    before = rail_words(form)[1]
    press(form, "Tab")
    wait_for(form._waiting.timeout)
    assert (before, rail_words(form)[1]) == ("Person affected, 1 to accept", "Person affected, 1 to log")
    assert form.frame("person.born").label in [link.text() for link in form.rail.findChildren(LinkButton)]
    control = form.frame("person.born").field.control()
    assert control.accessibleDescription().startswith("Write a day")
    form.go_to("person.born")
    for key in ("Ctrl+A", "Delete", "Tab"):
        press(form, key)
    wait_for(form._waiting.timeout)
    assert rail_words(form)[1] == before
    assert not control.accessibleDescription().startswith("Write a day")


def test_rail_when_a_link_is_pressed_then_goes_to_the_field(shown: Show) -> None:
    """What is missing is a way to it."""
    form = make()
    shown(form)
    link = next(link for link in form.rail.findChildren(LinkButton) if link.text() == "What happened")
    link.click()
    assert form.frame("incidents.0.words").field.control().hasFocus()


def test_rail_when_scrolled_then_follows(shown: Show) -> None:
    """The section in view is the current one."""
    form = make()
    shown(form, 900, 300)
    form.go_to_section("strands")
    assert form.rail._sections.current_name() == "strands"
    form._scroll.verticalScrollBar().setValue(0)
    assert form.rail._sections.current_name() == "referrer"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_form_when_a_field_is_asked_for_before_it_is_shown_then_opens_there(shown: Show, scale: float) -> None:
    """The rail tells the section the form opens in, whose heading is not cut, at any text size."""
    theme.current().use("light", scale)
    form = make()
    form.go_to("strands")
    shown(form, 900, 300)
    assert rail_current(form) == "strands"
    form.go_to("agency")
    assert form._scroll.verticalScrollBar().value() == 0
    assert rail_current(form) == "referrer"
    bar = form._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert rail_current(form) == "strands"


def test_form_when_tab_goes_out_of_view_then_ring_and_rail_follow(shown: Show, qapp: QApplication) -> None:
    """What has the focus is in view, ringed, and its section is marked."""
    ring = FocusRing(qapp)
    form = make()
    shown(form, 900, 260)
    form.go_to("agency")
    for _ in range(40):
        press(form, "Tab")
        if form.frame("incidents.0.words").field.control().hasFocus():
            break
    assert rail_current(form) == "incidents"
    frames = form.findChildren(QFocusFrame)
    assert [frame.isVisible() for frame in frames] == [True]
    assert not frames[0].visibleRegion().isEmpty()
    qapp.focusChanged.disconnect(ring._moved)
    ring._moved(form, None)
    ring.deleteLater()
    settle()


def rail_current(form: Form) -> str:
    large = theme.current().large
    return str(form.rail._section_box.value() if large else form.rail._sections.current_name())


def test_repeats_when_one_is_removed_then_findings_still_meet_their_fields(shown: Show) -> None:
    """The second record of the command is the third that was added."""
    form = make()
    shown(form)
    repeats = form.repeats()["incidents"]
    repeats.add_record()
    repeats.add_record()
    repeats.remove_record(1)
    assert repeats.numbers() == [0, 2]
    form.frame("incidents.0.words").set_value("quiet")
    form.frame("incidents.2.words").set_value("LOUD")
    assert form.command() is None
    assert form.frame("incidents.2.words").problem == "Write it in small letters"
    assert "incidents.1.words" not in form.names


@pytest.mark.parametrize("blank", [0, 1, 2])
def test_form_when_a_record_is_blank_then_findings_pass_it_over(shown: Show, blank: int) -> None:
    """A blank record is not in the command, whose places then are not the form's numbers."""
    form = make()
    shown(form)
    form.repeats()["incidents"].set_count(3)
    filled = [number for number in range(3) if number != blank]
    form.frame(f"incidents.{filled[0]}.words").set_value("quiet")
    form.frame(f"incidents.{filled[1]}.words").set_value("LOUD")
    assert form.numbers("incidents") == filled
    assert form.name_of("incidents.1.words") == f"incidents.{filled[1]}.words"
    assert form.command() is None
    problems = {number: form.frame(f"incidents.{number}.words").problem for number in range(3)}
    assert problems == {**dict.fromkeys((blank, filled[0]), ""), filled[1]: "Write it in small letters"}


def test_repeats_when_one_is_removed_then_the_others_are_counted_afresh(shown: Show) -> None:
    """A person sees Incident 1 and Incident 2, whatever was taken out between them."""
    form = make()
    shown(form)
    repeats = form.repeats()["incidents"]
    repeats.set_count(3)
    repeats.remove_record(1)
    named = [record.remove.accessibleName() for record in repeats._records]
    assert named == ["Remove Incident 1", "Remove Incident 2"]


def test_form_when_narrow_then_is_one_column(shown: Show) -> None:
    """Two columns from 560 px, else one."""
    form = make()
    shown(form, 1000, 700)
    name, born = form.frame("person.name"), form.frame("person.born")
    assert name.y() == born.y()
    form.resize(600, 700)
    settle()
    assert name.y() < born.y()
    assert name.x() == born.x()


def test_form_when_text_is_large_then_rail_becomes_two_boxes(shown: Show) -> None:
    """At 200 % the rail is a list box of sections and one of what is missing."""
    theme.current().use("light", 2.0)
    form = make()
    shown(form, 1200, 700)
    assert form.rail._section_box.isVisible()
    assert form.rail._missing_box.count() == 5
    assert form.rail._missing_box.placeholderText() == "3 still needed to log"
    form.rail._section_box.setCurrentIndex(2)
    form.rail._section_box.activated.emit(2)
    assert form.frame("incidents.0.on").field.control().hasFocus()


def test_draft_when_restored_then_everything_typed_is_there_with_focus_and_cursor(shown: Show) -> None:
    """A lock in the middle of typing loses nothing, not even words that cannot be read yet."""
    form = make()
    shown(form)
    form.repeats()["incidents"].add_record()
    form.frame("person.born").set_value("soonish")
    form.frame("person.religion").set_unanswered("declined")
    form.frame("strands").set_value(("age",))
    form.go_to("incidents.1.words")
    write(form, "He shouted é")
    for _ in range(3):
        press(form, "Left")
    state = json.loads(json.dumps(form.state()))

    again = make()
    shown(again)
    again.restore(state)
    assert again.state() == {**form.state(), "focus": "incidents.1.words", "cursor": 9}
    assert again.frame("person.born").field.control().property("text") == "soonish"
    assert again.frame("incidents.1.words").field.control().hasFocus()


def test_autosave_when_typing_goes_on_then_keeps_within_its_delay_and_at_once_when_flushed(shown: Show) -> None:
    """Typing on does not put keeping off; flushing loses no character."""
    form, kept = make(), []
    shown(form)
    state: Callable[[], Content] = form.state
    autosave = Autosave(state, kept.append, form)
    form.changed.connect(autosave.touch)
    form.go_to("agency")
    write(form, "Mar")
    assert (autosave.waiting, autosave._timer.interval(), kept) == (True, 400, [])
    wait_for(autosave._timer.timeout)
    write(form, "lbridge")
    autosave.flush()
    assert [one["answers"]["agency"] for one in kept] == ["Mar", "Marlbridge"]
    autosave.flush()
    assert len(kept) == 2
    autosave.stop()
    write(form, "!")
    assert not autosave.waiting


def test_autosave_when_the_cursor_moves_after_keeping_then_the_draft_knows_where_it_is(shown: Show) -> None:
    """Locking a while after the last key returns to the field and the cursor all the same."""
    form, kept = make(), []
    shown(form)
    state: Callable[[], Content] = form.state
    autosave = Autosave(state, kept.append, form, places=True)
    form.changed.connect(autosave.touch)
    form.go_to("agency")
    write(form, "Marl")
    autosave.flush()
    press(form, "Left")
    autosave.flush()
    assert [one["cursor"] for one in kept] == [4, 3]


def test_autosave_when_nothing_changed_since_restoring_then_keeps_nothing(shown: Show) -> None:
    """Opening a draft does not write it."""
    form, kept = make(), []
    shown(form)
    autosave = Autosave(form.state, kept.append, form)
    autosave.begin_from(form.state())
    autosave.touch()
    autosave.flush()
    assert kept == []


def test_autosave_when_only_looked_at_then_makes_no_draft(shown: Show) -> None:
    """Opening a form, moving in it and leaving it is not something begun."""
    form, kept = make(), []
    shown(form)
    autosave = Autosave(form.state, kept.append, form)
    form.changed.connect(autosave.touch)
    form.go_to("person.name")
    autosave.flush()
    assert kept == []


def test_tab_when_a_record_is_added_or_a_reason_given_then_goes_on_where_one_reads(shown: Show) -> None:
    """What is made late is passed where it stands: a second record before the section after it, the cross in place."""
    form = make()
    shown(form)
    form.repeats()["incidents"].add_record()
    form.frame("person.born").set_unanswered("not_known")
    form.frame("person.name").focus()
    passed = []
    for _ in range(10):
        press(form, "Tab")
        held = QApplication.focusWidget()
        passed.append(held.accessibleName() if held is not None else "")
    assert passed[:2] == ["Answer Born after all", "Religion"]
    assert passed[2:9] == [
        "Remove Incident 1", "When", "What happened", "Remove Incident 2", "When", "What happened", "Add incident",
    ]  # fmt: skip
