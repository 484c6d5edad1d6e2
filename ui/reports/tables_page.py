"""What the two versions of a report have in common on screen: a period, a rail of tables, one of them shown."""

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.model.periods import Period
from hipdesk.model.publishing import Audience
from hipdesk.model.reports import ReportTable
from hipdesk.services.figures import report_quarters
from ui.context import Context
from ui.messages.seam import Choice, Question
from ui.parts.workbook_leaving import save_figures
from ui.reports.periods import VERSIONS, kind_of, paper_on, period_words, with_years
from ui.reports.table_names import TABLE_NAMES
from ui.reports.table_pane import TablePane
from ui.routes import Memory, Route
from ui.shell.page import Page
from ui.style import theme
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.columns import Columns
from ui.widgets.labels import Label
from ui.widgets.page_header import PageHeader
from ui.widgets.rail import Rail, RailRow
from ui.widgets.segments import Segments

TABLE = 1
"""Which of the columns is the table."""
ROUTES: dict[Audience, str] = {"panel": "reports", "public": "public-report"}


class TablesPage(Page):
    """A period above, tables at the left, the one chosen beside them. ``columns`` are laid out by each version."""

    help_topic = "reports"
    AUDIENCE: Audience = "panel"

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context)
        self._periods: dict[str, Period] = {}
        self._number = ""
        self._wanted = ""
        self.columns: Columns
        self.header = PageHeader(title)
        self.period = ChoiceField(name="Period", typing_from=50)
        self.period.setObjectName("period")
        self.period.setFixedWidth(theme.current().px(196))
        self.header.add_beside(self.period)
        self.switch = Segments(VERSIONS, small=True, name="Version")
        self.switch.setObjectName("version")
        self.switch.set_value(self.AUDIENCE)
        self.header.add_action(self.switch)
        self.preview = self._button("Preview", "preview", icon="file")
        self.save_sheet = self._button("Save as Excel", "save-excel", icon="download")
        self.rail = Rail(name="Tables")
        self.rail.setObjectName("tables")
        self.count = Label("Tables", "caption")
        self.table = TablePane()
        self.period.changed.connect(self.choose_period)
        self.switch.changed.connect(self._change_version)
        self.rail.chosen.connect(self.choose_table)
        self.rail.opened.connect(lambda _name: self.columns.show_pane(TABLE))
        self.preview.clicked.connect(self._preview)
        self.save_sheet.clicked.connect(self._ask_which_sheet)

    def _button(self, words: str, name: str, *, icon: str) -> Button:
        button = Button(words, icon=icon)
        button.setObjectName(name)
        self.header.add_action(button)
        return button

    def open_route(self, route: Route) -> None:
        """Show a period and table: ``Route.to("reports", period="2016-17 Q2", table="5")``."""
        self._wanted = route.get("period", self._wanted)
        self._number = route.get("table", self._number)
        self.context.read(report_quarters, then=self._take_quarters)

    def remember(self) -> Memory:
        """Which period and table."""
        return {"period": self.label, "table": self._number}

    def restore(self, memory: Memory) -> None:
        """Back to where one was."""
        period, table = str(memory.get("period", "")), str(memory.get("table", ""))
        self.open_route(Route.to(ROUTES[self.AUDIENCE], period=period, table=table))

    def reload(self, _changes: Changes | None) -> None:
        """Count anew."""
        self.context.read(report_quarters, then=self._take_quarters)

    def panes(self) -> list[QWidget]:
        """The rail and the table."""
        return [self.rail, self.table.first_focus()]

    def first_focus(self) -> QWidget | None:
        """The rail of tables; at large text, where it stands behind the table, the table."""
        return self.table.first_focus() if theme.current().large else self.rail

    @property
    def label(self) -> str:
        """The period chosen, by its label."""
        return str(self.period.value() or "")

    @property
    def chosen(self) -> Period | None:
        """The period chosen."""
        return self._periods.get(self.label)

    def _take_quarters(self, quarters: tuple[Period, ...]) -> None:
        before = self._wanted or self.label
        periods = with_years(quarters)
        self._periods = {each.label: each for each in periods}
        self.period.blockSignals(True)
        self.period.set_choices([(each.label, period_words(each)) for each in periods])
        self.period.set_value(before if before in self._periods else periods[0].label)
        self.period.blockSignals(False)
        self._wanted = ""
        self.count_anew()

    def choose_period(self) -> None:
        """Another period was chosen."""
        self.count_anew()

    def count_anew(self) -> None:
        """Count the period chosen; each version counts its own, and without one there is nothing to show."""
        self.show_tables(())

    def choose_table(self, number: str) -> None:
        """Go to the table of a number."""
        self._number = number
        self.show_table()

    def show_table(self) -> None:
        """Show the table gone to; each version shows its own."""

    def show_tables(self, tables: tuple[ReportTable, ...]) -> None:
        """The tables in the rail; the one that was shown is shown again, or else the first."""
        self.rail.show_rows(
            [RailRow(each.number, f"{each.number}  {TABLE_NAMES.get(each.number, each.title)}") for each in tables]
        )
        numbers = [each.number for each in tables]
        if numbers:
            self._number = self._number if self._number in numbers else numbers[0]
            self.rail.go_to(self._number)
            self.show_table()

    def _change_version(self) -> None:
        for audience, route in ROUTES.items():
            if audience != self.AUDIENCE and self.switch.value() == audience:
                self.context.routes.go(Route.to(route, period=self.label))
                self.switch.set_value(self.AUDIENCE)

    def _preview(self) -> None:
        period = self._periods[self.label]
        paper = paper_on(period, self.AUDIENCE)
        self.context.routes.go(Route.to("report-preview", period=period.label, paper=paper))

    def _ask_which_sheet(self) -> None:
        """Of a year there are two workbooks: every table of the screen, and what the annual report prints."""
        period = self.chosen
        if period is None:
            return
        if kind_of(period) == "quarterly":
            save_figures(self.context, self, period, self.AUDIENCE)
            return

        def answered(choice: str) -> None:
            if choice in ("annual", "tables"):
                save_figures(self.context, self, period, self.AUDIENCE, annual=choice == "annual")

        self.context.messages.ask(
            Question(
                "Which tables of the year?",
                "The annual report has the years before, the promises, and who lives in the district beside them.",
                (
                    Choice("annual", "Those of the annual report", "primary"), Choice("tables", "Those on this screen"),
                    Choice("no", "None"),
                ),
            ),
            answered,
        )  # fmt: skip
