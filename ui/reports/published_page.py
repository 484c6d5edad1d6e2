"""Published reports: each as it was printed, what it would say today, and taking one back with the reason."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.model.publishing import ChangedSince, PublishedReport, WithdrawReport
from hipdesk.services.publishing import changed_since, published_bytes, published_reports, withdraw_report
from ui.context import Context
from ui.parts.paper_view import PaperView
from ui.routes import Route
from ui.shell.page import Page
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label
from ui.widgets.page_header import PageHeader
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Line
from ui.widgets.text_field import TextField

_MOST_TOLD = 12


class PublishedPage(Page):
    """Route: ``Route.to("published-reports")``."""

    help_topic = "reports"
    shows = frozenset({"report"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("published-page")
        self._reports: dict[str, PublishedReport] = {}
        self.header = PageHeader("Published reports")
        close = Button("Close", icon="cross")
        close.setObjectName("published-close")
        close.clicked.connect(context.routes.back)
        self.header.add_action(close)
        self.look = Button("Open as printed", "primary", icon="file")
        self.look.setObjectName("open-published")
        self.header.add_action(self.look)
        self.rows = RowList(name="Published reports")
        self.rows.setObjectName("published-list")
        self.compare = Button("Count again today", icon="chart")
        self.compare.setObjectName("count-again")
        self.found = Label("", "body", wrap=True)
        self.found.setObjectName("changed-since")
        self.reason = TextField("Why is it withdrawn?", name="Reason for withdrawing")
        self.reason.setObjectName("withdraw-reason")
        self.withdraw = Button("Withdraw", "danger")
        self.withdraw.setObjectName("withdraw")
        self.empty = EmptyState(
            "file", "Nothing is published yet", "Publishing keeps a report’s pages, figures, rules and list of cases."
        )
        tools = layout.row(self.compare, self.reason, self.withdraw, gap=10)
        self.below = QWidget()
        self.below.setLayout(layout.column(tools, self.found, gap=8, margins=(32, 10, 32, 16)))
        down = layout.column(self.header, self.rows, self.below, gap=0)
        down.addWidget(self.empty, 1)
        down.setStretch(1, 1)
        self.setLayout(down)
        self._connect()

    def _connect(self) -> None:
        self.rows.opened.connect(lambda _key: self._look())
        self.rows.moved.connect(lambda _key: self._choose())
        self.look.clicked.connect(self._look)
        self.compare.clicked.connect(self._compare)
        self.withdraw.clicked.connect(self._withdraw)
        self.reason.changed.connect(self._choose)

    def open_route(self, _route: Route) -> None:
        """The list, newest first."""
        self.context.read(published_reports, then=self._show)

    def reload(self, _changes: Changes | None) -> None:
        """The list anew."""
        self.context.read(published_reports, then=self._show)

    def first_focus(self) -> QWidget | None:
        """The list, or the way back."""
        return self.rows if self._reports else self.header.findChild(QWidget, "published-close")

    def _show(self, reports: Sequence[PublishedReport]) -> None:
        self._reports = {each.id: each for each in reports}
        self.rows.setVisible(bool(reports))
        self.below.setVisible(bool(reports))
        self.empty.setVisible(not reports)
        self.rows.show_rows([_line(each) for each in reports])
        if reports and self.rows.current_key() is None:
            self.rows.go_to(reports[0].id)
        self._choose()

    def _current(self) -> PublishedReport | None:
        return self._reports.get(str(self.rows.current_key()))

    def _choose(self) -> None:
        report = self._current()
        self.look.setEnabled(report is not None)
        self.compare.setEnabled(report is not None)
        stands = report is not None and not report.withdrawn
        self.reason.setEnabled(stands)
        self.withdraw.setEnabled(stands and len(str(self.reason.value() or "")) > 2)
        self.found.say(f"Withdrawn: {report.withdrawn}" if report and report.withdrawn else "")

    def _look(self) -> None:
        report = self._current()
        if report is not None:
            self.context.routes.go(Route.to("published-report", id=report.id, words=report.words))

    def _compare(self) -> None:
        report = self._current()
        if report is not None:
            self.found.say("Counting again …")
            self.context.read(changed_since, report.id, then=self._compared)

    def _compared(self, found: ChangedSince) -> None:
        told = "; ".join(f"{each.what}: {each.then}, now {each.now}" for each in found.figures[:_MOST_TOLD])
        more = len(found.figures) - _MOST_TOLD
        self.found.say(f"{found.words} {told}{f'; and {more} more' if more > 0 else ''}".strip())

    def _withdraw(self) -> None:
        report = self._current()
        if report is not None and self.withdraw.isEnabled():
            command = WithdrawReport(id=report.id, reason=str(self.reason.value()))
            self.context.do(withdraw_report, command, then=self._withdrawn, owner=self)

    def _withdrawn(self, _none: None) -> None:
        self.reason.set_value(None)
        self.context.messages.toast("Withdrawn. It stays in the list, with the reason.")
        self.context.read(published_reports, then=self._show)


class PublishedPaperPage(Page):
    """The pages of one, as printed: ``Route.to("published-report", id=…, words="Annual report, 2025-26")``."""

    help_topic = "reports"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("published-paper")
        self._name = ""
        self.header = PageHeader("Published report", "As it was printed")
        self.view = PaperView(context)
        self.header.add_action(self.view.toggle)
        self.setLayout(layout.column(self.header, self.view, gap=0))

    def open_route(self, route: Route) -> None:
        """Its pages; that they were opened is logged."""
        self._name = route.get("words")
        self.header.say(self._name, "As it was printed")
        self.context.open(published_bytes, route.get("id"), then=self._show, owner=self)

    def first_focus(self) -> QWidget | None:
        """The pages."""
        return self.view.focus_target()

    def leave(self) -> None:
        """Nothing is kept of what was looked at."""
        self.view.forget()

    def _show(self, content: bytes) -> None:
        self.view.show_paper(content, self._name)


def _line(report: PublishedReport) -> Line:
    day = f"{report.published_on.day} {report.published_on:%B %Y}"
    state = f"withdrawn: {report.withdrawn}" if report.withdrawn else f"version {report.version}"
    return Line(report.id, report.words, right=day, second=f"{report.published_by}, {state}, {report.cases} cases")
