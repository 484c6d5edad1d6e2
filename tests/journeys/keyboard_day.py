"""A panel day by keyboard alone, in a process of its own: ``python -m tests.journeys.keyboard_day VAULT DATA``.

It is run without a screen and on a real one by ``test_keyboard_day``.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.journeys.keyboard import Keyboard, NoMouse
from tests.support.desks import PASSPHRASE
from tests.support.program import running

MORNING = datetime(2026, 12, 10, 9, 40, tzinfo=UTC)
BEGINS = datetime(2026, 12, 10, 10, 2, tzinfo=UTC)
DONE = "The day is done: frozen and locked."


def prepare(keys: Keyboard) -> None:
    """From Home to the next panel: an answer, the order, who presents; the agenda is finished and its paper seen."""
    keys.expect("Prepare the panel")
    keys.use("Prepare the panel")
    keys.expect("3 things to settle")
    keys.use("Note the answer: Fire Service has not answered")
    keys.choose("Coming")
    keys.expect("Core agencies: 9 of 10")
    keys.tab_to("Item 5…")
    keys.press("Alt+Down")
    assert keys.on.startswith("Item 6, 10:28, HIP/2026-27/0022 R.B."), keys.on
    keys.press("Alt+Up")
    keys.use("Choose a presenter: No one named to present item 14")
    keys.write("J. Muñoz")
    keys.press("Enter")
    keys.tab_to("Minutes of item 5")
    keys.press("Ctrl+A")
    keys.write("12")
    keys.press("Enter")
    keys.expect("124 of 120 min")
    keys.press("Ctrl+Enter")
    keys.expect("Work on it again")


def papers(keys: Keyboard) -> None:
    """The agenda as it prints, and the deadline ticked off."""
    keys.tab_to("step 1 Prepare done", "Shift+Tab")
    keys.press("Right")
    keys.tab_to("Agenda, 10 cases…")
    keys.press("Enter")
    keys.expect("Page 1")
    keys.press("Alt+Left")
    keys.use("Papers out: mark done")
    keys.expect("Papers out: take back")


def run(keys: Keyboard, begin: Callable[[], None]) -> None:
    """The panel: opened, signed, a case heard with all that belongs to it, an arrival, closed."""
    keys.tab_to("step 2 Papers issued 10 Dec", "Shift+Tab")
    keys.press("Right")
    begin()
    keys.press("Ctrl+Enter")
    keys.expect("9 present")
    keys.press("Ctrl+PgDn")
    keys.use("Everyone present has signed")
    keys.press("Ctrl+PgDn", "Ctrl+PgDn", "Ctrl+PgDn")
    assert keys.on == "What RCH told", keys.on
    keys.write("Guard in stock, fitter free this week")
    keys.use("Police CSU holds nothing")
    keys.tab_to("Decision")
    keys.press("Down")
    keys.tab_to("Next review")
    keys.write("14 Jan")
    keys.tab_to("Standard")
    keys.press("Right", "Right", "Space")
    keys.tab_to("Action 1 in one line")
    keys.write("RCH to fit letterbox guard by 18 Dec")
    keys.press("Enter")
    assert keys.on == "Action 2 in one line", keys.on
    keys.use("Someone arrives")
    keys.choose("Someone else")
    keys.write("Rhys Oduya")
    keys.press("Enter")
    keys.expect("10 present")
    keys.press("Ctrl+PgDn")
    keys.expect("Item 6 of")
    keys.use("Close the meeting")
    keys.expect("was not reached and goes to the next panel")
    keys.tab_to("Close the meeting")
    keys.press("Enter")


def minutes(keys: Keyboard) -> None:
    """What the checks find is put right, the chair corrects a word, and the minutes are agreed and frozen."""
    keys.expect("1 to put right")
    keys.use("They have signed: Rhys Oduya…")
    keys.expect("11 checks passed")
    keys.use("Send to the chair")
    keys.use("Ask for a correction")
    keys.write("free this week")
    keys.press("Tab")
    keys.write("free on Monday")
    keys.press("Enter")
    keys.expect("1 correction")
    keys.use("Accept")
    keys.expect("fitter free on Monday")
    keys.use("Agree and freeze")
    keys.tab_to("Agree and freeze")
    keys.press("Enter")
    keys.expect("Agreed and frozen. Only logged corrections follow.")
    assert keys.on == "Log a correction", keys.on


def day(vault: Path, local: Path) -> None:
    """The whole day, from the passphrase to the lock."""
    application = QApplication([])
    mouse = NoMouse()
    application.installEventFilter(mouse)
    with running(application, local, vault) as started:
        started.clock.move_to(MORNING)
        keys = Keyboard(started.calm)

        def begin() -> None:
            started.clock.move_to(BEGINS)

        keys.expect("Passphrase")
        keys.write(PASSPHRASE)
        keys.press("Enter")
        prepare(keys)
        papers(keys)
        run(keys, begin)
        minutes(keys)
        keys.press("Ctrl+L")
        keys.expect("Passphrase")
    application.removeEventFilter(mouse)
    assert mouse.seen == []


if __name__ == "__main__":
    day(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(DONE)
