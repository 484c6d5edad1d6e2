"""The one way out: whatever leaves the vault for others is proved here first, from the window and the command line.

``Desk.save_paper`` calls ``prove_paper`` by itself. Whoever hands out a paper another way (prints it, attaches it to an
e-mail) calls ``Desk.prove_paper`` with the same bytes first; whoever has a file that is no paper of the catalogue (a
workbook of figures) calls ``prove_file``. Both raise ``Unproved``, or ``Undecided`` for narratives nobody looked
through; packs are proved as they are made (``papers.packing``).
"""

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.redaction.audiences import Audience
from hipdesk.model.redaction.proof import Proof, Undecided, Unproved
from hipdesk.model.settings import OfficeSettings
from hipdesk.papers.catalogue import PUBLIC_MARKING, PaperKind, PaperOptions, paper_kind
from hipdesk.papers.listing_gate import look_at
from hipdesk.papers.loading.frames import OFFICE_COPY
from hipdesk.papers.loading.gone import Speaks, addressee, gone_for
from hipdesk.papers.loading.masking import case_audience
from hipdesk.papers.press import Press
from hipdesk.papers.proof import prove
from hipdesk.services.custody import Custody
from hipdesk.services.letters import case_letter, victim_of
from hipdesk.services.redaction import undecided_in
from hipdesk.services.settings import setting
from hipdesk.store.queries.returns import cases_on
from hipdesk.store.work import Reading


class Made(Protocol):
    """A paper of the catalogue as bytes: ``paper`` its id, ``marking`` its own where it is not the office's."""

    @property
    def paper(self) -> str: ...

    @property
    def content(self) -> bytes: ...

    @property
    def marking(self) -> str: ...


def prove_paper(
    custody: Custody,
    press: Press,
    made: Made,
    options: PaperOptions,
    recipient: str = OFFICE_COPY.recipient,
    passed: Iterable[str] = (),
    progress: Progress = SILENT,
) -> Proof:
    """Prove an unencrypted paper of the catalogue, PDF or Word, for whom its kind and options say it is.

    ``passed`` are keys of hits an officer let stand. Raises ``Unproved`` with what was found; ``Undecided`` when it
    goes to somebody else than the office and prints narratives nobody looked through; ``Refused`` for a paper about a
    case its recipient is kept out of.
    """
    kind = paper_kind(made.paper)
    with custody.records.read(custody.actor, progress) as reading:
        speaks = _speaks(reading, kind, options, recipient)
        audience = case_audience(reading, options.subject_id) if kind.audience == "pack" else kind.audience
        gone = gone_for(reading, audience, speaks)
        if kind.narratives and recipient != OFFICE_COPY.recipient:
            _refuse_undecided(reading, kind, speaks, gone.cases)
        own = made.marking or kind.marking
        marking = (own or setting(reading, OfficeSettings).marking) if kind.structure == "ua-1" else ""
    return _held(prove(press, made.content, gone.scanner, marking, progress), passed)


def prove_file(
    custody: Custody,
    press: Press,
    content: bytes,
    audience: Audience,
    speaks: Speaks,
    passed: Iterable[str] = (),
    progress: Progress = SILENT,
    marking: str = "",
) -> Proof:
    """Prove an unencrypted PDF, Word document or workbook for an audience; ``speaks`` says what it may be about.

    For figures and public reports: ``prove_file(custody, press, content, "public", Speaks(period="2026-27 Q2"))``.
    ``marking`` is its own where it is not the office's.
    Raises ``Unproved`` with what was found.
    """
    with custody.records.read(custody.actor, progress) as reading:
        gone = gone_for(reading, audience, speaks)
        marking = marking or setting(reading, OfficeSettings).marking
    return _held(prove(press, content, gone.scanner, marking, progress), passed)


def prove_figures(
    custody: Custody,
    press: Press,
    content: bytes,
    period: str,
    version: Literal["panel", "public"] = "panel",
    passed: Iterable[str] = (),
    progress: Progress = SILENT,
) -> Proof:
    """Prove a workbook of a period's figures: marked on every sheet, nothing in it that runs or hides, and nobody of
    the period named in any part.
    """
    look_at(press, content, "", progress)
    audience: Audience = "public" if version == "public" else "agenda"
    marking = PUBLIC_MARKING if version == "public" else ""
    return prove_file(custody, press, content, audience, Speaks(period=period), passed, progress, marking)


def _refuse_undecided(reading: Reading, kind: PaperKind, speaks: Speaks, case_ids: Sequence[str]) -> None:
    """Raises ``Undecided`` when words of what a paper prints of these cases look like names and nobody decided on them:
    all narratives of the cases it is about, and of those that only its log of actions tells of, the actions.
    """
    about = {*speaks.case_ids, *(cases_on(reading, speaks.meeting_id) if speaks.meeting_id else ())}
    left = undecided_in(reading, [key for key in case_ids if key in about], kind.narratives)
    left |= undecided_in(reading, [key for key in case_ids if key not in about], "actions")
    if left:
        raise Undecided(left)


def _held(proof: Proof, passed: Iterable[str]) -> Proof:
    keys = tuple(passed)
    if not proof.holds(keys):
        raise Unproved(proof, keys)
    return proof


def _speaks(reading: Reading, kind: PaperKind, options: PaperOptions, recipient: str) -> Speaks:
    """What a paper of a kind is about, as its options say."""
    case_id = options.case_id if kind.about == "case" else ""
    referral_id = options.referral_id if kind.about == "referral" else ""
    subject_id, to = options.subject_id, addressee(reading, kind.id, case_id, referral_id, options.letter.to)
    if kind.audience == "subject":
        person = victim_of(case_letter(reading, case_id), options.letter.person_id)
        subject_id, to = person.person_id, (person.name,)
    return Speaks(
        case_ids=(case_id,) if case_id else (),
        meeting_id=options.meeting_id if kind.about == "meeting" else "",
        referral_id=referral_id,
        agency_id=options.agency_id,
        period=options.period if kind.about == "period" else "",
        actions=kind.actions,
        subject_id=subject_id,
        recipient=recipient,
        to=to,
    )
