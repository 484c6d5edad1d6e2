"""From a grid and its plan to a proposal: every referral, agency, row set aside, and finding. Nothing is written.

The rules that this module keeps:

- Year tabs with the same headings are one stream of referrals, in the workbook's order.
- A row that says exactly what another row of the same key says is a repeat and is set aside.
- A closed case is closed on its closing date; without one that can be read, on the day it was last heard.
- Hidden sheets, rows and columns are read like the rest, and a finding tells that they were hidden.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from hipdesk.kernel import collector
from hipdesk.model.workbooks.action_sheets import ActionRow, ActionSheet, read_action_row
from hipdesk.model.workbooks.agency_book import AgencyBook, book_of
from hipdesk.model.workbooks.analysis import read_plan
from hipdesk.model.workbooks.columns import SheetReading
from hipdesk.model.workbooks.days import month_first_column, read_day, year_of_sheet
from hipdesk.model.workbooks.fields import KEEP
from hipdesk.model.workbooks.grid import WorkbookGrid, cell_line, cell_words, folded, is_blank
from hipdesk.model.workbooks.plan import AgencyMatch, AgencyOrigin, Plan
from hipdesk.model.workbooks.proposals import Finding, Proposal, ProposedAgency, ProposedReferral, SetAside
from hipdesk.model.workbooks.referral_rows import Books, books_of, read_referral
from hipdesk.model.workbooks.row_cells import RowCells, SheetTargets, Target
from hipdesk.model.workbooks.rows import column_cells, forget_rows
from hipdesk.model.workbooks.sources import Keys, digest_of, identity_of
from hipdesk.model.workbooks.surroundings import hidden_findings, loose_rows, note_on_row, unknown_columns
from hipdesk.model.workbooks.undated import settle_undated
from hipdesk.model.workbooks.vague_days import vague_day

_NO_WORDING = "No column of this sheet is known to hold the wording of its actions."
_NO_CASE = "No case in the workbook has this action’s reference."
_SAME_NUMBER = "Actions of another sheet name its reference, and an earlier row has the same one."
_MONTH_FIRST = frozenset({"received", "closed_on", "incident_when", "hearings", "birth", "due", "done_on", "raised"})


@dataclass(slots=True)
class _Building:
    """What grows while a workbook is built."""

    grid: WorkbookGrid
    plan: Plan
    agencies: AgencyBook
    books: Books
    actions: ActionSheet = field(default_factory=ActionSheet)
    keys: Keys = field(default_factory=Keys)
    referrals: list[ProposedReferral] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    digests: set[tuple[str, str]] = field(default_factory=set)


@collector.at_rest()
def build(grid: WorkbookGrid, plan: Plan) -> Proposal:
    """Everything the workbook would bring, as the plan reads it. The same grid and plan give the same proposal."""
    agencies = book_of(plan)
    building = _Building(grid, plan, agencies, books_of(plan, agencies))
    readings = read_plan(grid, plan)
    forget_rows()
    blank = 0
    for reading in readings:
        _surroundings(building, reading)
        blank += sum(1 for row in reading.rows if row.kind == "blank")
        if reading.headings.holds == "actions":
            _read_actions(building, reading)
    if building.actions.by_reference:
        building.actions.meet_cases(_references(building, readings))
    for reading in readings:
        if reading.headings.holds == "referrals":
            _read_referrals(building, reading)
    settle_undated(building.referrals, building.findings)
    for left in building.actions.left():
        _set_loose_action_aside(building, left, _NO_CASE)
    return Proposal(
        grid.file_name,
        grid.digest,
        tuple(building.referrals),
        tuple(_agencies(building)),
        tuple(building.set_aside),
        tuple(building.findings),
        blank,
    )


def _surroundings(building: _Building, reading: SheetReading) -> None:
    """Rows set aside, and what the workbook hides."""
    building.findings.extend(hidden_findings(reading))
    building.findings.extend(unknown_columns(reading, building.plan))
    building.set_aside.extend(loose_rows(reading))
    building.set_aside.extend(
        SetAside(reading.sheet.name, row.at + 1, row.kind, row.words)
        for row in reading.rows
        if row.kind not in ("entry", "continuation", "blank")
    )


def _targets(building: _Building, reading: SheetReading) -> SheetTargets:
    by_target: dict[str, list[Target]] = defaultdict(list)
    for column in building.plan.columns_of(reading.headings.holds):
        for place in column.places:
            if place.sheet == reading.sheet.name:
                turned = column.target in _MONTH_FIRST and month_first_column(
                    column_cells(reading.sheet, reading.rows, place.column)
                )
                by_target[column.target].append(Target(place.column, column.key, turned))
    ordered = {target: tuple(sorted(columns, key=lambda found: found.column)) for target, columns in by_target.items()}
    pairs = tuple((target, column, column.column) for target, columns in ordered.items() for column in columns)
    in_order = sorted((folded(head.title), head.column) for head in reading.headings.columns)
    return SheetTargets(reading.sheet.name, ordered, pairs, tuple(in_order), building.grid.counts_from_1904)


def _rows(building: _Building, reading: SheetReading) -> Iterator[tuple[RowCells, tuple[int, int] | None]]:
    """Every entry with the rows that go on with it, and the month it stands under."""
    targets = _targets(building, reading)
    current: tuple[RowCells, tuple[int, int] | None] | None = None
    for row in reading.rows:
        if row.kind == "entry":
            if current:
                yield current
            current = RowCells(targets, row.at, [reading.sheet.rows[row.at]]), row.month
        elif row.kind == "continuation" and current:
            current[0].go_on_with(reading.sheet.rows[row.at])
    if current:
        yield current


def _references(building: _Building, readings: Iterable[SheetReading]) -> Iterator[str]:
    """The reference of every referral, as written."""
    for reading in readings:
        for column in building.plan.columns_of("referrals"):
            for place in column.places:
                if column.target == "old_reference" and place.sheet == reading.sheet.name:
                    yield from map(cell_line, column_cells(reading.sheet, reading.rows, place.column))


def _read_actions(building: _Building, reading: SheetReading) -> None:
    before = ""
    for cells, _ in _rows(building, reading):
        if cells.text("wording"):
            before = building.actions.add(cells, before)
        else:
            before = cells.line("reference") or before
            loose = ActionRow(before, cells)
            _set_loose_action_aside(building, loose, "This row has no words in a column of actions.")
    if not any(column.target == "wording" for column in building.plan.columns_of("actions")):
        building.findings.extend(
            Finding("set_aside", reading.sheet.name, row.at + 1, "", "", _NO_WORDING, "Set aside.", row.words[:200])
            for row in reading.rows
            if row.kind == "note"
        )


def _read_referrals(building: _Building, reading: SheetReading) -> None:
    headings = {head.column: head.title for head in reading.headings.columns}
    year = year_of_sheet(reading.sheet.name)
    for cells, month in _rows(building, reading):
        _read_one(building, reading, cells, headings, month, year)


def _read_one(
    building: _Building,
    reading: SheetReading,
    cells: RowCells,
    headings: dict[int, str],
    month: tuple[int, int] | None,
    year: date | None,
) -> None:
    joined, taken = building.actions.of(cells.line("old_reference"))
    near = _near(cells)
    extra = [read_action_row(row, place, building.agencies, near) for place, row in enumerate(joined, 1)]
    if taken:
        cells.find("doubled", None, _SAME_NUMBER, f"Put on the first row’s case only: {_counted(len(joined))}.")
    for row in () if taken else joined:
        building.findings.extend(row.cells.findings)
        _keep_beside_action(cells, row)
    referral = read_referral(cells, building.books, month, year, () if taken else extra)
    note_on_row(reading, cells, headings)
    # The digest counts actions of the sheet either way: a row said twice, word for word, is a repeat all the same.
    digest = digest_of([*cells.fingerprint(), *(action.as_written for action in extra)])
    given = building.keys.key(referral.old_reference, lambda: _identity(referral))
    if (given.base, digest) in building.digests:
        words = " | ".join(cell_line(cell) for cell in cells.rows[0] if not is_blank(cell))
        building.set_aside.append(SetAside(reading.sheet.name, cells.at + 1, "repeat", words))
        cells.findings[:] = []
        cells.find("doubled", None, "The same row stands earlier in the workbook.", "Set aside.", words)
    else:
        building.digests.add((given.base, digest))
        if given.before:
            cells.find("doubled", None, "Its reference stands on an earlier row.", "Taken as a referral of its own.")
        building.referrals.append(
            replace(
                referral,
                source=replace(referral.source, key=given.key, digest=digest),
                kept_text=tuple(cells.kept),
                unanswered=tuple(sorted(cells.unanswered.items())),
            )
        )
    building.findings.extend(cells.findings)


def _counted(actions: int) -> str:
    return "1 action" if actions == 1 else f"{actions} actions"


def _keep_beside_action(cells: RowCells, row: ActionRow) -> None:
    """What an action's row says besides the action is kept as text on its case."""
    for heading, words in row.cells.kept:
        cells.keep(heading, words)
    for column, cell in row.cells.cells(KEEP):
        cells.keep(column.heading, cell_words(cell))


