"""The one focus ring: 2 px of accent, 2 px outside whatever has the focus. Lists draw theirs inside a row.

Kinds of widget are asked by name here: loading Qt's styles and every kind of field costs the start a twentieth.
"""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyle

    from ui.widgets.ring import Ring

_BY_KEY_ONLY = ("QAbstractButton", "QTabBar")
_WITH_AN_EDITOR_INSIDE = ("QComboBox", "QAbstractSpinBox")
_RINGED = (*_BY_KEY_ONLY, *_WITH_AN_EDITOR_INSIDE, "QLineEdit", "QPlainTextEdit", "QTextEdit")


class FocusRing(QObject):
    """Follows the focus of the application. ``by_pointer`` keeps it off buttons and tabs until a key is pressed.

    ``waits``: it is drawn from ``begin`` on, so that the first picture of a window does not wait for it.
    """

    def __init__(self, application: QApplication, *, waits: bool = False) -> None:
        super().__init__(application)
        self._by_pointer = True
        self._waits = waits
        self._style: QStyle | None = None
        self._ring: Ring | None = None
        application.focusChanged.connect(self._moved)

    def begin(self) -> None:
        """Draw it, from now on; at once round what has the focus."""
        if self._waits:
            self._waits = False
            self._moved(None, QApplication.focusWidget())

    @property
    def by_pointer(self) -> bool:
        """Whether the pointer was used last. The first key after it brings the ring to what has the focus."""
        return self._by_pointer

    @by_pointer.setter
    def by_pointer(self, by_pointer: bool) -> None:
        before, self._by_pointer = self._by_pointer, by_pointer
        if before and not by_pointer and self._ring is None:
            self._moved(None, QApplication.focusWidget())

    def _moved(self, _before: QWidget | None, after: QWidget | None) -> None:
        target = self._target(after)
        # The ring is a child of what it surrounds, and goes with it when a page is dropped.
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.setWidget(None)  # type: ignore[arg-type]  # Qt takes none to mean nothing
            self._ring.deleteLater()
        self._ring = None
        if target is not None and not self._waits:
            self._surround(target)

    def _surround(self, target: QWidget) -> None:
        from ui.widgets.ring import Ring, RingStyle

        if self._style is None:
            self._style = RingStyle("Fusion")
            self._style.setParent(self)
        self._ring = Ring(self._style)
        self._ring.setWidget(target)
        if target.isVisible():
            # Qt leaves it hidden round what is scrolled into view only after it has the focus.
            self._ring.show()
            self._ring.raise_()
        self._ring.follow_tabs()

    def _target(self, widget: QWidget | None) -> QWidget | None:
        if widget is None or widget.isWindow() or widget.property("bare") or widget.inherits("QAbstractItemView"):
            return None
        if not _is_any(widget, _RINGED):
            return None
        if self.by_pointer and _is_any(widget, _BY_KEY_ONLY):
            return None
        parent = widget.parentWidget()
        return parent if parent is not None and _is_any(parent, _WITH_AN_EDITOR_INSIDE) else widget


def _is_any(widget: QWidget, kinds: tuple[str, ...]) -> bool:
    return any(widget.inherits(kind) for kind in kinds)
