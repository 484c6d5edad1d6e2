"""What happened to an invented case at each meeting: risk, discussion, decision, actions and what became of them."""

from datetime import date, datetime, time, timedelta
from typing import Any

from hipdesk.model.folding import initials
from hipdesk.model.workdays import add_working_days
from hipdesk.services.demonstration.borough import Chance, shipped
from hipdesk.services.demonstration.cases import Story, Teller
from hipdesk.services.demonstration.days import PanelDays
from hipdesk.services.demonstration.panel import Agency, Meeting
from hipdesk.store.bulk import RowBook
from hipdesk.store.tables.actions import ActionRow, ActionUpdateRow
from hipdesk.store.tables.cases import ClosureRow, NoteRow
from hipdesk.store.tables.outcomes import VictimOutcomeRow
from hipdesk.store.tables.panels import AgencyReturnRow, DecisionRow, DiscussionRow, HearingRow
from hipdesk.store.tables.risk import RiskAssessmentRow

_MEDIUM, _HIGH, _MOST = 18, 32, 52
# How a score moves from one hearing to the next; no case closes while its risk is High.
_MOVES, _CLOSING_MOVES = (-9, -7, -5, -4, 0, 0, 2, 4), (-9, -7, -5, -4)
_CLOSURES = {
    "risk_reduced": 45, "ceased": 22, "perpetrator_gone": 12, "single_agency": 11, "victim_moved": 6, "withdrew": 4,
}  # fmt: skip
_DECIDED = (
    "Locks and lights first; the landlord reports back.",
    "Hold the injunction until the charging decision.",
    "Landlord and police to visit together.",
    "Serve the notice now; the transfer offer stands.",
)
_CLOSED = {
    "risk_reduced": "Risk reduced and actions complete; the victim was asked and agrees.",
    "ceased": "Nothing new for three months; the victim was asked and agrees.",
    "perpetrator_gone": "The alleged perpetrator has moved away; the victim feels safe at home.",
    "single_agency": "The lead agency can finish this alone and stays in touch.",
    "victim_moved": "The victim has settled in another borough; its panel has been told.",
    "withdrew": "The victim wants no more contact; a number to ring was left.",
}
_OUTCOMES = {
    "risk_reduced": ["safer", "reduced"], "ceased": ["safer", "stopped"], "perpetrator_gone": ["safer", "stopped"],
    "single_agency": ["reduced"], "victim_moved": ["rehoused_permanent"], "withdrew": ["no_change"],
}  # fmt: skip
_RISKS = ("To staff: visit in pairs.", "To others: the neighbour upstairs is afraid.", None)
_CHILD_RISKS = ("To children: low while the school plan holds.", "To children: hear the abuse through the wall.", None)
_UNSAID = ("That an injunction is being considered", "Who else was interviewed", None)
_ENDS_CLOSED = {"on_time": 80, "late": 12, "circumstances": 5, "agency": 3}
_ENDS_OPEN = {"on_time": 52, "late": 12, "circumstances": 4, "agency": 4, "open": 45}
_NOT_DONE = {"circumstances": "Family moved; no longer needed", "agency": "Not begun; the worker was away"}


def band_of(score: int) -> str:
    """The band of HIP-RA v1."""
    return "high" if score >= _HIGH else "medium" if score >= _MEDIUM else "standard"


