"""What is done on a screen before its picture: words typed, a meeting run, a figure opened; all invented."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.clock import Clock
from hipdesk.model.merging import MergePeople
from hipdesk.model.panels.day import CloseMeeting
from hipdesk.services import cases
from hipdesk.services.agendas import agenda_view
from hipdesk.services.cases import case_names
from hipdesk.services.finding import find_meeting
from hipdesk.services.meetings import meeting_card
from hipdesk.services.merging import merge_people
from hipdesk.services.panel_room import close_meeting
from hipdesk.services.people import compare_duplicate, decide_duplicate, duplicates_tray
from tests.support.outcome_examples import later_of, outcomes_of
from tests.support.picture_clock import later, on_panel_day
from tests.support.program import until
from tests.support.qt_keys import press, settle, write
from ui.panels.packs_page import PacksPage
from ui.parts.paper_page import PaperPage
from ui.people.people_page import PeoplePage
from ui.referrals.form_page import FormPage
from ui.reports.figures_view import FiguresView
from ui.routes import Route
from ui.widgets.note_box import NoteBox
from ui.widgets.rail import Rail

if TYPE_CHECKING:
    from tests.support.pictures import Studio


def said(clock: Clock) -> dict[str, str]:
    """What agencies tell on the day of the panel."""
    return {
        "Police CSU": f"Arrested on Friday, bailed to {later(clock, 29)} with a condition not to enter the stair.",
        "Riverside & Chalk": "Lighting on the stair mended on Monday. The guard for the letterbox is in stock.",
        "Community Safety": "The camera on the corner shows the evenings in question; the footage is kept.",
        "Victim Support": f"A counsellor who speaks the family’s language has a place from {later(clock, 5)}.",
    }


SUMMARY = "High until the guard is fitted and the bail condition was tested. Staff visit in pairs."
ACTION = "Riverside & Chalk to fit the letterbox guard by {day}"
ANSWERS = {
    "channel": "phone",
    "received_at": "13:20",
    "referrer_name": "Javier Muñoz",
    "referrer_role": "Neighbourhood manager",
    "referrer_phone": "020 7946 0301",
    "declared": True,
    "person.sex": "female",
    "person.interpreter": True,
    "person.postcode": "MB4 7Q",
}


def _page(studio: "Studio") -> QWidget:
    workspace = studio.program.window.workspace
    page = workspace.pages.page if workspace is not None else None
    if page is None:
        raise RuntimeError("no page is shown")
    return page


def fill_referral(studio: "Studio") -> None:
    """A referral half typed, of somebody the record knows under another spelling, with the panel at its side."""
    page, desk = _page(studio), studio.program.desk
    if not isinstance(page, FormPage) or page.form is None or desk is None:
        raise TypeError("the referral form is not shown")
    form = page.form
    coming = desk.read(find_meeting, "next")
    case_id = next(line.case_id for line in desk.read(agenda_view, coming).cases if line.case_id)
    known = next(person for person in desk.open(case_names, case_id) if person.role == "victim")
    form.frame("agency_id").set_value(page._choices.agencies[-3][0] if page._choices is not None else None)
    for name, value in ANSWERS.items():
        form.frame(name).set_value(value)
    form.frame("person.name").set_value(_misspelt(known.name))
    form.frame("person.birth").set_value(known.born)
    form.frame("person.language").set_value("Bengali (Sylheti)")
    form.frame("person.religion").set_unanswered("declined")
    form.look()
    form.go_to("person.name")
    form.frame("person.postcode").left.emit()
    until(lambda: bool(page.met._found.get("person")), "someone who looks alike", 20)
    studio.calm()


def make_packs(studio: "Studio") -> None:
    """Packs made for the first two recipients, with what their checks found."""
    page = _page(studio)
    if not isinstance(page, PacksPage):
        raise TypeError("the packs are not shown")
    ticks = [tick for tick in page.recipients._ticks.values() if tick.isEnabled()]
    for at, tick in enumerate(ticks):
        tick.setChecked(at < 2)
    page.recipients.make.click()
    until(lambda: page._made is not None, "the packs", 180)
    studio.calm()


def show_text(studio: "Studio") -> None:
    """The paper that is shown, as text."""
    page = _page(studio)
    if not isinstance(page, PaperPage):
        raise TypeError("no paper is shown")
    until(lambda: page.view.pages > 0, "the pages", 60)
    page.view.turn_over()
    until(page.view.text.isVisible, "the text", 60)
    studio.calm()


def show_pages(studio: "Studio") -> None:
    """The paper that is shown, once its first page is drawn."""
    page = _page(studio)
    if not isinstance(page, PaperPage):
        raise TypeError("no paper is shown")
    until(lambda: page.view.pages > 0, "the pages", 60)
    studio.calm()


def _misspelt(name: str) -> str:
    """As somebody writes it who only heard it: the last vowel is another."""
    at = max(name.rfind(vowel) for vowel in "aeiou")
    return f"{name[:at]}{'o' if name[at] != 'o' else 'u'}{name[at + 1 :]}"


def open_panel(studio: "Studio") -> None:
    """Go on to the day of the panel, and open it unless it is open."""
    desk, run = studio.program.desk, studio.program.routes.current
    if desk is None or run is None:
        raise RuntimeError("the vault is locked")
    card = desk.read(meeting_card, run.get("id"))
    studio.clock.move_to(on_panel_day(studio.clock, card.held_on, card.starts_at))
    studio.program.window.idle.seen()
    for route in (Route("home"), run):
        studio.program.routes.go(route)
        studio.calm()
    studio.push("open-meeting")


def run_panel(studio: "Studio") -> None:
    """The panel opened on its day, at its first case: agencies have spoken, and an action is being typed."""
    open_panel(studio)
    for _ in range(6):
        studio.push("all-signed")
        if _boxes(studio):
            break
        press(studio.program.window, "Ctrl+PgDn")
        studio.calm()
    if not _boxes(studio):
        raise RuntimeError("the panel did not open")
    studio.push("more-agencies")
    told = said(studio.clock)
    for box in _boxes(studio):
        words = told.get(str(getattr(box.parentWidget(), "agency", "")))
        if words:
            box.set_value(words)
    for box in _boxes(studio):
        if box.objectName() == "box-summary":
            box.set_value(SUMMARY)
    studio.calm()
    line = studio.program.window.findChild(QWidget, "quick-action")
    if line is not None and line.isVisible():
        line.setFocus()
        press(studio.program.window, "Ctrl+A")
        write(studio.program.window, ACTION.format(day=later(studio.clock, 9, "%b")))
        around = line.parentWidget()
        timers = around.findChildren(QTimer) if around is not None else []
        until(lambda: not any(timer.isActive() for timer in timers), "the line to be read back", 20)
    studio.calm()


def _boxes(studio: "Studio") -> list[NoteBox]:
    """What agencies told of the case in front, and the chair's summary."""
    boxes = studio.program.window.findChildren(NoteBox)  # at 200 % the run fills the window
    return [box for box in boxes if box.isVisible() and box.objectName().startswith("box-")]


