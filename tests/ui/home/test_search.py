"""The search over a real vault: cases by initials, people by name, pages; what is opened is in the log."""

from pathlib import Path

from hipdesk.desk import Desk
from hipdesk.kernel.clock import today
from hipdesk.model.attachments import AddAttachment
from hipdesk.model.cases import WriteNote
from hipdesk.model.search import Found
from hipdesk.services.finding import find_meeting
from hipdesk.services.minutes import minutes_review
from hipdesk.services.notes import write_note
from hipdesk.services.referrals import log_referral, referral_choices
from hipdesk.services.search import search
from hipdesk.store.tables.panels import DiscussionRow
from hipdesk.store.work import Reading
from tests.robots.home import HomeRobot
from tests.support import odd_files
from tests.support.qt_keys import settle
from tests.support.referral_examples import a_referral, a_victim
from ui.cases.case_page import CasePage
from ui.cases.viewer_page import DocumentViewerPage
from ui.panels.minutes_pane import MinutesPane
from ui.routes import Route
from ui.shell.palette import SearchPalette


def found_by(home: HomeRobot, words: str) -> Found:
    """What the service finds."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    return desk.read(search, words)


def someone(home: HomeRobot) -> str:
    """The family name of somebody in the borough who has a case."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for vowel in "aeiou":
            for person in desk.read(search, letter + vowel).people:
                if person.case_id and not person.alike:
                    return person.name.split()[-1]
    raise AssertionError("nobody in the borough has a case")


def events(home: HomeRobot) -> list[tuple[str, str]]:
    """Verb and subject of every event, newest last."""
    from sqlalchemy import select

    from hipdesk.store.tables.audit import AuditEventRow

    def read(reading: Reading) -> list[tuple[str, str]]:
        rows = reading.session.execute(
            select(AuditEventRow.verb, AuditEventRow.subject_id).order_by(AuditEventRow.sequence)
        )
        return [(verb, subject) for verb, subject in rows]

    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    with desk._custody.records.read(desk.actor) as reading:
        return read(reading)


def test_search_when_a_name_is_typed_then_finds_the_person_and_their_case_by_initials(home: HomeRobot) -> None:
    """People by name, cases never by name."""
    name = someone(home)
    lines = home.search(name)
    assert "Cases" in lines
    assert "People" in lines
    cases = lines[lines.index("Cases") + 1 : lines.index("People")]
    assert cases
    assert all(name not in line for line in cases)
    assert any(name in line for line in lines[lines.index("People") :])


def test_search_when_a_result_is_opened_then_goes_there_and_writes_the_log(home: HomeRobot) -> None:
    """One event says that a search led to this record."""
    name = someone(home)
    case = found_by(home, name).cases[0]
    before = len(events(home))
    home.search(name)
    home.open_found(case.reference)
    assert home.route().get("id") == case.id
    assert ("search.made", case.id) in events(home)[before:]


def test_search_when_a_note_is_found_then_the_line_of_time_stands_at_it(home: HomeRobot) -> None:
    """Not at the top of the case, however much was written since."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    case = found_by(home, someone(home)).cases[0].id
    written: list[str] = []
    for text in ("Zylograph left at the door", *(f"Quiet since, number {at}" for at in range(30))):
        written.append(desk.do(write_note, WriteNote(case_id=case, kind="telephone", text=text)).value)
    home.search("zylograph")
    home.open_found("Zylograph left")
    home.wait()
    assert isinstance(home.page, CasePage)
    line = home.page.places.timeline.line
    index = line.currentIndex()
    assert line._model.rows[index.row()].key == written[0]
    assert line.viewport().rect().intersects(line.visualRect(index))
    assert line.hasFocus()


def test_search_when_a_document_is_found_by_its_name_then_the_viewer_shows_it(home: HomeRobot, tmp_path: Path) -> None:
    """The document itself, and the log says that it was opened."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    case = found_by(home, someone(home)).cases[0].id
    source = tmp_path / "Zylograph.pdf"
    source.write_bytes(odd_files.a_pdf(2))
    key = desk.add_attachment(AddAttachment(case_id=case, file_name=source.name), source).value
    home.search("zylograph")
    home.open_found("Zylograph.pdf")
    home.wait()
    assert home.route() == Route.to("document", id=key)
    assert isinstance(home.page, DocumentViewerPage)
    assert ("attachment.opened", key) in events(home)


