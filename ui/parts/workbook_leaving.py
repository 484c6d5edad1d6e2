"""Workbooks that leave: the central database and the figures of a period. Asked first, then written, noted."""

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QObject

from hipdesk.desk import Done
from hipdesk.kernel import files
from hipdesk.kernel.progress import Progress
from hipdesk.model.listings import Listing, NoteListExport
from hipdesk.model.periods import Period
from hipdesk.model.publishing import Audience
from hipdesk.model.redaction.proof import HitPass
from hipdesk.services.central_database import central_database
from hipdesk.services.listing_export import note_list_export
from ui.context import Context
from ui.messages.seam import Choice, Leaving, Left, Question
from ui.parts.list_tools import stayed_behind
from ui.parts.proved import when_not_proved

_KINDS = "Excel workbooks (*.xlsx)"
_SAVED = "The workbook is saved, and that it was is in the log."
_NOT_ENCRYPTED = "It is not encrypted."
Making = Callable[[Progress], tuple[bytes, NoteListExport]]


def offer_central(context: Context, owner: QObject) -> None:
    """Ask in which columns every case is to leave, and write the workbook."""

    def answered(name: str) -> None:
        if name != "leave":
            _save_central(context, owner, own=name == "own")

    context.messages.ask(
        Question(
            "Save every case outside the vault?",
            "For the office the workbook holds every case you may see, with full names and addresses. For anybody else "
            "restricted cases stay behind, and confidential homes, children and numbers are masked. Next it asks whom "
            "it is for and proposes a password. That it was made is written in the log.",
            (
                Choice("clean", "In the clean form", "primary"),
                Choice("own", "In the columns it was imported with"),
                Choice("leave", "Leave it here"),
            ),
        ),
        answered,
    )


def save_figures(
    context: Context, owner: QObject, period: Period, audience: Audience = "panel", *, annual: bool = False
) -> None:
    """Write the figures of a period for an audience, a sheet for every table; ``annual``: of the annual report."""
    version = ", public version" if audience == "public" else ""
    title = f"{'Annual report' if annual else 'Figures'} {period.label}{version}"
    _choose(context, owner, title, lambda progress: _figures(context, period.label, audience, progress, annual=annual))


def _save_central(context: Context, owner: QObject, *, own: bool) -> None:
    """Ask whom it is for, cut it for them, prove it and write it."""

    def let(left: Left, passes: tuple[HitPass, ...] = ()) -> None:
        def work(progress: Progress) -> Done[NoteListExport]:
            from hipdesk.desk.listings import save_listing

            def load() -> Listing:
                return context.desk.read(central_database, own=own)

            return save_listing(context.desk, load, left.target, left.recipient, left.password, passes, progress)

        def wrote(done: Done[NoteListExport]) -> None:
            saved = _SAVED if left.password else f"{_SAVED} {_NOT_ENCRYPTED}"
            context.messages.toast(f"{saved}{stayed_behind(done.value)}")

        not_proved = when_not_proved(context, owner, lambda stand: let(left, stand))
        context.operations.run(work, wrote, not_proved, owner=owner)

    name = f"Central database {context.clock.now().date().isoformat()}.xlsx"
    context.messages.choose_leaving(Leaving("Central database", name, _KINDS, "the office"), let)


def _figures(
    context: Context, period: str, audience: Audience, progress: Progress, *, annual: bool
) -> tuple[bytes, NoteListExport]:
    from hipdesk.papers.figures_book import figures_book
    from hipdesk.papers.sheets.figures import note_of_figures

    desk = context.desk
    made = desk.with_vault(figures_book, desk.press, period, audience, annual=annual, progress=progress)
    return made.content, note_of_figures(made.figures, made.content)


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
