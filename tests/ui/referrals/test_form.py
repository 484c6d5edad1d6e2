"""The referral form: what is missing, what is kept while typing, whom we may have met, and logging."""

from collections.abc import Iterator

import pytest

from hipdesk.model.referrals.views import InboxFilter
from hipdesk.services import attachments, cases, referrals
from hipdesk.services.held_files import held_files
from tests.robots.referrals import FormRobot
from tests.support import odd_files
from tests.support.qt_accessibility import nameless
from tests.support.qt_keys import settle
from tests.support.qt_pictures import DRESSES, grab
from ui.referrals.amend_page import AmendReferralPage
from ui.referrals.form_page import NewReferralPage
from ui.referrals.met_before import bar_words
from ui.routes import Route
from ui.style import theme


@pytest.fixture
def robot(opened, shown) -> Iterator[FormRobot]:
    """An empty form."""
    context = opened[0]
    page = NewReferralPage(context)
    shown(page, 1190, 700)
    page.open_route(Route("referral-form"))
    made = FormRobot(page, context.operations)
    made.wait()
    yield made
    page.autosave.stop()


def missing(robot, blocks):
    found = robot.page.form._find()
    return {one.name for one in found.missing if one.blocks == blocks}


def triage(context):
    view = context.desk.read(referrals.inbox, InboxFilter())
    return next(group.rows for group in view.groups if group.code == "triage")


def test_form_when_empty_then_missing_answers_are_told_by_what_they_block(robot):
    """The rail lists what is still needed to log and to accept."""
    to_log = missing(robot, "log")
    assert {"agency_id", "person.name", "person.contact_method", "sharing.agreement", "incidents.0.facts"} <= to_log
    assert {"person.ethnicity", "presenter", "grounds", "strand_codes"} <= missing(robot, "accept")
    assert "received_on" not in to_log


def test_form_when_a_reason_is_given_then_it_is_an_answer(robot):
    """Prefers not to say answers a question."""
    robot.say_why("person.ethnicity", "declined")
    assert "person.ethnicity" not in missing(robot, "accept")


def test_form_when_a_community_is_affected_then_no_birth_is_asked(robot):
    """What only a person has goes from the form and from what is missing."""
    robot.choose("person.kind", "community")
    assert robot.field("person.birth").isHidden()
    assert "person.birth" not in missing(robot, "accept")


def test_form_when_finished_too_early_then_first_missing_field_has_the_problem(robot, opened):
    """Ctrl+Enter on an empty form writes nothing and says what is needed."""
    before = len(triage(opened[0]))
    robot.type_in("received_at", "half past")
    robot.finish()
    assert robot.field("received_at").problem == "Write a time, such as 15:20"
    assert robot.field("agency_id").problem == "Choose the referring agency"
    assert robot.field("agency_id").isAncestorOf(robot.focus())
    assert len(triage(opened[0])) == before


def test_form_when_whole_then_logged_by_key_and_draft_is_gone(robot, opened):
    """Ctrl+Enter logs; the inbox shows it; the draft is forgotten."""
    context, messages, known = opened
    robot.fill_whole(known.agencies["Victim Care"], name="Wanda Kowal")
    robot.type_in("person.birth", "9 January 1951")
    robot.finish()
    assert messages.errors == []
    assert messages.toasts[0].startswith("HIP/2026-27/0016 logged.")
    assert any(row.initials == "W.K." for row in triage(context))
    assert context.drafts.kept == {}
    assert context.routes.current.name == "referrals"


