"""What opens a vault, called on a worker's thread: unlock, create, recover, restore. The desk is imported only here."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hipdesk.kernel.clock import Clock
from hipdesk.kernel.progress import Progress
from hipdesk.services.known_vaults import remember

if TYPE_CHECKING:
    from hipdesk.desk import Desk
    from hipdesk.services.gate import KdfPolicy, RecoveryCode
    from hipdesk.services.setup_flow import Answers

PLACE = "window"


class OpenedDesk(NamedTuple):
    """An open desk, and where its holder was in the window when it was last closed."""

    desk: "Desk"
    place: dict[str, object]


class NewDesk(NamedTuple):
    """A desk just made or recovered, the code of its recovery sheet, and the sheet as PDF."""

    desk: "Desk"
    code: "RecoveryCode"
    sheet: bytes


class Doors(NamedTuple):
    """How vaults are opened here. ``policy`` None means this machine's own; ``warm`` imports what comes after."""

    clock: Clock
    policy: "KdfPolicy | None" = None
    warm: Callable[[], object] = lambda: None

    def self_test(self) -> None:
        """Ask every cipher for its known answer."""
        from hipdesk.services import gate

        gate.self_test()

    def unlock(self, path: Path, passphrase: str) -> OpenedDesk:
        """Open a vault; about a second. Raises what is wrong as a sentence."""
        from hipdesk.desk import Desk

        return self._placed(Desk.unlock(path, passphrase, self.clock, self.policy))

    def create(self, answers: "Answers", asked: tuple[int, int]) -> NewDesk:
        """Make the vault of the first run, and its recovery sheet."""
        from hipdesk.desk import Desk
        from hipdesk.model.settings import OfficeSettings
        from hipdesk.services import gate
        from hipdesk.services.custody import NewVault

        office = OfficeSettings.model_validate(
            {
                "panel_name": answers.panel_name.strip(),
                "office_name": answers.office_name.strip(),
                "borough": answers.borough.strip(),
                "officer_name": answers.holder.strip(),
                "officer_title": answers.job_title.strip(),
                "nation": answers.nation,
                "quarters": answers.quarters,
            }
        )
        path = answers.path or gate.default_path(answers.panel_name)
        wanted = NewVault(path, answers.passphrase, answers.holder.strip(), office, answers.job_title.strip())
        desk, code = Desk.create(wanted, self.clock, self.policy)
        return self._with_sheet(desk, code, asked)

    def recover(self, path: Path, groups: tuple[str, ...], passphrase: str, asked: tuple[int, int]) -> NewDesk:
        """Open with the sheet's nine groups, under a new passphrase and with a new sheet."""
        from hipdesk.desk import Desk
        from hipdesk.services import gate

        code = gate.read_code(groups)
        desk, fresh = Desk.recover(path, code, passphrase, self.clock, self.policy)
        return self._with_sheet(desk, fresh, asked)

    def restore(self, source: Path, folder: Path, passphrase: str, progress: Progress) -> OpenedDesk:
        """Restore a backup into a new folder and open it."""
        from hipdesk.desk import Desk

        return self._placed(Desk.restore(source, folder, passphrase, self.clock, self.policy, progress))

    def _placed(self, desk: "Desk") -> OpenedDesk:
        from hipdesk.model.users import Right
        from hipdesk.services.drafts import place

        self._known(desk)
        known = desk.read(place, PLACE) if desk.actor.may(Right.KEEP_DRAFTS) else None
        return OpenedDesk(desk, known or {})

    def _with_sheet(self, desk: "Desk", code: "RecoveryCode", asked: tuple[int, int]) -> NewDesk:
        try:
            sheet = desk.recovery_sheet(code, asked)
        except BaseException:
            desk.close()
            raise
        return NewDesk(self._known(desk), code, sheet)

    def _known(self, desk: "Desk") -> "Desk":
        remember(desk.path)
        try:
            self.warm()
        except BaseException:
            desk.close()
            raise
        return desk


def finish_setup(desk: "Desk", answers: "Answers", progress: Progress) -> None:
    """Set the backup place, and fill the vault with the demonstration when that was chosen."""
    from hipdesk.model.settings import BackupSettings
    from hipdesk.services.demonstration import invent
    from hipdesk.services.settings import change_settings

    if answers.backup_place is not None:
        desk.do(change_settings, BackupSettings(place=str(answers.backup_place)))
    if answers.start == "demonstration":
        desk.run(progress, invent)
