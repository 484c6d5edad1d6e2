"""The agenda of a meeting, from the record: references and initials only, roles instead of names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from hipdesk.model.agenda import agenda_rules
from hipdesk.model.panels.agendas import AgendaLineView, AgendaView
from hipdesk.model.panels.attendance import AttendanceView
from hipdesk.model.panels.meetings import MeetingCard
from hipdesk.model.settings import OfficeSettings, PanelSettings
from hipdesk.papers.agenda import AgendaCase, AgendaLine, AgendaPaper, Heading, Risk
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.wording import capital, clock, counted, full_day, listed
from hipdesk.services.agendas import agenda_view
from hipdesk.services.attendance import attendance_view
from hipdesk.services.meetings import meeting_after, meeting_before, meeting_card
from hipdesk.services.settings import setting
from hipdesk.store.queries.agenda_facts import strand_words
from hipdesk.store.queries.imports import cases_heard
from hipdesk.store.queries.minutes import job_titles, open_actions
from hipdesk.store.queries.panel_day import hearings_until
from hipdesk.store.work import Reading

_HEADINGS: dict[str, tuple[str, Heading]] = {
    "review": ("Cases for review", "review"),
    "new": ("New cases", "new"),
    "urgent": ("Urgent and late cases", "urgent"),
    "closure": ("Cases for closure", "closure"),
    "aftercare": ("Aftercare checks", ""),
    "off_list": ("Cases due off the list at 12 months", ""),
}
_OFF_LIST = "12\N{NO-BREAK SPACE}months since last heard. Not discussed unless a member asks."
_LEADS = {
    "welcome": "Chair",
    "confidentiality": "Chair",
    "last_minutes": "Chair",
    "action_log": "Partnership officer",
    "learning": "Chair",
    "partners": "All",
    "any_other": "All",
    "next_date": "Partnership officer",
}


def load_agenda(
    reading: Reading, meeting_id: str, *, copy: Copy = OFFICE_COPY, without: frozenset[str] = frozenset()
) -> AgendaPaper:
    """The agenda as prepared so far: the running order with its times, children first; ``without`` some cases."""
    card, view = meeting_card(reading, meeting_id), agenda_view(reading, meeting_id)
    people = attendance_view(reading, meeting_id)
    if without:
        view = replace(view, lines=tuple(line for line in view.lines if line.case_id not in without))
        people = replace(people, interests=tuple(each for each in people.interests if each.case_id not in without))
    after, before = meeting_after(reading, meeting_id), meeting_before(reading, meeting_id)
    following = meeting_card(reading, after) if after else None
    title = f"Agenda, {full_day(card.held_on)}"
    names_list, slips = card.step("names_list"), card.step("action_slips")
    referrals = following.step("referrals_close") if following else None
    return AgendaPaper(
        frame=frame(reading, title, title, copy=copy),
        panel_name=setting(reading, OfficeSettings).panel_name,
        meeting_day=card.held_on,
        starts=card.starts_at or (None if card.history else setting(reading, PanelSettings).starts_at),
        ends=card.ends_at,
        place=_place(card),
        chair=card.chair_title or "",
        sent_with="Not recorded" if _only_heard(card, view) else _sent_with(view, minutes=before is not None),
        names_list_sent=names_list.done_on if names_list else None,
        lines=_heard(reading, card) if _only_heard(card, view) else _lines(reading, card, view, people),
        history=_only_heard(card, view),
        next_panel=following.held_on if following else None,
        next_starts=following.starts_at if following else None,
        referrals_by=referrals.due_on if referrals else None,
        referrals_label="Referrals for it",
        actions_reach=slips.due_on if slips else None,
        overrun=view.warning,
    )


def _only_heard(card: MeetingCard, view: AgendaView) -> bool:
    """Whether an old workbook is all that tells of the meeting."""
    return card.history and not view.lines


def _place(card: MeetingCard) -> str:
    if card.online:
        return f"{card.place}, and online" if card.place else "Online"
    return card.place


def _sent_with(view: AgendaView, *, minutes: bool) -> str:
    cases = sum(line.has_paper for line in view.lines)
    sent = ["last minutes"] if minutes else []
    return capital(", ".join([*sent, "action log", *([counted(cases, "case paper")] if cases else [])]))


def heading_of(agenda: Iterable[AgendaLineView], case_id: str) -> int | None:
    """The number of the heading a case stands under, as the agenda prints it; None when it is not on it."""
    for number, _heading, lines in _headings(agenda):
        if any(line.case_id == case_id for line in lines):
            return number
    return None


def _headings(
    lines: Iterable[AgendaLineView],
) -> Iterator[tuple[int, tuple[str, bool], list[AgendaLineView]]]:
    """The numbered headings in order: a standing line alone, or the cases of one kind that follow each other."""
    number = 0
    for heading, run in groupby(lines, key=_run_of):
        together = list(run)
        for own in [together] if heading[0] else [[line] for line in together]:
            number += 1
            yield number, heading, own


def _lines(reading: Reading, card: MeetingCard, view: AgendaView, people: AttendanceView) -> tuple[AgendaLine, ...]:
    """The standing lines, and the cases under one heading for each run of a kind, in the order they are heard."""
    titles = job_titles(reading)
    keys = [line.case_id for line in view.lines if line.case_id]
    heard = hearings_until(reading, keys, card.held_on - timedelta(days=1))
    found: list[AgendaLine] = []
    told = _children_told(view)
    for number, heading, lines in _headings(view.lines):
        if not heading[0]:
            found.append(_standing(reading, card, people, lines[0], number))
            continue
        found.append(_cases(number, heading, lines, titles, heard, told if heading[1] else ""))
        told = "" if heading[1] else told
    return tuple(found)


def _heard(reading: Reading, card: MeetingCard) -> tuple[AgendaLine, ...]:
    """All that an old workbook tells of a meeting: the cases it heard."""
    cases = tuple(
        AgendaCase(
            at=None, reference=case.reference, initials=case.initials,
            strands=strand_line(strand_words(case.strands)), risk=risk_of(case.risk),
            referred_by=case.referred_by, presenter="", times_heard=case.times_before,
        )
        for case in cases_heard(reading, card.id)
    )  # fmt: skip
    detail = "From an imported workbook, which tells neither their order nor their times."
    return (AgendaLine(number=1, title="Cases heard", kind="heard", detail=detail, cases=cases),)


def _children_told(view: AgendaView) -> str:
    """Said once, under the first heading with children: why they are first, and when those who come for them go."""
    may = f"may leave at {clock(view.children_may_leave)}" if view.children_may_leave else "may leave afterwards"
    return f"Cases with children come first, so that those who come for them {may}."


def _run_of(line: AgendaLineView) -> tuple[str, bool]:
    return (line.section, line.grouped_with_children) if line.case_id else ("", False)


def _cases(
    number: int,
    heading: tuple[str, bool],
    lines: Sequence[AgendaLineView],
    titles: dict[tuple[str, str], str],
    heard: Mapping[str, int],
    detail: str,
) -> AgendaLine:
    section, children = heading
    title, kind = _HEADINGS.get(section, ("Cases", ""))
    if section == "off_list":
        return AgendaLine(
            number=number, at=lines[0].starts, title=title, note_only=True,
            detail=f"{listed(sorted(line.reference for line in lines))}: {_OFF_LIST}",
        )  # fmt: skip
    return AgendaLine(
        number=number,
        at=lines[0].starts,
        title=f"{title}, with children" if children else title,
        minutes=sum(line.minutes for line in lines),
        kind=kind,
        detail=" ".join(part for part in (detail, _late(lines)) if part),
        cases=tuple(_case(line, titles, heard.get(line.case_id or "", 0)) for line in lines),
    )


def _late(lines: Sequence[AgendaLineView]) -> str:
    """Which of the cases came after the agenda was finished; empty when none did."""
    late = [line.reference for line in lines if line.late]
    return f"Late, added after the agenda was finished: {listed(late)}." if late else ""


def _case(line: AgendaLineView, titles: dict[tuple[str, str], str], heard: int) -> AgendaCase:
    """A case's row; ``heard`` counts the hearings before this meeting, whenever the agenda is made."""
    agency = line.referred_by or line.presenter_agency
    return AgendaCase(
        at=line.starts,
        reference=line.reference,
        initials=line.initials,
        strands=strand_line(line.strands, child=line.children),
        risk=risk_of(line.band),
        referred_by=agency,
        presenter=titles.get((line.presenter_agency_id or "", line.presenter), ""),
        times_heard=heard,
    )


