"""Lists and the central database on their way out: cut and masked for whom they go to, then proved on the bytes.

Who keeps them in the office gets them as they are. For anybody else rows of restricted cases and of cases the
recipient is kept out of stay behind, and what may not be said of a case's people is replaced in its rows. The proof
reads the finished workbook back: marked on every sheet, nothing in it that runs or hides, and in each row nothing of
its own case that should be gone.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.folding import fold
from hipdesk.model.listings import Listing, Value
from hipdesk.model.redaction.audiences import Audience
from hipdesk.model.redaction.proof import Proof, ProofHit, Unproved
from hipdesk.model.redaction.scan import Scanner
from hipdesk.model.redaction.terms import open_phrases
from hipdesk.model.redaction.tokens import key_of
from hipdesk.papers.loading.frames import OFFICE_COPY
from hipdesk.papers.loading.gone import printed_in_reports
from hipdesk.papers.loading.masking import Mask, hidden_in
from hipdesk.papers.press import Press, PressFailed
from hipdesk.services.custody import Custody
from hipdesk.store.queries.agencies import agency_called
from hipdesk.store.queries.leaving import cases_of_referrals, names_by_case, restricted_cases, unaware_cases
from hipdesk.store.queries.redaction import names_at_work
from hipdesk.store.queries.returns import cases_kept_from
from hipdesk.store.work import Reading

_JOB = "hipdesk.papers.proof_sheets:look_at_workbook"
_AROUND = 40
_A_STEP = 200
NOT_AWARE = "NOT AWARE: the person affected does not know of this referral. Do not contact them."


@dataclass(frozen=True, slots=True)
class LeavingListing:
    """A list as it goes to somebody: cut and masked; what its proof looks for by case, and what it lost."""

    listing: Listing
    audience: Audience
    gone: Mapping[str, Scanner]
    names: Mapping[str, frozenset[str]]
    left_out: int


def cut_listing(custody: Custody, listing: Listing, recipient: str, progress: Progress = SILENT) -> LeavingListing:
    """``cut_for`` on a snapshot of its own."""
    with custody.records.read(custody.actor, progress) as reading:
        return cut_for(reading, listing, recipient)


def cut_for(reading: Reading, listing: Listing, recipient: str) -> LeavingListing:
    """A list for a recipient. Lists go by reference and initials; of the central database the office keeps all."""
    if listing.of in ("referrals", "all_referrals"):
        cases = cases_of_referrals(reading)
        listing = replace(listing, about=tuple(cases.get(key, key) for key in listing.about))
    audience: Audience = "agenda"
    if listing.of == "central":
        audience = "full" if recipient in ("", OFFICE_COPY.recipient) else "pack"
    out = _left_out(reading, recipient) if recipient not in ("", OFFICE_COPY.recipient) else frozenset[str]()
    kept = [at for at, case_id in enumerate(listing.about) if case_id not in out]
    cut = replace(listing, rows=tuple(listing.rows[at] for at in kept), about=tuple(listing.about[at] for at in kept))
    free = _free(cut, audience)
    gone: dict[str, Scanner] = {}
    if free:
        for done, case_id in enumerate(dict.fromkeys(filter(None, cut.about))):
            if done % _A_STEP == 0:
                reading.progress.step(done, len(cut.rows), "Looking what may not be said")
            gone[case_id] = hidden_in(reading, case_id, audience)
    names = {} if free or audience == "full" else _names(reading, cut)
    return LeavingListing(_masked(reading, cut, free, gone), audience, gone, names, len(listing.rows) - len(kept))


def _left_out(reading: Reading, recipient: str) -> frozenset[str]:
    agency = agency_called(reading, recipient)
    return restricted_cases(reading) | (cases_kept_from(reading, agency) if agency else frozenset())


def _free(listing: Listing, audience: Audience) -> tuple[int, ...]:
    """The columns people write into freely: those of a list, every one of the central database for others."""
    if listing.of == "central":
        return () if audience == "full" else tuple(range(len(listing.columns)))
    return tuple(at for at, column in enumerate(listing.columns) if column.free)


def _names(reading: Reading, listing: Listing) -> dict[str, frozenset[str]]:
    """By case the words of its people's names, but those an office prints anyway: of agencies, wards and lists."""
    usual = {word for words in (*names_at_work(reading), *printed_in_reports(reading)) for word in fold(words).split()}
    told = names_by_case(reading)
    return {
        case_id: frozenset(word for name in told.get(case_id, ()) for word in fold(name).split()) - usual
        for case_id in filter(None, listing.about)
    }


