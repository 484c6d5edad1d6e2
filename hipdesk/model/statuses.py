"""Which status may follow which, as tables: referrals, cases and actions. Nothing else decides a change of status."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from hipdesk.kernel.errors import Refused

ReferralStatus = Literal[
    "draft",
    "received",
    "awaiting_information",
    "accepted",
    "declined",
    "redirected",
    "withdrawn",
    "duplicate",
]
CaseStatus = Literal["listed", "heard", "monitoring", "closed", "reopened"]
ActionStatus = Literal[
    "open",
    "in_progress",
    "completed",
    "carried_forward",
    "superseded",
    "not_completed_circumstances",
    "not_completed_agency",
]
REFERRAL_STATUSES: tuple[ReferralStatus, ...] = get_args(ReferralStatus)
CASE_STATUSES: tuple[CaseStatus, ...] = get_args(CaseStatus)
ACTION_STATUSES: tuple[ActionStatus, ...] = get_args(ActionStatus)


@dataclass(frozen=True, slots=True, eq=False)
class StatusMachine:
    """A ``noun``, the status it ``begins`` with, its ``words`` by status, and ``follows``: what may follow what.

    A status may always stay as it is.
    """

    noun: str
    begins: str
    words: Mapping[str, str]
    follows: Mapping[str, tuple[str, ...]]

    @property
    def statuses(self) -> tuple[str, ...]:
        """Every status, in the order of the work."""
        return tuple(self.follows)

    def may_follow(self, current: str, wanted: str) -> bool:
        """Whether ``wanted`` may follow ``current``; unknown statuses may not."""
        return current in self.follows and (wanted == current or wanted in self.follows[current])

    def reachable(self) -> frozenset[str]:
        """Every status that can be reached from the first."""
        seen: set[str] = set()
        waiting = [self.begins]
        while waiting:
            status = waiting.pop()
            if status not in seen:
                seen.add(status)
                waiting.extend(self.follows[status])
        return frozenset(seen)


REFERRAL = StatusMachine(
    noun="referral",
    begins="draft",
    words=MappingProxyType(
        {
            "draft": "draft",
            "received": "received",
            "awaiting_information": "awaiting information",
            "accepted": "accepted",
            "declined": "declined",
            "redirected": "redirected",
            "withdrawn": "withdrawn",
            "duplicate": "merged as a duplicate",
        }
    ),
    follows=MappingProxyType(
        {
            "draft": ("received",),
            "received": ("awaiting_information", "accepted", "declined", "redirected", "withdrawn", "duplicate"),
            "awaiting_information": ("received", "accepted", "declined", "redirected", "withdrawn", "duplicate"),
            "accepted": (),
            # A decision against a referral may be looked at again; only then may it be accepted.
            "declined": ("received",),
            "redirected": ("received",),
            "withdrawn": ("received",),
            "duplicate": ("received",),
        }
    ),
)

CASE = StatusMachine(
    noun="case",
    begins="listed",
    words=MappingProxyType(
        {
            "listed": "listed",
            "heard": "heard, open",
            "monitoring": "monitored",
            "closed": "closed",
            "reopened": "reopened",
        }
    ),
    follows=MappingProxyType(
        {
            # Closed from the list: withdrawn, moved away or died before the panel met.
            "listed": ("heard", "closed"),
            "heard": ("monitoring", "closed"),
            "monitoring": ("heard", "closed"),
            "closed": ("reopened",),
            "reopened": ("heard", "monitoring", "closed"),
        }
    ),
)

_LIVE = ("in_progress", "completed", "carried_forward", "superseded")
_NOT_DONE = ("not_completed_circumstances", "not_completed_agency")
ACTION = StatusMachine(
    noun="action",
    begins="open",
    words=MappingProxyType(
        {
            "open": "open",
            "in_progress": "in progress",
            "completed": "completed",
            "carried_forward": "carried forward",
            "superseded": "superseded",
            "not_completed_circumstances": "not done because circumstances changed",
            "not_completed_agency": "not done by the agency",
        }
    ),
    follows=MappingProxyType(
        {
            "open": (*_LIVE, *_NOT_DONE),
            "in_progress": ("open", "completed", "carried_forward", "superseded", *_NOT_DONE),
            "carried_forward": ("in_progress", "completed", "superseded", *_NOT_DONE),
            # An ending set by mistake, or by word that proved wrong, is opened again.
            "completed": ("open",),
            "superseded": ("open",),
            "not_completed_circumstances": ("open",),
            "not_completed_agency": ("open", "carried_forward"),
        }
    ),
)

LIVE_REFERRALS: frozenset[ReferralStatus] = frozenset({"received", "awaiting_information"})
LIVE_CASES: frozenset[CaseStatus] = frozenset({"listed", "heard", "monitoring", "reopened"})
LIVE_ACTIONS: frozenset[ActionStatus] = frozenset({"open", "in_progress", "carried_forward"})
NOT_DONE_ACTIONS: frozenset[ActionStatus] = frozenset({"not_completed_circumstances", "not_completed_agency"})


def allowed_next(machine: StatusMachine, current: str) -> tuple[str, ...]:
    """What may follow ``current``, for a menu; nothing for a status the machine does not know."""
    return machine.follows.get(current, ())


def check_transition(machine: StatusMachine, current: str, wanted: str) -> None:
    """Let a change of status pass, or raise ``Refused`` with a sentence that says what is possible instead."""
    if machine.may_follow(current, wanted):
        return
    if current not in machine.follows or wanted not in machine.follows:
        raise Refused(f"That is not a status a {machine.noun} can have.", kept="Nothing was changed.")
    article = "An" if machine.noun[0] in "aeiou" else "A"
    options = [machine.words[status] for status in machine.follows[current]]
    raise Refused(
        f"{article} {machine.noun} that is {machine.words[current]} cannot become {machine.words[wanted]}.",
        kept="Nothing was changed.",
        to_do=f"It can become: {'; '.join(options)}." if options else f"It stays {machine.words[current]}.",
    )


def check_referral_transition(current: str, wanted: str) -> None:
    """As ``check_transition``, for a referral."""
    check_transition(REFERRAL, current, wanted)


def check_case_transition(current: str, wanted: str) -> None:
    """As ``check_transition``, for a case."""
    check_transition(CASE, current, wanted)


def check_action_transition(current: str, wanted: str) -> None:
    """As ``check_transition``, for an action."""
    check_transition(ACTION, current, wanted)
