"""The office's words for codes, each list read once per reading."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from hipdesk.model.vocab import code_list, strand_word
from hipdesk.store.queries.settings import labels
from hipdesk.store.work import Reading, Work

_read: WeakKeyDictionary[Reading, dict[str, dict[str, str]]] = WeakKeyDictionary()
"""The lists each snapshot was asked for; work may change them."""


class Words:
    """Labels of the office's code lists; a code its list does not hold reads as itself."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._lists = {} if isinstance(reading, Work) else _read.setdefault(reading, {})

    def of(self, list_name: str, code: str | None) -> str:
        """The office's words for a code; an empty text for none."""
        if not code:
            return ""
        if list_name not in self._lists:
            self._lists[list_name] = labels(self._reading, list_name)
        return self._lists[list_name].get(code, code)

    def all(self, list_name: str, codes: Iterable[str] | None) -> tuple[str, ...]:
        """The words for several codes, in their order."""
        return tuple(self.of(list_name, code) for code in codes or ())

    def strand(self, code: str, sub_code: str | None = None) -> str:
        """The word on a strand's tag, with the word below it: "Race", "Faith: Muslim"."""
        word = strand_word(code) if code in code_list("strand") else self.of("strand", code)
        return f"{word}: {self.of('strand', sub_code)}" if sub_code else word
