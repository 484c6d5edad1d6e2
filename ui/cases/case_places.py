"""Where the pages of a case stand: the summary beside the line of time, or one page alone."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ui.cases.timeline_pane import TimelinePane
from ui.context import Context
from ui.style import theme
from ui.widgets import layout
from ui.widgets.columns import Columns
from ui.widgets.labels import Ground
from ui.widgets.scroll import Scroll


class CasePlaces(QStackedWidget):
    """Made once for a case, so that a note being written stays while pages change."""

    def __init__(self, context: Context, case_id: str) -> None:
        super().__init__()
        self.timeline = TimelinePane(context, case_id)
        self._summary = Ground("surface")
        self._other = Ground("surface")
        for place in (self._summary, self._other):
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
        self.columns = Columns([self._summary, self.timeline], [0, 424], names=("Summary", "Timeline"))
        self.addWidget(self.columns)
        self.addWidget(self._other)

    def minimumSizeHint(self) -> QSize:
        """Little: what is in it scrolls, and a page that is not shown asks for no room."""
        return QSize(theme.current().px(240), theme.current().px(150))

    def show_summary(self, page: QWidget) -> None:
        """The summary, with the line of time beside it (behind it, at large text)."""
        self._fill(self._summary, page, "Summary")
        self._summary.show()
        self.columns.show_pane(0)
        self.setCurrentWidget(self.columns)

    def show_timeline(self) -> None:
        """The line of time alone."""
        if not theme.current().large:
            self._summary.hide()
        self.columns.show_pane(1)
        self.setCurrentWidget(self.columns)

    def show_other(self, page: QWidget, name: str) -> None:
        """Another page, alone."""
        self._fill(self._other, page, name.capitalize())
        self.setCurrentWidget(self._other)

    def go_to(self, entry_id: str) -> None:
        """An entry of the line of time, as one that was found; nothing where that is not shown."""
        if entry_id and self.currentWidget() is self.columns:
            self.timeline.go_to(entry_id)

    def _fill(self, place: QWidget, page: QWidget, name: str) -> None:
        into = place.layout()
        if into is None:
            return
        held = QApplication.focusWidget()
        kept = held.objectName() if held is not None and place.isAncestorOf(held) else ""
        layout.clear(into)
        into.addWidget(Scroll(layout.column(page, margins=(24, 14, 24, 16)), name=name))
        again = page.findChild(QWidget, kept) if kept else None
        if again is not None:
            again.setFocus()

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        if self.currentWidget() is self._other:
            return [self._other]
        return [self.timeline] if self._summary.isHidden() else [self._summary, self.timeline]
