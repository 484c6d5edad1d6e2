"""Fifteen packs of 300 pages: made with progress, the press within its bounds and let go, stopped where asked."""

from pathlib import Path

import pytest

from hipdesk.kernel.errors import Stopped
from hipdesk.kernel.progress import Progress
from hipdesk.model.panels.packs import PackPlan, Recipient
from hipdesk.model.redaction.scan import Scanner
from hipdesk.papers.loading.pack_front import FrontGone
from hipdesk.papers.packing import DraftPack, DraftPacks, PackOrder, set_packs
from hipdesk.papers.press import Press
from tests.support.paper_examples_pack import pack

RECIPIENTS, CASES, PAGES = 15, 145, 300
LARGEST = 2 << 30
"""What the press may hold at most, in bytes."""


def _drafts(many: int, cases: int) -> DraftPacks:
    paper = pack(cases)
    drafts, front = [], FrontGone(Scanner([]), None)
    for place in range(many):
        to = Recipient(f"{place:032x}", f"Agency {place + 1}", "", "", "", (), (), (), ())
        drafts.append(DraftPack(to, paper, Scanner([]), "", front))
    plan = PackPlan("m" * 32, paper.meeting_day, "10:00", "", "OFFICIAL-SENSITIVE", cases, (), 1)
    return DraftPacks(plan, tuple(drafts), ())


def _held(press: Press) -> int:
    """The most memory the press has held so far, in bytes; 0 while there is none."""
    if press.pid is None:
        return 0
    told = Path(f"/proc/{press.pid}/status").read_text(encoding="ascii")
    return 1024 * int(next(line.split()[1] for line in told.splitlines() if line.startswith("VmHWM")))


@pytest.mark.soak
def test_packs_when_fifteen_of_300_pages_then_memory_of_the_press_is_bounded_and_let_go():
    """Each pack is told as a step; the press never holds over its limit, and is gone when closed."""
    told, held = [], []
    press = Press()

    def listen(done: int, of: int, what: str) -> None:
        told.append((done, of, what))
        held.append(_held(press))

    made = set_packs(_drafts(RECIPIENTS, CASES), PackOrder("m" * 32, ()), press, Progress(listen))
    held.append(_held(press))
    pid = press.pid
    press.close()
    assert not made.failed
    assert [each.copy.pages >= PAGES for each in made.packs] == [True] * RECIPIENTS
    assert [done for done, _of, _what in told] == list(range(RECIPIENTS + 1))
    assert 0 < max(held) < LARGEST
    assert pid is None or not Path(f"/proc/{pid}").exists()


def test_packs_when_stopped_while_one_is_set_then_nothing_more_is_made():
    """Stopping at the second of three leaves at once, with the press still good for the next."""
    with Press() as press:
        progress = Progress(lambda done, _of, _what: progress.cancel() if done == 1 else None)
        with pytest.raises(Stopped):
            set_packs(_drafts(3, 1), PackOrder("m" * 32, ()), press, progress)
        assert len(set_packs(_drafts(1, 1), PackOrder("m" * 32, ()), press).packs) == 1
