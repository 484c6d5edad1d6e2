"""What ``make test`` runs, in order: system libraries, format, lint, types, import contracts, tests.

Every step runs even when an earlier one failed, so that one run shows everything; the exit code is 1 if any did.
"""

import argparse
import os
import shutil
import subprocess  # nosec: runs this project's own tools
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def steps(*, tests: bool, soak: bool) -> list[tuple[str, list[str]]]:
    """Name and command of every step."""
    checks = [
        ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
        ("lint", [str(BIN / "ruff"), "check", "--quiet", "."]),
        ("types", [str(BIN / "mypy")]),
        ("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),
    ]
    pytest = [sys.executable, "-m", "pytest", "-q", "--durations=8"]
    if soak:
        return [("soak", [*pytest, "tests", "-m", "soak"])]
    if tests:
        checks.append(("tests", [*pytest, "-n", "2", "--dist", "worksteal", "-m", "not soak"]))
    return checks


def main() -> int:
    """Run the steps; the number of failures decides the exit code."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--no-tests", action="store_true")
    ask.add_argument("--soak", action="store_true")
    asked = ask.parse_args()
    shell = shutil.which("sh")
    if shell:
        subprocess.run([shell, str(ROOT / "installer" / "system_libraries.sh"), "--test"], check=False, cwd=ROOT)
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONDONTWRITEBYTECODE="1")
    failed = []
    for name, command in steps(tests=not asked.no_tests, soak=asked.soak):
        began = time.monotonic()
        print(f"== {name}", flush=True)
        done = subprocess.run(command, check=False, cwd=ROOT, env=environment)
        print(
            f"== {name}: {'ok' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True
        )
        if done.returncode:
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
