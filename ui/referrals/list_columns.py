"""The columns of the list of all referrals: reference and initials, never a name."""

from datetime import date

from hipdesk.model.referrals.views import ReferralLine
from ui.parts.case_words import day, joined, risk_chip
from ui.referrals.inbox_rows import status_chip, where_it_stands
from ui.widgets import chips
from ui.widgets.cells import Cell
from ui.widgets.table_model import Column

USUAL = ("initials", "received", "agency", "strands", "risk", "status", "standing", "case")
"""The columns shown beside the reference until others are chosen."""


def choices(today: date) -> list[tuple[str, str]]:
    """Every column to choose from, by name and title; the reference always stays."""
    return [(each.name, each.title) for each in columns(today) if each.name != "reference"]


def columns(today: date) -> list[Column[ReferralLine]]:
    """All of them; where there is no room the highest ``drop`` goes first."""
    return [
        Column("reference", "Reference", lambda line: Cell(line.reference, bold=True), 128, "reference"),
        Column("initials", "Initials", lambda line: line.initials, 70, "initials"),
        Column("received", "Received", lambda line: day(line.received_on, today), 96, "received"),
        Column("agency", "Agency", lambda line: Cell(line.agency, quiet=True), 122, "agency", drop=4),
        Column("ward", "Ward", lambda line: Cell(line.ward, quiet=True), 110, drop=7),
        Column("strands", "Strands", lambda line: Cell(joined(*line.strands), quiet=True), 112, drop=3),
        Column("risk", "Risk", lambda line: risk_chip(line.risk), 108, drop=2),
        Column("urgent", "Urgent", lambda line: chips.rag("late", "Urgent") if line.urgent else "", 80, drop=8),
        Column("status", "Status", lambda line: status_chip(line.status), 150, "status"),
        Column("decided", "Decided", lambda line: day(line.decided_on, today), 96, "decided", drop=6),
        Column("case", "Case", lambda line: Cell(line.case_reference, quiet=True), 128, drop=5),
        Column("repeat", "Repeat", lambda line: "Repeat" if line.repeat else "", 70, drop=9),
        Column("standing", "Where it stands", where_it_stands, 176, stretch=True, drop=1),
    ]
