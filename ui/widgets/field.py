"""What every field widget can do, so that frames and forms need not know which one they hold."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget


@runtime_checkable
class Field(Protocol):
    """A widget that holds one answer. ``changed`` after every change, ``left`` when the focus goes elsewhere."""

    @property
    def changed(self) -> SignalInstance: ...

    @property
    def left(self) -> SignalInstance: ...

    def value(self) -> object:
        """The answer; None when there is none."""
        ...

    def set_value(self, value: object) -> None:
        """Show an answer; None empties the field."""
        ...

    def set_problem(self, words: str) -> None:
        """Show, or with no words take away, the mark of a problem on the field itself."""
        ...

    def control(self) -> QWidget:
        """The widget that takes the focus and bears the accessible name."""
        ...


def mark_problem(control: QWidget, words: str) -> None:
    """Give a stock control the border of a problem, or take it away."""
    control.setProperty("problem", "true" if words else "false")
    style = control.style()
    style.unpolish(control)
    style.polish(control)
    control.update()
