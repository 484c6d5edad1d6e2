"""Everyone in the record, by initials: searched while typing, one of them at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from hipdesk.kernel.clock import today
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.pages import Page
from hipdesk.model.people import PersonCard, PersonFilter, PersonLine, PersonNamed
from hipdesk.model.users import Right
from hipdesk.model.vocab import code_list
from hipdesk.services.people import list_people, names_of_people, person_card, person_named
from ui.context import Context
from ui.people.person_pane import KINDS, PersonPane
from ui.routes import Route
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.columns import Columns
from ui.widgets.drawn import show_if
from ui.widgets.filters import FilterPill
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Group, Line
from ui.widgets.text_field import TextField

PAGE = 100
_NOBODY_YET = "Nobody is in the record yet. People come with their referral."
_NOBODY_SO = "Nobody is found by that. Try a part of the name, another spelling, or the street."


class EveryonePane(QWidget):
    """``counted`` tells how many there are without any words; ``pair_asked`` a pair, ``undo_asked`` a merge."""

    counted = Signal(int)
    pair_asked = Signal(str)
    undo_asked = Signal(str)
    NARROW_MS = 250
    OPEN_MS = 180

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._lines: list[PersonLine] = []
        self._total = 0
        self._names: dict[str, str] = {}
        self._named = False
        self._wanted = ""
        self._card: PersonCard | None = None
        self._known: PersonNamed | None = None
        self._typed = self._timer(self.NARROW_MS, self.read)
        self._soon = self._timer(self.OPEN_MS, self._open_chosen)
        self._make_left()
        self.person = PersonPane()
        self.person.names_asked.connect(self.show_names)
        self.person.pair_asked.connect(self.pair_asked)
        self.person.undo_asked.connect(self.undo_asked)
        self.person.case_asked.connect(lambda key: context.routes.go(Route.to("case", id=key, page="people")))
        self.columns = Columns([self.left, self.person], [420, 0], names=("Everyone", "The person"))
        self.list.opened.connect(lambda _key: self.columns.show_pane(1))
        self.setLayout(layout.column(self.columns, gap=0))

    def _timer(self, after: int, do: object) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after)
        made.timeout.connect(do)
        return made

    def _make_left(self) -> None:
        self.words = TextField(
            "Name, birth date, address or telephone", name="Search people", icon="search", key="Ctrl+F"
        )
        self.words.setObjectName("search-people")
        self.words.changed.connect(self._typed.start)
        self.role = FilterPill("Role", [(entry.code, entry.label) for entry in code_list("person_role").entries])
        self.role.setObjectName("filter-role")
        self.role.changed.connect(self.read)
        self.list = RowList(name="People")
        self.list.setObjectName("people")
        self.list.moved.connect(lambda _key: self._soon.start())
        self.nobody = Label("", "quiet", wrap=True)
        self.more = Button("Show more", small=True)
        self.more.setObjectName("more-people")
        self.more.clicked.connect(lambda: self._fetch(len(self._lines)))
        self.count = Label("", "second")
        above = layout.column(self.words, layout.row(self.role, layout.STRETCH), gap=8, margins=(16, 10, 16, 8))
        said = layout.held(layout.column(self.nobody, layout.STRETCH, margins=(20, 12, 20, 12)))
        self._said = said
        foot = Ground("sunken")
        across = layout.row(self.count, layout.STRETCH, self.more, margins=(20, 5, 12, 5))
        foot.setLayout(layout.column(Hairline(), across, gap=0))
        self.left = Ground("surface")
        self.left.setLayout(layout.column(above, Hairline(), said, self.list, foot, gap=0))
        show_if(said, False)

    # Reading

    def open_person(self, person_id: str) -> None:
        """Show one person, whether the list holds them or not."""
        self._wanted = person_id
        self.read()

    def read(self) -> None:
        """Read the list anew."""
        self._typed.stop()
        self._fetch(0)

    def wanted(self) -> PersonFilter:
        """What is typed and chosen."""
        role = self.role.value()
        return PersonFilter(str(self.words.value() or ""), str(role) if role else None)

    def _fetch(self, offset: int) -> None:
        wanted = self.wanted()
        self.context.read(
            list_people, wanted, offset, PAGE, then=lambda page: self._take(wanted, page), owner=self, newest="people"
        )  # fmt: skip

    def _take(self, wanted: PersonFilter, page: Page[PersonLine]) -> None:
        self._lines = [*self._lines[: page.offset], *page.rows]
        self._total = page.total
        if wanted == PersonFilter():
            self.counted.emit(page.total)
        self._show_rows()
        if self._named:
            self._ask_names()
        if self._wanted:
            self.list.go_to(self._wanted)
            self._ask_card(self._wanted)
            self.columns.show_pane(1)
            self._wanted = ""
        else:
            if self.list.current_key() is None and self._lines:
                self.list.go_to_first()
            self._open_chosen()

    def _show_rows(self) -> None:
        self.list.show_rows(_rows(self._lines, self._names if self._named else {}))
        shown, total = len(self._lines), self._total
        people = "1 person" if total == 1 else f"{total:,} people"
        self.count.say(people if shown == total else f"{shown:,} of {people}")
        show_if(self.more, shown < total)
        self.nobody.say(_NOBODY_YET if self.wanted() == PersonFilter() else _NOBODY_SO)
        show_if(self._said, not self._lines)
        show_if(self.list, bool(self._lines))

    def _open_chosen(self) -> None:
        self._soon.stop()
        key = self.list.current_key()
        if isinstance(key, str) and self._lines:
            self._ask_card(key)
        else:
            self._card = self._known = None
            self._show_person()

    def _ask_card(self, key: str) -> None:
        self.context.read(person_card, key, then=self._take_card, failed=self._gone, owner=self, newest="person")

    def _gone(self, _fault: HipDeskError) -> None:
        self._card = self._known = None
        self._show_person()

    def _take_card(self, card: PersonCard) -> None:
        if self._known is not None and self._known.id != card.id:
            self._known = None
        self._card = card
        if self._named:
            self.context.open(person_named, card.id, then=self._take_known, owner=self)
        else:
            self._show_person()

    def _take_known(self, named: PersonNamed) -> None:
        if self._card is not None and named.id == self._card.id and self._named:
            self._known = named
            self._show_person()

    def _show_person(self) -> None:
        may = self.context.desk.actor.may(Right.EDIT_PEOPLE)
        day = today(self.context.clock)
        self.person.show_person(self._card, self._known if self._named else None, day, may_merge=may)

    # Names

    def show_names(self) -> None:
        """Ctrl+.: names of the list and of the person in front, which is logged; or hide them again."""
        self._named = not self._named
        if not self._named:
            self._names, self._known = {}, None
            self._show_rows()
            self._show_person()
            return
        self._ask_names()
        if self._card is not None:
            self._take_card(self._card)

    def _ask_names(self) -> None:
        ids = [line.id for line in self._lines]
        self.context.open(names_of_people, ids, then=self._take_names, owner=self)

    def _take_names(self, names: dict[str, str]) -> None:
        if self._named:
            self._names = names
            self._show_rows()

    def panes(self) -> list[QWidget]:
        """For F6."""
        return [self.left, self.person]


def _rows(lines: Sequence[PersonLine], names: dict[str, str]) -> list[Group | Line]:
    return [_line(line, names.get(line.id, "")) for line in lines]


def _line(line: PersonLine, name: str) -> Line:
    age = "" if line.age is None else f"aged {line.age}"
    cases = "no case yet" if not line.cases else "" if line.cases == 1 else f"{line.cases} cases"
    told = [KINDS.get(line.kind, ""), ", ".join(line.roles).lower(), age, cases, line.why and f"found {line.why}"]
    second = ", ".join(part for part in told if part)
    twin = (chips.noted("amber", "glyph-half", "Possible duplicate", size=12),) if line.duplicate else ()
    return Line(
        line.id, name or line.initials, small=line.reference, second=second[:1].upper() + second[1:], chips=twin,
    )  # fmt: skip
