"""Telling a screen reader at once."""

from PySide6.QtWidgets import QWidget


def say_aloud(widget: QWidget) -> None:
    """Raise an accessible alert, so that a reader says the widget's name at once."""
    # Imported late: its names cost the start several milliseconds.
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
