"""What may be typed into the search beside words: filters such as ``status:open`` or ``ward:"Bow East"``, read here.

Reading is pure and never raises: whatever cannot be read is told in words, with near spellings, and left out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process

from hipdesk.model.cases.flags import LONG_WORDS
from hipdesk.model.folding import fold
from hipdesk.model.periods import Basis
from hipdesk.model.search_days import HOW, Days, read_days

TOKEN = re.compile(r"""(?P<no>-?)(?P<name>[^\W\d_]+):(?!//)(?P<value>"[^"]*"?|[^\s"]*)|(?P<word>\S+)""")
_NEAR = 60
_SOME = 6


@dataclass(frozen=True, slots=True)
class Value:
    """What a filter may hold: its code, how it is typed and read, and other spellings that are taken for it."""

    code: str
    label: str
    spellings: tuple[str, ...] = ()

    @property
    def typed(self) -> str:
        """As it stands after the colon: in quotes when it has a space."""
        return f'"{self.label}"' if " " in self.label else self.label


def _values(*pairs: str) -> tuple[Value, ...]:
    """ "code=label|other spelling"; the label alone when it is the code."""
    found = []
    for pair in pairs:
        code, _equals, rest = pair.partition("=")
        label, *others = (rest or code).split("|")
        found.append(Value(code, label, tuple(others)))
    return tuple(found)


STATUS = _values(
    "open", "closed", "listed", "heard", "monitoring=monitoring|monitored", "reopened", "received",
    "awaiting_information=awaiting|awaiting information", "accepted", "declined", "redirected", "withdrawn",
    "duplicate", "in_progress=started|in progress", "completed=done|completed", "carried_forward=carried",
    "not_done=not-done|not done", "superseded",
)  # fmt: skip
RISK = _values("high", "medium", "standard")
KINDS = _values(
    "case", "referral", "person=person|people", "note", "incident", "action", "meeting", "minutes=minutes|discussion",
    "return=information|agency information|return", "agency", "document=document|attachment|file",
)  # fmt: skip
FACTS = (
    *(Value(code, code.replace("_", "-"), (words,)) for code, words in LONG_WORDS.items()),
    *_values("repeat", "urgent", "late=late|overdue", "actions=actions|action", "document=document|file"),
)
DAY_FILTERS: Mapping[str, str] = {
    "received": "received",
    "heard": "heard",
    "closed": "closed",
    "due": "action due",
    "next": "next hearing",
}
EVERY = ("status", "strand", "risk", "ward", "agency", "lead", "has", "is", "type", *DAY_FILTERS)
"""The names of all filters, as they are offered."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What filters may hold in this vault: strands, wards and agencies are the office's own."""

    strands: tuple[Value, ...] = ()
    wards: tuple[Value, ...] = ()
    agencies: tuple[Value, ...] = ()
    today: date = date(2000, 1, 1)
    basis: Basis = "financial"

    def of(self, name: str) -> tuple[Value, ...]:
        """The values of a filter; none for one that takes days."""
        fixed = {"status": STATUS, "risk": RISK, "type": KINDS, "is": FACTS, "has": FACTS}
        own = {"strand": self.strands, "ward": self.wards, "agency": self.agencies, "lead": self.agencies}
        return fixed.get(name) or own.get(name, ())


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter as read: codes (any of them), or days; ``excluded`` turns it round."""

    name: str
    codes: tuple[str, ...] = ()
    days: Days = field(default_factory=Days)
    excluded: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, as read: the words to be found, the filters, and what could not be read, in sentences."""

    words: str
    filters: tuple[Filter, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record wanted; none given means all."""
        return frozenset(code for one in self.filters if one.name == "type" and not one.excluded for code in one.codes)

    @property
    def unwanted(self) -> frozenset[str]:
        """The kinds of record ruled out by ``-type:``."""
        return frozenset(code for one in self.filters if one.name == "type" and one.excluded for code in one.codes)

    @property
    def narrowing(self) -> tuple[Filter, ...]:
        """The filters beside those that choose kinds of record."""
        return tuple(one for one in self.filters if one.name != "type")

    @property
    def meant(self) -> str:
        """How the filters were read: "status open; received 1 April to 30 June 2026"."""
        return "; ".join(one.words for one in self.filters)


def read_search(typed: str, vocabulary: Vocabulary) -> Asked:
    """Part what was typed into words and filters; any text can be read, and nothing is raised.

    A filter without a value is still being typed and says nothing. Filters of one name hold any of their values; those
    of ``is`` and ``has``, and of different names, hold together.
    """
    words: list[str] = []
    found: list[Filter] = []
    problems: list[str] = []
    for token in TOKEN.finditer(typed):
        name = token["name"]
        if name is None:
            words.append(token["word"])
            continue
        value = token["value"].strip('"').strip()
        wanted = _name_of(name)
        if wanted is None:
            problems.append(_no_such_filter(name))
        elif value:
            read = _read_value(wanted, value, vocabulary, excluded=bool(token["no"]))
            if isinstance(read, Filter):
                found.append(read)
            else:
                problems.append(read)
    trailing = " " if typed[-1:].isspace() and words else ""
    return Asked(" ".join(words) + trailing, _together(found), tuple(dict.fromkeys(problems)))


def _name_of(typed: str) -> str | None:
    folded = fold(typed)
    return folded if folded in EVERY else None


def _read_value(name: str, value: str, vocabulary: Vocabulary, *, excluded: bool) -> Filter | str:
    sign = "not " if excluded else ""
    if name in DAY_FILTERS:
        days = read_days(value, vocabulary.today, vocabulary.basis)
        if days is None:
            return f"“{value}” is no day that can be read. After {name}: comes {HOW}."
        return Filter(name, days=days, excluded=excluded, words=f"{sign}{DAY_FILTERS[name]} {days.words}")
    matched = matching(value, vocabulary.of(name))
    if not matched:
        return _no_such_value(name, value, vocabulary.of(name))
    told = " or ".join(one.label for one in matched[:3])
    return Filter(name, tuple(one.code for one in matched), excluded=excluded, words=f"{sign}{name} {told}")


def matching(typed: str, values: Iterable[Value]) -> list[Value]:
    """The values meant by what was typed: the very one, else all whose words begin so."""
    folded = fold(typed.replace("-", " ").replace("_", " "))
    if not folded:
        return []
    every = [(one, _spellings(one)) for one in values]
    exact = [one for one, spellings in every if folded in spellings]
    if exact:
        return exact
    parts = folded.split()
    return [one for one, spellings in every if any(_begins(parts, spelling) for spelling in spellings)]


def _begins(parts: list[str], spelling: str) -> bool:
    words = spelling.split()
    return all(any(word.startswith(part) for word in words) for part in parts)


def _spellings(value: Value) -> tuple[str, ...]:
    return tuple(fold(name.replace("-", " ").replace("_", " ")) for name in (value.code, value.label, *value.spellings))


def _no_such_filter(typed: str) -> str:
    near = [found[0] for found in process.extract(fold(typed), EVERY, scorer=fuzz.ratio, limit=2, score_cutoff=_NEAR)]
    if near:
        return f"There is no filter “{typed}:”. Did you mean {' or '.join(f'{name}:' for name in near)}?"
    return f"There is no filter “{typed}:”. There are {' '.join(f'{name}:' for name in EVERY)}"


def _no_such_value(name: str, typed: str, values: tuple[Value, ...]) -> str:
    labels = {fold(one.label): one.typed for one in values}
    near = [
        labels[found[0]]
        for found in process.extract(fold(typed), list(labels), scorer=fuzz.WRatio, limit=3, score_cutoff=_NEAR)
    ]
    if near:
        return f"{name}: has no “{typed}”. Did you mean {' or '.join(near)}?"
    some = ", ".join(one.typed for one in values[:_SOME])
    more = ", …" if len(values) > _SOME else ""
    return f"{name}: has no “{typed}”. " + (f"It takes {some}{more}." if some else "This vault has none yet.")


def _together(found: list[Filter]) -> tuple[Filter, ...]:
    """Filters of one name as one that holds any of their values; facts and days stay apart."""
    merged: dict[object, Filter] = {}
    for at, one in enumerate(found):
        alone = one.name in ("is", "has") or one.name in DAY_FILTERS
        key: object = at if alone else (one.name, one.excluded)
        before = merged.get(key)
        if before is not None:
            label = one.words.removeprefix("not ").removeprefix(f"{one.name} ")
            codes = tuple(dict.fromkeys((*before.codes, *one.codes)))
            one = Filter(one.name, codes, excluded=one.excluded, words=f"{before.words} or {label}")
        merged[key] = one
    return tuple(merged.values())
