"""Making packs: each loaded, set, proved and encrypted in memory; one that fails is named, and the rest are made."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hipdesk.kernel import files
from hipdesk.kernel.errors import HipDeskError, Stopped
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.panels.packs import IssuedCopy, PackPlan, Recipient
from hipdesk.model.redaction.proof import Proof, ProofHit
from hipdesk.model.redaction.scan import Scanner
from hipdesk.model.redaction.tokens import key_of
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.users import Right
from hipdesk.papers.encryption import encrypted
from hipdesk.papers.loading.evidence import ReadFile, odd_evidence
from hipdesk.papers.loading.frames import PANEL_HANDLING, Copy
from hipdesk.papers.loading.masking import case_audience
from hipdesk.papers.loading.pack import (
    FailedPaper,
    gone_from,
    load_cases,
    load_pack,
    words_of_evidence,
)
from hipdesk.papers.loading.pack_front import FrontGone, FrontPart, FrontsGone, front_parts
from hipdesk.papers.mailing import Event, calendar, mail_draft, pack_mail_body
from hipdesk.papers.pack import PackPaper
from hipdesk.papers.press import Press
from hipdesk.papers.produce import Produced, produce, produce_noted
from hipdesk.papers.proof import prove
from hipdesk.papers.wording import full_day, listed
from hipdesk.services.custody import Custody
from hipdesk.services.meetings import meeting_card
from hipdesk.services.packs import copies_to_write, new_password, pack_plan
from hipdesk.services.settings import setting
from hipdesk.store.queries.attachments import attachment_row, blob_of
from hipdesk.store.work import Reading


@dataclass(frozen=True, slots=True)
class PackOrder:
    """Packs wanted: of which meeting, for which agencies; ``supplement``: only what is new to each since its copy.

    ``initials`` instead of names; None as the office has it. ``again``: only copies that are in the register and whose
    files were never written, each under its own number.
    """

    meeting_id: str
    agency_ids: tuple[str, ...]
    initials: bool | None = None
    supplement: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class MadePack:
    """One pack ready to go: its encrypted bytes, the unencrypted ones to look at, and what the register will say."""

    copy: IssuedCopy
    email: str
    phone: str
    file_name: str
    plain: bytes
    content: bytes
    note: str = ""
    """One sentence when an office's own template was set aside for the shipped one."""


@dataclass(frozen=True, slots=True)
class MadePacks:
    """What was made, and what could not be; ``again``: files of copies that are in the register already."""

    plan: PackPlan
    packs: tuple[MadePack, ...]
    failed: tuple[FailedPaper, ...]
    again: bool = False
    odd: tuple[str, ...] = ()
    """A sentence for each file of evidence that is not what its name says."""
    not_printed: tuple[str, ...] = ()
    """A sentence for each case with evidence that is in no pack, or not whole."""

    @property
    def hits(self) -> tuple[ProofHit, ...]:
        """What the proofs found, each once, whichever copies it stands in."""
        return tuple({hit.key: hit for pack in self.packs for hit in pack.copy.proof.hits}.values())


@dataclass(frozen=True, slots=True)
class DraftPack:
    """A pack loaded and not yet set: its paper, what must not be in it or its front, and the words on its evidence."""

    recipient: Recipient
    paper: PackPaper
    gone: Scanner
    words: str
    front: FrontGone


@dataclass(frozen=True, slots=True)
class DraftPacks:
    """Packs loaded from one snapshot."""

    plan: PackPlan
    packs: tuple[DraftPack, ...]
    failed: tuple[FailedPaper, ...]
    initials: bool = False
    odd: tuple[str, ...] = ()


def make_packs(custody: Custody, order: PackOrder, press: Press, progress: Progress = SILENT) -> MadePacks:
    """Make packs of an open vault; nothing is written. Raises Stopped when cancelled."""
    with custody.records.read(custody.actor, progress) as reading:
        # Over this very snapshot: another reading would end it.
        def read_file(key: str) -> bytes:
            return custody.vault.attachments.read_all(blob_of(attachment_row(reading, key)))

        drafts = draft_packs(reading, order, press, read_file)
    return set_packs(drafts, order, press, progress)


