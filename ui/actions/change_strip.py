"""Putting an action's wording or owner right, in a strip on its page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from hipdesk.model.action_log import ActionView, ChangeAction
from hipdesk.model.agencies import AgencyView
from ui.parts.asking import Asking
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.labels import Hairline, Label
from ui.widgets.text_field import TextField


class ChangeStrip(Asking):
    """``given`` carries the command."""

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("change-strip")
        self._action: ActionView | None = None
        self.wording = TextField(name="Wording")
        self.agency = ChoiceField((), placeholder="No owner", name="Owner")
        self.person = TextField("Name", name="Who there", width=14)
        for field, name in ((self.wording, "wording"), (self.agency, "agency"), (self.person, "person")):
            field.setObjectName(f"action-{name}")
        self.do = Button("Keep", "primary")
        self.do.setObjectName("change-do")
        leave = Button("Leave it")
        across = layout.row(
            Label("Wording", "second"), self.wording, Label("Owner", "second"), self.agency, self.person, self.do,
            leave, gap=8, margins=(MARGIN, 8, MARGIN, 8),
        )  # fmt: skip
        across.setStretch(1, 3)
        across.setStretch(3, 2)
        self.setLayout(layout.column(Hairline(), across, Hairline(), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.do.clicked.connect(self._give)
        self.person.returnPressed.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def show_agencies(self, agencies: Sequence[AgencyView]) -> None:
        """Who may own it."""
        self.agency.set_choices([(agency.id, agency.name) for agency in agencies])

    def ask(self, action: ActionView) -> None:
        """Show what it says now."""
        self._action = action
        self.wording.set_value(action.wording)
        self.agency.set_value(action.agency_id)
        self.person.set_value(action.owner_name or None)
        self.begin_at(self.wording if action.agency_id else self.agency)

    def _give(self) -> None:
        action, wording = self._action, str(self.wording.value() or "").strip()
        self.wording.set_problem("" if wording else "Say what is to be done")
        if action is None or not wording:
            return
        owner = self.agency.value()
        self.given.emit(
            ChangeAction(
                action_id=action.id,
                version=action.version,
                wording=wording,
                done_when=action.done_when,
                kind=action.kind,
                owner_agency_id=str(owner) if owner else None,
                owner_name=str(self.person.value() or ""),
            )
        )
