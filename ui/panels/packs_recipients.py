"""The left of Packs: who would get one, with how many cases, what stands in the way, and which to make."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.model.panels.packs import PackPlan, Recipient
from ui.parts.asking import steady_focus
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.reading_order import tab_as_one_reads
from ui.widgets.scroll import Scroll
from ui.widgets.tick import TickBox


class RecipientsPart(Ground):
    """``wanted`` carries whether only what is new is to be made; ``chosen`` and ``initials`` say for whom and how."""

    wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__("surface")
        self._ticks: dict[str, TickBox] = {}
        self._plan: PackPlan | None = None
        self._down = QVBoxLayout()
        px = theme.current().px
        self._down.setContentsMargins(px(20), px(10), px(16), px(16))
        self._down.setSpacing(px(6))
        ground = Ground("surface")
        ground.setLayout(self._down)
        self.initials = TickBox("Initials instead of names")
        self.initials.setObjectName("packs-initials")
        self.make = Button("Make packs", "primary", icon="file")
        self.make.setObjectName("make-packs")
        self.supplement = Button("Make supplements", icon="plus")
        self.supplement.setObjectName("make-supplements")
        below = layout.column(self.initials, layout.row(self.make, self.supplement, layout.STRETCH), gap=8)
        below.setContentsMargins(*(px(side) for side in (20, 10, 16, 12)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Scroll(ground, name="Recipients"), 1)
        outer.addWidget(Hairline(strong=True))
        outer.addLayout(below)
        self.make.clicked.connect(lambda: self.wanted.emit(False))
        self.supplement.clicked.connect(lambda: self.wanted.emit(True))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of the agencies ticked."""
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked() and tick.isEnabled())

    def show_plan(self, plan: PackPlan) -> None:
        """Show everybody; ticks stay as they were."""
        if self._plan is None or self._plan.initials != plan.initials:
            self.initials.setChecked(plan.initials)
        off = {key for key, tick in self._ticks.items() if not tick.isChecked() and tick.isEnabled()}
        self._plan = plan
        with steady_focus(self):
            layout.clear(self._down)
            self._ticks = {}
            self._down.addLayout(layout.row(Label("Recipients", "head"), layout.STRETCH))
            self._down.addWidget(Hairline())
            for each in plan.recipients:
                self._down.addWidget(self._row(each, ticked=not each.blocks and each.agency_id not in off))
                self._down.addWidget(Hairline())
            if not plan.recipients:
                words = "No core agency is recorded. Mark an agency as core on its page, or ask one for a return."
                self._down.addWidget(Label(words, "second", wrap=True))
            self._down.addStretch(1)
        self._count()
        tab_as_one_reads(self)

    def allow(self, *, able: bool) -> None:
        """While packs are being made nothing else is."""
        self.initials.setEnabled(able)
        for button in (self.make, self.supplement):
            button.setEnabled(able)
        if able:
            self._count()

    def _count(self) -> None:
        many, plan = len(self.chosen), self._plan
        self.make.say("Make 1 pack" if many == 1 else f"Make {many} packs")
        self.make.setEnabled(many > 0)
        new = [each for each in plan.recipients if each.new and each.agency_id in self.chosen] if plan else []
        self.supplement.setVisible(bool(new))
        self.supplement.say(f"Make {len(new)} supplements" if len(new) != 1 else "Make 1 supplement")
        self.supplement.setEnabled(bool(new))

    def _row(self, each: Recipient, *, ticked: bool) -> QWidget:
        tick = TickBox(each.agency)
        tick.setObjectName(f"pack-{each.agency_id}")
        tick.setChecked(ticked)
        tick.setEnabled(not each.blocks)
        tick.toggled.connect(lambda _on: self._count())
        self._ticks[each.agency_id] = tick
        many = len(each.cases)
        first = layout.row(tick, layout.STRETCH, Label("1 case" if many == 1 else f"{many} cases", "second"))
        lines: list[QWidget] = [layout.held(first)]
        told = [each.person or "nobody named", each.email or "no secure e-mail"]
        if each.copy:
            told.append(f"has copy {each.copy}" + (f", {len(each.new)} new" if each.new else ""))
        lines.append(Label(", ".join(told), "second", wrap=True))
        if each.left_out:
            out = ChipLabel(chips.noted("blue", "glyph-square", f"Kept out of {', '.join(each.left_out)}", size=12))
            lines.append(out)
        for words in each.blocks:
            lines.append(_noted("red", "glyph-triangle", words))
        for words in each.warnings:
            lines.append(_noted("amber", "glyph-diamond", words))
        return layout.held(layout.column(*lines, gap=2))


def _noted(tone: str, glyph: str, words: str) -> QWidget:
    """A sign and a sentence that may take several lines."""
    sign = ChipLabel(chips.noted(tone, glyph, "", size=12))
    across = layout.row(sign, Label(words, "second", wrap=True), gap=4)
    across.setStretch(1, 1)
    return layout.held(across)
