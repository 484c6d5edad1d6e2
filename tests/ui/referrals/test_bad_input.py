"""What nobody should type into a referral, and does: said beside the field or in a banner, and nothing is lost."""

import statistics
import time

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from hipdesk.model.referrals import AmendReferral
from hipdesk.model.referrals.views import InboxFilter
from hipdesk.services import referrals
from tests.robots.referrals import FormRobot
from ui.referrals.amend_page import AmendReferralPage
from ui.referrals.form_page import NewReferralPage
from ui.routes import Route
from ui.widgets.note_box import NoteBox

MOST = 100_000
STALL = 50
"""Milliseconds of work on the window's thread that a person begins to feel."""
NAMES = {
    "right to left": "فرح حداد",
    "turned round": "Farah \u202eDadda\u202c H",
    "combining": "Zoe\u0308 Bra\u0302nza\u0306",
    "stacked": "A\u0301\u0302\u0303\u0304\u0305\u0306 Zalgo",
    "emoji": "Jo 👩\u200d👩\u200d👧 March",
    "half a sign": "Ro\ud83ds Quay",
    "nul and controls": "Dov\x00 \x07Le\x1bvi\r\n",
    "tag": "<b>Rob</b> & Co",
}


def form_of(context, shown, page=None, route=None) -> FormRobot:
    """A form, shown and ready."""
    page = page or NewReferralPage(context)
    shown(page, 1190, 700)
    page.open_route(route or Route("referral-form"))
    robot = FormRobot(page, context.operations)
    robot.wait()
    return robot


def notes_of(robot: FormRobot) -> list[str]:
    """The names of every field for long text."""
    form = robot.page.form
    return [name for name in form.names if isinstance(form.frame(name).field, NoteBox)]


def paste(text: str) -> None:
    """Into whatever has the focus, as the clipboard does."""
    content = QMimeData()
    content.setText(text)
    held = QApplication.focusWidget()
    assert isinstance(held, NoteBox)
    held.insertFromMimeData(content)


def test_long_texts_when_a_hundred_thousand_signs_are_pasted_then_kept_whole_and_one_more_is_said(opened, shown):
    """In every field for long text: the last sign that fits is kept, one more is told beside it and stays there."""
    context, messages, known = opened
    robot = form_of(context, shown)
    robot.fill_whole(known.agencies["Beacon"], "Wilma Quist")
    robot.page.form.repeats()["alleged"].set_count(1)
    robot.choose("alleged.0.identity", "unknown")
    every = notes_of(robot)
    assert {"summary", "incidents.0.facts", "incidents.0.verbatim", "person.impact", "sharing.reasoning"} <= set(every)
    for name in every:
        robot.field(name).focus()
        robot.field(name).set_value(None)
        paste("å" * MOST)
    robot.field("summary").focus()
    paste("!")
    robot.finish()
    assert robot.field("summary").problem == "Too long: at most 100,000 characters"
    assert len(robot.field("summary").value()) == MOST + 1
    robot.page.autosave.flush()
    assert len(context.drafts.kept["referral", "new"]["answers"]["summary"]) == MOST + 1
    robot.field("summary").set_value("å" * MOST)
    robot.finish()
    assert {n: robot.field(n).problem for n in robot.page.form.names if robot.field(n).problem} == {}
    assert messages.errors == []
    kept = context.desk.open(referrals.referral_form, context.routes.current.get("id"))
    alleged = kept.perpetrators[0]
    texts = (kept.summary, kept.done_so_far, kept.incidents[0].facts, kept.victims[0].impact, alleged.description)
    assert {len(text) for text in texts} == {MOST}


@pytest.mark.parametrize("kind", NAMES)
def test_name_when_it_is_no_plain_one_then_logged_listed_and_shown_as_it_may_be_kept(opened, shown, kind):
    """The form takes it, the draft holds it, inbox and case page show it without a sign that turns or breaks lines."""
    context, messages, known = opened
    robot = form_of(context, shown)
    robot.fill_whole(known.agencies["Beacon"], "X")
    for name in ("person.name", "person.own_script", "referrer_name"):
        robot.choose(name, NAMES[kind])
    robot.let_it_look()
    robot.page.autosave.flush()
    messages.answers.append("new")
    robot.finish()
    assert messages.errors == []
    key = context.routes.current.get("id")
    named = context.desk.open(referrals.referral_names, key)[0]
    assert named.name
    assert not [sign for sign in named.name if sign in "\x00\x07\x1b\r\n\u202e\u202c" or "\ud800" <= sign <= "\udfff"]
    rows = [row for group in context.desk.read(referrals.inbox, InboxFilter()).groups for row in group.rows]
    assert any(row.id == key and row.initials not in ("", "?") for row in rows)