def record_outcomes(studio: "Studio") -> None:
    """What came of the case in front: an injunction that was varied and breached, support, a charge, a lesson."""
    desk, route = studio.program.desk, studio.program.routes.current
    if desk is None or route is None:
        raise RuntimeError("the vault is locked")
    case_id = route.get("id")
    view = desk.open(cases.open_case, case_id)
    if not view.came.tools:
        agencies = [key for key, _name in desk.read(cases.lead_choices)]
        for service, command in outcomes_of(case_id, agencies[-1], agencies[0], view.people, desk.clock):
            desk.do(service, command)
        tool = desk.open(cases.open_case, case_id).came.tools[0]
        for service, command in later_of(case_id, tool, desk.clock):
            desk.do(service, command)
    for each in (Route("home"), route):
        studio.program.routes.go(each)
        studio.calm()


def close_panel(studio: "Studio") -> None:
    """The panel is over: its minutes stand with what is still to be put right."""
    desk, route = studio.program.desk, studio.program.routes.current
    if desk is None or route is None:
        raise RuntimeError("the vault is locked")
    if desk.read(meeting_card, route.get("id")).status != "held":
        desk.do(close_meeting, CloseMeeting(meeting_id=route.get("id")))
    for each in (Route("home"), route):
        studio.program.routes.go(each)
        studio.calm()


def show_a_person(studio: "Studio") -> None:
    """Someone looked for by name, with names shown."""
    page = _page(studio)
    if not isinstance(page, PeoplePage):
        raise TypeError("People is not shown")
    page.everyone.words.setText("begum")
    page.everyone.read()
    studio.calm()
    page.show_names()
    studio.calm()


def find_duplicates(studio: "Studio") -> None:
    """The tray, with two records merged and two kept apart before; the likeliest pair in front."""
    page, desk = _page(studio), studio.program.desk
    if not isinstance(page, PeoplePage) or desk is None:
        raise TypeError("People is not shown")
    tray = desk.open(duplicates_tray)
    if not tray.merges:
        seen = desk.open(compare_duplicate, tray.pairs[-1].id)
        desk.do(
            merge_people,
            MergePeople(
                pair_id=seen.id, kept_id=seen.kept.person_id, kept_version=seen.kept.version,
                folded_version=seen.folded.version,
            ),
        )  # fmt: skip
        desk.do(decide_duplicate, tray.pairs[-2].id, "two_people", "Cousins of one name")
    page.reload(None)
    studio.calm()
    page.tray.columns.show_pane(1)
    studio.calm()


def open_figure(studio: "Studio") -> None:
    """The table of strands, with the cases behind one figure at its side."""
    page = _page(studio)
    for rail in page.findChildren(Rail, "tables"):
        rail.setFocus()
        press(studio.program.window, "Home")
        for _ in range(4):
            press(studio.program.window, "Down")
    studio.calm()
    figures = page.findChild(FiguresView)
    if figures is not None and figures.isVisible():
        figures.setFocus()
        press(studio.program.window, "Return")
    settle()
    studio.calm()
