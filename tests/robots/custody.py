"""The robot of the gate: unlock, first run, recovery, restore."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests.robots.window import ProgramRobot
from ui.custody.gate import Gate
from ui.custody.recovery import RecoveryPage
from ui.custody.setup import SetupPage
from ui.custody.unlock import UnlockPage
from ui.parts.told import Told
from ui.widgets.field_frame import FieldFrame


class GateRobot(ProgramRobot):
    """What a person does before unlocking."""

    @property
    def gate(self) -> Gate:
        """The gate."""
        found = self.started.program.window.gate
        assert isinstance(found, Gate), "the gate is not shown"
        return found

    @property
    def shown(self) -> QWidget:
        """The page of the gate."""
        return self.gate.page

    def ready(self) -> None:
        """Until the unlock page may be used."""
        self.started.until(lambda: isinstance(self.started.program.window.gate, Gate), "the gate")
        self.wait()

    # Unlock

    def type_passphrase(self, words: str) -> None:
        """Put the focus into the passphrase and type."""
        self.fill("passphrase", words)

    def unlock(self, passphrase: str) -> None:
        """Type, Enter, and wait until the workspace is there and calm."""
        self.ready()
        self.type_passphrase(passphrase)
        self.press("Enter")
        self.started.until(lambda: self.started.program.window.workspace is not None, "unlocking")
        self.wait()

    def try_passphrase(self, passphrase: str) -> str:
        """Type, Enter; what the page says then."""
        self.ready()
        self.type_passphrase(passphrase)
        self.press("Enter")
        self.wait()
        return self.told()

    def told(self) -> str:
        """What stands under the passphrase, or under a form of the gate."""
        return "; ".join(one.words for one in self.shown.findChildren(Told) if one.isVisible() and one.words)

    @property
    def waiting(self) -> int:
        """Seconds to wait before the next try."""
        page = self.shown
        assert isinstance(page, UnlockPage)
        return page.panel.waiting

    def vaults(self) -> list[str]:
        """The vaults offered."""
        rows = [row for row in self.shown.findChildren(QAbstractButton) if row.objectName().startswith("vault-")]
        return [row.accessibleName() for row in rows if row.isVisible() and row.objectName() != "vault-place"]

    # Fields and buttons

    def fill(self, name: str, words: str) -> None:
        """Replace what a field holds, by keys."""
        field = self.find(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        self.press("Ctrl+A", "Delete")
        self.write(words)

    def choose(self, name: str) -> None:
        """Press a button or choice by the space bar."""
        button = self.find(name)
        button.setFocus()
        self.press("Space")
        self.wait()

    def problems(self) -> dict[str, str]:
        """What is marked, by the label of the field."""
        frames = self.shown.findChildren(FieldFrame)
        return {frame.label: frame.problem for frame in frames if frame.isVisible() and frame.problem}

    # First run

    def begin_setup(self) -> None:
        """From the welcome page or the unlock page to the first page of the first run."""
        names = [button.objectName() for button in self.shown.findChildren(QAbstractButton) if button.isVisible()]
        self.choose("create" if "create" in names else "way-create")
        assert isinstance(self.shown, SetupPage)

    @property
    def step(self) -> str:
        """The page of the first run."""
        page = self.shown
        assert isinstance(page, SetupPage)
        return page.flow.step.value

    def go_on(self) -> None:
        """Continue, by its button, and wait."""
        self.choose("continue")

    def type_groups(self, groups: tuple[str, ...]) -> None:
        """The groups of the sheet that are asked for, or all nine, counted from 1."""
        wanted = [number for number in range(1, 10) if self._is_shown(f"group-{number}")]
        for number in wanted:
            self.fill(f"group-{number}", groups[number - 1])

    def _is_shown(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.shown.findChildren(QWidget, name))

    # Recovery and restore

    def begin_recovery(self) -> None:
        """From the unlock page to the nine groups."""
        self.ready()
        self.choose("recover")
        assert isinstance(self.shown, RecoveryPage)

    def begin_restore(self, backup: Path) -> None:
        """From any page to the restore page, with a backup chosen."""
        self.ready()
        self.choose("way-restore")
        self.started.files.next.append(backup)
        self.choose("choose-backup")
