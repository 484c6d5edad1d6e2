"""One person: by initials with every case one may see; names, homes and the rest once they are asked for."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipdesk.model.people import MergeMade, PartInCase, PersonCard, PersonNamed
from hipdesk.model.vocab import label
from ui.parts.case_words import day, full_day, joined
from ui.parts.plain_table import PlainTable
from ui.widgets import chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.flow import Flow
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.scroll import Scroll

KINDS = {
    "organisation": "Organisation", "worship": "Place of worship", "community": "Community", "group": "Group",
    "unknown": "Unknown person",
}  # fmt: skip


class PersonPane(Ground):
    """``names_asked``; ``case_asked`` a case's id; ``pair_asked`` a pair's; ``undo_asked`` a merge's."""

    names_asked = Signal()
    case_asked = Signal(str)
    pair_asked = Signal(str)
    undo_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface")
        self.setObjectName("person-pane")
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)

    def show_person(self, card: PersonCard | None, named: PersonNamed | None, today: date, *, may_merge: bool) -> None:
        """Show this one, or nothing; ``named`` once names were asked for."""
        layout.clear(self._down)
        if card is None:
            return
        parts: list[QWidget] = []
        if card.pair_id and may_merge:
            parts.append(self._look_alike(card.pair_id))
        parts.append(self._cases(card, today))
        if named is not None:
            parts += [_known(named), *([self._merges(named.merges, may_merge=may_merge)] if named.merges else [])]
        self._down.addWidget(self._head(card, named))
        self._down.addWidget(Hairline())
        body = layout.column(*parts, layout.STRETCH, gap=18, margins=(24, 14, 24, 16))
        self._down.addWidget(Scroll(body, name="The person"), 1)

    def _head(self, card: PersonCard, named: PersonNamed | None) -> QWidget:
        first = Flow(gap=10)
        first.add(Label(named.name if named else card.initials, "page"))
        if named and named.own_script:
            first.add(Label(named.own_script, "lead"))
        link = LinkButton("Hide names" if named else "Show names", icon="eye" if named else "eye-off")
        link.setObjectName("show-names")
        link.clicked.connect(self.names_asked)
        first.add(link)
        age = "" if card.age is None else f"aged {card.age}"
        source = f" from {card.source}" if card.source else ""
        said = joined(KINDS.get(card.kind, ""), age, f"in the record since {full_day(card.recorded_on)}{source}")
        said = said[:1].upper() + said[1:]
        return layout.held(layout.column(first, Label(said, "quiet", wrap=True), gap=2, margins=(24, 14, 24, 10)))

    def _look_alike(self, pair_id: str) -> QWidget:
        look = Button("Compare", icon="split", small=True)
        look.setObjectName("compare-pair")
        look.setAccessibleName("Compare with the record that looks alike")
        look.clicked.connect(lambda: self.pair_asked.emit(pair_id))
        ground = Ground("sunken")
        said = Label("Another record may be the same person.", "body", wrap=True)
        across = layout.row(
            ChipLabel(chips.noted("amber", "glyph-half", "Possible duplicate", bold=True)), said, look,
            gap=10, margins=(16, 8, 12, 8),
        )  # fmt: skip
        across.setStretch(1, 1)
        ground.setLayout(across)
        return ground

    def _cases(self, card: PersonCard, today: date) -> QWidget:
        count = len({part.case_id for part in card.parts})
        head = layout.row(Label("Cases", "head"), Label(str(count), "second"), layout.STRETCH, gap=8)
        if not card.parts:
            return layout.held(layout.column(head, Label("None yet: told of in a referral only.", "quiet"), gap=6))
        table = PlainTable(
            ["Case", "Role", "Status", "Risk", "Next hearing"], name="Cases of this person", stretch={1: 3, 4: 2}
        )
        table.show_rows([self._case(part, today) for part in card.parts])
        return layout.held(layout.column(head, table, gap=6))

    def _case(self, part: PartInCase, today: date) -> list[str | QWidget]:
        link = LinkButton(part.reference)
        link.setAccessibleName(f"Open case {part.reference}, {part.initials}")
        link.clicked.connect(lambda: self.case_asked.emit(part.case_id))
        risk: str | QWidget = ""
        if part.risk:
            risk = ChipLabel(chips.risk(part.risk, "" if part.risk_score is None else part.risk_score))
        when = day(part.next_hearing, today)
        return [link, label("person_role", part.role), ChipLabel(chips.status(part.status)), risk, when]

    def _merges(self, merges: tuple[MergeMade, ...], *, may_merge: bool) -> QWidget:
        table = PlainTable(["Folded in", "By", ""], name="Merges", stretch={0: 2, 1: 2})
        rows: list[list[str | QWidget]] = []
        for made in merges:
            undo: str | QWidget = ""
            if may_merge:
                undo = LinkButton("Undo")
                undo.setAccessibleName(f"Undo the merge with {made.other_name}")
                undo.clicked.connect(lambda _on=False, key=made.id: self.undo_asked.emit(key))
            rows.append([made.other_name, f"{made.made_by}, {full_day(made.made_on)}", undo])
        table.show_rows(rows)
        return layout.held(layout.column(Label("Made of more than one record", "head"), table, gap=6))


def _known(named: PersonNamed) -> QWidget:
    facts: list[tuple[str, str]] = [
        ("Also known as", ", ".join(named.also)),
        *(("Address" if at == 0 else "", home) for at, home in enumerate(named.homes)),
        *named.answers,
    ]
    table = PlainTable([], name="What is known", stretch={1: 1})
    table.show_rows([(Label(title, "quiet", wrap=True), words) for title, words in facts if words])
    return layout.held(layout.column(Label("What is known", "head"), table, gap=6))
