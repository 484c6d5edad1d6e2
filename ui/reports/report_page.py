"""The quarterly report on screen: choose a quarter, go through its tables, open the cases behind any figure."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.reports import Behind, Report, ReportTable
from hipdesk.services.reports.report import report
from ui.context import Context
from ui.reports.behind_pane import BehindPane
from ui.reports.freezing import ask_to_publish
from ui.reports.saving import save_report
from ui.reports.tables_page import TABLE, TablesPage
from ui.routes import Route
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Ground, Label

_BEHIND = 2
_VERSION = "Panel version, not suppressed"
_NOTHING = "A report counts what is recorded: log a referral, or import the panel’s old workbook."


class ReportPage(TablesPage):
    """The panel version of the report, table by table."""

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
        super().__init__(context, "Quarterly report")
        self.setObjectName("report-page")
        self._report: Report | None = None
        self._number = "1"
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.version = Label(_VERSION, "second", wrap=True)
        self.save = Button("Save as PDF", "primary", icon="download", key="Ctrl+S")
        self.save.setObjectName("save-pdf")
        self.header.add_action(self.save)
        self.write = Button("Words for the report", icon="edit")
        self.write.setObjectName("report-words")
        self.police = Button("Police figures", icon="upload")
        self.police.setObjectName("police-figures")
        self.publish = Button("Publish…", icon="lock")
        self.publish.setObjectName("publish")
        beside = layout.column(self.write, self.police, self.publish, gap=6, margins=(12, 8, 12, 12))
        side = Ground("sunken")
        above = layout.column(self.count, self.version, gap=2, margins=(16, 12, 8, 4))
        side.setLayout(layout.column(above, self.rail, beside, gap=0))
        self.behind = BehindPane(self.context)
        self.columns = Columns(
            (side, self.table, self.behind), (226, 0, 300), names=("Tables", "Report", "Behind the figure"), main=TABLE
        )
        self.empty = EmptyState("chart", "Nothing to report yet", _NOTHING)
        self.empty.hide()
        self._hide_behind()
        down = layout.column(self.header, gap=0)
        down.addWidget(self.columns, 1)
        down.addWidget(self.empty, 1)
        self.setLayout(down)

    def _connect(self) -> None:
        routes = self.context.routes
        self.table.asked.connect(self._ask)
        self.behind.closed.connect(self._closed_behind)
        self.write.clicked.connect(self._write)
        self.publish.clicked.connect(self._publish)
        self.police.clicked.connect(lambda: routes.go(Route.to("police-figures")))
        self.save.clicked.connect(self._save)

    def panes(self) -> list[QWidget]:
        """The rail, the table, what stands behind."""
        return [*super().panes(), *([self.behind.rows] if self.behind.isVisible() else [])]

    def choose_period(self) -> None:
        """Nothing stands behind a figure of another period."""
        self._hide_behind()
        super().choose_period()

    def count_anew(self) -> None:
        period = self.chosen
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
        recorded = nothing and sum(each.kind == "quarter" for each in self._periods.values()) == 1
        self.columns.setVisible(not recorded)
        self.empty.setVisible(recorded)
        for button in (self.save, self.save_sheet, self.preview, self.publish):
            button.setEnabled(not recorded)
        self.count.say(f"{len(made.tables)} tables")
        self.version.say(version_words(made))
        self.version.setVisible(made.made_on < made.period.last)
        self.behind.show_labels({line.key: line.label for line in made.table("5").lines if line.key})
        self.show_tables(made.tables)

    def choose_table(self, number: str) -> None:
        self._hide_behind()
        super().choose_table(number)

    def show_table(self) -> None:
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
        self.columns.show_pane(TABLE)
        self.table.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self) -> None:
        year = self._periods[self.label].kind == "year"
        self.context.routes.go(Route.to("annual-words" if year else "report-words", id=self.label))

    def _publish(self) -> None:
        def done(_key: str) -> None:
            self.context.messages.toast("Published. It stands under Published reports.")

        ask_to_publish(self.context, self, self._periods[self.label], "panel", done)

    def _save(self) -> None:
        if self._report is not None and self.save.isEnabled():
            save_report(self.context, self, self._periods[self.label], self._saved)

    def _saved(self, target: Path) -> None:
        self.context.messages.toast(f"Saved as {target.name}.")


def version_words(made: Report) -> str:
    """Which version it is, and up to which day while the quarter still runs."""
    if made.made_on >= made.period.last:
        return _VERSION
    return f"Panel version · so far, to {made.made_on.day} {made.made_on:%B}"
