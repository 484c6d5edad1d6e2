"""Walking what a screen reader walks."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_R = QAccessible.Role
_CONTROLS = {
    _R.PushButton, _R.CheckBox, _R.RadioButton, _R.EditableText, _R.ComboBox, _R.List, _R.Table, _R.Tree,
    _R.PageTabList, _R.PageTab, _R.SpinBox, _R.Slider, _R.ButtonMenu, _R.ProgressBar, _R.ListItem, _R.MenuItem,
}  # fmt: skip
_INNER = ("qt_scrollarea_viewport", "qt_spinbox_lineedit")


def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """The interface and everything beneath it that is shown."""
    yield interface
    for at in range(interface.childCount()):
        child: QAccessibleInterface | None = interface.child(at)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from walk(child)


def interface_of(widget: QWidget) -> QAccessibleInterface:
    """The accessible interface of a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def nameless(widget: QWidget) -> list[str]:
    """Every control beneath ``widget`` that has no name for a reader, in words a developer can find it by."""
    found = []
    for interface in walk(interface_of(widget)):
        held: QObject | None = interface.object()
        if interface.role() not in _CONTROLS or (held is not None and held.objectName() in _INNER):
            continue
        if isinstance(held, QWidget) and _is_inside_named(held):
            continue
        if not interface.text(QAccessible.Text.Name).strip():
            parent = held.parent() if held is not None else None
            found.append(f"{interface.role().name} {type(held).__name__} in {type(parent).__name__}")
    return found


def _is_inside_named(widget: QWidget) -> bool:
    """The edit within a box of choices speaks through the box."""
    parent = widget.parentWidget()
    return parent is not None and parent.inherits("QComboBox") and bool(parent.accessibleName())


def roleless(widget: QWidget) -> list[str]:
    """Every widget that takes the focus by Tab and has no role of a control."""
    found = []
    for interface in walk(interface_of(widget)):
        held = interface.object()
        if isinstance(held, QWidget) and interface.state().focusable and interface.role() in (_R.NoRole, _R.Client):
            found.append(f"{type(held).__name__} {held.accessibleName()}")
    return found
