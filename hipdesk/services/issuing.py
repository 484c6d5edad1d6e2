"""The register of papers that left the program: the recipe of each, never its bytes."""

import hashlib
from collections.abc import Mapping

from hipdesk.model.audit import fingerprint
from hipdesk.model.redaction.proof import Proof
from hipdesk.model.sending import Mailed
from hipdesk.model.users import Right
from hipdesk.services.redaction import keep_address_labels
from hipdesk.services.registry import writes
from hipdesk.store.queries import audit
from hipdesk.store.queries.returns import cases_on
from hipdesk.store.tables.papers import IssuedPaperRow
from hipdesk.store.work import Work


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
) -> str:
    """Record that a paper was saved outside the vault: which, about what, for whom, its SHA-256, and what its proof
    said: the hits that stand, each with the reason it was passed for. ``mailed`` when it went into an e-mail: its
    password is kept for the call list.
    """
    own = {hit.key: (passes or {})[hit.key] for hit in proof.hits if hit.key in (passes or {})} if proof else {}
    row = IssuedPaperRow(
        paper=paper, subject_kind=subject_kind, subject_id=subject_id, version="1.0", copy_number=1, copies=1,
        recipient=recipient, agency_id=None, made_at=work.now, made_by=work.actor.holder_id,
        sha256=hashlib.sha256(content).hexdigest(), encrypted=encrypted, fingerprint=fingerprint(audit.head(work)),
        recipe=_proved(proof, own) | _mailed(mailed),
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    if subject_kind in ("case", "meeting"):
        keep_address_labels(work, [subject_id] if subject_kind == "case" else cases_on(work, subject_id))
    work.record("paper.saved", "issued_paper", row.id, values={"paper": paper, "subject": subject_id, "passes": own})
    return row.id


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
