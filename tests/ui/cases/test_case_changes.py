"""What a case's pages do: outcomes and orders by panel and menu, drafts, undo, links, access, checks, answers."""

from datetime import date

import pytest

from hipdesk.model import cases as asked
from hipdesk.model.panels.attendance import DeclareInterest
from hipdesk.services import cases
from hipdesk.services.attendance import declare_interest
from hipdesk.services.risk_assessments import assess_risk
from tests.robots.cases import CaseRobot
from tests.support.outcome_examples import tell_outcomes
from tests.support.qt_accessibility import nameless
from tests.support.qt_pictures import DRESSES, grab
from tests.support.referral_examples import risk_answers
from ui.cases.asks import ASKS
from ui.cases.case_page import CasePage
from ui.routes import Route
from ui.style import theme


@pytest.fixture
def told(opened, robot) -> dict[str, str]:
    """Everything recorded that can come of a case; keys by kind."""
    context, _messages, known = opened
    made = tell_outcomes(context.desk, known)
    robot.page.reload(None)
    robot.wait()
    return made


def the_case(opened):
    context, _messages, known = opened
    return context.desk.open(cases.open_case, known.family)


def undo(opened, robot) -> None:
    """The toast's Undo."""
    assert opened[1].undo is not None, "the toast offers no undo"
    opened[1].undo()
    robot.wait()


def test_order_when_added_from_the_menu_then_on_the_page_and_undo_takes_it_off(robot, opened):
    """Outcomes, Add, Tool or order: filled, kept, shown; Undo in the toast takes it back."""
    robot.go_to("outcomes")
    robot.choose("Add what came of it", "Tool or order")
    robot.fill(kind="cbo", state="granted", terms="Not to speak to them", expires=date(2026, 12, 20))
    robot.keep()
    assert opened[1].errors == []
    for said in ("Criminal behaviour order", "Ends in 18 days", "Not to speak to them"):
        assert said in robot.body(), said
    undo(opened, robot)
    assert "Nothing is on the record yet" in robot.body()


def test_panel_when_a_needed_field_is_empty_or_unreadable_then_it_says_so_beside_it(robot, opened):
    """Nothing is sent while something stands in the way; words typed as a day are never dropped."""
    robot.page.change("tool")
    robot.wait()
    robot.panel.fields["expires"].set_value("at Easter")
    robot.keep()
    assert robot.panel.fields["kind"].problem == "Choose what it is"
    assert "Write a day" in robot.panel.fields["expires"].problem
    assert opened[1].errors == []


def test_draft_when_panel_is_left_then_comes_back_and_can_be_started_anew(robot, opened):
    """Esc keeps what was typed; the panel brings it back and says so; Start anew drops it."""
    robot.page.change("learning")
    robot.wait()
    robot.panel.fields["lesson"].focus()
    robot.write("Ask about language first")
    robot.press("Esc")
    robot.page.change("learning")
    robot.wait()
    assert robot.panel.fields["lesson"].value() == "Ask about language first"
    robot.find("change-anew").setFocus()
    robot.press("Space")
    assert robot.panel.fields["lesson"].value() is None
    assert opened[0].drafts.kept == {}
    robot.press("Esc")


def test_draft_when_kept_as_a_record_then_gone(robot, opened):
    """What became a record is no draft any more."""
    robot.page.change("learning")
    robot.wait()
    robot.panel.fields["lesson"].focus()
    robot.write("Ask about language first")
    robot.press("Ctrl+Return")
    robot.wait()
    assert opened[0].drafts.kept == {}
    assert the_case(opened).came.learning[0].lesson == "Ask about language first"


def test_order_when_changed_and_breached_by_menu_then_the_page_asks_for_an_assessment(robot, opened, told):
    """A breach stands in red with its own way to assess risk; what followed is written from the same menu."""
    robot.go_to("outcomes")
    assert "was breached since risk was last assessed" in robot.body()
    robot.choose("Change Civil injunction", "What followed the breach of Sat 28 Nov 2026")
    robot.fill(result="Arrested, bailed to 8 January")
    robot.keep()
    assert "Arrested, bailed to 8 January" in robot.body()
    undo(opened, robot)
    assert "Nothing done yet" in robot.body()
    robot.choose("Change Civil injunction", "It was changed")
    robot.fill(words="Extended", expires=date(2027, 6, 18))
    robot.keep()
    assert the_case(opened).came.tools[0].expires_on == date(2027, 6, 18)
    assert "ends in" not in robot.body()


def test_record_when_taken_back_then_asked_first(robot, opened, told):
    """Taking back cannot be undone, so it is asked; leaving the question leaves the record."""
    robot.go_to("outcomes")
    opened[1].answers += ["leave", "do"]
    robot.choose("Change lesson", "Take the record back")
    assert len(the_case(opened).came.learning) == 1
    robot.choose("Change lesson", "Take the record back")
    assert the_case(opened).came.learning == ()


@pytest.mark.parametrize("kind", ["support", "police", "court", "victim", "learning", "tool"])
def test_record_when_brought_up_to_date_unchanged_then_says_the_same(robot, opened, told, kind):
    """Every panel of a record is filled with all it says: keeping it changes nothing, undo neither."""
    before = the_case(opened).came
    robot.page.change(f"{kind}:{told[kind]}")
    robot.wait()
    robot.keep()
    assert opened[1].errors == []
    assert the_case(opened).came == before
    undo(opened, robot)
    assert the_case(opened).came == before


