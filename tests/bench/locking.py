"""Row 11: the lock in mid-sentence, from the key to the sealed vault, and whether a character was lost."""

import time

from tests.bench.borough import folder
from tests.bench.pairs import Ratio
from tests.bench.windows import CASES, unlocked_window
from tests.robots.custody import GateRobot
from tests.support.desks import PASSPHRASE
from ui.routes import Route
from ui.widgets.note_box import NoteBox

ROUNDS = 7
GOAL = 1.0
SENTENCE = "She was called names on the stairs — twice — and the letterbox was broken on Sunday night, "


def measure() -> list[Ratio]:
    """The slowest of several locks, each straight after the last sign; what was typed before is still there."""
    assert folder()
    took, typed, kept = [], "", ""
    with unlocked_window() as robot:
        for _round in range(ROUNDS):
            robot.go(Route("referral-form"))
            box = robot.find("field-summary")
            assert isinstance(box, NoteBox)
            box.setFocus()
            robot.press("Ctrl+End")
            robot.write(SENTENCE)
            typed += SENTENCE
            began = time.perf_counter()
            robot.press("Ctrl+L")
            robot.started.until(lambda: robot.locked and robot.started.program.operations.pending == 0, "the lock")
            took.append(time.perf_counter() - began)
            GateRobot(robot.started).unlock(PASSPHRASE)
            robot.wait()
            again = robot.find("field-summary")
            assert isinstance(again, NoteBox)
            kept = again.toPlainText()
    lost = len(typed) - len(kept) if typed.startswith(kept) or kept.startswith(typed) else len(typed)
    seen = f"slowest {max(took) * 1000:.0f} ms of {ROUNDS}; {lost} of {len(typed):,} characters lost"
    what = f"lock in mid-sentence, {CASES:,} cases, trigger to sealed"
    return [Ratio("11", what, "1 s", max(took) / GOAL, "≤ 1, none lost", max(took) < GOAL and lost == 0, seen)]
