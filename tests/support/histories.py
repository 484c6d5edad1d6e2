"""Random histories of cases for tests of the figures, and the same figures counted over them in plain Python."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert

from hipdesk.kernel.ids import new_id
from hipdesk.model.periods import Period
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.base import Base
from hipdesk.store.tables.cases import CaseRow, ClosureRow, StatusChangeRow
from hipdesk.store.tables.panels import HearingRow
from hipdesk.store.tables.referrals import IncidentRow, ReferralRow, StrandRow
from hipdesk.store.work import Work

BEGINS, ENDS = date(2015, 4, 1), date(2017, 3, 31)
AGENCIES = {"1" * 32: "Canal Reach", "2" * 32: "Five Elms", "3" * 32: "Victim Support"}
CODES = ("RAC", "REL", "SOR", "DIS", "TRA", "AGE", "SEX", "GRT")
KEYS = dict(zip(CODES, ("race", "religion", "sexual_orientation", "disability", "transgender", "age", "gender", "race"),
                strict=True))  # fmt: skip


@dataclass
class Action:
    """An action: raised, first due, status and the day it was done."""

    raised: date
    due: date
    status: str
    done: date | None


@dataclass
class History:
    """One referral and, when it was accepted, what became of its case. ``turns`` closes and reopens in turn."""

    received: date
    agency: str | None
    repeat: bool
    override: bool | None
    accepted: date | None
    decision: str
    turns: list[date] = field(default_factory=list)
    heard: list[date] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    ward: str | None = None
    recordings: list[str | None] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    reason: str = "ceased"

    def open_after(self, day: date) -> bool:
        """Whether the case was open at the end of a day."""
        return self.accepted is not None and self.accepted <= day and sum(t <= day for t in self.turns) % 2 == 0

    def closings(self) -> list[date]:
        """The days it was closed on."""
        return self.turns[0::2]

    def reopenings(self) -> list[date]:
        """The days it was reopened on."""
        return self.turns[1::2]

    def keys(self) -> set[str]:
        """The report's keys of the strands it names."""
        return {KEYS[code] for code in self.codes}


_days = st.dates(BEGINS, ENDS)


@st.composite
def actions(draw: st.DrawFn) -> Action:
    """An action with any fate; only a completed one may have a day of completion."""
    raised = draw(_days)
    due = raised + timedelta(days=draw(st.integers(0, 60)))
    status = draw(
        st.sampled_from(
            (
                "open",
                "completed",
                "carried_forward",
                "superseded",
                "not_completed_circumstances",
                "not_completed_agency",
            )
        )
    )
    done = raised + timedelta(days=draw(st.integers(0, 90))) if status == "completed" else None
    return Action(raised, due, status, done if draw(st.integers(0, 5)) else None)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A referral, accepted or not, with its case's hearings, closings, reopenings, strands and actions."""
    received = draw(_days)
    accepted = received + timedelta(days=draw(st.integers(0, 30))) if draw(st.booleans()) else None
    history = History(
        received,
        draw(st.sampled_from((*AGENCIES, None))),
        draw(st.booleans()),
        draw(st.sampled_from((None, None, True, False))),
        accepted,
        "accepted" if accepted else draw(st.sampled_from(("received", "declined", "redirected", "draft"))),
    )
    if accepted is None:
        return history
    gaps = draw(st.lists(st.integers(0, 120), max_size=5))
    day = accepted
    for gap in gaps:
        day += timedelta(days=gap)
        history.turns.append(day)
    history.heard = sorted({accepted + timedelta(days=n) for n in draw(st.lists(st.integers(0, 200), max_size=3))})
    history.codes = draw(st.lists(st.sampled_from(CODES), max_size=3))
    history.ward = draw(st.sampled_from(("Bow East", "Lansbury", None)))
    history.recordings = draw(st.lists(st.sampled_from(("hate_crime", "asb", "not_reported_other", None)), max_size=3))
    history.actions = draw(st.lists(actions(), max_size=3))
    return history


