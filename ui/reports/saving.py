"""Making the report's PDF and writing it where the person says; the copy is noted in the register."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from hipdesk.desk import MadePaper
from hipdesk.model.redaction.proof import HitPass
from hipdesk.papers.catalogue import PaperOptions
from ui.context import Context
from ui.parts.proved import when_not_proved
from ui.parts.set_aside import tell_set_aside

_KINDS = "PDF documents (*.pdf)"


def make_report(context: Context, owner: QObject, period: str, then: Callable[[MadePaper], object]) -> None:
    """The panel version as bytes: counted on the reader's thread, set in the press."""
    options = PaperOptions(period=period)
    context.operations.read(
        lambda progress: context.desk.make_paper("quarterly", options, progress), then, owner=owner, newest="report-pdf"
    )


def save_made(context: Context, owner: QObject, made: MadePaper, period: str, saved: Callable[[Path], object]) -> None:
    """Ask where, write the file, note the copy."""
    tell_set_aside(context, made.note)

    def chosen(target: Path, passes: tuple[HitPass, ...] = ()) -> None:
        context.operations.run(
            lambda _progress: context.desk.save_paper(made, target, PaperOptions(period=period), passes=passes),
            lambda _nothing: saved(target),
            when_not_proved(context, owner, lambda stand: chosen(target, stand)),
            owner=owner,
        )

    context.messages.choose_save_file("Save the quarterly report", made.file_name, _KINDS, chosen)


def save_report(context: Context, owner: QObject, period: str, saved: Callable[[Path], object]) -> None:
    """Make the PDF, then save it."""
    make_report(context, owner, period, lambda made: save_made(context, owner, made, period, saved))
