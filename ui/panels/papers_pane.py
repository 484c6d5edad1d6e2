"""Papers: what this meeting has by now, each to preview or save; deadlines, returns, and who got what."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from hipdesk.desk import PaperForm
from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import LONDON, today
from hipdesk.model.panels.day import PanelChoices
from hipdesk.model.panels.meetings import MarkStep, MeetingCard, MoveStep
from hipdesk.model.panels.packs import PACK
from hipdesk.model.panels.papers import MeetingPapers, PaperLine
from hipdesk.model.panels.returns import AskAgencies, ChaseReturns, RecordReturn, ReturnsView
from hipdesk.model.sending import TO_AGENCIES
from hipdesk.papers.catalogue import CATALOGUE, PACKS, WHOLE_PACK, PaperOptions
from hipdesk.papers.word import is_word
from hipdesk.services import panel_day, panel_papers, panels, returns
from ui.context import Context
from ui.panels.mailing import offer_mails
from ui.panels.pane import Pane
from ui.panels.return_file import choose_return
from ui.panels.returns_part import ReturnsPart
from ui.panels.saving import make_and_save
from ui.panels.steps_part import StepsPart
from ui.routes import Route
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.columns import Columns
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Group, Line

_ICONS = {
    "agenda": "list",
    "case-paper": "folder",
    "minutes": "note",
    "action-slip": "tick-square",
    "names-list": "people",
    "return-form": "return",
    "attendance-sheet": "edit",
    "action-log": "tick",
    "place-labels": "person",
    "file-labels": "folder",
    "information-pack": "book",
    "call-list": "key",
    "letters-call-list": "key",
}


class PapersPane(Pane):
    """Three columns: deadlines, papers with the register of copies, agency returns."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("papers-pane")
        self._papers: MeetingPapers | None = None
        self._returns: ReturnsView | None = None
        self._choices: PanelChoices | None = None
        self.steps = StepsPart(lambda: today(context.clock))
        self.list = RowList(name="Papers of this meeting")
        self.list.setObjectName("papers-list")
        self.list.heights = {1: 38, 2: 48, 3: 66}
        self.copies = RowList(name="Copies that left the program")
        self.copies.setObjectName("copies-list")
        self.copies.heights = {1: 34, 2: 46, 3: 66}
        self.returns = ReturnsPart()
        self.preview = Button("Preview", "primary", icon="file", key="Ctrl+Enter")
        self.preview.setObjectName("preview-paper")
        self.save = Button("Save as PDF", icon="download")
        self.save.setObjectName("save-paper")
        self.save_word = Button("Save as Word", icon="download")
        self.save_word.setObjectName("save-word")
        self.mails = Button("E-mails", icon="mail")  # four buttons fit beside each other at 200 %
        self.mails.setObjectName("mail-agencies")
        self.packs = Button("Packs by recipient", icon="people", small=True)
        self.packs.setObjectName("open-packs")
        self.header_buttons = [self.mails, self.save_word, self.save, self.preview]
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        large = theme.current().large
        papers = layout.column(self._headed("Papers", self.packs), Hairline(), gap=0)
        papers.addWidget(self.list, 3)
        # One under the other, neither list would have room at large text.
        copied = layout.column(gap=0) if large else papers
        if not large:
            copied.addWidget(Hairline(strong=True))
        copied.addLayout(self._headed("Who got what"))
        copied.addWidget(Hairline())
        copied.addWidget(self.copies, 1)
        self.none_left = Label("No copy has left the program.", "second")
        copied.addLayout(layout.row(self.none_left, margins=(20, 4, 20, 12)))
        middle = [(_ground(papers), "Papers")]
        if large:
            copied.addStretch(0)
            middle.append((_ground(copied), "Who got what"))
        panes = [(self.steps, "Deadlines"), *middle, (self.returns, "Agency returns")]
        widths = (300, *(0 for _pane in middle), 320)
        columns = Columns([pane for pane, _name in panes], widths, names=[name for _pane, name in panes], main=1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(columns)

    @staticmethod
    def _headed(words: str, *more: QWidget) -> QHBoxLayout:
        return layout.row(Label(words, "head"), layout.STRETCH, *more, margins=(20, 10, 20, 8))

    def _connect(self) -> None:
        self.list.opened.connect(lambda _key: self._preview())
        self.list.moved.connect(lambda _key: self._name_buttons())
        self.preview.clicked.connect(self._preview)
        self.save.clicked.connect(lambda: self._save("pdf"))
        self.save_word.clicked.connect(lambda: self._save("word"))
        self.mails.clicked.connect(self._mail)
        self.steps.marked.connect(self._mark)
        self.steps.moved.connect(self._move_step)
        self.returns.asked.connect(self._ask)
        self.returns.chased.connect(self._chase)
        self.returns.wanted.connect(self._ask_return)
        self.returns.form.given.connect(self._record)
        self.returns.form.reopen = self._ask_return
        self.returns.came.connect(lambda: choose_return(self.context, self, self.meeting_id))

    def load(self, _changes: Changes | None) -> None:
        """Read papers, copies and returns."""
        key, read = self.meeting_id, self.context.read
        if key:
            read(panel_papers.meeting_papers, key, then=self._take, newest="papers")
            read(returns.returns_view, key, then=self._take_returns, newest="papers-returns")
            read(panel_day.panel_choices, key, then=self._take_choices, newest="papers-choices")

    def show_actions(self, card: MeetingCard) -> None:
        """Preview and save always; deadlines as they stand now."""
        self.preview.show()
        self.save.show()
        self.save_word.show()
        self.mails.show()
        self.steps.show_steps(card)

    def first_focus(self) -> QWidget | None:
        """The papers."""
        return self.list

    def parts(self) -> list[QWidget]:
        """Deadlines, papers, copies, returns."""
        return [self.steps, self.list, self.copies, self.returns]

    def _take(self, papers: MeetingPapers) -> None:
        self._papers = papers
        rows: list[Group | Line] = []
        group = ""
        for paper in papers.papers:
            if paper.group != group:
                group = paper.group
                rows.append(Group(group))
            rows.append(
                Line(paper.key, paper.title, paper.words, icon=_ICONS.get(paper.paper, "file"), plain_title=True)
            )
        self.list.show_rows(rows)
        if self.list.current_key() is None:
            self.list.go_to_first()
        self.copies.show_rows(
            [
                Line(
                    copy.id,
                    _title_of(copy.paper),
                    f"for {copy.recipient}",
                    small=copy.copy_words,
                    plain_title=True,
                    right=f"{copy.made_at.astimezone(LONDON):%d %b %H:%M}",
                )
                for copy in papers.issued
            ]
        )
        self.none_left.setVisible(not papers.issued)
        self.copies.setVisible(bool(papers.issued))
        self._name_buttons()

    def _take_returns(self, view: ReturnsView) -> None:
        self._returns = view
        self.returns.show_returns(view)

    def _take_choices(self, choices: PanelChoices) -> None:
        self._choices = choices

    def _current(self) -> PaperLine | None:
        key = self.list.current_key()
        papers = self._papers.papers if self._papers else ()
        return next((paper for paper in papers if paper.key == key), None)

    def _name_buttons(self) -> None:
        paper = self._current()
        what = f"{paper.title.lower()}, {paper.words}" if paper else "paper"
        self.preview.setAccessibleName(f"Preview {what}")
        self.save.setAccessibleName(f"Save {what} as PDF")
        self.save_word.setAccessibleName(f"Save {what} as Word")
        for button in (self.preview, self.save):
            button.setEnabled(paper is not None)
        self.save_word.setEnabled(paper is not None and is_word(paper.paper))
        self.mails.setEnabled(paper is not None and paper.paper in TO_AGENCIES)
        self.mails.setAccessibleName(f"E-mails to agencies: {paper.title.lower()}" if paper else "E-mails to agencies")

    def _preview(self) -> None:
        paper = self._current()
        if paper is not None:
            self.context.routes.go(
                Route.to(
                    "meeting-paper", paper=paper.paper, id=self.meeting_id, agency=paper.agency_id, case=paper.case_id
                )
            )

    def _save(self, form: PaperForm) -> None:
        paper = self._current()
        if paper is not None:
            options = PaperOptions(meeting_id=self.meeting_id, agency_id=paper.agency_id, case_id=paper.case_id)
            recipient = paper.words.split(",")[0] if paper.agency_id else "the office"
            make_and_save(self.context, self, paper.paper, options, recipient, self._saved, form)

    def _mail(self) -> None:
        paper = self._current()
        if paper is not None and paper.paper in TO_AGENCIES:
            offer_mails(self.context, self, paper.paper, paper.title, self.meeting_id)

    def _saved(self, target: Path) -> None:
        self.context.messages.toast(f"Saved as {target.name}.")

    def _mark(self, code: str, done: bool) -> None:
        day = today(self.context.clock) if done else None
        self.context.do(panels.mark_step_done, MarkStep(meeting_id=self.meeting_id, step=code, done_on=day), owner=self)

    def _move_step(self, code: str, day: date) -> None:
        before = next((step.due_on for step in self.card.steps if step.code == code), day) if self.card else day

        def move_to(to: date) -> MoveStep:
            return MoveStep(meeting_id=self.meeting_id, step=code, due_on=to)

        def moved(_none: None) -> None:
            back = move_to(before)
            self.context.messages.toast("The day is set.", lambda: self.context.do(panels.move_step, back, owner=self))

        self.steps.ask.answer(self.context, panels.move_step, move_to(day), then=moved)

    def _ask(self) -> None:
        self.context.do(returns.ask_agencies, AskAgencies(meeting_id=self.meeting_id), owner=self)

    def _chase(self, agency_id: str) -> None:
        command = ChaseReturns(meeting_id=self.meeting_id, agency_ids=(agency_id,) if agency_id else ())
        self.context.do(returns.chase_returns, command, owner=self)

    def _ask_return(self, agency_id: str) -> bool:
        view, choices = self._returns, self._choices
        if view is None or choices is None:
            return False
        own = [each for each in view.returns if each.agency_id == agency_id]
        missing = [each.case_id for each in own if not each.is_in]
        self.returns.form.ask(agency_id, own[0].agency if own else "", choices, missing)
        return True

    def _record(self, given: dict[str, object]) -> None:
        command = RecordReturn.model_validate({**given, "meeting_id": self.meeting_id})
        self.returns.form.answer(self.context, returns.record_return, command)


def _ground(inside: QLayout) -> QWidget:
    made = Ground("surface")
    made.setLayout(inside)
    return made


def _title_of(paper: str) -> str:
    """What a paper is called; a pack stands in no catalogue, since it is made for all its recipients at once."""
    return PACKS[WHOLE_PACK] if paper == PACK else CATALOGUE[paper].title if paper in CATALOGUE else paper
