"""Guessing the plan of a workbook, and guessing again after somebody has settled a part of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hipdesk.kernel import collector
from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.actions import owners_of, split_actions
from hipdesk.model.workbooks.agency_book import AgencyBook, match_spellings
from hipdesk.model.workbooks.columns import SheetReading, match_columns
from hipdesk.model.workbooks.fields import Role, guess_heading
from hipdesk.model.workbooks.grid import Cell, SheetGrid, WorkbookGrid, cell_at, cell_line, cell_words, folded
from hipdesk.model.workbooks.headings import NO_HEADINGS, Headings, find_headings, headings_at
from hipdesk.model.workbooks.plan import AgencyMatch, ColumnMatch, Contact, Plan, SheetPlan, ValueMatch
from hipdesk.model.workbooks.rows import column_cells, count_set_aside, read_rows
from hipdesk.model.workbooks.values import GUESS, KINDS, answer_of, guess_value, split_values
from hipdesk.model.workbooks.wards import match_wards

_KEYS: dict[Role, frozenset[str]] = {
    "referrals": frozenset({"old_reference", "received", "victim_name", "victim_family"}),
    "actions": frozenset({"wording", "reference"}),
    "contacts": frozenset({"agency"}),
    "nothing": frozenset(),
}
_KEY_FROM = 64


def propose_plan(grid: WorkbookGrid, register: Sequence[str] = ()) -> Plan:
    """What the workbook seems to hold: sheets, heading rows, columns, values, agencies, wards.

    ``register``: names of agencies the office has already, which spellings may join.
    """
    plan = Plan(grid.file_name, grid.digest, (), (), register=tuple(register))
    return rematch(grid, plan)


@collector.at_rest()
def rematch(grid: WorkbookGrid, plan: Plan) -> Plan:
    """The plan guessed again; what a person or a mapping settled stands."""
    readings = [_read_sheet(sheet, plan) for sheet in grid.sheets]
    columns = tuple(_settled_column(column, plan) for column in match_columns(readings))
    plan = replace(plan, columns=columns)
    readings = [
        reading
        if reading.keys == _keys_of(plan, reading.sheet, reading.headings)
        else read_sheet(plan, reading.sheet, reading.headings)
        for reading in readings
    ]
    sheets = tuple(_sheet_plan(reading, plan) for reading in readings)
    plan = replace(plan, sheets=sheets, contacts=tuple(_contacts(readings, columns)))
    return _with_values(plan, readings)


def read_plan(grid: WorkbookGrid, plan: Plan) -> list[SheetReading]:
    """Every sheet read as the plan says: its headings where they are said to be, its rows told apart."""
    settled = {sheet.name: sheet for sheet in plan.sheets}
    readings = []
    for sheet in grid.sheets:
        about = settled.get(sheet.name)
        fits = about and about.holds != "nothing" and all(row < len(sheet.rows) for row in about.heading_rows)
        headings = headings_at(sheet, about.holds, about.heading_rows) if about and fits else NO_HEADINGS
        readings.append(read_sheet(plan, sheet, headings))
    return readings


def read_sheet(plan: Plan, sheet: SheetGrid, headings: Headings) -> SheetReading:
    """One sheet with its rows told apart by the columns the plan takes for keys."""
    keys = _keys_of(plan, sheet, headings)
    return SheetReading(sheet, headings, read_rows(sheet, headings, keys), keys)


def _keys_of(plan: Plan, sheet: SheetGrid, headings: Headings) -> frozenset[int]:
    keys = _KEYS[headings.holds]
    return frozenset(
        place.column
        for column in plan.columns_of(headings.holds)
        if column.target in keys
        for place in column.places
        if place.sheet == sheet.name
    )


def _read_sheet(sheet: SheetGrid, plan: Plan) -> SheetReading:
    """A sheet before its columns are matched: the keys are what the headings alone tell."""
    about = next((about for about in plan.sheets if about.name == sheet.name and about.settled_by != "guess"), None)
    headings = find_headings(sheet)
    if about and about.holds == "nothing":
        headings = NO_HEADINGS
    elif about:
        rows = tuple(row for row in about.heading_rows if row < len(sheet.rows)) or headings.rows
        headings = headings_at(sheet, about.holds, rows)
    keys = _KEYS[headings.holds]
    columns = frozenset(
        head.column
        for head in headings.columns
        for guess in guess_heading(headings.holds, head.heading, head.group)[:1]
        if guess.target in keys and guess.score >= _KEY_FROM
    )
    return SheetReading(sheet, headings, read_rows(sheet, headings, columns), columns)


def _settled_column(column: ColumnMatch, plan: Plan) -> ColumnMatch:
    for before in plan.columns_of(column.role):
        if before.settled_by != "guess" and folded(before.key) == folded(column.key):
            return replace(column, target=before.target, confidence=100, note="", settled_by=before.settled_by)
    return column


def _sheet_plan(reading: SheetReading, plan: Plan) -> SheetPlan:
    before = next((about for about in plan.sheets if about.name == reading.sheet.name), None)
    return SheetPlan(
        reading.sheet.name,
        reading.headings.holds,
        reading.headings.rows,
        sum(1 for row in reading.rows if row.kind == "entry"),
        count_set_aside(reading.rows),
        reading.sheet.hidden,
        before.settled_by if before else "guess",
        "Hidden in the workbook" if reading.sheet.hidden else "",
    )


def cells_of(readings: list[SheetReading], column: ColumnMatch) -> Iterator[Cell]:
    """The filled cells of a matched column, on all its sheets."""
    for reading in readings:
        for place in column.places:
            if place.sheet == reading.sheet.name and reading.headings.holds == column.role:
                yield from column_cells(reading.sheet, reading.rows, place.column)


def _contacts(readings: list[SheetReading], columns: tuple[ColumnMatch, ...]) -> Iterator[Contact]:
    for reading in readings:
        if reading.headings.holds != "contacts":
            continue
        at = {
            column.target: place.column
            for column in columns
            if column.role == "contacts"
            for place in column.places
            if place.sheet == reading.sheet.name
        }
        for row in reading.rows:
            if row.kind == "entry":
                cells = reading.sheet.rows[row.at]
                words = defaultdict(str, {target: cell_line(cell_at(cells, column)) for target, column in at.items()})
                yield Contact(
                    words["agency"],
                    words["contact"],
                    words["email"],
                    words["telephone"],
                    words["on_panel"],
                    reading.sheet.name,
                    row.at + 1,
                )


def _with_values(plan: Plan, readings: list[SheetReading]) -> Plan:
    values = [value for kind in KINDS for value in _values(plan, readings, kind)]
    listed = {(value.kind, folded(value.written)) for value in values}
    values += [
        value
        for value in plan.values
        if value.settled_by != "guess" and (value.kind, folded(value.written)) not in listed
    ]
    settled = [agency for agency in plan.agencies if agency.settled_by != "guess"]
    book = AgencyBook([contact.agency for contact in plan.contacts], plan.register, settled)
    counted = Counter(_spellings(plan, readings, book))
    agencies = match_spellings(book, counted)
    known = {folded(agency.written) for agency in agencies}
    agencies += tuple(agency for agency in settled if folded(agency.written) not in known)
    wards = match_wards(
        [cell_line(cell) for column in _going_to(plan, "ward") for cell in cells_of(readings, column)], plan.wards
    )
    return replace(plan, values=tuple(values), agencies=_in_order(agencies), wards=wards)


def _in_order(agencies: tuple[AgencyMatch, ...]) -> tuple[AgencyMatch, ...]:
    return tuple(sorted(agencies, key=lambda match: (-match.count, match.written)))


def _going_to(plan: Plan, *targets: str, role: Role = "referrals") -> list[ColumnMatch]:
    return [column for column in plan.columns_of(role) if column.target in targets]


def _values(plan: Plan, readings: list[SheetReading], kind: str) -> Iterator[ValueMatch]:
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    cells = Counter(cell_words(cell) for column in _going_to(plan, kind) for cell in cells_of(readings, column))
    for words, count in cells.items():
        for piece in split_values(kind, words):
            counts[folded(piece) or piece] += count
            shown.setdefault(folded(piece) or piece, one_line(piece))
    settled = {folded(value.written): value for value in plan.values if value.kind == kind}
    for key, count in counts.most_common():
        before = settled.get(key)
        if before and before.settled_by != "guess":
            yield replace(before, count=count)
        else:
            guess = guess_value(kind, shown[key])
            codes = guess.codes if guess.confidence >= GUESS else ()
            yield ValueMatch(kind, shown[key], count, codes, guess.confidence)


def _spellings(plan: Plan, readings: list[SheetReading], book: AgencyBook) -> Iterator[str]:
    """Every spelling of an agency: who referred, and who owns an action."""
    for column in _going_to(plan, "agency"):
        for cell in cells_of(readings, column):
            if not answer_of(cell_line(cell)):
                yield book.source(cell_line(cell))[0]
    for column in _going_to(plan, "actions"):
        for cell in cells_of(readings, column):
            for line in split_actions(cell_words(cell)):
                yield from owners_of(line, book.is_known)
    for column in _going_to(plan, "owner", role="actions"):
        for cell in cells_of(readings, column):
            yield from book.owners(cell_line(cell))[0]