def test_link_when_made_then_leads_there_and_unlinking_can_be_undone(robot, opened):
    """Found by part of its reference, linked, opened by its link; Unlink offers Undo."""
    robot.go_to("people")
    robot.click("Link another case")
    robot.wait()
    robot.fill(find="0004")
    robot.fill(kind="same_perpetrator", why="The same neighbour")
    robot.keep()
    assert "Same alleged perpetrator" in robot.body()
    robot.click("Unlink HIP/2026-27/0004")
    robot.wait()
    assert "It stands alone." in robot.body()
    undo(opened, robot)
    robot.click("Open case HIP/2026-27/0004")
    assert opened[0].routes.current == Route.to("case", id=opened[2].cases[3])


def test_access_when_restricted_then_header_and_page_say_so_until_undone(robot, opened):
    """The flag stands in the strip; Undo lets everyone see it again."""
    robot.go_to("sharing")
    robot.click("Change who may see it")
    robot.wait()
    robot.fill(restricted=True, reason="A member of staff")
    robot.keep()
    assert "Restricted" in robot.strip()
    assert "only partnership officers see it" in robot.body()
    undo(opened, robot)
    assert "Restricted" not in robot.strip()


def test_agency_when_kept_out_then_listed_and_let_back_with_undo(robot, opened):
    """Kept out with a reason, let back by its link, and out again by Undo."""
    robot.go_to("sharing")
    robot.click("Keep an agency out")
    robot.wait()
    robot.fill(agency=opened[2].agencies["Beacon"], reason="Employs the alleged perpetrator")
    robot.keep()
    assert "Employs the alleged perpetrator" in robot.body()
    robot.click("Let Beacon Disability Advocacy back")
    robot.wait()
    assert "No agency is kept out." in robot.body()
    undo(opened, robot)
    assert "Employs the alleged perpetrator" in robot.body()


def test_interest_when_chair_rules_then_ruling_is_noted_with_undo(robot, opened):
    """An interest declared in the case is ruled on from its Sharing page."""
    context, _messages, known = opened
    interest = DeclareInterest(case_id=known.family, name="Jo Tanner", nature="Lives next door", ruling="leaves")
    context.desk.do(declare_interest, interest)
    robot.page.reload(None)
    robot.wait()
    robot.go_to("sharing")
    robot.choose("How the chair rules on Jo Tanner", "Declared; may stay")
    assert the_case(opened).access.interests[0].ruling == "stays"
    undo(opened, robot)
    assert the_case(opened).access.interests[0].ruling == "leaves"


def test_closing_when_what_is_missing_is_filled_in_then_the_test_follows(robot, opened):
    """The four lines are read anew while typing, each with what to do about it."""
    robot.page.change("close")
    robot.wait()
    assert "Closure test met: 0 of 4" in robot.body()
    assert "Name them below." in robot.body()
    robot.fill(owner="Housing officer", unsafe="He is always in the room")
    assert "Closure test met: 2 of 4" in robot.body()
    robot.press("Esc")


def test_aftercare_when_home_leads_to_it_then_kept_and_undone(opened, shown):
    """A route with the change asked for opens its panel; the result stands on Outcomes until undone."""
    context, messages, known = opened
    closing = asked.CloseCase(
        id=known.family, reason="ceased", override_reason="Moved abroad", override_by="Rhys Oduya",
        closed_on=date(2026, 12, 2),
    )  # fmt: skip
    context.desk.do(cases.close_case, closing)
    page = CasePage(context)
    shown(page, 1190, 700)
    page.open_route(Route.to("case", id=known.family, page="change:aftercare"))
    robot = CaseRobot(page, context.operations)
    robot.wait()
    robot.fill(text="All quiet since October")
    robot.keep()
    assert messages.errors == []
    assert "All quiet since October" in robot.body()
    undo(opened, robot)
    assert "All quiet since October" not in robot.body()


def test_answers_when_asked_for_then_every_question_with_its_points(robot):
    """The answers of an old assessment are read, never changed; Esc leads back."""
    robot.go_to("risk")
    robot.click("Answers of Thu 19 Nov 2026")
    robot.wait()
    for said in ("How often in the last three months?", "Not known"):
        assert said in robot.body(), said
    robot.press("Esc")
    robot.wait()
    assert "Every assessment" in robot.body()


def test_risk_when_much_is_not_known_then_says_the_score_may_be_too_low(robot, opened):
    """Four answers not known are enough to say so."""
    context, _messages, known = opened
    few = risk_answers("standard")
    unknown = few.model_copy(update={"answers": dict.fromkeys(few.answers, ())})
    context.desk.do(assess_risk, asked.AssessRisk(id=known.family, risk=unknown))
    robot.page.reload(None)
    robot.wait()
    robot.go_to("risk")
    assert "the score may be too low" in robot.body()


@pytest.mark.parametrize("dress", DRESSES)
def test_changes_when_dressed_then_every_panel_and_page_fits_and_has_names(opened, shown, told_desk, dress):
    """Each panel and each page that was told everything fits at every dress, and a reader can name all of it."""
    theme.current().use(*DRESSES[dress])
    context, _messages, known = opened
    page = CasePage(context)
    shown(page, 1190, 640)
    page.open_route(Route.to("case", id=known.family))
    robot = CaseRobot(page, context.operations)
    robot.wait()
    ways = [*("people", "risk", "history", "outcomes", "sharing"), *(f"change:{kind}" for kind in ASKS)]
    for way in ways:
        kind = way.removeprefix("change:")
        page.go(f"{way}:{told_desk['tool']}" if kind in ("order", "breach") else way)
        robot.wait()
        grab(page, f"case-{kind}-{dress}")
        assert nameless(page) == [], way
        assert page.minimumSizeHint().width() <= 1190, way
        if page.panel is not None:
            page.panel.leave()


@pytest.fixture
def told_desk(opened) -> dict[str, str]:
    """The family's case with everything recorded, before any page is made."""
    context, _messages, known = opened
    return tell_outcomes(context.desk, known)
