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
from ui.reports.freezing import ask_to_publish
from ui.reports.periods import VERSIONS, paper_on, period_words, with_years
from ui.reports.saving import save_report
from ui.reports.table_names import TABLE_NAMES
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
from ui.widgets.segments import Segments

_RAIL, _TABLE, _BEHIND = range(3)
_VERSION = "Panel version, not suppressed"
_NOTHING = "A report counts what is recorded: log a referral, or import the panel’s old workbook."


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
        self.version = Label(_VERSION, "second", wrap=True)
        self.switch = Segments(VERSIONS, small=True, name="Version")
        self.switch.setObjectName("version")
        self.switch.set_value("panel")
        self.header.add_action(self.switch)
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
        self.publish = Button("Publish…", icon="lock")
        self.publish.setObjectName("publish")
        beside = layout.column(self.words, self.police, self.publish, gap=6, margins=(12, 8, 12, 12))
        side.setLayout(
            layout.column(
                layout.column(self.count, self.version, gap=2, margins=(16, 12, 8, 4)), self.rail, beside, gap=0
            )
        )
        self.table = TablePane()
        self.behind = BehindPane(self.context)
        self.columns = Columns(
            (side, self.table, self.behind), (226, 0, 300), names=("Tables", "Report", "Behind the figure"), main=_TABLE
        )
        self.empty = EmptyState("chart", "Nothing to report yet", _NOTHING)
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
        self.switch.changed.connect(self._change_version)
        self.words.clicked.connect(self._write)
        self.publish.clicked.connect(self._publish)
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
        periods = with_years(quarters)
        self._quarters = {each.label: each for each in periods}
        words = [(each.label, period_words(each)) for each in periods]
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
        for button in (self.save, self.save_sheet, self.preview, self.publish):
            button.setEnabled(False)

    def _take(self, made: Report) -> None:
        self._report = made
        nothing = not any((made.figures.referrals, made.figures.open_at_end, made.year_to_date.referrals))
        recorded = nothing and sum(each.kind == "quarter" for each in self._quarters.values()) == 1
        self.columns.setVisible(not recorded)
        self.empty.setVisible(recorded)
        for button in (self.save, self.save_sheet, self.preview, self.publish):
            button.setEnabled(not recorded)
        self.rail.show_rows(
            [
                RailRow(table.number, f"{table.number}  {TABLE_NAMES.get(table.number, table.title)}")
                for table in made.tables
            ]
        )
        self.count.say(f"{len(made.tables)} tables")
        self.version.say(version_words(made))
        self.version.setVisible(made.made_on < made.period.last)
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

    def _change_version(self) -> None:
        if self.switch.value() == "public":
            self.context.routes.go(Route.to("public-report", period=self._label()))
            self.switch.set_value("panel")

    def _write(self) -> None:
        year = self._quarters[self._label()].kind == "year"
        self.context.routes.go(Route.to("annual-words" if year else "report-words", id=self._label()))

    def _publish(self) -> None:
        def done(_key: str) -> None:
            self.context.messages.toast("Published. It stands under Published reports.")

        ask_to_publish(self.context, self, self._quarters[self._label()], "panel", done)

    def _preview(self) -> None:
        paper = paper_on(self._quarters[self._label()], "panel")
        self.context.routes.go(Route.to("report-preview", period=self._label(), paper=paper))

    def _save(self) -> None:
        if self._report is not None and self.save.isEnabled():
            save_report(self.context, self, self._quarters[self._label()], self._saved)

    def _saved(self, target: Path) -> None:
        self.context.messages.toast(f"Saved as {target.name}.")


def version_words(made: Report) -> str:
    """Which version it is, and up to which day while the quarter still runs."""
    if made.made_on >= made.period.last:
        return _VERSION
    return f"Panel version · so far, to {made.made_on.day} {made.made_on:%B}"
