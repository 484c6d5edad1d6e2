"""Keeping what is typed in a strip that asks: while it is shown there is a draft, and unlocking shows it again."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from ui.context import Content, Context
from ui.forms.autosave import Autosave
from ui.forms.values import as_json
from ui.parts.asking import Asking
from ui.widgets.field import Field


class AskingKeeper(QObject):
    """One strip's draft. ``reopen`` asks again what was asked when the strip is to be shown once more."""

    def __init__(self, context: Context, asking: Asking, reopen: Callable[[str], object]) -> None:
        super().__init__(asking)
        self._context = context
        self._asking = asking
        self._reopen = reopen
        self._kind = f"asking-{asking.objectName()}"
        self._subject = ""
        self._autosave = Autosave(self._state, self._keep, self)
        for field in asking.fields():
            field.changed.connect(self._autosave.touch)
        asking.over.connect(self._over)

    def begin(self, subject: str) -> None:
        """It asks about this record: show it again when it was shown when the pages went."""
        if subject != self._subject:
            self._subject = subject
            self._context.drafts.load(self._kind, subject, self._take, self)

    def flush(self) -> None:
        """Keep it now: the page goes, or the program locks."""
        self._autosave.flush()

    def _state(self) -> Content:
        asking = self._asking
        return {
            "shown": not asking.isHidden(),
            "what": asking.what,
            "fields": [_typed(field) for field in asking.fields()],
        }

    def _keep(self, state: Content) -> None:
        if self._subject and state["shown"]:
            self._context.drafts.keep(self._kind, self._subject, state)
        elif self._subject:
            self._context.drafts.drop(self._kind, self._subject)

    def _take(self, content: Content | None) -> None:
        fields = self._asking.fields()
        kept = content.get("fields") if content is not None else None
        if content is None or not self._asking.isHidden() or not isinstance(kept, list) or len(kept) != len(fields):
            return
        self._reopen(str(content.get("what") or ""))
        for field, typed in zip(fields, kept, strict=True):
            field.set_value(typed or None)
        self._autosave.begin_from(self._state(), drafted=True)

    def _over(self) -> None:
        """It was answered, or left: there is nothing to come back to."""
        self._autosave.touch()
        self._autosave.flush()


def _typed(field: Field) -> object:
    """What is typed, even when it cannot be read yet."""
    return field.text() if isinstance(field, QLineEdit) else as_json(field.value())
