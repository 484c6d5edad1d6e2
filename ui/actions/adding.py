"""Giving an action of no case, outside a meeting: a button, and the strip it opens above the list."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from hipdesk.kernel.clock import today
from hipdesk.model.action_log import AddAction
from hipdesk.model.agencies import AgencyView
from hipdesk.services import actions
from hipdesk.services.agencies import list_agencies
from ui.context import Context
from ui.forms.findings import of_field
from ui.parts.asking import Asking
from ui.style import theme
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_frame import ErrorLine, say_beside
from ui.widgets.labels import Hairline, Label
from ui.widgets.page_header import PageHeader
from ui.widgets.text_field import TextField


class AddStrip(Asking):
    """Asks what is to be done, by whom, by when. ``given`` carries the command."""

    given = Signal(object)
    what = "new"

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("soft")
        self.setObjectName("add-strip")
        self.wording = TextField("What is to be done, of no one case", name="What is to be done")
        self.agency = ChoiceField((), placeholder="No owner", name="Owner", typing_from=-1)
        self.due = DateField(today, name="Due", lean="future", short=True)
        for field, name in ((self.wording, "wording"), (self.agency, "agency"), (self.due, "due")):
            field.setObjectName(f"add-{name}")
        self.problem = ErrorLine()
        self.do = Button("Add it", "primary")
        self.do.setObjectName("add-do")
        leave = Button("Leave it")
        title, rest = Label("A general action", "strong"), (self.agency, self.due, self.do, leave)
        if theme.current().large:
            rows = [layout.row(title, self.wording, gap=8), layout.row(*rest, gap=8)]
        else:
            rows = [layout.row(title, self.wording, *rest, gap=8)]
            rows[0].setStretch(1, 3)
            rows[0].setStretch(2, 2)
        across = layout.column(*rows, gap=8, margins=(MARGIN, 8, MARGIN, 8))
        said = layout.row(self.problem, margins=(MARGIN, 0, MARGIN, 6))
        self.setLayout(layout.column(Hairline(), across, said, Hairline(), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.do.clicked.connect(self._give)
        self.wording.returnPressed.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def show_agencies(self, agencies: Sequence[AgencyView]) -> None:
        """Who may own it."""
        self.agency.set_choices([(agency.id, agency.name) for agency in agencies])

    def ask(self) -> None:
        """Ask for a new one."""
        self.wording.set_value(None)
        self.agency.set_value(None)
        self.due.set_value(None)
        say_beside(self.wording, self.problem, "")
        self.begin_at(self.wording)

    def ask_again(self, _what: str) -> bool:
        self.ask()
        return True

    def _give(self) -> None:
        wording, owner, due = self.wording.value(), self.agency.value(), self.due.value()
        say_beside(self.wording, self.problem, "" if wording else "Say what is to be done.")
        unread = of_field(self.due) or of_field(self.agency)
        if not wording or unread:
            self.problem.say(self.problem.words or unread)
            return
        self.given.emit(
            AddAction(
                wording=str(wording),
                owner_agency_id=str(owner) if owner else None,
                due_on=due if isinstance(due, date) else None,
            )
        )


class Adding:
    """The button and the strip, joined to the record."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.button = Button("Add an action", icon="plus", small=theme.current().large)
        self.button.setObjectName("add-action")
        self.strip = AddStrip(lambda: today(context.clock))
        self.button.clicked.connect(self.strip.ask)
        self.strip.given.connect(
            lambda command: self.strip.answer(context, actions.add_action, command, then=self._done)
        )

    def place(self, header: PageHeader) -> list[Button]:
        """Put the button into the header; at large text, which has no room there, give it to stand below the list."""
        if theme.current().large:
            return [self.button]
        header.add_action(self.button)
        return []

    def load(self) -> None:
        """Read who may own one."""
        self._context.read(list_agencies, then=self.strip.show_agencies, owner=self.strip, newest="adding-agencies")

    def _done(self, key: str) -> None:
        undo = partial(self._context.do, actions.remove_action, key)
        self._context.messages.toast("The action is on the log.", undo)
