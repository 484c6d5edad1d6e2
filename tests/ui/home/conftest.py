"""The program unlocked over a small invented borough, or an empty vault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.robots.custody import GateRobot
from tests.robots.home import HomeRobot
from tests.support.desks import PASSPHRASE, copy_vault
from tests.support.program import Started, borough_vault, empty_vault, running


@pytest.fixture(scope="session")
def borough_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small borough, made once."""
    return borough_vault(tmp_path_factory.mktemp("borough"))


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty vault, made once."""
    return empty_vault(tmp_path_factory.mktemp("empty"))


def unlocked(started: Started) -> HomeRobot:
    """Home, after unlocking."""
    GateRobot(started).unlock(PASSPHRASE)
    return HomeRobot(started)


@pytest.fixture
def home(qapp: QApplication, tmp_path: Path, borough_template: Path) -> Iterator[HomeRobot]:
    """Home of the borough."""
    vault = copy_vault(borough_template, tmp_path / "marlbridge.hipdesk")
    with running(qapp, tmp_path / "local", vault) as started:
        yield unlocked(started)


@pytest.fixture
def empty_home(qapp: QApplication, tmp_path: Path, empty_template: Path) -> Iterator[HomeRobot]:
    """Home of an empty vault."""
    vault = copy_vault(empty_template, tmp_path / "marlbridge.hipdesk")
    with running(qapp, tmp_path / "local", vault) as started:
        yield unlocked(started)
