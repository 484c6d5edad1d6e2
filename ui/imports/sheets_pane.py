"""Step 2: what each sheet holds, and in which row its headings stand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipdesk.model.measures import counted
from hipdesk.model.workbooks.fields import Role
from hipdesk.model.workbooks.plan import Plan, SheetPlan, with_sheet
from ui.imports.parts import MatchTable, chooser
from ui.imports.session import Opened
from ui.widgets import layout
from ui.widgets.labels import Ground, Label
from ui.widgets.scroll import Scroll

_HOLDS: tuple[tuple[object, str], ...] = (
    ("referrals", "Referrals"),
    ("actions", "Actions"),
    ("contacts", "Contacts"),
    ("nothing", "Nothing to import"),
)
_ROWS = 15
_ASIDE = {
    "blank": ("empty row", "empty rows"),
    "month": ("month heading", "month headings"),
    "totals": ("line of totals", "lines of totals"),
    "heading": ("repeated heading", "repeated headings"),
    "note": ("note", "notes"),
    "repeat": ("repeated row", "repeated rows"),
    "loose": ("loose line", "loose lines"),
}


class SheetsPane(Ground):
    """``settled`` carries the plan after a person said what a sheet holds; it must be looked at again."""

    settled = Signal(object)

    def __init__(self) -> None:
        super().__init__("surface")
        self._plan: Plan | None = None
        words = layout.column(
            Label("What does each sheet hold?", "page"),
            Label(
                "Year tabs with the same headings are read as one. Hidden sheets are read like the rest.",
                "quiet",
                wrap=True,
            ),
            gap=2,
            margins=(20, 16, 20, 8),
        )
        self.table = MatchTable(
            ("Sheet", "Holds", "Headings in row", "Found", "Set aside"), name="Sheets", stretch=(4,),
            fixed={0: 190, 1: 190, 2: 130, 3: 120},
        )  # fmt: skip
        body = layout.column(words, Scroll(self.table, name="Sheets"), gap=0)
        body.setStretch(1, 1)
        self.setLayout(body)

    def show_opened(self, opened: Opened) -> None:
        """Show the sheets of a workbook."""
        self._plan = opened.plan
        self.table.begin()
        for sheet in opened.plan.sheets:
            self.table.add(self._line(sheet))
        self.table.finish()

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        return self.table

    def _line(self, sheet: SheetPlan) -> list[QWidget | str]:
        holds = chooser(
            _HOLDS, sheet.holds, f"{sheet.name} holds", lambda value: self._settle(sheet, value, sheet.heading_rows)
        )
        holds.setObjectName(f"holds-{sheet.name}")
        rows: list[tuple[object, str]] = [(row, str(row + 1)) for row in range(_ROWS)]
        first = sheet.heading_rows[0] if sheet.heading_rows else None
        heading = chooser(
            rows, first, f"Headings of {sheet.name} in row", lambda row: self._settle(sheet, sheet.holds, (row,)), 100
        )
        heading.setEnabled(sheet.holds != "nothing")
        found = f"{sheet.rows_found} {'rows' if sheet.rows_found != 1 else 'row'}" if sheet.holds != "nothing" else ""
        aside = ", ".join(counted(many, *_ASIDE.get(kind, (kind, kind))) for kind, many in sheet.set_aside if many)
        note = ". ".join(part for part in (aside, sheet.note) if part)
        return [Label(sheet.name, "strong", wrap=True), holds, heading, found, Label(note, "second", wrap=True)]

    def _settle(self, sheet: SheetPlan, holds: object, rows: tuple[object, ...]) -> None:
        role = next((known for known, _ in _HOLDS if known == holds), None)
        numbers = tuple(row for row in rows if isinstance(row, int))
        if self._plan is None or role is None or (holds == sheet.holds and numbers == sheet.heading_rows):
            return
        kept: Role = role  # type: ignore[assignment] # one of the four
        self._plan = with_sheet(self._plan, sheet.name, kept, numbers)
        self.settled.emit(self._plan)
