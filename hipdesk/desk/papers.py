"""Papers made, proved and saved, and files kept: what leaves the vault and what comes into it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from hipdesk.desk.opened import Done, OpenOffice
from hipdesk.kernel import files
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.attachments import AddAttachment, AttachmentView
from hipdesk.model.issuing import OFFICE, CopyOut
from hipdesk.model.redaction.proof import HitPass, Proof
from hipdesk.model.sending import Mailed, MailTo
from hipdesk.papers import catalogue, sending, viewing
from hipdesk.papers.catalogue import PaperKind, PaperOptions
from hipdesk.papers.copies import copy_out, numbered
from hipdesk.papers.encryption import protected
from hipdesk.papers.press import Press
from hipdesk.papers.produce import DrawnPaper, Paper, Produced, produce, produce_noted
from hipdesk.papers.word import WORD_SUFFIX, write_word
from hipdesk.papers.wording import full_day
from hipdesk.services import attachments, issuing
from hipdesk.services.packs import new_password
from hipdesk.services.sending import mail_to
from hipdesk.store.work import Reading
from hipdesk.vault.card import short_id
from hipdesk.vault.recovery import RecoveryCode

PaperForm = Literal["pdf", "word"]
_DATED = re.compile(r"\d [A-Z][a-z]+ \d{4}")


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper as bytes, and the file name it goes by: reference, kind and date, never a person's name."""

    paper: str
    title: str
    file_name: str
    content: bytes
    note: str = ""
    """One sentence when the office's own template was set aside for the shipped one."""
    marking: str = ""
    """What stands on its pages, where it is not the office's own marking."""
    handling: str = ""
    out: CopyOut | None = None
    """Which copy it is; None for bytes kept as they were frozen."""
    form: PaperForm = "pdf"


class PaperDesk(OpenOffice):
    """What an open office makes, saves, keeps and shows."""

    def make_paper(
        self, paper_id: str, options: PaperOptions, progress: Progress = SILENT, *, form: PaperForm = "pdf"
    ) -> MadePaper:
        """A paper from the catalogue as bytes; loaded from a snapshot, set in the press, or written as Word."""
        kind = catalogue.paper_kind(paper_id)
        with self._custody.records.read(self.actor, progress) as reading:
            options = numbered(reading, kind, options)
            paper = catalogue.load(reading, paper_id, options)
            out = copy_out(reading, kind, options, paper)
        if form == "word":
            made = Produced(write_word(paper, self.press, progress))
        else:
            made = produce_noted(paper, self.press, progress=progress)
        return replace(_as_made(kind, paper, made, form), out=out, form=form)

    def prove_paper(
        self, made: MadePaper, options: PaperOptions, recipient: str = "the office", passed: Iterable[str] = ()
    ) -> Proof:
        """Read a made paper back and prove that it may leave; see ``papers.proof_gate``, which every way out asks."""
        from hipdesk.papers.proof_gate import prove_paper

        return prove_paper(self._custody, self.press, made, options, recipient, passed)

    def save_paper(
        self, made: MadePaper, target: Path, options: PaperOptions, recipient: str = "the office", *,
        password: str = "", passes: Iterable[HitPass] = (), confirmed: bool = False,
    ) -> None:  # fmt: skip
        """Write a proved paper outside the vault, whole or not at all, encrypted with a ``password`` of 12 signs or
        more, and record it with the ``passes`` of its proof. Raises Refused, Unproved or Undecided before anything;
        Unconfirmed for a paper that tells of people when the ``recipient`` is no agency of the record, until that is
        ``confirmed``.

        A copy for anybody but the office names them and bears the next number: made again where it does not yet. It is
        recorded while the file is on the disk under no name, so that neither is there without the other.

        A ``target`` ending in ``.eml`` is an unsent e-mail with the encrypted paper attached; without a ``password``
        it gets one, and either way that is kept for the call list.
        """
        sending.refuse_other_name(made, target)
        made, copy = self._copy_for(made, options, recipient, confirmed=confirmed)
        mail = sending.is_mail(target)
        password = password or (new_password() if mail else "")
        reasons = {each.key: each.reason for each in passes}
        proof = self.prove_paper(made, options, recipient, reasons)
        content = protected(made.content, password) if password else made.content
        about, mailed, written = _subject_of(made.paper, options), None, content
        if mail:
            mailed = Mailed(made.title, self._address(made, options, recipient), password)
            with self._custody.records.read(self.actor) as reading:
                written = sending.paper_mail(reading, made, content, mailed.to)
        note = made.paper, *about, content, recipient
        with files.written(target, written):
            self.do(
                issuing.note_saved_paper, *note, encrypted=bool(password), proof=proof, passes=reasons, mailed=mailed,
                copy=copy,
            )  # fmt: skip

    def _copy_for(
        self, made: MadePaper, options: PaperOptions, recipient: str, *, confirmed: bool
    ) -> tuple[MadePaper, CopyOut]:
        """The paper as the copy of its recipient, who may have it."""
        kind = catalogue.paper_kind(made.paper)
        with self._custody.records.read(self.actor) as reading:
            copy = replace(made.out or copy_out(reading, kind, options), confirmed=confirmed)
            issuing.see_copy(reading, recipient, copy)
            free = issuing.next_copy(reading, made.paper, options.about(kind.about))
        if not copy.numbered or recipient == OFFICE or (copy.whose, copy.number) == (recipient, free):
            return made, copy
        again = replace(options, copy=replace(options.copy, recipient=recipient))
        made = self.make_paper(made.paper, again, form=made.form)
        return made, replace(made.out or copy, confirmed=confirmed)

    def _address(self, made: MadePaper, options: PaperOptions, recipient: str) -> MailTo:
        """To whom the record would send it."""
        if options.letter.to:
            return MailTo()
        return self.read(
            mail_to, made.paper, agency_id=options.agency_id, case_id=options.case_id,
            referral_id=options.referral_id, recipient=recipient,
        )  # fmt: skip

    def agree_minutes(self, meeting_id: str, agreed_by: str, progress: Progress = SILENT) -> Done[str]:
        """Print the minutes as they will be frozen and freeze them with those bytes; gives the fingerprint."""
        from hipdesk.papers.freezing import minutes_to_freeze
        from hipdesk.services.minutes import agree_minutes

        with self._custody.records.read(self.actor, progress) as reading:
            paper, command = minutes_to_freeze(reading, meeting_id, agreed_by)
        content = produce(paper, self.press, progress=progress)
        return self.do(agree_minutes, command.model_copy(update={"pdf": content}))

    def recovery_sheet(self, code: RecoveryCode, asked: tuple[int, int], number: int = 1) -> bytes:
        """The recovery sheet as PDF bytes, drawn here and never in the press, which is told nothing of the code."""
        with self._custody.records.read(self.actor) as reading:
            return _recovery_sheet(reading, self.press, code, asked, f"{self.name}, {short_id(self.vault_id)}", number)

    def add_attachment(self, command: AddAttachment, source: Path, progress: Progress = SILENT) -> Done[str]:
        """Look into a file in the press, encrypt it into the vault, and point a row at it; nothing is left otherwise.

        Refused for an empty file, one too large, a program, and one that is kept here already.
        """
        content = attachments.read_outside(source)
        looked = viewing.look(self.press, content, progress)
        blob = attachments.keep_bytes(self._custody, content, progress)
        try:
            return self.do(attachments.add_attachment, command, blob, looked, source.name)
        except BaseException:
            attachments.let_go(self._custody, blob)
            raise

    def view_attachment(self, attachment_id: str) -> tuple[AttachmentView, viewing.Viewing]:
        """A kept file to be shown page by page, its bytes verified and in memory only; the opening is logged."""
        view = self.open(attachments.open_attachment, attachment_id)
        content = attachments.bytes_of(self._custody, attachment_id)
        return view, viewing.Viewing(self.press, content, view.media_type)

    def save_attachment(
        self, attachment_id: str, target: Path, recipient: str = "", *, password: str = ""
    ) -> Done[None]:
        """Write a copy of a kept file outside the vault, whole or not at all, and note it; a PDF or a document of Word,
        Excel or PowerPoint encrypted with a ``password``.
        """
        self.read(attachments.refuse_recipient, attachment_id, recipient)
        content = attachments.bytes_of(self._custody, attachment_id)
        files.write_bytes(target, protected(content, password) if password else content)
        return self.do(attachments.note_copy_saved, attachment_id, recipient, encrypted=bool(password))


