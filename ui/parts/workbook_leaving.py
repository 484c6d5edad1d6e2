"""Workbooks that leave: the central database and the figures of a period. Asked first, then written, noted."""

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QObject

from hipdesk.kernel import files
from hipdesk.kernel.progress import Progress
from hipdesk.model.listings import NoteListExport
from hipdesk.model.periods import parse_period
from hipdesk.services.central_database import central_database
from hipdesk.services.listing_export import note_list_export
from hipdesk.services.reports.report import report
from hipdesk.services.settings import read_settings
from ui.context import Context
from ui.messages.seam import Choice, Leaving, Left, Question

_KINDS = "Excel workbooks (*.xlsx)"
_SAVED = "The workbook is saved, and that it was is in the log."
_NOT_ENCRYPTED = "It is not encrypted."
Making = Callable[[Progress], tuple[bytes, NoteListExport]]


def offer_central(context: Context, owner: QObject) -> None:
    """Ask in which columns every case is to leave, and write the workbook."""

    def answered(name: str) -> None:
        if name != "leave":
            _choose(context, owner, "Central database", lambda _progress: _central(context, own=name == "own"))

    context.messages.ask(
        Question(
            "Save every case outside the vault?",
            "The workbook holds every case you may see, with full names and addresses. Next it asks whom it is for and "
            "proposes a password. That it was made is written in the log.",
            (
                Choice("clean", "In the clean form", "primary"),
                Choice("own", "In the columns it was imported with"),
                Choice("leave", "Leave it here"),
            ),
        ),
        answered,
    )


def save_figures(context: Context, owner: QObject, period: str) -> None:
    """Write the figures of a period, a sheet for every table."""
    _choose(context, owner, f"Figures {period}", lambda _progress: _figures(context, period))


def _central(context: Context, *, own: bool) -> tuple[bytes, NoteListExport]:
    from hipdesk.papers.sheets.listing import note_of, write_listing

    listing = context.desk.read(central_database, own=own)
    content = write_listing(listing)
    return content, note_of(listing, content)


def _figures(context: Context, period: str) -> tuple[bytes, NoteListExport]:
    from hipdesk.papers.proof_gate import prove_figures
    from hipdesk.papers.sheets.figures import note_of_figures, write_figures

    desk = context.desk
    figures, office = desk.read(report, parse_period(period)), desk.read(read_settings)[0]
    content = write_figures(figures, office.marking, office.panel_name)
    desk.with_vault(prove_figures, desk.press, content, parse_period(period).label)
    return content, note_of_figures(figures, content)


def _choose(context: Context, owner: QObject, title: str, making: Making) -> None:
    """Ask where, then make and write it on the writer's thread, so that it is noted if it is there."""

    def let(left: Left) -> None:
        def work(progress: Progress) -> object:
            from hipdesk.papers.encryption import protected

            content, note = making(progress)
            if left.password:
                content = protected(content, left.password)
            files.write_bytes(left.target, content)
            told = {"recipient": left.recipient, "encrypted": bool(left.password)}
            told["sha256"] = hashlib.sha256(content).hexdigest()
            return context.desk.run(progress, note_list_export, note.model_copy(update=told))

        saved = _SAVED if left.password else f"{_SAVED} {_NOT_ENCRYPTED}"
        context.operations.run(work, lambda _done: context.messages.toast(saved), owner=owner)

    day = context.clock.now().date()
    context.messages.choose_leaving(Leaving(title, f"{title} {day.isoformat()}.xlsx", _KINDS), let)
