"""``make bench``: the rows of the design's speed table, each against its peer in one run; writes docs/benchmarks.md."""

import argparse
import importlib
import os
import platform
from pathlib import Path

from tests.bench.borough import tidy
from tests.bench.pairs import Ratio

PLACE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
ROWS = {"1": "start", "2": "first_list", "3": "operations", "8": "minutes", "9": "figures", "10": "workbook"}
WHY = {
    "1": "Of what comes on top of a bare window a third is building and painting the page (a scrolling area, running "
    "text, two fonts in seven sizes, eight icons); a quarter is Qt's enumerations, 150 of them, which PySide makes in "
    "Python as soon as anything is laid out, and which a window of one label never needs; a quarter is our own 57 "
    "modules; the rest is time zones, JSON, and what guards the process. No cipher, database, form or navigation is "
    "loaded before the first picture; the self-test of the ciphers, the reading of headers, the ring round the field "
    "and the window's icon follow it.",
    "10": "A row of the workbook becomes 35 rows of the record with their indexes and search words, enciphered and "
    "in one transaction: SQLite alone takes longer than the load it is compared with. Reading in the press "
    "takes a third of the load, matching a third, building the proposal as long as the load, writing twice as long.",
}


def table(rows: list[Ratio]) -> str:
    """The rows as a Markdown table."""
    lines = ["| row | what | against | times as long | goal | | seen |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        met = "met" if row.met else "**not met**"
        lines.append(f"| {row.row} | {row.what} | {row.against} | {row.ratio:.2f} | {row.goal} | {met} | {row.seen} |")
    return "\n".join(lines)


def _short_of(rows: list[Ratio]) -> str:
    """Why rows fall short, for those that do."""
    short = sorted({row.row for row in rows if not row.met}, key=int)
    told = "".join(f"\n- Row {number}: {WHY.get(number, 'not looked into yet.')}" for number in short)
    return f"\n## What falls short\n{told}\n" if told else ""


def main() -> None:
    """Measure the rows asked for, or all."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("rows", nargs="*", choices=[*ROWS, []])
    asked = ask.parse_args().rows or list(ROWS)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows: list[Ratio] = []
    try:
        for number in asked:
            measured = importlib.import_module(f"tests.bench.{ROWS[number]}").measure()
            rows += measured
            print(table(measured), flush=True)
    finally:
        tidy()
    if len(asked) == len(ROWS):
        PLACE.parent.mkdir(exist_ok=True)
        PLACE.write_text(
            "# Benchmarks\n\nWritten by `make bench`: ratios, each pair measured in turn in one run. Times are of one "
            f"machine ({os.cpu_count()} processors, Python {platform.python_version()}) and are not to be compared "
            f"with another's.\n\n{table(rows)}\n{_short_of(rows)}",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
