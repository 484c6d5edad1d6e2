"""What ``make run`` remembers between two runs."""

import os
import runpy
from pathlib import Path

RUN_DEMO = Path(__file__).resolve().parents[2] / "installer" / "run_demo.py"
LONG_AGO = 1_600_000_000


def test_is_made_when_only_the_day_is_another_then_holds_until_a_source_changes(tmp_path: Path) -> None:
    """A second run starts at once on any later day; a changed source makes everything anew."""
    source = tmp_path / "hipdesk" / "text.py"
    source.parent.mkdir()
    source.write_text("", encoding="utf-8")
    os.utime(source, (LONG_AGO, LONG_AGO))
    step = runpy.run_path(str(RUN_DEMO))
    of_step = step["is_made"].__globals__
    of_step["ROOT"], of_step["OUT"] = tmp_path, tmp_path
    before = step["is_made"]("papers")
    step["note_made"]("papers")
    stamp = tmp_path / ".papers"
    os.utime(stamp, (LONG_AGO, LONG_AGO))

    after = step["is_made"]("papers")
    os.utime(source, (LONG_AGO + 60, LONG_AGO + 60))

    assert (before, after, step["is_made"]("papers")) == (False, True, False)
