"""The public version on screen: the tables as they will print, what was hidden by rule, and publishing."""

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.measures import counted
from hipdesk.model.periods import Period
from hipdesk.model.publishing import WriteReport
from hipdesk.model.settings import PublicSettings
from hipdesk.model.suppression_report import PublicReport
from hipdesk.model.suppression_words import small_counts_told
from hipdesk.services.figures import report_quarters
from hipdesk.services.publishing import report_texts
from hipdesk.services.publishing_public import public_report
from hipdesk.services.settings import change_settings
from ui.context import Context
from ui.reports.freezing import ask_to_publish
from ui.reports.periods import VERSIONS, kind_of, paper_on, period_words, with_years
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

_TABLE = 1
_MOST_TOLD = 4
_THRESHOLDS = ((3, "Hide 1 and 2"), (5, "Hide 1 to 4"), (10, "Hide 1 to 9"))


class PublicPage(Page):
    """Route: ``Route.to("public-report", period="2026-27 Q2")``."""

    help_topic = "reports"
    shows = frozenset({"referral", "cases", "status_change", "action", "incident", "strand", "report", "setting"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("public-page")
        self._made: PublicReport | None = None
        self._periods: dict[str, Period] = {}
        self._number = ""
        self._wanted = ""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.header = PageHeader("Report for the public")
        self.period = ChoiceField(name="Period", typing_from=50)
        self.period.setObjectName("period")
        self.period.setFixedWidth(theme.current().px(196))
        self.header.add_beside(self.period)
        self.version = Segments(VERSIONS, small=True, name="Version")
        self.version.setObjectName("version")
        self.version.set_value("public")
        self.header.add_action(self.version)
        self.preview = Button("Preview", icon="file")
        self.preview.setObjectName("preview")
        self.publish = Button("Publish…", "primary", icon="lock")
        self.publish.setObjectName("publish")
        self.header.add_action(self.preview)
        self.header.add_action(self.publish)
        self.rail = Rail(name="Tables")
        self.rail.setObjectName("tables")
        self.count = Label("Tables", "caption")
        self.threshold = ChoiceField(name="Small counts", typing_from=50)
        self.threshold.setObjectName("threshold")
        self.threshold.set_choices([(str(value), words) for value, words in _THRESHOLDS])
        self.published = Button("Published reports", icon="file")
        self.published.setObjectName("published")
        below = layout.column(self.threshold, self.published, gap=6, margins=(12, 8, 12, 12))
        side = Ground("sunken")
        side.setLayout(layout.column(layout.row(self.count, margins=(16, 12, 8, 4)), self.rail, below, gap=0))
        self.hidden = Label("", "second", wrap=True)
        self.hidden.setObjectName("hidden-words")
        self.table = TablePane()
        middle = Ground("surface")
        middle.setLayout(layout.column(layout.column(self.hidden, margins=(32, 10, 32, 0)), self.table, gap=0))
        self.columns = Columns((side, middle), (226, 0), names=("Tables", "Report"), main=_TABLE)
        self.empty = EmptyState(
            "chart", "Nothing can be shown", "Every count of these twelve months is small: the public is told nothing."
        )
        self.empty.hide()
        down = layout.column(self.header, gap=0)
        down.addWidget(self.columns, 1)
        down.addWidget(self.empty, 1)
        self.setLayout(down)

    def _connect(self) -> None:
        self.period.changed.connect(self._count)
        self.version.changed.connect(self._change_version)
        self.threshold.changed.connect(self._change_threshold)
        self.rail.chosen.connect(self._choose_table)
        self.rail.opened.connect(lambda _name: self.columns.show_pane(_TABLE))
        self.preview.clicked.connect(self._preview)
        self.publish.clicked.connect(self._publish)
        self.published.clicked.connect(lambda: self.context.routes.go(Route.to("published-reports")))

    def open_route(self, route: Route) -> None:
        """Show a period and table."""
        self._wanted = route.get("period", self._wanted)
        self._number = route.get("table", self._number)
        self.context.read(report_quarters, then=self._take_quarters)

    def remember(self) -> Memory:
        """Which period and table."""
        return {"period": self._label(), "table": self._number}

    def restore(self, memory: Memory) -> None:
        """Back to where one was."""
        period, table = str(memory.get("period", "")), str(memory.get("table", ""))
        self.open_route(Route.to("public-report", period=period, table=table))

    def reload(self, _changes: Changes | None) -> None:
        """Count anew."""
        self.context.read(report_quarters, then=self._take_quarters)

    def panes(self) -> list[QWidget]:
        """The rail and the table."""
        return [self.rail, self.table.first_focus()]

    def first_focus(self) -> QWidget | None:
        """The rail of tables; at large text the table."""
        return self.table.first_focus() if theme.current().large else self.rail

    def _label(self) -> str:
        return str(self.period.value() or "")

    def _take_quarters(self, quarters: tuple[Period, ...]) -> None:
        before = self._wanted or self._label()
        periods = with_years(quarters)
        self._periods = {each.label: each for each in periods}
        self.period.blockSignals(True)
        self.period.set_choices([(each.label, period_words(each)) for each in periods])
        self.period.set_value(before if before in self._periods else periods[0].label)
        self.period.blockSignals(False)
        self._wanted = ""
        self._count()

    def _count(self) -> None:
        period = self._periods.get(self._label())
        if period is None:
            return
        self.hidden.say("Counting, and holding it against what was published …")
        self._let(False)
        self.context.read(public_report, period, then=self._take, failed=self._failed, newest="public-report")

    def _failed(self, error: HipDeskError) -> None:
        self._made = None
        self.hidden.say("")
        self.context.messages.error(error)

    def _take(self, made: PublicReport) -> None:
        self._made = made
        self._let(True)
        self.columns.setVisible(bool(made.tables))
        self.empty.setVisible(not made.tables)
        self.threshold.blockSignals(True)
        self.threshold.set_value(str(made.threshold))
        self.threshold.blockSignals(False)
        self.rail.show_rows(
            [RailRow(each.number, f"{each.number}  {TABLE_NAMES.get(each.number, each.title)}") for each in made.tables]
        )
        self.count.say(counted(len(made.tables), "table"))
        self.hidden.say(hidden_words(made))
        self.context.read(report_texts, kind_of(made.period), made.period.label, then=self._take_texts)
        numbers = [each.number for each in made.tables]
        if numbers:
            self._number = self._number if self._number in numbers else numbers[0]
            self.rail.go_to(self._number)
            self._choose_table(self._number)

    def _take_texts(self, written: WriteReport) -> None:
        """Words approved for the public may give away what the rule hides."""
        made = self._made
        if made is None or written.period != made.period.label:
            return
        told = small_counts_told(written.for_public().every_text, made.threshold)
        if told:
            passages = ", ".join(f"“{passage}”" for passage in told[:_MOST_TOLD])
            self.hidden.say(
                f"{hidden_words(made)} The words approved for the public give away small counts: {passages}."
            )

    def _let(self, may: bool) -> None:
        for button in (self.preview, self.publish):
            button.setEnabled(may)

    def _choose_table(self, number: str) -> None:
        self._number = number
        table = self._made.table(number) if self._made else None
        if self._made is not None and table is not None:
            self.table.show_table(self._made, table)

    def _change_version(self) -> None:
        if self.version.value() == "panel":
            self.context.routes.go(Route.to("reports", period=self._label()))
            self.version.set_value("public")

    def _change_threshold(self) -> None:
        value = str(self.threshold.value() or "")
        if self._made is not None and value.isdigit() and int(value) != self._made.threshold:
            self.context.do(change_settings, PublicSettings.model_validate({"threshold": int(value)}), owner=self)

    def _preview(self) -> None:
        period = self._periods[self._label()]
        self.context.routes.go(Route.to("report-preview", period=period.label, paper=paper_on(period, "public")))

    def _publish(self) -> None:
        ask_to_publish(self.context, self, self._periods[self._label()], "public", self._published)

    def _published(self, _key: str) -> None:
        self.context.messages.toast("Published. It stands under Published reports.")


def hidden_words(made: PublicReport) -> str:
    """What the rule hid, for the officer: the paper itself never says how many of each."""
    if not made.hidden:
        parts = ["Nothing had to be hidden."]
    else:
        small = f"{made.small} because they are 1 to {made.threshold - 1}"
        more = f"{made.protecting} more so that they cannot be worked out"
        parts = [f"[c] confidential: {counted(made.hidden, 'count')}, {small} and {more}."]
    if made.rounded:
        parts.append(f"[r] rounded to five: {made.rounded}.")
    if any("[u]" in cell.shown for table in made.tables for line in table.lines for cell in line.cells):
        parts.append("[u]: fewer than 20, or not shown exactly, so no percentage.")
    if made.left_out:
        parts.append(f"{counted(len(made.left_out), 'table')} not printed: hardly a count in them could be shown.")
    if made.exposed:
        parts.append(f"{counted(made.exposed, 'small count')} could not be proved safe from earlier reports.")
    return " ".join(parts)
