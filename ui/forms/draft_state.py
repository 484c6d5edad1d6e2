"""A form as a draft keeps it: answers as typed, reasons, records, the field in focus and the cursor in it."""

from collections.abc import Mapping

from PySide6.QtWidgets import QApplication, QLineEdit

from ui.context import Content
from ui.forms import values
from ui.widgets.field_frame import FieldFrame
from ui.widgets.note_box import NoteBox

Frames = Mapping[str, FieldFrame]


def of_frames(frames: Frames, repeats: Mapping[str, list[int]]) -> Content:
    """What is kept; ``repeats`` are the numbers of repeated records by name."""
    focus = _focused(frames)
    return {
        "answers": {name: values.state_of(frame.field) for name, frame in frames.items()},
        "reasons": {name: frame.unanswered for name, frame in frames.items() if frame.unanswered},
        "repeats": dict(repeats),
        "focus": focus,
        "cursor": _cursor(frames[focus]) if focus else None,
    }


def numbers(state: Mapping[str, object]) -> dict[str, list[int]]:
    """The numbers of repeated records that were kept, by name."""
    kept = _mapping(state.get("repeats"))
    return {name: [int(one) for one in many] for name, many in kept.items() if isinstance(many, list)}


def show(frames: Frames, state: Mapping[str, object]) -> str:
    """Show answers and reasons; returns the field that had the focus, or nothing."""
    reasons = _mapping(state.get("reasons"))
    for name, kept in _mapping(state.get("answers")).items():
        if name in frames:
            values.show_state(frames[name].field, kept)
            reason = reasons.get(name)
            frames[name].set_unanswered(str(reason) if reason else None)
    focus = str(state.get("focus") or "")
    return focus if focus in frames else ""


def put_cursor(frame: FieldFrame, at: object) -> None:
    """Put the cursor back into a text."""
    control = frame.field.control()
    if isinstance(at, int) and isinstance(control, NoteBox):
        control.put_cursor(at)
    elif isinstance(at, int) and isinstance(control, QLineEdit):
        control.setCursorPosition(at)


def _focused(frames: Frames) -> str:
    held = QApplication.focusWidget()
    for name, frame in frames.items():
        if held is not None and (frame is held or frame.isAncestorOf(held)):
            return name
    return ""


def _cursor(frame: FieldFrame) -> int | None:
    control = frame.field.control()
    if isinstance(control, NoteBox):
        return control.cursor_at()
    return control.cursorPosition() if isinstance(control, QLineEdit) else None


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
