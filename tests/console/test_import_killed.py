"""The process killed at 50 random moments of an import: the vault as before, or as after, each time."""

import multiprocessing
import random
import time
from pathlib import Path

import pytest

from hipdesk.model.imports import RunImport
from hipdesk.model.workbooks.analysis import propose_plan
from hipdesk.model.workbooks.building import build
from hipdesk.papers.reading.workbooks import read_grid
from hipdesk.services import imports
from tests.support.desks import copy_vault, make_desk, open_desk

WORKBOOK = Path(__file__).resolve().parents[1] / "data" / "hip-database.xlsx"
KILLS = 50


def import_it(vault, proposal, began):
    """The child: open the vault, say so, import."""
    desk = open_desk(vault)
    began.set()
    desk.do(imports.run_import, RunImport(proposal))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A new, closed vault, and what the workbook would bring."""
    folder = tmp_path_factory.mktemp("vault")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HIPDESK_DATA", str(folder / "memory"))
        make_desk(folder).close()
    grid = read_grid(WORKBOOK.read_bytes(), WORKBOOK.name)
    return folder / "marlbridge.hipdesk", build(grid, propose_plan(grid))


def test_import_when_killed_at_fifty_moments_then_all_of_it_is_there_or_none(prepared, tmp_path, monkeypatch):
    """Never half an import; the vault opens and is whole every time."""
    vault, proposal = prepared
    processes = multiprocessing.get_context("fork")
    chance = random.Random(2026)
    seen, length = set(), 0.0
    for kill in range(-1, KILLS):
        monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / f"memory {kill}"))
        copy = copy_vault(vault, tmp_path / f"{kill}.hipdesk")
        began = processes.Event()
        child = processes.Process(target=import_it, args=(copy, proposal, began))
        child.start()
        assert began.wait(30)
        started = time.monotonic()
        if kill < 0:
            # The first runs to its end, so that the moments are spread over a whole import.
            child.join(60)
            length = time.monotonic() - started
        else:
            child.join(chance.uniform(0, length))
            child.kill()
            child.join(30)
        with open_desk(copy) as desk:
            found = desk.verify()
            assert found.whole, found.faults
            counts = (found.rows["referral"], found.rows["action"], found.rows["import_row"])
            assert counts in ((0, 0, 0), (164, 318, 164))
            seen.add(counts)
    assert len(seen) == 2
