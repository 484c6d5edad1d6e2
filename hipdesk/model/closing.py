"""The closure test: four things that should hold before a case is closed, and closing in spite of one that does not."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.model.risk import RiskPoint, trend

TestCode = Literal["actions", "risk", "consulted", "owner"]


@dataclass(frozen=True, slots=True)
class ClosureFacts:
    """What the test looks at.

    ``open_actions`` still live; ``dropped_without_reason`` ended undone with no reason written; ``risk_entry`` and
    ``risk_now`` the first and latest assessment or None; ``consulted_on`` the day the person affected was asked, or
    ``not_consulted_because`` a written reason why asking was unsafe or not possible; ``ongoing_owner`` who keeps
    an eye on it afterwards.
    """

    open_actions: int
    dropped_without_reason: int
    risk_entry: RiskPoint | None
    risk_now: RiskPoint | None
    consulted_on: date | None
    not_consulted_because: str = ""
    ongoing_owner: str = ""


@dataclass(frozen=True, slots=True)
class ClosureLine:
    """One of the four tests: met or not, with a sentence."""

    code: TestCode
    met: bool
    words: str


@dataclass(frozen=True, slots=True)
class ClosureTest:
    """The four lines in order."""

    lines: tuple[ClosureLine, ...]

    @property
    def met(self) -> int:
        """How many are met."""
        return sum(line.met for line in self.lines)

    @property
    def passed(self) -> bool:
        """Whether all are met."""
        return self.met == len(self.lines)

    @property
    def words(self) -> str:
        """ "Closure test met: 3 of 4"."""
        return f"Closure test met: {self.met} of {len(self.lines)}"

    @property
    def unmet(self) -> tuple[ClosureLine, ...]:
        """Those not met."""
        return tuple(line for line in self.lines if not line.met)


@dataclass(frozen=True, slots=True)
class ClosingOverride:
    """Closing without every test met: why, and the name of who approved it."""

    reason: str
    approver: str


def closure_test(facts: ClosureFacts) -> ClosureTest:
    """Apply the four tests: actions, risk, person affected consulted, ongoing owner."""
    return ClosureTest((_actions(facts), _risk(facts), _consulted(facts), _owner(facts)))


def check_closing(test: ClosureTest, override: ClosingOverride | None = None) -> None:
    """Let a closure pass when every test is met or an override gives reason and approver; else raise ``Refused``."""
    if test.passed:
        return
    unmet = " ".join(line.words for line in test.unmet)
    if override is None:
        raise Refused(
            f"{test.words}. {unmet}",
            kept="The case stays open.",
            to_do="Settle what is missing, or close it with a reason and the name of who approves it.",
        )
    if not override.reason.strip() or not override.approver.strip():
        raise Refused(
            f"{test.words}. Closing it all the same needs a reason and the name of who approves it.",
            kept="The case stays open.",
            to_do="Write both.",
        )


def _actions(facts: ClosureFacts) -> ClosureLine:
    open_ones, dropped = facts.open_actions, facts.dropped_without_reason
    if open_ones:
        words = "One action is still open." if open_ones == 1 else f"{open_ones} actions are still open."
    elif dropped:
        words = (
            "One action was dropped without a reason."
            if dropped == 1
            else f"{dropped} actions were dropped without a reason."
        )
    else:
        words = "Every action is complete, or dropped with a reason."
    return ClosureLine("actions", not open_ones and not dropped, words)


def _risk(facts: ClosureFacts) -> ClosureLine:
    if facts.risk_now is None:
        return ClosureLine("risk", False, "Risk has not been assessed.")
    moved = trend(facts.risk_entry, facts.risk_now)
    if moved.code == "rising":
        return ClosureLine("risk", False, "Risk is higher than when the case came.")
    if facts.risk_entry is None or moved.code == "first":
        return ClosureLine("risk", False, "Risk was assessed once only, so it cannot be shown to have fallen.")
    reduced = "Risk has fallen." if moved.code == "falling" else "Risk is stable."
    return ClosureLine("risk", True, reduced)


def _consulted(facts: ClosureFacts) -> ClosureLine:
    if facts.consulted_on is not None:
        day = facts.consulted_on
        return ClosureLine("consulted", True, f"The person affected was consulted on {day.day} {day:%B} {day.year}.")
    if facts.not_consulted_because.strip():
        return ClosureLine("consulted", True, "The person affected could not safely be consulted; the reason is kept.")
    return ClosureLine("consulted", False, "The person affected has not been consulted.")


def _owner(facts: ClosureFacts) -> ClosureLine:
    if facts.ongoing_owner.strip():
        return ClosureLine("owner", True, "Someone is named who stays in touch.")
    return ClosureLine("owner", False, "Nobody is named who stays in touch.")
