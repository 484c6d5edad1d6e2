"""The Outcomes page of a case: orders with changes and breaches, support, results, what changed, learning, reviews."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from hipdesk.model.cases.orders import asks_for_assessment
from hipdesk.model.cases.outcomes import PoliceView, SupportView, ToolView
from hipdesk.model.cases.views import CaseView
from ui.cases.tab_parts import Go, Ways, button, link, menu_link, nothing, open_menu, page, section, warning
from ui.parts.case_words import day, day_within, full_day, joined
from ui.parts.plain_table import Part, PlainTable
from ui.widgets import chips, layout
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label

_ADD: Ways = (
    ("Tool or order", "change:tool"),
    ("Support", "change:support"),
    ("Police outcome", "change:police"),
    ("Court result", "change:court"),
    ("What changed for them", "change:victim"),
    ("What was learnt", "change:learning"),
    ("Case review", "change:review"),
)
_STANDING = {
    "in_force": ("green", "glyph-disc"),
    "ends_soon": ("amber", "glyph-diamond"),
    "ended": ("grey", "glyph-none"),
}
_SUPPORT = {
    "accepted": ("green", "glyph-done"),
    "completed": ("green", "glyph-done"),
    "declined": ("grey", "glyph-none"),
    "offered": ("blue", "glyph-square"),
}


def outcomes(view: CaseView, today: date, go: Go) -> QWidget:
    """The page; sections with nothing in them are left out."""
    add = button("Add", "plus", "add-outcome", lambda: open_menu(add, _ADD, go))
    add.setAccessibleName("Add what came of it")
    came = view.came
    parts = [*_waiting(view, today, go)]
    made: list[tuple[bool, Callable[[], QWidget]]] = [
        (bool(came.tools), lambda: _tools(view, today, go)),
        (bool(came.support), lambda: _support(came.support, today, go)),
        (bool(came.police or came.court), lambda: _results(view, go)),
        (bool(came.victim), lambda: _changed(view, go)),
        (bool(came.learning), lambda: _learnt(view, go)),
        (came.review.requested_on is not None, lambda: _review(view, today, go)),
        (view.aftercare_due_on is not None, lambda: _aftercare(view, today, go)),
    ]
    parts += [make() for there, make in made if there]
    if not any(there for there, _make in made):
        parts.append(
            nothing("Nothing is on the record yet. Orders, support, police and court results, and what changed for "
                    "the person affected are added here, also after the case was closed.")
        )  # fmt: skip
    return page("Outcomes", str(came.count) if came.count else "", *parts, actions=[add])


def _waiting(view: CaseView, today: date, go: Go) -> list[QWidget]:
    """What wants to be done about what came of the case."""
    found = []
    assessed = view.risks[-1].on_day if view.risks else None
    for tool in view.came.tools:
        if asks_for_assessment(tool.kind, [breach.on_day for breach in tool.breaches], assessed):
            assess = link("Assess risk", f"assess-after-{tool.id}", lambda: go("add:risk"))
            words = f"{tool.kind_words} was breached since risk was last assessed: a breach makes it High."
            found.append(warning("red", words, assess))
        if tool.standing(today).code == "ends_soon":
            varied = link("Changed or extended", f"extend-{tool.id}", partial(go, f"change:order:{tool.id}"))
            ends = tool.standing(today).words.replace("Ends", "ends", 1)
            found.append(warning("amber", f"{tool.kind_words} {ends}.", varied))
    if view.closed_on and view.aftercare_due_on and view.aftercare_done_on is None:
        check = link("Record the check", "record-aftercare", lambda: go("change:aftercare"))
        due = view.aftercare_due_on
        tone = "red" if due < today else "blue"
        found.append(warning(tone, f"Aftercare check due {day_within(due, today)}.", check))
    return found


def _tools(view: CaseView, today: date, go: Go) -> QWidget:
    labels = {line.person_id: line.label for line in view.people}
    table = PlainTable(["Tool or order", "Stands", "By", "Terms", ""], name="Tools and orders", stretch={0: 3, 3: 5})
    table.show_rows([_tool(tool, labels, today, go) for tool in view.came.tools])
    live = sum(tool.standing(today).code in ("in_force", "ends_soon") for tool in view.came.tools)
    return section("Enforcement and resolution", f"{live} in force" if live else "", table)


def _by(tool: ToolView) -> str:
    """The agency, and who applied where that is someone else."""
    return joined(tool.agency, "" if tool.applicant == tool.agency else tool.applicant)


def _tool(tool: ToolView, labels: dict[str, str], today: date, go: Go) -> Sequence[Part]:
    key = tool.id
    ways = [("Bring up to date", f"change:tool:{key}")]
    if tool.standing(today).code != "none":
        ways += [("It was changed", f"change:order:{key}"), ("It was breached", f"change:breach:{key}")]
    ways += [
        (f"What followed the breach of {full_day(breach.on_day)}", f"change:breach:{key}.{breach.id}")
        for breach in tool.breaches
    ]
    ways.append(("Take the record back", f"do:take-back:tool:{key}"))
    if tool.changes:
        ways.append(("Take the last change back", f"do:take-back:change:{tool.changes[-1].id}"))
    if tool.breaches:
        ways.append(("Take the last breach back", f"do:take-back:breach:{tool.breaches[-1].id}"))
    named = layout.column(Label(tool.kind_words, "strong", wrap=True), gap=0)
    whom = labels.get(tool.person_id or "", "")
    if whom:
        named.addWidget(Label(f"for {whom}", "second"))
    menu = menu_link("Change", f"tool-{key}", ways, go, said=f"Change {tool.kind_words}")
    return (layout.held(named), _standing(tool, today), _by(tool), _terms(tool), menu)


def _standing(tool: ToolView, today: date) -> QWidget:
    standing = tool.standing(today)
    if tool.state == "breached":
        parts = [ChipLabel(chips.noted("red", "glyph-triangle", "Breached", bold=True))]
    elif standing.code in _STANDING:
        tone, glyph = _STANDING[standing.code]
        parts = [ChipLabel(chips.noted(tone, glyph, "Ended" if standing.code == "ended" else tool.state_words))]
    else:
        parts = [ChipLabel(chips.noted("blue", "glyph-square", tool.state_words))]
    when = standing.words or _when(tool)
    return layout.held(layout.column(*parts, Label(when, "second"), gap=0))


def _when(tool: ToolView) -> str:
    for words, on in (("Decided", tool.decided_on), ("Starts", tool.starts_on), ("Sought", tool.sought_on)):
        if on is not None:
            return f"{words} {full_day(on)}"
    return "No day given"


def _terms(tool: ToolView) -> QWidget:
    """Terms and result; then changes and breaches by day."""
    lines: list[tuple[date | None, QWidget]] = []
    for change in tool.changes:
        moved = change.expires_before is not None and change.expires_before != tool.expires_on
        until = f" Until then it ran to {full_day(change.expires_before)}." if moved else ""
        lines.append((change.on_day, Label(f"Changed {full_day(change.on_day)}: {change.words}.{until}", wrap=True)))
    for breach in tool.breaches:
        said = joined(breach.words, breach.result or "Nothing done yet", by=". ")
        lines.append((breach.on_day, warning("red", f"Breached {full_day(breach.on_day)}. {said}.")))
    lines.sort(key=lambda pair: pair[0] or date.min)
    first = Label(joined(tool.terms, tool.result, by=" ") or "–", "body", wrap=True)
    return layout.held(layout.column(first, *(widget for _day, widget in lines), gap=2))


def _support(lines: Sequence[SupportView], today: date, go: Go) -> QWidget:
    table = PlainTable(["Support", "Stands", "By", "Offered", "Words", ""], name="Support", stretch={4: 1})
    table.show_rows(
        [
            (
                Label(line.kind_words, "strong"), _support_chip(line), line.agency, day(line.offered_on, today),
                line.words, _record_menu("support", line.id, line.kind_words, go),
            )
            for line in lines
        ]
    )  # fmt: skip
    taken = sum(line.state in ("accepted", "completed") for line in lines)
    return section("Support", f"{taken} of {len(lines)} taken up", table)


def _support_chip(line: SupportView) -> QWidget:
    tone, glyph = _SUPPORT.get(line.state, ("grey", "glyph-ring"))
    return ChipLabel(chips.noted(tone, glyph, line.state_words))


def _results(view: CaseView, go: Go) -> QWidget:
    numbers = {incident.id: f"Incident {incident.number}" for incident in view.incidents}
    rows: list[Sequence[Part]] = [
        (
            Label("Police", "strong"), full_day(line.outcome_on or line.recorded_on) or "Not dated",
            _police_words(line, numbers), line.words, _record_menu("police", line.id, "police outcome", go),
        )
        for line in view.came.police
    ]  # fmt: skip
    rows += [
        (
            Label("Court", "strong"), full_day(court.on_day) or "Not dated",
            joined(court.result_words, _uplift(court.uplift), by="; "),
            joined(court.sentence, court.order_attached, by="; "),
            _record_menu("court", court.id, "court result", go),
        )
        for court in view.came.court
    ]  # fmt: skip
    table = PlainTable(["By", "When", "Result", "Words", ""], name="Police and court", stretch={2: 3, 3: 2})
    table.show_rows(rows)
    return section("Police and court", "", table)


def _police_words(line: PoliceView, numbers: dict[str, str]) -> str:
    crime = joined(line.offence, line.offence_code, numbers.get(line.incident_id or "", ""))
    asked = " Ask why: type 21 is not normally used for hate crime." if line.outcome_type == "21" else ""
    return f"{joined(crime, f'{line.outcome_type}: {line.outcome_words}', by='; ')}{asked and '.'}{asked}"


def _uplift(raised: bool | None) -> str:
    return "" if raised is None else "sentence raised for hate" if raised else "not raised for hate"


def _changed(view: CaseView, go: Go) -> QWidget:
    labels = {line.person_id: line.label for line in view.people}
    table = PlainTable(["When", "Who", "What changed", "Words", ""], name="What changed", stretch={2: 3, 3: 2})
    table.show_rows(
        [
            (
                full_day(line.on_day), labels.get(line.person_id or "", ""),
                joined(
                    *line.outcome_words, f"satisfied {line.satisfaction} of 5" if line.satisfaction else "",
                    "" if line.consulted is None else "asked about closing" if line.consulted else "not asked",
                ),
                line.words, _record_menu("victim", line.id, "what changed", go),
            )
            for line in view.came.victim
        ]
    )  # fmt: skip
    return section("What changed for them", "", table)


def _learnt(view: CaseView, go: Go) -> QWidget:
    table = PlainTable(["Theme", "Good practice or lesson", "Who takes it on", ""], name="Learning", stretch={1: 1})
    table.show_rows(
        [
            (
                Label(line.theme or "–", "strong"),
                line.lesson,
                line.owner,
                _record_menu("learning", line.id, "lesson", go),
            )
            for line in view.came.learning
        ]
    )
    return section("What was learnt", "", table)


def _record_menu(kind: str, key: str, what: str, go: Go) -> QWidget:
    ways = (("Bring up to date", f"change:{kind}:{key}"), ("Take the record back", f"do:take-back:{kind}:{key}"))
    return menu_link("Change", f"{kind}-{key}", ways, go, said=f"Change {what}")


def _review(view: CaseView, today: date, go: Go) -> QWidget:
    review = view.came.review
    words = f"Asked for {day_within(review.requested_on, today)}"
    if review.decided_on is not None:
        words += f", decided {day_within(review.decided_on, today)}"
    elif review.due_on is not None:
        words += f", to be decided by {day_within(review.due_on, today)}"
    change = link("Bring up to date", "change-review", lambda: go("change:review"), said="Bring the review up to date")
    late = review.waits and review.due_on is not None and review.due_on < today
    said = joined(words, review.decision, by=". ")
    shown = warning("red", f"{said}.") if late else Label(f"{said}.", "body", wrap=True)
    return section("Case review", "", shown, action=change)


def _aftercare(view: CaseView, today: date, go: Go) -> QWidget:
    due, done = view.aftercare_due_on, view.aftercare_done_on
    words = f"Due {day_within(due, today)}."
    action = None
    if done is not None:
        words = f"Due {day_within(due, today)}, done {day_within(done, today)}: {view.aftercare_result}"
        if view.closed_on is not None:
            action = link("Take the check back", "untake-aftercare", lambda: go("do:untake-aftercare"))
    return section("Aftercare check", "", Label(words, "body", wrap=True), action=action)
