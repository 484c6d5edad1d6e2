"""One invented referral and what became of it: people, incidents, strands, hearings, actions, closure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from hipdesk.kernel.clock import LONDON, Clock
from hipdesk.model.folding import initials
from hipdesk.model.repeats import EarlierLink, RepeatKind, find_repeat
from hipdesk.model.settings import Nation
from hipdesk.model.workdays import add_working_days, working_day_on_or_after
from hipdesk.services.demonstration.borough import Chance, Name, shipped
from hipdesk.services.demonstration.panel import Agency, Meeting, Panel
from hipdesk.services.demonstration.people import Family, People
from hipdesk.store.bulk import RowBook
from hipdesk.store.tables.cases import CaseRow, StatusChangeRow
from hipdesk.store.tables.referrals import (
    IncidentRow,
    IncidentTypeRow,
    ReferralRow,
    SharingRow,
    StrandRow,
)

# Of a hundred decided referrals; a panel that took more would not get through its list.
ACCEPTED = 34
# Of those decided in the last weeks more, until the coming panel has some new cases to hear.
_ACCEPTED_LATELY, _LAST_WEEKS, _NEW = 60, timedelta(days=24), 3
_LATELY = timedelta(days=21)
# A case is reopened, if at all, after some quiet and before it is long ago, in days.
_QUIET, _LONG_AGO = 60, 220
# Panels in a row at which an open case is not heard, and open cases that come back at any one panel ahead.
_MOST_SKIPPED, _MOST_REVIEWS = 4, 4
# Cases heard at the newest panel that are ready to be closed at the next.
_READY = 1
DECLINED = {"below_threshold": 5, "no_hate_element": 3, "out_of_area": 3, "single_agency": 2}
POLICE = {
    "hate_crime": 46, "crime_no_flag": 10, "asb": 12, "intelligence": 5, "reported_unknown": 8,
    "not_reported_declined": 13, "not_reported_other": 6,
}  # fmt: skip


@dataclass(slots=True)
class Story:
    """What is settled about one referral before its rows are written."""

    id: str
    case_id: str | None
    reference: str
    received: date
    agency: Agency
    family: Family
    strands: list[str]
    ward: str | None
    status: str
    decided: date | None = None
    meetings: list[Meeting] = field(default_factory=list)
    next_day: date | None = None
    closed: date | None = None
    urgent: bool = False
    repeat: str = ""
    """Why it is a repeat."""
    reopened: bool = False
    in_short: str = ""
    ended: str = ""
    police: str = ""
    ready: bool = False
    """Open, with everything done: the coming panel is asked to close it."""

    @property
    def initials(self) -> str:
        """The victim's initials."""
        return initials(self.family.victim.full)