def _masked(reading: Reading, listing: Listing, free: Sequence[int], gone: Mapping[str, Scanner]) -> Listing:
    if not free:
        return listing
    usual = open_phrases(names_at_work(reading))
    masks = {case_id: Mask(scanner, usual) for case_id, scanner in gone.items()}
    unaware = unaware_cases(reading) if listing.of == "central" else frozenset()
    flagged = next((at for at in free if listing.columns[at].title == "Summary"), free[0])
    rows = []
    for case_id, row in zip(listing.about, listing.rows, strict=True):
        mask = masks.get(case_id)
        cells: list[Value] = [
            mask.over(value) if mask is not None and at in free and isinstance(value, str) else value
            for at, value in enumerate(row)
        ]
        if case_id in unaware:
            cells[flagged] = f"{NOT_AWARE} {cells[flagged] or ''}".strip()
        rows.append(tuple(cells))
    return replace(listing, rows=tuple(rows))


def prove_listing(
    custody: Custody, press: Press, content: bytes, leaving: LeavingListing, passed: Iterable[str] = (),
    progress: Progress = SILENT,
) -> Proof:  # fmt: skip
    """Prove a list as it was written. Refused for what no workbook of ours holds; ``Unproved`` for what is found."""
    listing = leaving.listing
    sheets, unmarked, rows = look_at(press, content, listing.marking, progress)
    with custody.records.read(custody.actor, progress) as reading:
        usual = open_phrases([*names_at_work(reading), *printed_in_reports(reading)])
    gone = {case_id: Mask(scanner, usual).scanner for case_id, scanner in leaving.gone.items()}
    hits = {hit.key: hit for hit in _hits(leaving, rows[1:], gone)}
    proof = Proof(hashlib.sha256(content).hexdigest(), sheets, tuple(unmarked), tuple(hits.values()))
    keys = tuple(passed)
    if not proof.holds(keys):
        raise Unproved(proof, keys)
    return proof


def look_at(
    press: Press, content: bytes, marking: str, progress: Progress = SILENT
) -> tuple[int, list[int], list[list[str]]]:
    """How many sheets a workbook has, those without their marking, and the rows of the first. Refused for one with
    anything in it that none of ours holds.
    """
    told = press.run(_JOB, progress=progress, content=content, marking=marking)
    if not isinstance(told, list) or len(told) != 4:
        raise PressFailed("no proof came back")
    faults, sheets, unmarked, rows = told
    _refuse_unfit(faults)
    return int(sheets), [int(at) for at in unmarked], rows


def _refuse_unfit(faults: Sequence[str]) -> None:
    if faults:
        raise Refused(
            f"This workbook is not proved: it holds {', '.join(faults)}.", kept="Nothing left the vault.",
            to_do="Try again; if it is said again, tell whoever looks after this program.",
        )  # fmt: skip


def _hits(leaving: LeavingListing, rows: Sequence[Sequence[str]], gone: Mapping[str, Scanner]) -> Iterator[ProofHit]:
    about = leaving.listing.about
    if len(rows) != len(leaving.listing.rows):
        raise PressFailed("rows were lost")
    for number, (case_id, cells) in enumerate(zip(about, rows, strict=True), 2):
        text = " | ".join(cells)
        scanner = gone.get(case_id)
        if scanner is not None:
            for hit in scanner.hits(text):
                if hit.term.label:
                    yield _hit(number, text, hit.start, hit.end, hit.term.label, hit.term.kind)
        for word in leaving.names.get(case_id, frozenset()) & set(fold(text).split()):
            start = max(fold(text).find(word), 0)
            yield _hit(number, text, start, start + len(word), "A person", "name")


def _hit(number: int, text: str, start: int, end: int, label: str, kind: str) -> ProofHit:
    words = " ".join(text[start:end].split())
    around = " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
    key = hashlib.sha256(f"row|{label}|{kind}|{key_of(words)}|{key_of(around)}".encode()).hexdigest()
    return ProofHit(key, f"Row {number}", words, around, label, kind)
