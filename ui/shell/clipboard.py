"""What was copied from the vault: kept out of histories, and gone after half a minute, at lock and at the end.

What another program put there since is never touched.
"""

import secrets
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

OURS = "application/x-hipdesk-copied"
# What the histories of KDE and Windows take as a wish to be left out.
_NOT_KEPT = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}


class Copied(QObject):
    """Watches the clipboard while a vault is open. ``owns`` tells whether this program put there what is there now."""

    SECONDS = 30

    def __init__(
        self, clipboard: QClipboard, parent: QObject | None = None, owns: Callable[[], bool] | None = None
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._owns = owns or clipboard.ownsClipboard
        self._mark = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.SECONDS * 1000)
        self._timer.timeout.connect(self.clear)
        clipboard.dataChanged.connect(self._changed)

    @property
    def waiting(self) -> bool:
        """Whether something of ours is there and will be cleared."""
        return self._timer.isActive()

    def clear(self) -> None:
        """Clear it now if it is still ours; also what X11 keeps of a selection."""
        self._timer.stop()
        if self._is_ours():
            self._clipboard.clear()
        self._mark = b""
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def stop(self) -> None:
        """Clear, and watch no more."""
        self._clipboard.dataChanged.disconnect(self._changed)
        self.clear()

    def _changed(self) -> None:
        if self._is_ours():
            return
        self._mark = b""
        self._timer.stop()
        there = self._there()
        if there is not None and there.formats() and self._owns():
            self._mark = secrets.token_bytes(16)
            self._clipboard.setMimeData(_marked(there, self._mark))
            self._timer.start()

    def _there(self) -> QMimeData | None:
        # Nothing at all on an empty clipboard, whatever its hints say.
        return self._clipboard.mimeData()

    def _is_ours(self) -> bool:
        there = self._there()
        return bool(self._mark) and there is not None and there.data(OURS).data() == self._mark


def _marked(there: QMimeData, mark: bytes) -> QMimeData:
    """The same, with our mark and the wish to be kept in no history."""
    made = QMimeData()
    for kind in there.formats():
        made.setData(kind, there.data(kind))
    for kind, value in ({OURS: mark} | _NOT_KEPT).items():
        made.setData(kind, value)
    return made
