"""The register of papers that left the program: the recipe of each, never its bytes."""

import hashlib
from collections.abc import Mapping

from hipdesk.kernel.errors import Refused
from hipdesk.model.agency_standing import agreement_told
from hipdesk.model.audit import fingerprint
from hipdesk.model.issuing import OFFICE, UNKNOWN_COPY, CopyOut, Unconfirmed
from hipdesk.model.redaction.proof import Proof
from hipdesk.model.sending import Mailed
from hipdesk.model.users import Right
from hipdesk.services.redaction import keep_address_labels
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import audit
from hipdesk.store.queries.agencies import agency_called
from hipdesk.store.queries.packs import disclosed_people, ground_of, last_number
from hipdesk.store.queries.returns import cases_kept_from, cases_on
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.panels import MeetingRow
from hipdesk.store.tables.papers import DisclosureRow, IssuedPaperRow
from hipdesk.store.work import Reading, Work

_NOTHING = "Nothing was written."


@writes(Right.MAKE_PAPERS, "paper.saved")
def note_saved_paper(
    work: Work,
    paper: str,
    subject_kind: str,
    subject_id: str,
    content: bytes,
    recipient: str,
    *,
    encrypted: bool = False,
    proof: Proof | None = None,
    passes: Mapping[str, str] | None = None,
    mailed: Mailed | None = None,
    copy: CopyOut = UNKNOWN_COPY,
) -> str:
    """Record that a paper was saved outside the vault: which, about what, for whom, its SHA-256, and what its proof
    said: the hits that stand, each with the reason it was passed for. ``mailed`` when it went into an e-mail: its
    password is kept for the call list. ``copy`` says its number and of whom it tells: for anybody but the office, each
    person has a disclosure entry. Raises what ``see_copy`` does, and Refused for a number given meanwhile.
    """
    agency_id = see_copy(work, recipient, copy)
    if copy.numbered and recipient != OFFICE and copy.number < next_copy(work, paper, subject_id):
        raise Refused(
            f"Copy {copy.number} was given meanwhile.", kept="Nothing was written.", to_do="Save it once more."
        )
    own = {hit.key: (passes or {})[hit.key] for hit in proof.hits if hit.key in (passes or {})} if proof else {}
    row = IssuedPaperRow(
        paper=paper, subject_kind=subject_kind, subject_id=subject_id, version="1.0",
        copy_number=copy.number, copies=copy.of, recipient=recipient, agency_id=agency_id,
        made_at=work.now, made_by=work.actor.holder_id,
        sha256=hashlib.sha256(content).hexdigest(), encrypted=encrypted, fingerprint=fingerprint(audit.head(work)),
        recipe=_told(copy) | _proved(proof, own) | _mailed(mailed),
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    if recipient != OFFICE and copy.tells:
        _disclose(work, row, copy)
    if subject_kind in ("case", "meeting"):
        keep_address_labels(work, [subject_id] if subject_kind == "case" else cases_on(work, subject_id))
    work.record("paper.saved", "issued_paper", row.id, values={"paper": paper, "subject": subject_id, "passes": own})
    return row.id


@reads(Right.MAKE_PAPERS)
def see_copy(reading: Reading, recipient: str, copy: CopyOut) -> str | None:
    """The agency that gets a copy, None for anybody else.

    Refused, as a pack would be, for an agency whose sharing agreement does not hold, where the paper tells of people,
    and for one kept out of a case it tells of. Raises Unconfirmed for a paper that tells of anybody and a recipient who
    is no agency of the record.
    """
    if recipient == OFFICE:
        return None
    agency_id = agency_called(reading, recipient) or copy.written_to
    if not agency_id:
        if copy.tells and not copy.confirmed:
            raise Unconfirmed(copy.title, recipient, len(copy.case_ids))
        return None
    agency = reading.find(AgencyRow, agency_id)
    stops, _warns = agreement_told(agency.agreement_signed, agency.agreement_expires_on, reading.today)
    if stops and copy.tells == "people":
        told = copy.title[:1].lower() + copy.title[1:]
        raise Refused(f"{recipient} gets no {told}: {stops}", kept=_NOTHING, to_do="Leave it out, or settle that.")
    if cases_kept_from(reading, agency_id).intersection(copy.case_ids):
        raise Refused(
            f"The paper for {recipient} holds a case it may not have.", kept=_NOTHING,
            to_do="Make it for that agency: the case is then left out.",
        )  # fmt: skip
    return agency_id


@reads(Right.MAKE_PAPERS)
def next_copy(reading: Reading, paper: str, subject_id: str) -> int:
    """The first number never given to a copy of a paper that left the office; the office's own is not counted."""
    return last_number(reading, paper, subject_id, OFFICE) + 1


def _told(copy: CopyOut) -> dict[str, object]:
    """What the register keeps of whom a copy tells of."""
    if not copy.tells:
        return {}
    return {"cases": list(copy.case_ids), "subject": copy.subject_id, "confirmed": copy.confirmed}


def _disclose(work: Work, row: IssuedPaperRow, copy: CopyOut) -> None:
    """An entry for every person a copy tells of; one for somebody alone tells of nobody else."""
    held = work.find(MeetingRow, row.subject_id).held_on if row.subject_kind == "meeting" else None
    day = f" of {held.day} {held:%B} {held.year}" if held else ""
    for case_id in copy.case_ids:
        ground = ground_of(work, case_id)
        people = disclosed_people(work, case_id)
        for person_id in [copy.subject_id] if copy.subject_id else people:
            work.session.add(
                DisclosureRow(
                    person_id=person_id, case_id=case_id, issued_paper_id=row.id, recipient=row.recipient,
                    on_day=work.today, what=f"{copy.title}{day}, copy {copy.number}", ground=ground,
                )
            )  # fmt: skip


def _mailed(mailed: Mailed | None) -> dict[str, object]:
    """What the call list needs of an e-mail."""
    if mailed is None:
        return {}
    to = {"person": mailed.to.person, "phone": mailed.to.phone}
    return {"mailed": {"title": mailed.title, **to, "password": mailed.password}}


def _proved(proof: Proof | None, passes: Mapping[str, str]) -> dict[str, object]:
    """What the register keeps of a proof."""
    if proof is None:
        return {}
    told = {"pages": proof.pages, "hits": len(proof.hits)}
    return {"plain_sha256": proof.sha256, "pages": proof.pages, "proof": told, "passes": dict(passes)}
