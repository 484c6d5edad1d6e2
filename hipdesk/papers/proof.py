"""The proof: a finished paper is read back in the press and searched for everything that should be gone.

It shows that nothing the record knows of a masked person is left, wherever in the file it could hide; what stands in
a picture of evidence it cannot read.
"""

import hashlib
from collections.abc import Sequence

from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.redaction.proof import Proof, ProofHit
from hipdesk.model.redaction.scan import Scanner
from hipdesk.papers.press import Press, PressFailed

_JOB = "hipdesk.papers.proof_jobs:search"


def prove(press: Press, content: bytes, gone: Scanner, marking: str, progress: Progress = SILENT) -> Proof:
    """Read an unencrypted PDF, Word document or workbook back and search it for the terms of ``gone``, and every page
    for its marking.

    Raises what ``Press.run`` raises: a paper that cannot be read back is not proved.
    """
    found = press.run(
        _JOB,
        progress=progress,
        content=content,
        marking=marking,
        terms=[[t.key, t.label, t.kind, t.rule, list(t.joints), t.sounds] for t in gone.terms],
        shown=sorted(gone.shown),
        small=gone.small,
    )
    if not isinstance(found, list) or len(found) != 3:
        raise PressFailed("no proof came back")
    pages, unmarked, hits = found
    return Proof(
        hashlib.sha256(content).hexdigest(), int(pages), tuple(int(page) for page in unmarked), tuple(map(_hit, hits))
    )


def _hit(told: Sequence[object]) -> ProofHit:
    key, where, words, around, label, kind = (str(part) for part in told)
    return ProofHit(key, where, words, around, label, kind)
