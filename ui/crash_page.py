"""What is shown after a fault of the program. Apart from the guard, so that the start does not wait for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Label
from ui.widgets.note_box import NoteBox


class CrashPage(Ground):
    """Shown in place of everything else; the only ways on are to copy the report and to close."""

    closed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__("surface")
        told = NoteBox(name="Report", lines=12, most=12)
        told.setPlainText(words)
        told.setReadOnly(True)
        copy = Button("Copy the report", icon="copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(words))
        close = Button("Close HIP Desk", "primary", icon="cross")
        close.clicked.connect(self.closed)
        prose = Label(
            "This was a fault of the program, not yours. What was saved is safe, what you were typing was kept, and "
            "the vault is locked. Close HIP Desk and start it again; you return to where you were. The report "
            "below holds no names and nothing from a case: please pass it on.",
            "lead",
            wrap=True,
        )
        inner = layout.column(
            Label("HIP Desk has to stop", "title"),
            prose,
            told,
            layout.row(close, copy, layout.STRETCH),
            layout.STRETCH,
            gap=16,
            margins=(48, 48, 48, 24),
        )
        self.setLayout(inner)
