"""A panel month in papers: what the officer prints before and after a meeting, and the last quarter's report."""

from collections.abc import Iterator
from pathlib import Path

from hipdesk.desk import Desk
from hipdesk.kernel.clock import today
from hipdesk.model.panels.agendas import ProposeAgenda
from hipdesk.model.periods import previous, quarter_of
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services.actions import slip_agencies
from hipdesk.services.agendas import agenda_view, propose_agenda
from hipdesk.services.finding import find_meeting
from hipdesk.services.panel_papers import return_agencies
from hipdesk.services.settings import read_settings


def make_panel_month(desk: Desk, out: Path) -> Iterator[str]:
    """Prepare the next meeting's agenda when nobody has, then write every paper; yields the files' names."""
    coming, held = desk.read(find_meeting, "next"), desk.read(find_meeting, "last")
    if not desk.read(agenda_view, coming).lines:
        desk.do(propose_agenda, ProposeAgenda(meeting_id=coming))
    for paper in ("agenda", "names-list", "attendance-sheet", "action-log", "place-labels", "file-labels"):
        yield _write(desk, out, paper, PaperOptions(meeting_id=coming))
    for agency_id, name, _count in desk.read(return_agencies, coming):
        yield _write(desk, out, "return-form", PaperOptions(meeting_id=coming, agency_id=agency_id), name)
    for line in desk.read(agenda_view, coming).cases:
        if line.case_id and line.has_paper:
            yield _write(desk, out, "case-paper", PaperOptions(case_id=line.case_id, meeting_id=coming))
    for paper in ("contact-list", "information-pack"):
        yield _write(desk, out, paper, PaperOptions())
    yield _write(desk, out, "minutes", PaperOptions(meeting_id=held))
    for agency_id, name, _count in desk.read(slip_agencies, held):
        yield _write(desk, out, "action-slip", PaperOptions(meeting_id=held, agency_id=agency_id), name)
    office, _panel, _rules = desk.read(read_settings)
    period = previous(quarter_of(today(desk.clock), office.quarters))
    yield _write(desk, out, "quarterly", PaperOptions(period=period.label))


def _write(desk: Desk, out: Path, paper: str, options: PaperOptions, recipient: str = "the office") -> str:
    made = desk.make_paper(paper, options)
    desk.save_paper(made, out / made.file_name, options, recipient)
    return made.file_name
