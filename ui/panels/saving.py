"""Making a meeting's paper and saving it outside the vault, recorded in the register of copies."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from hipdesk.desk import MadePaper, PaperForm
from hipdesk.kernel.progress import Progress
from hipdesk.model.redaction.proof import HitPass
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.papers.word import WORD_FILES, WORD_SUFFIX
from ui.context import Context
from ui.messages.seam import Leaving, Left
from ui.parts.proved import when_not_proved
from ui.parts.set_aside import tell_set_aside

Saved = Callable[[Path], object]


def save_made(
    context: Context,
    owner: QObject,
    made: MadePaper,
    options: PaperOptions,
    saved: Saved,
    recipient: str = "the office",
) -> None:
    """Ask whom it is for and where, write the bytes there, and note the copy."""
    desk = context.desk

    def let(left: Left, passes: tuple[HitPass, ...] = ()) -> None:
        def work(_progress: Progress) -> Path:
            desk.save_paper(
                made, left.target, options, left.recipient, password=left.password, passes=passes,
                confirmed=left.confirmed,
            )  # fmt: skip
            return left.target

        not_proved = when_not_proved(
            context, owner, lambda stand: let(left, stand), lambda: let(replace(left, confirmed=True), passes)
        )
        context.operations.run(work, saved, not_proved, owner=owner)

    kinds = WORD_FILES if made.file_name.endswith(WORD_SUFFIX) else "PDF (*.pdf)"
    context.messages.choose_leaving(Leaving(made.title, made.file_name, kinds, recipient, mail=True), let)


def make_and_save(
    context: Context,
    owner: QObject,
    paper: str,
    options: PaperOptions,
    recipient: str,
    saved: Saved,
    form: PaperForm = "pdf",
) -> None:
    """Make a paper, as PDF or as Word, and save it."""
    desk = context.desk

    def work(progress: Progress) -> MadePaper:
        return desk.make_paper(paper, options, progress, form=form)

    def take(made: MadePaper) -> None:
        tell_set_aside(context, made.note)
        save_made(context, owner, made, options, saved, recipient)

    context.operations.read(work, take, owner=owner)
