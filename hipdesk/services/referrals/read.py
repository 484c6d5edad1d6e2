"""Reading referrals: the inbox, one referral, its form, and its people by name."""

from datetime import date, timedelta

from hipdesk.model.referrals import checks
from hipdesk.model.referrals.commands import LogReferral
from hipdesk.model.referrals.views import (
    NOT_ANSWERED,
    FormChoices,
    InboxFilter,
    InboxGroup,
    InboxRow,
    InboxView,
    NamedPerson,
    ReferralView,
    RiskWords,
)
from hipdesk.model.timetable import PanelTimetable, ReferralClock, misses_deadline, referral_clocks, step_day
from hipdesk.model.users import Right
from hipdesk.services.case_state import first_hearing_day, panel_days
from hipdesk.services.panel_rules import timetable_of
from hipdesk.services.referrals.begun import referrals_begun
from hipdesk.services.registry import reads
from hipdesk.store.queries.assessments import assessment_rows
from hipdesk.store.queries.incidents import incident_lines, strand_codes, strand_rows
from hipdesk.store.queries.involvements import named_people, people_lines
from hipdesk.store.queries.referrals import one
from hipdesk.store.queries.referrals.choices import form_choices
from hipdesk.store.queries.referrals.command import command_of
from hipdesk.store.queries.referrals.inbox import InboxFacts, inbox_facts, last_panel_day, risk_words, waiting_counts
from hipdesk.store.queries.referrals.rows import sharing_row
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.referrals import ReferralRow
from hipdesk.store.work import Reading

_WITHOUT_PANEL = timedelta(days=30)
_DECIDED = ("accepted", "declined", "redirected", "withdrawn", "duplicate")
_TIMES = {1: "once", 2: "twice"}


@reads(Right.READ_CASES)
def inbox(reading: Reading, wanted: InboxFilter | None = None) -> InboxView:
    """The inbox with each referral's age against its target; decided ones since the last panel (or 30 days).

    Narrowed by words, it holds those decided at any time. Drafts, the reader's own, are there while nothing narrows it.
    """
    asked = wanted or InboxFilter()
    timetable = timetable_of(reading)
    triage, triage_total = inbox_facts(reading, asked, ("received",))
    waiting, waiting_total = inbox_facts(reading, asked, ("awaiting_information",))
    target = f"target {timetable.triage_within} working days"
    groups = [
        _group("triage", "To triage", triage, triage_total, target, timetable, reading.today),
        _group("waiting", "Waiting for information", waiting, waiting_total, "", timetable, reading.today),
    ]
    if not asked.open_only:
        since = last_panel_day(reading) or reading.today - _WITHOUT_PANEL
        decided, decided_total = inbox_facts(reading, asked, _DECIDED, decided_since=since)
        title = "Decided, at any time" if asked.words else "Decided since the last panel"
        groups.append(_group("decided", title, decided, decided_total, "", timetable, reading.today))
    narrowed = asked != InboxFilter(open_only=asked.open_only)
    return InboxView(tuple(groups), () if narrowed else referrals_begun(reading))


@reads(Right.READ_CASES)
def waiting_referrals(reading: Reading) -> dict[str, int]:
    """How many referrals wait: {"received": 3, "awaiting_information": 2}; for Home and the navigation."""
    return waiting_counts(reading)


def _group(
    code: str, title: str, facts: list[InboxFacts], total: int, note: str, timetable: PanelTimetable, today: date
) -> InboxGroup:
    return InboxGroup(code, title, total, note, tuple(row_of(each, timetable, today) for each in facts))  # type: ignore[arg-type] # one of three


def row_of(facts: InboxFacts, timetable: PanelTimetable, today: date) -> InboxRow:
    """A referral as a list shows it: its age against the target of triage, and in words where it stands."""
    clock = _triage_clock(facts.received_on, today, timetable, facts.triaged_on)
    return InboxRow(
        id=facts.id, reference=facts.reference, initials=facts.initials, status=facts.status,
        urgent=facts.urgency != "routine", agency=facts.agency, ward=facts.ward, strands=facts.strands,
        risk=facts.risk, received_on=facts.received_on, received_at=facts.received_at, used=clock.used,
        target=clock.target, state=clock.state, words=_words(facts, clock, today),
    )  # fmt: skip


def _triage_clock(received: date, today: date, timetable: PanelTimetable, triaged: date | None) -> ReferralClock:
    clocks = referral_clocks(received, today, timetable, triaged=triaged)
    return next(clock for clock in clocks if clock.code == "triage")


