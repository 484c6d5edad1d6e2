"""The one preview: any paper of the catalogue as it will print, read as text, printed, or saved; always those bytes."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from hipdesk.desk import MadePaper
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.redaction.proof import HitPass
from hipdesk.model.users import Right
from hipdesk.papers.catalogue import PaperOptions, paper_kind
from hipdesk.papers.word import WORD_FILES, is_word
from hipdesk.services import minutes, paper_use
from ui.context import Context
from ui.messages.seam import Leaving, Left
from ui.parts.paper_printing import PaperPrinting
from ui.parts.paper_view import PaperView
from ui.parts.proved import when_not_proved
from ui.parts.set_aside import tell_set_aside
from ui.routes import Route
from ui.shell.page import Page
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.page_header import PageHeader

_AS_IT_PRINTS = "As it will print"
_AS_TEXT = "Read as text"
_OFFICE = "the office"
_ITS_PERSON = "the person it is about"


class PaperPage(Page):
    """``Route.to("meeting-paper", paper="agenda", id=…)``; also agency, case, referral, period, subject, to,
    frozen="yes".

    ``id`` is the meeting's, ``subject`` the person a case paper is for; ``to`` whose copy it is when it is saved.
    ``paper`` is shown where the route names none.
    """

    def __init__(self, context: Context, name: str, help_topic: str, paper: str = "quarterly") -> None:
        super().__init__(context)
        self._usual = paper
        self.setObjectName(name)
        self.help_topic = help_topic
        self._options = PaperOptions()
        self._recipient = _OFFICE
        self._made: MadePaper | None = None
        self.header = PageHeader("Paper", _AS_IT_PRINTS)
        self.view = PaperView(context)
        self.printing = PaperPrinting(context, self)
        self.print = Button("Print", icon="printer", key="Ctrl+P")
        self.print.setObjectName("print-paper")
        self.save = Button("Save as PDF", "primary", icon="download", key="Ctrl+S")
        self.save.setObjectName("save-pdf")
        self.save_word = Button("Save as Word", icon="download")
        self.save_word.setObjectName("save-word")
        for button in (self.view.toggle, self.print, self.save_word, self.save):
            self.header.add_action(button)
        self.setLayout(layout.column(self.header, self.view, gap=0))
        self._let(False)
        self.save.clicked.connect(self._save)
        self.save_word.clicked.connect(self._save_word)
        self.print.clicked.connect(self._print)
        self.view.turned.connect(self._turned)

    @property
    def content(self) -> bytes:
        """The bytes that are looked at; empty until they are made."""
        return self._made.content if self._made else b""

    def open_route(self, route: Route) -> None:
        """Set the pages of a paper; that they were opened is logged where they may name people."""
        paper, subject = route.get("paper", self._usual), route.get("subject")
        self._options = PaperOptions(
            meeting_id=route.get("id"), agency_id=route.get("agency"), case_id=route.get("case"),
            referral_id=route.get("referral"), period=route.get("period"), subject_id=subject,
        )  # fmt: skip
        self._recipient = route.get("to") or (_ITS_PERSON if subject else _OFFICE)
        self._made = None
        self._let(False)
        self.view.viewer.show_nothing("Setting the pages …")
        self.header.say(paper_kind(paper).title, self._options.period or _AS_IT_PRINTS)
        self.save_word.setVisible(is_word(paper) and not route.get("frozen"))
        if route.get("frozen"):
            self.context.open(minutes.frozen_minutes, route.get("id"), then=self._take_frozen, failed=self._refused)
        elif paper_kind(paper).right is Right.MAKE_PAPERS:
            about = self._options.about(paper_kind(paper).about)
            self.context.open(
                paper_use.begin_preview, about, then=lambda _none: self._make(paper), failed=self._refused, owner=self
            )
        else:
            self._make(paper)

    def panes(self) -> list[QWidget]:
        """The paper."""
        return [self.view.focus_target()]

    def first_focus(self) -> QWidget | None:
        """The paper."""
        return self.view.focus_target()

    def leave(self) -> None:
        """Nothing is kept of what was looked at."""
        self.printing.stop()
        self._made = None
        self.view.forget()

    def _make(self, paper: str) -> None:
        desk, options = self.context.desk, self._options

        def work(progress: Progress) -> MadePaper:
            return desk.make_paper(paper, options, progress)

        self.context.operations.read(work, self._take, self._refused, owner=self, newest="paper-page")

    def _take_frozen(self, content: bytes) -> None:
        self._take(MadePaper("minutes", "Agreed minutes", "Agreed minutes.pdf", content))

    def _take(self, made: MadePaper) -> None:
        self._made = made
        tell_set_aside(self.context, made.note)
        self.header.say(made.title, self._second())
        self._let(True)
        self.view.show_paper(made.content, made.title)

    def _second(self, as_text: bool = False) -> str:
        return self._options.period or (_AS_TEXT if as_text else _AS_IT_PRINTS)

    def _turned(self, as_text: bool) -> None:
        if self._made is not None:
            self.header.say(self._made.title, self._second(as_text))

    def _refused(self, error: HipDeskError) -> None:
        self.view.viewer.show_nothing(str(error))

    def _let(self, may: bool) -> None:
        for button in (self.print, self.save, self.save_word):
            button.setEnabled(may)

    def _print(self) -> None:
        made = self._made
        if made is not None and self.print.isEnabled() and self.view.pages:
            self.printing.ask(made, self._options, self.view.pages)

    def _save(self) -> None:
        if self._made is not None:
            self._ask_place(self._made, "PDF documents (*.pdf)")

    def _save_word(self) -> None:
        made, desk, options = self._made, self.context.desk, self._options
        if made is not None:
            self.context.operations.read(
                lambda progress: desk.make_paper(made.paper, options, progress, form="word"),
                lambda word: self._ask_place(word, WORD_FILES),
                owner=self,
            )

    def _ask_place(self, made: MadePaper, kinds: str) -> None:
        desk, options = self.context.desk, self._options

        def let(left: Left, passes: tuple[HitPass, ...] = ()) -> None:
            self.context.operations.run(
                lambda _progress: desk.save_paper(
                    made, left.target, options, left.recipient, password=left.password, passes=passes,
                    confirmed=left.confirmed,
                ),
                lambda _none: self.context.messages.toast(f"Saved as {left.target.name}."),
                when_not_proved(
                    self.context, self, lambda stand: let(left, stand),
                    lambda: let(replace(left, confirmed=True), passes),
                ),
                owner=self,
            )  # fmt: skip

        leaving = Leaving(made.title, made.file_name, kinds, self._recipient, mail=True)
        self.context.messages.choose_leaving(leaving, let)
