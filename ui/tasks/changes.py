"""News of what an operation touched, so that screens compare it with what they show and reload only then."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from hipdesk.kernel.changes import Changes


class ChangeHub(QObject):
    """Broadcasts changes on the window's thread."""

    changed = Signal(object)

    def broadcast(self, changes: Changes) -> None:
        """Tell everyone, unless nothing was touched."""
        if changes.kinds or changes.ids:
            self.changed.emit(changes)

    def watch(self, owner: QObject, kinds: set[str], do: Callable[[Changes], object]) -> None:
        """Call ``do`` when one of ``kinds`` was touched, for as long as ``owner`` lives."""
        watcher = _Watcher(owner, frozenset(kinds), do)
        self.changed.connect(watcher.told)


class _Watcher(QObject):
    """Passes news on while its owner, which is its parent, lives."""

    def __init__(self, owner: QObject, kinds: frozenset[str], do: Callable[[Changes], object]) -> None:
        super().__init__(owner)
        self._kinds = kinds
        self._do = do

    def told(self, changes: Changes) -> None:
        """Take news."""
        if changes.touches(*self._kinds):
            self._do(changes)
