"""Small counts an officer writes out: "three of the eight" or "2 cases" give away what a rule hides."""

import re

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_THINGS = "cases?|referrals?|people|persons?|victims?|families|family|households?|men|man|women|woman|children|child"
_COUNT = re.compile(
    rf"\b(?P<many>\d+|{'|'.join(_NUMBERS)})\s+(?:(?:in|out\s+of|of)\s+(?:the\s+)?(?:\d+|{'|'.join(_NUMBERS)})\b|(?:{_THINGS})\b)",
    re.IGNORECASE,
)


def small_counts_told(text: str, threshold: int) -> tuple[str, ...]:
    """The passages of a text that tell a count from 1 to one under the threshold, each once, in their order."""
    found = []
    for passage in _COUNT.finditer(text):
        word = passage["many"].lower()
        count = int(word) if word.isdigit() else _NUMBERS.index(word) + 1
        if 0 < count < threshold:
            found.append(" ".join(passage[0].split()))
    return tuple(dict.fromkeys(found))
