"""Real vaults for tests, with key derivation at the cheapest that still is Argon2id."""

import shutil
from pathlib import Path

from hipdesk.desk import Desk
from hipdesk.kernel.clock import Clock
from hipdesk.model.settings import OfficeSettings
from hipdesk.services.custody import NewVault
from hipdesk.vault.kdf import KdfPolicy
from tests.support.clock import a_clock
from tests.support.presses import shared_press

PASSPHRASE = "harbour lantern quilt meadow"
POLICY = KdfPolicy.for_tests()
OFFICE = OfficeSettings(
    panel_name="Marlbridge Hate Incident Panel", office_name="Marlbridge Council", borough="Marlbridge"
)


def new_vault(path: Path) -> NewVault:
    """What first run would ask for."""
    return NewVault(path, PASSPHRASE, "Anwen Price", OFFICE, "Hate Crime Partnership Officer")


def make_desk(folder: Path, clock: Clock | None = None) -> Desk:
    """A new, open vault in ``folder``."""
    desk, _code = Desk.create(new_vault(folder / "marlbridge.hipdesk"), clock or a_clock(), POLICY, shared_press())
    return desk


def open_desk(path: Path, clock: Clock | None = None) -> Desk:
    """Unlock a vault made by ``make_desk``."""
    return Desk.unlock(path, PASSPHRASE, clock or a_clock(), POLICY, shared_press())


def copy_vault(source: Path, target: Path) -> Path:
    """A copy of a closed vault."""
    shutil.copytree(source, target)
    return target
