"""The remark beside a matched column: what an officer should know about its cells before going on."""

import re
from collections import Counter
from datetime import date

from hipdesk.model.workbooks.actions import split_actions
from hipdesk.model.workbooks.days import month_first_column, read_day, read_days
from hipdesk.model.workbooks.grid import Cell, cell_line, cell_words, folded
from hipdesk.model.workbooks.values import answer_of, split_tenure

LOOKED_AT = 2_000
"""Cells of a column that a remark is about."""

_DAYS = frozenset({"received", "closed_on", "incident_when", "hearings", "due", "done_on", "raised"})


def note_for(target: str, cells: list[Cell], *, hidden: bool = False) -> str:
    """One short remark, or nothing. ``cells`` are the filled cells of the column; of very many, the first are told."""
    remarks = [_about(target, cells if target == "old_reference" else cells[:LOOKED_AT])]
    if hidden:
        remarks.append("Hidden in the workbook")
    not_known = sum(1 for cell in cells[:LOOKED_AT] if answer_of(cell_line(cell)))
    if not_known and target not in ("keep", "leave_out", "birth", "perpetrator", "agreement"):
        remarks.append(f"{not_known} not known")
    return "; ".join(remark for remark in remarks if remark)


def _about(target: str, cells: list[Cell]) -> str:
    if target == "leave_out":
        return "Empty in every row"
    if target == "old_reference":
        repeated = sum(1 for count in Counter(folded(cell_line(cell)) for cell in cells).values() if count > 1)
        return f"{repeated} occur more than once" if repeated else ""
    if target in _DAYS:
        return _about_days(target, cells)
    if target == "birth":
        return _about_births(cells)
    if target == "tenure":
        return "Two things: tenure and landlord" if any(split_tenure(cell_line(cell))[1] for cell in cells) else ""
    if target == "actions":
        return f"About {sum(len(split_actions(cell_words(cell))) for cell in cells)} actions"
    return "Spellings come next" if target in ("agency", "owner") else ""


def _about_days(target: str, cells: list[Cell]) -> str:
    if month_first_column(cells):
        return "Written month first"
    unread = sum(1 for cell in cells if not (read_days(cell)[0] if target == "hearings" else read_day(cell).day))
    ways = len({_way(cell) for cell in cells if target == "hearings" or read_day(cell).day})
    remarks = [f"{ways} ways of writing dates"] if ways > 1 and target != "hearings" else []
    if unread:
        remarks.append(f"{unread} are no whole day")
    return ", ".join(remarks)


def _way(cell: Cell) -> str:
    if isinstance(cell, date):
        return "date"
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d", "9", cell_line(cell)))


def _about_births(cells: list[Cell]) -> str:
    ages = sum(1 for cell in cells if not isinstance(cell, date) and not read_day(cell).day and _has_figures(cell))
    unknown = sum(1 for cell in cells if answer_of(cell_line(cell)))
    parts = [f"{ages} ages" if ages else "", f"{unknown} not known" if unknown else ""]
    return ", ".join(part for part in parts if part)


def _has_figures(cell: Cell) -> bool:
    return any(sign.isdigit() for sign in cell_line(cell))
