"""The plan of an import: which sheets hold what, which column goes where, what each written value means.

A plan is first guessed, then corrected by an officer or by a saved mapping. It is a frozen value: every ``with_``
function returns a changed copy. What a person or a mapping settled is never guessed over.
"""

from dataclasses import dataclass, replace
from typing import Literal

from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.fields import Role
from hipdesk.model.workbooks.grid import folded
from hipdesk.model.workbooks.values import GUESS, LIKELY, SURE

SettledBy = Literal["guess", "mapping", "person"]
AgencyOrigin = Literal["contacts", "register", "answer", "provisional"]


def how_sure(confidence: int) -> str:
    """The word beside a confidence of 0 to 100: Sure, Likely, Guess or None."""
    if confidence >= SURE:
        return "Sure"
    if confidence >= LIKELY:
        return "Likely"
    return "Guess" if confidence >= GUESS else "None"


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet: what it ``holds``, its ``heading_rows`` (counted from 0; none, one or two), the referrals or
    entries found under them, how many rows were ``set_aside`` by kind, and a note."""

    name: str
    holds: Role
    heading_rows: tuple[int, ...] = ()
    rows_found: int = 0
    set_aside: tuple[tuple[str, int], ...] = ()
    hidden: bool = False
    settled_by: SettledBy = "guess"
    note: str = ""


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column of a sheet, counted from 0."""

    sheet: str
    column: int


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One heading, wherever it stands on sheets of the same role, and the ``target`` it goes to.

    ``group`` is the heading over it, ``filled`` how many cells have something, ``settled_by`` who decided.
    """

    role: Role
    heading: str
    group: str
    places: tuple[ColumnPlace, ...]
    target: str
    confidence: int
    examples: tuple[str, ...] = ()
    filled: int = 0
    hidden: bool = False
    note: str = ""
    settled_by: SettledBy = "guess"

    @property
    def key(self) -> str:
        """What a mapping calls it: the heading, with the one over it in front."""
        return f"{self.group} / {self.heading}" if self.group and self.heading else self.heading or self.group


@dataclass(frozen=True, slots=True)
class ValueMatch:
    """One value as written in a list column of ``kind``, how often it occurs, and the codes it stands for."""

    kind: str
    written: str
    count: int
    codes: tuple[str, ...]
    confidence: int
    settled_by: SettledBy = "guess"


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """One spelling of an agency, how often it occurs, the agency it joins and where that agency is known from."""

    written: str
    count: int
    name: str
    confidence: int
    origin: AgencyOrigin
    settled_by: SettledBy = "guess"


@dataclass(frozen=True, slots=True)
class Contact:
    """A line of the workbook's own list of contacts."""

    agency: str
    contact: str
    email: str
    telephone: str
    on_panel: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that was guessed or settled about one workbook. ``digest`` is that of its bytes."""

    file_name: str
    digest: str
    sheets: tuple[SheetPlan, ...]
    columns: tuple[ColumnMatch, ...]
    values: tuple[ValueMatch, ...] = ()
    agencies: tuple[AgencyMatch, ...] = ()
    contacts: tuple[Contact, ...] = ()
    register: tuple[str, ...] = ()
    wards: tuple[tuple[str, str], ...] = ()
    """Wards as written and as they are to be called; an empty name means not known."""

    def sheets_holding(self, role: Role) -> tuple[SheetPlan, ...]:
        """The sheets of one role, in the workbook's order."""
        return tuple(sheet for sheet in self.sheets if sheet.holds == role)

    def columns_of(self, role: Role) -> tuple[ColumnMatch, ...]:
        """The columns of one role, in the order they first stand."""
        return tuple(column for column in self.columns if column.role == role)

    @property
    def rows_found(self) -> int:
        """Referrals found on all sheets."""
        return sum(sheet.rows_found for sheet in self.sheets_holding("referrals"))


def with_column(plan: Plan, role: Role, key: str, target: str, settled_by: SettledBy = "person") -> Plan:
    """Send a column elsewhere. ``key`` is the column's ``key``; an unknown one changes nothing."""
    wanted = folded(key)
    columns = tuple(
        replace(column, target=target, confidence=100, note="", settled_by=settled_by)
        if column.role == role and folded(column.key) == wanted
        else column
        for column in plan.columns
    )
    return replace(plan, columns=columns)


def with_value(plan: Plan, kind: str, written: str, codes: tuple[str, ...], settled_by: SettledBy = "person") -> Plan:
    """Say what a written value stands for: codes, one of the three answers, or nothing (kept as text)."""
    written = one_line(written)
    wanted = folded(written)
    settled = ValueMatch(kind, written, 0, codes, 100, settled_by)
    found = False
    values = []
    for value in plan.values:
        same = value.kind == kind and folded(value.written) == wanted
        found = found or same
        values.append(replace(settled, written=value.written, count=value.count) if same else value)
    return replace(plan, values=(*values, *(() if found else (settled,))))


def with_agency(plan: Plan, written: str, name: str, settled_by: SettledBy = "person") -> Plan:
    """Say which agency a spelling means."""
    written, name = one_line(written), one_line(name)
    known = {contact.agency for contact in plan.contacts} | set(plan.register)
    origin: AgencyOrigin = "contacts" if name in known else "answer"
    settled = AgencyMatch(written, 0, name, 100, origin, settled_by)
    found = False
    agencies = []
    for agency in plan.agencies:
        same = folded(agency.written) == folded(written)
        found = found or same
        agencies.append(replace(settled, written=agency.written, count=agency.count) if same else agency)
    return replace(plan, agencies=(*agencies, *(() if found else (settled,))))


def with_ward(plan: Plan, written: str, ward: str) -> Plan:
    """Say which ward a spelling means; an empty name means not known."""
    kept = tuple(pair for pair in plan.wards if folded(pair[0]) != folded(written))
    return replace(plan, wards=(*kept, (one_line(written), one_line(ward))))


def with_sheet(
    plan: Plan, name: str, holds: Role, heading_rows: tuple[int, ...], settled_by: SettledBy = "person"
) -> Plan:
    """Say what a sheet holds and which rows are its headings; then let ``rematch`` look again."""
    sheets = tuple(
        replace(sheet, holds=holds, heading_rows=heading_rows, settled_by=settled_by) if sheet.name == name else sheet
        for sheet in plan.sheets
    )
    return replace(plan, sheets=sheets)
