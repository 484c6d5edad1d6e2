"""The central database as rows: each referral of a case as one row, in the clean form or in a panel's own columns.

A cell is written so that an import by the same matching reads the same from it: spellings the matching knows are used
again, what went to no field stands under its own heading.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hipdesk.model import vocab
from hipdesk.model.listings import ListingColumn, Value
from hipdesk.model.workbooks.fields import KEEP, LEAVE_OUT, TICK, fields_of
from hipdesk.model.workbooks.mapping import Mapping as Matching
from hipdesk.model.workbooks.values import tag_of

REFERENCE = "reference"
_PARTS_OF_NAMES = frozenset({"victim_given", "victim_family", "victim_title", "closed_tick"})
_WIDE = frozenset({"summary", "actions", "outcome", "address"})
_REASONS = {"not_known": "Not known", "not_asked": "Not asked", "declined": "Prefers not to say"}
_BEFORE_DUE = frozenset({"by", "due", "before", "deadline", "for"})
_LISTS = {"incident_type": "incident_type", "sex": "sex", "ethnicity": "ethnicity", "tenure": "tenure",
          "agreement": "agreement"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CentralAction:
    """One action of a case as a line is written from it."""

    owner: str
    person: str
    wording: str
    due: str
    done: bool
    done_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CentralRow:
    """One referral and its case. Codes are codes; ``kept`` pairs a heading with text that went to no field.

    ``strands`` are codes, below a strand where one was told, each with the tag beside it. Hearings, actions, outcome
    and closing stand on the first referral of a case only. ``unanswered`` maps a field of an import to its reason.
    """

    reference: str
    old_reference: str
    received: date
    agency: str
    referrer: str
    victim_name: str
    birth: Value
    sex: str
    ethnicity: str
    ethnicity_words: str
    address: str
    postcode: str
    ward: str
    tenure: str
    tenure_words: str
    landlord: str
    strands: tuple[tuple[str, str], ...]
    incident_types: tuple[str, ...]
    incident_when: Value
    summary: str
    police_reference: str
    perpetrators: tuple[str, ...]
    risk: str
    agreement: str
    agreement_words: str
    hearings: tuple[date, ...]
    actions: tuple[CentralAction, ...]
    outcome: str
    closed: bool
    closed_on: date | None
    repeat: bool | None
    officer: str
    kept: tuple[tuple[str, str], ...]
    unanswered: Mapping[str, str]


class Spellings:
    """How codes are written: as the matching knows them, else by the words of the lists."""

    def __init__(self, matching: Matching | None = None) -> None:
        self._known: dict[tuple[str, str], str] = {}
        for kind, written, codes in matching.values if matching else ():
            if len(codes) == 1:
                tagged = kind == "strand" and "-" not in codes[0]
                self._known.setdefault((kind, codes[0] + (tag_of(written) if tagged else "")), written)

    def strand(self, code: str, tag: str) -> str:
        """The words for a strand: a tag is read from them again, so words that carry one stand for no other."""
        known = self._known.get(("strand", code + tag))
        if known is not None:
            return known
        if tag:
            return tag.replace("_", " ").capitalize()
        return vocab.label("strand", code) if "-" in code else vocab.strand_word(code)

    def of(self, kind: str, code: str) -> str:
        """The words for a code of a kind of value; empty for none."""
        if not code:
            return ""
        known = self._known.get((kind, code))
        if known is not None:
            return known
        return vocab.label(_LISTS[kind], code) if kind in _LISTS else code.replace("_", " ").capitalize()

    def reason(self, kind: str, why: str) -> str:
        """The words for a reason for no answer."""
        return self._known.get((kind, why), _REASONS.get(why, ""))


@dataclass(frozen=True, slots=True)
class CentralColumns:
    """Columns of the database as (heading, target), and how codes are written in them."""

    columns: tuple[tuple[str, str], ...]
    spellings: Spellings

    @property
    def headings(self) -> tuple[ListingColumn, ...]:
        """As a sheet shows them."""
        return tuple(
            ListingColumn(f"{at}", heading, 50 if target in _WIDE else 18)
            for at, (heading, target) in enumerate(self.columns)
        )

    def cells(self, row: CentralRow) -> tuple[Value, ...]:
        """One row of the sheet; what several headings share stands under the first."""
        kept, given, targets = dict(row.kept), set[str](), {target for _, target in self.columns}
        cells: list[Value] = []
        for heading, target in self.columns:
            known = None if target in given else _cell(row, target, targets, self.spellings)
            own = heading.rpartition(" / ")[2]
            cells.append(known if known not in (None, "") else kept.get(heading, kept.get(own)))
            given.add(target)
        return tuple(cells)


def clean_columns() -> CentralColumns:
    """The clean form: every field of an import under its own label."""
    fields = [(field.label, field.name) for field in fields_of("referrals") if field.name not in _PARTS_OF_NAMES]
    return CentralColumns((("Reference", REFERENCE), *fields), Spellings())


def own_columns(matching: Matching) -> CentralColumns:
    """A panel's own columns, in the order of the matching it was imported with; those left out stay empty."""
    found = tuple((heading, target) for role, heading, target in matching.columns if role == "referrals")
    return CentralColumns(found, Spellings(matching))


