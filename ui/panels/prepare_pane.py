"""Prepare: who comes, the agenda with its times, what is to settle."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.model.panels import agendas as asked
from hipdesk.model.panels.agendas import AgendaView, CouldBeAdded, ToSettle
from hipdesk.model.panels.attendance import AttendanceView, DeclareInterest, Invite, Join, RuleOnInterest
from hipdesk.model.panels.day import PanelChoices
from hipdesk.model.panels.meetings import MeetingCard
from hipdesk.services import agendas, attendance, panel_day
from ui.context import Context
from ui.panels.agenda_part import AgendaPart
from ui.panels.attendance_part import AttendancePart
from ui.panels.matter_ask import MatterAsk
from ui.panels.pane import Pane
from ui.panels.settle_part import SettlePart
from ui.routes import Route
from ui.widgets.buttons import Button
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyState
from ui.widgets.reading_order import tab_as_one_reads


class PreparePane(Pane):
    """Three columns, or an empty page that proposes the agenda."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setObjectName("prepare-pane")
        self._view: AgendaView | None = None
        self._choices: PanelChoices | None = None
        self.people = AttendancePart()
        self.agenda = AgendaPart()
        self.settle = SettlePart()
        self.matter = MatterAsk()
        self.preview = Button("Preview agenda", icon="file")
        self.preview.setObjectName("preview-agenda")
        self.finish = Button("Finish agenda", "primary", icon="tick", key="Ctrl+Enter")
        self.finish.setObjectName("finish-agenda")
        self.again = Button("Work on it again", icon="undo")
        self.again.setObjectName("reopen-agenda")
        self.propose = Button("Propose by the rules", icon="plus")
        self.propose.setObjectName("propose-agenda")
        self.header_buttons = [self.propose, self.preview, self.again, self.finish]
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        first = Button("Propose the agenda", "primary", icon="list")
        first.setObjectName("propose-first")
        first.clicked.connect(self._propose)
        words = (
            "The rules bring urgent cases, those accepted and not yet heard, those carried over, reviews due, closures "
            "and aftercare, children first, each with the reason it is there. You put them in order."
        )
        self.empty = EmptyState("list", "Nothing is on the agenda yet", words, first)
        names = ("Attendance", "Agenda", "To settle")
        self.columns = Columns((self.people, self.agenda, self.settle), (280, 0, 288), names=names, main=1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.columns)
        self.stack.addWidget(self.empty)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.matter)
        down.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.people.wanted.connect(lambda command: self._do(*self._answer(command)))
        self.people.answered.connect(lambda command: self.people.ask.answer(self.context, *self._answer(command)))
        self.people.removed.connect(lambda key: self.context.do(attendance.remove_attendee, key, owner=self))
        self.people.invite.clicked.connect(self._invite)
        self.agenda.ordered.connect(self._order)
        self.agenda.timed.connect(self._time)
        self.agenda.taken.connect(self._take_off)
        self.agenda.presenter_wanted.connect(self._ask_presenter)
        self.agenda.opened.connect(lambda key: self.context.routes.go(Route.to("case", id=key)))
        self.settle.act.connect(self._settle)
        self.settle.added.connect(self._add)
        self.settle.presenter_given.connect(self._present)
        self.settle.presenter.reopen = self._ask_presenter
        self.settle.rules_wanted.connect(lambda: self.context.routes.go(Route.to("settings", page="panel")))
        self.settle.matter_wanted.connect(self.matter.ask)
        self.matter.given.connect(self._add_matter)
        self.propose.clicked.connect(self._propose)
        self.preview.clicked.connect(self._preview)
        self.finish.clicked.connect(lambda: self._do(agendas.finish_agenda, self.meeting_id))
        self.again.clicked.connect(lambda: self._do(agendas.reopen_agenda, self.meeting_id))

    def load(self, _changes: Changes | None) -> None:
        """Read agenda, people and what may be chosen."""
        if self.meeting_id:
            self.context.read(agendas.agenda_view, self.meeting_id, then=self._take, newest="prepare-agenda")
            self.context.read(
                attendance.attendance_view, self.meeting_id, then=self._take_people, newest="prepare-people"
            )
            self.context.read(
                panel_day.panel_choices, self.meeting_id, then=self._take_choices, newest="prepare-choices"
            )

    def show_actions(self, card: MeetingCard) -> None:
        """Finish while it is worked on, work on it again while it has not been held."""
        planned = card.status == "planned" and card.opened_at is None
        lines = bool(self._view and self._view.lines)
        self.preview.setVisible(lines)
        due = any(case.due for case in (self._view.could_be_added if self._view else ()))
        self.propose.setVisible(planned and not card.prepare.done and lines and due)
        self.finish.setVisible(planned and not card.prepare.done and lines)
        self.again.setVisible(planned and card.prepare.done)

    def first_focus(self) -> QWidget | None:
        """The first line."""
        return self.agenda.first_row() or self.people.people

    def parts(self) -> list[QWidget]:
        """People, agenda, what is to settle."""
        return [self.people.people, self.agenda, self.settle]

    def _take(self, view: AgendaView) -> None:
        self._view = view
        self.stack.setCurrentWidget(self.columns if view.lines else self.empty)
        self.agenda.show_agenda(view)
        self.settle.show_agenda(view)
        if self.card is not None:
            self.show_actions(self.card)
            self.buttons_changed.emit()
        tab_as_one_reads(self.columns)

    def _take_people(self, view: AttendanceView) -> None:
        self.people.show_people(view)

    def _take_choices(self, choices: PanelChoices) -> None:
        self._choices = choices
        self.people.show_choices(choices)

    def _do(self, service: object, *args: object) -> None:
        self.context.do(service, *args, owner=self)  # type: ignore[arg-type] # a service of this page

    def _propose(self) -> None:
        self._do(agendas.propose_agenda, asked.ProposeAgenda(meeting_id=self.meeting_id))

    def _invite(self) -> None:
        self._do(attendance.invite, Invite(meeting_id=self.meeting_id))

    def _answer(self, command: object) -> tuple[Callable[..., object], object]:
        """The service of a command about who comes, and the command."""
        if isinstance(command, DeclareInterest):
            return attendance.declare_interest, command.model_copy(update={"meeting_id": self.meeting_id})
        if isinstance(command, RuleOnInterest):
            return attendance.rule_on_interest, command
        return (attendance.join if isinstance(command, Join) else attendance.answer), command

    def _order(self, ids: list[str]) -> None:
        self._do(agendas.order_agenda, asked.OrderAgenda(meeting_id=self.meeting_id, line_ids=tuple(ids)))

    def _time(self, line_id: str, minutes: int) -> None:
        self._do(agendas.set_minutes_planned, asked.SetMinutesPlanned(line_id=line_id, minutes=minutes))

    def _take_off(self, line_id: str) -> None:
        line = self._view.line(line_id) if self._view else None

        def taken(_none: None) -> None:
            if line is not None and line.case_id:
                back = asked.AddToAgenda(
                    meeting_id=self.meeting_id, case_id=line.case_id, minutes=line.minutes, reason=line.reason
                )
                what = f"{line.reference} is off the agenda."
                self.context.messages.toast(what, lambda: self._do(agendas.add_to_agenda, back))

        self.context.do(agendas.remove_from_agenda, line_id, then=taken, owner=self)

    def _ask_presenter(self, line_id: str) -> bool:
        line = self._view.line(line_id) if self._view else None
        if line is None or self._choices is None:
            return False
        self.settle.presenter.ask(line_id, f"item {line.number}, {line.reference} {line.initials}", self._choices)
        return True

    def _present(self, line_id: str, name: str, agency: str) -> None:
        command = asked.SetPresenter(line_id=line_id, presenter=name, agency_id=agency or None)
        self.settle.presenter.answer(self.context, agendas.set_presenter, command)

    def _settle(self, thing: ToSettle) -> None:
        if thing.code == "presenter":
            self._ask_presenter(thing.subject_id)
        elif thing.code == "attendance":
            self._invite()
        elif thing.code in ("empty", "standing"):
            self._propose()
        elif thing.code == "answer":
            self.people.people.go_to(thing.subject_id)
            self.people.open_menu(thing.subject_id)

    def _add(self, case: CouldBeAdded) -> None:
        if case.case_id is None:
            self.context.routes.go(Route.to("referrals", id=case.referral_id or ""))
            return
        self._do(agendas.add_to_agenda, asked.AddToAgenda(meeting_id=self.meeting_id, case_id=case.case_id))

    def _add_matter(self, title: str, minutes: int) -> None:
        command = asked.AddMatter(meeting_id=self.meeting_id, title=title, minutes=minutes)
        self.matter.answer(self.context, agendas.add_matter, command)

    def _preview(self) -> None:
        self.context.routes.go(Route.to("meeting-paper", paper="agenda", id=self.meeting_id))
