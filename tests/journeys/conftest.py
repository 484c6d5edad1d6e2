"""Whole days in the window: the real program over real vaults, without a screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator  # the platform comes before Qt
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.desks import copy_vault
from tests.support.program import Started, borough_vault, empty_vault, running
from tests.support.qt_leaks import nothing_left_behind
from ui.style import theme

Run = Callable[..., AbstractContextManager[Started]]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Light theme at text scale 1 before every journey, and no leak after it."""
    if theme.current().tokens.name != "light" or theme.current().scale != 1.0 or not qapp.styleSheet():
        theme.current().use("light", 1.0)
    with nothing_left_behind():
        yield


@pytest.fixture
def run(qapp: QApplication, tmp_path: Path) -> Run:
    """Runs the program on this test's computer, with a vault to begin with or none."""

    def begin(vault: Path | None = None) -> AbstractContextManager[Started]:
        return running(qapp, tmp_path / "local", vault)

    return begin


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty vault, made once."""
    return empty_vault(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def borough_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small borough, made once."""
    return borough_vault(tmp_path_factory.mktemp("borough"))


@pytest.fixture
def vault(empty_template: Path, tmp_path: Path) -> Path:
    """An empty vault of this test's own."""
    return copy_vault(empty_template, tmp_path / "marlbridge.hipdesk")


@pytest.fixture
def borough(borough_template: Path, tmp_path: Path) -> Path:
    """A borough of this test's own."""
    return copy_vault(borough_template, tmp_path / "marlbridge.hipdesk")