def test_files_when_chosen_then_in_the_vault_at_once_and_of_the_referral_with_it(robot, opened, tmp_path):
    """A refused one is told and the other is kept; what was chosen may go meanwhile, the vault has it."""
    context, messages, known = opened
    (tmp_path / "Diary.pdf").write_bytes(odd_files.a_pdf(2))
    (tmp_path / "Empty.pdf").write_bytes(b"")
    robot.fill_whole(known.agencies["Beacon"], "Wilma Quist")
    messages.files = [tmp_path / "Diary.pdf"]
    robot.find("add-file").click()
    robot.page.files.take_files([tmp_path / "Empty.pdf"])
    assert "Diary.pdf" in robot.page.files.state()[0]
    robot.wait()
    robot.page.autosave.flush()
    assert context.drafts.kept["referral", "new"]["files"] == []
    assert [file.file_name for file in context.desk.read(held_files, robot.page.draft)] == ["Diary.pdf"]
    (tmp_path / "Diary.pdf").unlink()
    robot.finish()
    robot.wait()
    assert context.desk.read(held_files, robot.page.draft) == ()
    assert messages.banners["files"][0] == "Empty.pdf: This file is empty."
    kept = context.desk.read(attachments.referral_attachments, context.routes.current.get("id"))
    assert [view.title for view in kept] == ["Diary.pdf"]


def test_file_when_a_lock_stops_it_then_it_is_taken_up_again_with_the_draft(robot, opened, shown, tmp_path):
    """What was on its way into the vault stands in the draft by its path, and comes in when the draft is opened."""
    context, _messages, _known = opened
    diary = tmp_path / "Diary.pdf"
    diary.write_bytes(odd_files.a_pdf(2))
    robot.type_in("person.name", "Wilma Quist")
    robot.page.autosave.flush()
    context.drafts.kept["referral", "new"]["files"] = [str(diary)]
    page = NewReferralPage(context)
    shown(page, 1190, 700)
    page.open_route(Route("referral-form"))
    again = FormRobot(page, context.operations)
    again.wait()
    again.wait()
    assert [file.file_name for file in context.desk.read(held_files, page.draft)] == ["Diary.pdf"]
    assert page.files.state() == []
    again.click("Take out Diary.pdf")
    again.wait()
    assert context.desk.read(held_files, page.draft) == ()
    assert len(context.desk._custody.vault.attachments.names()) == 0


def test_form_when_typed_then_draft_is_kept_and_comes_back_with_its_repeats(robot, opened, shown):
    """Everything typed comes back, repeated records included."""
    context = opened[0]
    robot.type_in("person.name", "Rukshana Begom")
    robot.page.form.repeats()["alleged"].add_record()
    robot.type_in("alleged.0.name", "Colin Dane")
    robot.page.leave()
    again = NewReferralPage(context)
    shown(again, 1190, 700)
    again.open_route(Route("referral-form"))
    back = FormRobot(again, context.operations)
    back.wait()
    assert back.field("person.name").value() == "Rukshana Begom"
    assert back.field("alleged.0.name").value() == "Colin Dane"
    again.autosave.stop()


def test_met_before_when_a_known_person_is_typed_then_reasons_and_case_stand_beside(robot):
    """Whom we may have met stands beside the form with why, and nothing is joined by itself."""
    assert "shown here while names are typed" in robot.met()
    robot.type_in("person.name", "Rukshana Begom")
    assert "Looking…" in robot.met()
    robot.type_in("person.birth", "14 March 1988")
    robot.let_it_look()
    said = robot.met()
    assert "Rukhsana Begum" in said
    assert "Looking…" not in said
    assert "Same date of birth" in said
    assert "HIP/2026-27/0001" in said
    assert robot.page._joining.chosen == {}


@pytest.mark.parametrize(("many", "said"), [(0, ""), (1, " 1 looks alike"), (3, " 3 look alike")])
def test_bar_words_when_people_look_alike_then_the_bar_at_large_text_says_how_many(many, said):
    """The pane is not on the screen at large text: the bar must not keep it a secret."""
    assert bar_words(many) == f"Have we met before?{said}"


def test_met_before_when_added_to_that_case_then_referral_stands_on_the_case(robot, opened):
    """Add to that case: the same person, and the referral belongs to the case at once."""
    context, messages, known = opened
    robot.fill_whole(known.agencies["Victim Care"])
    robot.let_it_look()
    likely = robot.page.met.likely()
    assert likely is not None
    robot.page.met.choose("append", "person", likely, likely.parts[0])
    robot.finish()
    assert messages.errors == []
    case = context.desk.open(cases.open_case, known.family)
    assert len(case.referrals) == 2
    assert [person.label for person in case.people if person.role == "victim"] == ["Victim A"]


