"""SECURITY.md says what the program does: its tests are there, and its lists are the program's own."""

import re
from pathlib import Path

import pytest

from hipdesk.store import backup
from hipdesk.vault import blobs, kdf, places
from hipdesk.vault import format as vault_format

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
FLAT = " ".join(PAGE.split())


def test_page_when_it_names_a_test_or_a_module_then_it_is_there():
    """A proof that was moved or removed is not claimed."""
    named = set(re.findall(r"`([\w/]+\.py)`", PAGE))
    assert len(named) > 25
    known = {
        path.relative_to(ROOT).as_posix() for folder in ("tests", "hipdesk") for path in (ROOT / folder).rglob("*.py")
    }
    short = {path.rpartition("/")[2] for path in known if path.startswith("tests/")}
    assert {name for name in named if name not in known and name not in short} == set()


@pytest.mark.parametrize("kind", places._NETWORK_TYPES.split())
def test_page_when_a_kind_of_mount_is_refused_then_it_is_listed(kind):
    """Every kind of network mount."""
    assert re.search(rf"\b{re.escape(kind.removeprefix('fuse.'))}\b", FLAT)


@pytest.mark.parametrize("marker", sorted(places._MARKERS))
def test_page_when_a_marker_is_recognised_then_it_is_listed(marker):
    """Every file that a synchronising program leaves."""
    assert f"`{marker.rstrip('/')}`" in FLAT


def test_page_when_it_gives_a_figure_of_a_format_then_it_is_the_programs_own():
    """Marks, sizes, versions and costs."""
    assert f"now {vault_format.MAJOR}.{vault_format.MINOR})" in FLAT
    assert f"At most {vault_format.LARGEST_HEADER >> 10} KiB and {vault_format.MOST_SLOTS} slots" in FLAT
    assert f"`{backup._MAGIC.decode().strip()}`" in FLAT
    assert f"`{blobs._MARK.decode()}`" in FLAT
    assert (blobs.CHUNK, kdf.FLOOR.memory, kdf.FLOOR.passes) == (1 << 20, 64 << 10, 3)
    assert (kdf.CEILING.memory, kdf.CEILING.passes) == (2048 << 10, 20)
