"""The gate: which page is shown before unlocking, and the work each asks for, off the window's thread."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.services import known_vaults
from hipdesk.services.known_vaults import KnownVault
from ui.custody.doors import Doors, NewDesk, OpenedDesk, finish_setup
from ui.custody.frame import GateFrame
from ui.custody.unlock import UnlockPage, WelcomePage
from ui.style import theme

if TYPE_CHECKING:
    from hipdesk.desk import Desk
    from hipdesk.services.gate import KdfPolicy
    from hipdesk.services.setup_flow import SetupFlow
    from ui.app import Program
    from ui.custody.recovery import NewSheetPage, RecoveryPage
    from ui.custody.restore import RestorePage
    from ui.custody.setup import SetupPage
    from ui.parts.printing import Printing
    from ui.tasks.operations import Operations


class Gate(QWidget):
    """One page at a time; ``program.unlocked`` is called with an open desk."""

    def __init__(
        self, program: "Program", doors: Doors, *, vault: Path | None = None, printing: "Printing | None" = None
    ) -> None:
        super().__init__()
        self._program = program
        self._operations = program.operations
        self._messages = program.messages
        self._doors = doors
        self._printing = printing
        self._vault = vault
        self._held: Desk | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.page = QWidget()
        program.window.closing.connect(self.abandon)
        theme.current().changed.connect(self._wear)
        self.show_first()

    # Which page

    def show_first(self) -> None:
        """The unlock page, or a welcome when there is no vault yet."""
        found = known_vaults.known(self._doors.clock)
        if self._vault is not None and self._vault.absolute() not in [vault.path for vault in found]:
            found.insert(0, known_vaults.glance(self._vault.absolute(), self._doors.clock))
        chosen = self._vault.absolute() if self._vault is not None else None
        current = next((vault for vault in found if vault.path == chosen), found[0] if found else None)
        if current is None:
            welcome = WelcomePage()
            welcome.way.connect(self._way)
            self._show(welcome)
        else:
            self._show_unlock(found, current)

    def _show_unlock(self, found: list[KnownVault], current: KnownVault) -> None:
        returns = self._program.routes.current is not None
        minutes = self._program.window.idle.minutes if returns else 0
        page = UnlockPage(found, current, returns=returns, lock_minutes=minutes)
        page.unlock.connect(self._unlock)
        page.recover.connect(lambda _path: self._show_recovery(current))
        page.chose.connect(self._choose)
        page.way.connect(self._way)
        self._show(page)
        # The page is there to be typed in first: loading the ciphers would hold its first picture up.
        page.painted.connect(lambda: look_closer(page, found, self._doors, self._operations))

    def _wear(self) -> None:
        """Another look, or another size of text: the page is made anew, with what was typed on it.

        Pages with several answers keep their sizes until they are left; while a key is derived the page stays too.
        """
        page = self.page
        if isinstance(page, WelcomePage):
            self.show_first()
        elif isinstance(page, UnlockPage) and not page.panel.busy:
            typed, self._vault = page.panel.field.text(), page.vault.path
            self.show_first()
            if isinstance(self.page, UnlockPage) and not self.page.panel.waiting:
                self.page.panel.field.setText(typed)

    def _show(self, page: QWidget) -> None:
        before, self.page = self.page, page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._stack.removeWidget(before)
        before.hide()
        before.deleteLater()
        # Once it is shown: a page that is not yet cannot take the focus.
        first = page.first_focus if isinstance(page, GateFrame) else None
        if first is not None:
            QTimer.singleShot(0, first, first.setFocus)

    def _choose(self, path: Path) -> None:
        self._vault = path
        self.show_first()

    def _way(self, name: str) -> None:
        if name == "create":
            self._show_setup()
        elif name == "restore":
            self._show_restore()
        else:
            self._messages.choose_folder("Open the vault in this folder", self._choose)

    # Unlock

    def _unlock(self, path: Path, passphrase: str) -> None:
        page = self.page
        if not isinstance(page, UnlockPage):
            return
        page.panel.say_busy(busy=True)

        def refused(fault: HipDeskError) -> None:
            from hipdesk.services.gate import NotOpened

            page.panel.say_wrong(str(fault), fault.wait_seconds if isinstance(fault, NotOpened) else 0)

        self._operations.run(lambda _progress: self._doors.unlock(path, passphrase), self._opened, refused, owner=page)

    def _opened(self, opened: OpenedDesk) -> None:
        self._program.unlocked(opened.desk, opened.place)

    # First run

    def _show_setup(self) -> None:
        from hipdesk.services.setup_flow import SetupFlow
        from ui.custody.setup import SetupPage

        flow = SetupFlow()
        page = SetupPage(flow, self._messages.choose_folder)
        page.left.connect(self.show_first)
        page.make.connect(lambda: self._make(page, flow))
        page.finish.connect(lambda: self._finish(page, flow))
        self._show(page)

    def _make(self, page: "SetupPage", flow: "SetupFlow") -> None:
        page.say_busy("Making the vault")

        def made(new: NewDesk) -> None:
            self._held = new.desk
            self._vault = new.desk.path
            page.say_busy()
            flow.vault_made(new.code)
            self._put_out(page, new.sheet, page.sheet_is_out)
            page.show_page()

        def refused(fault: HipDeskError) -> None:
            page.say_busy()
            page.say(str(fault))

        answers = flow.answers
        self._operations.run(lambda _progress: self._doors.create(answers, flow.asked), made, refused, owner=page)

    def _finish(self, page: "SetupPage", flow: "SetupFlow") -> None:
        desk = self._held
        if desk is None:
            return
        page.say_busy("Getting it ready")

        def refused(fault: HipDeskError) -> None:
            page.say_busy()
            page.say(str(fault))

        def ready(_done: None) -> None:
            self._enter(desk, "import" if flow.answers.start == "workbook" else "")

        running = self._operations.run(
            lambda progress: finish_setup(desk, flow.answers, progress), ready, refused, owner=page
        )
        running.stepped.connect(page.show_step_of)

    def _enter(self, desk: "Desk", route: str = "") -> None:
        self._held = None
        self._program.unlocked(desk)
        if route:
            from ui.routes import Route

            self._program.routes.go(Route(route))

    def _put_out(self, page: "SetupPage | NewSheetPage", sheet: bytes, out: Callable[[str], object]) -> None:
        """Wire printing and saving of a recovery sheet to a page."""
        from ui.custody.setup import SetupPage
        from ui.parts.sheet_out import SheetOut

        leaving = SheetOut(page, self._operations, self._messages, sheet, out, self._printing)
        asks = page if isinstance(page, SetupPage) else page.panel
        printed = asks.print_sheet if isinstance(asks, SetupPage) else asks.print_asked
        saved = asks.save_sheet if isinstance(asks, SetupPage) else asks.save_asked
        printed.connect(leaving.print)
        saved.connect(leaving.save)

    # Recovery and restore

    def _show_recovery(self, vault: KnownVault) -> None:
        from ui.custody.recovery import RecoveryPage

        page = RecoveryPage(vault)
        page.left.connect(self.show_first)
        page.recover.connect(lambda path, groups, words: self._recover(page, path, groups, words))
        self._show(page)

    def _recover(self, page: "RecoveryPage", path: Path, groups: tuple[str, ...], passphrase: str) -> None:
        from hipdesk.services.gate import RecoveryCodeMistyped, groups_to_ask

        page.say_busy(busy=True)
        asked = groups_to_ask()

        def opened(new: NewDesk) -> None:
            self._held = new.desk
            from ui.custody.recovery import NewSheetPage

            fresh = NewSheetPage(new.code, asked)
            self._put_out(fresh, new.sheet, fresh.sheet_is_out)
            fresh.done.connect(lambda: self._enter(new.desk))
            self._show(fresh)

        def refused(fault: HipDeskError) -> None:
            page.say_wrong(str(fault), fault.groups if isinstance(fault, RecoveryCodeMistyped) else ())

        self._operations.run(
            lambda _progress: self._doors.recover(path, groups, passphrase, asked), opened, refused, owner=page
        )

    def _show_restore(self) -> None:
        from ui.custody.restore import RestorePage

        page = RestorePage(self._messages)
        page.left.connect(self.show_first)
        page.restore.connect(lambda source, target, words: self._restore(page, source, target, words))
        self._show(page)

    def _restore(self, page: "RestorePage", source: Path, target: Path, passphrase: str) -> None:
        page.say_busy(busy=True)
        running = self._operations.run(
            lambda progress: self._doors.restore(source, target, passphrase, progress),
            self._opened,
            lambda fault: page.say_wrong(str(fault)),
            owner=page,
        )
        running.stepped.connect(page.show_step)
        page.stopped.connect(running.cancel)

    def abandon(self) -> None:
        """The window closes before the workspace was shown: close what was opened."""
        held, self._held = self._held, None
        if held is not None:
            held.close()


def look_closer(page: UnlockPage, found: list[KnownVault], doors: Doors, operations: "Operations") -> None:
    """The self-test, and what is wrong with a vault: told on the unlock page once it is there."""

    def describe(_progress: Progress) -> list[KnownVault]:
        return [known_vaults.describe(vault.path, doors.clock) for vault in found]

    operations.run(
        lambda _progress: doors.self_test(),
        lambda _done: page.panel.say_tested(),
        lambda fault: page.panel.say_tested(fault.what),
        owner=page,
    )
    operations.run(describe, page.say_faults, owner=page)


def gate(
    program: "Program",
    *,
    vault: Path | None = None,
    policy: "KdfPolicy | None" = None,
    warm: Callable[[], object] = lambda: None,
    printing: "Printing | None" = None,
) -> Gate:
    """The pages before unlocking; ``vault`` is the one to begin with."""
    return Gate(program, Doors(program.clock, policy, warm), vault=vault, printing=printing)
