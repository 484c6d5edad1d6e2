"""Whatever page is open and whatever is typed into it: a lock keeps the words, the field and the cursor."""

from pathlib import Path

from hipdesk.model.action_log import ActionFilter
from hipdesk.model.attachments import AddAttachment
from hipdesk.model.panels.agendas import ProposeAgenda
from hipdesk.model.panels.returns import AskAgencies
from hipdesk.services.actions import action_board
from hipdesk.services.agendas import propose_agenda
from hipdesk.services.returns import ask_agencies
from tests.journeys.conftest import Run
from tests.journeys.test_every_page import every_route
from tests.journeys.words_walk import ABOUT, ASKED_ELSEWHERE, cursor, open_strips, words_in, write_all
from tests.robots.custody import GateRobot
from tests.robots.window import ProgramRobot
from tests.support.desks import PASSPHRASE
from tests.support.program import Started
from ui.routes import Route


def prepared(started: Started, meeting: str) -> None:
    """The meeting to come, with an agenda and returns to ask about."""
    desk = started.program.desk
    assert desk is not None
    desk.do(propose_agenda, ProposeAgenda(meeting_id=meeting))
    desk.do(ask_agencies, AskAgencies(meeting_id=meeting))


def of_one_thing(started: Started, folder: Path) -> list[Route]:
    """The page of an action, and of a document of its case."""
    desk = started.program.desk
    assert desk is not None
    action = next(each for each in desk.read(action_board, ActionFilter(tab="open")).actions if each.case_id)
    kept = folder / "Statement.txt"
    kept.write_bytes(b"Rang at ten.")
    added = desk.add_attachment(
        AddAttachment(case_id=action.case_id or "", file_name=kept.name, kind="statement"), kept
    )
    return [Route.to("action", id=action.id), Route.to("document", id=added.value)]


def test_fields_of_every_page_when_locked_while_typing_then_words_field_and_cursor_are_back(
    run: Run, borough: Path, tmp_path: Path
) -> None:
    """Each strip is asked, each field typed into by keys; one lock and one unlocking a page."""
    with run(borough) as started:
        robot, wrong, opened = ProgramRobot(started), list[str](), set[str]()
        GateRobot(started).unlock(PASSPHRASE)
        for route in [*every_route(started), *of_one_thing(started, tmp_path)]:
            if route.get("page") == "prepare":
                prepared(started, route.get("id"))
            robot.go(route)
            unknown, asked = open_strips(robot.page)
            robot.wait()
            wrong += [f"{route}: nobody asks {name}" for name in unknown]
            opened |= asked
            wrong += [f"{route}: {told}" for told in write_all(robot)]
            before, at = words_in(robot.page), cursor()
            if not before:
                continue
            robot.lock()
            GateRobot(started).unlock(PASSPHRASE)
            robot.wait()
            after = words_in(robot.page)
            wrong += [
                f"{route}: {name}: {before[name]!r} is {after.get(name)!r}"
                for name in before
                if after.get(name) != before[name]
            ]
            if cursor() != at:
                wrong.append(f"{route}: {at} is {cursor()}")
        assert not wrong, "\n".join(wrong)
        assert opened == ABOUT.keys() - set(ASKED_ELSEWHERE)
