"""Text as a paper can print it: clean, every character in a font the program ships, no run too long for a column."""

import functools
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

from hipdesk.kernel import paths
from hipdesk.kernel.text import clean

_JOINERS = {"\u200c", "\u200d"}
_SAME_LOOK = {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\u2212": "–", "\u00ad": "", "\ufffc": ""}
_LONG_RUN = re.compile(r"\S{25,}")
_WHOLE_AT_FIRST = 8
_SHAPED_STEP = 12
_BREAK_HERE = "\u200b"


@functools.cache
def _families() -> tuple[tuple[tuple[int, int], ...], ...]:
    """What each shipped family has, as spans of code points; Noto Sans first."""
    found: dict[str, list[list[int]]] = json.loads((paths.resources() / "fonts" / "coverage.json").read_bytes())
    ordered = sorted(found, key=lambda name: (name != "NotoSans", name))
    return tuple(tuple((first, last) for first, last in found[name]) for name in ordered)


@functools.cache
def family_names() -> tuple[str, ...]:
    """The families as fonts and SVG name them ("Noto Sans Bengali"), in the order papers look through them."""
    found = json.loads((paths.resources() / "fonts" / "coverage.json").read_bytes())
    ordered = sorted(found, key=lambda name: (name != "NotoSans", name))
    return tuple(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name) for name in ordered)


@functools.lru_cache(maxsize=4096)
def _fonts_of(sign: str) -> frozenset[int]:
    """Which shipped families have this character."""
    code = ord(sign)
    return frozenset(
        place for place, spans in enumerate(_families()) if any(first <= code <= last for first, last in spans)
    )


def printable(text: str, *, whole: bool = False) -> str:
    """``text`` as a paper can print it.

    Cleaned by the kernel's rule; a character no shipped font has is told by name, ``[U+6F22 CJK UNIFIED
    IDEOGRAPH-6F22]``, a picture sign as ``[grinning face]``; runs of 25 or more signs may break inside, unless they are
    to be copied ``whole``.
    """
    shown = clean(text)
    if not _simple().fullmatch(shown):
        plain = "".join(_SAME_LOOK.get(sign, sign) for sign in shown if not 0xFE00 <= ord(sign) <= 0xFE0F)
        shown = "".join(_shown(cluster) for cluster in clusters(plain))
    return shown if whole else _LONG_RUN.sub(_breakable, shown)


@functools.cache
def _simple() -> re.Pattern[str]:
    """Text of nothing but Latin letters and common signs that stay as they are: nearly all there is."""
    signs = map(chr, (*range(0x20, 0x250), *range(0x2010, 0x2040), 0x20AC))
    kept = [
        sign
        for sign in signs
        if _fonts_of(sign) and _SAME_LOOK.get(sign, sign) == sign and not unicodedata.category(sign).startswith("M")
    ]
    return re.compile(f"[\n{re.escape(''.join(kept))}]*")


class Drawn(str):
    """A finished drawing (SVG) whose words were made printable when it was drawn; left as it is from there on."""

    __slots__ = ()


class Whole(str):
    """Words that are copied from the paper as they are, such as a password: no leave to break is put between them."""

    __slots__ = ()


def printable_content(content: object) -> object:
    """The same JSON-like value with every string in it made printable; keys stay."""
    return _printable_content(content, {})


def _printable_content(content: object, known: dict[str, str]) -> object:
    """``known`` are texts already made printable: a paper that is tried at several lengths says most of them again."""
    if isinstance(content, str):
        if isinstance(content, Drawn):
            return str(content)
        if isinstance(content, Whole):
            return printable(content, whole=True)
        shown = known.get(content)
        if shown is None:
            shown = known[content] = printable(content)
        return shown
    if isinstance(content, Mapping):
        return {key: _printable_content(value, known) for key, value in content.items()}
    if isinstance(content, Sequence) and not isinstance(content, bytes):
        return [_printable_content(value, known) for value in content]
    return content


def clusters(text: str) -> list[str]:
    """Base characters each with the marks and joiners that follow."""
    found: list[str] = []
    for sign in text:
        if found and (sign in _JOINERS or unicodedata.category(sign).startswith("M")):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def runs(text: str) -> list[tuple[str, str]]:
    """Printable text as (family, passage): what a drawing needs, where no other face is looked for by itself."""
    found: list[tuple[str, str]] = []
    for cluster in clusters(text):
        whole = [place for place in sorted(_fonts_of(cluster[0])) if all(place in _fonts_of(mark) for mark in cluster)]
        family = family_names()[whole[0] if whole else 0]
        if found and (found[-1][0] == family or cluster == " "):
            found[-1] = (found[-1][0], found[-1][1] + cluster)
        else:
            found.append((family, cluster))
    return found


def _shown(cluster: str) -> str:
    """A cluster one family can print whole, else its parts told by name."""
    base, marks = cluster[0], cluster[1:]
    if base == "\n":
        return base + "".join(_named(mark) for mark in marks if mark not in _JOINERS)
    families = _fonts_of(base)
    if not families:
        return _named(base) + "".join(_named(mark) for mark in marks if mark not in _JOINERS)
    if any(all(place in _fonts_of(mark) for mark in marks) for place in families):
        return cluster
    first = min(families)
    kept, loose = base, ""
    for mark in marks:
        if first in _fonts_of(mark):
            kept += mark
        elif mark not in _JOINERS:
            loose += _named(mark)
    return kept + loose


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    if name and unicodedata.category(sign) in ("So", "Sk") and ord(sign) >= 0x2190:
        return f"[{name.lower()}]"
    return f"[U+{ord(sign):04X} {name}]" if name else f"[U+{ord(sign):04X}]"


def _breakable(run: re.Match[str]) -> str:
    """Leave to break almost anywhere; scripts whose letters join are broken seldom, since a break unjoins them."""
    parts = clusters(run.group())
    if any(ord(sign) > 0x590 and sign.isalpha() for sign in run.group()):
        step = _SHAPED_STEP
        return _BREAK_HERE.join("".join(parts[at : at + step]) for at in range(0, len(parts), step))
    return "".join(parts[:_WHOLE_AT_FIRST]) + _BREAK_HERE + _BREAK_HERE.join(parts[_WHOLE_AT_FIRST:])
