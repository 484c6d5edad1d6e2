"""What was typed on a page and no command can take: told in words, at the field it stands in."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hipdesk.model.findings import Untaken
from ui.messages.seam import Messages
from ui.widgets.field import Field
from ui.widgets.field_frame import FieldFrame
from ui.widgets.note_box import NoteBox
from ui.widgets.text_field import TextField

_ABOUT = "not taken"
_KEPT = "Nothing was changed, and what you typed is still there."


def tell(window: QWidget, messages: Messages, untaken: object) -> None:
    """Say why what was typed was not taken; the field that is too long has the focus, and its border, until changed."""
    if not isinstance(untaken, Untaken):
        return
    field = _too_long(window, untaken.most) if untaken.most is not None else None
    if field is None:
        messages.banner(f"This was not taken. {untaken.words}.", _KEPT, "Put it right and try again.", about=_ABOUT)
        return
    called = field.control().accessibleName()
    what = f"“{called}” is too long: {_length(field):,} characters, and {untaken.most:,} is the most."
    messages.banner(what, _KEPT, "Shorten it and try again.", about=_ABOUT)
    mark = _marker(field)
    mark(untaken.words)
    field.control().setFocus()

    def changed() -> None:
        field.changed.disconnect(changed)
        mark("")
        messages.settle(_ABOUT)

    field.changed.connect(changed)


def _too_long(window: QWidget, most: int) -> TextField | NoteBox | None:
    """The field in sight with the longest text over the limit; the one in focus before all."""
    texts: list[TextField | NoteBox] = [*window.findChildren(TextField), *window.findChildren(NoteBox)]
    over = [field for field in texts if field.isVisible() and _length(field) > most]
    return max(over, key=lambda field: (field.hasFocus(), _length(field)), default=None)


def _length(field: Field) -> int:
    return len(str(field.value() or "").strip())


def _marker(field: TextField | NoteBox) -> Callable[[str], object]:
    """How a problem of this field is shown: by the frame around it, when it has one."""
    step = field.parentWidget()
    while step is not None:
        if isinstance(step, FieldFrame) and step.field is field:
            return step.set_problem
        step = step.parentWidget()
    return field.set_problem
