"""The composition root: clock, vault, store, services and press wired into one ``Desk``.

The window and the command line get a ``Desk`` and nothing else. ``do`` and ``open`` belong on the writer's thread,
``read`` on the reader's; a desk opens no thread of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, Generic, Literal, ParamSpec, TypeVar

from hipdesk.kernel import files
from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import Clock, SystemClock
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.attachments import AddAttachment, AttachmentView
from hipdesk.model.backups import BackupMade
from hipdesk.model.redaction.proof import HitPass, Proof
from hipdesk.model.users import Actor, Right
from hipdesk.model.workbooks.grid import WorkbookGrid
from hipdesk.papers import catalogue, viewing
from hipdesk.papers.catalogue import PaperKind, PaperOptions
from hipdesk.papers.encryption import protected
from hipdesk.papers.press import Press
from hipdesk.papers.produce import DrawnPaper, Paper, Produced, produce, produce_noted
from hipdesk.papers.reading.jobs import read_in_press
from hipdesk.papers.word import WORD_SUFFIX, write_word
from hipdesk.services import attachments, backups, custody, issuing
from hipdesk.services.custody import Custody, NewVault
from hipdesk.services.question_sets import adopt_own_forms
from hipdesk.services.registry import declared
from hipdesk.store.faults import ReadingOnly
from hipdesk.store.integrity import Integrity
from hipdesk.store.work import Reading, Work
from hipdesk.vault.card import short_id
from hipdesk.vault.kdf import KdfPolicy
from hipdesk.vault.recovery import RecoveryCode

PaperForm = Literal["pdf", "word"]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an operation gave back, and which kinds of record it touched."""

    value: T
    changes: Changes


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


