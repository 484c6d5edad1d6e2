"""What is settled for new referrals before they are written: references, repeats, and the days that were meetings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hipdesk.model.folding import fold_name
from hipdesk.model.imports import SHARED_BY, received_on
from hipdesk.model.periods import start_year, year_label
from hipdesk.model.repeats import EarlierLink, RepeatKind, find_repeat
from hipdesk.model.workbooks.proposals import ProposedReferral
from hipdesk.services.importing.referrals import Placed
from hipdesk.services.told.people import home_key

_REMEMBERED = 4
Victim = tuple[str, date | None, str | None, date, str]


@dataclass(slots=True)
class RepeatFinder:
    """Applies the repeat rule to referrals in order of receipt: the same home, or the same name and birth."""

    months: int
    _earlier: dict[tuple[str, str], list[tuple[date, str]]] = field(default_factory=dict)

    def remember(self, victims: Iterable[Victim]) -> None:
        """Take in people affected of earlier referrals."""
        for folded, born, home, received, reference in victims:
            self._note(_keys(folded, born, home or ""), received, reference)

    def find(self, referral: ProposedReferral, received: date, reference: str, home: str) -> tuple[bool, str]:
        """Whether a referral repeats an earlier one, and why; the workbook's own word goes before the rule."""
        born = referral.victim.born.exact if referral.victim.born else None
        keys = _keys(fold_name(referral.victim.name), born, home)
        links = [
            EarlierLink(kind, before, day) for kind, key in keys for day, before in self._earlier.get((kind, key), ())
        ]
        self._note(keys, received, reference)
        if not links:
            return bool(referral.repeat), ""
        found = find_repeat(received, links, self.months)
        return (found.is_repeat if referral.repeat is None else referral.repeat), found.words

    def _note(self, keys: Sequence[tuple[RepeatKind, str]], received: date, reference: str) -> None:
        for key in keys:
            members = self._earlier.setdefault(key, [])
            members.append((received, reference))
            if len(members) > _REMEMBERED:
                del members[0]


def _keys(folded: str, born: date | None, home: str) -> list[tuple[RepeatKind, str]]:
    keys: list[tuple[RepeatKind, str]] = []
    if folded and born:
        keys.append(("victim", f"{folded}|{born.isoformat()}"))
    if home:
        keys.append(("address", home))
    return keys


class Numbers:
    """Gives out references of the year each referral was received in, after the last one given out."""

    def __init__(self, prefix: str, last: Mapping[str, int]) -> None:
        self._prefix = prefix
        self.last = dict(last)

    @staticmethod
    def series(prefix: str, received: date) -> str:
        """The series of a day: "HIP/2016-17"."""
        return f"{prefix}/{year_label(start_year(received, 'financial'), 'financial')}"

    def next(self, received: date) -> str:
        """The next reference."""
        series = self.series(self._prefix, received)
        self.last[series] += 1
        return f"{series}/{self.last[series]:04d}"


def in_order(referrals: Iterable[ProposedReferral], otherwise: date) -> list[tuple[date, ProposedReferral]]:
    """Referrals with the day each counts as received, in that order; the file's order within a day."""
    return sorted(((received_on(each, otherwise), each) for each in referrals), key=lambda pair: pair[0])


def place(
    ordered: Iterable[tuple[date, ProposedReferral]], numbers: Numbers, repeats: RepeatFinder, batch_id: str
) -> Iterator[Placed]:
    """Give each referral its reference and say whether it repeats an earlier one."""
    for received, referral in ordered:
        reference = numbers.next(received)
        home = home_key(referral.address, referral.postcode) if referral.address or referral.postcode else ""
        repeat, reason = repeats.find(referral, received, reference, home if referral.address else "")
        source = referral.source
        yield Placed(referral, reference, received, repeat, reason, f"{batch_id}:{source.sheet}:{source.row}", home)


def shared_days(new: Iterable[ProposedReferral], heard_before: Mapping[date, int]) -> list[date]:
    """Days on which at least three cases were heard, those of the record counted too; in order."""
    counts = Counter(day for each in new for day in each.hearings)
    return sorted(day for day, many in counts.items() if many + heard_before.get(day, 0) >= SHARED_BY)