class Hearings:
    """Writes hearings; remembers how many actions each case has."""

    def __init__(self, teller: Teller, days: PanelDays) -> None:
        self._teller = teller
        self._days = days
        self._chance = teller.chance

    def write(self, book: RowBook, told: Story) -> dict[str, Any]:
        """Everything from entry to the last hearing; returns the risk columns of the case."""
        chance = self._chance
        score = max(4, min(_MOST, int(chance.gauss(27 if told.urgent else 23, 8))))
        told.ended = chance.one_of(_CLOSURES) if told.closed else ""
        assessed = [(told.received, score, "entry")]
        number = 0
        for order, meeting in enumerate(told.meetings, 1):
            done = told.closed == meeting.day or (told.ready and meeting is told.meetings[-1])
            moved = chance.choice(_CLOSING_MOVES if done else _MOVES)
            score = max(2, min(_HIGH - 1 if done else _MOST, score + moved))
            assessed.append((meeting.day, score, "exit" if told.closed == meeting.day else "panel"))
            line = self._agenda_line(book, told, meeting, order)
            self._discuss(book, told, meeting, line)
            self._decide(book, told, meeting, line, score)
            book.add(HearingRow, id=chance.key(), case_id=told.case_id, heard_on=meeting.day, meeting_id=meeting.id)
            for _ in range(chance.choices([0, 1, 2, 3], [10, 35, 40, 15])[0] if not done else 0):
                number += 1
                self._action(book, told, meeting, line, number)
        self._assess(book, told, assessed, chance)
        self._note(book, told)
        if told.closed:
            self._close(book, told)
        elif told.ready:
            self._asked(book, told, told.meetings[-1].day + timedelta(days=2), ["safer"])
        entry, now = assessed[0][1], assessed[-1][1]
        before = assessed[-2][1] if len(assessed) > 1 else None
        trend = "first" if before is None else "rising" if now > before else "falling" if now < before else "level"
        return {
            "risk_entry": band_of(entry), "risk_entry_score": entry, "risk_now": band_of(now), "risk_score": now,
            "risk_trend": trend,
        }  # fmt: skip

    def at_entry(self, book: RowBook, told: Story) -> None:
        """What the referrer scored, of a referral nobody has decided: most come with the risk form filled in."""
        aside = Chance(told.reference)
        if told.decided is None and aside.hit(0.7):
            score = max(4, min(_MOST, int(aside.gauss(34 if told.urgent else 22, 8))))
            self._assess(book, told, [(told.received, score, "entry")], aside)

    def _assess(self, book: RowBook, told: Story, assessed: list[tuple[date, int, str]], chance: Chance) -> None:
        for day, score, occasion in assessed:
            book.add(
                RiskAssessmentRow, id=chance.key(), referral_id=told.id, case_id=told.case_id, meeting_id=None,
                question_set="HIP-RA", question_version="1", occasion=occasion, assessed_on=day,
                assessor=told.agency.representative if occasion == "entry" else "Panel", score=score, score_max=_MOST,
                unknowns=chance.choice([0, 0, 1, 2, 3, 5]), band_by_score=band_of(score), band=band_of(score),
                automatic=[], override_band=None, override_reason=None, override_by=None,
                victim_rating=chance.randint(2, 9), words=None,
            )  # fmt: skip

    def _agenda_line(self, book: RowBook, told: Story, meeting: Meeting, order: int) -> str:
        key = self._chance.key()
        closing = told.closed == meeting.day
        new = order == 1
        began = datetime.combine(meeting.day, meeting.clock)
        ended = began + timedelta(minutes=self._chance.randint(4, 15))
        meeting.clock = min(ended.time(), time(23, 0))
        self._days.keep(book, meeting, {
            "id": key, "meeting_id": meeting.id, "case_id": told.case_id,
            "section": "closure" if closing else "urgent" if told.urgent and new else "new" if new else "review",
            "position": 100 + meeting.lines, "title": None, "rule": "new" if new else "review",
            "reason": "Accepted, not yet heard" if new else "Review due", "minutes_planned": 12 if new else 8,
            "presenter": told.agency.representative, "presenter_agency_id": told.agency.id,
            "children": bool(told.family.children), "late": False, "state": "heard", "started_at": began.time(),
            "finished_at": ended.time(), "seconds_used": int((ended - began).total_seconds()), "moved_from_id": None,
            "summary": None,
        })  # fmt: skip
        return key

    def _discuss(self, book: RowBook, told: Story, meeting: Meeting, line: str) -> None:
        others = [agency for agency in self._teller.panel.agencies.values() if agency.id != told.agency.id]
        for position, agency in enumerate([told.agency, *self._chance.sample(others, 2)]):
            key, said = self._chance.key(), self._said(agency)
            book.add(
                DiscussionRow, id=key, agenda_line_id=line, agency_id=agency.id, kind="information",
                text=said, nothing_held=False, position=position,
            )  # fmt: skip
            if meeting.day > self._teller.today - timedelta(days=100):
                book.found_by("discussion", key, told.case_id, said)
        newest = meeting is self._teller.panel.held_after(date.min)[-1]
        if newest or (not told.closed and meeting is told.meetings[-1]):
            for agency in [told.agency, *others[:5]]:
                self._returned(book, told, meeting, agency)

    def _returned(self, book: RowBook, told: Story, meeting: Meeting, agency: Agency) -> None:
        held = self._chance.hit(0.7)
        asked = add_working_days(meeting.day, -8, self._teller.nation)
        book.add_found(
            AgencyReturnRow, id=self._chance.key(), case_id=told.case_id, meeting_id=meeting.id, agency_id=agency.id,
            asked_on=asked, chased_on=None, returned_on=asked + timedelta(days=self._chance.randint(1, 5)),
            state="received" if held else "nothing_held", author=agency.representative,
            text=self._said(agency) if held else None,
            limits=self._chance.choice(["may_be_quoted", "not_in_minutes", "panel_only"]) if held else None,
            disclosable=False, staff_risks=None,
        )  # fmt: skip

    def _said(self, agency: Agency) -> str:
        returns: dict[str, list[str]] = shipped()["returns"]
        return self._chance.choice(returns.get(agency.kind, returns["other"]))

    def _decide(self, book: RowBook, told: Story, meeting: Meeting, line: str, score: int) -> None:
        closing = told.closed == meeting.day
        last = meeting is told.meetings[-1]
        key = self._chance.key()
        words = _CLOSED[told.ended] if closing else self._chance.choice(_DECIDED)
        risks = _CHILD_RISKS if told.family.children else _RISKS
        following = [later.day for later in told.meetings if later.day > meeting.day]
        book.add_found(
            DecisionRow, id=key, agenda_line_id=line, case_id=told.case_id, code="close" if closing else "keep_open",
            words=words, risk_band=band_of(score), risk_score=score,
            risk_words=self._chance.choice(risks),
            next_review_on=None if closing else told.next_day if last else following[0],
            told_by=told.agency.representative, told_agency_id=told.agency.id,
            told_by_day=add_working_days(meeting.day, 5, self._teller.nation),
            told_on=meeting.day + timedelta(days=2) if meeting.day + timedelta(days=7) < self._teller.today else None,
            unsaid=None if closing else self._chance.choice(_UNSAID), closure_reason=told.ended or None,
        )  # fmt: skip

    def _action(self, book: RowBook, told: Story, meeting: Meeting, line: str, number: int) -> None:
        chance, teller = self._chance, self._teller
        given = [each for each in shipped()["actions"] if told.family.children or not each.get("child")]
        wanted: dict[str, Any] = chance.choice(given)
        owners = teller.panel.of_kind(*wanted["owner"]) or [told.agency]
        owner = told.agency if told.agency in owners else chance.choice(owners)
        due = add_working_days(meeting.day, chance.choice([5, 8, 10, 12, 15, 20]), teller.nation)
        fate = self._fate(due, told)
        key = chance.key()
        book.add(
            ActionRow, id=key, number=f"{told.reference[-4:]}/{number}", position=number, case_id=told.case_id,
            meeting_id=meeting.id, agenda_line_id=line, wording=wanted["words"], done_when=wanted["done"],
            kind=wanted["kind"], owner_agency_id=owner.id, owner_name=owner.representative, priority="normal",
            raised_on=meeting.day,
            first_due_on=due, due_words=None, evidence=None, superseded_by_id=None, escalated_to=None,
            escalated_on=None, **fate,
        )  # fmt: skip
        book.found_by("action", key, told.case_id, wanted["words"])
        if fate["last_word_on"]:
            carried = fate["status"] == "carried_forward"
            book.add(
                ActionUpdateRow, id=chance.key(), action_id=key, on_day=fate["last_word_on"], at=teller.clock.now(),
                by="0" * 32, kind="progress" if fate["status"] in ("open", "in_progress") else fate["status"],
                text=fate["last_word"], old_due_on=due if carried else None,
                new_due_on=fate["due_on"] if carried else None, meeting_id=None,
            )  # fmt: skip

    def _fate(self, due: date, told: Story) -> dict[str, Any]:
        """What became of an action: done on time or late, one of the two kinds of not done, or still open."""
        chance, today, nation = self._chance, self._teller.today, self._teller.nation
        fate: dict[str, Any] = {
            "due_on": due, "status": "open", "carries": 0, "completed_on": None, "not_done_reason": None,
            "last_word": None, "last_word_on": None,
        }  # fmt: skip
        lately = due + timedelta(days=70) > today
        ended = told.closed is not None or told.ready
        end = chance.one_of(_ENDS_OPEN if lately and not ended else _ENDS_CLOSED)
        day = add_working_days(
            due, {"on_time": -chance.randint(0, 4), "late": chance.randint(1, 12)}.get(end, 3), nation
        )
        if told.ready:
            day = min(day, today)
        if end != "open" and day <= today:
            if end in ("on_time", "late"):
                fate.update(status="completed", completed_on=day, last_word="Done", last_word_on=day)
            else:
                reason = _NOT_DONE[end]
                fate.update(status=f"not_completed_{end}", not_done_reason=reason, last_word=reason, last_word_on=day)
        elif due < today and chance.hit(0.6):
            moved = add_working_days(today, chance.randint(2, 15), nation)
            fate.update(
                status="carried_forward",
                carries=1,
                due_on=moved,
                last_word="Begun; waits for another agency",
                last_word_on=due,
            )
        elif due < today + timedelta(days=12) and chance.hit(0.5):
            fate.update(last_word="Date agreed", last_word_on=min(due - timedelta(days=5), today), status="in_progress")
        return fate

    def _note(self, book: RowBook, told: Story) -> None:
        if not self._chance.hit(0.5) or not told.decided:
            return
        key, day = (
            self._chance.key(),
            min(told.decided + timedelta(days=self._chance.randint(1, 20)), self._teller.today),
        )
        text = self._chance.choice(shipped()["words"]["notes"]).format(initials=initials(told.family.victim.full))
        book.add(
            NoteRow, id=key, case_id=told.case_id, referral_id=None, kind="telephone", on_day=day,
            at=self._teller.clock.now(), heading=None, text=text,
        )  # fmt: skip
        book.found_by("note", key, told.case_id, text)

    def _close(self, book: RowBook, told: Story) -> None:
        self._days.closed(told)
        if not told.reopened and self._chance.hit(0.75):
            self._asked(book, told, told.closed, _OUTCOMES[told.ended])
        book.add(
            ClosureRow, id=self._chance.key(), case_id=told.case_id, meeting_id=told.meetings[-1].id,
            closed_on=told.closed, reason=told.ended, words=None,
            tests_met=["actions", "risk", "consulted", "owner"], tests_unmet=[], override_reason=None, override_by=None,
            victim_consulted=True, ongoing_owner=told.agency.name, reopened_on=None,
        )  # fmt: skip

    def _asked(self, book: RowBook, told: Story, day: date | None, outcomes: list[str]) -> None:
        """The person affected was asked how it is for them now."""
        book.add(
            VictimOutcomeRow, id=self._chance.key(), case_id=told.case_id, person_id=told.family.victim_id,
            on_day=day, outcomes=outcomes,
            satisfaction=self._chance.choices([1, 2, 3, 4, 5], [4, 8, 18, 40, 30])[0], consulted=True, words=None,
        )  # fmt: skip
