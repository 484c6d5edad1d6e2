"""Minutes: the text as it stands, what the checks say, corrections, and freezing with the chair's agreement."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractSlider, QStackedWidget, QVBoxLayout, QWidget

from hipdesk.desk import Done
from hipdesk.kernel.changes import Changes
from hipdesk.kernel.progress import Progress
from hipdesk.model.minutes import SIGNATURES
from hipdesk.model.panels.attendance import AttendanceView
from hipdesk.model.panels.day import CarryOver, PanelChoices, Sign
from hipdesk.model.panels.meetings import MeetingCard
from hipdesk.model.panels.minutes import AnswerCorrection, AskCorrection, LogCorrection, MinutesReview, SendToChair
from hipdesk.model.problems import Problem
from hipdesk.services import attendance, hearings, minutes, panel_day, panel_room
from ui.context import Context
from ui.messages.seam import ask_first
from ui.panels.minutes_blocks import MinutesSheet
from ui.panels.minutes_checks import ChecksPart, marks_of
from ui.panels.pane import Pane
from ui.routes import Route
from ui.shortcuts import bind
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Ground
from ui.widgets.reading_order import controls
from ui.widgets.scroll import Scroll

Turn = QAbstractSlider.SliderAction


class MinutesPane(Pane):
    """The sheet at the left, checks at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("minutes-pane")
        self.review: MinutesReview | None = None
        self._people: AttendanceView | None = None
        self._marking = "OFFICIAL-SENSITIVE"
        self._freezing = False
        self._line = ""
        self._place = ""
        self.sheet = MinutesSheet()
        self.checks = ChecksPart()
        self.preview = Button("Preview", icon="file")
        self.preview.setObjectName("preview-minutes")
        self.send = Button("Send to the chair", "primary", icon="mail", key="Ctrl+Enter")
        self.send.setObjectName("send-to-chair")
        self.back = Button("Work on it again", icon="undo")
        self.back.setObjectName("call-back")
        self.header_buttons = [self.preview, self.back, self.send]
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.sheet.setMaximumWidth(theme.current().px(760))
        across = layout.row(layout.STRETCH, self.sheet, layout.STRETCH, margins=(24, 20, 24, 24))
        across.setStretch(1, 20)
        ground = Ground("canvas")
        ground.setLayout(layout.column(across, layout.STRETCH))
        self.pages = Scroll(ground, name="The minutes")
        self.columns = Columns((self.pages, self.checks), (0, 412), names=("Minutes", "Checks"), main=0)
        words = "They begin when the meeting is opened on the Run page, and fill as the panel speaks."
        to_run = Button("To the Run page", "primary", icon="play")
        to_run.setObjectName("minutes-to-run")
        to_run.clicked.connect(lambda: self.context.routes.replace(Route.to("meeting", id=self.meeting_id, page="run")))
        self.empty = EmptyState("note", "There are no minutes yet", words, to_run)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.columns)
        self.stack.addWidget(self.empty)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self.stack)

    def _connect(self) -> None:
        self.preview.clicked.connect(self._preview)
        self.send.clicked.connect(self._send)
        self.back.clicked.connect(lambda: self.context.do(minutes.call_back, self.meeting_id, owner=self))
        self.checks.gone_to.connect(self.show_place)
        self.checks.acted.connect(self._act)
        self.checks.answered.connect(self._answer)
        self.checks.correction_asked.connect(self._ask_correction)
        self.checks.agreed.connect(self._ask_agree)
        self.pages.verticalScrollBar().rangeChanged.connect(self._go_to_place)
        # The sheet has nothing to stand on: it is scrolled from wherever the focus is.
        for key, way in (("PgDn", Turn.SliderPageStepAdd), ("PgUp", Turn.SliderPageStepSub)):
            bind(self, key, partial(self.pages.verticalScrollBar().triggerAction, way), within=True)

    def load(self, _changes: Changes | None) -> None:
        """Read the minutes and their checks."""
        if self.card is None or self.card.opened_at is None:
            self.stack.setCurrentWidget(self.empty)
            return
        self.stack.setCurrentWidget(self.columns)
        key, read = self.meeting_id, self.context.read
        read(panel_day.panel_choices, key, then=self._take_choices, newest="minutes-choices")
        read(attendance.attendance_view, key, then=self._take_people, newest="minutes-people")
        read(minutes.minutes_review, key, then=self._take, newest="minutes-review")

    def show_actions(self, card: MeetingCard) -> None:
        """Send while a draft, call back while with the chair."""
        begun = card.opened_at is not None
        self.preview.setVisible(begun)
        self.send.setVisible(begun and card.minutes_state in ("none", "draft"))
        self.back.setVisible(card.minutes_state == "chair")
        if begun and self.review is None:
            self.load(None)

    def first_focus(self) -> QWidget | None:
        """Sending, or agreeing."""
        return self.send if self.send.isVisible() else self.checks.agree

    def parts(self) -> list[QWidget]:
        """The text and the checks."""
        return [self.pages, self.checks]

    def went_to(self, line_id: str) -> None:
        self._line = line_id

    def _find_place(self) -> None:
        """Where the line of the agenda one was sent to stands on the sheet."""
        line, self._line = self._line, ""
        for section in self.review.minutes.sections if self.review and line else ():
            case = next((case for case in section.cases if case.line_id == line), None)
            if case is not None:
                self._place = f"Item {case.number}"
            elif section.line_id == line:
                self._place = f"Section {section.number}, {section.title}"

    def _go_to_place(self, _least: int, most: int) -> None:
        """The sheet has its height: what was sent for can be scrolled to."""
        place, self._place = self._place, self._place if not most else ""
        if place and most:
            # Once the sheet has laid out what is on it.
            QTimer.singleShot(0, self, partial(self.show_place, place))

    def show_place(self, place: str) -> None:
        """Scroll to where a check points."""
        widget = self.sheet.places.get(place)
        if widget is not None:
            self.columns.show_pane(0)
            self.pages.ensureWidgetVisible(widget, 0, theme.current().px(80))

    def _take_choices(self, choices: PanelChoices) -> None:
        self._marking = choices.marking

    def _take_people(self, view: AttendanceView) -> None:
        self._people = view

    def _take(self, review: MinutesReview) -> None:
        self.review = review
        self._find_place()
        self.sheet.show_minutes(
            review.minutes, self._marking, marks_of(review) if review.minutes.state != "agreed" else {}
        )
        self.checks.show_review(review)
        if self._freezing and review.minutes.state == "agreed":
            # The button that froze them is gone; what may still be done takes the focus.
            self._freezing = False
            controls(self.checks)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _preview(self) -> None:
        frozen = {"frozen": "yes"} if self.review is not None and self.review.minutes.state == "agreed" else {}
        self.context.routes.go(Route.to("meeting-paper", paper="minutes", id=self.meeting_id, **frozen))

    def _send(self) -> None:
        def sent(number: str) -> None:
            self.context.messages.toast(f"Draft {number} is with the chair. Save it from the preview to send it.")

        self.context.do(minutes.send_to_chair, SendToChair(meeting_id=self.meeting_id), then=sent, owner=self)

    def _act(self, problem: Problem, act: str) -> None:
        line, action = self._line_at(problem.where), self._action_in(problem)
        if act == "open" and action:
            self.context.routes.go(Route.to("action", id=action))
        elif act == "signed":
            self._sign(problem)
        elif act == "carry" and line:
            self.context.do(hearings.carry_over, CarryOver(line_id=line), owner=self)
        elif line:
            self.context.routes.replace(Route.to("meeting", id=self.meeting_id, page="run", line=line))

    def _sign(self, problem: Problem) -> None:
        people = self._people.people if self._people else ()
        unsigned = [person for person in people if person.present and not person.signed]
        if problem.field != SIGNATURES:
            unsigned = [person for person in unsigned if problem.words.startswith(person.name)][:1]
        if unsigned:
            ids = tuple(person.id for person in unsigned)
            self.context.do(panel_room.sign, Sign(attendance_ids=ids), owner=self)

    def _action_in(self, problem: Problem) -> str:
        """The action a finding speaks of, by the number in its words."""
        if problem.field not in ("owner", "due", "wording") or self.review is None:
            return ""
        minutes_now = self.review.minutes
        given = [action for case in minutes_now.cases for action in case.actions]
        given += [action for section in minutes_now.sections for action in section.actions]
        return next((each.id for each in given if problem.words.startswith(f"Action {each.number} ")), "")

    def _line_at(self, where: str) -> str:
        cases = self.review.minutes.cases if self.review else ()
        found = next((case.line_id for case in cases if where == f"Item {case.number}"), "")
        sections = self.review.minutes.sections if self.review else ()
        return found or next((section.line_id or "" for section in sections if section.actions), "")

    def _answer(self, key: str, accept: bool, reason: str) -> None:
        command = AnswerCorrection(correction_id=key, accept=accept, reason=reason)
        self.context.do(minutes.answer_correction, command, owner=self)

    def _ask_correction(self, said: str, now: str) -> None:
        name = self.card.chair if self.card and self.card.chair else "The chair"
        if self.review is not None and self.review.minutes.state == "agreed":
            command = LogCorrection(
                meeting_id=self.meeting_id, place="Minutes", said=said, now_says=now, asked_by=name, agreed_by=name
            )
            self.checks.ask.answer(self.context, minutes.log_correction, command)
            return
        asked = AskCorrection(meeting_id=self.meeting_id, said=said, now_says=now, asked_by=name)
        self.checks.ask.answer(self.context, minutes.ask_correction, asked)

    def _ask_agree(self) -> None:
        chair = self.card.chair if self.card else ""
        ask_first(
            self.context.messages,
            "Agree these minutes and freeze them?",
            f"They are kept exactly as they print now, agreed by {chair or 'the chair'}. This cannot be taken back.",
            "Agree and freeze",
            self._agree,
        )

    def _agree(self) -> None:
        desk, key = self.context.desk, self.meeting_id
        chair = self.card.chair if self.card and self.card.chair else "The chair"
        self._freezing = True
        self.checks.agree.setEnabled(False)

        def work(progress: Progress) -> Done[str]:
            return desk.agree_minutes(key, chair, progress)

        owner: QObject = self
        self.context.operations.run(work, self._agreed, owner=owner)

    def _agreed(self, done: Done[str]) -> None:
        self.context.messages.toast(f"Frozen as version 1.0, audit {done.value}.")
