"""Tools of enforcement and resolution: sought, granted, varied, breached."""

from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.model.cases import commands as asked
from hipdesk.model.cases.orders import LIVE_STATES
from hipdesk.model.users import Right
from hipdesk.services.cases.change import seen_to_change
from hipdesk.services.cases.recording import content_of, fill, fill_texts, kept, row_of
from hipdesk.services.registry import writes
from hipdesk.store.queries.outcomes import newest_change, other_breaches
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.outcomes import BreachRow, EnforcementRow, OrderChangeRow
from hipdesk.store.work import Work


@writes(Right.EDIT_CASES, "enforcement.recorded")
def record_enforcement(work: Work, command: asked.RecordEnforcement) -> str:
    """Record a tool of enforcement or bring one up to date. Refused when it ends before it starts."""
    case = seen_to_change(work, command)
    if command.starts_on and command.expires_on and command.expires_on < command.starts_on:
        raise Refused("It cannot end before it starts.", kept="Nothing was changed.", to_do="Check the two days.")
    row: EnforcementRow = row_of(work, EnforcementRow, command.enforcement_id, case)
    old = content_of(row)
    fill(
        row, command, "person_id", "kind", "by_agency_id", "sought_on", "state", "decided_on", "starts_on", "expires_on"
    )
    fill_texts(row, command, "applicant", "terms", "result")
    return kept(work, row, case, "enforcement.recorded", old)


@writes(Right.EDIT_CASES, "enforcement.breached")
def record_breach(work: Work, command: asked.RecordBreach) -> str:
    """Record a breach of a tool, or what followed one; the tool then stands as breached. Refused for a day to come."""
    case = seen_to_change(work, command)
    tool: EnforcementRow = row_of(work, EnforcementRow, command.enforcement_id, case)
    if command.on_day > work.today:
        raise Refused("A breach cannot be of a day to come.", kept="Nothing was changed.", to_do="Check the day.")
    if command.breach_id is None:
        row = BreachRow(enforcement_id=tool.id, state_before=tool.state)
    else:
        row = _breach_of(work, command.breach_id, tool)
    old = content_of(row)
    tool.state, row.on_day = "breached", command.on_day
    fill_texts(row, command, "words", "result")
    return kept(work, row, case, "enforcement.breached", old)


@writes(Right.EDIT_CASES, "enforcement.changed")
def change_order(work: Work, command: asked.ChangeOrder) -> str:
    """Record that a tool was varied: its new terms and end hold from now, the old ones stay with the change.

    Refused when nothing was changed, when it ends before it starts, for a day to come, and for what never ran.
    """
    case = seen_to_change(work, command)
    tool: EnforcementRow = row_of(work, EnforcementRow, command.enforcement_id, case)
    if tool.state not in LIVE_STATES:
        raise Refused("Only what was granted can be changed.", kept="Nothing was changed.", to_do="Correct it instead.")
    if command.on_day > work.today:
        raise Refused("A change cannot be of a day to come.", kept="Nothing was changed.", to_do="Check the day.")
    if tool.starts_on and command.expires_on and command.expires_on < tool.starts_on:
        raise Refused("It cannot end before it starts.", kept="Nothing was changed.", to_do="Check the two days.")
    if (command.terms or None, command.expires_on) == (tool.terms, tool.expires_on) and not command.words:
        raise Refused("Nothing was changed.", kept="It stays as it is.", to_do="Write what was changed.")
    row = OrderChangeRow(enforcement_id=tool.id, on_day=command.on_day)
    row.terms_before, row.expires_before = tool.terms, tool.expires_on
    row.words = command.words or None
    tool.terms, tool.expires_on = command.terms or None, command.expires_on
    return kept(work, row, case, "enforcement.changed", {})


def take_back_of_tool(work: Work, case: CaseRow, kind: str, key: str) -> dict[str, Any]:
    """Take a breach or change of a tool back, inside another service; returns what it said."""
    row = work.find(BreachRow, key) if kind == "breach" else work.find(OrderChangeRow, key)
    tool: EnforcementRow = row_of(work, EnforcementRow, row.enforcement_id, case)
    if isinstance(row, BreachRow):
        if not other_breaches(work, row):
            tool.state = row.state_before or "granted"
    else:
        newest = newest_change(work, tool.id)
        if newest is not None and newest.id != row.id:
            raise Refused("It was changed again since.", kept="Nothing was changed.", to_do="Take back the newest.")
        tool.terms, tool.expires_on = row.terms_before, row.expires_before
    old = content_of(row)
    work.session.delete(row)
    return old


def _breach_of(work: Work, key: str, tool: EnforcementRow) -> BreachRow:
    row = work.find(BreachRow, key)
    if row.enforcement_id != tool.id:
        raise Refused("That record belongs to another order.", kept="Nothing was changed.")
    return row
