"""Step 5: what would be made, what is there already, what changed, and what cannot be read. Nothing is written yet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipdesk.model.imports import ChangedRow, ImportPreview, all_findings
from hipdesk.model.workbooks.proposals import Finding
from ui.imports.findings import FindingsTable, rows_of
from ui.imports.session import Proposed
from ui.style import theme
from ui.widgets import layout
from ui.widgets.labels import Ground, Label
from ui.widgets.scroll import Scroll
from ui.widgets.tabs import Tab, TabBar
from ui.widgets.tick import TickBox

_NOUNS = ("referrals", "people", "hearings", "past meetings", "actions", "agencies")
_KINDS = (("all", "All"), ("unread", "Not read"), ("supposed", "Supposed"), ("conflict", "Conflicts"),
          ("doubled", "Doubled"), ("hidden", "Hidden"), ("set_aside", "Set aside"))  # fmt: skip


class PreviewPane(Ground):
    """``ticked`` carries a changed row's key and whether what it adds is to be taken."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__("surface")
        self._findings: Sequence[Finding] = ()
        self.made = Label("", "head", wrap=True)
        self.there = Label("", "body", wrap=True)
        self.agencies = Label("", "body", wrap=True)
        self.changed = layout.column(gap=4)
        self.tabs = TabBar([Tab("all", "All")], name="Findings")
        self.tabs.chosen.connect(self._show_kind)
        self.table = FindingsTable()
        top = layout.column(
            Label("This is what will be made", "page"),
            self.made,
            self.there,
            self.agencies,
            self.changed,
            4,
            Label("What could not simply be taken over", "head"),
            gap=6,
            margins=(20, 16, 20, 2),
        )
        body = layout.column(top, layout.row(self.tabs, layout.STRETCH, margins=(12, 0, 20, 0)), self.table, gap=0)
        body.setStretch(2, 1)
        if theme.current().large:
            # Too little height for both: the whole pane scrolls, and the table keeps room for some lines.
            self.table.setMinimumHeight(theme.current().px(180))
            body = layout.column(Scroll(body, name="Preview"), gap=0)
        self.setLayout(body)

    def show_proposed(self, proposed: Proposed) -> None:
        """Show a proposal beside the record."""
        preview = proposed.preview
        self.made.say(_made_words(preview))
        self.there.say(_there_words(preview))
        self.agencies.say(_agency_words(preview))
        for label in (self.there, self.agencies):
            label.setVisible(bool(label.words))
        self._show_changed(preview.changed, proposed.take)
        self._findings = all_findings(proposed.proposal)
        counts = {name: sum(each.kind == name for each in self._findings) for name, _ in _KINDS}
        counts["all"] = len(self._findings)
        self.tabs.show_tabs(
            [Tab(name, words, str(counts[name])) for name, words in _KINDS if counts[name] or name == "all"]
        )
        self.tabs.go_to("all")
        self._show_kind("all")

    def first_focus(self) -> QWidget | None:
        """The tabs of findings."""
        return self.tabs

    def _show_changed(self, rows: Sequence[ChangedRow], take: frozenset[str]) -> None:
        layout.clear(self.changed)
        if not rows:
            return
        many = "1 row changed" if len(rows) == 1 else f"{len(rows)} rows changed"
        self.changed.addWidget(
            Label(f"{many} since it was imported. Tick what is to be added to the record:", "strong")
        )
        for row in rows[:50]:
            told = "; ".join(each.words for each in row.differences)
            words = f"{row.reference} ({row.sheet}, row {row.row}): {told}"
            if not row.can_take:
                self.changed.addWidget(Label(f"{words}. To be settled on the case.", "second", wrap=True))
                continue
            box = TickBox(words)
            box.setChecked(row.key in take)
            box.toggled.connect(lambda on, key=row.key: self.ticked.emit(key, on))
            self.changed.addWidget(box)

    def _show_kind(self, kind: str) -> None:
        found = [each for each in self._findings if kind in ("all", each.kind)]
        self.table.show_rows(rows_of(found))


def _made_words(preview: ImportPreview) -> str:
    if preview.nothing_new:
        return "Nothing new: every row is in the record already."
    parts = [
        f"{preview.create[noun]:,} {_one(noun, preview.create[noun])}" for noun in _NOUNS if preview.create.get(noun)
    ]
    days = ""
    if preview.first_day and preview.last_day:
        first, last = preview.first_day, preview.last_day
        days = f", received from {first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    return f"{', '.join(parts)}{days}."


def _one(noun: str, many: int) -> str:
    if many != 1:
        return noun
    return {"people": "person", "agencies": "agency"}.get(noun, noun.removesuffix("s"))


def _there_words(preview: ImportPreview) -> str:
    parts = []
    if preview.already_there:
        parts.append(f"{preview.already_there:,} rows are there already and stay as they are.")
    if preview.unread:
        parts.append(f"{preview.unread:,} cells cannot be read: their words are kept as text on the case.")
    if not preview.nothing_new:
        parts.append("Nobody is joined with anybody: people who look alike are listed for you.")
    return " ".join(parts)


def _agency_words(preview: ImportPreview) -> str:
    if not preview.provisional_agencies:
        return ""
    return f"To be confirmed as agencies: {', '.join(preview.provisional_agencies)}."
