"""An import as it goes: reads, settles, proposes, writes and undoes off the window's thread, and tells what came of it.

Holds the state; the page only shows it.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hipdesk.kernel.errors import HipDeskError, Stopped
from hipdesk.model.imports import ImportReport
from hipdesk.model.workbooks.plan import Plan
from hipdesk.services.imports import run_import, undo_import
from ui.context import Context
from ui.imports import session
from ui.imports.session import Opened, Proposed
from ui.messages.seam import ask_first
from ui.tasks.operations import Running


class Journey(QObject):
    """``read``, ``settled``, ``proposed_now``, ``reported``, ``undone`` and ``failed`` tell the page what to show;
    ``busy_changed`` that something is being looked at; ``stepped`` how far long work is."""

    read = Signal()
    settled = Signal()
    proposed_now = Signal()
    reported = Signal()
    undone = Signal(int)
    failed = Signal()
    busy_changed = Signal()
    stepped = Signal(int, int, str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._running: Running | None = None
        self.opened: Opened | None = None
        self.proposed: Proposed | None = None
        self.report: ImportReport | None = None
        self.busy = False

    @property
    def something_to_do(self) -> bool:
        """Whether the import would write anything."""
        found = self.proposed
        return found is not None and (not found.preview.nothing_new or bool(found.preview.changed))

    def begin_anew(self) -> None:
        """Forget the workbook."""
        self.opened = self.proposed = self.report = None

    def stop(self) -> bool:
        """Stop what runs; False when nothing does."""
        if self._running is None:
            return False
        self._running.cancel()
        return True

    def read_file(self, path: Path) -> None:
        """Read a workbook and guess its plan."""
        desk = self._context.desk
        self._set_busy(True)
        running = self._context.operations.read(
            lambda progress: session.open_workbook(desk, path, progress), self._take_read, self._refused, owner=self
        )
        self._follow(running)

    def settle(self, plan: Plan) -> None:
        """Look again around what a person settled."""
        opened = self.opened
        if opened is None:
            return
        self.proposed = None
        self._set_busy(True)
        self._context.operations.read(
            lambda _progress: session.look_again(opened, plan), self._take_settled, self._refused, owner=self,
            newest="import-plan",
        )  # fmt: skip

    def use_matching(self, path: Path) -> None:
        """Lay a saved matching over the plan."""
        opened = self.opened
        if opened is None:
            return
        self._set_busy(True)
        self._context.operations.read(
            lambda _progress: session.with_matching(opened, path), self._take_settled, self._refused, owner=self
        )

    def save_matching(self, path: Path) -> None:
        """Write the matching for the next copy of the workbook."""
        opened = self.opened
        if opened is not None:
            self._context.operations.read(
                lambda _progress: session.save_matching(opened, path),
                lambda _nothing: self._context.messages.toast(f"Saved as {path.name}."),
                owner=self,
            )

    def propose(self) -> None:
        """Compare the workbook with the record."""
        opened, desk = self.opened, self._context.desk
        if opened is None:
            return
        self._set_busy(True)
        self._context.operations.read(
            lambda _progress: session.propose(desk, opened), self._take_proposed, self._refused, owner=self,
            newest="import-proposal",
        )  # fmt: skip

    def tick(self, key: str, on: bool) -> None:
        """Take, or leave, what a changed row adds."""
        if self.proposed is not None:
            self.proposed = self.proposed.taking(key, on=on)

    def write(self) -> None:
        """The import itself, in one transaction."""
        if self.proposed is None or self.opened is None:
            return
        running = self._context.do(
            run_import,
            self.proposed.command(self.opened.mapping),
            then=self._take_report,
            failed=self._write_failed,
            owner=self,
        )
        self._follow(running)

    def ask_undo(self) -> None:
        """Ask, and take the import out again."""
        report = self.report
        if report is None:
            return
        many = report.created.get("referrals", 0)
        ask_first(
            self._context.messages,
            "Undo this import?",
            f"{many:,} referrals with their cases, people and actions are taken out of the record again.",
            "Undo the import",
            lambda: self._context.do(undo_import, report.batch_id, then=self._take_undone, owner=self),
        )

    def _follow(self, running: Running) -> None:
        self._running = running
        running.stepped.connect(self.stepped)

    def _take_read(self, opened: Opened) -> None:
        self._running = None
        self.opened, self.proposed, self.report = opened, None, None
        self._set_busy(False)
        self.read.emit()

    def _take_settled(self, opened: Opened) -> None:
        self.opened = opened
        self._set_busy(False)
        self.settled.emit()

    def _take_proposed(self, proposed: Proposed) -> None:
        self.proposed = proposed
        self._set_busy(False)
        self.proposed_now.emit()

    def _take_report(self, report: ImportReport) -> None:
        self._running, self.report = None, report
        self.reported.emit()

    def _take_undone(self, referrals: int) -> None:
        self.undone.emit(referrals)

    def _write_failed(self, error: HipDeskError) -> None:
        """Nothing was written."""
        self._running = None
        self.failed.emit()
        if isinstance(error, Stopped):
            self._context.messages.toast("Stopped. Nothing was written.")
        else:
            self._context.messages.error(error)

    def _refused(self, error: HipDeskError) -> None:
        self._running = None
        self._set_busy(False)
        if not isinstance(error, Stopped):
            self._context.messages.error(error)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit()
