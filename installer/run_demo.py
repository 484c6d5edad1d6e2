"""What ``make run`` does after the set-up: demonstration vault, its panel month, then the window or its pictures."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out"
VAULT = OUT / "marlbridge.hipdesk"


def has_display() -> bool:
    """Whether a window can be shown to somebody here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> int:
    """Run the main job; the first thing that fails decides the exit code."""
    python = [sys.executable, "-m"]
    made = subprocess.run([*python, "hipdesk", "demo", "--vault", str(VAULT), "--out", str(OUT)], check=False, cwd=ROOT)
    if made.returncode:
        return made.returncode
    print(f"Papers are in {OUT.relative_to(ROOT)}/")
    if has_display():
        return subprocess.run([*python, "ui", "--vault", str(VAULT)], check=False, cwd=ROOT).returncode
    print("There is no display here, so pictures of the main screens are written beside the papers.")
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    pictures = [*python, "tests.support.pictures", "--vault", str(VAULT), "--out", str(OUT / "screens")]
    return subprocess.run(pictures, check=False, cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
