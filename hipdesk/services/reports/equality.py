"""Who is affected beside who lives in the district: people affected by group, against the office's own population.

Made of the tables as they are shown: what is hidden there has no share here.
"""

from collections.abc import Callable, Mapping

from hipdesk.model.measures import SMALLEST_BASE, percent
from hipdesk.model.population import group_key
from hipdesk.model.reports import Cell, Chart, Column, Finding, Line, ReportTable, Series, Strong
from hipdesk.model.settings import PopulationSettings
from hipdesk.model.suppression import CONFIDENTIAL, LOW_BASE, NOT_APPLICABLE

SECTION = "Who is affected, beside who lives here"
_CAUTION = "A larger share may also mean that more is reported."


def equality_tables(
    table: Callable[[str], ReportTable | None], kept: PopulationSettings
) -> tuple[ReportTable, ...]:  # fmt: skip
    """Tables 25a to 25f: one for each characteristic that has both people affected and a population."""
    made = []
    for number, groups in sorted(kept.groups.items()):
        counted = table(number)
        if counted is not None and any(groups.values()):
            made.append(_table(f"25{number[-1]}", counted, groups, kept.source))
    return tuple(made)


def _table(number: str, counted: ReportTable, groups: Mapping[str, int], source: str) -> ReportTable:
    by_key = {group_key(line.label): line for line in counted.lines if line.kind == "plain"}
    keys = {group_key(group) for group in groups}
    base = _base(counted, keys)
    people = sum(groups.values())
    rows = []
    for group, living in groups.items():
        line = by_key.get(group_key(group))
        cell = Cell(line.cells[0].value, line.cells[0].words) if line else Cell(0)
        rows.append((group, cell, _share(cell, base), living))
    lines = [
        Line(group, (cell, share, Cell(living), Cell(words=_part(living, people))))
        for group, cell, share, living in rows
    ]
    return ReportTable(
        number=number,
        title=f"{counted.heading}: people affected, and people who live here",
        section=SECTION,
        finding=_finding(rows, base, people),
        unit="person affected; resident",
        basis=counted.basis,
        heading=counted.heading,
        columns=(
            Column(f"Affected, {counted.columns[0].heading}", current=True), Column("Share of affected"),
            Column("Residents"), Column("Share of residents"),
        ),
        lines=tuple(lines),
        notes=_notes(counted, base, source),
        chart=Chart(
            "bars", counted.title, tuple(group for group, *_ in rows),
            (Series("People affected", tuple(cell.value or 0 for _, cell, _, _ in rows), current=True),),
        ),
    )  # fmt: skip


def _base(counted: ReportTable, keys: set[str]) -> int | None:
    """How many have one of the groups; None where that cannot be said of what is shown."""
    total = next((line.cells[0].value for line in counted.lines if line.kind == "total"), None)
    apart = [
        line.cells[0].value for line in counted.lines if line.kind != "total" and group_key(line.label) not in keys
    ]
    if total is None or None in apart:
        return None
    return total - sum(filter(None, apart))


def _share(cell: Cell, base: int | None) -> Cell:
    if cell.value is None:
        return Cell(words=CONFIDENTIAL)
    if base == 0:
        return Cell(words=NOT_APPLICABLE)
    given = percent(cell.value, base) if base is not None else None
    return Cell(words=LOW_BASE if given is None else f"{given}%")


def _part(living: int, people: int) -> str:
    part = 100 * living / people
    return f"{part:.1f}%" if 0 < part < 1 else f"{part:.0f}%"


def _finding(rows: list[tuple[str, Cell, Cell, int]], base: int | None, people: int) -> Finding:
    """The group whose share of people affected is most above its share of the district."""
    if not base or base < SMALLEST_BASE:
        return ()
    above = [((cell.value or 0) / base - living / people, group, share, living) for group, cell, share, living in rows]
    most, group, share, living = max(above, key=lambda each: (each[0], each[1]))
    if most <= 0:
        return ()
    return (
        f"{group}: ",
        Strong(f"{share.words} of people affected"),
        f", {_part(living, people)} of those who live here.",
    )


def _notes(counted: ReportTable, base: int | None, source: str) -> tuple[str, ...]:
    known = counted.heading[:1].lower() + counted.heading[1:]
    of = (
        f"Shares are of the {base} people whose {known} is known." if base is not None
        else f"No share: how many people’s {known} is known is not shown."
    )  # fmt: skip
    return (of, f"Population: {source or 'as entered by the office'}.", _CAUTION)
