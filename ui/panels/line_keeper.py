"""Keeping what is written on a line: a draft within 400 ms, the record when a field is left; nothing lost between."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.panels.day import LineView, WriteDiscussion, WriteMatter
from hipdesk.services import panel_day
from hipdesk.services.registry import Call, together
from ui.context import Content, Context
from ui.forms.answer import Answers
from ui.forms.autosave import Autosave, keeps_its_own
from ui.panels.run_boxes import RunMiddle
from ui.panels.run_decision import RunDecision

DRAFT = "panel-line"


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
        told = self._differs()
        self._autosave.flush()
        if not self._line or not _says(told):
            return
        calls, back = self._calls()
        line, under_way = self._line, (self._line, told)
        self._under_way.append(under_way)

        def written(_values: list[object]) -> None:
            self._under_way.remove(under_way)
            self.kept.emit()

        def failed(error: HipDeskError) -> None:
            self._under_way.remove(under_way)
            for put in back:
                put()
            self._autosave.touch()
            self._context.messages.error(error)

        answers = Answers(DRAFT, line, partial(_beyond, told), once=False)
        self._context.do(together, calls, then=written, failed=failed, owner=self, answers=answers)
        if self._decision.quick.state():
            # The record holds no line that is not given yet: of the draft it stays.
            self._keep_draft(self._state())

    def _calls(self) -> tuple[list[Call], list[Callable[[], None]]]:
        """What is to be written, which from now counts as the record; and how it counts as typed again."""
        line = self._line
        calls: list[Call] = []
        back: list[Callable[[], None]] = []
        for box in self._middle.boxes:
            if box.dirty:
                text, nothing = box.state
                command = WriteDiscussion(line_id=line, agency_id=box.key or None, text=text, nothing_held=nothing)
                back.append(partial(setattr, box, "loaded", box.loaded))
                box.loaded = box.state
                calls.append((panel_day.write_discussion, command))
        matter = self._middle.matter
        if matter is not None:
            words = str(matter.value() or "").strip()
            if words != self._middle.matter_loaded:
                back.append(partial(setattr, self._middle, "matter_loaded", self._middle.matter_loaded))
                self._middle.matter_loaded = words
                calls.append((panel_day.write_matter, WriteMatter(line_id=line, text=words)))
        if self._case and self._decision.dirty:
            calls.append((panel_day.write_decision, self._decision.command(line)))
            back.append(partial(setattr, self._decision, "loaded", self._decision.loaded))
            self._decision.loaded = self._decision.fields()
        return calls, back

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
            fields = self._decision.fields()
            state["decision"] = {
                name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()
            }
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
