"""The papers of a meeting: what can be made now, and which copies left the program."""

from hipdesk.model.panels.papers import MeetingPapers, PaperLine
from hipdesk.model.users import Right
from hipdesk.services.actions import slip_agencies
from hipdesk.services.panels import meeting_row
from hipdesk.services.registry import reads
from hipdesk.store.queries import packs, returns
from hipdesk.store.queries import panel_papers as stored
from hipdesk.store.queries.agendas import agenda_lines
from hipdesk.store.queries.sending import mail_calls
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.work import Reading

_BEFORE, _RETURNS, _AFTER = "Before the panel", "Return forms", "After the panel"


@reads(Right.MAKE_PAPERS)
def meeting_papers(reading: Reading, meeting_id: str) -> MeetingPapers:
    """The papers this meeting has by now, and the register of copies."""
    meeting = meeting_row(reading, meeting_id)
    cases = [line for line in agenda_lines(reading, meeting_id) if line.case_id]
    papers = [PaperLine("agenda", "Agenda", f"{_cases(len(cases))}, no names", _BEFORE)]
    papers += _for_research(reading, meeting_id)
    papers += [
        PaperLine("attendance-sheet", "Attendance sheet", "to sign, with confidentiality", _BEFORE),
        PaperLine("action-log", "Action log", "overdue first", _BEFORE),
        PaperLine("place-labels", "Place labels", "sheets of 2 × 7", _BEFORE),
        PaperLine("file-labels", "File labels", "sheets of 3 × 8", _BEFORE),
        PaperLine("information-pack", "Information pack", "with the year’s dates", _BEFORE),
        PaperLine("referral-form", "Referral form", "blank, to send out", _BEFORE),
        PaperLine("risk-form", "Risk form", "blank, to send out", _BEFORE),
    ]
    if packs.calls(reading, meeting_id) or mail_calls(reading, meeting_id):
        papers.append(PaperLine("call-list", "Call list", "passwords of packs and e-mails, to be rung", _BEFORE))
    if mail_calls(reading):
        papers.append(PaperLine("letters-call-list", "Call list of letters", "passwords, to be rung", _BEFORE))
    papers += [
        PaperLine("case-paper", "Case paper", f"{line.reference} {line.initials}", _BEFORE, case_id=line.case_id or "")
        for line in cases
        if line.has_paper
    ]
    papers += [
        PaperLine("return-form", "Return form", f"{name}, {_cases(count)}", _RETURNS, key)
        for key, name, count in return_agencies(reading, meeting_id)
    ]
    if meeting.opened_at is not None:
        state = {"agreed": "agreed and frozen", "chair": "draft, with the chair"}.get(meeting.minutes_state, "draft")
        papers.append(PaperLine("minutes", "Minutes", state, _AFTER))
        papers += [
            PaperLine("action-slip", "Action slip", f"{name}, {_actions(count)}", _AFTER, key)
            for key, name, count in slip_agencies(reading, meeting_id)
        ]
    return MeetingPapers(tuple(papers), stored.issued(reading, meeting_id, [line.case_id or "" for line in cases]))


@reads(Right.MAKE_PAPERS)
def return_agencies(reading: Reading, meeting_id: str) -> tuple[tuple[str, str, int], ...]:
    """Who gets a return form: agency id, name and number of cases, those it is barred from left out.

    Core agencies, and any other that was asked.
    """
    cases = _discussed(reading, meeting_id)
    barred = returns.barred_agencies(reading, sorted(cases))
    asked = [*returns.core_agencies(reading), *(each.agency_id for each in returns.of_meeting(reading, meeting_id))]
    found = [
        (key, reading.find(AgencyRow, key).name, sum((case, key) not in barred for case in cases))
        for key in dict.fromkeys(asked)
    ]
    return tuple(sorted((each for each in found if each[2]), key=lambda each: each[1]))


def _for_research(reading: Reading, meeting_id: str) -> list[PaperLine]:
    """The names list of every case, and one for each agency that may not see them all."""
    cases = _discussed(reading, meeting_id)
    if not cases:
        return []
    lines = [PaperLine("names-list", "Names list", f"{_cases(len(cases))}, full names: send it securely", _BEFORE)]
    for key, name, count in return_agencies(reading, meeting_id):
        if count < len(cases):
            lines.append(PaperLine("names-list", "Names list", f"{name}, {_cases(count)}", _BEFORE, key))
    return lines


def _discussed(reading: Reading, meeting_id: str) -> set[str]:
    seen = set(returns.cases_on(reading, meeting_id))
    return {line.case_id for line in agenda_lines(reading, meeting_id) if line.case_id in seen and line.has_paper}


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"


def _actions(count: int) -> str:
    return "1 action" if count == 1 else f"{count} actions"