def _subject_of(paper_id: str, options: PaperOptions) -> tuple[str, str]:
    """What a paper is about: the kind of record, and its key."""
    about = catalogue.paper_kind(paper_id).about
    return about, options.about(about)


def _as_made(kind: PaperKind, paper: Paper | DrawnPaper, made: Produced, form: PaperForm) -> MadePaper:
    """A paper's bytes with the name of its file: title and day, and the agency it is for.

    The day is that of the meeting it is for, else the day it was made.
    """
    whose = f" {getattr(paper, 'agency', '')}" if kind.per_agency or kind.about == "agency" else ""
    whose = whose or f" {getattr(paper, 'extract_for', '')}"
    frame = paper.frame
    title = frame.title
    if not _DATED.search(title):
        # A later version must not take the name of an earlier one.
        title += f", {full_day(getattr(paper, 'meeting_day', None) or frame.version_day)}"
    name = f"{file_part(title + whose)}{WORD_SUFFIX if form == 'word' else '.pdf'}"
    return MadePaper(kind.id, kind.title, name, made.content, made.note, frame.marking, frame.handling)


def _recovery_sheet(
    reading: Reading, press: Press, code: RecoveryCode, asked: tuple[int, int], name: str, number: int
) -> bytes:
    from hipdesk.papers.loading.recovery import load_recovery_sheet
    from hipdesk.papers.recovery_sheet import draw_recovery_sheet
    from hipdesk.papers.shaping import shaped_by

    sheet = load_recovery_sheet(reading, code.groups, code.text, asked, name, number)
    return draw_recovery_sheet(sheet, shaped_by(press))


def file_part(title: str) -> str:
    """A title as a file name on any system: no slashes, no punctuation, single spaces."""
    plain = title.replace("/", "-").replace("&", "and")
    return " ".join("".join(sign if sign.isalnum() or sign in " -" else " " for sign in plain).split())
