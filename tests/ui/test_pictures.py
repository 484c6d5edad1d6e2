"""Pictures of a demonstration vault: on its own days, every pose of the panel set up, a failed one told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipdesk.kernel.clock import FixedClock, today
from tests.support.desks import POLICY
from tests.support.picture_clock import clock_for, copy_of
from tests.support.picture_screens import screens
from tests.support.pictures import Studio, local_data, make_demonstration
from tests.support.program import until
from tests.support.qt_keys import settle, show_active
from tests.support.qt_leaks import let_go

MADE = datetime(2027, 2, 24, 9, 15, tzinfo=UTC)
PANEL = date(2027, 3, 11)
LATE_ONES = ("case-outcomes", "meeting-run", "minutes-review")


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed demonstration vault made on a day of its own."""
    return make_demonstration(tmp_path_factory.mktemp("made"), FixedClock(MADE))


@pytest.fixture
def studio(qapp: QApplication, vault: Path, tmp_path: Path) -> Iterator[Studio]:
    """The program with a copy of that vault open, on the clock its pictures are taken on."""
    copy = copy_of(vault, tmp_path)
    with local_data(tmp_path / "local"):
        made = Studio(qapp, copy, clock_for(copy, FixedClock(MADE), POLICY), tmp_path / "out")
        made.program.start()
        show_active(made.program.window)
        made.unlock()
        yield made
        made.program.lock()
        until(lambda: made.program.desk is None and made.program.operations.pending == 0, "the lock")
        made.program.window.closing.emit()
        until(lambda: not made.program.window.isVisible(), "the window to close")
        let_go(made.program.window)
        made.program.ring.deleteLater()
        made.program.deleteLater()
        settle()


@pytest.mark.parametrize(
    ("now", "taken"),
    [
        (MADE, date(2027, 3, 9)),
        (datetime(2027, 3, 10, 9, tzinfo=UTC), date(2027, 3, 10)),
        (datetime(2029, 1, 5, 9, tzinfo=UTC), None),
    ],
)
def test_picture_clock_when_the_vault_has_a_panel_then_it_stands_just_before_it(
    vault: Path, tmp_path: Path, now: datetime, taken: date | None
) -> None:
    """Two working days before the panel, today when that is nearer, and the last planned panel when all lie behind."""
    with local_data(tmp_path / "local"):
        day = today(clock_for(copy_of(vault, tmp_path), FixedClock(now), POLICY))

    assert day == taken if taken else PANEL < day < now.date()


def test_poses_when_the_vault_is_of_another_day_then_the_panel_runs_and_closes(studio: Studio) -> None:
    """Case outcomes, the panel's own day and its minutes are set up whatever day the demonstration was made on."""
    desk = studio.program.desk
    assert desk is not None
    for screen in screens(desk):
        if screen.name in LATE_ONES and screen.then is not None:
            studio.program.routes.go(screen.route)
            studio.calm()
            studio.pose(screen.name, screen.then)

    assert studio.missed == []
    assert today(studio.clock) == PANEL


def test_pose_when_it_fails_then_one_line_tells_and_the_rest_goes_on(
    studio: Studio, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pose that cannot be set up is named with its reason and does not end the pictures."""

    def fail(_studio: Studio) -> None:
        raise RuntimeError("the panel\ndid not open")

    studio.pose("meeting-run", fail)

    assert studio.missed == ["meeting-run"]
    assert capsys.readouterr().out == "  meeting-run could not be set up: the panel did not open\n"
