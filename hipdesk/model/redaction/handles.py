"""What goes with a name when it is replaced: an initial before or after it, and the rest of a handle it stands in."""

import re
from collections.abc import Collection

_HANDLE_BEFORE = re.compile(r"(?:[^\W_][\w.]*_|_)+\Z")
_HANDLE_AFTER = re.compile(r"[_\d]\w*")
_LETTER_JOINED = re.compile(r"(?<![^\W_])([^\W\d_])[._-]\Z")
_LETTER_BEFORE = re.compile(r"(?<![\w’'])([^\W\d_])(?:\.[ \u00a0]?|[ \u00a0])\Z")
_LETTER_AFTER = re.compile(r"(?:\.|,? )([^\W\d_])(?![\w’'])")
_WORDS = frozenset("AI")


def widened(text: str, start: int, end: int, letters: Collection[str], least: int) -> tuple[int, int]:
    """Where a name with its initials and its handle begins and ends; never before ``least``.

    ``letters`` are the small letters its person's names begin with: "L. Wei" of Li Wei, but "A Wei" of nobody's A.
    """
    if found := _HANDLE_AFTER.match(text, end):
        end = found.end()
    elif found := _LETTER_AFTER.match(text, end):
        pointed = found.group()[0] == "." or text[found.end() : found.end() + 1] == "."
        end = found.end() if _is_initial(found.group(1), letters, pointed=pointed) else end
    found = _HANDLE_BEFORE.search(text, least, start)
    if found:
        start = found.start()
    while found := _LETTER_JOINED.search(text, least, start) or _LETTER_BEFORE.search(text, least, start):
        sign = found.group(1)
        joined = not text[found.end() - 1].isspace()
        if not _is_initial(sign, letters, pointed=joined or "." in found.group()):
            break
        start = found.start()
    if start > least and text[start - 1] == "@":
        start -= 1
    return start, end


def _is_initial(sign: str, letters: Collection[str], *, pointed: bool) -> bool:
    """Whether a letter that stands by itself is a person's: with its full stop, or a capital that is no word."""
    return sign.lower() in letters and (pointed or (sign.isupper() and sign not in _WORDS))
