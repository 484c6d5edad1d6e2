"""What is loaded when: the unlock path stays light, and the press never holds the window, the database or the keys."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("pydantic", "sqlalchemy", "sqlcipher3", "alembic", "PySide6", "zxcvbn", "typst", "matplotlib")
KEPT_OUT = (
    "PySide6",
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "hipdesk.store",
    "hipdesk.vault",
    "hipdesk.services",
    "ui",
)
NOT_IN_THE_WINDOW = (
    *("pikepdf", "PIL", "pypdfium2", "python_calamine", "typst", "matplotlib", "reportlab", "xlsxwriter"),
    *("msoffcrypto", "alembic", "urllib.request", "http", "email.policy"),
    *("ssl", "asyncio.base_events"),
)
EVERY_PAGE = """
import importlib, pkgutil, ui, hipdesk.desk
for module in pkgutil.walk_packages(ui.__path__, "ui."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""
SHOW = "import json, sys; print(json.dumps(sorted(sys.modules)))"
PRESSED = """
import json
from hipdesk.papers.press import Press
def main():
    with Press(jobs_from=("hipdesk.papers", "tests.support.press_trials")) as press:
        press.run("hipdesk.papers.text:printable", text="x")
        print(json.dumps(press.run("tests.support.press_trials:loaded")))
if __name__ == "__main__":
    import sqlalchemy, hipdesk.desk
    main()
"""


def modules(*command: str) -> set[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, check=True, timeout=120, env=surroundings
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def among(loaded: set[str], unwanted: tuple[str, ...]) -> set[str]:
    return {name for name in loaded if any(name == out or name.startswith(out + ".") for out in unwanted)}


@pytest.mark.parametrize("module", ["hipdesk.vault.opening", "hipdesk.vault.recovery", "hipdesk.vault.places"])
def test_unlock_path_when_imported_then_nothing_heavy_is_loaded(module):
    """The unlock page is there before the record's libraries are."""
    loaded = modules("-c", f"import {module}; {SHOW}")
    assert module in loaded
    assert among(loaded, HEAVY) == set()


@pytest.mark.parametrize("module", ["hipdesk.__main__", "ui.__main__"])
def test_main_when_imported_again_by_a_press_then_it_loads_nothing(module):
    """A spawned child imports the program's main module: it must bring nothing with it."""
    before = modules("-c", SHOW)
    loaded = modules("-c", f"import {module}; {SHOW}") - before
    assert loaded <= {module, "hipdesk", "ui", "__future__"}


def test_window_when_every_page_is_imported_then_no_maker_of_papers_and_nothing_of_networks_is_loaded():
    """Bench row 12: each is for the press, for the moment it is asked for, or for nobody; together they are 20 MiB."""
    loaded = modules("-c", f"{EVERY_PAGE}\n{SHOW}")
    assert "ui.panels.packs_page" in loaded
    assert among(loaded, NOT_IN_THE_WINDOW) == set()


def test_press_when_started_by_a_program_that_holds_a_desk_then_no_window_database_or_key_is_loaded(tmp_path):
    """Also what the spawn itself brings along, before the press has shut itself in."""
    program = tmp_path / "program.py"
    program.write_text(PRESSED, encoding="utf-8")
    loaded = modules(str(program))
    assert "hipdesk.papers.press.child" in loaded
    assert among(loaded, KEPT_OUT) == set()


def test_asyncio_when_something_uses_it_after_all_then_it_is_the_usual_one():
    """It is put off, not taken away."""
    program = """
import sys, hipdesk.store.engine, asyncio
early = "asyncio.base_events" in sys.modules
async def told():
    await asyncio.sleep(0)
    return asyncio.iscoroutinefunction(told)
print(early, asyncio.run(told()))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.split() == ["False", "True"]


def test_heap_when_the_window_starts_then_every_thread_takes_from_the_same():
    """Bench row 12: what one thread frees the next takes; glibc would make each its own, 64 MiB apart at least."""
    program = """
import ctypes, sys, threading
from hipdesk.kernel import heap
shared = heap.share()
library = ctypes.CDLL(None)
places = []
if sys.platform == "linux":
    library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    threads = [threading.Thread(target=lambda: places.append(library.malloc(40_000))) for _ in range(3)]
    for thread in threads:
        thread.start()
        thread.join()
    places.append(library.malloc(40_000))
print(shared == (sys.platform == "linux"), not places or max(places) - min(places) < 1 << 25)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.split() == ["True", "True"]
