"""A program watched by strace: every file it opened for writing, every byte it wrote to one, every socket it made."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_CALLS = (
    "open,openat,openat2,creat,write,pwrite64,writev,pwritev,pwritev2,sendfile,splice,copy_file_range,"
    "symlink,symlinkat,socket,mmap,memfd_create"
)
_LONGEST = 16 << 20
_CALL = re.compile(rb"^(\d+) +(\w+)\((.*)$")
_DESCRIPTOR = re.compile(rb"(\d+)<((?:\\x[0-9a-f]{2})*)>(\(deleted\))?")
_FOLDER = re.compile(rb"(?:AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2})*)>")
_STRING = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')
_FOR_WRITING = re.compile(rb"O_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)")
_WRITES = frozenset(("write", "pwrite64", "writev", "pwritev", "pwritev2"))
_OPENS = frozenset(("open", "openat", "openat2", "creat"))
_MOVES = frozenset(("sendfile", "splice", "copy_file_range"))
_NOT_FILES = ("pipe:", "socket:", "anon_inode:", "/dev/null", "/dev/tty", "/dev/pts/", "/proc/")


@dataclass
class Traced:
    """What a program did. Paths as the system saw them; ``wrote`` in order, pipes and sockets left out."""

    code: int
    output: str
    opened: set[str] = field(default_factory=set)
    wrote: list[tuple[str, bytes]] = field(default_factory=list)
    mapped: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    processes: set[int] = field(default_factory=set)


def strace() -> str:
    """Where strace is; a plain failure when it is not there: this proof is never left out."""
    tool = shutil.which("strace")
    if tool is None:
        raise AssertionError(
            "strace is not installed, so what is written to disk cannot be watched. "
            "Install it with: sudo sh installer/system_libraries.sh --test"
        )
    return tool


def run(command: Sequence[str], log: Path, environment: dict[str, str], seconds: float = 240.0) -> Traced:
    """Run a program, and every process it starts, under strace."""
    watched = [strace(), "-f", "--seccomp-bpf", "-qq", "-y", "-xx", "-s", str(_LONGEST), "-e", f"trace={_CALLS}"]
    done = subprocess.run(
        [*watched, "-o", str(log), "--", *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=seconds,
        check=False,
    )
    traced = Traced(done.returncode, done.stdout.decode("utf-8", "replace"))
    with log.open("rb") as lines:
        for line in lines:
            _note(traced, line)
    return traced


def environment(home: Path) -> dict[str, str]:
    """Surroundings in which every place that a program might write to by default lies under ``home``."""
    places = {
        "HOME": home, "TMPDIR": home / "tmp", "TMP": home / "tmp", "TEMP": home / "tmp",
        "XDG_CACHE_HOME": home / "cache", "XDG_CONFIG_HOME": home / "config", "XDG_DATA_HOME": home / "share",
        "XDG_STATE_HOME": home / "state", "XDG_RUNTIME_DIR": home / "run",
    }  # fmt: skip
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ}
    return {**kept, **{name: str(place) for name, place in places.items()}, "PYTHONDONTWRITEBYTECODE": "1"}


def _note(traced: Traced, line: bytes) -> None:
    found = _CALL.match(line)
    if found is None:
        return
    traced.processes.add(int(found[1]))
    call, given = found[2].decode(), found[3]
    if call in _OPENS:
        _note_opened(traced, call, given)
    elif call in _WRITES:
        for path in _paths(given, first=True):
            traced.wrote.append((path, b"".join(map(_bytes, _STRING.findall(given)))))
    elif call == "mmap" and b"MAP_SHARED" in given and b"PROT_WRITE" in given:
        traced.mapped.update(_paths(given))
    elif call == "memfd_create":
        traced.mapped.add(f"memfd:{_bytes(_STRING.findall(given)[0]).decode()}")
    elif call == "socket":
        traced.families.add(given.partition(b",")[0].decode())
    elif call in _MOVES:
        traced.moved.update(_paths(given))


def _note_opened(traced: Traced, call: str, given: bytes) -> None:
    if call != "creat" and not _FOR_WRITING.search(given):
        return
    path = os.fsdecode(_bytes(_STRING.findall(given)[0]))
    folder = _FOLDER.match(given)
    if not path.startswith("/") and folder is not None:
        path = f"{os.fsdecode(_bytes(folder[1]))}/{path}"
    if not path.startswith(_NOT_FILES):
        traced.opened.add(path)


def _paths(given: bytes, *, first: bool = False) -> Iterator[str]:
    for found in _DESCRIPTOR.finditer(given):
        path = os.fsdecode(_bytes(found[2]))
        if not path.startswith(_NOT_FILES):
            yield path
        if first:
            return


def _bytes(escaped: bytes) -> bytes:
    return bytes.fromhex(escaped.replace(b"\\x", b"").decode("ascii"))
