"""One table of the report in the middle of the page: title, unit, finding, chart, figures, notes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipdesk.model.reports import Report, ReportTable
from hipdesk.model.suppression_report import PublicReport
from ui.reports.chart_view import ChartView
from ui.reports.figures_view import FiguresView
from ui.reports.tiles import TileGrid, as_rich
from ui.widgets import layout
from ui.widgets.labels import Ground, Label
from ui.widgets.scroll import Scroll


class TablePane(Ground):
    """Shows one table. ``asked`` carries what stands behind a figure, the figure, and what it is."""

    asked = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__("surface")
        self.title = Label("", "page")
        self.unit = Label("", "second")
        self.finding = Label("", "body", wrap=True, rich=True)
        self.tiles = TileGrid()
        self.chart = ChartView()
        self.figures = FiguresView()
        self.foot = Label("", "second", wrap=True)
        inner = layout.column(
            layout.row(self.title, layout.STRETCH, self.unit, gap=16),
            self.finding,
            4,
            self.tiles,
            self.chart,
            4,
            self.figures,
            4,
            self.foot,
            gap=6,
            margins=(32, 16, 32, 24),
        )
        inner.addStretch(1)
        self.setLayout(layout.column(Scroll(inner, name="Report"), gap=0))
        self.figures.asked.connect(self.asked)
        self.tiles.asked.connect(self.asked)

    def show_table(self, made: Report | PublicReport, table: ReportTable) -> None:
        """Show a table of a report."""
        self.title.say(f"{table.number}  {table.title}")
        self.unit.say(f"Unit: {table.unit.partition(';')[0]}")
        first = table.number == "1"
        sentences = made.bullets if first else (table.finding,)
        self.finding.say("<br>".join(as_rich(each) for each in sentences if each))
        self.finding.setVisible(any(sentences))
        self.tiles.setVisible(first)
        self.tiles.show_tiles(made.tiles if first else ())
        self.chart.show_chart(table.chart)
        self.figures.show_table(table)
        self.foot.say(f"{table.foot} {made.period.basis_words}.")

    def first_focus(self) -> QWidget:
        """The figures."""
        return self.figures
