"""Making the report's PDF and writing it where the person says; the copy is noted in the register."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from hipdesk.desk import MadePaper
from hipdesk.model.periods import Period
from hipdesk.model.redaction.proof import HitPass
from hipdesk.papers.catalogue import PaperOptions
from ui.context import Context
from ui.messages.seam import Leaving, Left
from ui.parts.proved import when_not_proved
from ui.parts.set_aside import tell_set_aside
from ui.reports.periods import paper_on

_KINDS = "PDF documents (*.pdf)"


def make_report(context: Context, owner: QObject, period: Period, then: Callable[[MadePaper], object]) -> None:
    """The panel version as bytes: counted on the reader's thread, set in the press; of a year, the annual report."""
    paper, options = paper_on(period, "panel"), PaperOptions(period=period.label)
    context.operations.read(
        lambda progress: context.desk.make_paper(paper, options, progress), then, owner=owner, newest="report-pdf"
    )


def save_made(context: Context, owner: QObject, made: MadePaper, period: str, saved: Callable[[Path], object]) -> None:
    """Ask whom it is for and where, write the file, note the copy."""
    tell_set_aside(context, made.note)

    def let(left: Left, passes: tuple[HitPass, ...] = ()) -> None:
        options = PaperOptions(period=period)
        context.operations.run(
            lambda _progress: context.desk.save_paper(
                made, left.target, options, left.recipient, password=left.password, passes=passes
            ),
            lambda _nothing: saved(left.target),
            when_not_proved(context, owner, lambda stand: let(left, stand)),
            owner=owner,
        )

    context.messages.choose_leaving(Leaving(made.title, made.file_name, _KINDS, "the office", mail=True), let)


def save_report(context: Context, owner: QObject, period: Period, saved: Callable[[Path], object]) -> None:
    """Make the PDF, then save it."""
    make_report(context, owner, period, lambda made: save_made(context, owner, made, period.label, saved))
