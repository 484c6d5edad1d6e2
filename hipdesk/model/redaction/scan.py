"""Where a text says what it may not: exact in every spelling of case, accent, spacing and line end, and by sound."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from hipdesk.model.redaction import calendar_words
from hipdesk.model.redaction.handles import widened
from hipdesk.model.redaction.likeness import (
    LOWER_FROM,
    a_letter_apart,
    begins_sentence,
    is_usual,
    likenesses,
    own_words,
    spelt_alike,
    without_figures,
)
from hipdesk.model.redaction.streets import bare, stands, ways_of
from hipdesk.model.redaction.terms import Term, ordinary_initials, ordinary_words
from hipdesk.model.redaction.tokens import Token, folded_runs, tokens

SHORTEST_HIDDEN = 4
"""Where nobody reads, shorter words and those only spelt nearly so are chance."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found from ``start`` to ``end`` of the text; ``near``: only spelt or sounding like it."""

    start: int
    end: int
    term: Term
    near: bool = False


class _Index:
    """Terms by what a text is compared with, word after word."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.exact: dict[str, list[Term]] = defaultdict(list)
        self.alike: dict[str, list[Term]] = defaultdict(list)
        self.streets: dict[str, list[Term]] = defaultdict(list)
        # A name beats what may stand whole; that beats the rest: an agency may be called as a street is.
        for term in sorted(terms, key=lambda each: {"name": 0, "marked": 0, "open": 1}.get(each.kind, 2)):
            if term.rule == "street":
                for key in _heads(term):
                    self.streets[key].append(term)
                continue
            self.exact[term.key].append(term)
            if term.sounds:
                for key in likenesses(term.key):
                    self.alike[key].append(term)
        self.begun = {key[:length] for key in self.exact for length in range(1, len(key) + 1)}
        held = [term for term in terms if term.kind != "open" and len(term.key) >= SHORTEST_HIDDEN]
        self.held: dict[str, list[frozenset[int]]] = defaultdict(list)
        for term in held:
            self.held[term.key].append(frozenset(term.joints if term.rule == "parts" else ()))


class Scanner:
    """Looks for the same terms in many texts. ``shown`` are keys that may be said: no misspellings.

    ``small``: a word of six letters or more that is spelt nearly so counts without a capital too. ``finished``: what
    is looked through is a finished paper, where the program's own words are no misspellings.
    """

    def __init__(
        self, terms: Iterable[Term], shown: Iterable[str] = (), *, small: bool = True, finished: bool = False
    ) -> None:
        self.terms = tuple(terms)
        self.shown = frozenset(shown)
        self.small = small
        self.finished = finished
        self._near: dict[str, Term | None] = {}
        self._headed: dict[str, tuple[Term, ...]] = {}

    @cached_property
    def letters(self) -> dict[str, set[str]]:
        """What the names of each label begin with, as small letters."""
        found: dict[str, set[str]] = defaultdict(set)
        for term in self.terms:
            if term.kind == "name":
                found[term.label].update(part[0] for part in term.parts)
        return found

    @cached_property
    def _index(self) -> _Index:
        return _Index(self.terms)

    def hits(self, text: str) -> list[Hit]:
        """What is found, in order, none overlapping another; of two at one place the longer."""
        if not self.terms or not text or not self._index.exact:
            return []
        found: list[Hit] = []
        runs = tokens(text)
        at = 0
        while at < len(runs):
            hit, many = self._at(text, runs, at)
            if hit is not None and hit.term.kind != "open":
                found.append(hit)
            at += many
        return found

    def may_hold(self, text: str) -> bool:
        """Whether ``hits`` may find a term of ``SHORTEST_HIDDEN`` signs or more exactly as it is spelt: False is sure.

        Ten times as quick, for the many texts of a file that nobody reads.
        """
        if not self.terms or not text:
            return False
        words = folded_runs(text)
        held, begun = self._index.held, self._index.begun
        if not held.keys().isdisjoint(words) and any(not joints for word in words for joints in held.get(word, ())):
            return True
        pairs = itertools.pairwise(words)
        starts = [at for at, (word, after) in enumerate(pairs) if word in begun and word + after in begun]
        return any(self._may_begin(words, at) for at in starts)

    def _may_begin(self, words: Sequence[str], at: int) -> bool:
        """Whether a term held may begin at a word and go on."""
        key = ""
        joints: set[int] = set()
        for place in range(at, len(words)):
            key += words[place]
            if key not in self._index.begun:
                return False
            if any(needed <= joints for needed in self._index.held.get(key, ())):
                return True
            joints.add(len(key))
        return False

    def _at(self, text: str, runs: Sequence[Token], at: int) -> tuple[Hit | None, int]:
        index = self._index
        key, best, many = "", None, 1
        for count in range(1, len(runs) - at + 1):
            key += runs[at + count - 1].word
            if key not in index.begun:
                break
            known = index.exact.get(key)
            if known is None:
                continue
            span = runs[at : at + count]
            term = next((each for each in known if _fits(each, text, span)), None)
            if term is not None:
                best, many = Hit(span[0].start, span[-1].end, term), count
        if best is None and index.streets:
            best, many = self._street(text, runs, at)
        if best is None:
            best, many = self._figured(runs, at)
        if best is None:
            near = self._like(text, runs[at])
            if near is not None:
                best = Hit(runs[at].start, runs[at].end, near, near=True)
        return best, many

    def _street(self, text: str, runs: Sequence[Token], at: int) -> tuple[Hit | None, int]:
        """A street of a home nearly as it is spelt, beside its kind or after the number of the house."""
        numbered = runs[at].word.isdigit()
        if at + 1 >= len(runs):
            return None, 1
        head = runs[at + 1] if numbered else runs[at]
        if head.word not in self._headed:
            found = {term: None for key in likenesses(bare(head.word)) for term in self._index.streets.get(key, ())}
            self._headed[head.word] = tuple(found)
        best, many = None, 1
        usual = is_usual(head.word)
        for term in self._headed[head.word]:
            parts = term.parts
            another = usual and not numbered and bare(head.word) != bare(parts[0])
            if another or parts[0].isdigit() != numbered:
                continue
            words = [run.word for run in runs[at : at + 2 * len(parts)]]
            count = stands(parts, words, beside_number=head.capital and not usual)
            if count > many and not any("\n\n" in text[a.end : b.start] for a, b in _pairs(runs[at : at + count])):
                best, many = Hit(runs[at].start, runs[at + count - 1].end, term, near=True), count
        return best, many

    def _figured(self, runs: Sequence[Token], at: int) -> tuple[Hit | None, int]:
        """A name with figures for some of its letters: Z0fia."""
        many = 1
        while at + many < len(runs) and runs[at + many].start == runs[at + many - 1].end:
            many += 1
        if many > 1 and (not at or runs[at - 1].end < runs[at].start):
            for word in without_figures("".join(run.word for run in runs[at : at + many])):
                meant = [term for term in self._index.exact.get(word, ()) if term.kind == "name"]
                near = meant[0] if meant else self._looked_up(word) if len(word) > SHORTEST_HIDDEN else None
                if near is not None:
                    return Hit(runs[at].start, runs[at + many - 1].end, near, near=True), many
        return None, 1

    def _like(self, text: str, token: Token) -> Term | None:
        if not token.capital and (not self.small or len(token.word) < LOWER_FROM):
            return None
        if token.word not in self._near:
            self._near[token.word] = self._looked_up(token.word)
        term = self._near[token.word]
        if term is None or (self.finished and token.word in own_words()):
            return None
        if term.rule == "capital" and (not token.capital or is_usual(token.word)):
            return None
        # A usual word is a name misspelt only where nothing but a name bears a capital.
        names_only = token.capital and not text[token.start : token.end].isupper()
        if is_usual(token.word) and (not names_only or begins_sentence(text, token.start)):
            return None
        return term

    def unclear(self, text: str) -> list[tuple[int, int]]:
        """Words that may be names and are not counted as such: a month, a verb, a usual word that begins a sentence."""
        found = []
        for token in tokens(text) if self.terms else ():
            named = any(term.kind == "name" for term in self._index.exact.get(token.word, ()))
            if named and token.capital and token.word in calendar_words.WORDS:
                if calendar_words.use(token.word, text, token.start, token.end) == "unclear":
                    found.append((token.start, token.end))
            elif token.capital and is_usual(token.word) and self._like(text, token) is None:
                near = self._near.get(token.word)
                if near is not None and near.rule != "capital":
                    found.append((token.start, token.end))
        return found

    def _looked_up(self, word: str) -> Term | None:
        if len(word) < 4 or word.isdigit() or word in ordinary_words() or word in self.shown:
            return None
        found = {term: None for key in likenesses(word) for term in self._index.alike.get(key, ())}
        alike = [
            term
            for term in found
            if spelt_alike(word, term.key) and (term.rule != "capital" or a_letter_apart(word, term.key))
        ]
        return min(alike, key=lambda term: term.rule == "capital", default=None)


def together(scanners: Iterable[Scanner], open_phrases: Iterable[Term] = ()) -> Scanner:
    """One scanner for a paper on several cases: what may be said in one of them is no secret in another.

    ``open_phrases`` may stand whole. Among the names of many people some are nearly an ordinary word: there only a
    capital makes a misspelling.
    """
    every = tuple(scanners)
    shown = frozenset(key for scanner in every for key in scanner.shown)
    terms = {term: None for scanner in every for term in scanner.terms if not _is_said(term, shown)}
    return Scanner([*terms, *open_phrases], shown, small=len(every) < 2)


def said_as_initials(key: str) -> str:
    """How ``shown`` holds initials that may be said: a name of the same letters stays a secret."""
    return f"{key}."


def _is_said(term: Term, shown: frozenset[str]) -> bool:
    if term.kind == "marked":
        return False
    return term.key in shown or (term.rule == "initials" and said_as_initials(term.key) in shown)


def _heads(term: Term) -> frozenset[str]:
    """What the first own word of a street shares with words spelt nearly so."""
    own = term.parts[1] if term.parts[0].isdigit() else term.parts[0]
    return frozenset(key for way in ways_of(own) for key in likenesses(bare(way)))


def _fits(term: Term, text: str, span: Sequence[Token]) -> bool:
    """Whether the runs are written and parted as the term allows."""
    places, at = [], 0
    for token in span[:-1]:
        at += len(token.word)
        places.append(at)
    if term.rule == "loose":
        return True
    if term.rule == "initials":
        written = text[span[0].start : span[-1].end]
        if len(span) < 2 and term.key in ordinary_initials():
            return False
        return written == written.upper() and not any("\n" in text[a.end : b.start] for a, b in _pairs(span))
    if term.rule == "parts":
        return tuple(places) == term.joints and not any("\n\n" in text[a.end : b.start] for a, b in _pairs(span))
    if term.rule == "capital" and not span[0].capital:
        return False
    if len(span) == 1 and term.kind == "name" and term.key in calendar_words.WORDS:
        return calendar_words.use(term.key, text, span[0].start, span[0].end) == "name"
    spelled_out = len(span) > 2 and all(len(token.word) == 1 for token in span)
    return spelled_out or all(
        place in term.joints or token.parted for place, token in zip(places, span[1:], strict=True)
    )


def _pairs(span: Sequence[Token]) -> list[tuple[Token, Token]]:
    return list(itertools.pairwise(span))


def masked(text: str, scanner: Scanner) -> str:
    """The text with the label of each term in its place, and of what goes with a name; nothing else is changed."""
    out, at = [], 0
    for hit in scanner.hits(text):
        start, end = hit.start, hit.end
        if start < at:
            continue
        if hit.term.kind == "name":
            start, end = widened(text, start, end, scanner.letters[hit.term.label], at)
        out += [text[at:start], hit.term.label]
        at = end
    return "".join([*out, text[at:]])
