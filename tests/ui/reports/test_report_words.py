"""Beside the report: its words written and kept as typed, and police figures taken in and out, by key."""

from datetime import date
from pathlib import Path

import pytest

from hipdesk.model.publishing import CaseStudy, WriteReport
from hipdesk.model.redaction.proof import Unproved
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services.police_figures import police_files
from hipdesk.services.publishing import report_texts, write_report
from tests.robots.report_words import PoliceRobot, ReportWordsRobot
from tests.support.qt_stand_ins import context_for
from ui.reports.police_page import PolicePage
from ui.reports.words_page import ReportWordsPage
from ui.routes import Route

POLICE = Path(__file__).resolve().parents[2] / "data" / "police"
PERIOD = "2016-17 Q2"


@pytest.fixture
def opened(shown):
    """Opens one of the two pages; its threads end with the test."""
    contexts = []

    def page(kind, robot, desk, drafts=None, **params):
        context, messages = context_for(desk)
        if drafts is not None:
            context.drafts = drafts
        contexts.append(context)
        made = kind(context)
        shown(made, 1190, 698)
        made.open_route(Route.to("page", **params))
        driven = robot(made, context.operations, messages)
        for _step in range(3):
            driven.wait()
        return driven, context

    yield page
    for context in contexts:
        assert context.operations.shutdown(), "a thread would not end"


def test_words_when_kept_then_stand_in_the_report_and_what_others_wrote_stays(opened, desk):
    """A case study, learning and the plan: kept with one key, the foreword left as it was, and back to the report."""
    desk.do(write_report, WriteReport(kind="quarterly", period=PERIOD, foreword="A word before."))
    robot, context = opened(ReportWordsPage, ReportWordsRobot, desk, id=PERIOD)
    robot.type_into("case_studies.0.title", "Asked on the day")
    robot.type_into("case_studies.0.text", "The recording was kept because it was asked for at once.")
    robot.type_into("learning", "Ask within a week.")
    robot.type_into("priorities", "Three more landlords.")
    robot.keep()
    kept = desk.read(report_texts, "quarterly", PERIOD)
    assert (kept.foreword, kept.learning, kept.risks) == ("A word before.", "Ask within a week.", "")
    assert kept.case_studies == (
        CaseStudy(title="Asked on the day", text="The recording was kept because it was asked for at once."),
    )
    assert context.routes.current == Route.to("reports", period=PERIOD)


def test_words_when_a_lock_came_while_typing_then_are_there_again(opened, desk):
    """What was typed is a draft of its quarter until it is kept."""
    robot, context = opened(ReportWordsPage, ReportWordsRobot, desk, id=PERIOD)
    robot.type_into("risks", "Two agencies have not signed.")
    robot.page.leave()
    robot.wait()
    again, _context = opened(ReportWordsPage, ReportWordsRobot, desk, drafts=context.drafts, id=PERIOD)
    assert again.answer("risks") == "Two agencies have not signed."
    assert desk.read(report_texts, "quarterly", PERIOD).risks == ""


def test_words_when_no_quarter_is_named_then_are_of_the_newest(opened, desk):
    """Opened from anywhere, the page is about the quarter a report would open with."""
    robot, _context = opened(ReportWordsPage, ReportWordsRobot, desk)
    robot.wait()
    assert robot.page.subject == "2016-17 Q4"
    assert robot.answer("risks") in (None, "")


def test_words_when_written_before_then_are_shown_and_can_be_cleared(opened, desk):
    """An emptied case study is none; a third, written elsewhere, stays."""
    studies = tuple(CaseStudy(title=f"Study {number}", text="Told.", approved=number == 3) for number in (1, 2, 3))
    desk.do(write_report, WriteReport(kind="quarterly", period=PERIOD, risks="One.", case_studies=studies))
    robot, _context = opened(ReportWordsPage, ReportWordsRobot, desk, id=PERIOD)
    assert robot.answer("risks") == "One."
    form = robot.page.form
    form.frame("case_studies.0.title").field.set_value("")
    form.frame("case_studies.0.text").field.set_value("")
    robot.keep()
    assert [study.title for study in desk.read(report_texts, "quarterly", PERIOD).case_studies] == [
        "Study 2",
        "Study 3",
    ]


def test_police_figures_when_imported_by_key_then_are_listed_and_can_be_taken_out(opened, desk):
    """Read in the press, asked whose they are, listed with their span, out again after asking."""
    robot, _context = opened(PolicePage, PoliceRobot, desk)
    assert robot.files() == []
    robot.take(POLICE / "london-strands.csv", "force")
    assert robot.messages.asked[0].choices[0].name == "force"
    assert len(robot.files()) == 1
    assert "Met Police area (London)" in robot.files()[0]
    robot.take(POLICE / "hammersmith-fulham-strands.csv", "borough")
    assert [file.scope for file in desk.read(police_files)] == ["borough", "force"]
    assert desk.read(police_files)[0].first == date(2012, 4, 1)
    robot.remove_first()
    assert [file.scope for file in desk.read(police_files)] == ["force"]
    assert robot.messages.errors == []


def test_police_figures_when_the_file_is_something_else_then_is_told_and_nothing_kept(opened, desk):
    """A workbook chosen by mistake: a sentence, no question."""
    robot, _context = opened(PolicePage, PoliceRobot, desk)
    robot.messages.files.append(POLICE.parent / "hip-database.xlsx")
    robot.find("police-import").setFocus()
    robot.press("Space")
    for _step in range(3):
        robot.wait()
    assert [error.kept for error in robot.messages.errors] == ["Nothing was imported."]
    assert desk.read(police_files) == []


def test_report_when_its_own_lists_hold_a_name_then_is_proved_and_the_name_alone_is_still_found(desk):
    """“White: any other” and “Stepney Green” may stand whole; somebody called White in the officer’s words may not."""
    options = PaperOptions(period=PERIOD)
    assert desk.prove_paper(desk.make_paper("quarterly", options), options).hits == ()
    desk.do(write_report, WriteReport(kind="quarterly", period=PERIOD, learning="Ask early, as White did."))
    with pytest.raises(Unproved) as told:
        desk.prove_paper(desk.make_paper("quarterly", options), options)
    assert [hit.words for hit in told.value.proof.hits] == ["White"]
