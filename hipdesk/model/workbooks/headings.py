"""Finding what a sheet holds and which of its rows are headings: any of the first thirty, one row or two."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from hipdesk.model.workbooks.fields import EXACT, ROLES, TICK, Role, group_kind, guess_heading
from hipdesk.model.workbooks.grid import Cell, SheetGrid, cell_at, cell_line, column_letters, folded, is_blank
from hipdesk.model.workbooks.words import word_set

LOOK_DOWN = 30
"""Rows looked at for headings."""

_COUNTS_FROM = 64
_LONGEST_HEADING = 90
_IDENTITY = frozenset({"old_reference", "received", "victim_name", "victim_family"})
_LEAST: dict[Role, int] = {"referrals": 3, "actions": 3, "contacts": 2, "nothing": 0}


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """One column under the headings: its place, its heading, and the heading over several columns, if any."""

    column: int
    heading: str
    group: str = ""

    @property
    def title(self) -> str:
        """What it is called where it has no heading of its own: "Column W"."""
        return self.heading or self.group or f"Column {column_letters(self.column)}"


@dataclass(frozen=True, slots=True)
class Headings:
    """What a sheet holds, its heading rows counted from 0, its columns, and how well they are known (0 upward)."""

    holds: Role
    rows: tuple[int, ...]
    columns: tuple[HeadedColumn, ...]
    score: float


NO_HEADINGS = Headings("nothing", (), (), 0.0)


def find_headings(sheet: SheetGrid) -> Headings:
    """The best reading of a sheet; ``NO_HEADINGS`` where none of its rows names enough fields."""
    best = NO_HEADINGS
    for rows in _candidates(sheet):
        columns = head_columns(sheet, rows)
        for role in ROLES[:-1]:
            score = _score(sheet, role, columns)
            if score > best.score + (0.5 if len(rows) == 2 else 0.0):
                best = Headings(role, rows, columns, score)
    return best


def headings_at(sheet: SheetGrid, holds: Role, rows: tuple[int, ...]) -> Headings:
    """The columns under heading rows that somebody has settled."""
    return Headings(holds, rows, head_columns(sheet, rows), 0.0) if rows else NO_HEADINGS


def _candidates(sheet: SheetGrid) -> Iterator[tuple[int, ...]]:
    """Rows that could be headings: each alone, then each with the row above it."""
    fit = [at for at, row in enumerate(sheet.rows[:LOOK_DOWN]) if _could_head(row)]
    for at in fit:
        yield (at,)
    for at in fit:
        if at > 0 and _could_stand_over(sheet, at - 1):
            yield (at - 1, at)


def _could_head(row: tuple[Cell, ...]) -> bool:
    filled = [cell for cell in row if not is_blank(cell)]
    words = [cell for cell in filled if isinstance(cell, str) and len(cell.strip()) <= _LONGEST_HEADING]
    return len(words) >= 2 and len(words) >= 0.8 * len(filled)


def _could_stand_over(sheet: SheetGrid, at: int) -> bool:
    """At least two headings in the row, none of them a day or a number, or one that spans part of the columns."""
    row = sheet.rows[at]
    filled = [cell for cell in row if not is_blank(cell)]
    if any(isinstance(cell, (date, time, float, int)) for cell in filled):
        return False
    spans = [span for span in sheet.merged if span.top == at and span.right > span.left]
    return len(filled) >= 2 or any(span.left > 0 for span in spans)


def head_columns(sheet: SheetGrid, rows: tuple[int, ...]) -> tuple[HeadedColumn, ...]:
    """The columns under one or two heading rows. A heading used twice is told apart as "Date (2)"."""
    if len(rows) == 1:
        named = [(column, cell_line(cell), "") for column, cell in enumerate(sheet.rows[rows[0]])]
    else:
        named = _two_rows(sheet, rows[0], rows[1])
    width = max(sheet.width, len(named))
    named += [(column, "", "") for column in range(len(named), width)]
    seen: dict[str, int] = {}
    columns = []
    for column, heading, group in named:
        key = folded(f"{group} / {heading}")
        seen[key] = seen.get(key, 0) + 1
        again = f" ({seen[key]})" if key and seen[key] > 1 else ""
        columns.append(HeadedColumn(column, heading + again if heading else heading, group))
    return tuple(columns)


def _two_rows(sheet: SheetGrid, upper: int, lower: int) -> list[tuple[int, str, str]]:
    """Headings of two rows: what stands over several columns becomes their group."""
    spanned = _spanned(sheet, upper)
    named = []
    carried = ""
    for column in range(max(len(sheet.rows[upper]), len(sheet.rows[lower]))):
        over = cell_line(cell_at(sheet.rows[upper], column))
        under = cell_line(cell_at(sheet.rows[lower], column))
        if over:
            carried = over
        elif column in spanned:
            carried = spanned[column]
        elif not under or _ends_group(sheet, upper, column):
            carried = ""
        group = over or (carried if under else "")
        named.append((column, under, group) if under else (column, group, ""))
    return named


def _spanned(sheet: SheetGrid, row: int) -> dict[int, str]:
    """The words of merged headings, for every column they lie over."""
    found = {}
    for span in sheet.merged:
        if span.top <= row <= span.bottom and span.right > span.left:
            words = cell_line(cell_at(sheet.rows[span.top], span.left))
            for column in range(span.left, min(span.right, sheet.width) + 1):
                found[column] = words
    return found


def _ends_group(sheet: SheetGrid, row: int, column: int) -> bool:
    """Whether a merged heading ended just before this column, so that it covers no more."""
    return any(span.top == row and span.right == column - 1 and span.right > span.left for span in sheet.merged)


def _score(sheet: SheetGrid, role: Role, columns: tuple[HeadedColumn, ...]) -> float:
    """How many different fields the headings name, each weighed by how well; 0 when too few."""
    best: dict[str, int] = {}
    for column in columns:
        for guess in guess_heading(role, column.heading, column.group)[:1] if column.heading or column.group else ():
            if guess.score >= _COUNTS_FROM:
                best[guess.target] = max(best.get(guess.target, 0), guess.score)
    if len(best) < _LEAST[role] or not _essential(role, set(best)):
        return 0.0
    hint = 1.5 if _named_after(sheet, role) else 0.0
    grouped = 0.6 * sum(1 for column in columns if column.group and group_kind(column.group))
    return sum(best.values()) / EXACT + hint + grouped


def _essential(role: Role, targets: set[str]) -> bool:
    if role == "referrals":
        about = targets - _IDENTITY - {"status", "officer", "birth", "sex", "landlord", "postcode"}
        return bool(targets & _IDENTITY) and bool(about)
    if role == "actions":
        return "wording" in targets and "reference" in targets
    return "agency" in targets and bool(targets & {"email", "telephone"})


def _named_after(sheet: SheetGrid, role: Role) -> bool:
    hints = word_set("headings", "sheets", role) if role in ("contacts", "actions") else frozenset()
    return folded(sheet.name) in hints


def is_tick_target(target: str) -> bool:
    """Whether a target is a column of ticks for one strand."""
    return target.startswith(TICK)
