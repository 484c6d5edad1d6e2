"""Every agency one import knows: from the list of contacts, the office's register and the answers; and the rest.

The book resolves a spelling the same way while a plan is guessed and while referrals are built from it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from hipdesk.kernel.text import one_line
from hipdesk.model.workbooks.agencies import Clusters, join, longest_first, split_source
from hipdesk.model.workbooks.grid import folded
from hipdesk.model.workbooks.people import read_name
from hipdesk.model.workbooks.plan import AgencyMatch, AgencyOrigin, Plan
from hipdesk.model.workbooks.values import answer_of
from hipdesk.model.workbooks.words import word_set

_OWNERS = re.compile(r"\s*(?:[/&,+;\n]|\band\b)\s*", re.IGNORECASE)


class AgencyBook:
    """Known agencies and settled spellings of one plan, with what was already resolved kept for speed."""

    def __init__(self, contacts: Sequence[str], register: Sequence[str], settled: Iterable[AgencyMatch]) -> None:
        self._settled: dict[str, AgencyMatch] = {folded(match.written): match for match in settled}
        answered = [match.name for match in self._settled.values() if match.settled_by != "guess" and match.name]
        self._contacts = set(contacts)
        self._register = set(register)
        self.known: tuple[str, ...] = tuple(dict.fromkeys([*contacts, *register, *answered]))
        self._clusters = Clusters()
        self._found: dict[str, AgencyMatch] = {}
        self._strange: set[str] = set()
        self._sources: dict[str, tuple[str, str]] = {}
        for match in self._settled.values():
            if match.origin == "provisional" and match.name and match.name not in self._clusters.names:
                self._clusters.names.append(match.name)

    def resolve(self, spelling: str) -> AgencyMatch:
        """The agency of a spelling; one that joins nothing is a provisional agency of its own."""
        key = folded(spelling)
        if key in self._settled:
            return self._settled[key]
        if key not in self._found:
            self._found[key] = self._join(spelling)
        return self._found[key]

    def is_known(self, spelling: str) -> bool:
        """Whether a spelling is settled or joins a known agency."""
        key = folded(spelling)
        if key in self._settled:
            return True
        if key in self._strange:
            return False
        if key not in self._found:
            found = join(spelling, self.known)
            if not found.name:
                self._strange.add(key)
                return False
            self._found[key] = self._match(spelling, found.name, found.confidence)
        return self._found[key].origin != "provisional"

    def source(self, words: str) -> tuple[str, str]:
        """The agency's spelling and the person beside it in a cell such as "RCH (Janet)"."""
        if words not in self._sources:
            if folded(words) in self._settled:
                self._sources[words] = (one_line(words), "")
            else:
                found = split_source(words, self.known)
                self._sources[words] = (found.spelling, found.person)
        return self._sources[words]

    def owners(self, words: str) -> tuple[tuple[str, ...], str]:
        """The owners named in a cell of their own: spellings of agencies, and a person who is none."""
        whole = one_line(words)
        if not whole or answer_of(whole):
            return (), ""
        if folded(whole) in word_set("agencies", "people", "words"):
            return (), whole
        if not self.is_known(whole):
            spelling, person = self.source(whole)
            if person:
                return (spelling,), person
            pieces = [piece for piece in _OWNERS.split(whole) if piece]
            if len(pieces) > 1 and (all(self.is_known(piece) for piece in pieces) or "/" in whole):
                return tuple(dict.fromkeys(pieces)), ""
            if read_name(whole).title:
                return (), whole
        return (whole,), ""

    def _join(self, spelling: str) -> AgencyMatch:
        found = join(spelling, self.known)
        if found.name:
            return self._match(spelling, found.name, found.confidence)
        placed = self._clusters.place(spelling)
        return AgencyMatch(one_line(spelling), 0, placed.name, placed.confidence, "provisional")

    def _match(self, spelling: str, name: str, confidence: int) -> AgencyMatch:
        origin: AgencyOrigin = (
            "contacts" if name in self._contacts else "register" if name in self._register else "answer"
        )
        return AgencyMatch(one_line(spelling), 0, name, confidence, origin)


def book_of(plan: Plan) -> AgencyBook:
    """The book of a plan, with every spelling the plan lists."""
    contacts = list(dict.fromkeys(contact.agency for contact in plan.contacts))
    return AgencyBook(contacts, plan.register, plan.agencies)


def match_spellings(book: AgencyBook, counted: Mapping[str, int]) -> tuple[AgencyMatch, ...]:
    """Every spelling resolved, full names first so that their initials join them, then the most frequent."""
    shown: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for written, count in counted.items():
        shown.setdefault(folded(written), written)
        counts[folded(written)] += count
    found = {}
    for written in longest_first(shown.values()):
        match = book.resolve(written)
        found[folded(written)] = AgencyMatch(
            written, counts[folded(written)], match.name, match.confidence, match.origin, match.settled_by
        )
    return tuple(sorted(found.values(), key=lambda match: (-match.count, match.written)))
