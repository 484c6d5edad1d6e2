"""The repeat rule: whether a referral follows an earlier one about the same victim, address or perpetrator.

Bodies define "repeat" differently, so the span is a setting; the default is twelve months back from the received date.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from hipdesk.model.periods import add_months

RepeatKind = Literal["victim", "address", "perpetrator"]
KINDS: tuple[RepeatKind, ...] = get_args(RepeatKind)
DEFAULT_MONTHS = 12
_WORDS: dict[RepeatKind, str] = {
    "victim": "same person affected",
    "address": "same address",
    "perpetrator": "same alleged perpetrator",
}


@dataclass(frozen=True, slots=True)
class EarlierLink:
    """Another referral that shares something with this one: what it shares, its ``reference`` and received day."""

    kind: RepeatKind
    reference: str
    received: date


@dataclass(frozen=True, slots=True)
class RepeatFinding:
    """Whether it is a repeat, which ``kinds`` match, the ``references`` within the span newest first, and why."""

    is_repeat: bool
    kinds: tuple[RepeatKind, ...]
    references: tuple[str, ...]
    since: date
    words: str


def find_repeat(received: date, links: Iterable[EarlierLink], months: int = DEFAULT_MONTHS) -> RepeatFinding:
    """Apply the rule to the links of one referral.

    A link counts when its referral was received from ``months`` before this one's received day up to that day, both
    included; one received later never makes this one a repeat. ``months`` of 0 counts the same day only.
    """
    since = add_months(received, -months)
    earlier = sorted((link for link in links if link.received <= received), key=lambda link: link.reference)
    earlier.sort(key=lambda link: link.received, reverse=True)
    within = [link for link in earlier if link.received >= since]
    kinds = tuple(kind for kind in KINDS if any(link.kind == kind for link in within))
    references = tuple(dict.fromkeys(link.reference for link in within))
    if within:
        words = _repeat_words(within, months)
    elif earlier:
        last = earlier[0]
        words = (
            f"First within {_span(months)}: the last with the {_WORDS[last.kind]} was {last.reference}, "
            f"received {_day(last.received)}."
        )
    else:
        words = "First referral: nothing earlier about this person, address or alleged perpetrator."
    return RepeatFinding(bool(within), kinds, references, since, words)


def _repeat_words(within: list[EarlierLink], months: int) -> str:
    newest = within[0].reference
    shared = [_WORDS[kind] for kind in KINDS if any(e.kind == kind and e.reference == newest for e in within)]
    words = f"Repeat: {_listed(shared)} as {newest}, received {_day(within[0].received)}, within {_span(months)}"
    others = len({link.reference for link in within}) - 1
    if others:
        words += f"; and {others} more" if others > 1 else "; and one more"
    return words + "."


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _span(months: int) -> str:
    return "the same day" if months == 0 else "one month" if months == 1 else f"{months} months"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