def _cell(row: CentralRow, target: str, targets: set[str], spelt: Spellings) -> Value:
    if target in (KEEP, LEAVE_OUT):
        return None
    if target.startswith(TICK):
        code = target.removeprefix(TICK)
        return "Yes" if any(vocab.code_list("strand").root(each).code == code for each, _ in row.strands) else None
    written = _WRITTEN[target](row, targets, spelt) if target in _WRITTEN else getattr(row, target)
    why = row.unanswered.get(target)
    return spelt.reason(target, why) if why and written in (None, "") else written


def _agency(row: CentralRow, targets: set[str], _spelt: Spellings) -> Value:
    return f"{row.agency} ({row.referrer})" if row.referrer and "referrer" not in targets else row.agency


def _given(row: CentralRow, _targets: set[str], _spelt: Spellings) -> Value:
    return row.victim_name.rpartition(" ")[0]


def _family(row: CentralRow, _targets: set[str], _spelt: Spellings) -> Value:
    return row.victim_name.rpartition(" ")[2]


def _address(row: CentralRow, targets: set[str], _spelt: Spellings) -> Value:
    apart = "postcode" in targets or row.postcode in row.address
    return row.address if apart else " ".join(part for part in (row.address, row.postcode) if part)


def _tenure(row: CentralRow, targets: set[str], spelt: Spellings) -> Value:
    words = row.tenure_words or spelt.of("tenure", row.tenure)
    return f"{words} - {row.landlord}" if row.landlord and not row.tenure_words and "landlord" not in targets else words


def _strands(row: CentralRow, targets: set[str], spelt: Spellings) -> Value:
    """Strands that have no column of ticks."""
    root = vocab.code_list("strand").root
    told = [each for each in row.strands if "-" in each[0] or each[1] or f"{TICK}{root(each[0]).code}" not in targets]
    return " / ".join(dict.fromkeys(spelt.strand(code, tag) for code, tag in told))


def _actions(row: CentralRow, _targets: set[str], _spelt: Spellings) -> Value:
    return "\n".join(_lines(row.actions))


def _lines(actions: Sequence[CentralAction]) -> Iterator[str]:
    """Actions as panels write them: "1. Housing to fit a guard (by next HIP) - DONE 12/05/2016"."""
    for number, action in enumerate(actions, 1):
        owner = " ".join(part for part in (action.owner, action.person) if part)
        by = "" if action.due.split(" ")[0].casefold() in _BEFORE_DUE else "by "
        due = f" ({by}{action.due})" if action.due else ""
        day = f" {action.done_on:%d/%m/%Y}" if action.done_on else ""
        done = f" - DONE{day}" if action.done else ""
        yield f"{number}. {f'{owner} to ' if owner else ''}{action.wording}{due}{done}"


def _yes_no(answer: bool | None) -> str:
    return "" if answer is None else "Yes" if answer else "No"


_WRITTEN: Mapping[str, Callable[[CentralRow, set[str], Spellings], Value]] = {
    REFERENCE: lambda row, _targets, _spelt: row.reference,
    "old_reference": lambda row, targets, _spelt: row.old_reference or ("" if REFERENCE in targets else row.reference),
    "agency": _agency,
    "victim_given": _given,
    "victim_family": _family,
    "victim_title": lambda _row, _targets, _spelt: None,
    "sex": lambda row, _targets, spelt: spelt.of("sex", row.sex),
    "ethnicity": lambda row, _targets, spelt: row.ethnicity_words or spelt.of("ethnicity", row.ethnicity),
    "address": _address,
    "tenure": _tenure,
    "strand": _strands,
    "incident_type": lambda row, _targets, spelt: " / ".join(
        dict.fromkeys(spelt.of("incident_type", code) for code in row.incident_types)
    ),
    "perpetrator": lambda row, _targets, _spelt: "; ".join(row.perpetrators),
    "risk": lambda row, _targets, spelt: spelt.of("risk", row.risk),
    "agreement": lambda row, _targets, spelt: row.agreement_words or spelt.of("agreement", row.agreement),
    "hearings": lambda row, _targets, _spelt: "; ".join(f"{day:%d/%m/%Y}" for day in row.hearings),
    "actions": _actions,
    "status": lambda row, _targets, spelt: spelt.of("status", "closed" if row.closed else "open"),
    "closed_tick": lambda row, _targets, _spelt: _yes_no(row.closed),
    "repeat": lambda row, _targets, _spelt: _yes_no(row.repeat),
}
