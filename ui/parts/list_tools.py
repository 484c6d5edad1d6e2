"""What every list can do beside showing rows: choose columns, keep a view under a name, leave as a workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QSizePolicy

from hipdesk.desk import Done
from hipdesk.kernel.progress import Progress
from hipdesk.model.listings import ForgetView, KeepView, KeptView, Listing, ListName, NoteListExport
from hipdesk.model.redaction.proof import HitPass
from hipdesk.services.views import forget_view, keep_view, kept_views
from ui.context import Content, Context
from ui.messages.seam import Choice, Left, Question
from ui.messages.seam import Leaving as LeavingFile
from ui.parts.asking import Asking
from ui.parts.proved import when_not_proved
from ui.style.tokens import MARGIN
from ui.widgets import layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.labels import Hairline, Label
from ui.widgets.tabs import Tab
from ui.widgets.text_field import TextField

KEPT = "kept:"
"""What the name of a tab begins with that stands for a kept view."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What an export takes along: a reading service with its arguments, and the words that name it before it goes."""

    service: Callable[..., Listing]
    arguments: tuple[object, ...]
    rows: str
    columns: tuple[str, ...]
    narrowed: str = ""


@dataclass(frozen=True, slots=True)
class ListSeam:
    """How the tools reach a page: its list, how it stands as plain values, how to stand so again, what would leave."""

    of: ListName
    state: Callable[[], Content]
    show: Callable[[Content], object]
    leaving: Callable[[], Leaving]
    views_changed: Callable[[], object]


