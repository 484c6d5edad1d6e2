"""The strip that stays at the top of a case: who, how it stands, and the facts in a fixed order."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from hipdesk.model.cases.flags import LONG_WORDS
from hipdesk.model.cases.views import CaseView
from ui.parts.case_words import (
    day,
    day_within,
    flag_chips,
    full_day,
    joined,
    risk_chip,
    strand_chips,
    times,
    trend_chip,
)
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label
from ui.widgets.spark import Spark

_TONES = {"high": "red", "medium": "amber", "standard": "grey"}
ROOM_FOR_FLAGS = 36
_WORDS = {"heard": "Heard, open"}


def first_line(view: CaseView, names: Callable[[], QWidget]) -> list[QWidget]:
    """Reference, initials, show names, strands, status; at large text only what tells the case apart."""
    line: list[QWidget] = [Label(view.reference, "title"), Label(view.initials, "title")]
    if theme.current().large:
        return line
    line += [names(), Label("Ctrl+.", "tiny")]
    if view.strands:
        line.append(ChipLabel(*strand_chips(view.strands[:4]), gap=6))
    line.append(ChipLabel(chips.status(view.status, _WORDS.get(view.status, ""))))
    return line


def facts(view: CaseView, today: date) -> list[tuple[str, QWidget]]:
    """Risk with its line, lead, next hearing, heard, received, care flags."""
    if theme.current().large:
        return [
            ("Risk now", ChipLabel(risk_chip(view.risk, view.trend))),
            ("Next hearing", _hearing(view, today)),
            ("Status", ChipLabel(chips.status(view.status, _WORDS.get(view.status, "")))),
        ]
    found: list[tuple[str, QWidget]] = [
        ("Risk now", _risk(view)),
        ("Lead", Label(joined(view.lead, view.lead_officer, by=" · ") or "Nobody yet")),
        ("Next hearing", _hearing(view, today)),
        ("Heard", Label(_heard(view))),
        ("Received", Label(full_day(view.received_on))),
    ]
    if view.flags:
        found.append(("Take care", _care(view)))
    return found


def _care(view: CaseView) -> QWidget:
    """In full where they stand beside the other facts on one line."""
    signs = sum(len(LONG_WORDS.get(flag, "")) for flag in view.flags)
    return ChipLabel(*flag_chips(view.flags[:4], long=signs <= ROOM_FOR_FLAGS), gap=12)


def _risk(view: CaseView) -> QWidget:
    parts: list[QWidget] = [ChipLabel(risk_chip(view.risk, view.trend))]
    scores = [line.score for line in view.risks if line.score is not None]
    if len(scores) > 1:
        most = max(line.score_max or 0 for line in view.risks) or 52
        parts.append(Spark(scores[-8:], most=most, tone=_TONES.get(view.risk.band, ""), name="Risk over time"))
    moved = trend_chip(view.trend)
    if moved is not None and view.risk.band:
        parts.append(ChipLabel(moved))
    return layout.held(layout.row(*parts, gap=8))


def _hearing(view: CaseView, today: date) -> QWidget:
    if view.closed_on is not None:
        return Label(f"Closed {day_within(view.closed_on, today)}")
    if view.next_hearing is None or view.next_hearing < today:
        return ChipLabel(chips.noted("amber", "glyph-diamond", "None set", bold=True))
    item = f", item {view.next_item}" if view.next_item else ""
    return Label(f"{day(view.next_hearing, today)}{item}", "strong")


def _heard(view: CaseView) -> str:
    first = view.first_heard_on
    return f"{times(view.times_heard)}, first {first.day} {first:%b}" if first and view.times_heard else "Not yet"
