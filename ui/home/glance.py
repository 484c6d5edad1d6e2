"""This quarter at a glance: four figures, each with its count and the last quarter beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipdesk.model.home import Glance
from hipdesk.model.measures import share
from hipdesk.model.reports import QuarterFigures
from ui.style import theme
from ui.style.tokens import SMALL
from ui.widgets import drawn, layout
from ui.widgets.bars import Bar, Bars, PairBar
from ui.widgets.labels import Hairline, Label

HEARD_TARGET, ACTIONS_TARGET = 1.0, 0.9
_ROW = 63


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many, in this quarter and the last, against a target.

    ``unit`` follows the count ("12 of 13 cases"); ``small`` stands there alone where the count is the large figure.
    """

    title: str
    part: int
    base: int
    before_part: int
    before_base: int
    unit: str
    small: str
    target: float | None = None

    @property
    def large(self) -> str:
        """The percentage, where the base carries one; otherwise the count itself."""
        return share(self.part, self.base).split(",")[0] if self.base else "–"


class Legend(drawn.Painted):
    """Which square is which quarter."""

    def __init__(self) -> None:
        super().__init__()
        self._names = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, now: str, before: str) -> None:
        """Name both quarters."""
        self._names = (now, before)
        self.setAccessibleName(f"Filled: {now}; outlined: {before}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = theme.current().px
        wide = sum(drawn.width_of(name, SMALL) + px(16) for name in self._names)
        return QSize(round(wide + px(14)), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        here = theme.current()
        painter = drawn.brush(self)
        x, side = 0.0, here.px(10)
        for at, name in enumerate(self._names):
            square = QRectF(x, (self.height() - side) / 2, side, side)
            fill, edge = (here.tokens.accent, "") if at == 0 else (here.tokens.surface, here.tokens.line2)
            drawn.box(painter, square, 0, fill, edge)
            room = QRectF(x + side + here.px(6), 0, self.width(), self.height())
            x += side + here.px(20) + drawn.text(painter, room, name, here.tokens.ink2, SMALL)
        painter.end()


class GlancePanel(QWidget):
    """The four figures."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("This quarter at a glance")
        self._until = Label("", "second")
        self._legend = Legend()
        self._rows = layout.column(gap=0)
        head = layout.row(Label("This quarter at a glance", "head"), self._until, layout.STRETCH, self._legend, gap=8)
        self.setLayout(layout.column(head, 8, Hairline(), self._rows, layout.STRETCH, gap=0))

    def show_glance(self, glance: Glance, until: str) -> None:
        """Show these figures; ``until`` is the last day counted, as "2 December"."""
        now, before = glance.now, glance.before
        names = (_short(now), _short(before))
        self._until.say(f"{names[0]}, {now.period.first:%B} to {until}")
        self._legend.say(*names)
        layout.clear(self._rows)
        self._rows.addWidget(self._referrals(glance, names[1]))
        for figure in figures_of(now, before):
            self._rows.addWidget(Hairline())
            self._rows.addWidget(_row(figure, names[1]))

    def _referrals(self, glance: Glance, before: str) -> QWidget:
        bars = [
            Bar(f"{month:%b}", count, current, gap=current and not previous)
            for (month, count, current), previous in zip(
                glance.months, (False, *(current for _month, _count, current in glance.months)), strict=False
            )
        ]
        chart = Bars(bars, name="Referrals by month", high=60)
        left = _left("Referrals", f"{glance.to_triage} to triage" if glance.to_triage else "none to triage")
        return _across(left, str(glance.now.referrals), chart, f"{before}: ", str(glance.before.referrals), "")


def figures_of(now: QuarterFigures, before: QuarterFigures) -> tuple[Figure, ...]:
    """Heard when due, actions on time, repeats."""
    return (
        Figure("Heard when due", now.heard_when_due, now.heard_due, before.heard_when_due, before.heard_due, "cases",
               "cases", HEARD_TARGET),
        Figure("Actions on time", now.actions_on_time, now.actions_due, before.actions_on_time, before.actions_due,
               "due", "actions due", ACTIONS_TARGET),
        Figure("Repeat referrals", now.repeat, now.referrals, before.repeat, before.referrals, "", "referrals"),
    )  # fmt: skip


def _row(figure: Figure, before: str) -> QWidget:
    counted = f"{figure.part} of {figure.base} {figure.unit}".strip() if figure.base else "none yet"
    earlier = f"{figure.before_part} of {figure.before_base}" if figure.before_base else "none"
    large = share(figure.before_part, figure.before_base).split(",")[0] if figure.before_base else "–"
    name = f"{figure.title}: {counted}; {before}: {earlier}"
    if figure.target:
        name += f"; target {round(figure.target * 100)}%"
    shares = (_part(figure.part, figure.base), _part(figure.before_part, figure.before_base))
    chart = PairBar(shares[0], shares[1] if figure.before_base else None, figure.target, name=name)
    under = earlier if "%" in large else ""
    second = counted if "%" in figure.large or not figure.base else figure.small
    left = _left(figure.title, second)
    return _across(left, figure.large, chart, f"{before}: ", large, under)


def _left(title: str, second: str) -> QWidget:
    words = (Label(title, "strong"), Label(second, "second"))
    return layout.held(layout.column(layout.STRETCH, *words, layout.STRETCH, gap=0))


def _across(left: QWidget, large: str, chart: QWidget, lead: str, before: str, under: str) -> QWidget:
    px = theme.current().px
    left.setFixedWidth(px(112))
    count = Label(large, "count" if len(large) < 6 else "head")
    count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    count.setFixedWidth(px(66))
    right = layout.column(layout.STRETCH, gap=0)
    first = layout.row(layout.STRETCH, Label(lead, "second"), Label(before, "caption"), gap=0)
    right.addLayout(first)
    if under:
        last = Label(under, "second")
        last.setAlignment(Qt.AlignmentFlag.AlignRight)
        right.addWidget(last)
    right.addStretch(1)
    across = layout.row(left, count, 4, chart, layout.STRETCH, right, gap=8)
    held = layout.held(across)
    held.setFixedHeight(px(_ROW))
    return held


def _part(part: int, base: int) -> float:
    return part / base if base else 0.0


def _short(figures: QuarterFigures) -> str:
    """ "Q3"."""
    return figures.period.label.split()[-1]
