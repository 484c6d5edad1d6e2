"""The columns of the case list: reference and initials, never a name."""

from datetime import date

from hipdesk.model.cases.views import CaseLine
from ui.parts.case_words import day, flag_chips, joined, risk_chip, trend_chip
from ui.widgets import chips
from ui.widgets.cells import Cell
from ui.widgets.chips import Chip
from ui.widgets.table_model import Column

TITLES = {"trend": "Which way the risk went"}
USUAL = ("reference", "initials", "strands", "risk", "trend", "status", "lead", "hearing", "heard", "actions", "flags")
"""The columns shown until others are chosen."""


def choices(today: date) -> list[tuple[str, str]]:
    """Every column to choose from, by name and title; the reference always stays."""
    return [(each.name, TITLES.get(each.name, each.title)) for each in columns(today) if each.name != "reference"]


def columns(today: date) -> list[Column[CaseLine]]:
    """All of them; where there is no room the highest ``drop`` goes first."""
    return [
        Column("reference", "Reference", lambda line: Cell(line.reference, bold=True), 115, "reference"),
        Column("initials", "Initials", lambda line: line.initials, 64, "initials"),
        Column("strands", "Strands", lambda line: Cell(joined(*line.strands), quiet=True), 110, "strands", drop=4),
        Column("risk", "Risk", lambda line: risk_chip(line.risk, line.trend), 108, "risk"),
        Column("trend", "", _trend, 48, tip="Which way the risk went", drop=6),
        Column("status", "Status", lambda line: chips.status(line.status), 90, "status"),
        Column("lead", "Lead", lambda line: Cell(line.lead, quiet=True), 118, "lead", drop=3),
        Column("hearing", "Hearing", lambda line: _hearing(line, today), 84, "hearing"),
        Column("heard", "Heard", lambda line: line.heard, 38, "heard", right=True, drop=5),
        Column("actions", "Actions", _actions, 106, drop=2),
        Column("ward", "Ward", lambda line: Cell(line.ward, quiet=True), 96, drop=7),
        Column("received", "Received", lambda line: day(line.received_on, today), 78, "received", drop=8),
        Column("flags", "Flags", lambda line: Cell(chips=flag_chips(line.flags[:3])), 100, stretch=True, drop=1),
    ]


def _trend(line: CaseLine) -> Chip | str:
    return trend_chip(line.trend) or ""


def _hearing(line: CaseLine, today: date) -> Chip | str:
    if line.hearing_state == "none_set":
        return chips.noted("amber", "glyph-diamond", "None set", bold=True)
    return day(line.hearing, today)


def _actions(line: CaseLine) -> Cell:
    if not line.actions_open:
        return Cell("none", quiet=True)
    late = (
        (chips.noted("red", "glyph-triangle", f"{line.actions_late} late", bold=True, size=12),)
        if line.actions_late
        else ()
    )
    return Cell(f"{line.actions_open} open", late, chips_first=False)
