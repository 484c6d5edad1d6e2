"""A pane's overview, and one form at a time in its place."""

from PySide6.QtWidgets import QLayout, QWidget

from ui.widgets import layout


class InPlace(QWidget):
    """What panes share that show an overview, or one form where it stood."""

    def __init__(self) -> None:
        super().__init__()
        self.overview = QWidget()
        self._standing_in: QWidget | None = None

    def stand(self, down: QLayout) -> None:
        """Lay the overview out."""
        self.overview.setLayout(down)
        self.setLayout(layout.column(self.overview, gap=0))

    def put_in_place(self, form: QWidget) -> None:
        """Show a form instead of the overview."""
        self._standing_in = form
        self.overview.hide()
        down = self.layout()
        if down is not None:
            down.addWidget(form)

    def show_overview(self) -> None:
        """The form goes."""
        if self._standing_in is not None:
            self._standing_in.hide()
            self._standing_in.deleteLater()
            self._standing_in = None
        self.overview.show()
