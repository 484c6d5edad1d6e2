"""The texts of a case, read only, to select words in by mouse or by key; what is marked in them stands out."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from hipdesk.model.redaction.scan import Scanner
from hipdesk.model.redaction.terms import Told, terms_of
from ui.parts.marking import KEY, whole_words
from ui.style import theme
from ui.style.tokens import BODY

_KEYS = f"Select words with Shift and the arrow keys, then M or {KEY} leaves them out of papers."


class CaseTextsView(QTextEdit):
    """``wanted`` carries the words selected when M is pressed, or chosen from the menu of the text."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case-texts")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAccessibleName("What was written about the case")
        self.setAccessibleDescription(_KEYS)

    def show_texts(self, texts: Sequence[tuple[str, str]], marked: Iterable[str]) -> None:
        """Show every text under where it stands; the caret stays where it was."""
        at, down = self.textCursor().position(), self.verticalScrollBar().value()
        found = Scanner(terms_of([Told("", marked=tuple(marked))]))
        self.clear()
        self.document().setDocumentMargin(theme.current().px(20))
        cursor = QTextCursor(self.document())
        for number, (where, text) in enumerate(texts):
            self._begin(cursor, where, first=not number)
            self._write(cursor, text, found)
        cursor.setPosition(min(at, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(down)

    def find_words(self, words: str) -> None:
        """Select the first place where words stand, and show it."""
        found = self.document().find(words)
        if not found.isNull():
            self.setTextCursor(found)
            self.ensureCursorVisible()

    def _begin(self, cursor: QTextCursor, where: str, *, first: bool) -> None:
        now = theme.current()
        shape, letters = QTextBlockFormat(), QTextCharFormat()
        shape.setHeadingLevel(3)
        shape.setTopMargin(0 if first else now.px(14))
        letters.setFont(now.font(BODY, bold=True))
        letters.setForeground(QColor(now.tokens.ink2))
        if first:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape)
        cursor.insertText(where, letters)

    def _write(self, cursor: QTextCursor, text: str, found: Scanner) -> None:
        now = theme.current()
        plain, struck = QTextCharFormat(), QTextCharFormat()
        plain.setFont(now.font(BODY))
        struck.setFont(now.font(BODY))
        struck.setBackground(QColor(now.tokens.soft))
        struck.setFontStrikeOut(True)
        struck.setFontUnderline(True)
        struck.setFontWeight(QFont.Weight.Bold)
        shape = QTextBlockFormat()
        shape.setHeadingLevel(0)
        cursor.insertBlock(shape, plain)
        at = 0
        for hit in found.hits(text):
            cursor.insertText(text[at : hit.start], plain)
            cursor.insertText(text[hit.start : hit.end], struck)
            at = hit.end
        cursor.insertText(text[at:], plain)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        mark = menu.addAction("Leave out of papers…")
        mark.setEnabled(self.textCursor().hasSelection())
        mark.triggered.connect(self.ask)
        menu.exec(event.globalPos())

    def ask(self) -> None:
        """Ask for what is selected."""
        self.wanted.emit(whole_words(self.textCursor()))