def strand_line(strands: Sequence[str], *, child: bool = False) -> str:
    """ "Race, faith; child": the strands of a case in one line."""
    words = ", ".join(each if at == 0 else each[:1].lower() + each[1:] for at, each in enumerate(strands))
    return words + ("; child" if child else "")


def risk_of(band: str | None) -> Risk:
    """A band as the papers draw it."""
    bands: dict[str, Risk] = {"high": "high", "medium": "medium", "standard": "standard"}
    return bands.get(band or "", "unknown")


def _standing(
    reading: Reading, card: MeetingCard, people: AttendanceView, line: AgendaLineView, number: int
) -> AgendaLine:
    detail, title = "", line.title
    if line.section == "confidentiality":
        detail = _declared(people)
    elif line.section == "action_log":
        # Once the panel sat, its minutes tell the log as it stood; the record now would tell another day's.
        detail = "" if card.opened_at else _log(reading, card)
    elif line.section == "last_minutes":
        before = meeting_before(reading, card.id)
        if before:
            title = f"Minutes of {full_day(meeting_card(reading, before).held_on)} and matters arising"
    standing = {each.code for each in agenda_rules().standing}
    return AgendaLine(
        number=number,
        at=line.starts,
        title=title,
        who=_LEADS.get(line.section, "All" if line.section in standing else ""),
        minutes=line.minutes,
        detail=detail,
    )


def _declared(people: AttendanceView) -> str:
    """Interests by agency and reference: no person's name stands in an agenda."""
    leaving = {person.id: person.agency or "An observer" for person in people.people}
    references = {interest.id: interest.reference for interest in people.interests}
    told = [
        f"{leaving[person.id]} leaves the room for {references[each.interest_id]}"
        for person in people.people
        for each in person.leaves_for
        if each.interest_id in references
    ]
    return f"Everyone signs the attendance sheet first. Declared so far: {'; '.join(told)}." if told else ""


def _log(reading: Reading, card: MeetingCard) -> str:
    overdue, today, later, undated = counts = open_actions(reading, card.held_on)
    if not any(counts):
        return "No action is open."
    named = ((overdue, "overdue by then"), (today, "due that day"), (later, "not yet due"), (undated, "without a date"))
    told = [(many, words) for many, words in named if many]
    total = counted(sum(counts), "action")
    if len(told) == 1:
        return f"{total} open, {'all ' if sum(counts) > 1 else ''}{told[0][1]}."
    return f"{total} open: {listed([f'{many} {words}' for many, words in told])}."
