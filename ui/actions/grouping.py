"""Putting headings between actions: by agency, by case, or none."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

from hipdesk.model.action_log import ActionBoard, ActionView, AgencyGroup, Tab, segments
from ui.actions.table import BoardRow, Heading

Grouping = Literal["agency", "case", "none"]
GROUPS = (("agency", "Agency"), ("case", "Case"), ("none", "None, by due day"))
_LIVE_TABS = frozenset({"open", "late", "before_panel"})


def rows_of(board: ActionBoard, grouping: Grouping, folded: Collection[str], tab: Tab) -> list[BoardRow]:
    """The rows of the table: headings in order, each followed by its actions unless it is folded."""
    if grouping == "none":
        return list(board.actions)
    found: list[BoardRow] = []
    for heading, actions in _by_agency(board, tab) if grouping == "agency" else _by_case(board.actions):
        found.append(replace(heading, folded=heading.key in folded))
        if heading.key not in folded:
            found.extend(actions)
    return found


def _by_agency(board: ActionBoard, tab: Tab) -> list[tuple[Heading, list[ActionView]]]:
    rows: dict[str | None, list[ActionView]] = {}
    for action in board.actions:
        rows.setdefault(action.agency_id, []).append(action)
    groups = {group.agency_id: group for group in board.groups}
    order = [group.agency_id for group in board.groups if group.agency_id in rows]
    order += sorted((key for key in rows if key not in groups), key=lambda key: rows[key][0].agency)
    found = []
    for key in order:
        group = groups.get(key) or _ended(key, rows[key])
        late = f"{group.late} late" if group.late and tab in _LIVE_TABS else ""
        words = f"{group.count} open" if tab in _LIVE_TABS else f"{len(rows[key])} here"
        if late:
            words += ","
        shown = group if tab in _LIVE_TABS else None
        found.append((Heading(f"agency-{key or 'none'}", group.name, words, late, shown), rows[key]))
    return found


def _ended(key: str | None, rows: Sequence[ActionView]) -> AgencyGroup:
    """An agency that has no live action any more."""
    bar = segments((row.rag.code, row.rag.days_late, 1) for row in rows)
    return AgencyGroup(key, rows[0].agency or "No owner", 0, 0, bar, "", 0, may_escalate=False)


def _by_case(actions: Sequence[ActionView]) -> list[tuple[Heading, list[ActionView]]]:
    rows: dict[str | None, list[ActionView]] = {}
    for action in actions:
        rows.setdefault(action.case_id, []).append(action)
    found = []
    for key, own in sorted(rows.items(), key=lambda each: (each[0] is None, each[1][0].reference)):
        late = sum(row.rag.code == "red" for row in own)
        title = f"{own[0].reference} {own[0].initials}".strip() if key else "General"
        words = f"{len(own)} here" + ("," if late else "")
        found.append((Heading(f"case-{key or 'none'}", title, words, f"{late} late" if late else ""), own))
    return found
