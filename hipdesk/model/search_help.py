"""What the line under the search says: what may be typed there, how it was read, and what Tab would put in."""

from dataclasses import dataclass

from hipdesk.model.folding import fold
from hipdesk.model.search_days import HOW
from hipdesk.model.search_filters import DAY_FILTERS, EVERY, TOKEN, Value, Vocabulary, matching, read_search

MOST = 12
_FIRST = "Narrow by " + " ".join(f"{name}:" for name in EVERY) + " (Tab completes)"
_SPANS = ("this-month", "last-month", "this-quarter", "last-quarter", "this-year", "none")


@dataclass(frozen=True, slots=True)
class Completion:
    """What Tab makes of the text: the whole new text, where the cursor then stands, and the words it put in."""

    text: str
    cursor: int
    words: str


@dataclass(frozen=True, slots=True)
class Hint:
    """The help line: its words, whether they tell of something that cannot be read, and what Tab may put in."""

    words: str
    wrong: bool = False
    completions: tuple[Completion, ...] = ()


def hint(typed: str, cursor: int, vocabulary: Vocabulary) -> Hint:
    """The help line for a text with the cursor somewhere in it; any text, any cursor, nothing is raised."""
    start, end, token = _at(typed, cursor)
    name, colon, value = token.removeprefix("-").partition(":")
    known = fold(name)
    offered: tuple[Completion, ...] = ()
    if colon and known in EVERY:
        offered = _values(typed, start, end, known, value, vocabulary)
    elif not colon and name:
        sign = "-" if token.startswith("-") else ""
        offered = tuple(
            _put(typed, start, end, f"{sign}{one}:", one + ":") for one in EVERY if known and one.startswith(known)
        )
    # What is still being typed, and can still become something, is no mistake yet.
    rest = typed[:start] + typed[end:] if offered else typed
    problems = read_search(rest, vocabulary).problems
    if problems:
        return Hint(problems[0], wrong=True, completions=offered)
    if colon and known in EVERY and offered and not _is_whole(value, offered):
        return Hint(_takes(known, offered, vocabulary), completions=offered)
    if colon and known in EVERY and not value:
        return Hint(f"{known}: this vault has none yet.")
    if offered and not colon:
        return Hint("Tab: " + " ".join(one.words for one in offered), completions=offered)
    meant = read_search(typed, vocabulary).meant
    return Hint(f"Only: {meant}." if meant else _FIRST)


def _at(typed: str, cursor: int) -> tuple[int, int, str]:
    """The token the cursor stands in or right after: its start, its end, and what of it lies before the cursor."""
    place = max(0, min(cursor, len(typed)))
    for token in TOKEN.finditer(typed):
        if token.start() < place <= token.end():
            return token.start(), token.end(), typed[token.start() : place]
    return place, place, ""


def _values(typed: str, start: int, end: int, name: str, value: str, vocabulary: Vocabulary) -> tuple[Completion, ...]:
    plain = value.strip('"').strip()
    sign = "-" if typed[start : start + 1] == "-" else ""
    if name in DAY_FILTERS:
        day = vocabulary.today
        choices = tuple(Value(words, words) for words in (*_SPANS, f"{day:%Y-%m}", f"{day:%Y}"))
        found = [one for one in choices if one.label.startswith(fold(plain))]
    else:
        found = matching(plain, vocabulary.of(name)) if plain else list(vocabulary.of(name))
        found.sort(key=lambda one: not fold(one.label).startswith(fold(plain)))
    return tuple(_put(typed, start, end, f"{sign}{name}:{one.typed} ", one.typed) for one in found[:MOST])


def _put(typed: str, start: int, end: int, words: str, shown: str) -> Completion:
    after = typed[end:].lstrip(" ") if words.endswith(" ") else typed[end:]
    return Completion(typed[:start] + words + after, start + len(words), shown)


def _is_whole(value: str, offered: tuple[Completion, ...]) -> bool:
    """Whether the value typed is already the only one it can be."""
    return [one.words.strip('"') for one in offered] == [value.strip('"')]


def _takes(name: str, offered: tuple[Completion, ...], vocabulary: Vocabulary) -> str:
    if name in DAY_FILTERS:
        return f"{name}: takes {HOW}; 2026-04..2026-06; >2026-09"
    more = ", …" if len(vocabulary.of(name)) > len(offered) == MOST else ""
    return f"{name}: " + ", ".join(one.words for one in offered) + more
