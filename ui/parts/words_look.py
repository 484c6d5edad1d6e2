"""Words nobody on a case is known by, each in its sentence, to be decided by key: M leaves out, P lets stand."""

from collections import defaultdict
from functools import partial

from PySide6.QtCore import Signal

from hipdesk.model.redaction.looking import WordsToLook
from hipdesk.model.redaction.unknown import Looks
from ui import shortcuts
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import Button
from ui.widgets.labels import Ground, Label
from ui.widgets.row_list import RowList
from ui.widgets.rows_model import Group, Line

_WHY = (
    "The proof finds what the record knows. These words stand in the texts and are nobody’s on the case: say of each "
    "whether it may stand. What is left out goes from everything about the case. Until then no pack is issued."
)
_KINDS: dict[Looks, tuple[str, str]] = {
    "name": ("A name?", "names"), "number": ("A number?", "numbers"), "street": ("A street?", "streets"),
}  # fmt: skip


class WordsLook(Ground):
    """``decided`` carries a list of ``WordsToLook`` and ``pass`` or ``mark``. Empty it hides."""

    decided = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("surface")
        self.setObjectName("words-look")
        self._words: tuple[WordsToLook, ...] = ()
        self.head, self.many = Label("Words to look at", "head"), Label("", "second")
        self.list = RowList(name="Words to look at. P lets one stand, M leaves it out; with Shift all of its kind.")
        self.list.setObjectName("words-to-look-at")
        self.stand, self.out = (
            Button("May stand", small=True, key="P", bound=True),
            Button("Leave out", small=True, key="M", bound=True),
        )
        self.all_stand = Button("", small=True, key="Shift+P", bound=True)
        self.all_out = Button("", small=True, key="Shift+M", bound=True)
        for button, name in (
            (self.stand, "words-stand"), (self.out, "words-out"),
            (self.all_stand, "all-stand"), (self.all_out, "all-out"),
        ):  # fmt: skip
            button.setObjectName(name)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        one = layout.row(self.stand, self.out, layout.STRETCH, gap=8)
        every = layout.row(self.all_stand, self.all_out, layout.STRETCH, gap=8)
        down = layout.column(
            layout.row(self.head, self.many, layout.STRETCH, gap=8), Label(_WHY, "second", wrap=True), self.list,
            one, every, gap=6,
        )  # fmt: skip
        self.setLayout(down)

    def _connect(self) -> None:
        self.list.moved.connect(lambda _key: self._name())
        for button, key, decision, every in (
            (self.stand, "P", "pass", False), (self.out, "M", "mark", False),
            (self.all_stand, "Shift+P", "pass", True), (self.all_out, "Shift+M", "mark", True),
        ):  # fmt: skip
            do = partial(self._decide, decision, every)
            button.clicked.connect(lambda _on=False, do=do: do())
            shortcuts.bind(self.list, key, do, within=True)

    @property
    def words(self) -> tuple[WordsToLook, ...]:
        """What is shown."""
        return self._words

    def show_words(self, words: tuple[WordsToLook, ...]) -> None:
        """Show the words nobody decided on, by case; the place in the list stays."""
        at = self._place()
        self._words = words
        by_case: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(words):
            by_case[each.reference].append(number)
        rows: list[Group | Line] = []
        for reference, own in by_case.items():
            rows.append(Group(reference))
            rows += [_line(number, words[number]) for number in own]
        self.list.show_rows(rows)
        self.setVisible(bool(words))
        self.list.setMinimumHeight(theme.current().px(min(30 + 56 * len(words), 310)))
        if words:
            self.many.say(str(len(words)))
            self.list.go_to(min(at, len(words) - 1))
            self._name()

    def _place(self) -> int:
        key = self.list.current_key()
        return key if isinstance(key, int) else 0

    def _current(self) -> WordsToLook | None:
        at = self._place()
        return self._words[at] if at < len(self._words) else None

    def _alike(self) -> list[WordsToLook]:
        current = self._current()
        return [each for each in self._words if current is not None and each.looks == current.looks]

    def _name(self) -> None:
        current = self._current()
        if current is None:
            return
        many, kind = len(self._alike()), _KINDS[current.looks][1]
        self.all_stand.say(f"All {many} {kind} may stand")
        self.all_out.say(f"Leave out all {many} {kind}")
        for button in (self.all_stand, self.all_out):
            button.setVisible(many > 1)
        self.stand.setAccessibleName(f"“{current.words}” in {current.reference} may stand")
        self.out.setAccessibleName(f"Leave out “{current.words}” in {current.reference}")

    def _decide(self, decision: str, every: bool) -> None:
        current = self._current()
        if current is not None:
            self.decided.emit(self._alike() if every else [current], decision)


def _line(number: int, each: WordsToLook) -> Line:
    kind = _KINDS[each.looks][0]
    return Line(
        number, each.words, small=kind, right=each.where, second=f"… {each.around} …",
        spoken=f"{each.words}. {kind} {each.where}, in: {each.around}",
    )  # fmt: skip
