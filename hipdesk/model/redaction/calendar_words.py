"""When a month or an auxiliary verb that is also somebody's name is plainly not that: "28 May 2026", "Will they come?".

``use`` is sure of a date; what it holds for no name but is not sure of is shown to an officer with the unknown words.
"""

import re
from typing import Literal

Use = Literal["name", "date", "unclear"]

_FULL = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december")  # fmt: skip
_MONTHS = frozenset([*_FULL, *(month[:3] for month in _FULL), "sept"])
_VERBS = frozenset({"may", "will"})
WORDS = _MONTHS | _VERBS
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_DAY = r"(?<![\d.,/:-])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:\s+of)?[\s-]+\Z"
_DAY_BEFORE = re.compile(_DAY, re.IGNORECASE)
_DATED_BEFORE = re.compile(
    r"\b(?:on|by|from|to|until|till|since|before|after|between|and|due|dated|held|made|the|"
    r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?)[\s,]+" + _DAY,
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"[.,]?[\s-]{1,2}(?:19|20)\d\d\b(?!\d)|\s?[’']\d\d\b|-\d\d\b")
_DAY_AFTER = re.compile(r"\s(?:[12]?\d|3[01])\b")
_NTH_AFTER = re.compile(r"\s(?:[12]?\d|3[01])(?:st|nd|rd|th)\b")
_IN_BEFORE = re.compile(r"\b(?:in|since|until|till|during|mid|early|late|next|last)[\s-]+\Z", re.IGNORECASE)
_MONTH_BESIDE = (
    re.compile(rf"\b{_MONTH}(?:\s+(?:20\d\d\s+)?to\s+|\s?[–/-]\s?|\s*\n\s*)\Z", re.IGNORECASE),
    re.compile(rf"(?:\s+to\s+|\s?[–/-]\s?|\s*\n\s*){_MONTH}\b", re.IGNORECASE),
)
# A row of months, as over a table or under a chart: one on each side, or two on one.
_GAP = r"[\s|,]+"
_MONTH_ROW = (
    re.compile(rf"\b{_MONTH}{_GAP}\Z", re.IGNORECASE), re.compile(rf"{_GAP}{_MONTH}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}{_GAP}{_MONTH}{_GAP}\Z", re.IGNORECASE),
    re.compile(rf"{_GAP}{_MONTH}{_GAP}{_MONTH}\b", re.IGNORECASE),
)  # fmt: skip
# After a name no verb stands in its bare form, but where its past is the same (hit, put): those count as after a name.
_ASKS = re.compile(
    r"\s(?:he|she|they|it|we|you|I|the|this|that|there|be|not|his|her|their|our|your|an?|any|anyone|"
    r"ask|arrange|attend|call|check|confirm|contact|continue|discuss|find|give|go|help|invite|keep|make|meet|need|offer|"
    r"provide|refer|report|review|see|send|share|speak|support|take|tell|visit|work|write)\b"
)
# Where a sentence begins, or a cell after the name of an agency.
_BEGINS = re.compile(r"(?:\A|[.!?:;\n•“\"(|☐☑☒\u2060]|\b[A-Z][\w’'-]*)\s*\Z")
_FAR = 32


def use(word: str, text: str, start: int, end: int) -> Use:
    """What a folded word that is one of ``WORDS`` and stands from ``start`` to ``end`` is used as."""
    before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    if word in _MONTHS:
        if _YEAR_AFTER.match(after) or _NTH_AFTER.match(after) or _DATED_BEFORE.search(before):
            return "date"
        if _DAY_BEFORE.search(before) or _DAY_AFTER.match(after) or _IN_BEFORE.search(before):
            return "unclear"
        if _MONTH_BESIDE[0].search(before) or _MONTH_BESIDE[1].match(after) or _in_a_row(before, after):
            return "unclear"
    return "unclear" if word in _VERBS and _ASKS.match(after) and _BEGINS.search(before) else "name"


def _in_a_row(before: str, after: str) -> bool:
    """Whether a month stands in a row of months."""
    first, last, both_before, both_after = _MONTH_ROW
    between = first.search(before) and last.match(after)
    return bool(between or both_before.search(before) or both_after.match(after))
