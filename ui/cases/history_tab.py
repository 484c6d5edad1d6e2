"""The Panel history page of a case: each hearing with its decision and who was told, closings, referrals."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from hipdesk.model.cases.views import CaseView, HearingLine
from hipdesk.model.referrals.views import RiskWords
from ui.cases.tab_parts import Go, link, nothing, page, warning
from ui.parts.case_words import day_within, full_day, on_day, risk_chip, times
from ui.parts.plain_table import PlainTable
from ui.widgets import layout
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Hairline, Label

_UNMET = {
    "actions": "actions were not settled",
    "risk": "risk was not shown to have fallen",
    "consulted": "the person affected was not consulted",
    "owner": "nobody was named who stays in touch",
}


def history(view: CaseView, today: date, go: Go) -> QWidget:
    """Each hearing with its decision; closings; where it came from."""
    parts: list[QWidget] = [_hearing(line, today, go) for line in reversed(view.hearings)]
    for closure in reversed(view.closures):
        unmet = f" Closed though {_unmet(closure.tests_unmet)}." if closure.tests_unmet else ""
        by = f" Approved by {closure.override_by}: {closure.override_reason}." if closure.override_by else ""
        again = f" Reopened {full_day(closure.reopened_on)}." if closure.reopened_on else ""
        parts.append(
            Label(f"Closed {full_day(closure.closed_on)}: {closure.reason}.{unmet}{by}{again}", "body", wrap=True)
        )
    if not parts:
        parts.append(nothing("The panel has not heard this case yet."))
    table = PlainTable(["Referral", "Received", "From", "Status", "In short"], name="Referrals", stretch={4: 1})
    table.show_rows(
        [
            (
                Label(line.reference, "strong"),
                full_day(line.received_on),
                line.agency,
                line.status.capitalize(),
                line.summary,
            )
            for line in view.referrals
        ]
    )
    came = table if view.referrals else nothing("No referral of this case is on the record.")
    tail: list[QWidget] = [Hairline(), Label("Referrals", "head"), came]
    return page("Panel history", f"heard {times(view.times_heard).lower()}" if view.times_heard else "", *parts, *tail)


def _hearing(line: HearingLine, today: date, go: Go) -> QWidget:
    head = layout.row(
        Label(full_day(line.on_day), "strong"), Label(line.decision or "Decision not on the record", "body"),
        layout.STRETCH, gap=10,
    )  # fmt: skip
    if line.risk_band:
        head.addWidget(ChipLabel(risk_chip(RiskWords(line.risk_band, line.risk_score))))
    parts: list[QWidget] = []
    if line.words:
        parts.append(Label(line.words, "body", wrap=True))
    if line.decision and line.line_id is not None:
        parts.append(_told(line, line.line_id, today, go))
    if line.unsaid:
        parts.append(Label(f"Not to be said: {line.unsaid}", "quiet", wrap=True))
    return layout.held(layout.column(head, *parts, gap=2))


def _told(line: HearingLine, line_id: str, today: date, go: Go) -> QWidget:
    """Who tells the person affected, whether they were told, and noting it."""
    who = line.told_by or "Nobody named"
    if line.told_on is not None:
        words = f"Told by {line.told_by or 'somebody'} {on_day(line.told_on, today)}."
        undo = link(
            "Take this back", f"untold-{line_id}", lambda: go(f"do:untold:{line_id}"),
            said=f"Take back that the person affected was told what was decided on {full_day(line.on_day)}",
        )  # fmt: skip
        return layout.held(layout.row(Label(words, "quiet"), undo, layout.STRETCH, gap=10))
    by = f" by {day_within(line.told_by_day, today)}" if line.told_by_day else ""
    late = line.told_by_day is not None and line.told_by_day < today
    told = link(
        "They were told today", f"told-{line_id}", lambda: go(f"do:told:{line_id}"),
        said=f"The person affected was told today what was decided on {full_day(line.on_day)}",
    )  # fmt: skip
    words = f"{who} tells the person affected{by}."
    if late:
        return warning("red", words, told)
    return layout.held(layout.row(Label(words, "quiet"), told, layout.STRETCH, gap=10))


def _unmet(codes: Sequence[str]) -> str:
    """Which tests were not met, in words."""
    return ", ".join(_UNMET.get(code, code) for code in codes)