def test_day_when_it_cannot_be_then_said_on_leaving_the_field_and_the_words_stay(opened, shown):
    """Beside the field, as soon as it is left; what was typed stays until it is put right."""
    robot = form_of(opened[0], shown)
    for field, typed, said in (
        ("person.birth", "12/3/1850", "That would be more than 120 years ago: check the year of birth"),
        ("person.birth", "31/02/1990", "Write a date of birth that exists, or an age up to 120"),
        ("received_on", "3 Dec 2026", "The day received lies in the future"),
        (
            "incidents.0.happened",
            "5 May 2026 to 3 May 2026",
            "The days are in the wrong order: write the earlier one first",
        ),
    ):
        robot.type_in(field, typed)
        assert (robot.field(field).problem, robot.field(field).value() is None) == (said, False)
    robot.type_in("person.birth", "38")
    assert robot.field("person.birth").problem == ""


def test_referral_when_changed_on_another_screen_then_newer_values_show_and_what_was_typed_stands(opened, shown):
    """Neither change is lost: theirs is shown where nothing was typed, ours stands, and keeping again works."""
    context, messages, known = opened
    key = known.waiting["Ł.W."]
    robot = form_of(context, shown, AmendReferralPage(context), Route.to("referral-edit", id=key))
    robot.type_in("presenter", "Ours")
    robot.page.form.repeats()["incidents"].add_record()
    robot.type_in("incidents.1.facts", "Our second incident")
    theirs = context.desk.open(referrals.referral_form, key).model_copy(update={"manager_name": "Theirs"})
    context.desk.do(referrals.amend_referral, AmendReferral(id=key, content=theirs))
    robot.finish()
    assert messages.errors == []
    assert messages.banners[f"newer-{key}"][0] == "This referral was changed meanwhile, on another screen."
    assert (robot.field("manager_name").value(), robot.field("presenter").value()) == ("Theirs", "Ours")
    robot.finish()
    kept = context.desk.open(referrals.referral_form, key)
    assert (kept.manager_name, kept.presenter, len(kept.incidents)) == ("Theirs", "Ours", 2)
    assert messages.banners == {}


def test_draft_when_the_referral_was_changed_since_then_only_what_was_typed_comes_back(opened, shown):
    """Closed and opened again: a draft of an older version does not undo what another screen kept."""
    context, messages, known = opened
    key = known.waiting["Ł.W."]
    robot = form_of(context, shown, AmendReferralPage(context), Route.to("referral-edit", id=key))
    robot.type_in("presenter", "Ours")
    robot.page.leave()
    theirs = context.desk.open(referrals.referral_form, key).model_copy(update={"manager_name": "Theirs"})
    context.desk.do(referrals.amend_referral, AmendReferral(id=key, content=theirs))
    again = form_of(context, shown, AmendReferralPage(context), Route.to("referral-edit", id=key))
    assert (again.field("manager_name").value(), again.field("presenter").value()) == ("Theirs", "Ours")
    assert f"newer-{key}" in messages.banners


def test_note_when_a_hundred_thousand_signs_stand_in_it_then_a_key_does_not_stall_the_window(opened, shown):
    """Pasting them, typing on in the middle, the checks of the form and keeping the draft: each under 50 ms of work."""
    robot = form_of(opened[0], shown)
    page = "It was shouted on the stairs again, and the neighbours heard it through the door.\n" * 1219
    robot.field("summary").focus()
    note = robot.field("summary").field.control()

    def worked(doing):
        begun = time.thread_time()
        doing()
        return (time.thread_time() - begun) * 1000

    assert worked(lambda: paste(page)) < STALL
    assert len(note.toPlainText()) > 99_900
    note.put_cursor(50_000)
    keys = [worked(lambda: robot.write("x")) for _ in range(9)]
    assert statistics.median(keys) < STALL, keys
    assert statistics.median(worked(robot.page.autosave.flush) for _ in range(3)) < STALL
    assert "xxxxxxxxx" in note.toPlainText()