class Desk:
    """An unlocked office."""

    def __init__(self, opened: Custody, clock: Clock, press: Press | None = None) -> None:
        self._custody = opened
        self.clock = clock
        self.press = press or Press()
        self._owns_press = press is None
        with opened.records.read(opened.actor) as reading:
            adopt_own_forms(reading)

    @classmethod
    def create(
        cls, asked: NewVault, clock: Clock | None = None, policy: KdfPolicy | None = None, press: Press | None = None
    ) -> tuple["Desk", RecoveryCode]:
        """A new vault, open, and its recovery code, which is shown once."""
        clock = clock or SystemClock()
        opened, code = custody.create(asked, clock, policy)
        return cls(opened, clock, press), code

    @classmethod
    def unlock(
        cls,
        path: Path,
        passphrase: str,
        clock: Clock | None = None,
        policy: KdfPolicy | None = None,
        press: Press | None = None,
    ) -> "Desk":
        """Open a vault with a passphrase; raises what is wrong as a sentence."""
        clock = clock or SystemClock()
        return cls(custody.unlock(path, passphrase, clock, policy), clock, press)

    @classmethod
    def recover(
        cls,
        path: Path,
        code: RecoveryCode,
        new_passphrase: str,
        clock: Clock | None = None,
        policy: KdfPolicy | None = None,
    ) -> tuple["Desk", RecoveryCode]:
        """Open with the recovery sheet's code and a new passphrase; the new sheet's code comes back."""
        clock = clock or SystemClock()
        opened, fresh = custody.recover(path, code, new_passphrase, clock, policy)
        return cls(opened, clock), fresh

    @classmethod
    def restore(
        cls,
        source: Path,
        folder: Path,
        passphrase: str,
        clock: Clock | None = None,
        policy: KdfPolicy | None = None,
        progress: Progress = SILENT,
    ) -> "Desk":
        """Restore a backup into a new folder and open it."""
        clock = clock or SystemClock()
        return cls(backups.restore(source, folder, passphrase, clock, policy, progress), clock)

    @property
    def actor(self) -> Actor:
        """Who unlocked it."""
        return self._custody.actor

    @property
    def name(self) -> str:
        """The vault's name, as its folder is called."""
        return self._custody.vault.folder.name

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._custody.vault.folder.path

    @property
    def vault_id(self) -> str:
        """The vault's id."""
        return self._custody.vault.vault_id

    @property
    def warning(self) -> str:
        """What the holder must know at once: an older copy was opened, or a full disk. Empty when nothing is wrong."""
        if self.reading_only:
            return ReadingOnly().what
        return self._custody.older.sentence if self._custody.older else ""

    @property
    def reading_only(self) -> bool:
        """Whether the disk had no room: lists, search and figures can be read, nothing can be written or logged."""
        return self._custody.records.reading_only

    def do(
        self,
        service: Callable[Concatenate[Work, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[T]:
        """Run a writing service in a transaction of its own; what it raises undoes everything."""
        return self.run(SILENT, service, *args, **kwargs)

    def run(
        self, progress: Progress, service: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Done[T]:
        """``do`` with progress, for long work: cancelling undoes everything."""
        with self._custody.records.write(self.actor, progress) as work:
            value = service(work, *args, **kwargs)
            return Done(value, work.finish())

    def read(self, service: Callable[Concatenate[Reading, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a reading service on a snapshot. One whose opening is logged goes through ``open``."""
        known = declared(service)
        if known.verb is not None:
            raise AssertionError(f"{known.name} is logged: open it")
        with self._custody.records.read(self.actor) as reading:
            return service(reading, *args, **kwargs)

    def open(self, service: Callable[Concatenate[Reading, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a reading service that shows people, and write its event in one small transaction."""
        verb = declared(service).verb
        if verb is None:
            return self.read(service, *args, **kwargs)
        subject = next((given for given in args if isinstance(given, str)), "list")
        with self._custody.records.write(self.actor) as work:
            view = service(work, *args, **kwargs)
            work.record(verb, verb.partition(".")[0], subject)
            work.finish()
        return view

    def make_paper(
        self, paper_id: str, options: PaperOptions, progress: Progress = SILENT, *, form: PaperForm = "pdf"
    ) -> MadePaper:
        """A paper from the catalogue as bytes; loaded from a snapshot, set in the press, or written as Word."""
        with self._custody.records.read(self.actor, progress) as reading:
            paper = catalogue.load(reading, paper_id, options)
        if form == "word":
            made = Produced(write_word(paper, self.press, progress))
        else:
            made = produce_noted(paper, self.press, progress=progress)
        return _as_made(catalogue.paper_kind(paper_id), paper, made, form)

    def prove_paper(
        self, made: MadePaper, options: PaperOptions, recipient: str = "the office", passed: Iterable[str] = ()
    ) -> Proof:
        """Read a made paper back and prove that it may leave; see ``papers.proof_gate``, which every way out asks."""
        from hipdesk.papers.proof_gate import prove_paper

        return prove_paper(self._custody, self.press, made, options, recipient, passed)

    def save_paper(
        self, made: MadePaper, target: Path, options: PaperOptions, recipient: str = "the office", *,
        password: str = "", passes: Iterable[HitPass] = (),
    ) -> None:  # fmt: skip
        """Write a proved paper outside the vault, whole or not at all, encrypted with a ``password`` of 12 signs or
        more, and record it with the ``passes`` of its proof. Raises Refused, Unproved or Undecided before anything.
        """
        reasons = {each.key: each.reason for each in passes}
        proof = self.prove_paper(made, options, recipient, reasons)
        content = protected(made.content, password) if password else made.content
        files.write_bytes(target, content)
        note = made.paper, *_subject_of(made.paper, options), content, recipient
        self.do(issuing.note_saved_paper, *note, encrypted=bool(password), proof=proof, passes=reasons)

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
            return self.do(attachments.add_attachment, command, blob, looked)
        except BaseException:
            attachments.let_go(self._custody, blob)
            raise

    def view_attachment(self, attachment_id: str) -> tuple[AttachmentView, viewing.Viewing]:
        """A kept file to be shown page by page, its bytes verified and in memory only; the opening is logged."""
        view = self.open(attachments.open_attachment, attachment_id)
        content = attachments.bytes_of(self._custody, attachment_id)
        return view, viewing.Viewing(self.press, content, view.media_type)

    def save_attachment(self, attachment_id: str, target: Path) -> Done[None]:
        """Write a copy of a kept file outside the vault, whole or not at all, and note it; it is not encrypted."""
        self.actor.demand(Right.MAKE_PAPERS)
        files.write_bytes(target, attachments.bytes_of(self._custody, attachment_id))
        return self.do(attachments.note_copy_saved, attachment_id)

    def read_workbook(self, content: bytes, file_name: str, progress: Progress = SILENT) -> WorkbookGrid:
        """A workbook from outside, opened in the press; WorkbookRefused when it cannot be read."""
        return read_in_press(self.press, content, file_name, progress)

    def back_up(self, target: Path, progress: Progress = SILENT) -> BackupMade:
        """Write a backup and prove it."""
        return backups.back_up(self._custody, target, progress)

    @property
    def backup_name(self) -> str:
        """A file name for a backup made now."""
        return backups.file_name(self._custody)

    def with_vault(self, work: Callable[Concatenate[Custody, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Work on the vault itself, its keys and holders; on the writer's thread. It checks its right and records."""
        return work(self._custody, *args, **kwargs)

    def verify(self, progress: Progress = SILENT) -> Integrity:
        """Look at the whole vault."""
        return backups.verify(self._custody, progress)

    def stop_reading(self) -> None:
        """Interrupt a long read from another thread, so that locking never waits."""
        self._custody.records.stop_reading()

    def close(self) -> None:
        """Lock: close the database, forget the keys and every name and cell that was kept at hand for comparing; the
        press ends when it is the desk's own."""
        from hipdesk.model.risk import forget_question_sets
        from hipdesk.model.workbooks.memory import forget_texts

        try:
            self._custody.close()
        finally:
            forget_texts()
            forget_question_sets()
            if self._owns_press:
                self.press.close()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: Any) -> None:  # noqa: ANN401 (what Python passes)
        self.close()


def _subject_of(paper_id: str, options: PaperOptions) -> tuple[str, str]:
    """What a paper is about: the kind of record, and its key."""
    about = catalogue.paper_kind(paper_id).about
    return about, options.about(about)


def _as_made(kind: PaperKind, paper: Paper | DrawnPaper, made: Produced, form: PaperForm) -> MadePaper:
    """A paper's bytes with the name of its file: title and day, and the agency it is for."""
    whose = f" {getattr(paper, 'agency', '')}" if kind.per_agency or kind.about == "agency" else ""
    whose = whose or f" {getattr(paper, 'extract_for', '')}"
    name = f"{_file_part(paper.frame.title + whose)}{WORD_SUFFIX if form == 'word' else '.pdf'}"
    return MadePaper(kind.id, kind.title, name, made.content, made.note, paper.frame.marking)


def _recovery_sheet(
    reading: Reading, press: Press, code: RecoveryCode, asked: tuple[int, int], name: str, number: int
) -> bytes:
    from hipdesk.papers.loading.recovery import load_recovery_sheet
    from hipdesk.papers.recovery_sheet import draw_recovery_sheet
    from hipdesk.papers.shaping import shaped_by

    sheet = load_recovery_sheet(reading, code.groups, code.text, asked, name, number)
    return draw_recovery_sheet(sheet, shaped_by(press))


def _file_part(title: str) -> str:
    """A title as a file name on any system: no slashes, no punctuation, single spaces."""
    plain = title.replace("/", "-").replace("&", "and")
    return " ".join("".join(sign if sign.isalnum() or sign in " -" else " " for sign in plain).split())
