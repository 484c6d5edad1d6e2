"""Packs by recipient: chosen, made, proved, looked at, issued with a password each; and what became of every copy."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.kernel.errors import HipDeskError, Stopped
from hipdesk.kernel.progress import Progress
from hipdesk.model.panels.packs import CopyLine, MarkCopy, PackPlan
from hipdesk.model.redaction.looking import WordsToLook
from hipdesk.papers.packing import MadePack, MadePacks, PackOrder, make_packs, write_calendar
from hipdesk.services import packs, redaction
from ui import shortcuts
from ui.context import Context
from ui.messages.seam import Choice, Question
from ui.panels.copies_part import CopiesPart
from ui.panels.packs_checks import PackChecks, unsettled
from ui.panels.packs_issue import PackIssue
from ui.panels.packs_look import PackLook
from ui.panels.packs_recipients import RecipientsPart
from ui.parts.marking_page import decide
from ui.parts.set_aside import tell_set_aside
from ui.routes import Route
from ui.shell.page import Page
from ui.tasks.operations import Running
from ui.widgets import british_dates
from ui.widgets.buttons import Button
from ui.widgets.columns import Columns
from ui.widgets.page_header import PageHeader


class PacksPage(Page):
    """``Route.to("meeting-packs", id=…)``. What was made lives here only until it is issued or the page goes."""

    help_topic = "meetings"
    shows = frozenset({"issued_paper", "agenda_line", "interest", "agency", "redaction", "cases"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("meeting-packs")
        self._meeting = ""
        self._plan: PackPlan | None = None
        self._made: MadePacks | None = None
        self._passes: dict[str, str] = {}
        self._running: Running | None = None
        self._issuing = PackIssue(context, self)
        self.header = PageHeader("Packs by recipient")
        self.calendar = Button("Dates for calendars", icon="calendar")
        self.calendar.setObjectName("save-dates")
        self.issue = Button("Issue", "primary", icon="lock", key="Ctrl+Enter")
        self.issue.setObjectName("issue-packs")
        self.header.add_action(self.calendar)
        self.header.add_action(self.issue)
        self.recipients = RecipientsPart()
        self.checks = PackChecks()
        self.copies = CopiesPart()
        self.look = PackLook(context)
        names = ("Recipients", "Checks", "Copies")
        self.columns = Columns((self.recipients, self.checks, self.copies), (360, 0, 330), names=names, main=0)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.columns)
        self.stack.addWidget(self.look)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.header)
        down.addWidget(self.stack, 1)
        self._connect()
        self._show_made()

    def _connect(self) -> None:
        self.recipients.wanted.connect(self._make)
        self.checks.stopped.connect(self._stop)
        self.checks.passed.connect(self._pass)
        self.checks.decided.connect(self._decide)
        self.checks.looked.connect(self._look)
        self.copies.marked.connect(self._mark)
        self.copies.asked.connect(self._password)
        self.copies.again.connect(lambda supplement: self._make(supplement, again=True))
        self.look.left.connect(self._leave_look)
        self.issue.clicked.connect(self._ask_issue)
        self._issuing.issued.connect(self._issued)
        self.calendar.clicked.connect(self._save_dates)
        shortcuts.bind(self, "Ctrl+Enter", self._ask_issue)

    def open_route(self, route: Route) -> None:
        """Show the packs of a meeting."""
        self._meeting = route.get("id")
        self.reload(None)

    def reload(self, _changes: Changes | None) -> None:
        """Read recipients, copies and words anew. What was made before something changed is checked when issued."""
        if self._meeting:
            self.context.read(packs.pack_plan, self._meeting, then=self._take_plan, newest="packs-plan")
            self.context.read(packs.pack_copies, self._meeting, then=self._take_copies, newest="packs-copies")
            self.context.open(redaction.words_to_look_at, self._meeting, then=self._take_words)

    def panes(self) -> list[QWidget]:
        """Recipients, checks, copies."""
        return [self.recipients, self.checks, self.copies]

    def first_focus(self) -> QWidget | None:
        """Making them."""
        return self.recipients.make

    def leave(self) -> None:
        """Nothing is kept of packs that were not issued."""
        self._stop()
        self._made = None
        self.look.forget()

    def _take_plan(self, plan: PackPlan) -> None:
        self._plan = plan
        many = "1 case" if plan.cases == 1 else f"{plan.cases} cases"
        self.header.say("Packs by recipient", f"Panel of {british_dates.long(plan.held_on)}, {many}")
        self.recipients.show_plan(plan)

    def _take_copies(self, copies: tuple[CopyLine, ...]) -> None:
        self.copies.show_copies(copies)

    def _take_words(self, words: tuple[WordsToLook, ...]) -> None:
        self.checks.show_words(words)
        self._show_made()

    def _make(self, supplement: bool, again: bool = False) -> None:
        if self._running is not None:
            return
        everyone = tuple(each.agency_id for each in self._plan.recipients) if self._plan else ()
        order = PackOrder(
            self._meeting, everyone if again else self.recipients.chosen,
            initials=self.recipients.initials.isChecked(), supplement=supplement, again=again,
        )  # fmt: skip
        desk = self.context.desk
        self._made, self._passes = None, {}
        self._show_made()
        self.checks.work(under_way=True)
        if self.recipients.isAncestorOf(QApplication.focusWidget() or self):
            self.checks.progress.stop.setFocus()
        self.recipients.allow(able=False)
        self.columns.reveal(self.checks)

        def work(progress: Progress) -> MadePacks:
            return desk.with_vault(make_packs, order, desk.press, progress)

        self._running = self.context.operations.read(work, self._take_made, self._not_made, owner=self)
        self._running.stepped.connect(self.checks.progress.show_step)

    def _take_made(self, made: MadePacks) -> None:
        self._made = made
        tell_set_aside(self.context, next((pack.note for pack in made.packs if pack.note), ""))
        self._ended()

    def _not_made(self, error: HipDeskError) -> None:
        self._ended()
        if not isinstance(error, Stopped):
            self.context.messages.error(error)

    def _ended(self) -> None:
        self._running = None
        on_stop = self.checks.progress.stop.hasFocus()
        self.recipients.allow(able=True)
        self._show_made()
        if on_stop:
            (self.issue if self.issue.isVisible() and self.issue.isEnabled() else self.recipients.make).setFocus()
        self.checks.work(under_way=False)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()

    def _show_made(self) -> None:
        made = self._made
        self.checks.show_made(made, frozenset(self._passes))
        many = len(made.packs) if made else 0
        self.issue.say("Issue 1 pack" if many == 1 else f"Issue {many} packs")
        self.issue.setVisible(many > 0)
        unseen = bool(self.checks.look.words)
        self.issue.setEnabled(made is not None and not unseen and not unsettled(made, tuple(self._passes)))

    def _pass(self, key: str, reason: str) -> None:
        self._passes[key] = reason
        self._show_made()

    def _decide(self, words: list[WordsToLook], decision: str) -> None:
        decide(self.context, self, words, decision)
        if decision == "mark" and self._made is not None:
            self._made = None
            self._show_made()
            self.context.messages.toast("Left out. Make the packs again.")

    def _look(self, pack: MadePack) -> None:
        title = f"Copy {pack.copy.copy_number} for {pack.copy.recipient}, {pack.copy.pages} pages"
        self.look.show_pack(title, pack.plain)
        self.stack.setCurrentWidget(self.look)
        self.look.back.setFocus()

    def _leave_look(self) -> None:
        self.stack.setCurrentWidget(self.columns)
        self.look.forget()
        self.issue.setFocus()

    def _ask_issue(self) -> None:
        if self._made is not None and self.issue.isEnabled() and self.issue.isVisible():
            self._issuing.ask(self._made, self._passes)

    def _issued(self) -> None:
        self._made, self._passes = None, {}
        self._show_made()

    def _mark(self, copy_id: str, outcome: str, now: bool) -> None:
        day = today(self.context.clock) if now else None
        command = MarkCopy.model_validate({"copy_id": copy_id, "outcome": outcome, "on_day": day})
        self.context.do(packs.mark_copy, command, owner=self)

    def _password(self, copy_id: str) -> None:
        def tell(password: str) -> None:
            close = (Choice("close", "Close", "primary"),)
            words = f"{password}\n\nSay it on the telephone. That you looked at it is in the log."
            self.context.messages.ask(Question("The password of this copy", words, close), lambda _name: None)

        self.context.open(packs.copy_password, copy_id, then=tell, owner=self)

    def _save_dates(self) -> None:
        plan, desk = self._plan, self.context.desk
        if plan is None:
            return

        def chosen(target: Path) -> None:
            self.context.operations.run(
                lambda _p: desk.with_vault(write_calendar, plan.meeting_id, target),
                lambda saved: self.context.messages.toast(f"Saved as {saved.name}."),
                owner=self,
            )

        name = f"Panel dates {plan.held_on:%Y-%m-%d}.ics"
        self.context.messages.choose_save_file("Save the dates for calendars", name, "Calendar (*.ics)", chosen)
