"""What can be asked about a case in a panel, one class each: its fields, its command, and how to take it back."""

from collections.abc import Mapping

from ui.cases.asks.access import AccessAsk, AgencyOutAsk, LinkAsk
from ui.cases.asks.actions import ActionAsk
from ui.cases.asks.ask import Ask
from ui.cases.asks.closing import AftercareAsk, CloseAsk, ReopenAsk, ReviewAsk
from ui.cases.asks.orders import BreachAsk, OrderChangeAsk, ToolAsk
from ui.cases.asks.outcomes import CourtAsk, LearningAsk, PoliceAsk, SupportAsk, VictimAsk
from ui.cases.asks.standing import FlagsAsk, HearingAsk, LeadAsk, PersonAsk, SummaryAsk

ASKS: Mapping[str, type[Ask]] = {
    "summary": SummaryAsk,
    "hearing": HearingAsk,
    "lead": LeadAsk,
    "flags": FlagsAsk,
    "person": PersonAsk,
    "action": ActionAsk,
    "link": LinkAsk,
    "access": AccessAsk,
    "agency-out": AgencyOutAsk,
    "close": CloseAsk,
    "reopen": ReopenAsk,
    "aftercare": AftercareAsk,
    "review": ReviewAsk,
    "tool": ToolAsk,
    "breach": BreachAsk,
    "order": OrderChangeAsk,
    "support": SupportAsk,
    "police": PoliceAsk,
    "court": CourtAsk,
    "victim": VictimAsk,
    "learning": LearningAsk,
}
"""Every kind of change by its name; ``change:<kind>`` and ``change:<kind>:<subject>`` are the ways to it."""

__all__ = ["ASKS", "Ask"]
