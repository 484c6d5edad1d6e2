"""What stands behind a figure: the cases, referrals or actions it counted, by reference and initials."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipdesk.model.pages import Page
from hipdesk.model.reports import Behind, RecordBehind
from hipdesk.model.statuses import REFERRAL
from hipdesk.services.figures import behind_figure
from ui.context import Context
from ui.routes import Route
from ui.widgets import layout
from ui.widgets.buttons import IconButton
from ui.widgets.chips import risk
from ui.widgets.labels import Ground, Label
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Line

_KEPT_APART = "Only you see this list. It is never part of the report."
_NOTHING = "Open a figure with Enter, and the cases it counts stand here."


class BehindPane(Ground):
    """The list beside the report. ``closed`` when the person is done with it."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("surface")
        self.setObjectName("behind")
        self._context = context
        self._records: dict[str, RecordBehind] = {}
        self._labels: dict[str, str] = {}
        self.value = Label("", "title")
        self.about = Label("", "second", wrap=True)
        self.note = Label(_NOTHING, "hint", wrap=True)
        self.rows = RowList(name="Behind the figure", margin=16)
        self.rows.setObjectName("behind-rows")
        self.rows.opened.connect(self._open)
        close = IconButton("cross", "Close what stands behind the figure", side=26)
        close.setObjectName("close-behind")
        close.clicked.connect(self._close)
        head = layout.row(Label("Behind the figure", "head"), layout.STRETCH, close, margins=(16, 12, 10, 0))
        figure = layout.column(self.value, self.about, gap=2, margins=(16, 0, 16, 8))
        down = layout.column(head, figure, self.rows, gap=0)
        down.setStretch(2, 1)
        down.addLayout(layout.column(self.note, margins=(16, 8, 16, 12)))
        self.setLayout(down)

    def show_labels(self, labels: dict[str, str]) -> None:
        """Words for the keys of strands."""
        self._labels = labels

    def ask(self, behind: Behind, shown: str, about: str) -> None:
        """Show what a figure counted."""
        self.value.say(shown)
        self.about.say(about)
        self.note.say("Looking …")

        def take(found: Page[RecordBehind]) -> None:
            self._take(found, shown)

        self._context.read(behind_figure, behind, then=take, owner=self, newest="behind-figure")

    def clear(self) -> None:
        """Show nothing, as when another table is chosen."""
        self.value.say("")
        self.about.say("")
        self.note.say(_NOTHING)
        self._show(())

    def first_focus(self) -> QWidget:
        """The list."""
        return self.rows

    def _take(self, found: Page[RecordBehind], shown: str) -> None:
        self._show(found.rows)
        counted = int(shown.replace(",", "")) if shown.replace(",", "").isdigit() else found.total
        words = [_KEPT_APART]
        if found.total < counted:
            words.insert(0, f"{counted - found.total} more are not shown: you may not see those cases.")
        if len(found.rows) < found.total:
            words.insert(0, f"The first {len(found.rows)} of {found.total}.")
        self.note.say(" ".join(words) if found.rows else "Nothing is counted here.")

    def _show(self, records: Sequence[RecordBehind]) -> None:
        self._records = {each.record_id: each for each in records}
        self.rows.show_rows([self._line(each) for each in records])

    def _line(self, record: RecordBehind) -> Line:
        chip = risk(record.risk, record.risk_score if record.risk_score is not None else "") if record.risk else ""
        second = ", ".join(part for part in (record.initials, self._second(record)) if part)
        return Line(record.record_id, record.reference, right=chip, second=second)

    def _second(self, record: RecordBehind) -> str:
        if record.kind == "case":
            words = [self._labels.get(key, key) for key in record.words.split(",") if key]
            return ", ".join(words) or "No strand recorded"
        if record.kind == "referral":
            status, _, _why = record.words.partition(":")
            return REFERRAL.words.get(status, "waiting for a decision").capitalize()
        return record.words

    def _open(self, key: object) -> None:
        record = self._records.get(str(key))
        if record is None:
            return
        if record.kind == "action":
            self._context.routes.go(Route.to("action", id=record.record_id))
        elif record.kind == "meeting":
            self._context.routes.go(Route.to("meeting", id=record.record_id, page="papers"))
        elif record.case_id is not None:
            self._context.routes.go(Route.to("case", id=record.case_id))
        else:
            self._context.routes.go(Route.to("referrals", id=record.referral_id or record.record_id))

    def _close(self) -> None:
        self.clear()
        self.closed.emit()
