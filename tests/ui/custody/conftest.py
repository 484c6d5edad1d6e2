"""The program at its gate, over vaults of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.robots.custody import GateRobot
from tests.support.desks import copy_vault
from tests.support.program import empty_vault, running

Start = Callable[..., GateRobot]


@pytest.fixture(scope="session")
def vault_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty vault, made once."""
    return empty_vault(tmp_path_factory.mktemp("template"))


@pytest.fixture
def vault(vault_template: Path, tmp_path: Path) -> Path:
    """An empty vault of this test's own."""
    return copy_vault(vault_template, tmp_path / "marlbridge.hipdesk")


@pytest.fixture
def gate(qapp: QApplication, tmp_path: Path, vault: Path) -> Iterator[GateRobot]:
    """The program at the unlock page of the vault."""
    with running(qapp, tmp_path / "local", vault) as started:
        yield GateRobot(started)


@pytest.fixture
def fresh(qapp: QApplication, tmp_path: Path) -> Iterator[GateRobot]:
    """The program on a computer that knows no vault."""
    with running(qapp, tmp_path / "local") as started:
        yield GateRobot(started)
