"""The side panel "Have we met before?": who looks alike while names are typed, and why. Nothing joins by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.clock import today
from hipdesk.model.matching import LIKELY
from hipdesk.model.people import AddressSeen, LookAlike, PartInCase, Probe
from hipdesk.services import people
from ui.context import Context
from ui.parts.case_words import day_within
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.flow import Flow
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.meter import Meter
from ui.widgets.scroll import Scroll

_OPEN = ("listed", "heard", "monitoring", "reopened")


@dataclass(frozen=True, slots=True)
class Joined:
    """What was chosen: ``how`` is append, link or same; of which person on the form; which record; which case."""

    how: str
    path: str
    person_id: str
    case_id: str
    words: str


class MetBeforePanel(Ground):
    """``joined`` carries a ``Joined`` when a person decides; ``told`` how many look alike, for the bar at large text.

    ``look`` is called with a probe for each person on the form; answers come a moment after typing stops.
    """

    joined = Signal(object)
    told = Signal(int)
    LOOK_MS = 350

    def __init__(self, context: Context) -> None:
        super().__init__("surface")
        self.context = context
        self.setObjectName("met-before")
        self._probes: dict[str, Probe] = {}
        self._asked: dict[str, Probe] = {}
        self._found: dict[str, tuple[LookAlike, ...]] = {}
        self._dismissed: set[tuple[str, str]] = set()
        self._seen: AddressSeen | None = None
        self.chosen: dict[str, Joined] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(self.LOOK_MS)
        self._soon.timeout.connect(self._ask)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout.column(Scroll(self._body, name="Have we met before?"), gap=0))
        self._build()

    def look(self, probes: Mapping[str, Probe]) -> None:
        """Look for these people, soon, if anything about them changed."""
        if dict(probes) != self._probes:
            self._probes = dict(probes)
            self._soon.start()
            if not any(self._shown().values()):
                self._build()

    def likely(self) -> LookAlike | None:
        """The likeliest person nobody has decided on, when sure enough to ask before logging."""
        open_ones = [one for path, many in self._shown().items() for one in many if path not in self.chosen]
        sure = [one for one in open_ones if one.score >= LIKELY]
        return max(sure, key=lambda one: one.score) if sure else None

    def path_of(self, alike: LookAlike) -> str:
        """The person on the form who looks like this one."""
        return next((path for path, many in self._shown().items() if alike in many), "person")

    def _ask(self) -> None:
        for path in list(self._found):
            if path not in self._probes:
                del self._found[path]
        for path, probe in self._probes.items():
            if self._asked.get(path) == probe:
                continue
            self._asked[path] = probe
            take = partial(self._take, path)
            self.context.read(people.look_alikes, probe, 3, then=take, owner=self, newest=f"alike-{path}")
        first = self._probes.get("person")
        if first is not None and first.address:
            self.context.read(people.seen_at_address, first.address, then=self._take_seen, owner=self, newest="seen-at")
        elif self._seen is not None:
            self._take_seen(AddressSeen(0, 0, 0))
        self._build()

    def _take(self, path: str, found: tuple[LookAlike, ...]) -> None:
        self._found[path] = found
        self._build()

    def _none_words(self) -> str:
        """Nobody looks alike: because nobody is named yet, because it still looks, or because it looked."""
        if not self._probes:
            return "Those we may know are shown here while names are typed."
        looking = self._soon.isActive() or any(
            self._asked.get(path) and path not in self._found for path in self._probes
        )
        return "Looking…" if looking else "Nobody in the record looks alike yet."

    def _take_seen(self, seen: AddressSeen) -> None:
        self._seen = seen
        self._build()

    def _shown(self) -> dict[str, list[LookAlike]]:
        return {
            path: [one for one in many if (path, one.person_id) not in self._dismissed]
            for path, many in self._found.items()
            if path in self._probes
        }

    # Building

    def _build(self) -> None:
        layout.clear(self._body)
        shown = self._shown()
        count = sum(len(many) for many in shown.values())
        self.told.emit(count)
        said = _count_words(count) if count else self._none_words()
        head = layout.column(Label("Have we met before?", "head"), Label(said, "second", wrap=True), gap=2)
        self._add(layout.held(head))
        for choice in self.chosen.values():
            self._add(Label(choice.words, "strong", wrap=True))
        for path, many in shown.items():
            for at, alike in enumerate(many):
                self._add(self._card(path, alike, first=at == 0))
        if self._seen is not None and (self._seen.incidents or self._seen.perpetrators or self._seen.victims):
            said_of_home = Label(_seen_words(self._seen), "second", wrap=True)
            self._add(layout.held(layout.column(Label("This address", "strong"), said_of_home, gap=2)))
        self._body.addStretch(1)

    def _add(self, widget: QWidget) -> None:
        box = layout.held(layout.column(widget, margins=(16, 12, 16, 10)))
        self._body.addWidget(box)
        self._body.addWidget(Hairline())

    def _card(self, path: str, alike: LookAlike, *, first: bool) -> QWidget:
        parts: list[QWidget] = []
        if alike.own_script:
            parts.append(Label(alike.own_script, "head"))
        parts.append(Label(alike.name, "strong", wrap=True))
        if alike.born:
            parts.append(Label(alike.born[:1].upper() + alike.born[1:], "second"))
        score = layout.row(
            Label(alike.word, "caption"), layout.STRETCH, Label(str(alike.score), "strong"), Label("of 100", "second")
        )
        parts.append(layout.held(score))
        if first:
            parts.append(Meter(alike.score, 100, name=f"{alike.word}, {alike.score} of 100"))
        parts += [_reason(reason.met, reason.words) for reason in alike.reasons]
        case = alike.parts[0] if alike.parts else None
        if case is not None:
            parts.append(self._case(case))
        parts.append(self._buttons(path, alike, case))
        return layout.held(layout.column(*parts, gap=4))

    def _case(self, case: PartInCase) -> QWidget:
        risk = (
            chips.risk(case.risk, case.risk_score or "")
            if case.risk
            else chips.noted("grey", "glyph-none", "Not assessed", size=12)
        )
        first = Flow(gap=8)
        for part in (Label(case.reference, "strong"), Label(case.initials, "quiet"), ChipLabel(risk)):
            first.add(part)
        hearing = f"next {day_within(case.next_hearing, today(self.context.clock))}" if case.next_hearing else ""
        second = layout.row(ChipLabel(chips.status(case.status)), layout.STRETCH, Label(hearing, "second"))
        return layout.held(layout.column(Hairline(), first, second, gap=4, margins=(0, 4, 0, 0)))

    def _buttons(self, path: str, alike: LookAlike, case: PartInCase | None) -> QWidget:
        across = layout.row(gap=6)
        open_case = case is not None and case.status in _OPEN
        if case is not None and open_case:
            across.addWidget(self._button("Add to that case", "append", path, alike, case, strong=True))
        if case is not None:
            across.addWidget(self._button("Link", "link", path, alike, case))
        else:
            across.addWidget(self._button("Same person", "same", path, alike, None))
        other = Button("Not them", small=True)
        other.setAccessibleName(f"{alike.name} is another person")
        other.clicked.connect(lambda: self._dismiss(path, alike))
        across.addWidget(other)
        across.addStretch(1)
        return layout.held(across)

    def _button(
        self, words: str, how: str, path: str, alike: LookAlike, case: PartInCase | None, *, strong: bool = False
    ) -> Button:
        button = Button(words, "strong" if strong else "secondary", small=True)
        button.setAccessibleName(f"{words}: {case.reference if case else alike.name}")
        button.setObjectName(f"join-{how}")
        button.clicked.connect(lambda: self.choose(how, path, alike, case))
        return button

    def choose(self, how: str, path: str, alike: LookAlike, case: PartInCase | None) -> None:
        """Take a choice: the same person, and where the referral goes."""
        where = {
            "append": f"Goes to {case.reference}" if case else "",
            "link": f"Will be linked with {case.reference}" if case else "",
            "same": "The same person",
        }
        joined = Joined(how, path, alike.person_id, case.case_id if case else "", f"{where[how]}.")
        self.chosen[path] = joined
        self.joined.emit(joined)
        self._build()

    def _dismiss(self, path: str, alike: LookAlike) -> None:
        self._dismissed.add((path, alike.person_id))
        self.chosen.pop(path, None)
        self._build()


def bar_words(count: int) -> str:
    """What the bar at large text says: the question, and how many it found."""
    return f"Have we met before? {count} look{'s' if count == 1 else ''} alike" if count else "Have we met before?"


def _count_words(count: int) -> str:
    people_words = "1 person looks alike" if count == 1 else f"{count} people look alike"
    return f"{people_words}. Nothing is joined until you say so."


def _reason(met: bool, words: str) -> QWidget:
    chip = chips.noted("green" if met else "grey", "glyph-done" if met else "cross", "", size=12)
    across = layout.row(ChipLabel(chip), Label(words, "second", wrap=True), gap=6)
    across.setStretch(1, 1)
    return layout.held(across)


def _seen_words(seen: AddressSeen) -> str:
    parts = [
        (seen.incidents, "incident", "incidents"),
        (seen.victims, "person affected", "people affected"),
        (seen.perpetrators, "alleged perpetrator", "alleged perpetrators"),
    ]
    said = [f"{count} {one if count == 1 else many}" for count, one, many in parts if count]
    return f"{', '.join(said)} in the record."
