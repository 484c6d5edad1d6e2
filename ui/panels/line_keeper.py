"""Keeping what is written on a line: a draft within 400 ms, the record when a field is left; nothing lost between."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from hipdesk.model.panels.day import LineView, WriteDiscussion, WriteMatter
from hipdesk.services import panel_day
from ui.context import Content, Context
from ui.forms.autosave import Autosave
from ui.panels.run_boxes import RunMiddle
from ui.panels.run_decision import RunDecision

DRAFT = "panel-line"


class LineKeeper(QObject):
    """Watches the middle and the right of a running panel; ``kept`` after every keeping."""

    kept = Signal()

    def __init__(self, context: Context, middle: RunMiddle, decision: RunDecision, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._middle = middle
        self._decision = decision
        self._line = ""
        self._case = False
        self._autosave = Autosave(self._state, self._keep_draft, self)
        self._autosave.kept.connect(self.kept)
        for part in (middle, decision):
            part.changed.connect(self._autosave.touch)
            part.left.connect(self.commit)

    def begin(self, view: LineView) -> None:
        """Another line is shown: what stands is the record, unless a draft says more."""
        self._line = view.line.id
        self._case = view.case is not None
        self._autosave.begin_from(self._state())
        self._context.drafts.load(DRAFT, self._line, self._take, self)

    def commit(self) -> None:
        """Write to the record what differs from it."""
        line = self._line
        if not line:
            return
        for box in self._middle.boxes:
            if box.dirty:
                text, nothing = box.state
                command = WriteDiscussion(line_id=line, agency_id=box.key or None, text=text, nothing_held=nothing)
                box.loaded = box.state
                self._write(panel_day.write_discussion, command)
        matter = self._middle.matter
        if matter is not None:
            words = str(matter.value() or "").strip()
            if words != self._middle.matter_loaded:
                self._middle.matter_loaded = words
                self._write(panel_day.write_matter, WriteMatter(line_id=line, text=words))
        if self._case and self._decision.dirty:
            command_of_decision = self._decision.command(line)
            self._decision.loaded = self._decision.fields()
            self._write(panel_day.write_decision, command_of_decision)

    def flush(self) -> None:
        """Keep the draft now: the page goes, or the program locks."""
        self._autosave.flush()

    def _write(self, service: Callable[..., object], command: object) -> None:
        line = self._line

        def written(_value: object) -> None:
            self._context.drafts.drop(DRAFT, line)
            self.kept.emit()

        self._context.do(service, command, then=written, owner=self)

    def _state(self) -> Content:
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
        if self._line and (state["boxes"] or len(state) > 1):
            self._context.drafts.keep(DRAFT, self._line, state)

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
        self.commit()
