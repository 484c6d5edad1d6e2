"""The papers of a meeting: what can be made now, and which copies left the program."""

from hipdesk.model.panels.papers import MeetingPapers, PaperLine
from hipdesk.model.users import Right
from hipdesk.services.actions import slip_agencies
from hipdesk.services.panels import meeting_row
from hipdesk.services.registry import reads
from hipdesk.store.queries import panel_papers as stored
from hipdesk.store.queries.agendas import agenda_lines
from hipdesk.store.work import Reading

_BEFORE, _AFTER = "Before the panel", "After the panel"


@reads(Right.MAKE_PAPERS)
def meeting_papers(reading: Reading, meeting_id: str) -> MeetingPapers:
    """The papers this meeting has by now, and the register of copies."""
    meeting = meeting_row(reading, meeting_id)
    cases = [line for line in agenda_lines(reading, meeting_id) if line.case_id]
    papers = [PaperLine("agenda", "Agenda", f"{_cases(len(cases))}, no names", _BEFORE)]
    papers += [
        PaperLine("case-paper", "Case paper", f"{line.reference} {line.initials}", _BEFORE, case_id=line.case_id or "")
        for line in cases
        if line.has_paper
    ]
    if meeting.opened_at is not None:
        state = {"agreed": "agreed and frozen", "chair": "draft, with the chair"}.get(meeting.minutes_state, "draft")
        papers.append(PaperLine("minutes", "Minutes", state, _AFTER))
        papers += [
            PaperLine("action-slip", "Action slip", f"{name}, {_actions(count)}", _AFTER, key)
            for key, name, count in slip_agencies(reading, meeting_id)
        ]
    return MeetingPapers(tuple(papers), stored.issued(reading, meeting_id, [line.case_id or "" for line in cases]))


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"


def _actions(count: int) -> str:
    return "1 action" if count == 1 else f"{count} actions"
