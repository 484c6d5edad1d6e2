"""Keeping what is typed within about 400 ms of a change, and at once when asked: locking loses no character."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.context import Content

_OWN = "its-own-words"


def keeps_its_own(place: QWidget, *, own: bool = True) -> None:
    """What is typed in this place has a draft of its own, or must have none: it is not kept with the page's words.

    Without ``own`` it is kept with them although it stands in such a place.
    """
    place.setProperty(_OWN, own)


def has_its_own(widget: QWidget) -> bool:
    """Whether a widget, or the nearest thing around it that says so, sees to its words itself."""
    step: QWidget | None = widget
    while step is not None:
        own = step.property(_OWN)
        if own is not None:
            return bool(own)
        step = step.parentWidget()
    return False


class Autosave(QObject):
    """``collect`` gives the state as plain JSON values, ``keep`` takes it (it must return at once).

    Connect a form's ``changed`` to ``touch``. Call ``flush`` in a page's ``leave``. That something is kept is said only
    by who wrote it: ``Drafts.keep`` has a ``then``.
    ``places``: once there is a draft, flushing also keeps where the person is, though nothing was typed since.
    """

    DELAY_MS = 400

    def __init__(
        self,
        collect: Callable[[], Content],
        keep: Callable[[Content], object],
        parent: QObject | None = None,
        *,
        places: bool = False,
    ) -> None:
        super().__init__(parent)
        if isinstance(parent, QWidget):
            keeps_its_own(parent)
        self._places = places
        self._drafted = False
        self._collect = collect
        self._keep = keep
        self._last: Content | None = None
        self._paused = False
        self._touched = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.DELAY_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def waiting(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._timer.isActive()

    def touch(self) -> None:
        """Something changed: keep it soon. Typing on does not put it off."""
        self._touched = True
        if not self._paused and not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keep now, if anything changed since the last time. Looking at a form, or moving in it, makes no draft."""
        self._timer.stop()
        if self._paused or not (self._touched or (self._places and self._drafted)):
            return
        self._touched = False
        state = self._collect()
        if state != self._last:
            self._last = state
            self._drafted = True
            self._keep(state)

    def begin_from(self, state: Content, *, drafted: bool = False) -> None:
        """What stands now is kept already: in the record, or, ``drafted``, in the draft it was restored from."""
        self._timer.stop()
        self._drafted = drafted
        self._touched = False
        self._last = state

    def stop(self) -> None:
        """Keep nothing any more: it became a record, or was thrown away."""
        self._paused = True
        self._timer.stop()