def _words(facts: InboxFacts, clock: ReferralClock, today: date) -> str:
    if facts.status == "received":
        return clock.words if clock.state == "late" or clock.due == today else f"{clock.used} of {clock.target} days"
    if facts.status == "awaiting_information":
        times = _TIMES.get(facts.information_asked, f"{facts.information_asked} times")
        due = facts.information_due_on
        return f"Asked {times}, reply due {_day(due)}" if due else f"Asked {times}"
    if facts.status == "accepted":
        if facts.case_reference and facts.case_reference != facts.reference:
            return f"Added to {facts.case_reference}"
        return f"Accepted, listed {_short(facts.hearing)}" if facts.hearing else "Accepted"
    if facts.status == "redirected":
        return f"Redirected to {facts.redirected_to}" if facts.redirected_to else "Redirected"
    if facts.status == "duplicate":
        return f"Same as {facts.case_reference}" if facts.case_reference else "Duplicate"
    return "Withdrawn" if facts.status == "withdrawn" else f"Declined, {facts.decision}".removesuffix(", ")


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


@reads(Right.READ_CASES, "referral.opened")
def open_referral(reading: Reading, referral_id: str) -> ReferralView:
    """One referral as its page shows it, by initials; what it still needs, and whom we may have met before."""
    row = one.referral_row(reading, referral_id)
    words = Words(reading)
    timetable = timetable_of(reading)
    command = command_of(reading, row)
    found = checks.missing(command, reading.today)
    needed = found.blocking("accept") if row.status in ("received", "awaiting_information") else ()
    strands = strand_rows(reading, referral_id=row.id)
    incidents = incident_lines(reading, referral_id=row.id)
    police = next((line for line in reversed(incidents) if line.police_status), None)
    clock = _triage_clock(row.received_on, reading.today, timetable, row.triaged_on)
    cut_off = step_day(panel_days(reading, reading.today)[0], "referrals_close", timetable)
    urgent = row.urgency != "routine"
    return ReferralView(
        id=row.id, version=row.version, reference=row.reference, initials=row.initials, status=row.status,
        urgency=row.urgency, urgency_words=words.of("urgency", row.urgency), case_id=row.case_id,
        case_reference=one.case_reference(reading, row.case_id),
        link_reference=one.case_reference(reading, row.link_case_id),
        received_on=row.received_on, received_at=row.received_at, channel=words.of("channel", row.channel),
        agency_id=row.agency_id, agency=one.agency_name(reading, row.agency_id), referrer=row.referrer_name or "",
        referrer_role=row.referrer_role or "", acknowledged_on=row.acknowledged_on, completed_on=row.completed_on,
        strands=tuple(words.strand(code) for code in strand_codes(strands)),
        perceived=one.perceived_words(strands, words), risk=_risk(reading, row),
        risk_automatic=_automatic(reading, row), sharing=one.sharing_line(sharing_row(reading, row.id), words),
        police=(police or incidents[-1]).told("police_status") if incidents else NOT_ANSWERED,
        police_reference=police.police_reference if police else "",
        summary=row.summary or "", incidents=incidents, people=people_lines(reading, referral_id=row.id),
        wanted_from_panel=row.wanted_from_panel or "", victim_wants=words.all("victim_wish", row.victim_wants),
        victim_wants_words=row.victim_wants_words or "", done_so_far=row.done_so_far or "",
        grounds=words.all("referral_ground", row.grounds), presenter=row.presenter or "", needed=needed,
        answered=checks.answered(command, found, reading.today), met_before=one.met_before(reading, row.id),
        repeat=row.repeat, repeat_words=row.repeat_reason or "", used=clock.used, target=clock.target,
        state=clock.state, clock_words=clock.words, information_asked=row.information_asked,
        information_due_on=row.information_due_on,
        decided_on=row.decided_on, decision=_decision(row, words), decision_words=row.decision_words or "",
        after_cut_off=not urgent and misses_deadline(row.received_on, panel_days(reading, reading.today)[0], timetable),
        first_hearing=first_hearing_day(reading, row.received_on, urgent=urgent), cut_off=cut_off,
    )  # fmt: skip


def _risk(reading: Reading, row: ReferralRow) -> RiskWords:
    return risk_words(reading, [row.id]).get(row.id, RiskWords())


def _automatic(reading: Reading, row: ReferralRow) -> tuple[str, ...]:
    rows = assessment_rows(reading, referral_id=row.id)
    return tuple(rows[-1].automatic or ()) if rows else ()


def _decision(row: ReferralRow, words: Words) -> str:
    if row.redirected_to:
        return words.of("other_panel", row.redirected_to)
    return words.of("decline_reason", row.decision_reason)


@reads(Right.READ_CASES, "referral.opened")
def referral_form(reading: Reading, referral_id: str) -> LogReferral:
    """The referral as its form shows it, names included; opening it is logged."""
    return command_of(reading, one.referral_row(reading, referral_id))


@reads(Right.READ_CASES, "names.shown")
def referral_names(reading: Reading, referral_id: str) -> tuple[NamedPerson, ...]:
    """The people of a referral by name, with everything asked about them."""
    return named_people(reading, referral_id=one.referral_row(reading, referral_id).id)


@reads(Right.KEEP_DRAFTS)
def referral_choices(reading: Reading) -> FormChoices:
    """What the referral form offers: agencies, wards and every code list, entries valid today."""
    return form_choices(reading)
