"""How an agency stands with the panel: who came to the last panels, what it sent, what it owes."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from hipdesk.model.agency_standing import AgencyStanding, PanelAttended
from ui.parts.case_words import full_day
from ui.parts.plain_table import PlainTable
from ui.widgets import british_dates, chips, layout
from ui.widgets.buttons import LinkButton
from ui.widgets.chips import Chip, ChipLabel
from ui.widgets.flow import Flow
from ui.widgets.labels import Label

Go = Callable[[str, str], object]
MOST_OWED = 8
_TIMES = {1: "once", 2: "twice"}
_CAME = {
    "present": ("green", "glyph-done", "came"),
    "deputy": ("blue", "glyph-half", "a deputy came"),
    "apologies": ("grey", "glyph-ring", "apologies"),
    "absent": ("red", "glyph-cross", "nobody came"),
}


def standing_parts(standing: AgencyStanding, go: Go) -> list[QWidget]:
    """The two sections; ``go`` gets "meeting" or "action" and its id."""
    return [_attendance(standing), _owed(standing, go)]


def _attendance(standing: AgencyStanding) -> QWidget:
    panels = standing.panels
    if not panels:
        none = Label("No panel has been held yet.", "quiet")
        return layout.held(layout.column(Label("At the last panels", "head"), none, gap=6))
    title = "At the last panel" if len(panels) == 1 else f"At the last {len(panels)} panels"
    deputies = sum(panel.came == "deputy" for panel in panels)
    told = f"Came to {standing.came} of {len(panels)}"
    told += f", {_TIMES.get(deputies, f'{deputies} times')} by a deputy" if deputies else ""
    row = Flow(gap=14)
    for panel in reversed(panels):
        row.add(ChipLabel(_panel_chip(panel)))
    kinds = {panel.came for panel in panels}
    key = Flow(gap=14)
    for came, (tone, glyph, words) in _CAME.items():
        if came in kinds:
            key.add(ChipLabel(chips.noted(tone, glyph, words, size=12)))
    head = layout.row(Label(title, "head"), Label(told, "second"), layout.STRETCH, gap=10)
    return layout.held(layout.column(head, row, 4, key, gap=8))


def _panel_chip(panel: PanelAttended) -> Chip:
    tone, glyph, words = _CAME[panel.came]
    when = f"{panel.held_on.day} {panel.held_on:%b}"
    who = f", {panel.who}" if panel.who else ""
    return replace(chips.noted(tone, glyph, when, size=12), spoken=f"{british_dates.long(panel.held_on)}: {words}{who}")


def _owed(standing: AgencyStanding, go: Go) -> QWidget:
    rows: list[list[str | QWidget]] = []
    for returns in standing.returns:
        many = "1 return" if returns.count == 1 else f"{returns.count} returns"
        link = LinkButton(many)
        link.setAccessibleName(f"{many} for the panel of {british_dates.long(returns.held_on)}")
        link.clicked.connect(lambda _on=False, key=returns.meeting_id: go("meeting", key))
        rows.append([link, f"still to send for the panel of {full_day(returns.held_on)}", ""])
    for action in standing.overdue[:MOST_OWED]:
        link = LinkButton(f"Action {action.number}")
        link.setAccessibleName(f"Open action {action.number}")
        link.clicked.connect(lambda _on=False, key=action.id: go("action", key))
        words = f"{action.wording} ({action.reference})" if action.reference else action.wording
        late = ChipLabel(chips.rag("late", action.late_words))
        rows.append([link, words, late])
    head = layout.row(Label("What it owes", "head"), Label(_owed_words(standing), "second"), layout.STRETCH, gap=10)
    if not rows:
        settled = ChipLabel(chips.noted("green", "glyph-done", "Nothing is late and no return is out"))
        return layout.held(layout.column(head, settled, gap=6))
    table = PlainTable([], name="What the agency owes", stretch={1: 1})
    table.show_rows(rows)
    more = len(standing.overdue) - MOST_OWED
    parts: list[QWidget] = [table]
    if more > 0:
        parts.append(Label(f"and {more} more actions past their date", "second"))
    return layout.held(layout.column(head, *parts, gap=6))


def _owed_words(standing: AgencyStanding) -> str:
    late = len(standing.overdue)
    if not standing.open_actions:
        return "no open action"
    actions = "1 open action" if standing.open_actions == 1 else f"{standing.open_actions} open actions"
    return f"{actions}, {late} past the date" if late else f"{actions}, none past its date"


def referral_words(standing: AgencyStanding) -> str:
    """ "34 referrals, 5 within twelve months, the last on Mon 30 Nov 2026"."""
    if not standing.referrals:
        return "None yet"
    many = "1 referral" if standing.referrals == 1 else f"{standing.referrals:,} referrals"
    last = f", the last on {full_day(standing.last_referral_on)}" if standing.last_referral_on else ""
    return f"{many}, {standing.referrals_year} within twelve months{last}"
