"""What the vault's tests share: a policy without a floor, a clock that stands still, and a small vault."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hipdesk.kernel.clock import FixedClock
from hipdesk.vault import opening
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.openvault import OpenVault

PASSPHRASE = "heron-violet-quarry-lantern"
SECOND = "maple tugboat under nine stars"
POLICY = KdfPolicy.for_tests(memory=64)


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes this computer's memory of vaults."""
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "local"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 3, 9, 12, tzinfo=UTC))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a new vault may go."""
    return tmp_path / "Marlbridge HIP.hipdesk"


@pytest.fixture
def made(place: Path, clock: FixedClock):
    """An open vault and its recovery code."""
    vault, code = opening.create(place, PASSPHRASE, POLICY, clock=clock)
    yield vault, code
    vault.close()


@pytest.fixture
def vault(made) -> OpenVault:
    return made[0]


def reopened(vault: OpenVault, passphrase: str = PASSPHRASE) -> OpenVault:
    """The same vault closed and unlocked again."""
    vault.close()
    return opening.unlock(vault.folder.path, passphrase, POLICY)
