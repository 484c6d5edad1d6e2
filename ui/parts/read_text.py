"""A paper as text in reading order, for a screen reader or large text: headings are headings, H goes to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from hipdesk.papers.aloud import Passage
from ui.style import theme
from ui.style.tokens import BODY, HEAD, PAGE, PAGE_IN_PAGE

_SIZES = {1: PAGE, 2: PAGE_IN_PAGE}
_KEYS = "H goes to the next heading, Shift+H to the one before."


class ReadText(QTextEdit):
    """Read only, with a caret to go through it by key."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper-text")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAccessibleDescription(_KEYS)

    def show_passages(self, name: str, passages: Sequence[Passage]) -> None:
        """Show a paper from its beginning."""
        now = theme.current()
        self.clear()
        self.setAccessibleName(f"{name} as text")
        self.document().setDocumentMargin(now.px(24))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for at, passage in enumerate(passages):
            shape, letters = QTextBlockFormat(), QTextCharFormat()
            shape.setHeadingLevel(passage.level)
            shape.setTopMargin(now.px(14 if passage.level > 1 else 0))
            shape.setBottomMargin(now.px(6))
            letters.setFont(now.font(_SIZES.get(passage.level, HEAD), bold=True) if passage.level else now.font(BODY))
            if at:
                cursor.insertBlock(shape, letters)
            else:
                cursor.setBlockFormat(shape)
                cursor.setBlockCharFormat(letters)
            cursor.insertText(_told(passage), letters)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def go_to_heading(self, by: int) -> None:
        """To the next heading, or with -1 the one before; stays where there is none."""
        block = self._beside(self.textCursor().block(), by)
        while block.isValid() and not block.blockFormat().headingLevel():
            block = self._beside(block, by)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.ensureCursorVisible()

    @staticmethod
    def _beside(block: QTextBlock, by: int) -> QTextBlock:
        return block.next() if by > 0 else block.previous()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_H and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.go_to_heading(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


def _told(passage: Passage) -> str:
    return f"Picture: {passage.words}" if passage.kind == "picture" else passage.words
