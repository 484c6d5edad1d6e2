"""Code lists: the field's words as data, each entry with the days it is valid. Entries are ended, never renumbered.

The lists lie in ``resources/lists/*.toml``, one table a list: ``entries`` in order, ``groups`` (a name and its codes)
and ``maps`` (codes to another coding). What a council adds comes from the store and is laid over with ``with_local``.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.paths import resources


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One entry: ``list`` it stands in, ``code`` kept for ever, ``label`` a person reads, ``parent`` code or None.

    ``position`` orders the list from 0. ``valid_from`` and ``valid_to`` are both included; None is without limit.
    ``national`` is false for what national totals leave out. ``note`` is help beside the choice.
    """

    list: str
    code: str
    label: str
    parent: str | None = None
    position: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    national: bool = True
    note: str = ""

    def valid_on(self, day: date) -> bool:
        """Whether it may be chosen for something that happened on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, eq=False)
class CodeList:
    """A list by ``name``: its ``title``, ``entries`` in order, ``groups`` of codes and ``maps`` to other codes."""

    name: str
    title: str
    entries: tuple[CodeEntry, ...]
    groups: Mapping[str, frozenset[str]]
    maps: Mapping[str, Mapping[str, str]]
    _by_code: dict[str, CodeEntry] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {entry.code: entry for entry in self.entries})

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, ended ones included, in order."""
        return tuple(entry.code for entry in self.entries)

    def entry(self, code: str) -> CodeEntry:
        """The entry of a code, ended or not; ``Refused`` when the list has no such code."""
        found = self._by_code.get(code)
        if found is None:
            raise Refused(
                f"The list “{self.title}” has no such code.",
                kept="Nothing was changed.",
                to_do="Choose one of its entries, or add one in Settings, Code lists.",
            )
        return found

    def label(self, code: str | None) -> str:
        """The words for a code; an empty text for None, the code itself when the list does not know it."""
        if code is None:
            return ""
        found = self._by_code.get(code)
        return found.label if found else code

    def valid_on(self, day: date) -> tuple[CodeEntry, ...]:
        """What may be chosen for something that happened on ``day``, in order."""
        return tuple(entry for entry in self.entries if entry.valid_on(day))

    def roots(self) -> tuple[CodeEntry, ...]:
        """The entries without a parent."""
        return tuple(entry for entry in self.entries if entry.parent is None)

    def children(self, code: str) -> tuple[CodeEntry, ...]:
        """The entries below a code."""
        return tuple(entry for entry in self.entries if entry.parent == code)

    def root(self, code: str) -> CodeEntry:
        """The topmost entry above a code, or its own; ``Refused`` for an unknown code."""
        entry = self.entry(code)
        while entry.parent is not None and entry.parent in self._by_code:
            entry = self._by_code[entry.parent]
        return entry

    def in_group(self, code: str | None, group: str) -> bool:
        """Whether a code belongs to a named group; a group the list does not have holds nothing."""
        return code in self.groups.get(group, frozenset())

    def mapped(self, code: str, coding: str) -> str:
        """The code in another coding; what a coding does not mention keeps its own code."""
        return self.maps.get(coding, {}).get(code, code)


@lru_cache(maxsize=1)
def code_lists() -> Mapping[str, CodeList]:
    """Every shipped list by name; read once."""
    found: dict[str, CodeList] = {}
    for path in sorted((resources() / "lists").glob("*.toml")):
        for name, table in tomllib.loads(path.read_text("utf-8")).items():
            if name in found:
                raise ValueError(f"code list {name} stands in two files")
            found[name] = _read_list(name, table)
    return MappingProxyType(found)


def code_list(name: str) -> CodeList:
    """One shipped list; ``KeyError`` when there is none, since names of lists are the program's own."""
    return code_lists()[name]


def label(name: str, code: str | None) -> str:
    """The words for a code of a shipped list; an empty text for None."""
    return code_list(name).label(code)


def with_local(shipped: CodeList, local: Iterable[CodeEntry]) -> CodeList:
    """A list with the council's own entries laid over it.

    A local entry with a shipped code may change label, dates, order, note and national counting, never code or parent.
    Raises ``Refused`` for an entry of another list, one whose last day comes before its first, or an unknown parent.
    """
    merged = {entry.code: entry for entry in shipped.entries}
    for entry in local:
        if entry.list != shipped.name:
            raise Refused("This entry belongs to another list.", kept="Nothing was changed.")
        if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
            raise Refused(
                "An entry cannot end before it begins.", kept="Nothing was changed.", to_do="Correct the two days."
            )
        kept = merged.get(entry.code)
        merged[entry.code] = replace(entry, parent=kept.parent) if kept else entry
    for entry in merged.values():
        if entry.parent is not None and entry.parent not in merged:
            raise Refused("An entry stands under one that does not exist.", kept="Nothing was changed.")
    ordered = tuple(sorted(merged.values(), key=lambda entry: entry.position))
    return CodeList(shipped.name, shipped.title, ordered, shipped.groups, shipped.maps)


def strand_key(code: str) -> str:
    """The report's key of a strand or its sub-code: "race", "religion", "sexual_orientation", "gender" ...

    Gypsy, Roma and Traveller counts under race. ``Refused`` for an unknown code; a council's own strand without a
    key of its own counts as "other".
    """
    strands = code_list("strand")
    return strands.maps["report_key"].get(strands.root(code).code, "other")


def strand_word(code: str) -> str:
    """The word on a strand's tag: "Race" rather than "Race or ethnicity"."""
    strands = code_list("strand")
    return strands.maps["short"].get(code) or strands.label(code)


def national_strands() -> tuple[str, ...]:
    """The codes of the five centrally monitored strands, in order."""
    return tuple(entry.code for entry in code_list("strand").roots() if entry.national)


def police_ethnicity(code: str, *, old: bool = False) -> str:
    """The police 18+1 code of a self-defined ethnicity, or the 16+1 code of older records when ``old``."""
    return code_list("ethnicity").mapped(code, "police_16" if old else "police_18")


def _read_list(name: str, table: Mapping[str, Any]) -> CodeList:
    entries = tuple(CodeEntry(list=name, position=at, **given) for at, given in enumerate(table["entries"]))
    if len({entry.code for entry in entries}) != len(entries):
        raise ValueError(f"code list {name} uses a code twice")
    groups = {group: frozenset(codes) for group, codes in table.get("groups", {}).items()}
    maps = {coding: MappingProxyType(dict(codes)) for coding, codes in table.get("maps", {}).items()}
    return CodeList(name, table["title"], entries, MappingProxyType(groups), MappingProxyType(maps))
