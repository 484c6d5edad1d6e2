"""Keeping what is written on a line: a draft within 400 ms, the record when a field is left; nothing lost between."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.findings import Findings, made_or_findings
from hipdesk.model.panels.day import LineView, WriteDiscussion, WriteMatter
from hipdesk.services import panel_day
from hipdesk.services.registry import Call, together
from ui.context import Content, Context
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave, keeps_its_own
from ui.panels.run_boxes import AgencyBox, RunMiddle
from ui.panels.run_decision import Fields, RunDecision, differ

DRAFT = "panel-line"


class _Ready(NamedTuple):
    """What can be written of what was typed; ``told`` is it as a state, ``back`` makes it count as typed again."""

    calls: list[Call]
    told: Content
    back: list[Callable[[], None]]


class LineKeeper(QObject):
    """Watches the middle and the right of a running panel; ``kept`` once the vault has what was typed."""

    kept = Signal()

    def __init__(self, context: Context, middle: RunMiddle, decision: RunDecision, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._middle = middle
        self._decision = decision
        self._line = ""
        self._case = False
        self._under_way: list[tuple[str, Content]] = []
        self._autosave = Autosave(self._state, self._keep_draft, self)
        for part in (middle, decision):
            keeps_its_own(part)
            part.changed.connect(self._autosave.touch)
            part.left.connect(self.commit)
        decision.quick.changed.connect(self._autosave.touch)

    def begin(self, view: LineView) -> None:
        """Another line is shown: what stands is the record, unless a draft says more."""
        if view.line.id != self._line:
            # A line half written stays with the case it is for; its draft brings it back there.
            self._decision.quick.take(None)
        self._line = view.line.id
        self._case = view.case is not None
        self._autosave.begin_from(self._state())
        self._context.drafts.load(DRAFT, self._line, self._take, self)

    def commit(self) -> None:
        """Write to the record what differs from it, and drop the draft of it, in one transaction."""
        self._autosave.flush()
        ready = self._ready() if self._line else None
        if ready is None or not ready.calls:
            return
        line, told = self._line, ready.told
        under_way = (line, told)
        self._under_way.append(under_way)

        def written(_values: list[object]) -> None:
            self._under_way.remove(under_way)
            self.kept.emit()

        def failed(error: HipDeskError) -> None:
            self._under_way.remove(under_way)
            for put in ready.back:
                put()
            self._autosave.touch()
            self._context.messages.error(error)

        answers = Answers(DRAFT, line, partial(_beyond, told), once=False)
        self._context.do(together, ready.calls, then=written, failed=failed, owner=self, answers=answers)
        if self._decision.quick.state() or _says(self._differs()):
            # The record holds no line that is not given yet, and nothing it cannot take: of the draft these stay.
            self._keep_draft(self._state())

    def _ready(self) -> _Ready:
        """What is to be written, which from now counts as the record; what cannot be is told beside its field."""
        ready = _Ready([], {"boxes": {}}, [])
        for box in self._middle.boxes:
            if box.dirty:
                self._make_ready_box(box, ready)
        matter = self._middle.matter
        words = str(matter.value() or "").strip() if matter is not None else ""
        if matter is not None and words != self._middle.matter_loaded:
            made = made_or_findings(lambda text: WriteMatter(line_id=self._line, text=text), words)
            if isinstance(made, Findings):
                self._middle.say_matter(unfit(made))
            else:
                ready.back.append(partial(setattr, self._middle, "matter_loaded", self._middle.matter_loaded))
                ready.calls.append((panel_day.write_matter, made))
                ready.told["matter"] = self._middle.matter_loaded = words
        if self._case and self._decision.dirty:
            self._make_ready_decision(ready)
        return ready

    def _make_ready_box(self, box: AgencyBox, ready: _Ready) -> None:
        text, nothing = box.state
        made = made_or_findings(
            lambda key: WriteDiscussion(line_id=self._line, agency_id=key, text=text, nothing_held=nothing),
            box.key or None,
        )
        if isinstance(made, Findings):
            box.say_problem(unfit(made))
            return
        ready.back.append(partial(setattr, box, "loaded", box.loaded))
        ready.calls.append((panel_day.write_discussion, made))
        _boxes(ready.told)[box.key] = [box.text, box.nothing]
        box.loaded = box.state

    def _make_ready_decision(self, ready: _Ready) -> None:
        """What a field holds that cannot be written does not hold up the others."""
        decision, loaded = self._decision, self._decision.loaded
        problems = decision.problems()
        fields = {**decision.fields(), **{name: loaded.get(name) for name in problems}}
        made = made_or_findings(partial(decision.command, self._line), fields)
        if isinstance(made, Findings):
            problems |= {name: unfit(made, name) for name in made.words}
            fields = {**fields, **{name: loaded.get(name) for name in made.words}}
            made = decision.command(self._line, fields)
        for name, words in problems.items():
            decision.say_problem(name, words)
        if not differ(fields, loaded):
            return
        ready.back.append(partial(setattr, decision, "loaded", loaded))
        ready.calls.append((panel_day.write_decision, made))
        ready.told["decision"] = _plain(fields)
        decision.loaded = fields

    def flush(self) -> None:
        """Keep the draft now: the page goes, or the program locks."""
        self._autosave.flush()

    def _state(self) -> Content:
        """What is not known to be in the record: what is being written, and what was typed since."""
        state: Content = {"boxes": {}}
        for line, told in self._under_way:
            if line == self._line:
                state = _joined(state, told)
        quick = self._decision.quick.state()
        return _joined(state, {**self._differs(), **({"quick": quick} if quick else {})})

    def _differs(self) -> Content:
        state: Content = {"boxes": self._middle.state()}
        if self._middle.matter is not None:
            words = str(self._middle.matter.value() or "").strip()
            if words != self._middle.matter_loaded:
                state["matter"] = words
        if self._case and self._decision.dirty:
            state["decision"] = _plain(self._decision.fields())
        return state

    def _keep_draft(self, state: Content) -> None:
        if self._line and _says(state):
            self._context.drafts.keep(DRAFT, self._line, state, self._is_kept)
        elif self._line:
            self._context.drafts.drop(DRAFT, self._line)

    def _is_kept(self) -> None:
        self.kept.emit()

    def _take(self, state: Content | None) -> None:
        """Put back what was typed before a crash or a lock, and write it."""
        if not state:
            return
        boxes, decision, matter = state.get("boxes"), state.get("decision"), state.get("matter")
        if isinstance(boxes, dict):
            self._middle.take(boxes)
        if isinstance(decision, dict):
            self._decision.take(decision)
        if isinstance(matter, str) and self._middle.matter is not None:
            self._middle.matter.set_value(matter)
        if not self._decision.quick.state():
            self._decision.quick.take(state.get("quick"))
        if _says(self._differs()):
            self.commit()
        else:
            self._keep_draft(self._state())

    def answers_quick(self) -> Answers:
        """What giving the action answers: of the draft the line that was typed for it."""
        return Answers(DRAFT, self._line, partial(_beyond, {"quick": self._decision.quick.state()}), once=False)


def unfit(found: Findings, name: str = "") -> str:
    """What stands beside a field whose words cannot be written: why, and that they are not lost."""
    words = found.words.get(name) or next(iter(found.words.values()))
    return f"{words}. It stays here as a draft, and is not in the record yet."


def _plain(fields: Fields) -> Content:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}


def _boxes(state: Content) -> Content:
    boxes = state.get("boxes")
    return boxes if isinstance(boxes, dict) else {}


def _says(state: Content) -> bool:
    """Whether a state says anything that the record does not."""
    return bool(_boxes(state)) or len(state) > 1


def _joined(first: Content, then: Content) -> Content:
    return {**first, **then, "boxes": {**_boxes(first), **_boxes(then)}}


def _beyond(told: Content, state: Content) -> Content | None:
    """What of a state was not told to the record."""
    before = _boxes(told)
    boxes = {key: words for key, words in _boxes(state).items() if before.get(key) != words}
    rest = {name: value for name, value in state.items() if name != "boxes" and told.get(name) != value}
    left: Content = {"boxes": boxes, **rest}
    return left if _says(left) else None