def _near(cells: RowCells) -> date | None:
    found = cells.first("received")
    return (read_day(found[1]).day or vague_day(found[1], None).earliest) if found else None


def _identity(referral: ProposedReferral) -> str:
    came, victim = referral.received, referral.victim
    received = came.earliest.isoformat() if came.earliest else came.words
    born = victim.born.text if victim.born else str(victim.age or "")
    return identity_of(received, victim.name, born, referral.incident_when.words)


def _set_loose_action_aside(building: _Building, row: ActionRow, what: str) -> None:
    sheet, at = row.cells.about.sheet, row.cells.at + 1
    words = " | ".join(cell_line(cell) for cell in row.cells.rows[0] if not is_blank(cell))
    building.set_aside.append(SetAside(sheet, at, "loose action" if what == _NO_CASE else "no wording", words))
    row.cells.find("set_aside" if what != _NO_CASE else "unread", None, what, "Set aside.", words)
    building.findings.extend(row.cells.findings)


def _agencies(building: _Building) -> Iterator[ProposedAgency]:
    """Every agency that is a contact, a referrer or an owner, with its spellings as often as the workbook has them."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    origins: dict[str, AgencyOrigin] = {}
    for contact in building.plan.contacts:
        spellings[contact.agency].update(())
        origins[contact.agency] = "contacts"
    for match in building.plan.agencies:
        if match.name and match.count:
            spellings[match.name][match.written] += match.count
            origins.setdefault(match.name, _origin(building, match))
    named = {referral.agency for referral in building.referrals}
    named |= {action.owner for referral in building.referrals for action in referral.actions}
    for name in sorted(named - set(origins) - {""}):
        origins[name] = "provisional"
        spellings[name].update(())
    for name, counted in spellings.items():
        contacts = tuple(contact for contact in building.plan.contacts if contact.agency == name)
        yield ProposedAgency(name, origins[name], tuple(counted.most_common()), contacts)


def _origin(building: _Building, match: AgencyMatch) -> AgencyOrigin:
    return "register" if match.name in building.plan.register else match.origin
