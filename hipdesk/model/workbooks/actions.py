"""Actions as panels write them into one cell: "1. RCH to fit guard (by next HIP) - DONE 12/5".

Each line gives a number, an owner, the wording, when it was due and whether it is done. What a line says is taken off
it only where it was understood; the line as written is always kept.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.days import DayContext, read_day_words
from hipdesk.model.workbooks.grid import folded
from hipdesk.model.workbooks.people import read_name
from hipdesk.model.workbooks.words import word_set

_NUMBERED = re.compile(r"^\s*[(\[]?(\d{1,2})\s*[.):\]\-]+\s*(?=\S)")
_INLINE = re.compile(r"(?:(?<=[\s;,.])|^)(?=\d{1,2}[.)]\s*[A-Za-z])")
_BULLET = re.compile(r"^\s*[-•*·–>]+\s*")
_DONE = re.compile(
    r"[\s\-–—:,;(\[*]*\b(?P<word>done|completed?|actioned|discharged|achieved)\b[\s:.,\-–]*(?:on\s+)?(?P<rest>[^()\[\]]{0,30})[)\]*\s.]*$",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"[\s\-–—:,;(\[*]*\b(?:not\s+(?:yet\s+)?(?:done|complete[d]?)|outstanding|o/s|ongoing|on-going|in progress|"
    r"c/?f|carried forward|tbc|pending|overdue)\b[)\]*\s.]*$",
    re.IGNORECASE,
)
_DUE = re.compile(r"\s*[(\[]\s*(?:by|due|before|deadline:?|for)\s+([^()\[\]]{1,60})[)\]]", re.IGNORECASE)
_DUE_END = re.compile(
    r"[\s,;\-–]+(?:by|due(?:\s+by)?|before)\s+((?:the\s+)?(?:next|end of|\d{1,2}(?:st|nd|rd|th)?\b)[^.;]{0,40})$",
    re.IGNORECASE,
)
_STATE_HINT = re.compile(
    r"done|complet|actioned|discharged|achieved|outstanding|o/s|going|progress|\bc/?f\b|carried|tbc|pending|overdue",
    re.IGNORECASE,
)
_DUE_HINT = re.compile(r"\bby\b|\bdue\b|\bbefore\b|\bdeadline|[(\[]\s*for\b", re.IGNORECASE)
_TO = re.compile(r"^(?P<owner>[^:;()\n]{1,60}?)\s+(?:to|will|are to|is to|shall)\s+(?P<rest>\S.*)$", re.DOTALL)
_COLON = re.compile(r"^(?P<owner>[^:;()\n]{1,40}?)\s*(?::|\s[-–—])\s*(?P<rest>\S.*)$", re.DOTALL)
_LAST = re.compile(r"^(?P<rest>.*\S)\s*[(\[](?P<owner>[^()\[\]]{1,40})[)\]]$", re.DOTALL)
_OWNERS = re.compile(r"\s*(?:/|&|,|\+|\band\b)\s*", re.IGNORECASE)
_WORDS_MOST = 6

KnownOwner = Callable[[str], bool]
"""Whether a spelling is that of an agency."""


class WrittenAction(NamedTuple):
    """One action as written: ``number`` as given or by its place, ``owners`` as spelt (none, one or several),
    ``person`` where the owner is one, ``wording`` without the rest, ``due_words``, and whether it is ``done``."""

    number: int
    owners: tuple[str, ...]
    person: str
    wording: str
    due_words: str
    due: date | None
    done: bool
    done_words: str
    done_on: date | None
    as_written: str


@lru_cache(maxsize=5_000)
def split_actions(words: str) -> tuple[str, ...]:
    """The lines of a cell of actions; a line without a number goes on with the numbered one before it."""
    lines: list[str] = []
    numbered = False
    for line in re.split(r"[\n\r]+", words):
        for piece in _pieces(line):
            starts = bool(_NUMBERED.match(piece) or _BULLET.match(piece))
            if lines and numbered and not starts:
                lines[-1] = f"{lines[-1]} {piece}"
            else:
                lines.append(piece)
            numbered = numbered or bool(_NUMBERED.match(piece))
    return tuple(lines)


def _pieces(line: str) -> list[str]:
    """Numbered actions of one line apart; an unnumbered line is parted at semicolons."""
    numbered = [piece.strip(" ;,") for piece in _INLINE.split(line) if piece.strip(" ;,")]
    if len(numbered) > 1 and _NUMBERED.match(numbered[0]):
        return [one_line(piece) for piece in numbered]
    if _NUMBERED.match(line):
        return [one_line(line)]
    return [one_line(piece) for piece in line.split(";") if piece.strip()]


def read_actions(words: str, is_agency: KnownOwner, near: date | None) -> tuple[WrittenAction, ...]:
    """Every action of a cell. ``near`` is a day before which none was done, for days without a year."""
    return tuple(read_action(line, at, is_agency, near) for at, line in enumerate(split_actions(words), 1))


def read_action(line: str, place: int, is_agency: KnownOwner, near: date | None) -> WrittenAction:
    """One line. ``place`` numbers it, from 1, where it carries no number."""
    written = one_line(line)
    numbered = _NUMBERED.match(written)
    number = int(numbered[1]) if numbered else place
    rest = _BULLET.sub("", written[numbered.end() :] if numbered else written)
    rest, done, done_words, done_on = take_done(rest, near)
    rest, due_words, due = _take_due(rest, near)
    if not done:
        rest, done, done_words, done_on = take_done(rest, near)
    owners, person, wording = take_owner(rest, is_agency)
    return WrittenAction(number, owners, person, wording, due_words, due, done, done_words, done_on, written)


def owners_of(line: str, is_agency: KnownOwner) -> tuple[str, ...]:
    """Only the owners of a line, as spelt: quicker than all of it where they stand in front."""
    numbered = _NUMBERED.match(line)
    found = _TO.match(line[numbered.end() :] if numbered else line)
    owners, person = _owners(found["owner"], is_agency, sure=False) if found else ((), "")
    return owners if owners or person else read_action(line, 1, is_agency, None).owners


@dataclass(frozen=True, slots=True)
class _State:
    """What the end of a line says of its state: ``before`` the words that say it, ``said``, the ``rest`` behind the
    word for done, and whether that word is ``marked`` off or in capitals."""

    before: str
    done: bool
    said: str
    rest: str = ""
    marked: bool = False


@lru_cache(maxsize=5_000)
def _state_of(words: str) -> _State | None:
    """The state a line ends with, if any; a day in it is not read yet."""
    if not _STATE_HINT.search(words):
        return None
    waiting = _NOT_DONE.search(words)
    if waiting and waiting.start() > 0:
        return _State(words[: waiting.start()].strip(), done=False, said=waiting[0].strip(" -–—:,;([])*"))
    found = _DONE.search(words)
    if not found or re.search(r"\b(?:be|is|when|until|once|if|get)\s*$", words[: found.start()], re.IGNORECASE):
        return None
    marked = bool(re.search(r"[\-–—:(\[*]\s*$", words[: found.start("word")])) or found["word"].isupper()
    return _State(words[: found.start()].strip(), True, found["word"], found["rest"].strip(" ."), marked)


def take_done(words: str, near: date | None) -> tuple[str, bool, str, date | None]:
    """The words without their state, whether it is done, the words that said so, and the day."""
    state = _state_of(words)
    if state is None:
        return words, False, "", None
    if not state.done:
        return state.before, False, state.said, None
    day = read_day_words(state.rest, DayContext(near=near, after=True)).day if state.rest else None
    if (state.rest and day is None and not state.marked) or not (state.marked or not state.before or day):
        return words, False, "", None
    return state.before, True, f"{state.said} {state.rest}".strip(), day


@lru_cache(maxsize=5_000)
def _due_of(words: str) -> tuple[str, str, str] | None:
    """The words without when it is due, the words that say so, and those of them that may be a day."""
    if not _DUE_HINT.search(words):
        return None
    found = _DUE.search(words) or _DUE_END.search(words)
    if not found:
        return None
    rest = one_line(words[: found.start()] + " " + words[found.end() :])
    return rest, one_line(found[0].strip(" ()[],;-–")), one_line(found[1])


def _take_due(words: str, near: date | None) -> tuple[str, str, date | None]:
    due = _due_of(words)
    if due is None:
        return words, "", None
    rest, said, inside = due
    return rest, said, read_day_words(inside, DayContext(near=near, after=True)).day


def forget_lines() -> None:
    """Empty the stores of lines that reading filled."""
    for kept in (split_actions, _state_of, _due_of):
        kept.cache_clear()


def take_owner(words: str, is_agency: KnownOwner) -> tuple[tuple[str, ...], str, str]:
    """The owners as spelt, a person who owns it, and the wording; no owner where none stands in front or behind."""
    found = _TO.match(words)
    if found:
        owners, person = _owners(found["owner"], is_agency, sure=False)
        if owners or person:
            return owners, person, found["rest"].strip()
    for pattern in (_COLON, _LAST):
        found = pattern.match(words)
        if found:
            owners, person = _owners(found["owner"], is_agency, sure=True)
            if owners:
                return owners, person, found["rest"].strip()
    return (), "", words.strip()


def _owners(words: str, is_agency: KnownOwner, *, sure: bool) -> tuple[tuple[str, ...], str]:
    """Agencies and a person among the words before "to". ``sure`` wants every one to be a known agency."""
    whole = one_line(words)
    first = folded(whole).split()[:1]
    if folded(whole) in word_set("agencies", "people", "words"):
        return ((), "") if sure else ((), whole)
    if is_agency(whole):
        return (whole,), ""
    if not first or first[0] in word_set("agencies", "verbs", "words") or len(whole.split()) > _WORDS_MOST:
        return (), ""
    pieces = [piece for piece in _OWNERS.split(whole) if piece]
    if all(is_agency(piece) for piece in pieces):
        return tuple(dict.fromkeys(pieces)), ""
    if sure:
        return (), ""
    if read_name(whole).title:
        return (), whole
    if "/" in whole and all(piece[0].isupper() and len(piece.split()) <= 3 for piece in pieces):
        return tuple(dict.fromkeys(pieces)), ""
    known = tuple(piece for piece in pieces if is_agency(piece))
    if known or not whole[0].isalpha() or whole[0].islower():
        return known, ""
    return (whole,), ""
