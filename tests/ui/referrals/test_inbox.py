"""The inbox: what waits, what is read of a referral, and deciding on it."""

from datetime import date

import openpyxl
import pytest

from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services import cases, drafts, referrals
from tests.robots.referrals import FormRobot, InboxRobot
from tests.support.filled_forms import fill
from tests.support.qt_accessibility import nameless
from tests.support.qt_keys import settle
from tests.support.qt_pictures import DRESSES, grab
from ui.referrals.form_page import NewReferralPage
from ui.referrals.inbox_page import InboxPage
from ui.routes import Route
from ui.style import theme


@pytest.fixture
def robot(opened, shown) -> InboxRobot:
    """The inbox with the second referral open."""
    context, _messages, known = opened
    page = InboxPage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("referrals", id=known.waiting["Ł.W."]))
    made = InboxRobot(page, context.operations)
    made.wait()
    return made


def status_of(context, key):
    return context.desk.open(referrals.open_referral, key).status


def test_inbox_when_opened_then_groups_say_what_they_wait_for(robot):
    """Headings count; urgent first; age against its target in words."""
    assert robot.groups() == [
        "To triage: 3, target 3 working days",
        "Waiting for information: 1",
        "Decided since the last panel: 1",
    ]
    first = robot.lines()[0]
    assert "S.Q." in first
    assert "Urgent" in first
    assert any("Due today" in line and "F.H." in line for line in robot.lines())


def test_inbox_when_read_then_no_name_stands_anywhere(robot):
    """Initials only, in the list and beside it."""
    whole = " ".join(robot.lines()) + robot.pane()
    assert "Ł.W." in whole
    for name in ("Wrona", "Qureshi", "Dane"):
        assert name not in whole


def test_pane_when_something_is_missing_then_it_says_what_blocks_and_what_would_follow(robot):
    """What is needed stands with a link to answer it; the bar says when it would be heard."""
    said = robot.pane()
    assert "Say who will present the case" in said
    assert "Came after the cut-off of 26 November" in said
    robot.click("Answer: Say who will present the case")
    assert robot.page.context.routes.current == Route.to(
        "referral-edit", id=robot.page.pane.shown_id, field="presenter"
    )


def test_names_when_asked_for_then_shown_and_hidden_again(robot):
    """Names come only when asked for."""
    robot.page.show_names()
    robot.wait()
    assert "Victim A: Łukasz Wrona" in robot.pane()
    robot.page.show_names()
    assert "Wrona" not in robot.pane()


def test_accept_when_something_is_missing_then_refused_in_words(robot, opened):
    """Accepting tells what stands in the way, and changes nothing."""
    context, messages, known = opened
    robot.press("Alt+A")
    robot.wait()
    assert "present the case" in messages.errors[0].to_do
    assert status_of(context, known.waiting["Ł.W."]) == "received"


def test_accept_when_the_list_went_on_and_the_next_is_not_shown_yet_then_nothing_is_decided(robot, opened):
    """Down and Alt+A in one breath: neither the referral left behind nor one nobody has read is accepted."""
    context, messages, known = opened
    assert robot.page.list.go_to(known.waiting["F.H."])
    robot.press("Alt+A")
    robot.wait()
    assert not messages.errors
    assert status_of(context, known.waiting["F.H."]) == "received"


def test_accept_when_whole_then_it_goes_to_the_decided_and_says_when_it_is_heard(robot, opened):
    """Accepted by key, the inbox and a toast tell."""
    context, messages, known = opened
    robot.go_to("F.H.")
    robot.press("Alt+A")
    robot.wait()
    assert status_of(context, known.waiting["F.H."]) == "accepted"
    assert "accepted, heard on Thu 14 Jan" in messages.toasts[0]
    assert any("Accepted, listed 14 Jan" in line for line in robot.lines())


def test_decline_when_no_reason_is_chosen_then_field_says_so(robot, opened):
    """A reason is needed; with it and a few words it is declined, and the toast can undo it."""
    context, messages, known = opened
    robot.press("Alt+D")
    robot.wait()
    panel = robot.page.pane.panel
    assert panel is not None
    robot.press("Ctrl+Return")
    assert panel._frames["reason"].problem == "Choose one of the list under “Reason”."
    panel.reason.set_value("single_agency")
    panel.note.setFocus()
    robot.write("The landlord deals with it")
    robot.press("Ctrl+Return")
    robot.wait()
    assert status_of(context, known.waiting["Ł.W."]) == "declined"
    messages.undo()
    robot.wait()
    assert status_of(context, known.waiting["Ł.W."]) == "received"


def test_decision_panel_when_left_with_escape_then_buttons_are_back(robot):
    """Esc leaves without doing anything."""
    robot.press("Alt+M")
    robot.wait()
    robot.page.pane.panel.note.setFocus()
    robot.press("Esc")
    assert robot.page.pane.panel is None
    assert robot.find("decide-accept").isVisible()


def test_ask_for_more_when_sent_then_it_waits_for_information(robot, opened):
    """What is needed is written, and the referral moves to the next group."""
    context, _messages, known = opened
    robot.press("Alt+M")
    robot.wait()
    robot.write("The diary sheets")
    robot.press("Ctrl+Return")
    robot.wait()
    assert status_of(context, known.waiting["Ł.W."]) == "awaiting_information"
    assert "Waiting for information: 2" in robot.groups()


def test_filter_when_only_open_then_decided_are_gone(robot):
    """The pill leaves out what is decided."""
    robot.find("open-only").setFocus()
    robot.press("Space")
    robot.wait()
    assert [group.split(":")[0] for group in robot.groups()] == ["To triage", "Waiting for information"]


