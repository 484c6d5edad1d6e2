"""Keys and digests of rows, so that the same workbook brings nothing twice and a later copy shows what changed."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from hipdesk.model.folding import fold, fold_name

_BETWEEN_FIGURES = re.compile(r"(?<=\d)[^a-z0-9]+(?=\d)")
_OTHERS = re.compile(r"[^a-z0-9/]+")
_RUNS = re.compile(r"[a-z]+|[0-9]+")
_BARE_NUMBER = re.compile(r"^\d{1,4}$")


def reference_key(reference: str) -> str:
    """A reference as compared: folded; between figures any sign is a stroke, elsewhere none counts."""
    return _OTHERS.sub("", _BETWEEN_FIGURES.sub("/", fold(reference))).strip("/")


def loose_key(reference: str) -> tuple[str, ...]:
    """A reference by its letters and numbers only, numbers without leading zeros: "NB/004" and "nb 4" are the same."""
    runs: list[str] = _RUNS.findall(fold(reference))
    return tuple(run.lstrip("0") or "0" if run[0].isdecimal() else run for run in runs)


def digest_of(parts: Iterable[str]) -> str:
    """SHA-256 in hex over pieces of text, each kept apart from the next."""
    return hashlib.sha256("\x1e".join(parts).encode("utf-8", "replace")).hexdigest()


def identity_of(received: str, name: str, birth: str, happened: str) -> str:
    """Sixteen signs that tell one row from another of the same reference, from what seldom changes in a later copy."""
    return digest_of([received, fold_name(name), birth, happened])[:16]


class Key(NamedTuple):
    """A row's ``key``; the ``base`` it shares with rows of the same reference; whether one stood ``before`` it."""

    key: str
    base: str
    before: bool


@dataclass(slots=True)
class Keys:
    """The keys given so far in one workbook."""

    given: Counter[str] = field(default_factory=Counter)

    def key(self, reference: str, identity_of_row: Callable[[], str]) -> Key:
        """A key of its own for a row; its identity is asked for only where it is needed.

        A reference by itself is the key. A bare number ("12") starts again every year, so it needs the row's identity
        too; a reference that stands again takes it as well; where both are the same, the times it occurred.
        """
        plain = reference_key(reference)
        bare = not plain or _BARE_NUMBER.match(plain) is not None
        base = f"row:{plain}:{identity_of_row()}" if bare else f"ref:{plain}"
        before = self.given[base] > 0
        self.given[base] += 1
        wanted = f"{base}:{identity_of_row()}" if before and not bare else base
        if wanted != base:
            self.given[wanted] += 1
        times = self.given[wanted]
        return Key(wanted if times == 1 else f"{wanted}:{times}", base, before)
