"""The agenda of a meeting, from the record: references and initials only, roles instead of names."""

from collections.abc import Sequence
from itertools import groupby

from hipdesk.model.agenda import agenda_rules
from hipdesk.model.panels.agendas import AgendaLineView, AgendaView
from hipdesk.model.panels.attendance import AttendanceView
from hipdesk.model.panels.meetings import MeetingCard
from hipdesk.model.settings import OfficeSettings, PanelSettings
from hipdesk.papers.agenda import AgendaCase, AgendaLine, AgendaPaper, Heading, Risk
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy, frame
from hipdesk.papers.wording import counted, full_day, listed
from hipdesk.services.agendas import agenda_view
from hipdesk.services.attendance import attendance_view
from hipdesk.services.meetings import meeting_after, meeting_before, meeting_card
from hipdesk.services.settings import setting
from hipdesk.store.queries.minutes import job_titles, open_actions
from hipdesk.store.work import Reading

_HEADINGS: dict[str, tuple[str, Heading]] = {
    "review": ("Cases for review", "review"),
    "new": ("New cases", "new"),
    "urgent": ("Urgent and late cases", "urgent"),
    "closure": ("Cases for closure", "closure"),
    "aftercare": ("Aftercare checks", ""),
    "off_list": ("Cases due off the list at 12 months", ""),
}
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


def load_agenda(reading: Reading, meeting_id: str, *, copy: Copy = OFFICE_COPY) -> AgendaPaper:
    """The agenda as prepared so far: the running order with its times, children first."""
    card, view = meeting_card(reading, meeting_id), agenda_view(reading, meeting_id)
    people = attendance_view(reading, meeting_id)
    after = meeting_after(reading, meeting_id)
    following = meeting_card(reading, after) if after else None
    title = f"Agenda, {full_day(card.held_on)}"
    names_list, slips = card.step("names_list"), card.step("action_slips")
    referrals = following.step("referrals_close") if following else None
    return AgendaPaper(
        frame=frame(reading, title, title, copy=copy),
        panel_name=setting(reading, OfficeSettings).panel_name,
        meeting_day=card.held_on,
        starts=card.starts_at or setting(reading, PanelSettings).starts_at,
        ends=card.ends_at,
        place=_place(card),
        chair=card.chair_title or "",
        sent_with=_sent_with(view),
        names_list_sent=names_list.done_on if names_list else None,
        lines=_lines(reading, card, view, people),
        next_panel=following.held_on if following else None,
        next_starts=following.starts_at if following else None,
        referrals_by=referrals.due_on if referrals else None,
        referrals_label="Referrals for it",
        actions_reach=slips.due_on if slips else None,
    )


def _place(card: MeetingCard) -> str:
    if card.online:
        return f"{card.place}, and online" if card.place else "Online"
    return card.place


def _sent_with(view: AgendaView) -> str:
    papers = counted(len(view.cases), "case paper") if view.cases else ""
    return ", ".join(part for part in ("Last minutes", "action log", papers) if part)


def _lines(reading: Reading, card: MeetingCard, view: AgendaView, people: AttendanceView) -> tuple[AgendaLine, ...]:
    """The standing lines, and the cases under one heading for each run of a kind, in the order they are heard."""
    titles = job_titles(reading)
    found: list[AgendaLine] = []
    for heading, run in groupby(view.lines, key=_run_of):
        lines = list(run)
        if heading[0]:
            found.append(_cases(len(found) + 1, heading, lines, titles))
        else:
            found += [_standing(reading, card, people, line, len(found) + at) for at, line in enumerate(lines, start=1)]
    return tuple(found)


def _run_of(line: AgendaLineView) -> tuple[str, bool]:
    return (line.section, line.grouped_with_children) if line.case_id else ("", False)


def _cases(
    number: int, heading: tuple[str, bool], lines: Sequence[AgendaLineView], titles: dict[tuple[str, str], str]
) -> AgendaLine:
    section, children = heading
    title, kind = _HEADINGS.get(section, ("Cases", ""))
    if section == "off_list":
        return AgendaLine(
            number=number, at=lines[0].starts, title=title, note_only=True,
            detail=f"{listed([line.reference for line in lines])}. Not discussed unless a member asks.",
        )  # fmt: skip
    return AgendaLine(
        number=number,
        at=lines[0].starts,
        title=f"{title}, with children" if children else title,
        minutes=sum(line.minutes for line in lines),
        kind=kind,
        detail="First, so that those who come for children may leave afterwards." if children else "",
        cases=tuple(_case(line, titles) for line in lines),
    )


def _case(line: AgendaLineView, titles: dict[tuple[str, str], str]) -> AgendaCase:
    agency = line.referred_by or line.presenter_agency
    return AgendaCase(
        at=line.starts,
        reference=line.reference,
        initials=line.initials,
        strands=", ".join(line.strands) + ("; child" if line.children else ""),
        risk=risk_of(line.band),
        referred_by=agency,
        presenter=titles.get((line.presenter_agency_id or "", line.presenter), ""),
        times_heard=line.times_heard,
    )


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
        detail = _log(reading, card)
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
    overdue, today, later, undated = open_actions(reading, card.held_on)
    total = overdue + today + later + undated
    if not total:
        return "No action is open."
    rest = f", {undated} without a date" if undated else ""
    told = f"{overdue} overdue by then, {today} due that day, {later} not yet due{rest}"
    return f"{counted(total, 'action')} open: {told}."
