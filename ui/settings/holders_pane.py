"""Holders of the vault: who can open it, one's own passphrase, the recovery sheet, and new keys."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.holders import HolderLine
from hipdesk.model.users import Right
from hipdesk.services import holders
from ui.context import Context
from ui.messages.seam import ask_first
from ui.parts.plain_table import PlainTable
from ui.parts.told import Told
from ui.settings.holder_forms import AddHolderForm, ChangePassphraseForm, MeasureForm, VaultForm
from ui.settings.in_place import InPlace
from ui.settings.key_forms import RekeyForm, SheetForm
from ui.settings.vault_work import desk_of
from ui.widgets import british_dates, layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

GONE = (
    "{name}’s passphrase opens nothing any more. Whoever has an old copy of the vault’s header and knows it still "
    "opens that copy: new keys end that."
)


class HoldersPane(InPlace):
    """An overview, or one form in its place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("holders-pane")
        self._context = context
        self._desk = desk_of(context)
        self._may = self._desk.actor.may(Right.MANAGE_HOLDERS)
        self._lines: list[HolderLine] = []
        self._known: tuple[str, ...] = (self._desk.actor.name,)
        self._form: VaultForm | None = None
        self.told = Told()
        self.table = PlainTable(("Name", "Role", "Since", ""), name="Holders", stretch={0: 3, 1: 3}, quiet=(2,))
        self.stand(self._lay_out())

    def _lay_out(self) -> QVBoxLayout:
        managed = (
            (
                Label("Each holder opens the vault with a passphrase of their own, and the log says who did what.",
                      "quiet", wrap=True),
                8, self.table, 8,
                layout.row(self._button("Add a holder", "add-holder", "plus", self._add), layout.STRETCH), 16,
            ) if self._may else ()
        )  # fmt: skip
        own = layout.row(
            self._button("Change your passphrase", "change-passphrase", "key", self._change),
            self._button("Measure this computer anew", "measure", "clock", self._measure), layout.STRETCH, gap=12,
        )  # fmt: skip
        keys = (
            (
                16, Label("Recovery sheet and keys", "head"),
                Label("A new sheet when the old one may have been seen; new keys when somebody has left, or knew a "
                      "passphrase that was not theirs.", "quiet", wrap=True), 4,
                layout.row(
                    self._button("New recovery sheet", "new-sheet", "printer", self._new_sheet),
                    self._button("New keys for the vault", "rekey", "lock", self._rekey), layout.STRETCH, gap=12,
                ),
            ) if self._may else ()
        )  # fmt: skip
        return layout.column(
            Label("Holders", "page"), *managed, Label("Your own passphrase", "head"), 4, own, *keys, 8, self.told,
            layout.STRETCH, gap=4,
        )  # fmt: skip

    def _button(self, words: str, name: str, icon: str, do: Callable[[], object]) -> Button:
        made = Button(words, icon=icon)
        made.setObjectName(name)
        made.clicked.connect(do)
        return made

    def load(self) -> None:
        """Show who holds a passphrase."""
        if self._may:
            self._context.read(holders.list_holders, then=self._show, owner=self)
            self._context.read(holders.names_in_passphrases, then=self._take_known, owner=self)

    def _take_known(self, names: tuple[str, ...]) -> None:
        self._known = names

    def _show(self, lines: list[HolderLine]) -> None:
        self._lines = lines
        self.table.show_rows([self._row(line) for line in lines])

    def _row(self, line: HolderLine) -> tuple[str | QWidget, ...]:
        role = f"{line.role_name}, {line.job_title}" if line.job_title else line.role_name
        since = british_dates.short(line.since, year=True)
        if line.is_you:
            last: QWidget = Label("You", "second")
        elif line.left_on is not None:
            last = Label(f"Taken away {british_dates.short(line.left_on, year=True)}", "second")
        else:
            take = Button("Take away", small=True)
            take.setObjectName("take-away")
            take.setAccessibleName(f"Take away the passphrase of {line.name}")
            take.clicked.connect(lambda: self._ask_remove(line))
            last = take
        return (line.name, role, since, last)

    # Forms

    def _add(self) -> None:
        self._open(AddHolderForm(self._context, self._known))

    def _change(self) -> None:
        self._open(ChangePassphraseForm(self._context, self._known))

    def _measure(self) -> None:
        self._open(MeasureForm(self._context))

    def _new_sheet(self) -> None:
        self._open(SheetForm(self._context))

    def _rekey(self) -> None:
        there = sorted((line for line in self._lines if line.left_on is None), key=lambda line: not line.is_you)
        self._open(RekeyForm(self._context, there))

    def asks_about(self) -> str:
        """Whether a further holder is being added; the other forms ask for passphrases only, which are never kept."""
        return "add" if isinstance(self._form, AddHolderForm) else ""

    def ask_again(self, _what: str) -> bool:
        """Ask for a further holder again."""
        if self._may:
            self._add()
        return self._may

    def _open(self, form: VaultForm) -> None:
        self.told.say("", "grey")
        self._form = form
        self.put_in_place(form)
        form.left.connect(self._close)
        form.done.connect(self._finished)
        form.first_focus().setFocus()

    def _finished(self, words: str) -> None:
        self._close()
        self.told.say(words, "green")
        self._context.hub.broadcast(Changes(frozenset({"holder"})))
        self.load()

    def _close(self) -> None:
        self._form = None
        self.show_overview()
        self.overview.findChildren(Button)[0].setFocus()

    # Taking away

    def _ask_remove(self, line: HolderLine) -> None:
        ask_first(
            self._context.messages, f"Take away {line.name}’s passphrase?",
            "They cannot open this vault any more. What they did stays in the log under their name.",
            "Take it away", lambda: self._remove(line),
        )  # fmt: skip

    def _remove(self, line: HolderLine) -> None:
        self._context.operations.run(
            lambda _progress: self._desk.with_vault(holders.remove_holder, line.id),
            lambda _none: self._removed(line), self._failed, owner=self,
        )  # fmt: skip

    def _removed(self, line: HolderLine) -> None:
        self.told.say(GONE.format(name=line.name), "amber")
        self.load()

    def _failed(self, fault: HipDeskError) -> None:
        self.told.say(str(fault), "red")