def test_search_when_minuted_words_are_found_then_the_minutes_stand_at_that_item(home: HomeRobot) -> None:
    """What was said about a case stands in the minutes of the meeting, at its item."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    meeting = desk.read(find_meeting, "last")
    agreed = desk.read(minutes_review, meeting).minutes
    case = next(case for section in agreed.sections for case in section.cases if case.number > 2)
    with desk._custody.records.write(desk.actor) as work:
        row = DiscussionRow(agenda_line_id=case.line_id, text="Zylograph was heard at the stairs", position=99)
        work.session.add(row)
        work.record("discussion.written", "agenda_line", case.line_id)
        work.finish()
    home.search("zylograph")
    home.open_found("Zylograph was heard")
    home.wait()
    assert home.route() == Route.to("meeting", id=meeting, page="minutes", line=case.line_id)
    settle()
    pane = home.page.findChild(MinutesPane)
    assert pane is not None
    place = pane.sheet.places[f"Item {case.number}"]
    assert not place.visibleRegion().isEmpty()


def test_search_when_a_person_has_no_case_then_opens_their_record(home: HomeRobot) -> None:
    """Somebody of a referral that waits is found by name, and stands among the people."""
    desk = home.started.program.desk
    assert isinstance(desk, Desk)
    agency = next(iter(desk.read(referral_choices).agencies))[0]
    desk.do(
        log_referral,
        a_referral(
            agency, received_on=(day := today(desk.clock)), completed_on=day, people=(a_victim(name="Quilla Zernov"),)
        ),
    )
    person = found_by(home, "Zernov").people[0]
    home.search("Zernov")
    home.open_found("Quilla Zernov")
    assert (home.route().name, home.route().get("person")) == ("people", person.id)


def test_search_when_nothing_is_typed_then_offers_the_pages(home: HomeRobot) -> None:
    """An empty search is a list of commands."""
    lines = home.search("")
    assert lines[0] == "Commands"
    assert "Go to Home" in lines


def test_search_when_it_begins_with_the_sign_for_commands_then_finds_no_record(home: HomeRobot) -> None:
    """Only pages, by their titles."""
    lines = home.search(">set")
    assert lines == ["Commands", "Go to Settings"]
    home.open_found("Go to Settings")
    assert home.route().name == "settings"


def test_search_when_a_filter_is_begun_then_tab_completes_its_name_and_its_value(home: HomeRobot) -> None:
    """By keys alone; without anything to complete Tab goes on."""
    home.search("sta")
    home.press("Tab")
    assert home.typed() == "status:"
    assert "open, closed, listed" in home.help_line()
    home.write("cl")
    home.press("Tab")
    assert home.typed() == "status:closed "
    home.search("s")
    home.press("Tab")
    home.press("Tab")
    assert home.typed().endswith("strand:")
    assert "Race" in home.help_line()


def test_search_when_a_filter_narrows_then_only_those_cases_are_shown_and_the_line_says_so(home: HomeRobot) -> None:
    """Results follow while typing."""
    lines = home.search("status:closed ")
    assert "status closed" in home.help_line()
    cases = [line for line in lines if line.startswith("HIP/")]
    assert cases
    assert all(line.endswith("Closed") for line in cases)


def test_search_when_a_filter_is_misspelt_then_the_line_says_what_is_near(home: HomeRobot) -> None:
    """In words, while the rest is searched."""
    name = someone(home)
    lines = home.search(f"statsu:open {name}")
    assert "Did you mean status:" in home.help_line()
    assert "People" in lines


def test_palette_when_a_row_becomes_current_then_a_reader_is_told_which(home: HomeRobot) -> None:
    """The cursor stays in the field, so the field itself says what Enter would open."""
    home.search(someone(home))
    palette = home.root.findChild(SearchPalette)
    assert isinstance(palette, SearchPalette)
    first = palette.rows.current_words()
    assert first
    assert palette.field.accessibleDescription() == first
    home.press("Down")
    assert palette.field.accessibleDescription() == palette.rows.current_words() != first