class Teller:
    """Settles stories one after another; the same seed tells the same ones."""

    def __init__(self, chance: Chance, panel: Panel, people: People, clock: Clock, today: date, nation: Nation) -> None:
        self.chance = chance
        self.panel = panel
        self.people = people
        self.clock = clock
        self.today = today
        self.nation = nation
        self._new = 0
        self._earlier: defaultdict[tuple[RepeatKind, str], list[tuple[str, date]]] = defaultdict(list)

    def by_now(self, day: date, at: time) -> time:
        """This time of that day; of today none that is still to come."""
        now = self.clock.now().astimezone(LONDON).time().replace(second=0, microsecond=0)
        return min(at, now) if day == self.today else at

    def story(self, book: RowBook, reference: str, received: date) -> Story:
        """Settle one referral received on a working day."""
        chance = self.chance
        agency = chance.choices(
            list(self.panel.agencies.values()), [agency.weight for agency in self.panel.agencies.values()]
        )[0]
        family = self.people.family(book, received)
        told = Story(
            chance.key(), None, reference, received, agency, family, self._strands(), chance.ward(), "received",
            urgent=chance.hit(0.06), repeat=self._repeat(family, reference, received),
        )  # fmt: skip
        decided = add_working_days(received, chance.choice([1, 1, 2, 2, 3, 4]), self.nation)
        if decided > self.today or (received > self.today - timedelta(days=8) and chance.hit(0.5)):
            told.status = "awaiting_information" if chance.hit(0.35) else "received"
            return told
        told.decided = decided
        lately = received > self.today - _LAST_WEEKS
        accepted = _ACCEPTED_LATELY if lately and self._new < _NEW else ACCEPTED
        told.status = chance.one_of({"accepted": accepted, "declined": 46, "redirected": 14, "withdrawn": 6})
        if told.status == "accepted":
            told.case_id = chance.key()
            self._hear(told)
        return told

    def _repeat(self, family: Family, reference: str, received: date) -> str:
        """Why a referral is a repeat by the office's rule; empty for a first one."""
        shared: list[tuple[RepeatKind, str | None]] = [
            ("victim", family.victim_id), ("address", family.home), ("perpetrator", family.perpetrator),
        ]  # fmt: skip
        keys = [(kind, key) for kind, key in shared if key]
        links = [EarlierLink(kind, *each) for kind, key in keys for each in self._earlier[kind, key]]
        for kept in keys:
            self._earlier[kept].append((reference, received))
        found = find_repeat(received, links)
        return found.words if found.is_repeat else ""

    def _hear(self, told: Story) -> None:
        """Which meetings heard it: the first after its deadline, then month by month until it closes."""
        chance, decided = self.chance, told.decided or told.received
        earliest = add_working_days(decided, 2 if told.urgent else 10, self.nation)
        skipped = 0
        held = self.panel.held_after(earliest)
        for meeting in held:
            if told.meetings and skipped < _MOST_SKIPPED and chance.hit(0.74):
                skipped += 1
                continue  # not every open case is heard every month
            skipped = 0
            told.meetings.append(meeting)
            meeting.lines += 1
            # Some case always closes at the newest panel, so that one waits for its aftercare call.
            first = meeting is held[-1] and not meeting.closings
            if chance.hit((0.34, 0.4, 0.5, 0.6, 0.7)[min(len(told.meetings), 5) - 1]) or first:
                told.closed = meeting.day
                meeting.closings += 1
                since = (self.today - meeting.day).days
                told.reopened = _QUIET < since < _LONG_AGO and chance.hit(0.08)
                told.next_day = self._comes_back() if told.reopened else None
                return
        # What nobody has heard is on the next agenda while there is room; one with nothing left to do, to be closed.
        if told.meetings or self._new >= _NEW:
            told.ready = bool(told.meetings) and told.meetings[-1] is held[-1] and held[-1].ready < _READY
            if told.ready:
                held[-1].ready += 1
            told.next_day = None if told.ready or chance.hit(0.04) else self._comes_back()
        else:
            self._new += 1

    def _comes_back(self) -> date:
        """When an open case is heard next: at one of the panels ahead, none of them with more than it has time for."""
        ahead = [meeting for meeting in self.panel.meetings if not meeting.held]
        free = [meeting for meeting in ahead if meeting.lines < _MOST_REVIEWS] or ahead[-1:]
        meeting = self.chance.choice(free)
        meeting.lines += 1
        return meeting.day

    def _strands(self) -> list[str]:
        weights = shipped()["strands"]
        first = self.chance.one_of(weights)
        if not self.chance.hit(0.2):
            return [first]
        return [first, self.chance.one_of({code: weight for code, weight in weights.items() if code != first})]


