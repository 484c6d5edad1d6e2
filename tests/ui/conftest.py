"""Every test of the window runs without a screen, dressed, and may leave nothing behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator  # the platform comes first
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.casework_desk import Casework, casework
from tests.support.qt_leaks import let_go, nothing_left_behind
from tests.support.qt_stand_ins import ScriptedMessages, context_for
from ui.context import Context
from ui.style import theme

os.environ.setdefault("QT_ACCESSIBILITY", "1")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Light theme at text scale 1 before every test, and no leak after it."""
    if theme.current().tokens.name != "light" or theme.current().scale != 1.0 or not qapp.styleSheet():
        theme.current().use("light", 1.0)
    with nothing_left_behind():
        yield


@pytest.fixture
def shown() -> Iterator[Callable[[QWidget], QWidget]]:
    """Shows a widget as the active window and takes it away at the end."""
    from tests.support.qt_keys import show_active

    made: list[QWidget] = []

    def show(widget: QWidget, width: int = 1000, height: int = 700) -> QWidget:
        made.append(widget)
        widget.resize(width, height)
        show_active(widget)
        return widget

    yield show
    for widget in made:
        let_go(widget)


@pytest.fixture
def handed() -> Iterator[tuple[Context, ScriptedMessages]]:
    """A context and its scripted messages; its threads end with the test."""
    context, messages = context_for()
    yield context, messages
    assert context.operations.shutdown(), "a thread would not end"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Context, ScriptedMessages, Casework]]:
    """A context over the casework vault, its messages, and what is in it."""
    with casework(tmp_path) as (desk, known):
        context, messages = context_for(desk)
        yield context, messages, known
        assert context.operations.shutdown(), "a thread would not end"