def test_log_when_someone_is_very_likely_known_then_asked_once_more(robot, opened):
    """Before writing, someone very likely known is asked about; another person makes a new case."""
    context, messages, known = opened
    robot.fill_whole(known.agencies["Victim Care"])
    robot.let_it_look()
    messages.answers.append("new")
    robot.finish()
    assert "Have we met Rukhsana Begum before?" in messages.asked[0].title
    assert any(row.initials == "R.B." for row in triage(context))
    assert len(context.desk.open(cases.open_case, known.family).referrals) == 1


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("how", ["append", "link"])
def test_log_when_the_same_person_is_meant_then_the_record_holds_them_once_and_where_they_belong(
    robot, opened, how, asked
):
    """Answered before logging, or chosen by key beside the form: in that case, or a case of its own linked with it."""
    context, messages, known = opened
    robot.fill_whole(known.agencies["Victim Care"])
    robot.let_it_look()
    before = {person.person_id for person in context.desk.open(cases.case_names, known.family)}
    if asked:
        messages.answers.append(how)
    else:
        robot.find(f"join-{how}").setFocus()
        robot.press("Space")
    robot.finish()
    assert len(messages.asked) == int(asked)
    assert messages.errors == []
    key = context.routes.current.get("id")
    view = context.desk.open(referrals.open_referral, key)
    names = context.desk.open(referrals.referral_names, key)
    assert next(person.person_id for person in names if person.role == "victim") in before
    assert (view.case_reference, view.link_reference) == (
        ("HIP/2026-27/0001", "") if how == "append" else ("", "HIP/2026-27/0001")
    )
    assert view.repeat
    assert len(context.desk.open(cases.open_case, known.family).referrals) == (2 if how == "append" else 1)


def test_dismissed_when_not_them_then_no_question_is_asked(robot, opened):
    """Someone told to be another person is not asked about again."""
    _context, messages, known = opened
    robot.fill_whole(known.agencies["Victim Care"])
    robot.let_it_look()
    robot.page.met._dismiss("person", robot.page.met.likely())
    robot.finish()
    assert messages.asked == []
    assert messages.errors == []


def test_amend_when_changed_then_kept_with_people_and_incidents_as_they_were(opened, shown):
    """The form of a referral that is there shows it, and keeps what is changed."""
    context, messages, known = opened
    key = known.waiting["Ł.W."]
    page = AmendReferralPage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("referral-edit", id=key, field="presenter"))
    robot = FormRobot(page, context.operations)
    robot.wait()
    assert robot.field("person.name").value() == "Łukasz Wrona"
    robot.type_in("presenter", "Tamsin Abara")
    robot.finish()
    assert messages.errors == []
    view = context.desk.open(referrals.open_referral, key)
    assert view.presenter == "Tamsin Abara"
    assert view.may_be_accepted
    assert [person.label for person in view.people] == ["Victim A", "Perpetrator 1"]
    assert len(view.incidents) == 1


@pytest.mark.parametrize("dress", DRESSES)
def test_form_when_dressed_then_every_control_has_a_name_and_nothing_is_wider_than_the_page(opened, shown, dress):
    """In every theme and at double size the form fits, and a reader can name everything."""
    theme.current().use(*DRESSES[dress])
    context = opened[0]
    page = NewReferralPage(context)
    shown(page, 1190, 640)
    page.open_route(Route("referral-form"))
    robot = FormRobot(page, context.operations)
    robot.wait()
    page.form.repeats()["alleged"].add_record()
    page.form.repeats()["others"].add_record()
    settle()
    grab(page, f"referral-form-{dress}")
    assert nameless(page) == []
    widest = max(section.minimumSizeHint().width() for section in page.form._sections)
    assert widest <= page.form._scroll.viewport().width()
    page.autosave.stop()
