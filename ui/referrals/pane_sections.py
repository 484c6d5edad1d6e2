"""What stands on the page of one referral: facts, the story, what is asked, what is needed, whom we may have met."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hipdesk.model.problems import Problem
from hipdesk.model.referrals.views import IncidentLine, MetBefore, ReferralView
from ui.parts.case_words import day_within, joined, on_day, risk_chip, strand_chips, when_words
from ui.parts.plain_table import PlainTable
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label

MOST_INCIDENTS = 3
MOST_NEEDED = 6
_SURE, _LIKELY = 90, 75


def facts(view: ReferralView, today: date) -> QWidget:
    """Strand, risk, agreement and police, side by side; two across where there is little room."""
    across = 2 if theme.current().large else 4
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.current().px(16))
    grid.setVerticalSpacing(theme.current().px(8))
    for at, fact in enumerate((_strands(view), _risk(view), _sharing(view, today), _police(view))):
        grid.addWidget(fact, at // across, at % across, Qt.AlignmentFlag.AlignTop)
    for at in range(across):
        grid.setColumnStretch(at, 1)
    return layout.held(grid)


def _fact(title: str, *lines: QWidget) -> QWidget:
    return layout.held(layout.column(Label(title, "second"), *lines, gap=1))


def _strands(view: ReferralView) -> QWidget:
    if not view.strands:
        return _fact("Strand", Label("Not answered", "body"))
    shown = [layout.held(layout.row(ChipLabel(*strand_chips(view.strands[:3]), gap=4), layout.STRETCH))]
    if view.perceived:
        shown.append(Label(view.perceived, "second", wrap=True))
    return _fact("Strand", *shown)


def _risk(view: ReferralView) -> QWidget:
    unknown = view.risk.unknowns
    lines: list[QWidget] = [layout.held(layout.row(ChipLabel(risk_chip(view.risk)), layout.STRETCH))]
    if unknown:
        lines.append(Label(f"{unknown} {'answer' if unknown == 1 else 'answers'} not known", "second"))
    if view.risk_automatic:
        lines.append(Label(view.risk_automatic[0], "second", wrap=True))
    return _fact("Risk, by the referrer", *lines)


def _sharing(view: ReferralView, today: date) -> QWidget:
    sharing = view.sharing
    lines: list[QWidget] = [Label(joined(sharing.words, day_within(sharing.agreed_on, today)), "body", wrap=True)]
    if sharing.ground:
        lines.append(Label(sharing.ground, "second", wrap=True))
    if sharing.limits:
        lines.append(Label(f"Not to be told: {sharing.limits}", "second", wrap=True))
    return _fact("Agreement to referral", *lines)


def _police(view: ReferralView) -> QWidget:
    lines: list[QWidget] = [Label(view.police, "body", wrap=True)]
    if view.police_reference:
        lines.append(Label(view.police_reference, "second"))
    return _fact("Police", *lines)


def story(view: ReferralView, today: date) -> QWidget:
    """What happened: the referrer's summary and the newest incidents."""
    parts: list[QWidget] = [Label("What happened", "head")]
    parts.append(Label(view.summary or "No summary was given.", "body" if view.summary else "quiet", wrap=True))
    if view.incidents:
        shown = list(reversed(view.incidents))[:MOST_INCIDENTS]
        left = len(view.incidents) - len(shown)
        first = f"Last {len(shown)} of {len(view.incidents)}" if left else "When"
        table = PlainTable(
            [first, "What", "Where", "Told to"], name="Incidents", stretch={1: 5, 2: 3, 3: 3}, quiet=(2, 3)
        )
        table.show_rows([_incident(line, today) for line in shown])
        parts.append(table)
    return layout.held(layout.column(*parts, gap=6))


def _incident(line: IncidentLine, today: date) -> Sequence[str]:
    when = when_words(line, today)
    what = line.facts.split("\n")[0] or joined(*line.types)
    return (when, what, line.location or line.place, line.told("reported_to"))


def asked(view: ReferralView) -> QWidget:
    """What is asked of the panel, and what the person affected wants."""
    wants = joined(*(want.lower() for want in view.victim_wants))
    theirs = view.victim_wants_words or (f"Wants {wants}." if wants else "")
    parts: list[QWidget] = [
        Label("What is asked of the panel", "head"),
        Label(view.wanted_from_panel or "Nothing is asked yet.", "body", wrap=True),
    ]
    if theirs:
        parts.append(Label(theirs, "quiet", wrap=True))
    return layout.held(layout.column(*parts, gap=4))