def write_histories(work: Work, found: list[History]) -> None:
    """Write the histories as rows, in bulk, into a transaction that the test will not finish."""
    rows: dict[type[Base], list[dict[str, Any]]] = {}
    stamp = {**work.stamp(), "origin": "entered", "unanswered": {}}
    rows[AgencyRow] = [{**stamp, "id": key, "name": name, "folded": name.casefold(), "kind": "registered_provider",
                        "provisional": False, "core": True} for key, name in AGENCIES.items()]  # fmt: skip
    for at, history in enumerate(found):
        _write_one(rows, stamp, at, history)
    for table, made in rows.items():
        work.session.execute(insert(table.__table__), made)  # type: ignore[arg-type] # every row class has a table


def _write_one(rows: dict[type[Base], list[dict[str, Any]]], stamp: dict[str, Any], at: int, one: History) -> None:
    case_id = new_id() if one.accepted else None
    referral = {**stamp, "id": new_id(), "reference": f"HIP/2015-16/{at:04d}", "status": one.decision,
                "case_id": case_id, "initials": "A.B.", "received_on": one.received, "agency_id": one.agency,
                "own_references": [], "urgency": "routine", "repeat": one.repeat, "repeat_override": one.override,
                "grounds": [], "victim_wants": [], "other_panels": [], "information_asked": 0, "declared": False,
                "decided_on": one.accepted}  # fmt: skip
    rows.setdefault(ReferralRow, []).append(referral)
    if case_id is None or one.accepted is None:
        return
    closed = one.turns[-1] if len(one.turns) % 2 else None
    rows.setdefault(CaseRow, []).append({**stamp, "id": case_id, "reference": f"HIP/2015-16/{at:04d}",
        "initials": "A.B.", "status": "closed" if closed else "reopened" if one.turns else "listed",
        "received_on": one.received, "accepted_on": one.accepted, "closed_on": closed, "times_heard": len(one.heard),
        "first_heard_on": min(one.heard, default=None), "last_heard_on": max(one.heard, default=None)})  # fmt: skip
    status = "listed"
    rows.setdefault(StatusChangeRow, []).append(
        {"id": new_id(), "case_id": case_id, "from_status": None, "to_status": status, "on_day": one.accepted}
    )
    for turn, day in enumerate(one.turns):
        status = "reopened" if turn % 2 else "closed"
        rows[StatusChangeRow].append(
            {"id": new_id(), "case_id": case_id, "from_status": "heard", "to_status": status, "on_day": day}
        )
    _write_details(rows, stamp, case_id, referral["id"], one)


def _write_details(
    rows: dict[type[Base], list[dict[str, Any]]], stamp: dict[str, Any], case_id: str, referral_id: str, one: History
) -> None:
    for day in dict.fromkeys(one.closings()):
        rows.setdefault(ClosureRow, []).append({**stamp, "id": new_id(), "case_id": case_id, "closed_on": day,
                                                "reason": one.reason, "tests_met": [], "tests_unmet": []})  # fmt: skip
    for day in one.heard:
        rows.setdefault(HearingRow, []).append({"id": new_id(), "case_id": case_id, "heard_on": day})
    for at, code in enumerate(one.codes):
        rows.setdefault(StrandRow, []).append({"id": new_id(), "referral_id": referral_id, "case_id": case_id,
                                               "code": code, "position": at, "perceived_by": []})  # fmt: skip
    for at, recording in enumerate(one.recordings or [None]):
        rows.setdefault(IncidentRow, []).append({**stamp, "id": new_id(), "referral_id": referral_id,
            "case_id": case_id, "number": at + 1, "ward": one.ward if at == 0 else "Elsewhere", "ongoing": False,
            "police_status": recording})  # fmt: skip
    for at, action in enumerate(one.actions):
        rows.setdefault(ActionRow, []).append({**stamp, "id": new_id(), "number": f"1/{at}", "position": at,
            "case_id": case_id, "wording": "Visit", "owner_agency_id": one.agency, "raised_on": action.raised,
            "first_due_on": action.due, "due_on": action.due, "status": action.status, "priority": "normal",
            "carries": 0, "completed_on": action.done})  # fmt: skip


def flow_by_hand(found: list[History], period: Period) -> tuple[int, int, int, int, int]:
    """Open at start, accepted, reopened, closed and open at end, counted case by case."""
    before = period.first - timedelta(days=1)
    return (
        sum(one.open_after(before) for one in found),
        sum(one.accepted is not None and one.accepted in period for one in found),
        sum(day in period for one in found for day in one.reopenings()),
        sum(day in period for one in found for day in one.closings()),
        sum(one.open_after(period.last) for one in found),
    )
