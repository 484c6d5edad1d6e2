"""Step 3: what each column holds, with examples, where it goes and how sure that is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from hipdesk.model.workbooks.fields import Role, choices
from hipdesk.model.workbooks.grid import column_letters
from hipdesk.model.workbooks.plan import ColumnMatch, Plan, with_column
from ui.imports.parts import ARROW, Examples, HowSure, MatchTable, chooser
from ui.imports.session import left_out, to_look_at
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Pill
from ui.widgets.labels import Ground, Label
from ui.widgets.scroll import Scroll

_ALL, _LOOK, _OUT = "all", "look", "out"
_ROLES: tuple[Role, ...] = ("referrals", "actions")


class ColumnsPane(Ground):
    """``settled`` carries the plan after a person chose where a column goes."""

    settled = Signal(object)

    def __init__(self) -> None:
        super().__init__("surface")
        self._plan: Plan | None = None
        self._shown = _ALL
        self._pills = {name: Pill(words) for name, words in ((_ALL, "All"), (_LOOK, "To look at"), (_OUT, "Left out"))}
        for name, pill in self._pills.items():
            pill.setObjectName(f"columns-{name}")
            pill.clicked.connect(lambda _on=False, name=name: self._choose(name))
        words = layout.column(
            Label("What does each column hold?", "page"),
            Label("We read the headings and the values. Check the guesses; the rest can stand.", "quiet", wrap=True),
            gap=2,
        )
        pills = layout.row(*self._pills.values(), gap=8)
        if theme.current().large:
            head: QBoxLayout = layout.column(words, layout.row(pills, layout.STRETCH), gap=8, margins=(20, 16, 20, 8))
        else:
            head = layout.row(words, pills, gap=8, margins=(20, 16, 20, 8))
            head.setStretch(0, 1)
        self.table = MatchTable(
            ("", "Heading", "Found in it", "", "Goes to", "How sure", "Note"),
            name="Columns",
            stretch=(2,),
            fixed={0: 20, 1: 130, 4: 200, 5: 120, 6: 110},
        )
        self.scroller = Scroll(self.table, name="Columns")
        body = layout.column(head, self.scroller, gap=0)
        body.setStretch(1, 1)
        self.setLayout(body)

    def show_plan(self, plan: Plan) -> None:
        """Show the columns of a plan."""
        self._plan = plan
        columns = plan.columns_of("referrals")
        counts = {
            _ALL: len(columns),
            _LOOK: sum(to_look_at(each) for each in columns),
            _OUT: sum(left_out(each) for each in columns),
        }
        for name, pill in self._pills.items():
            mark = "glyph-diamond" if name == _LOOK and counts[name] else ""
            pill.show_strong(str(counts[name]), mark=mark, lit=name == self._shown)
        self.table.begin()
        for role in _ROLES:
            for column in plan.columns_of(role):
                if self._shows(column):
                    self.table.add(self._line(column))
        self.table.finish()

    def first_focus(self) -> QWidget | None:
        """The first pill."""
        return self._pills[_ALL]

    def _shows(self, column: ColumnMatch) -> bool:
        return (
            self._shown == _ALL
            or (self._shown == _LOOK and to_look_at(column))
            or (self._shown == _OUT and left_out(column))
        )

    def _choose(self, name: str) -> None:
        self._shown = name
        if self._plan is not None:
            self.show_plan(self._plan)

    def _line(self, column: ColumnMatch) -> list[QWidget | str]:
        letters = column_letters(column.places[0].column) if column.places else ""
        where = chooser(
            [(target, words) for target, words in choices(column.role)],
            column.target,
            f"{column.key} goes to",
            lambda target, column=column: self._settle(column, target),  # type: ignore[misc] # a default argument
        )
        where.setObjectName(f"goes-to-{letters}")
        return [
            Label(letters, "second"),
            Label(column.key or "(no heading)", "strong", wrap=True),
            Examples(column.examples),
            Label(ARROW, "quiet"),
            where,
            HowSure(column.confidence, column.settled_by),
            Label(_note(column), "second", wrap=True),
        ]

    def _settle(self, column: ColumnMatch, target: object) -> None:
        if self._plan is None or not isinstance(target, str) or target == column.target:
            return
        self._plan = with_column(self._plan, column.role, column.key, target)
        self.settled.emit(self._plan)


def _note(column: ColumnMatch) -> str:
    """What is worth saying: the reader's note, that it was hidden, or that it stands on a sheet of actions."""
    parts = [column.note, "Hidden in the workbook" if column.hidden else ""]
    if column.role == "actions":
        parts.append("Sheet of actions")
    return ". ".join(part for part in parts if part)