def write_referral(book: RowBook, told: Story, teller: Teller) -> None:
    """The referral's rows: the form, sharing, people, incidents and strands."""
    chance, words = teller.chance, shipped()["words"]
    person, title = told.agency.people[0][1:]
    turned = told.status in ("declined", "redirected", "withdrawn")
    wish: dict[str, Any] = chance.choice(_fitting(words["wishes"], told))
    told.in_short = told_words(chance, told)
    reason = chance.one_of(DECLINED) if told.status == "declined" else None
    if told.status == "redirected":
        reason = "other_panel"
    book.add(
        ReferralRow, id=told.id, reference=told.reference, old_reference=None, status=told.status,
        case_id=told.case_id, initials=told.initials, received_on=told.received,
        received_at=teller.by_now(told.received, time(chance.randint(9, 16), chance.choice([0, 10, 20, 30, 45]))),
        channel=chance.one_of({"secure_email": 60, "phone": 15, "portal": 15, "tprc": 5, "in_person": 5}),
        completed_on=told.received, agency_id=told.agency.id, referrer_name=person, referrer_role=title,
        referrer_phone="020 7946 0" + str(chance.randint(100, 999)), referrer_email=None, own_references=[],
        manager_aware=True, manager_name=None, presenter=person, presenter_other=None,
        urgency="before_panel" if told.urgent else "routine", urgent_at=None, repeat=bool(told.repeat),
        repeat_override=None, repeat_reason=told.repeat or None,
        grounds=[chance.one_of({"multi_agency": 40, "escalation": 25, "repeat": 15, "judgement": 20})],
        summary=told.in_short, wanted_from_panel="\n".join(chance.sample(words["asks"], 2)),
        victim_wants=wish["wants"], victim_wants_words=wish["words"], done_so_far=None, other_panels=[],
        acknowledged_on=add_working_days(told.received, chance.choice([0, 1, 1, 2]), teller.nation)
        if told.decided else None,
        triaged_on=told.decided, decided_on=told.decided, decision_reason=reason, decision_words=None,
        redirected_to=chance.choice(["cmarac", "da_marac", "asb_panel"]) if told.status == "redirected" else None,
        information_due_on=add_working_days(told.received, 8, teller.nation)
        if told.status == "awaiting_information" else None,
        information_asked=1 if told.status == "awaiting_information" or (turned and chance.hit(0.2)) else 0,
        declared=True,
    )  # fmt: skip
    book.found_by("referral", told.id, told.case_id, told.reference)
    _write_sharing(book, told, chance)
    _write_strands(book, told, chance)
    _write_incidents(book, told, teller)


def _fitting(entries: list[dict[str, Any]], told: Story) -> list[dict[str, Any]]:
    """Those that suit the household: some speak of its children."""
    return [entry for entry in entries if told.family.children or not entry.get("child")]


def told_words(chance: Chance, told: Story) -> str:
    """A short account in which nobody is named."""
    shape: str = chance.choice(shipped()["words"]["in_short"])
    she = told.family.victim.sex == "female"
    who = "a neighbour" if told.family.perpetrator else "people not known"
    return shape.format(
        Victim=told.initials, perp=who, month=f"{told.received - timedelta(days=75):%B}", Pronoun="She" if she else "He"
    )


def _write_sharing(book: RowBook, told: Story, chance: Chance) -> None:
    agreement = chance.one_of({"yes_written": 55, "yes_verbal": 28, "refused": 6, "not_asked_unsafe": 6, "parent": 5})
    agreed = agreement in ("yes_written", "yes_verbal", "parent")
    book.add(
        SharingRow, id=chance.key(), referral_id=told.id, case_id=told.case_id, victim_aware="yes" if agreed else "no",
        agreement=agreement, agreed_on=told.received if agreed else None, agreed_how=None, agreed_by=None,
        limits="Nothing to the wider family; no letters" if chance.hit(0.2) else None,
        ground="public_task" if not agreed else None,
        reasoning="Risk to others on the landing outweighs the wish for nothing to be shared" if not agreed else None,
        approver="Siobhán Ní Riain" if not agreed else None, approved_on=told.received if not agreed else None,
        withdrawn_on=None, privacy_notice=chance.hit(0.85), privacy_notice_on=told.received,
    )  # fmt: skip


def _write_strands(book: RowBook, told: Story, chance: Chance) -> None:
    groups: dict[str, list[str]] = shipped()["strand_groups"]
    for position, code in enumerate(told.strands):
        book.add(
            StrandRow, id=chance.key(), referral_id=told.id, case_id=told.case_id, incident_id=None, code=code,
            sub_code=chance.choice(groups[code]) if code in groups else None, basis="perceived",
            perceived_by=["victim"] if chance.hit(0.7) else ["victim", "witness"], position=position,
        )  # fmt: skip


