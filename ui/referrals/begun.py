"""A referral that was begun: its row in the inbox, and what stands beside it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from hipdesk.model.referrals.views import ReferralBegun
from ui.parts.begun_referrals import key_of
from ui.parts.case_words import clock, day, day_within, joined
from ui.widgets import chips, layout
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label
from ui.widgets.rows_model import Group, Line


def rows_begun(begun: Sequence[ReferralBegun], today: date) -> list[Group | Line]:
    """A heading and a row for each; nothing when none was begun."""
    lines = [
        Line(
            key_of(one.subject),
            "Draft",
            one.initials,
            right=joined(day(one.kept_on, today), clock(one.kept_at), by=" "),
            second=joined(one.agency or "No agency yet", f"begun {day_within(one.begun_on, today)}", by=" · "),
        )
        for one in begun
    ]
    return [Group("Drafts", f"{len(lines)} begun, not yet logged"), *lines] if lines else []


def beside(one: ReferralBegun, today: date, go_on: Callable[[], object], throw_away: Callable[[], object]) -> QWidget:
    """What is known of it without opening it, the way on, and the way to be rid of it."""
    button = Button("Go on with it", "primary", icon="arrow-right")
    button.setObjectName("go-on")
    button.clicked.connect(lambda: go_on())
    throw = Button("Throw away…", icon="cross")
    throw.setObjectName("throw-away")
    throw.clicked.connect(lambda: throw_away())
    first = layout.row(
        Label("Draft", "page"), Label(one.initials, "page"), ChipLabel(chips.status("draft", "Not yet logged")),
        layout.STRETCH, throw, button, gap=10,
    )  # fmt: skip
    kept = joined(day_within(one.kept_on, today), clock(one.kept_at))
    told = f"Begun {day_within(one.begun_on, today)}, last kept {kept}. What was typed is kept; only you see it."
    agency = one.agency or "No agency chosen yet."
    body = layout.column(
        first, Label(told, "quiet", wrap=True), Label(agency, wrap=True), layout.STRETCH,
        gap=8, margins=(24, 14, 24, 10),
    )  # fmt: skip
    return layout.held(body)
