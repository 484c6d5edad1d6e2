"""The register of copies: which pack went to whom, and whether it came back, was destroyed or is withdrawn."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.kernel.clock import LONDON
from hipdesk.model.panels.packs import CopyLine, Outcome
from ui.parts.asking import steady_focus
from ui.style import theme
from ui.widgets import british_dates, chips, layout
from ui.widgets.buttons import LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.reading_order import tab_as_one_reads
from ui.widgets.scroll import Scroll

_OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    ("returned", "Returned"),
    ("destroyed", "Destroyed"),
    ("withdrawn", "Withdrawn"),
)


class CopiesPart(Ground):
    """``marked`` carries a copy's key, what became of it, and whether that holds now; ``asked`` a copy's key;
    ``again``: whether supplements, or packs, that were never written are to be made again.
    """

    marked = Signal(str, str, bool)
    asked = Signal(str)
    again = Signal(bool)

    def __init__(self) -> None:
        super().__init__("sunken")
        self._down = QVBoxLayout()
        px = theme.current().px
        self._down.setContentsMargins(px(18), px(10), px(18), px(16))
        self._down.setSpacing(px(6))
        ground = Ground("sunken")
        ground.setLayout(self._down)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(ground, name="Register of copies"))

    def show_copies(self, copies: tuple[CopyLine, ...]) -> None:
        """Show every copy by number."""
        with steady_focus(self):
            layout.clear(self._down)
            out = sum(copy.out for copy in copies)
            beside = f"{out} of {len(copies)} still out" if copies else ""
            self._down.addLayout(layout.row(Label("Copies", "head"), Label(beside, "second"), layout.STRETCH, gap=8))
            self._down.addWidget(Hairline())
            for copy in copies:
                self._down.addWidget(self._copy(copy))
                self._down.addWidget(Hairline())
            if not copies:
                words = "No pack has been issued. Every copy that goes out stands here until it is back or destroyed."
                self._down.addWidget(Label(words, "second", wrap=True))
            self._down.addStretch(1)
        tab_as_one_reads(self)

    def _copy(self, copy: CopyLine) -> QWidget:
        first = layout.row(Label(f"Copy {copy.copy}", "strong"), Label(copy.recipient), layout.STRETCH, gap=8)
        made = copy.made_at.astimezone(LONDON)
        told = [f"{made:%d} {made:%b} {made:%H:%M}", "1 case" if copy.cases == 1 else f"{copy.cases} cases"]
        told += [f"audit {copy.fingerprint}"] if copy.fingerprint else []
        told += [f"{copy.passed} passed with a reason"] if copy.passed else []
        lines: list[QWidget] = [layout.held(first), Label(", ".join(told), "second", wrap=True)]
        if copy.pending:
            lines.append(ChipLabel(chips.noted("amber", "glyph-triangle", "Its file was not written", size=12)))
            again = LinkButton("Make it again")
            again.setObjectName(f"again-{copy.copy}")
            again.setAccessibleName(f"Make copy {copy.copy} for {copy.recipient} again, under the same number")
            again.clicked.connect(lambda: self.again.emit(copy.supplement))
            lines.append(layout.held(layout.row(again, layout.STRETCH)))
        password = LinkButton("Password")
        password.setObjectName(f"password-{copy.copy}")
        password.setAccessibleName(f"Show the password of copy {copy.copy}")
        password.clicked.connect(lambda: self.asked.emit(copy.id))
        doing = layout.row(gap=10)
        for outcome, words in _OUTCOMES:
            day = getattr(copy, f"{outcome}_on")
            if day is not None:
                said = f"{words} {british_dates.short(day)}"
                lines.append(ChipLabel(chips.noted("green", "glyph-done", said, size=12)))
            link = LinkButton(f"Not {words.lower()}" if day else words, quiet=day is not None)
            link.setObjectName(f"{outcome}-{copy.copy}")
            link.setAccessibleName(f"Copy {copy.copy}, {copy.recipient}: {link.text().lower()}")
            link.clicked.connect(
                lambda _on=False, which=outcome, now=day is None: self.marked.emit(copy.id, which, now)
            )  # fmt: skip
            doing.addWidget(link)
        doing.addWidget(password)
        doing.addStretch(1)
        lines.append(layout.held(doing))
        return layout.held(layout.column(*lines, gap=2))
