"""One agency: what is known of it, and who comes for it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from hipdesk.model.agencies import AgencyView, Representative
from hipdesk.model.agency_standing import AgencyStanding
from ui.agencies.rows import PLACES, agreement_chip, group_of
from ui.agencies.standing_part import referral_words, standing_parts
from ui.parts.case_words import full_day, joined
from ui.parts.plain_table import PlainTable
from ui.widgets import chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.drawn import show_if
from ui.widgets.flow import Flow
from ui.widgets.labels import Ground, Hairline, Label
from ui.widgets.scroll import Scroll


class AgencyPane(Ground):
    """Shows one agency. ``ended`` and ``person_asked`` carry a representative's id, ``joined`` the agency it is.

    ``opened`` carries "meeting" or "action" and its id.
    """

    confirmed = Signal()
    change_asked = Signal()
    letter_asked = Signal()
    retire_asked = Signal()
    add_asked = Signal()
    ended = Signal(str)
    person_asked = Signal(str)
    joined = Signal(str)
    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("surface")
        self.setObjectName("agency-pane")
        self._of = ""
        self._shown: tuple[object, ...] = ()
        self._standing: AgencyStanding | None = None
        self._facts: PlainTable
        self._stands: QVBoxLayout
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)

    def show_agency(
        self, agency: AgencyView | None, today: date, standing: AgencyStanding | None, others: Sequence[AgencyView] = ()
    ) -> None:
        """Show this one, or nothing; ``standing`` once it is read, ``others`` are those it may really be.

        Only what is new is built anew: a standing that arrives takes neither the focus nor a key that is held down.
        """
        key = agency.id if agency is not None else ""
        focus = QApplication.focusWidget()
        held = focus if focus is not None and self.isAncestorOf(focus) and key == self._of else None
        self._of = key
        if self._shown != (agency, today, *others):
            self._shown = (agency, today, *others)
            self._standing = None
            layout.clear(self._down)
            if agency is not None:
                self._build(agency, today, others)
        if agency is not None and standing != self._standing:
            self._show_standing(agency, standing)
        if held is not None and not held.isVisibleTo(self):
            alike = (each for each in self.findChildren(type(held)) if each.accessibleName() == held.accessibleName())
            again = next((each for each in alike if each.isVisibleTo(self)), None)
            if again is not None:
                again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, agency: AgencyView, today: date, others: Sequence[AgencyView]) -> None:
        group = group_of(agency, today)
        parts: list[QWidget] = []
        if group == "To look at":
            parts.append(self._to_look_at(agency, others))
        self._facts = PlainTable([], name="About the agency", stretch={1: 1})
        self._facts.show_rows(_facts(agency, None))
        self._stands = layout.column(gap=16)
        parts += [self._facts, self._people(agency)]
        body = layout.column(*parts, self._stands, layout.STRETCH, gap=16, margins=(24, 14, 24, 16))
        for widget, stretch in ((self._head(agency, today), 0), (Hairline(), 0), (Scroll(body, name=agency.name), 1)):
            self._down.addWidget(widget, stretch)
            widget.show()

    def _show_standing(self, agency: AgencyView, standing: AgencyStanding | None) -> None:
        self._standing = standing
        self._facts.show_rows(_facts(agency, standing))
        layout.clear(self._stands)
        for part in standing_parts(standing, self.opened.emit) if standing is not None else ():
            self._stands.addWidget(part)
            part.show()

    def asks_about(self) -> str:
        """The agency that what is chosen here is about."""
        return self._of

    def _head(self, agency: AgencyView, today: date) -> QWidget:
        first = Flow(gap=10)
        first.add(Label(agency.name, "page", wrap=False))
        if agency.core:
            first.add(ChipLabel(chips.noted("green", "glyph-done", "On the panel", size=12)))
        chip = agreement_chip(agency, today)
        if chip is not None:
            first.add(ChipLabel(chip))
        change = Button("Change", icon="edit")
        change.setObjectName("change-agency")
        change.clicked.connect(self.change_asked)
        letter = Button("Letter", icon="mail")
        letter.setObjectName("write-letter")
        letter.setAccessibleName(f"Write a letter to {agency.name}")
        letter.clicked.connect(self.letter_asked)
        retire = Button("Retire", icon="leave")
        retire.setObjectName("retire-agency")
        retire.setAccessibleName(f"Retire {agency.name}")
        retire.clicked.connect(self.retire_asked)
        show_if(letter, group_of(agency, today) in ("On the panel", "Other agencies"))
        show_if(retire, group_of(agency, today) in ("On the panel", "Other agencies"))
        top = layout.row(first, letter, retire, change, gap=8)
        top.setStretch(0, 1)
        said = joined(agency.kind_label, f"short: {agency.short_name}" if agency.short_name else "", by=" · ")
        return layout.held(layout.column(top, Label(said, "quiet", wrap=True), gap=2, margins=(24, 14, 24, 10)))

    def _to_look_at(self, agency: AgencyView, others: Sequence[AgencyView]) -> QWidget:
        confirm = Button("It is right as it is", "primary", icon="tick")
        confirm.setObjectName("confirm-agency")
        confirm.clicked.connect(self.confirmed)
        words = (
            "An import made this agency from the way it was written. Say that it is right, change what is wrong, or "
            "say which agency was meant: everything it sent then comes from that one."
        )
        choices = [(other.id, other.name) for other in others]
        meant = ChoiceField(choices, placeholder="Another agency was meant", name=f"The agency {agency.name} really is")
        meant.setObjectName("meant-agency")
        join = Button("Join", icon="merge")
        join.setObjectName("join-agency")
        join.setAccessibleName(f"Join {agency.name} to the agency chosen")
        join.setEnabled(False)
        meant.changed.connect(lambda: join.setEnabled(meant.value() is not None))
        join.clicked.connect(lambda: self.joined.emit(str(meant.value())))
        row = layout.row(meant, join, gap=8)
        ground = Ground("sunken")
        ground.setLayout(
            layout.column(
                ChipLabel(chips.noted("amber", "glyph-diamond", "To look at", bold=True)),
                Label(words, "body", wrap=True), layout.row(confirm, layout.STRETCH), row if choices else 0,
                gap=8, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip
        return ground

    def _people(self, agency: AgencyView) -> QWidget:
        add = Button("Add someone", icon="plus", small=True)
        add.setObjectName("add-representative")
        add.setAccessibleName(f"Add someone who comes for {agency.name}")
        add.clicked.connect(self.add_asked)
        head = layout.row(Label("Who comes for it", "head"), layout.STRETCH, add)
        if not agency.representatives:
            return layout.held(layout.column(head, Label("Nobody is named yet.", "quiet"), gap=6))
        table = PlainTable(
            ["Name", "Comes as", "Job title", "Secure e-mail", "Telephone", ""],
            name="Representatives", stretch={2: 2, 3: 3},
        )  # fmt: skip
        order = {place: at for at, place in enumerate(PLACES)}
        ordered = sorted(agency.representatives, key=lambda one: order.get(one.place, len(order)))
        table.show_rows([self._person(one) for one in ordered])
        return layout.held(layout.column(head, table, gap=6))

    def _person(self, one: Representative) -> list[str | QWidget]:
        gone = LinkButton("Take off")
        gone.setObjectName(f"end-{one.id}")
        gone.setAccessibleName(f"Take {one.name} off the list")
        gone.clicked.connect(lambda: self.ended.emit(one.id))
        name = LinkButton(one.name)
        name.setObjectName(f"change-{one.id}")
        name.setAccessibleName(f"Change {one.name}")
        name.clicked.connect(lambda: self.person_asked.emit(one.id))
        return [name, PLACES.get(one.place, one.place), one.job_title, one.secure_email, one.phone, gone]


def _facts(agency: AgencyView, standing: AgencyStanding | None) -> list[list[str | QWidget]]:
    signed = {True: "Signed", False: "Not signed", None: "Not known"}[agency.agreement_signed]
    agreement = joined(
        joined(signed, full_day(agency.agreement_signed_on), by=" "),
        f"runs until {full_day(agency.agreement_expires_on)}" if agency.agreement_expires_on else "",
    )
    others = [name for name in agency.spellings if name != agency.short_name]
    facts = [
        ("Secure e-mail", agency.secure_email),
        ("Telephone", agency.phone),
        ("Sharing agreement", agreement),
        ("Part of the borough", agency.patch),
        ("Homes", f"{agency.stock:,}" if agency.stock else ""),
        ("Engagement", agency.engagement_label),
        ("On the panel since", full_day(agency.joined_on)),
        ("Left", full_day(agency.left_on)),
        ("Others write", ", ".join(others)),
        ("Referrals made", referral_words(standing) if standing else ""),
    ]
    return [[Label(title, "quiet"), words] for title, words in facts if words]
