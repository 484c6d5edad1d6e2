"""One window per vault, across processes, and never stuck after a crash."""

import subprocess
import sys
from pathlib import Path

import pytest

from hipdesk.kernel import files
from hipdesk.kernel.files import FaultyDisk
from hipdesk.vault.faults import VaultInUse
from hipdesk.vault.lockfile import VaultLock

HOLDER = """
import sys
from pathlib import Path
from hipdesk.vault.lockfile import VaultLock
lock = VaultLock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


@pytest.fixture
def other_process(path: Path):
    """Another process that holds the lock until its input closes."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        if process.poll() is None:
            process.communicate()


def test_lock_when_another_process_holds_it_then_refused_and_free_when_it_ends(path, other_process):
    """Two windows."""
    with pytest.raises(VaultInUse, match="open in another window since"):
        VaultLock.take(path)
    other_process.communicate()
    VaultLock.take(path).release()


def test_lock_when_its_process_is_killed_then_free_at_once(path, other_process):
    """A crash leaves the file, not the lock."""
    other_process.kill()
    other_process.wait()
    assert path.read_text()
    VaultLock.take(path).release()


def test_lock_when_taken_twice_in_one_process_then_refused(path, clock):
    """Also within one program, and the first keeps it."""
    first = VaultLock.take(path, clock)
    with pytest.raises(VaultInUse, match="since 09:12"):
        VaultLock.take(path, clock)
    with pytest.raises(VaultInUse):
        VaultLock.take(path, clock)
    assert first.held
    first.release()
    first.release()
    assert not first.held
    VaultLock.take(path, clock).release()


@pytest.mark.parametrize("text", [b"", b"12", b"\xff\xff", b"12 ab:cd", b"12 <b>x</b>", b"9" * 100])
def test_lock_when_its_text_makes_no_sense_then_the_sentence_does_without(path, clock, text):
    """The text is for the message only, and never passed on."""
    lock = VaultLock.take(path, clock)
    path.write_bytes(text)
    with pytest.raises(VaultInUse, match=r"in another window\."):
        VaultLock.take(path)
    lock.release()


def test_lock_when_the_disk_is_full_then_still_taken(path):
    """The text is a courtesy."""
    with files.played_by(FaultyDisk(0)):
        lock = VaultLock.take(path)
    assert lock.held
    lock.release()


def test_lock_file_when_made_then_private(path):
    """Readable by its owner only."""
    VaultLock.take(path).release()
    assert path.stat().st_mode & 0o077 == 0
