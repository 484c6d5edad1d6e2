"""What is done while the panel runs, beside writing: actions given, people coming and going, signing, learning."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hipdesk.model.action_log import AddAction, UpdateAction
from hipdesk.model.panels.day import AddLearning, Arrive, Leave, Sign
from hipdesk.services import actions, panel_day, panel_room
from ui.routes import Route

if TYPE_CHECKING:
    from ui.panels.run_view import RunView


class RunDoings(QObject):
    """Joins the parts of a running panel to the services."""

    def __init__(self, view: "RunView") -> None:
        super().__init__(view)
        self._view = view
        self._context = view.context
        view.newcomer.reopen = lambda _what: view.choices is not None and self.ask_newcomer()
        quick = view.decision.quick
        quick.asked.connect(self._read_back)
        quick.given.connect(self._give)
        quick.carried.connect(self._carry)
        view.decision.taken_back.connect(lambda key: self._do(actions.remove_action, key))
        view.bottom.arrives.connect(self._arrives)
        view.bottom.leaves.connect(self._leaves)
        view.bottom.newcomer.connect(self.ask_newcomer)
        view.newcomer.given.connect(self._newcomer)
        view.middle.signed.connect(self._sign)
        view.middle.learned.connect(self._learn)
        view.middle.paper_wanted.connect(self._paper)
        view.middle.actions_wanted.connect(lambda: self._context.routes.go(Route.to("actions", tab="late")))

    @property
    def _meeting(self) -> str:
        return self._view.card.id if self._view.card else ""

    def _do(self, service: object, *args: object) -> None:
        self._context.do(service, *args, owner=self)  # type: ignore[arg-type] # a service of the panel day

    def _read_back(self, line: str) -> None:
        view = self._view
        self._context.read(
            panel_day.read_action, view.current, line, then=view.decision.quick.show_read, newest="quick-action"
        )

    def _give(self, given: dict[str, object]) -> None:
        view = self._view
        case = view.shown.case.case_id if view.shown and view.shown.case else None
        command = AddAction.model_validate(
            {**given, "case_id": case, "meeting_id": self._meeting, "line_id": view.current}
        )
        answers = view.keeper.answers_quick()
        self._context.do(actions.add_action, command, then=self._given_out, owner=self, answers=answers)

    def _given_out(self, _key: str) -> None:
        self._view.decision.quick.given_out()
        self._view.keeper.flush()

    def _carry(self, action_id: str) -> None:
        quick = self._view.decision.quick
        due = quick.due
        if due is None:
            self._context.messages.toast("Write a date first, as “by 12 Dec”.")
            return
        command = UpdateAction.model_validate(
            {
                "action_id": action_id,
                "step": "carried_forward",
                "new_due_on": due,
                "words": "Carried forward by the panel",
                "meeting_id": self._meeting,
            }
        )
        self._context.do(actions.update_action, command, then=lambda _none: quick.given_out(), owner=self)

    def _arrives(self, key: str, online: bool) -> None:
        self._do(panel_room.arrive, Arrive(meeting_id=self._meeting, attendance_id=key, remote=online))

    def _leaves(self, key: str) -> None:
        self._do(panel_room.leave, Leave(attendance_id=key))

    def ask_newcomer(self) -> bool:
        """Ask who came in."""
        self._view.newcomer.ask(self._view.choices.agencies if self._view.choices else ())
        return True

    def _newcomer(self, name: str, agency: str, observer: bool, online: bool) -> None:
        capacity = "observer" if observer else "presenter"
        command = Arrive(
            meeting_id=self._meeting, name=name, agency_id=agency or None, capacity=capacity, remote=online
        )
        self._view.newcomer.answer(self._context, panel_room.arrive, command)

    def _sign(self, ids: tuple[str, ...]) -> None:
        signed = {person.id for person in self._view.people if person.signed}
        new, gone = tuple(set(ids) - signed), tuple(signed - set(ids))
        if new:
            self._do(panel_room.sign, Sign(attendance_ids=new))
        if gone:
            self._do(panel_room.sign, Sign(attendance_ids=gone, signed=False))

    def _learn(self, lesson: str) -> None:
        command = AddLearning(meeting_id=self._meeting, line_id=self._view.current, lesson=lesson)
        ask = self._view.middle.learning
        if ask is not None:
            said = self._context.messages.toast
            ask.answer(self._context, panel_day.add_learning, command, then=lambda _key: said("Kept."))

    def _paper(self, case_id: str) -> None:
        self._context.routes.go(Route.to("meeting-paper", paper="case-paper", id=self._meeting, case=case_id))
