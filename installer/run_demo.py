"""What ``make run`` does after the set-up: demonstration vault, its panel month, then the window or its pictures."""

import os
import subprocess
import sys
from pathlib import Path

from hipdesk.console.demonstration import PASSPHRASE

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out"
VAULT = OUT / "marlbridge.hipdesk"
SOURCES = ("hipdesk", "ui", "resources", "tests/support")


def has_display() -> bool:
    """Whether a window can be shown to somebody here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def is_made(what: str) -> bool:
    """Whether this was finished from this very source, on whatever day, so that a second run starts in seconds."""
    place = OUT / f".{what}"
    return place.exists() and place.read_text(encoding="utf-8") == _stamp()


def note_made(what: str) -> None:
    """Remember that it was finished."""
    (OUT / f".{what}").write_text(_stamp(), encoding="utf-8")


def _stamp() -> str:
    sources = (path for folder in SOURCES for path in (ROOT / folder).rglob("*.*"))
    return str(max(path.stat().st_mtime_ns for path in sources if path.is_file() and "__pycache__" not in path.parts))


def main() -> int:
    """Run the main job; the first thing that fails decides the exit code."""
    python = [sys.executable, "-m"]
    if VAULT.exists() and is_made("papers"):
        print(f"The panel month is made. Open {VAULT.relative_to(ROOT)} with the passphrase: {PASSPHRASE}")
    else:
        demo = [*python, "hipdesk", "demo", "--vault", str(VAULT), "--out", str(OUT)]
        made = subprocess.run(demo, check=False, cwd=ROOT)
        if made.returncode:
            return made.returncode
        note_made("papers")
    print(f"Papers are in {OUT.relative_to(ROOT)}/")
    if has_display():
        return subprocess.run([*python, "ui", "--vault", str(VAULT)], check=False, cwd=ROOT).returncode
    screens = OUT / "screens"
    print(f"There is no display here; pictures of the main screens are in {screens.relative_to(ROOT)}/")
    if is_made("pictures"):
        return 0
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    pictures = [*python, "tests.support.pictures", "--vault", str(VAULT), "--out", str(screens)]
    drawn = subprocess.run(pictures, check=False, cwd=ROOT, env=environment).returncode
    if not drawn:
        note_made("pictures")
    return drawn


if __name__ == "__main__":
    sys.exit(main())
