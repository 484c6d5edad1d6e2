"""The second window for the wall: which case is heard, by reference and initials, and nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.model.panels.agendas import MATTER, AgendaLineView
from ui.style import theme
from ui.widgets.labels import Ground, Label


class Projector(Ground):
    """A window of its own; closing it ends the showing."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__("canvas", owner)
        self.setWindowFlag(Qt.WindowType.Window)
        self.setWindowTitle("Panel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("projector-window")
        self.number = Label("", "page")
        self.reference = Label("", "unlock")
        self.initials = Label("", "unlock")
        down = QVBoxLayout(self)
        px = theme.current().px
        down.setContentsMargins(px(60), px(60), px(60), px(60))
        down.addStretch(1)
        for label in (self.number, self.reference, self.initials):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            down.addWidget(label)
        down.addStretch(1)
        self.resize(px(900), px(500))

    def show_line(self, line: AgendaLineView, of: int) -> None:
        """Show which line is heard."""
        self.number.say(f"Item {line.number} of {of}")
        # The title of a matter is free text, where a name may stand.
        self.reference.say(line.reference or ("Other matter" if line.section == MATTER else line.title))
        self.initials.say(line.initials)
