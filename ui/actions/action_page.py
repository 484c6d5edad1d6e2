"""One action: what it asks, how it stands, everything said about it, and what may be done with it."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import today
from hipdesk.model.action_log import ActionDetail, ActionWord, ChangeAction, EscalateActions, Step, UpdateAction
from hipdesk.services import actions
from hipdesk.services.agencies import list_agencies
from ui.actions.change_strip import ChangeStrip
from ui.actions.strip import StepStrip
from ui.actions.table import short_day, state_chip
from ui.context import Context
from ui.routes import Route
from ui.shell.page import Page
from ui.style import theme
from ui.style.tokens import MARGIN
from ui.widgets import british_dates, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.flow import Flow
from ui.widgets.header_strip import HeaderStrip
from ui.widgets.labels import Hairline, Label
from ui.widgets.scroll import Scroll
from ui.widgets.timeline import Day, Moment, Timeline

_ORDER: tuple[tuple[Step, str, str], ...] = (
    ("progress", "A word about it", "message"),
    ("completed", "Done", "tick"),
    ("carried_forward", "Carry forward", "arrow-right"),
    ("new_date", "New date", "calendar"),
    ("not_completed_circumstances", "Not done: circumstances changed", ""),
    ("not_completed_agency", "Not done by the agency", ""),
    ("superseded", "Superseded", ""),
)
_MAY: dict[Step, str] = {"progress": "in_progress", "new_date": "in_progress"}
_ICONS = {"completed": "tick", "chased": "mail", "escalated": "arrow-up", "carried_forward": "arrow-right"}


class ActionPage(Page):
    """One action. Route: ``Route.to("action", id=…)``."""

    help_topic = "actions"
    shows = frozenset({"action", "action_update"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("action-page")
        self._id = ""
        self._detail: ActionDetail | None = None
        self.strip_head = HeaderStrip()
        self.steps = Flow(gap=8, line_gap=8)
        self._first: QWidget | None = None
        self.strip = StepStrip(lambda: today(context.clock))
        self.strip.given.connect(self._update)
        self.strip.reopen = self._step_again
        self.change = ChangeStrip()
        self.change.reopen = self._change_again
        self.change.given.connect(self._change)
        self.done_when = Label("", "body", wrap=True)
        self.reason = Label("", "body", wrap=True)
        self.history = Timeline(name="What was said about this action", ground="surface")
        self._lay_out()

    def _lay_out(self) -> None:
        self.history.setMinimumHeight(theme.current().px(120))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.strip_head)
        down.addWidget(Hairline())
        words = layout.column(self.done_when, self.reason, 4, Label("History", "head"), gap=6)
        body = layout.column(gap=0)
        body.addLayout(layout.column(self.steps, margins=(MARGIN, 10, MARGIN, 10)))
        body.addWidget(self.strip)
        body.addWidget(self.change)
        body.addLayout(layout.column(words, margins=(MARGIN, 8, MARGIN, 0)))
        body.addLayout(layout.column(self.history, margins=(MARGIN, 6, MARGIN, 0)), 1)
        # At large text the buttons and the open strip need more than the window has.
        down.addWidget(Scroll(body, name="The action"), 1)

    def open_route(self, route: Route) -> None:
        """Show the action of the route."""
        self._id = route.get("id")
        self._load()

    def reload(self, _changes: Changes | None) -> None:
        """Read anew."""
        self._load()

    def panes(self) -> list[QWidget]:
        """The history."""
        return [self.history]

    def first_focus(self) -> QWidget | None:
        """The first step."""
        return self._first or self.history

    def _load(self) -> None:
        if self._id:
            self.context.read(actions.action_detail, self._id, then=self._take, newest="action-detail")
            self.context.read(list_agencies, then=self.change.show_agencies, owner=self, newest="action-agencies")

    def _take(self, detail: ActionDetail) -> None:
        self._detail = detail
        action = detail.action
        wording = Label(action.wording, "page")
        self.strip_head.show_first(Label(action.number, "page"), wording, ChipLabel(state_chip(action)))
        case: QWidget = Label("General")
        if action.case_id:
            link = LinkButton(f"{action.reference} {action.initials}".strip())
            link.setObjectName("action-case")
            link.clicked.connect(self._open_case)
            case = link
        first = short_day(action.first_due_on)
        self.strip_head.show_facts(
            [
                ("Owner", Label(action.owner or "No one", tone="" if action.owner else "red")),
                ("Due", Label(short_day(action.due_on) or action.due_words or "No date")),
                ("First due", Label(first or "Not set")),
                ("Carried", Label(action.carried_words or "Never")),
                ("Case", case),
                ("Escalated", Label(action.escalated_to or "No")),
            ]
        )
        self.done_when.say(f"Done when: {action.done_when}" if action.done_when else "")
        self.done_when.setVisible(bool(action.done_when))
        self.reason.say(f"Why it was not done: {action.not_done_reason}" if action.not_done_reason else "")
        self.reason.setVisible(bool(action.not_done_reason))
        self._show_steps(detail)
        self.history.show_rows(_history(detail))

    def _show_steps(self, detail: ActionDetail) -> None:
        self.steps.clear()
        self._first = None
        for step, words, icon in _ORDER:
            if _MAY.get(step, step) not in detail.may_become:
                continue
            role = "primary" if step == "completed" else "secondary"
            button = Button(words, role, icon=icon)
            button.setObjectName(f"do-{step}")
            button.clicked.connect(lambda _on=False, step=step: self.strip.ask(step))
            self._offer(button)
        if "open" in detail.may_become and detail.action.rag.code in ("done", "ended"):
            again = Button("Open again", icon="undo")
            again.setObjectName("do-reopened")
            again.clicked.connect(lambda: self._update("reopened", None, ""))
            self._offer(again)
        if detail.action.rag.code == "red":
            tell = Button("Escalate", icon="arrow-up")
            tell.setObjectName("do-escalated")
            tell.clicked.connect(lambda: self.strip.ask("escalated"))
            self._offer(tell)
        change = Button("Change owner or wording", icon="edit")
        change.setObjectName("change-action")
        change.clicked.connect(lambda: self.change.ask(detail.action))
        self._offer(change)
        self.steps.updateGeometry()

    def _step_again(self, what: str) -> bool:
        if self._detail is not None:
            self.strip.ask(what)
        return self._detail is not None

    def _change_again(self, _what: str) -> bool:
        if self._detail is not None:
            self.change.ask(self._detail.action)
        return self._detail is not None

    def _offer(self, button: Button) -> None:
        """One more thing that may be done."""
        self.steps.add(button)
        self._first = self._first or button

    def _update(self, step: str, day: object, words: str) -> None:
        if self._detail is None:
            return
        if step == "escalated":
            told = EscalateActions(action_ids=(self._id,), to=words)
            self.strip.answer(self.context, actions.escalate, told)
            return
        chosen = day if isinstance(day, date) else None
        command = UpdateAction(
            action_id=self._id,
            version=self._detail.action.version,
            step=step,
            words=words,
            done_on=chosen if step == "completed" else None,
            new_due_on=chosen if step in ("new_date", "carried_forward") else None,
        )
        self.strip.answer(self.context, actions.update_action, command)

    def _change(self, command: object) -> None:
        if isinstance(command, ChangeAction):
            self.change.answer(self.context, actions.change_action, command)

    def _open_case(self) -> None:
        if self._detail is not None and self._detail.action.case_id:
            self.context.routes.go(Route.to("case", id=self._detail.action.case_id, page="actions"))


def _history(detail: ActionDetail) -> list[Day | Moment]:
    rows: list[Day | Moment] = []
    last: date | None = None
    for word in detail.history:
        if word.on_day != last:
            rows.append(Day(british_dates.long(word.on_day)))
            last = word.on_day
        rows.append(_moment(len(rows), word))
    raised = detail.action.raised_on
    if raised is not None:
        rows.append(Day(british_dates.long(raised)))
        rows.append(
            Moment("raised", "flag", "Given", words=f"Due {short_day(detail.action.first_due_on) or 'not set'}")
        )
    return rows


def _moment(at: int, word: ActionWord) -> Moment:
    moved = ""
    if word.new_due_on is not None:
        was = f", was {short_day(word.old_due_on)}" if word.old_due_on else ""
        moved = f"Now due {short_day(word.new_due_on)}{was}. "
    return Moment(f"word-{at}", _ICONS.get(word.kind, "message"), word.kind_words, words=f"{moved}{word.text}".strip())