def test_inbox_when_narrowed_by_reference_or_initials_then_a_referral_decided_long_ago_is_found(robot, opened):
    """Ctrl+F: any part of the reference, or initials without their full stops; the title says that time is no limit."""
    case = opened[0].desk.open(cases.open_case, opened[2].cases[4])
    for words in (case.reference[-4:], "sód", "S.Ó.D."):
        robot.narrow(words)
        assert any("S.Ó.D." in line and case.reference in line for line in robot.lines()), words
    assert robot.groups()[-1] == "Decided, at any time: 1"
    robot.narrow("no such thing")
    assert robot.lines() == []


@pytest.mark.parametrize("dress", DRESSES)
def test_inbox_when_dressed_then_every_control_has_a_name_and_nothing_is_wider_than_the_page(opened, shown, dress):
    """In every theme and at double size the page fits, and a reader can name everything."""
    theme.current().use(*DRESSES[dress])
    context, _messages, known = opened
    page = InboxPage(context)
    shown(page, 1190, 640)
    page.open_route(Route.to("referrals", id=known.waiting["Ł.W."]))
    robot = InboxRobot(page, context.operations)
    robot.wait()
    settle()
    grab(page, f"referrals-{dress}")
    assert nameless(page) == []
    assert page.minimumSizeHint().width() <= 1190


def test_other_when_it_is_the_same_as_a_case_then_it_stands_under_that_case(robot, opened):
    """A duplicate is named under the case a person chooses by reference."""
    context, _messages, known = opened
    robot.page.pane.decide("duplicate")
    robot.wait()
    panel = robot.page.pane.panel
    panel.reason.set_value(known.family)
    robot.find("decision-done").setFocus()
    robot.press("Space")
    robot.wait()
    assert status_of(context, known.waiting["Ł.W."]) == "duplicate"
    assert any("Same as HIP/2026-27/0001" in line for line in robot.lines())


def test_other_when_acknowledged_then_pane_says_so_and_menu_no_longer_asks(robot):
    """Telling the referrer is noted with its day."""
    robot.find("decide-other").setFocus()
    robot.press("Space")
    texts = [action.text() for action in robot.page.pane._menu.actions()]
    assert texts[0] == "The referrer was told that it is here"
    robot.page.pane._menu.actions()[0].trigger()
    robot.page.pane._menu.close()
    robot.wait()
    assert "Acknowledged today" in robot.pane()


def test_inbox_when_narrowed_and_kept_then_the_view_stands_so_again_and_can_leave(robot, opened, tmp_path):
    """A kept view is a tab; the export asks first, naming what goes."""
    _context, messages, _known = opened
    page = robot.page
    page.open_only.setFocus()
    robot.press("Space")
    robot.wait()
    page.tools.save.setFocus()
    robot.press("Space")
    robot.write("Waiting")
    robot.press("Return")
    robot.wait()
    page.views.setFocus()
    robot.press("Left")
    robot.wait()
    assert not page.open_only.isChecked()
    robot.press("Right")
    robot.wait()
    assert page.open_only.isChecked()
    messages.answers, messages.files = ["save"], [tmp_path / "referrals.xlsx"]
    page.tools.export.setFocus()
    robot.press("Space")
    robot.wait()
    assert messages.asked[0].details[0] == "4 referrals, by reference and initials"
    sheet = openpyxl.load_workbook(tmp_path / "referrals.xlsx").active
    assert sheet.max_row == 5
    assert sheet["A1"].value == "Reference"


def test_inbox_when_a_filled_word_form_is_chosen_then_it_opens_as_a_draft_on_the_form(opened, robot, shown, tmp_path):
    """Its answers stand on the form as if they were typed; what needs a look is named; nothing is logged."""
    context, messages, _known = opened
    blank = context.desk.make_paper("referral-form", PaperOptions(), form="word").content
    answers = {
        "person.name": "Rukshana Begom",
        "person.birth": "14 March 1988",
        "person.interpreter": "Yes",
        "person.sex": "Prefers not to say",
        "completed_on": "some time last week",
        "incidents.1.facts": "Eggs at the window.",
        "strand_codes=RAC": True,
    }
    (tmp_path / "form.docx").write_bytes(fill(blank, answers))
    waiting = robot.groups()
    messages.files = [tmp_path / "form.docx"]
    robot.find("from-form").setFocus()
    robot.press("Space")
    robot.wait()
    subject = context.routes.current.get("draft")
    assert context.routes.current == Route.to("referral-form", draft=subject)
    assert any("Completed on" in str(banner) for banner in messages.banners.values())
    page = NewReferralPage(context)
    kept = context.desk.read(drafts.draft, "referral", subject).content
    context.drafts.keep("referral", subject, kept)
    shown(page, 1190, 700)
    page.open_route(context.routes.current)
    form = FormRobot(page, context.operations)
    form.wait()
    assert form.field("person.name").value() == "Rukshana Begom"
    assert form.field("person.birth").value() == date(1988, 3, 14)
    assert form.field("person.interpreter").value() is True
    assert form.field("person.sex").unanswered == "declined"
    assert form.field("incidents.0.facts").value() == "Eggs at the window."
    assert form.field("strand_codes").value() == ("RAC",)
    assert form.field("completed_on").field.text() == "some time last week"
    form.let_it_look()
    assert "Rukhsana Begum" in form.met()
    robot.page._read()
    robot.wait()
    assert robot.groups() == [*waiting[:2], "Drafts: 1 begun, not yet logged", waiting[2]]
    messages.files = [tmp_path / "form.docx"]
    robot.find("from-form").click()
    robot.wait()
    assert messages.toasts[-1] == "You have begun this form already: it stands as you left it."
    assert context.routes.current == Route.to("referral-form", draft=subject)
    page.autosave.stop()