def draft_packs(reading: Reading, order: PackOrder, press: Press, read_file: ReadFile) -> DraftPacks:
    """Load the packs of an order: recipients that may have none are told, with the reason."""
    plan = pack_plan(reading, order.meeting_id)
    wanted = [each for each in plan.recipients if each.agency_id in order.agency_ids]
    numbers = copies_to_write(reading, order.meeting_id, supplement=order.supplement) if order.again else {}
    if order.again:
        wanted = [each for each in wanted if each.agency_id in numbers]
    failed = [FailedPaper(each.agency, " ".join(each.blocks)) for each in wanted if each.blocks]
    wanted = [each for each in wanted if not each.blocks]
    if order.supplement:
        failed += [FailedPaper(each.agency, "Nothing is new for it.") for each in wanted if not each.new]
        wanted = [each for each in wanted if each.new]
    initials = case_audience(reading) == "initials" if order.initials is None else order.initials
    papers = load_cases(reading, plan, wanted, press, read_file, initials=initials)
    fronts = FrontsGone(reading, plan, papers.audience)
    packs = []
    for place, each in enumerate(wanted):
        reading.progress.check()
        number = (plan.next_copy + place, plan.next_copy + len(wanted) - 1)
        copy = Copy(each.agency, *numbers.get(each.agency_id, number))
        paper = load_pack(reading, plan, each, papers, copy, supplement=order.supplement)
        front = fronts.of(each.agency_id)
        gone = gone_from(reading, each, papers, front.minutes if paper.minutes else None)
        packs.append(DraftPack(each, paper, gone, words_of_evidence(papers, paper), front))
    odd = odd_evidence(reading, {case.id: case for each in wanted for case in each.cases}.values())
    return DraftPacks(plan, tuple(packs), (*failed, *papers.failed), initials, tuple(odd))


def set_packs(drafts: DraftPacks, order: PackOrder, press: Press, progress: Progress = SILENT) -> MadePacks:
    """Set, prove and encrypt each; a case whose paper cannot be set is left out of all, and named."""
    made: list[MadePack] = []
    failed = list(drafts.failed)
    broken: dict[str, FailedPaper] = {}
    fronts = _FrontProofs(press, progress)
    total = len(drafts.packs)
    for place, draft in enumerate(drafts.packs):
        progress.step(place, total, f"Setting the pack for {draft.recipient.agency}")
        try:
            paper, set_pack = _set(draft.paper, press, progress, broken)
            content = set_pack.content
            proof = prove(press, content, draft.gone, paper.frame.marking, progress)
            found = _once((*proof.hits, *fronts.hits(draft), *_evidence_hits(draft)))
            pack = _made(replace(draft, paper=paper), content, replace(proof, hits=found), order, drafts)
            made.append(replace(pack, note=set_pack.note))
        except Stopped:
            raise
        except HipDeskError as error:
            failed.append(FailedPaper(draft.recipient.agency, error.what))
    progress.step(total, total)
    return MadePacks(drafts.plan, tuple(made), (*failed, *broken.values()), order.again, drafts.odd, _left_out(drafts))


def _left_out(drafts: DraftPacks) -> tuple[str, ...]:
    """What the packs say of evidence they do not hold, each case once."""
    cases = {case.case_id: case for draft in drafts.packs for case in draft.paper.cases if case.not_printed}
    return tuple(
        f"{case.paper.reference}: held by the office, not printed: {listed(list(case.not_printed))}."
        for case in cases.values()
    )


def _set(
    paper: PackPaper, press: Press, progress: Progress, broken: dict[str, FailedPaper]
) -> tuple[PackPaper, Produced]:
    """The pack as it was set. When it cannot be set its cases are tried alone, and those that fail are left out."""
    paper = _without(paper, broken)
    try:
        return paper, produce_noted(paper, press, progress=progress)
    except Stopped:
        raise
    except HipDeskError:
        found = dict(_failing(paper, press, progress))
        if not found:
            raise
        broken.update(found)
    paper = _without(paper, broken)
    return paper, produce_noted(paper, press, progress=progress)


def _failing(paper: PackPaper, press: Press, progress: Progress) -> Iterator[tuple[str, FailedPaper]]:
    for case in paper.cases:
        try:
            produce(replace(paper, minutes=None, log=None, cases=(case,)), press, progress=progress)
        except Stopped:
            raise
        except HipDeskError as error:
            yield case.case_id, FailedPaper(f"Case {case.paper.reference}", error.what)


def _without(paper: PackPaper, broken: dict[str, FailedPaper]) -> PackPaper:
    out = [case for case in paper.cases if case.case_id in broken]
    if not out:
        return paper
    kept = tuple(case for case in paper.cases if case.case_id not in broken)
    return replace(paper, cases=kept, to_come=(*paper.to_come, *(case.paper.reference for case in out)))


