"""A fault of the program: keep drafts, lock, say what happened without any case content, and stop.

What a person typed and no command can take is no fault: it is told, and the work goes on.

The report holds kinds of error, functions, files and lines, and the newest lines of the log; never a message of the
error, for it may carry what was typed.
"""

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from hipdesk.kernel import logs

_log = logging.getLogger("hipdesk.window")
_ROOT = Path(__file__).resolve().parents[1]


def report(error: BaseException) -> str:
    """What may be shown and passed on: no message, no value, no path outside the program."""
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        shown = path.relative_to(_ROOT) if path.is_relative_to(_ROOT) else Path(path.name)
        lines.append(f"  {shown.as_posix()}:{frame.lineno} {frame.name}")
    return "\n".join([*lines, "", *logs.newest_lines()[-40:]])


class CrashGuard(QObject):
    """Catches what nobody caught, in any thread, once. ``crashed`` comes on the window's thread with the report.

    ``refused`` carries an ``Untaken``: a page built a command of what was typed, and it is too long or too large.
    """

    crashed = Signal(str)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._told = False
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(_qt_said)

    def remove(self) -> None:
        """No longer, as at the end of a test."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    def _caught(self, kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        untaken = _untaken(error)
        if untaken is not None:
            self.refused.emit(untaken)
        elif not self._told:
            self._told = True
            self.crashed.emit(report(error))

    def _caught_in_thread(self, about: threading.ExceptHookArgs) -> None:
        if about.exc_value is not None:
            self._caught(about.exc_type, about.exc_value, about.exc_traceback)


def _untaken(error: BaseException) -> object:
    """Why what was typed cannot be taken, when a page found that out; None for a fault, here or in a service."""
    if "pydantic" not in sys.modules:
        return None
    from hipdesk.model.findings import untaken

    files = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    own = [path for path in files if "pydantic" not in path.parts]
    return untaken(error) if own and own[-1].is_relative_to(_ROOT / "ui") else None


def _qt_said(kind: QtMsgType, context: QMessageLogContext, _words: str) -> None:
    """Note that Qt warned, and in which category; its words may quote what was typed."""
    if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        _log.warning("Qt %s %s", kind.name, getattr(context, "category", ""))
