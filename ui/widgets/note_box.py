"""Running text that grows with what is written, without ever becoming slow."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from hipdesk.kernel.text import clean
from ui.style import theme
from ui.widgets.field import mark_problem


class NoteBox(QPlainTextEdit):
    """A note: ``lines`` high at first, growing to ``most`` lines, then scrolling. Tab leaves it."""

    changed = Signal()
    left = Signal()
    kept = Signal()
    """Ctrl+Enter was pressed in it."""

    def __init__(self, placeholder: str = "", *, name: str = "", lines: int = 2, most: int = 12) -> None:
        super().__init__()
        self._lines = lines
        self._most = most
        self._rows = 0
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.current().px(4))
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self.changed)
        self._fit()

    def value(self) -> object:
        """The text, or None when blank."""
        text = self.toPlainText()
        return text if text.strip() else None

    def set_value(self, value: object) -> None:
        """Show a text; None empties."""
        self.setPlainText("" if value is None else str(value))

    def set_problem(self, words: str) -> None:
        """Two pixels of red border while there is a problem."""
        mark_problem(self, words)

    def control(self) -> QWidget:
        """Itself."""
        return self

    def cursor_at(self) -> int:
        """Where the cursor stands, in characters."""
        return self.textCursor().position()

    def put_cursor(self, at: int) -> None:
        """Put the cursor at a character."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(at, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(clean(source.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._rows = 0
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(240), self.height())

    def _fit(self) -> None:
        rows = int(self.document().documentLayout().documentSize().height())
        rows = max(self._lines, min(self._most, rows))
        if rows != self._rows:
            self._rows = rows
            spacing = self.fontMetrics().lineSpacing()
            self.setFixedHeight(rows * spacing + theme.current().px(20))