def foot(view: ReferralView, answer: Callable[[str], object], compare: Callable[[str], object]) -> QWidget:
    """Needed before it can be accepted, and whom we may have met before, side by side."""
    left, right = _needed(view, answer), _met(view, compare)
    if theme.current().large:
        return layout.held(layout.column(left, right, gap=16))
    across = layout.row(left, right, gap=24)
    across.setStretch(0, 1)
    across.setStretch(1, 1)
    return layout.held(across)


def _needed(view: ReferralView, answer: Callable[[str], object]) -> QWidget:
    parts: list[QWidget] = [Label("Needed before it can be accepted", "head")]
    table = PlainTable([], name="Still needed", stretch={0: 1})
    table.show_rows([_needed_row(problem, answer) for problem in view.needed[:MOST_NEEDED]])
    if view.needed:
        parts.append(table)
    more = len(view.needed) - MOST_NEEDED
    if more > 0:
        parts.append(Label(f"and {more} more", "second"))
    there = f"{view.answered} other answers are there" if view.needed else "Everything that is asked is there"
    parts.append(ChipLabel(chips.noted("green", "glyph-done", there, size=12)))
    return layout.held(layout.column(*parts, layout.STRETCH, gap=6))


def _needed_row(problem: Problem, answer: Callable[[str], object]) -> Sequence[QWidget]:
    words = problem.words.rstrip(".")
    link = LinkButton("Answer")
    link.setAccessibleName(f"Answer: {words}")
    link.clicked.connect(lambda: answer(problem.field))
    ring = ChipLabel(chips.noted("amber", "glyph-ring", "", size=12))
    text = layout.row(ring, Label(words, "body", wrap=True), gap=6)
    text.setStretch(1, 1)
    return (layout.held(text), link)


def _met(view: ReferralView, compare: Callable[[str], object]) -> QWidget:
    parts: list[QWidget] = [Label("Have we met before?", "head")]
    if view.met_before:
        table = PlainTable([], name="People who look alike", stretch={0: 1})
        table.show_rows([_met_row(met, compare) for met in view.met_before[:3]])
        parts.append(table)
    else:
        parts.append(_noted("green", "glyph-done", "Nobody in the record looks alike"))
    rule = view.repeat_words or ("A repeat" if view.repeat else "Not a repeat by the office’s rule")
    tone, glyph = ("amber", "glyph-reopened") if view.repeat else ("green", "glyph-done")
    parts.append(_noted(tone, glyph, rule))
    return layout.held(layout.column(*parts, layout.STRETCH, gap=6))


def _noted(tone: str, glyph: str, words: str) -> QWidget:
    across = layout.row(ChipLabel(chips.noted(tone, glyph, "", size=12)), Label(words, "second", wrap=True))
    across.setStretch(1, 1)
    return layout.held(across)


def _met_row(met: MetBefore, compare: Callable[[str], object]) -> Sequence[QWidget]:
    sure = "Very likely" if met.score >= _SURE else "Likely" if met.score >= _LIKELY else "Possible"
    link = LinkButton("Compare")
    link.setAccessibleName(f"Compare {met.label} with {met.words}")
    link.clicked.connect(lambda: compare(met.pair_id))
    words = f"<b>{escape(met.label)}: {sure.lower()}, {met.score}</b> {escape(met.words)}"
    return (Label(words, "body", wrap=True, rich=True), link)


def would_follow(view: ReferralView, today: date) -> str:
    """What accepting would mean, in a sentence."""
    if view.case_reference:
        return f"Accepted, it is added to {view.case_reference}."
    heard = on_day(view.first_hearing, today) if view.first_hearing else ""
    linked = f" It is linked with {view.link_reference}." if view.link_reference else ""
    if view.after_cut_off:
        cut = f"{view.cut_off.day} {view.cut_off:%B}" if view.cut_off else "the deadline"
        return f"Came after the cut-off of {cut}. Accepted now, it is heard {heard} unless marked urgent.{linked}"
    return f"Accepted now, it is heard {heard}.{linked}" if heard else linked.strip()


def decided_words(view: ReferralView, today: date) -> str:
    """How and when it was decided."""
    on = f" {on_day(view.decided_on, today)}" if view.decided_on else ""
    why = f": {view.decision[:1].lower()}{view.decision[1:]}" if view.decision else ""
    words = {
        "accepted": f"Accepted{on}. It is {view.case_reference}" if view.case_reference else f"Accepted{on}",
        "declined": f"Declined{on}{why}",
        "redirected": f"Redirected{on} to {view.decision}" if view.decision else f"Redirected{on}",
        "withdrawn": f"Withdrawn{on}",
        "duplicate": f"The same as {view.case_reference or 'another case'}",
    }
    return words.get(view.status, "Decided").rstrip(".") + "."
