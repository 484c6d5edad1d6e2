"""``make bench``: the rows of the design's speed table, each against its peer in one run; writes docs/benchmarks.md."""

import argparse
import importlib
import os
import platform
from pathlib import Path

from tests.bench.borough import tidy
from tests.bench.pairs import Ratio

PLACE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
ROWS = {
    "1": "start",
    "2": "first_list",
    "3": "operations",
    "4": "searching",
    "5": "duplicates",
    "6": "scrolling",
    "7": "papers",
    "8": "minutes",
    "9": "figures",
    "10": "workbook",
    "11": "locking",
    "12": "memory",
}
WHY = {
    "7": "A paper takes 0.17 s: about 0.05 to load, mask and prepare, 0.07 to be set, 0.03 to be proved and 0.02 to be "
    "encrypted, half of that the hashing of its key. Every part of the PDF is taken apart and searched, which "
    "LibreOffice does nothing like. The program and its press take turns on one paper: with the next being loaded "
    "while this one is set, on the second processor, both goals are near; a desk opens no thread of its own yet.",
    "8": "Of the 0.15 s beside typst's own time nearly all is pikepdf reading the file, naming the first cell of every "
    "row its header, and writing it again: 1.26 to 1.37 in three runs on a quiet machine.",
    "12": "A third are libraries: Qt's 34 MiB, 39 of others (a bare window loads 40 of all these). The pages that two "
    "connections keep deciphered are 16 MiB (128 before); what importing leaves is 80 (SQLAlchemy 20, the record's 830 "
    "dataclasses 11); the rest is compiled statements and the pages of the window. Smaller caches would cost time: "
    "with 8 MiB to read through, the same rounds took a third longer than with 24.",
    "1": "Of what the program does beyond a bare window half is importing its own 63 modules, with those of Qt's "
    "enumerations their classes need; a third is building and painting the page (a scrolling area, running text, two "
    "fonts in seven sizes, eight icons); the rest is time zones, JSON, and what guards the process. No cipher, "
    "database, form or navigation is loaded before the first picture; the self-test of the ciphers, the reading of "
    "headers, the ring round the field and the window's icon follow it. PySide's own texts of signatures, a third of a "
    "bare window's time, are not read until a wrong call is to be worded.",
    "10": "A row of the workbook becomes 35 rows of the record with their indexes and search words, "
    "enciphered and in one transaction. By the processor's time reading in the press takes 0.35 of the load, matching "
    "0.2, building the proposal 0.85 and writing 2.2, of which a thread of its own does half beside the making of the "
    "rows and the search for duplicates: SQLite's inserting 0.8, search words 0.1, enciphering and commit 0.4, which "
    "nothing runs beside. A third of the inserting is the check of keys between the rows.",
}


_HEAD = ["| row | what | against | times as long | goal | | seen |", "|---|---|---|---|---|---|---|"]


def lines_of(rows: list[Ratio]) -> list[str]:
    """The rows as lines of the table."""
    found = []
    for row in rows:
        met = "met" if row.met else "**not met**"
        found.append(f"| {row.row} | {row.what} | {row.against} | {row.ratio:.2f} | {row.goal} | {met} | {row.seen} |")
    return found


def merged(before: str, lines: list[str]) -> list[str]:
    """The lines of an earlier page with those measured now in place of theirs, in the order of their numbers."""
    now = {_number(line) for line in lines}
    kept = [line for line in before.splitlines() if _number(line) and _number(line) not in now]
    return sorted([*kept, *lines], key=_number)


def _number(line: str) -> int:
    """The number of a line's row; 0 when it is none."""
    first = line.removeprefix("|").split("|")[0].strip()
    return int(first) if line.startswith("|") and first.isdigit() else 0


def _short_of(lines: list[str]) -> str:
    """Why rows fall short, for those that do."""
    short = sorted({_number(line) for line in lines if "**not met**" in line})
    told = "".join(f"\n- Row {number}: {WHY.get(str(number), 'not looked into yet.')}" for number in short)
    return f"\n## What falls short\n{told}\n" if told else ""


def write_page(lines: list[str]) -> None:
    """The page with these lines in place of what it said of their rows."""
    before = PLACE.read_text(encoding="utf-8") if PLACE.exists() else ""
    whole = merged(before, lines)
    page = "\n".join([*_HEAD, *whole])
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(
        "# Benchmarks\n\nWritten by `make bench`: ratios, each pair measured in turn in one run; a row measured alone "
        f"takes the place of its line. Times are of one machine ({os.cpu_count()} processors, Python "
        f"{platform.python_version()}) and are not to be compared with another's. Rows without a peer are held against "
        f"the time of their goal.\n\n{page}\n{_short_of(whole)}",
        encoding="utf-8",
    )


def main() -> None:
    """Measure the rows asked for, or all; the page keeps what earlier runs said of the others."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("rows", nargs="*", choices=[*ROWS, []])
    asked = ask.parse_args().rows or list(ROWS)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    lines: list[str] = []
    try:
        for number in asked:
            measured = lines_of(importlib.import_module(f"tests.bench.{ROWS[number]}").measure())
            lines += measured
            print("\n".join([*_HEAD, *measured]), flush=True)
    finally:
        tidy()
    write_page(lines)


if __name__ == "__main__":
    main()