def _write_incidents(book: RowBook, told: Story, teller: Teller) -> None:
    chance = teller.chance
    known = told.agency.kind == "police"
    police = chance.one_of({code: share for code, share in POLICE.items() if not (known and "not_reported" in code)})
    told.police = police
    elsewhere = "reported_unknown" if known else "not_reported_declined"
    happenings = _fitting(shipped()["happenings"], told)
    count = chance.choices([1, 2, 3, 4, 6], [30, 30, 20, 12, 8])[0]
    days = sorted(told.received - timedelta(days=chance.randint(2, 120)) for _ in range(count))
    for number, day in enumerate(days, 1):
        happening: dict[str, Any] = chance.choice(happenings)
        key = chance.key()
        facts = chance.choice(happening["facts"])
        book.add(
            IncidentRow, id=key, referral_id=told.id, case_id=told.case_id, number=number, day_earliest=day,
            day_latest=day, day_precision="day", day_words=None, at=time(chance.randint(7, 23), chance.choice([0, 30])),
            ongoing=number == count and chance.hit(0.3), place=None, location=happening["location"], ward=told.ward,
            facts=facts, verbatim=None, injury="none", damage="A11" in happening["types"], weapon=False, platform=None,
            reported_to=told.agency.name, reported_on=day + timedelta(days=chance.randint(0, 5)),
            police_status=police if number == count or chance.hit(0.6) else elsewhere,
            police_reference=f"MB/{chance.randint(100000, 999999)}/{day:%y}" if police == "hate_crime" else None,
            police_officer=None, crime="crime" if police in ("hate_crime", "crime_no_flag") else "not_assessed",
            evidence=chance.choice(["Diary sheet", "Photographs", "CCTV", "Statement", "Screenshots", ""]) or None,
        )  # fmt: skip
        for code in happening["types"]:
            book.add(IncidentTypeRow, incident_id=key, code=code)
        book.found_by("incident", key, told.case_id, facts)


def write_case(book: RowBook, told: Story, teller: Teller, risk: dict[str, Any]) -> None:
    """The case row and the changes of its status."""
    chance, family = teller.chance, told.family
    status = "closed" if told.closed else "heard" if told.meetings else "listed"
    if status == "heard" and len(told.meetings) > 2 and chance.hit(0.35):
        status = "monitoring"
    heard = [meeting.day for meeting in told.meetings]
    reopened = told.reopened
    changes = list(_changes(told, status, reopened, chance, teller))
    after = add_working_days(told.closed, 20, teller.nation) if told.closed and not reopened else None
    checked = (
        after if after and (after + _LATELY < teller.today or (after < teller.today and chance.hit(0.6))) else None
    )
    book.add(
        CaseRow, id=told.case_id, reference=told.reference, initials=told.initials,
        status="reopened" if reopened else status, lead_agency_id=told.agency.id,
        lead_officer=told.agency.representative, received_on=told.received, accepted_on=told.decided,
        first_heard_on=heard[0] if heard else None, last_heard_on=heard[-1] if heard else None, times_heard=len(heard),
        next_review_on=told.next_day,
        urgent=told.urgent, strands=",".join(told.strands), ward=told.ward, in_short=told.in_short,
        child=bool(family.children), adult_at_risk=family.adult_at_risk, address_kept=family.address_kept,
        not_aware=family.perpetrator is not None and chance.hit(0.6), media_interest=chance.hit(0.01),
        councillor_interest=chance.hit(0.02), community_tension=chance.hit(0.03), staff_involved=False,
        restricted=family.restricted, legal_hold=False, review_requested_on=None, review_decided_on=None,
        review_decision=None, closed_on=None if reopened else told.closed, aftercare_due_on=after,
        aftercare_done_on=checked,
        aftercare_result=None, retention_class=None, dispose_after=None, **risk,
    )  # fmt: skip
    book.found_by("case", told.case_id or "", told.case_id, told.reference)
    for before, now, day in changes:
        book.add(
            StatusChangeRow, id=chance.key(), case_id=told.case_id, from_status=before, to_status=now, on_day=day,
            reason=None,
        )  # fmt: skip


def _changes(
    told: Story, status: str, reopened: bool, chance: Chance, teller: Teller
) -> Iterator[tuple[str | None, str, date]]:
    yield None, "listed", told.decided or told.received
    if told.meetings:
        yield "listed", "heard", told.meetings[0].day
    if status == "monitoring":
        yield "heard", "monitoring", told.meetings[-1].day
    if told.closed:
        yield "heard", "closed", told.closed
        if reopened:
            day = min(told.closed + timedelta(days=chance.randint(20, 50)), teller.today)
            yield "closed", "reopened", working_day_on_or_after(day, teller.nation)


__all__ = ["Name", "Story", "Teller", "told_words", "write_case", "write_referral"]
