"""An action given outside a meeting: what, whose, by when."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from hipdesk.model.action_log import AddAction
from hipdesk.services import actions
from hipdesk.services.agencies import list_agencies
from ui.cases.asks.ask import Ask, Call
from ui.widgets.labels import Label


class ActionAsk(Ask):
    """A further action of the case; at a meeting it is given on Run, where the minutes have it."""

    TITLE, DONE, SAID, PAGE = "Add an action", "Add the action", "The action is on the case.", "actions"

    def reads(self) -> Call | None:
        return Call(list_agencies, ())

    def above(self) -> Sequence[QWidget]:
        return (
            Label("Given outside a meeting. What the panel decides is written on its Run page.", "second", wrap=True),
        )

    def make(self) -> None:
        agencies = self.found if isinstance(self.found, tuple | list) else ()
        self.add_line("wording", "What is to be done", example="Fit letterbox guard")
        self.add_choice("owner_agency_id", "Owner", [(agency.id, agency.name) for agency in agencies])
        self.add_line("owner_name", "Who there")
        self.add_day("due_on", "Due")

    def needed(self) -> dict[str, str]:
        return {"wording": "Say what is to be done"}

    def call(self) -> Call:
        given = {
            "case_id": self.view.id,
            "wording": self.text("wording"),
            "owner_agency_id": self.value("owner_agency_id"),
            "owner_name": self.text("owner_name"),
            "due_on": self.day("due_on"),
        }
        return Call(actions.add_action, (AddAction.model_validate(given),))

    def undo(self) -> Call | None:
        return Call(actions.remove_action, (self.made,)) if isinstance(self.made, str) else None
