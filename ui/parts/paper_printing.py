"""Printing the paper on a page: only where the office allows it, told once of the print queue, then page by page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hipdesk.desk import MadePaper
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.redaction.proof import HitPass
from hipdesk.papers.catalogue import PaperOptions, paper_kind
from hipdesk.services.paper_use import PrintRules, print_rules
from ui.context import Context
from ui.messages.seam import Choice, Offer, Question
from ui.parts.print_run import PrintRun
from ui.parts.printing import SPOOL, Printers, SystemPrinting
from ui.parts.proved import when_not_proved
from ui.routes import Route

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_OFF = "printing-off"


class PaperPrinting(QObject):
    """``printers`` is the system's; a test puts a printer of its own there."""

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self.printers: Printers = SystemPrinting()
        self._context, self._over = context, over
        self._run: PrintRun | None = None

    def ask(self, made: MadePaper, options: PaperOptions, pages: int) -> None:
        """Print a paper, after what has to be asked and told."""
        if self._run is None:
            self._context.read(print_rules, then=lambda rules: self._go(rules, made, options, pages), owner=self)

    def stop(self) -> None:
        """Send no further page."""
        if self._run is not None:
            self._run.stop()

    def _go(self, rules: PrintRules, made: MadePaper, options: PaperOptions, pages: int) -> None:
        messages = self._context.messages
        if not rules.allowed:
            allow = Offer("Open settings", lambda: self._context.routes.go(Route.to("settings", page="printing")))
            messages.banner(
                "Printing is off for this office.", "Nothing was printed.", "Save the paper, or allow printing.",
                offers=(allow,), about=_OFF,
            )  # fmt: skip
        elif rules.warned:
            self._prove(made, options, pages)
        else:
            choices = (Choice("print", "Print", "primary"), Choice("leave", "Leave it"))
            words = f"{SPOOL} What is printed is no longer encrypted. That it was printed is logged."

            def answered(name: str) -> None:
                if name == "print":
                    self._prove(made, options, pages)

            messages.ask(Question(f"Print {made.title.lower()}?", words, choices), answered)

    def _prove(self, made: MadePaper, options: PaperOptions, pages: int, passes: tuple[HitPass, ...] = ()) -> None:
        """What leaves on paper is proved as what leaves in a file; ``passes`` is what may stand, with reasons."""
        desk = self._context.desk
        self._context.operations.read(
            lambda _progress: desk.prove_paper(made, options, passed=[each.key for each in passes]),
            lambda _proof: self._choose(made, options, pages, passes),
            when_not_proved(self._context, self, lambda stand: self._prove(made, options, pages, stand)),
            owner=self,
        )  # fmt: skip

    def _choose(self, made: MadePaper, options: PaperOptions, pages: int, passes: tuple[HitPass, ...]) -> None:
        def chosen(printer: "QPrinter") -> None:
            about = paper_kind(made.paper).about
            self._run = PrintRun(self._context, printer, made.content, pages, self)
            self._run.ended.connect(self._ended)
            self._run.begin(made.paper, about, options.about(about), {each.key: each.reason for each in passes})

        try:
            self.printers.choose(self._over, made.title, chosen)
        except HipDeskError as error:
            self._context.messages.error(error)

    def _ended(self, whole: bool) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        if whole:
            self._context.messages.toast("Sent to the printer. That is in the log.")