class _StayingMenu(QMenu):
    """A menu of ticks that stays open while they are turned; Esc closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = cast("QAction | None", self.actionAt(event.position().toPoint()))
        if action is not None:
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = cast("QAction | None", self.activeAction())
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)


class ColumnsButton(LinkButton):
    """Which columns are shown; at least one always is. ``changed`` after every tick."""

    changed = Signal()

    def __init__(self, columns: Sequence[tuple[str, str]], shown: Sequence[str]) -> None:
        super().__init__("Columns", icon="columns")
        self.setObjectName("columns")
        self._columns = list(columns)
        self._usual = tuple(shown)
        self._shown = self._usual
        self._menu = _StayingMenu(self)
        self._menu.setAccessibleName("Columns")
        for name, title in self._columns:
            action = self._menu.addAction(title)
            action.setCheckable(True)
            action.setData(name)
            action.triggered.connect(lambda _on=False, name=name: self.turn(name))
        self.show_columns(self._shown)
        self.clicked.connect(lambda: self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2))))

    def shown(self) -> tuple[str, ...]:
        """The names of the columns chosen, in their order."""
        return self._shown

    def show_columns(self, names: object) -> None:
        """Choose these without telling; the usual ones when that leaves none."""
        wanted = set(names) if isinstance(names, (list, tuple)) else set()
        self._shown = tuple(name for name, _title in self._columns if name in wanted) or self._usual
        for action in self._menu.actions():
            action.setChecked(action.data() in self._shown)

    def turn(self, name: str) -> None:
        """Show a column that is hidden, or hide it; the last one stays."""
        left = [each for each in self._shown if each != name]
        self.show_columns([*left, name] if name not in self._shown else left or list(self._shown))
        self.changed.emit()


class NameStrip(Asking):
    """Asks for the name of a view, above the list. ``given`` carries it."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__("soft")
        self.setObjectName("view-strip")
        self.name = TextField(name="Name of this view", width=28)
        self.name.setObjectName("view-name")
        self.name.setMaxLength(40)
        keep = Button("Save", "primary")
        keep.setObjectName("view-save")
        leave = Button("Leave it")
        leave.setObjectName("view-leave")
        words = Label("Save how this list stands, under the name", "strong")
        across = layout.row(words, self.name, keep, leave, layout.STRETCH, gap=8, margins=(MARGIN, 6, MARGIN, 6))
        self.setLayout(layout.column(across, Hairline(), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.name.returnPressed.connect(self._give)
        keep.clicked.connect(self._give)
        leave.clicked.connect(self.leave)
        self.hide()

    def ask(self, name: str = "") -> None:
        """Show it, with a name to begin with."""
        self.name.set_value(name or None)
        self.begin_at(self.name)

    def ask_again(self, _what: str) -> bool:
        """Ask again."""
        self.ask()
        return True

    def _give(self) -> None:
        name = str(self.name.value() or "").strip()
        if name:
            self.given.emit(name)


class ListTools(QObject):
    """The three tools of one list. A page lays out ``export``, ``save``, ``strip``; ``tabs()`` go after its own."""

    def __init__(self, context: Context, seam: ListSeam, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._seam = seam
        self._kept: dict[str, KeptView] = {}
        self.current = ""
        self.export = Button("Export list", icon="download")
        self.export.setObjectName("export-list")
        self.save = LinkButton("Save this view", icon="plus")
        self.save.setObjectName("save-view")
        self.strip = NameStrip()
        self.export.clicked.connect(self._ask_export)
        self.save.clicked.connect(self._save_or_forget)
        self.strip.given.connect(self._keep)
        self.load()

    def load(self) -> None:
        """Read the kept views."""
        self._context.read(kept_views, self._seam.of, then=self._take, newest=f"views-{self._seam.of}")

    def tabs(self) -> list[Tab]:
        """The kept views as tabs."""
        return [Tab(KEPT + name, name) for name in self._kept]

    def choose(self, tab: str) -> bool:
        """Show the kept view of a tab; False when the tab is none of them."""
        name = tab.removeprefix(KEPT)
        self._set_current(name if tab.startswith(KEPT) and name in self._kept else "")
        if self.current:
            self._seam.show(self._kept[name].content)
        return bool(self.current)

    def _set_current(self, name: str) -> None:
        self.current = name
        self.save.setText("Forget this view" if name else "Save this view")

    def _take(self, views: list[KeptView]) -> None:
        self._kept = {view.name: view for view in views}
        if self.current not in self._kept:
            self._set_current("")
        self._seam.views_changed()

    def _save_or_forget(self) -> None:
        if not self.current:
            self.strip.ask()
            return
        name, content = self.current, self._kept[self.current].content
        self._context.do(
            forget_view, ForgetView(of=self._seam.of, name=name), then=lambda _none: self.load(), owner=self
        )
        self._set_current("")
        self._context.messages.toast(f"The view “{name}” is forgotten.", lambda: self._keep(name, content))

    def _keep(self, name: str, content: Content | None = None) -> None:
        command = KeepView(of=self._seam.of, name=name, content=content or self._seam.state())

        def kept(_none: object) -> None:
            self._set_current(command.name)
            self.load()
            self._context.messages.toast(f"This view is kept as “{command.name}”.")

        self.strip.answer(self._context, keep_view, command, then=kept)

    def _ask_export(self) -> None:
        leaving = self._seam.leaving()
        columns = ", ".join(leaving.columns)
        narrowed = (f"Narrowed: {leaving.narrowed}",) if leaving.narrowed else ()
        question = Question(
            "Save this list outside the vault?",
            "Next it asks whom it is for, and proposes a password. That it was made is written in the log.",
            (Choice("save", "Go on", "primary"), Choice("leave", "Leave it here")),
            (f"{leaving.rows}, by reference and initials", f"Columns: {columns}", *narrowed),
        )
        self._context.messages.ask(question, lambda name: self._choose_file(leaving) if name == "save" else None)

    def _choose_file(self, leaving: Leaving) -> None:
        day = self._context.clock.now().date()
        title = self._seam.of.replace("_", " ").capitalize()
        asked = LeavingFile(f"List: {title}", f"{title} {day.isoformat()}.xlsx", "Excel workbooks (*.xlsx)")
        self._context.messages.choose_leaving(asked, lambda left: self._write(leaving, left))

    def _write(self, leaving: Leaving, left: Left, passes: tuple[HitPass, ...] = ()) -> None:
        desk = self._context.desk

        def work(progress: Progress) -> "Done[NoteListExport]":
            from hipdesk.desk.listings import save_listing

            def load() -> Listing:
                return replace(desk.read(leaving.service, *leaving.arguments), narrowed=leaving.narrowed)

            return save_listing(desk, load, left.target, left.recipient, left.password, passes, progress)

        not_proved = when_not_proved(self._context, self, lambda stand: self._write(leaving, left, stand))
        self._context.operations.run(work, self._wrote, not_proved, owner=self)

    def _wrote(self, done: "Done[NoteListExport]") -> None:
        self._context.messages.toast(f"The list is saved, and that it was is in the log.{stayed_behind(done.value)}")


def stayed_behind(note: NoteListExport) -> str:
    """A sentence on the rows that were not for the recipient; empty when there is none."""
    rows = "1 row" if note.left_out == 1 else f"{note.left_out} rows"
    return f" {rows} stayed behind: not for this recipient." if note.left_out else ""
