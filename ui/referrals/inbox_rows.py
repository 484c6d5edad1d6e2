"""Referrals as rows of the inbox."""

from collections.abc import Sequence
from datetime import date

from hipdesk.model.referrals.views import InboxGroup, InboxRow, InboxView, ReferralLine
from ui.parts.case_words import clock, day, joined, risk_chip
from ui.referrals.begun import rows_begun
from ui.widgets import chips
from ui.widgets.cells import Cell
from ui.widgets.chips import Chip
from ui.widgets.rows_model import Group, Line

_DECIDED: dict[str, str] = {
    "accepted": "listed",
    "declined": "declined",
    "redirected": "redirected",
    "withdrawn": "declined",
    "duplicate": "redirected",
}


_WORDS = {"accepted": "Accepted", "withdrawn": "Withdrawn", "duplicate": "Duplicate"}


def status_chip(status: str) -> Chip:
    """A referral's status in a word, with the glyph of what it became."""
    return chips.status(_DECIDED.get(status, status), _WORDS.get(status, ""))


def where_it_stands(row: InboxRow) -> Chip | Cell | str:
    """How old it is against its target, what it waits for, or what was decided."""
    if row.status in _DECIDED:
        return row.words
    return _asked(row) if row.status == "awaiting_information" else _clock(row)


def rows_of(
    view: InboxView, today: date, looked_up: ReferralLine | None = None, *, narrowed: bool = False
) -> list[Group | Line]:
    """The inbox as rows; an empty group is left out, but "To triage" stays and says that it is empty.

    ``narrowed``: filters stand, so that an empty group does not mean that nothing waits. What was begun comes before
    what is decided; one that was looked up and is in no group comes first.
    """
    rows: list[Group | Line] = []
    if looked_up is not None:
        line = _decided(looked_up) if looked_up.status in _DECIDED else _live(looked_up, today)
        rows = [Group("Looked up"), line]
    begun = rows_begun(view.begun, today)
    for group in view.groups:
        if group.code == "decided":
            rows += begun
            begun = []
        if group.rows or group.code == "triage":
            rows.append(Group(group.title, _note(group, narrowed=narrowed)))
            rows += _lines(group, today)
    rows += begun
    if narrowed and not any(isinstance(row, Line) for row in rows):
        rows.append(Group("Nothing passes these filters.", "People by name: Ctrl+K"))
    return rows


def _note(group: InboxGroup, *, narrowed: bool) -> str:
    if group.code == "triage" and not group.total:
        return "none that pass" if narrowed else "nothing waits"
    return joined(str(group.total), group.note)


def _lines(group: InboxGroup, today: date) -> Sequence[Line]:
    if group.code == "decided":
        return [_decided(row) for row in group.rows]
    return [_live(row, today) for row in group.rows]


def _decided(row: InboxRow) -> Line:
    return Line(
        row.id, row.reference, row.initials, right=chips.status(_DECIDED.get(row.status, "declined"), row.words)
    )


def _live(row: InboxRow, today: date) -> Line:
    urgent = (chips.rag("late", "Urgent"),) if row.urgent else ()
    received = joined(day(row.received_on, today), clock(row.received_at) if row.received_on == today else "", by=" ")
    waits = row.status == "awaiting_information"
    return Line(
        row.id,
        row.reference,
        row.initials,
        chips=urgent,
        right=received,
        second=joined(row.agency, row.ward, by=" · "),
        third=joined(*row.strands),
        third_chips=(risk_chip(row.risk),),
        third_right=_asked(row) if waits else _clock(row),
        used=0 if waits else min(row.used, row.target),
        of=0 if waits else row.target,
    )


def _clock(row: InboxRow) -> Cell | str:
    if row.state == "late":
        return Cell(row.words, bold=True, tone="red")
    if row.used >= row.target:
        return Cell(row.words, bold=True, tone="amber")
    return row.words


def _asked(row: InboxRow) -> Chip:
    twice = "twice" in row.words
    return chips.noted("amber" if twice else "blue", "glyph-diamond" if twice else "glyph-square", row.words, size=12)
