"""The public version on screen: the tables as they will print, what was hidden by rule, and publishing."""

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.measures import counted
from hipdesk.model.publishing import WriteReport
from hipdesk.model.settings import PublicSettings
from hipdesk.model.suppression_report import PublicReport
from hipdesk.model.suppression_words import small_counts_told
from hipdesk.services.publishing import report_texts
from hipdesk.services.publishing_public import public_report
from hipdesk.services.settings import change_settings
from ui.context import Context
from ui.reports.freezing import ask_to_publish
from ui.reports.periods import kind_of
from ui.reports.tables_page import TABLE, TablesPage
from ui.routes import Route
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Ground, Label

_MOST_TOLD = 4
_THRESHOLDS = ((3, "Hide 1 and 2"), (5, "Hide 1 to 4"), (10, "Hide 1 to 9"))


class PublicPage(TablesPage):
    """Route: ``Route.to("public-report", period="2026-27 Q2")``."""

    AUDIENCE = "public"
    shows = frozenset({"referral", "cases", "status_change", "action", "incident", "strand", "report", "setting"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Report for the public")
        self.setObjectName("public-page")
        self._made: PublicReport | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.publish = Button("Publish…", "primary", icon="lock")
        self.publish.setObjectName("publish")
        self.header.add_action(self.publish)
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
        middle = Ground("surface")
        middle.setLayout(layout.column(layout.column(self.hidden, margins=(32, 10, 32, 0)), self.table, gap=0))
        self.columns = Columns((side, middle), (226, 0), names=("Tables", "Report"), main=TABLE)
        self.empty = EmptyState(
            "chart", "Nothing can be shown", "Every count of these twelve months is small: the public is told nothing."
        )
        self.empty.hide()
        down = layout.column(self.header, gap=0)
        down.addWidget(self.columns, 1)
        down.addWidget(self.empty, 1)
        self.setLayout(down)

    def _connect(self) -> None:
        self.threshold.changed.connect(self._change_threshold)
        self.publish.clicked.connect(self._publish)
        self.published.clicked.connect(lambda: self.context.routes.go(Route.to("published-reports")))

    def count_anew(self) -> None:
        period = self.chosen
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
        self.count.say(counted(len(made.tables), "table"))
        self.hidden.say(hidden_words(made))
        self.context.read(report_texts, kind_of(made.period), made.period.label, then=self._take_texts)
        self.show_tables(made.tables)

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
        for button in (self.preview, self.save_sheet, self.publish):
            button.setEnabled(may)

    def show_table(self) -> None:
        table = self._made.table(self._number) if self._made else None
        if self._made is not None and table is not None:
            self.table.show_table(self._made, table)

    def _change_threshold(self) -> None:
        value = str(self.threshold.value() or "")
        if self._made is not None and value.isdigit() and int(value) != self._made.threshold:
            self.context.do(change_settings, PublicSettings.model_validate({"threshold": int(value)}), owner=self)

    def _publish(self) -> None:
        ask_to_publish(self.context, self, self._periods[self.label], "public", self._published)

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
