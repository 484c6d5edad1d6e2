"""What is done on a case at once, without a panel: told, unlinked, let back, ruled, taken back; each with its undo."""

from collections.abc import Callable
from dataclasses import dataclass

from hipdesk.model import cases as asked
from hipdesk.model.cases.views import CaseView
from hipdesk.model.panels.attendance import RuleOnInterest
from hipdesk.services import cases
from hipdesk.services.attendance import rule_on_interest
from hipdesk.services.panel_day import mark_told
from ui.cases.asks.ask import Call
from ui.context import Context
from ui.messages.seam import ask_first

_KINDS = {
    "tool": "this order with its changes and breaches",
    "change": "this change of the order",
    "breach": "this breach",
    "support": "this offer of support",
    "police": "this police outcome",
    "court": "this court result",
    "victim": "what changed for them",
    "learning": "this learning point",
}


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done, what the toast says, and how it is taken back."""

    call: Call
    said: str
    back: Call | None = None


class CaseDoings:
    """``do`` runs a way of the form "told:<line>", "unlink:<link>", "ruling:<interest>:<code>", "take-back:..."."""

    def __init__(self, context: Context, view: Callable[[], CaseView | None]) -> None:
        self._context = context
        self._view = view

    def do(self, way: str) -> None:
        """Do it; taking a record back is asked first, for that cannot be undone."""
        view = self._view()
        what, _, subject = way.partition(":")
        if view is None:
            return
        if what == "take-back":
            self._take_back(view, *subject.split(":", 1))
            return
        make: dict[str, Callable[[CaseView, str], Doing | None]] = {
            "told": _told, "untold": _untold, "unlink": _unlink, "let-back": _let_back, "ruling": _ruling,
            "untake-aftercare": _untake,
        }  # fmt: skip
        doing = make[what](view, subject)
        if doing is not None:
            self._run(doing)

    def _run(self, doing: Doing) -> None:
        def over(_made: object) -> None:
            back = doing.back
            undo = None if back is None else lambda: self._context.do(back.service, *back.args)
            self._context.messages.toast(doing.said, undo)

        self._context.do(doing.call.service, *doing.call.args, then=over)

    def _take_back(self, view: CaseView, kind: str, key: str) -> None:
        command = asked.TakeBackOutcome.model_validate({"id": view.id, "kind": kind, "outcome_id": key})
        ask_first(
            self._context.messages, "Take the record back?",
            f"The record of {_KINDS[kind]} goes from the case. The log keeps what it said.", "Take it back",
            lambda: self._run(Doing(Call(cases.take_back_outcome, (command,)), "The record is taken back.")),
        )  # fmt: skip


def _told(_view: CaseView, line_id: str) -> Doing:
    back = Call(mark_told, (line_id, False))
    return Doing(Call(mark_told, (line_id,)), "Noted: the person affected was told today.", back)


def _untold(_view: CaseView, line_id: str) -> Doing:
    return Doing(Call(mark_told, (line_id, False)), "Noted: they were not told after all.", Call(mark_told, (line_id,)))


def _unlink(view: CaseView, link_id: str) -> Doing | None:
    link = next((one for one in view.links if one.link_id == link_id), None)
    if link is None:
        return None
    again = {"id": view.id, "other_id": link.id, "kind": link.kind, "why": link.why}
    return Doing(
        Call(cases.unlink_cases, (asked.UnlinkCases(id=view.id, link_id=link_id),)),
        "The cases are no longer linked.",
        Call(cases.link_cases, (asked.LinkCases.model_validate(again),)),
    )


def _let_back(view: CaseView, interest_id: str) -> Doing | None:
    out = next((one for one in view.access.agencies_out if one.interest_id == interest_id), None)
    if out is None:
        return None
    return Doing(
        Call(cases.let_agency_back, (asked.LetAgencyBack(id=view.id, interest_id=interest_id),)),
        "The agency is let back.",
        Call(cases.keep_agency_out, (asked.KeepAgencyOut(id=view.id, agency_id=out.agency_id, reason=out.reason),)),
    )


def _ruling(view: CaseView, subject: str) -> Doing | None:
    key, _, ruling = subject.partition(":")
    line = next((one for one in view.access.interests if one.id == key), None)
    if line is None:
        return None
    before, now = (
        RuleOnInterest.model_validate({"interest_id": key, "ruling": code}) for code in (line.ruling, ruling)
    )
    return Doing(Call(rule_on_interest, (now,)), "The ruling is noted.", Call(rule_on_interest, (before,)))


def _untake(view: CaseView, _subject: str) -> Doing:
    command = asked.TakeBackAftercare(id=view.id)
    return Doing(Call(cases.take_back_aftercare, (command,)), "The check is taken back: it is due again.")
