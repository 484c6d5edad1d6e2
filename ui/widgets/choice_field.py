"""One answer from a list, found by typing any part of it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QListView, QSizePolicy, QWidget

from ui import shortcuts
from ui.style import icons, theme
from ui.style.tokens import BODY, CONTROL, FIELD
from ui.widgets import drawn


class ChoiceField(QComboBox):
    """``choices`` are (value, words). Up to ``typing_from`` choices it is a plain list, above that one types to find.

    ``value()`` is the chosen value or None. With ``free`` a text that is no choice is its own value; without, it is
    taken for the only choice it is found in when the field is left, and else a problem told then. ``spelled`` has what
    else others write for a choice, by its value. ``lead`` stands in grey before the words.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[object, str]] = (),
        *,
        placeholder: str = "",
        name: str = "",
        free: bool = False,
        typing_from: int = 8,
        lead: str = "",
        spelled: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__()
        self._spelled = spelled or {}
        self._free = free
        self._lead = lead
        self._problem = False
        self._quiet = False
        self._choices: list[tuple[object, str]] = []
        self.setAccessibleName(name or placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(14)
        rows = QListView()
        rows.setObjectName("choices")
        self.setView(rows)
        if free or len(choices) > typing_from:
            self._allow_typing(name or placeholder)
        self.setPlaceholderText(placeholder)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(placeholder)
        self.set_choices(choices)
        self.currentIndexChanged.connect(self._told)

    def _allow_typing(self, name: str) -> None:
        self.setEditable(True)
        finder = QCompleter(QStringListModel(self), self)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        popup, line = finder.popup(), self.lineEdit()
        if popup is not None:
            popup.setObjectName("choices")
        self.setCompleter(finder)
        finder.activated.connect(self._found)
        if line is not None:
            line.setAccessibleName(name)
            line.textEdited.connect(lambda _text: self._told())

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other choices; the value is kept when it is still among them."""
        kept = self.value()
        self._quiet = True
        self._choices = list(choices)
        self.clear()
        self.addItems([words for _, words in self._choices])
        completer = self.completer()
        if completer is not None:
            model = completer.model()
            if isinstance(model, QStringListModel):
                model.setStringList([words for _, words in self._choices])
        self.set_value(kept)
        self._quiet = False

    def value(self) -> object:
        """The chosen value, a free text, or None."""
        typed = self.currentText().strip()
        if self.isEditable():
            for value, words in self._choices:
                if words.casefold() == typed.casefold():
                    return value
            return typed if self._free and typed else None
        at = self.currentIndex()
        return self._choices[at][0] if 0 <= at < len(self._choices) else None

    def set_value(self, value: object) -> None:
        """Choose; None, or a value that is no longer offered and not free, leaves it empty."""
        values = [known for known, _ in self._choices]
        self.setCurrentIndex(values.index(value) if value in values else -1)
        if self.isEditable():
            known = dict(zip(map(str, values), (words for _, words in self._choices), strict=True))
            self.setEditText(known.get(str(value), str(value) if self._free and value else ""))

    def unmatched(self) -> bool:
        """Whether something is typed that is no choice."""
        return self.isEditable() and bool(self.currentText().strip()) and self.value() is None

    def set_problem(self, words: str) -> None:
        """Two pixels of red border while there is a problem."""
        self._problem = bool(words)
        self.update()

    def control(self) -> QWidget:
        """Itself."""
        return self

    def sizeHint(self) -> QSize:
        now = theme.current()
        longest = max((drawn.width_of(words) for _, words in self._choices), default=0)
        wide = max(longest, drawn.width_of(self.placeholderText())) + now.px(44)
        wide += drawn.width_of(self._lead) + now.px(6) if self._lead else 0
        return QSize(int(min(wide, now.px(320))), now.px(CONTROL))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.current().px(110)), theme.current().px(CONTROL))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.isEditable() and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_value(None)
            return
        if shortcuts.is_enter(event) and not self.isEditable():
            self.showPopup()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take_the_only_one()
            self.left.emit()

    def _take_the_only_one(self) -> None:
        """What is typed is the choice it names, by a spelling of its own or as the only one it is found in."""
        if not self.unmatched():
            return
        typed = self.currentText().strip().casefold()
        names = {value: [known.casefold() for known in self._spelled.get(str(value), ())] for value, _ in self._choices}
        meant = [value for value, spelled in names.items() if typed in spelled]
        meant = meant or [
            value for value, words in self._choices if any(typed in each for each in (words.casefold(), *names[value]))
        ]
        if len(meant) == 1:
            self._quiet = True
            self.set_value(meant[0])
            self._quiet = False
            self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        tokens = now.tokens
        painter = drawn.brush(self)
        edge = tokens.red.mark if self._problem else tokens.line2
        ground = tokens.surface if self.isEnabled() else tokens.sunken
        thick = 2 if self._problem else 1
        drawn.box(painter, QRectF(self.rect()), now.px(FIELD), ground, edge, thick=thick, dashed=not self.isEnabled())
        side = now.px(16)
        icons.paint(painter, "chevron-down", self.width() - now.px(26), (self.height() - side) / 2, side, tokens.ink3)
        if not self.isEditable():
            self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        now = theme.current()
        at = QRectF(now.px(10), 0, self.width() - now.px(40), self.height())
        if self._lead:
            wide = drawn.text(painter, at, self._lead, now.tokens.ink3, BODY) + now.px(6)
            at.adjust(wide, 0, 0, 0)
        chosen = self.currentIndex() >= 0
        ink = now.tokens.ink if chosen and self.isEnabled() else now.tokens.ink3
        drawn.text(painter, at, self.currentText() if chosen else self.placeholderText(), ink, BODY)

    def _found(self, words: str) -> None:
        for at, (_, known) in enumerate(self._choices):
            if known == words:
                self.setCurrentIndex(at)
                return

    def _told(self, _at: int = 0) -> None:
        if not self._quiet:
            self.changed.emit()
