"""The quarterly report on screen: choose a quarter, go through its tables, open the cases behind any figure."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.periods import Period
from hipdesk.model.reports import Behind, Report, ReportTable
from hipdesk.services.figures import report_quarters
from hipdesk.services.reports.report import report
from ui.context import Context
from ui.parts.workbook_leaving import save_figures
from ui.reports.behind_pane import BehindPane
from ui.reports.saving import save_report
from ui.reports.table_pane import TablePane
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Ground, Label
from ui.widgets.page_header import PageHeader
from ui.widgets.rail import Rail, RailRow

_RAIL, _TABLE, _BEHIND = range(3)
_VERSION = "Panel version, not suppressed"
_SHORT = {
    "1": "Headline",
    "2": "Flow of cases",
    "3": "Referrals by agency",
    "4": "Decisions",
    "5": "Strand",
    "6a": "Race",
    "6b": "Religion",
    "7": "Police recording",
    "8a": "Incident types",
    "8b": "Kinds of place",
    "8c": "Online",
    "9": "Ward of incident",
    "10a": "Affected: age",
    "10b": "Affected: sex",
    "10c": "Affected: ethnicity",
    "10d": "Affected: disability",
    "10e": "Affected: religion",
    "10f": "Affected: orientation",
    "10g": "Affected: language",
    "10h": "Affected: interpreter",
    "10i": "Affected: tenure",
    "11a": "Alleged: age",
    "11b": "Alleged: sex",
    "11c": "Alleged: relation",
    "11d": "Alleged: tenure",
    "11e": "Alleged: identified",
    "12": "Seen before",
    "13": "Risk",
    "14a": "Agreement to share",
    "14b": "Ground to share",
    "15": "Actions",
    "16a": "Tools",
    "16b": "Support",
    "17": "Police outcomes",
    "18": "Closures",
    "18b": "What people said",
    "19": "Keeping to time",
    "20": "Attendance",
    "21a": "Police figures",
    "21b": "Police, by ward",
    "23": "Missing answers",
}
"""What the rail calls a table."""


class ReportPage(Page):
    """The panel version of the report, table by table."""

    help_topic = "reports"
    shows = frozenset(
        {
            "referral",
            "cases",
            "status_change",
            "hearing",
            "action",
            "meeting",
            "agency",
            "incident",
            "strand",
            "report",
            "police_file",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("report-page")
        self._report: Report | None = None
        self._quarters: dict[str, Period] = {}
        self._number = "1"
        self._wanted = ""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.header = PageHeader("Quarterly report")
        self.period = ChoiceField(name="Quarter", typing_from=50)
        self.period.setObjectName("period")
        self.period.setFixedWidth(theme.current().px(196))
        self.header.add_beside(self.period)
        self.version = Label(_VERSION, "second")
        self.header.add_action(self.version)
        self.preview = Button("Preview", icon="file")
        self.preview.setObjectName("preview")
        self.save = Button("Save as PDF", "primary", icon="download", key="Ctrl+S")
        self.save.setObjectName("save-pdf")
        self.header.add_action(self.preview)
        self.save_sheet = Button("Save as Excel", icon="download")
        self.save_sheet.setObjectName("save-excel")
        self.header.add_action(self.save_sheet)
        self.header.add_action(self.save)
        self.rail = Rail(name="Tables")
        self.rail.setObjectName("tables")
        side = Ground("sunken")
        self.count = Label("Tables", "caption")
        self.words = Button("Words for the report", icon="edit")
        self.words.setObjectName("report-words")
        self.police = Button("Police figures", icon="upload")
        self.police.setObjectName("police-figures")
        beside = layout.column(self.words, self.police, gap=6, margins=(12, 8, 12, 12))
        side.setLayout(layout.column(layout.row(self.count, margins=(16, 12, 8, 4)), self.rail, beside, gap=0))
        self.table = TablePane()
        self.behind = BehindPane(self.context)
        self.columns = Columns(
            (side, self.table, self.behind), (210, 0, 300), names=("Tables", "Report", "Behind the figure"), main=_TABLE
        )
        self.empty = EmptyState(
            "chart",
            "Nothing to report yet",
            "A report counts what is recorded: log a referral, or import the panel’s old workbook.",
        )
        self.empty.hide()
        self._hide_behind()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.header)
        down.addWidget(self.columns, 1)
        down.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.period.changed.connect(self._choose_period)
        self.rail.chosen.connect(self._choose_table)
        self.rail.opened.connect(lambda _name: self.columns.show_pane(_TABLE))
        self.table.asked.connect(self._ask)
        self.behind.closed.connect(self._closed_behind)
        self.preview.clicked.connect(self._preview)
        routes = self.context.routes
        self.words.clicked.connect(lambda: routes.go(Route.to("report-words", id=self._label())))
        self.police.clicked.connect(lambda: routes.go(Route.to("police-figures")))
        self.save.clicked.connect(self._save)
        self.save_sheet.clicked.connect(lambda: save_figures(self.context, self, self._label()))

    def open_route(self, route: Route) -> None:
        """Show a quarter and table: ``Route.to("reports", period="2016-17 Q2", table="5")``."""
        self._wanted = route.get("period", self._wanted)
        self._number = route.get("table", self._number)
        self.context.read(report_quarters, then=self._take_quarters)

    def remember(self) -> Memory:
        """Which quarter and table."""
        return {"period": self._label(), "table": self._number}

    def restore(self, memory: Memory) -> None:
        """Back to where one was."""
        self.open_route(Route.to("reports", period=str(memory.get("period", "")), table=str(memory.get("table", "1"))))

    def reload(self, _changes: Changes | None) -> None:
        """Count anew."""
        self.context.read(report_quarters, then=self._take_quarters)

    def panes(self) -> list[QWidget]:
        """The rail, the table, what stands behind."""
        behind = [self.behind.rows] if self.behind.isVisible() else []
        return [self.rail, self.table.first_focus(), *behind]

    def first_focus(self) -> QWidget | None:
        """The rail of tables; at large text, where it stands behind the table, the table."""
        return self.table.first_focus() if theme.current().large else self.rail

    def _label(self) -> str:
        return str(self.period.value() or "")

    def _take_quarters(self, quarters: tuple[Period, ...]) -> None:
        before = self._wanted or self._label()
        self._quarters = {each.label: each for each in quarters}
        words = [(each.label, _quarter_words(each)) for each in quarters]
        self.period.blockSignals(True)
        self.period.set_choices(words)
        self.period.set_value(before if before in self._quarters else quarters[0].label)
        self.period.blockSignals(False)
        self._wanted = ""
        self._count_report()

    def _choose_period(self) -> None:
        if self._label() in self._quarters:
            self._hide_behind()
            self._count_report()

    def _count_report(self) -> None:
        period = self._quarters.get(self._label())
        if period is not None:
            self.context.read(report, period, then=self._take, failed=self._failed, newest="report")

    def _failed(self, error: HipDeskError) -> None:
        self._report = None
        self.context.messages.error(error)
        for button in (self.save, self.save_sheet, self.preview):
            button.setEnabled(False)

    def _take(self, made: Report) -> None:
        self._report = made
        nothing = not any((made.figures.referrals, made.figures.open_at_end, made.year_to_date.referrals))
        recorded = nothing and len(self._quarters) == 1
        self.columns.setVisible(not recorded)
        self.empty.setVisible(recorded)
        for button in (self.save, self.save_sheet, self.preview):
            button.setEnabled(not recorded)
        self.rail.show_rows(
            [RailRow(table.number, f"{table.number}  {_SHORT.get(table.number, table.title)}") for table in made.tables]
        )
        self.count.say(f"{len(made.tables)} tables")
        self.version.say(version_words(made))
        numbers = [table.number for table in made.tables]
        self._number = self._number if self._number in numbers else numbers[0]
        self.rail.go_to(self._number)
        self.behind.show_labels({line.key: line.label for line in made.table("5").lines if line.key})
        self._show_table()

    def _choose_table(self, number: str) -> None:
        self._number = number
        self._hide_behind()
        self._show_table()

    def _show_table(self) -> None:
        if self._report is None:
            return
        table: ReportTable = self._report.table(self._number)
        self.table.show_table(self._report, table)

    def _ask(self, behind: Behind, shown: str, about: str) -> None:
        self.behind.setVisible(True)
        self.behind.ask(behind, shown, about)
        self.columns.show_pane(_BEHIND)

    def _hide_behind(self) -> None:
        """What stands behind takes room only while it is looked at; at large text it is a page of its own."""
        self.behind.clear()
        if not theme.current().large:
            self.behind.setVisible(False)

    def _closed_behind(self) -> None:
        self._hide_behind()
        self.columns.show_pane(_TABLE)
        self.table.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _preview(self) -> None:
        self.context.routes.go(Route.to("report-preview", period=self._label()))

    def _save(self) -> None:
        if self._report is not None and self.save.isEnabled():
            save_report(self.context, self, self._label(), self._saved)

    def _saved(self, target: Path) -> None:
        self.context.messages.toast(f"Saved as {target.name}.")


def version_words(made: Report) -> str:
    """Which version it is, and up to which day while the quarter still runs."""
    if made.made_on >= made.period.last:
        return _VERSION
    return f"Panel version · so far, to {made.made_on.day} {made.made_on:%B}"


def _quarter_words(period: Period) -> str:
    """ "2026-27 Q3, Oct–Dec", as charts and papers call it."""
    return f"{period.label}, {period.first:%b}–{period.last:%b}"
