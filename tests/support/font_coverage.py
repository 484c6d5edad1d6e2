"""Which characters the shipped fonts have, read from the fonts themselves; writes ``coverage.json`` beside them.

Run as ``python -m tests.support.font_coverage`` after changing a font; a test says when that was forgotten.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fonttools ships no types

from hipdesk.kernel import files, paths

FONTS = paths.resources() / "fonts"


def spans(codes: Iterable[int]) -> list[list[int]]:
    """Sorted code points as first-and-last pairs."""
    found: list[list[int]] = []
    for code in sorted(codes):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def signs_of(font: Path) -> set[int]:
    """The code points one font file has a glyph for."""
    with TTFont(font) as opened:
        return set(opened.getBestCmap())


def measured() -> dict[str, list[list[int]]]:
    """Per family, what its Regular and its Bold both have."""
    families: dict[str, set[int]] = {}
    for path in sorted(FONTS.glob("*-Regular.ttf")):
        bold = path.with_name(path.name.replace("-Regular", "-Bold"))
        families[path.stem.removesuffix("-Regular")] = signs_of(path) & signs_of(bold)
    return {name: spans(codes) for name, codes in families.items()}


def as_written(families: dict[str, list[list[int]]]) -> bytes:
    """The file's bytes: one family a line."""
    lines = [f"{json.dumps(name)}: {json.dumps(found, separators=(',', ':'))}" for name, found in families.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


if __name__ == "__main__":
    files.write_bytes(FONTS / "coverage.json", as_written(measured()), private=False)
