"""The rail of steps: which are done, which is current, and what each came to; below it, the matching as a file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from hipdesk.model.imports import ImportReport
from ui.imports.session import STEPS, TITLES, Opened, Proposed, step_words
from ui.style import theme
from ui.widgets import layout
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.rail import Rail, RailRow

_WIDE = 232
_SHORT = {"file": "File", "sheets": "Sheets"}


class StepsRail(Ground):
    """``chosen`` when a person goes to a step; ``matching_wanted`` and ``matching_saved`` for the file."""

    chosen = Signal(str)
    matching_wanted = Signal()
    matching_saved = Signal()

    def __init__(self) -> None:
        super().__init__("sunken")
        self.rail = Rail(name="Steps of the import", mark_side=18)
        self.rail.setObjectName("import-steps")
        self.rail.chosen.connect(self.chosen)
        self.found = Label("", "second", wrap=True)
        self.use = LinkButton("Use a saved matching")
        self.use.setObjectName("use-matching")
        self.use.clicked.connect(lambda: self.matching_wanted.emit())
        self.save = LinkButton("Save this matching")
        self.save.setObjectName("save-matching")
        self.save.clicked.connect(lambda: self.matching_saved.emit())
        below = layout.column(Hairline(), 4, self.found, self.use, self.save, gap=6, margins=(16, 8, 12, 12))
        self._below = layout.held(below)
        px = theme.current().px
        body = layout.column(self.rail, self._below, gap=0, margins=(0, 8, 0, 0))
        if theme.current().large:
            self.setFixedWidth(px(132))
        else:
            self.setFixedWidth(px(_WIDE))
        body.setStretch(0, 1)
        self.setLayout(body)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def go_to(self, step: str) -> None:
        """Make a step current without telling."""
        self.rail.go_to(step)

    def show_state(
        self, step: str, opened: Opened | None, proposed: Proposed | None, report: ImportReport | None
    ) -> None:
        """Show how far the import is."""
        words = step_words(opened, proposed, report)
        titles = TITLES | _SHORT if theme.current().large else TITLES
        at = STEPS.index(step)
        rows = []
        for number, name in enumerate(STEPS):
            done = number < at or (report is not None and name == "import")
            second = "" if theme.current().large else words[name]
            if done:
                rows.append(RailRow(name, titles[name], second, icon="glyph-done", tone="green"))
            else:
                rows.append(RailRow(name, titles[name], second, number=number + 1))
        self.rail.show_rows(rows)
        self.rail.go_to(step)
        self._below.setVisible(opened is not None and report is None and not theme.current().large)
        if opened is not None:
            self.found.say(_found_words(opened))


def _found_words(opened: Opened) -> str:
    """ "164 rows found, 24 month headings set aside."."""
    plan = opened.plan
    months = sum(many for sheet in plan.sheets for kind, many in sheet.set_aside if kind == "month")
    aside = f", {months} month headings set aside" if months else ""
    return f"{opened.referrals:,} rows found{aside}."