class _FrontProofs:
    """Proves the fronts of packs, each set alone: one that is the same for several recipients once."""

    def __init__(self, press: Press, progress: Progress) -> None:
        self._press, self._progress = press, progress
        self._known: list[tuple[FrontPart, tuple[ProofHit, ...]]] = []

    def hits(self, draft: DraftPack) -> Iterator[ProofHit]:
        """What was found in the front of a pack."""
        for part in front_parts(draft.paper, draft.front):
            yield from self._of(part)

    def _of(self, part: FrontPart) -> tuple[ProofHit, ...]:
        found = next(
            (hits for known, hits in self._known if known.gone is part.gone and known.paper == part.paper), None
        )
        if found is None:
            content = produce(part.paper, self._press, progress=self._progress)
            proof = prove(self._press, content, part.gone, part.paper.frame.marking, self._progress)
            found = tuple(replace(hit, where=f"{part.name}, {hit.where}") for hit in proof.hits)
            self._known.append((part, found))
        return found


def _evidence_hits(draft: DraftPack) -> Iterator[ProofHit]:
    """What is read on the pages of evidence: they cannot be masked, only left out or passed."""
    for hit in draft.gone.hits(draft.words):
        said = " ".join(draft.words[hit.start : hit.end].split())
        around = " ".join(draft.words[max(0, hit.start - 40) : hit.end + 40].split())
        key = hashlib.sha256(f"evidence|{hit.term.label}|{key_of(around)}".encode()).hexdigest()
        yield ProofHit(key, "A page of evidence", said, around, hit.term.label, hit.term.kind)


def _once(hits: Iterable[ProofHit]) -> tuple[ProofHit, ...]:
    """Each hit once, where it was found first: what stands in the front was found in the whole pack too."""
    found: dict[str, ProofHit] = {}
    for hit in hits:
        found.setdefault(hit.key, hit)
    return tuple(found.values())


def _made(draft: DraftPack, plain: bytes, proof: Proof, order: PackOrder, drafts: DraftPacks) -> MadePack:
    to, frame = draft.recipient, draft.paper.frame
    password = new_password()
    content = encrypted(plain, password)
    copy = IssuedCopy(
        agency_id=to.agency_id, recipient=to.agency, person=to.person, copy_number=frame.copy_number or 1,
        copies=frame.copies or 1, case_ids=tuple(case.case_id for case in draft.paper.cases), pages=proof.pages,
        sha256=hashlib.sha256(content).hexdigest(), proof=proof, fingerprint=frame.fingerprint, password=password,
        since=draft.paper.since, initials=drafts.initials,
    )  # fmt: skip
    kind = "Supplement" if order.supplement else "Panel papers"
    name = f"{kind} {draft.paper.meeting_day:%Y-%m-%d} copy {copy.copy_number:02d}.pdf"
    return MadePack(copy, to.email, to.phone, name, plain, content)


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A ready e-mail with its file name."""

    file_name: str
    content: bytes


def mail_drafts(reading: Reading, made: MadePacks) -> tuple[MailDraft, ...]:
    """One unsent e-mail per pack, its encrypted file attached; no name in the subject, no password anywhere."""
    office = setting(reading, OfficeSettings)
    day = full_day(made.plan.held_on)
    sender = "\n".join(part for part in (office.officer_name, office.panel_name, office.phone) if part)
    return tuple(
        MailDraft(
            pack.file_name.removesuffix(".pdf") + ".eml",
            mail_draft(
                to=pack.email,
                subject=f"{'Supplement' if pack.copy.since else 'Panel papers'}, {day}, copy {pack.copy.copy_number}",
                body=pack_mail_body(day, f"copy {pack.copy.copy_number}", PANEL_HANDLING, sender),
                file_name=pack.file_name,
                content=pack.content,
                marking=office.marking,
                made_at=reading.now,
            ),
        )
        for pack in made.packs
    )


def panel_calendar(reading: Reading, meeting_id: str) -> MailDraft:
    """A meeting and its deadlines as a calendar file: no case stands in it."""
    card = meeting_card(reading, meeting_id)
    name = setting(reading, OfficeSettings).panel_name
    place = card.place or ("Online" if card.online else "")
    events: list[Event] = [(card.id, card.held_on, card.starts_at, card.ends_at, name, place)]
    events += [
        (f"{card.id}-{step.code}", step.due_on, None, None, f"{name}: {step.title}", "")
        for step in card.steps
        if step.code != "panel"
    ]
    return MailDraft(f"Panel dates {card.held_on:%Y-%m-%d}.ics", calendar(events, reading.now))


def write_calendar(custody: Custody, meeting_id: str, target: Path) -> Path:
    """Write a meeting's dates as a calendar file."""
    with custody.records.read(custody.actor) as reading:
        reading.actor.demand(Right.MAKE_PAPERS)
        made = panel_calendar(reading, meeting_id)
    files.write_bytes(target, made.content)
    return target
