"""Issuing packs that were made: where to, whether really, entered in the register, then written."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hipdesk.desk import Done
from hipdesk.kernel.progress import Progress
from hipdesk.model.panels.packs import IssuePacks
from hipdesk.model.redaction.proof import HitPass
from hipdesk.papers.pack_writing import PacksWritten, write_packs
from hipdesk.papers.packing import MadePacks
from hipdesk.services import packs
from ui.context import Context
from ui.messages.seam import Choice, Offer, Question

_WRITE = "packs-written"
_WHAT_HAPPENS = (
    "Each copy is encrypted with a password of its own, entered in the register, and noted as disclosed for every "
    "person in it. The files and unsent e-mails are written to the folder; the passwords are not: print the call list "
    "from Papers."
)


class PackIssue(QObject):
    """Asks for the folder, shows recipients and cases, and issues. ``issued`` once they are in the register.

    Entered first, written then: a file that could not be written can be written again, one that left unnoticed not.
    """

    issued = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def ask(self, made: MadePacks, passes: dict[str, str]) -> None:
        """Begin with where they go."""
        given = dict(passes)
        self._context.messages.choose_folder(
            "Where the packs and their e-mails go", lambda folder: self._confirm(made, given, folder)
        )

    def _confirm(self, made: MadePacks, passes: dict[str, str], folder: Path) -> None:
        many = len(made.packs)
        words = "1 pack" if many == 1 else f"{many} packs"
        lines = tuple(
            f"Copy {pack.copy.copy_number}: {pack.copy.recipient}, {pack.copy.person or 'nobody named'}, "
            f"{len(pack.copy.case_ids)} of {made.plan.cases} cases"
            for pack in made.packs
        )
        choices = (Choice("do", f"Issue {words}", "primary"), Choice("leave", "Not yet"))

        def answered(name: str) -> None:
            if name == "do":
                self._issue(made, passes, folder)

        self._context.messages.ask(Question(f"Issue {words}?", _WHAT_HAPPENS, choices, lines), answered)

    def _issue(self, made: MadePacks, passes: dict[str, str], folder: Path) -> None:
        desk = self._context.desk
        command = IssuePacks(
            meeting_id=made.plan.meeting_id,
            copies=tuple(pack.copy for pack in made.packs),
            passes=tuple(HitPass(key=key, reason=reason) for key, reason in passes.items()),
            again=made.again,
        )

        def work(progress: Progress) -> Done[tuple[str, ...]]:
            return desk.run(progress, packs.issue_packs, command)

        def entered(_done: Done[tuple[str, ...]]) -> None:
            self.issued.emit()
            self._write(made, folder)

        self._context.operations.run(work, entered, owner=self)

    def _write(self, made: MadePacks, folder: Path) -> None:
        desk, messages = self._context.desk, self._context.messages

        def wrote(done: PacksWritten) -> None:
            if done.fault is None:
                messages.settle(_WRITE)
                messages.toast(f"Issued. {len(done.names)} files are in {folder.name}.")
                return
            again = Offer(
                "Choose another folder",
                lambda: messages.choose_folder("Where the packs go", lambda to: self._write(done.left, to)),
            )
            kept = (
                f"{len(done.names)} files are in {folder.name}. In the register, but not written: {done.numbers}. They "
                "are at hand until this page goes; after that, write them again from the register of copies."
            )
            messages.banner(done.fault.what, kept, done.fault.to_do, tone="red", offers=(again,), about=_WRITE)

        def work(_progress: Progress) -> PacksWritten:
            return desk.with_vault(write_packs, made, folder)

        self._context.operations.run(work, wrote, owner=self)
