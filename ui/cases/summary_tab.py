"""The summary of a case on one page: in short, people, what agencies told, open actions, why the risk is what it is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from hipdesk.model.action_log import ActionView
from hipdesk.model.cases.flags import LONG_WORDS
from hipdesk.model.cases.views import CaseView
from hipdesk.model.panels.returns import ReturnView
from hipdesk.model.referrals.views import PersonLine
from ui.parts.case_words import day, day_within, full_day, joined, times
from ui.parts.plain_table import PlainTable
from ui.style import theme
from ui.widgets import chips, layout
from ui.widgets.buttons import LinkButton
from ui.widgets.chips import Chip, ChipLabel
from ui.widgets.labels import Label

MOST_ACTIONS = 6
MOST_RETURNS = 8
_RAG = {
    "red": "late",
    "amber": "soon",
    "green": "on_track",
    "done": "done",
    "ended": "no_update",
    "grey": "no_update",
    "blue": "not_due",
}
Names = Mapping[str, str]


def summary(view: CaseView, names: Names, today: date, go: Callable[[str], object]) -> QWidget:
    """The page; ``go`` shows another page of the case by name."""
    people, told = _people(view, names), _returns(view, today, go)
    if theme.current().large:
        middle = layout.column(people, told, gap=14)
    else:
        across = layout.row(people, told, gap=28)
        across.setStretch(0, 8)
        across.setStretch(1, 5)
        middle = layout.column(across)
    first = [_told_above(view, today)] if theme.current().large else []
    return layout.held(
        layout.column(
            *first,
            _in_short(view, go),
            middle,
            _actions(view, today, go),
            _why(view),
            *_links(view, go),
            *_as_referred(view),
            layout.STRETCH,
            gap=14,
        )
    )


def _told_above(view: CaseView, today: date) -> QWidget:
    """At large text the strip holds little: the rest of its facts stand here."""
    first = view.first_heard_on
    heard = joined(times(view.times_heard), f"first {day_within(first, today)}" if first else "")
    facts = [
        ("Strands", joined(*view.strands)),
        ("Lead", joined(view.lead, view.lead_officer)),
        ("Heard", heard),
        ("Received", full_day(view.received_on)),
        ("Take care", joined(*(LONG_WORDS[flag] for flag in view.flags))),
    ]
    lines = [Label(f"{title}: {words}", "body", wrap=True) for title, words in facts if words]
    return layout.held(layout.column(*lines, gap=2))


def _in_short(view: CaseView, go: Callable[[str], object]) -> QWidget:
    text = Label(view.in_short or "Nothing is written yet.", "body" if view.in_short else "quiet", wrap=True)
    change = LinkButton("Change" if view.in_short else "Write it")
    change.setObjectName("change-summary")
    change.clicked.connect(lambda: go("change:summary"))
    return layout.held(layout.column(layout.row(Label("In short", "head"), layout.STRETCH, change), text, gap=3))


def _people(view: CaseView, names: Names) -> QWidget:
    table = PlainTable([], name="People", stretch={1: 1})
    table.show_rows([_person(line, names) for line in view.people])
    said = "names shown, and logged" if names else "initials until shown"
    head = layout.row(Label("People", "head"), Label(said, "lead"), layout.STRETCH, gap=6)
    return layout.held(layout.column(head, table, layout.STRETCH, gap=4))


def _person(line: PersonLine, names: Names) -> Sequence[str | QWidget]:
    who = names.get(line.id) or line.initials
    about = Label(joined(line.role_words, line.about), "body", wrap=True)
    if not line.targeted:
        return (Label(who, "strong"), about, "")
    return (Label(who, "strong"), about, ChipLabel(chips.noted("red", "glyph-triangle", "Targeted", bold=True)))


def _returns(view: CaseView, today: date, go: Callable[[str], object]) -> QWidget:
    if view.next_hearing is not None and view.returns_asked:
        title = f"For {view.next_hearing.day} {view.next_hearing:%B}"
        said = f"{view.returns_in} of {view.returns_asked} returns in"
    else:
        title, said = "Agency information", "" if view.returns else "nothing asked yet"
    table = PlainTable([], name="Agency returns", stretch={0: 1})
    outstanding_first = sorted(view.returns, key=lambda line: line.is_in)
    table.show_rows(
        [
            (line.agency_short or line.agency, ChipLabel(return_chip(line, today)))
            for line in outstanding_first[:MOST_RETURNS]
        ]
    )
    head = layout.row(Label(title, "head"), Label(said, "lead"), layout.STRETCH, gap=6)
    if len(view.returns) > MOST_RETURNS:
        every = LinkButton(f"All {len(view.returns)}")
        every.setAccessibleName(f"All {len(view.returns)} agency returns")
        every.clicked.connect(lambda: go("information"))
        head.addWidget(every)
    return layout.held(layout.column(head, table, layout.STRETCH, gap=4))


def return_chip(line: ReturnView, today: date) -> Chip:
    """How a return stands."""
    if line.state in ("nothing_held", "none_held"):
        return chips.noted("grey", "glyph-none", "Nothing held")
    if line.is_in:
        return chips.noted("green", "glyph-done", day(line.returned_on, today) or "Received")
    if line.state in ("late", "not_sent"):
        return chips.noted("red", "glyph-triangle", "Late", bold=True)
    return chips.noted("amber", "glyph-diamond", f"Asked {day_within(line.asked_on, today)}".strip())


def _actions(view: CaseView, today: date, go: Callable[[str], object]) -> QWidget:
    live = view.open_actions
    late = sum(action.rag.days_late > 0 for action in live)
    said = f"{len(live)}, of which {late} late" if late else str(len(live)) if live else "none"
    head = layout.row(Label("Open actions", "head"), Label(said, "lead"), layout.STRETCH, gap=8)
    if len(view.actions) > len(live[:MOST_ACTIONS]):
        every = LinkButton("1 action" if len(view.actions) == 1 else f"All {len(view.actions)} actions")
        every.clicked.connect(lambda: go("actions"))
        head.addWidget(every)
    table = PlainTable([], name="Open actions", stretch={1: 1})
    table.show_rows([action_row(action, today) for action in live[:MOST_ACTIONS]])
    return layout.held(layout.column(head, table, gap=4))


def action_row(action: ActionView, today: date) -> Sequence[str | QWidget]:
    """One action: state, wording, owner, due day."""
    state = ChipLabel(chips.rag(_RAG[action.rag.code], action.rag.words))
    owner = Label(action.agency_short or action.agency or action.owner_name or "Nobody", "quiet")
    due = Label(day(action.due_on, today) or action.due_words or "No date", "quiet")
    return (state, action.wording, owner, due)


def _links(view: CaseView, go: Callable[[str], object]) -> list[QWidget]:
    """The cases it belongs with, each a way there."""
    if not view.links:
        return []
    parts: list[QWidget] = [Label("Linked cases", "head")]
    for line in view.links:
        way = LinkButton(f"{line.reference} {line.initials}".strip())
        way.setAccessibleName(f"Open linked case {line.reference}")
        way.clicked.connect(lambda _on=False, key=line.id: go(f"case:{key}"))
        across = layout.row(way, Label(f"{line.kind_words}: {line.why}", "body", wrap=True), gap=10)
        across.setStretch(1, 1)
        parts.append(layout.held(across))
    return [layout.held(layout.column(*parts, gap=2))]


def _as_referred(view: CaseView) -> list[QWidget]:
    """Each referral as it came: who referred it, what is asked, what was done, and why it counts as a repeat."""
    parts: list[QWidget] = []
    for line in view.referrals:
        table = PlainTable([], name=f"Referral {line.reference}", stretch={1: 1})
        table.show_rows([(Label(title, "quiet"), text) for title, text in line.facts])
        parts.append(layout.held(layout.column(Label(f"As referred, {line.reference}", "head"), table, gap=4)))
    return parts


def _why(view: CaseView) -> QWidget:
    if not view.why_risk:
        return Label("")
    band = {"high": "High", "medium": "Medium", "standard": "Standard"}.get(view.risk.band, "this")
    tone, glyph = ("red", "glyph-triangle") if view.risk.band == "high" else ("grey", "glyph-ring")
    text = layout.row(ChipLabel(chips.noted(tone, glyph, "", size=12)), Label(view.why_risk, "body", wrap=True), gap=8)
    text.setStretch(1, 1)
    return layout.held(layout.column(Label(f"Why {band}", "head"), text, gap=4))
