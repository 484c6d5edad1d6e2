"""The other pages of a case: people, incidents, risk, actions, agency information, history, outcomes, sharing."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from hipdesk.model.cases.views import CaseView, HearingLine, RiskLine
from hipdesk.model.referrals.views import IncidentLine, NamedPerson, RiskWords, SharingLine
from ui.cases.summary_tab import Names, action_row, return_chip
from ui.parts.case_words import clock, day_within, full_day, joined, risk_chip, times
from ui.parts.plain_table import PlainTable
from ui.widgets import chips, layout
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Hairline, Label
from ui.widgets.spark import Spark

Go = Callable[[str], object]


def _page(title: str, said: str, *parts: QWidget, action: QWidget | None = None) -> QWidget:
    head = layout.row(Label(title, "page"), Label(said, "lead"), layout.STRETCH, gap=10)
    if action is not None:
        head.addWidget(action)
    return layout.held(layout.column(head, *parts, layout.STRETCH, gap=12))


def _button(words: str, icon: str, name: str, do: Callable[[], object]) -> Button:
    button = Button(words, icon=icon)
    button.setObjectName(name)
    button.clicked.connect(lambda: do())
    return button


def _nothing(words: str) -> QWidget:
    return Label(words, "quiet", wrap=True)


def people(view: CaseView, named: Sequence[NamedPerson], names: Names, go: Go) -> QWidget:
    """Everyone by label; with names shown, everything asked about each."""
    add = _button("Add a person", "plus", "add-person", lambda: go("change:person"))
    table = PlainTable(["Label", "Name" if names else "Initials", "Who", "Take care"], name="People", stretch={2: 1})
    table.show_rows(
        [
            (
                Label(line.label, "strong"),
                names.get(line.id) or line.initials,
                joined(line.role_words, line.about),
                joined("Targeted" if line.targeted else "", "Address kept" if line.address_kept else "",
                       "Not aware" if line.role == "perpetrator" and line.aware is not True else ""),
            )
            for line in view.people
        ]
    )  # fmt: skip
    parts: list[QWidget] = [table]
    if named:
        parts += [person_card(person) for person in named]
    else:
        parts.append(
            _nothing("Addresses, safe contact and the rest are shown with the names (Ctrl+.), which is logged.")
        )
    note = Label("“Perpetrator” is a label, not a finding. Labels never change during the life of a case.", "second")
    return _page("People", f"{len(view.people)}", *parts, note, action=add)


def person_card(person: NamedPerson) -> QWidget:
    """Everything asked about one person, blank answers left out."""
    safe = joined(
        person.contact, person.contact_number, person.contact_times,
        _safe(person.contact_message_safe, "messages are safe", "no messages"),
        _safe(person.contact_post_safe, "post is safe", "no letters"),
        f"not to be said: {person.contact_unsaid}" if person.contact_unsaid else "",
    )  # fmt: skip
    home = joined(person.address, person.postcode, person.ward)
    facts = [
        ("Born", joined(person.born, f"{person.age} years" if person.age is not None else "")),
        ("Sex, pronouns", joined(person.sex, person.pronouns)),
        ("Ethnicity", person.ethnicity),
        ("Language", joined(person.language, "interpreter needed" if person.interpreter else "")),
        ("Religion", person.religion),
        ("Orientation", person.orientation),
        ("Disability", joined("Disabled" if person.disabled else "", *person.impairments, person.care_needs)),
        ("Adjustments", person.adjustments),
        ("Address", joined(home, "kept out of papers" if person.address_kept else "")),
        ("Home", joined(person.tenure, person.landlord)),
        ("Safe contact", safe),
        ("Relation", person.relation),
        ("Identity", joined(person.identity, person.evidence_basis)),
        ("School", person.school),
        ("Description", person.description),
        ("Vulnerability", person.vulnerability),
        ("Risk to staff", person.risk_markers),
        ("Orders in force", joined(*person.orders)),
    ]
    table = PlainTable([], name=person.label, stretch={1: 1})
    table.show_rows([(Label(title, "quiet"), text) for title, text in facts if text])
    name = joined(
        person.name or "Not named", person.own_script, f"also {', '.join(person.aliases)}" if person.aliases else ""
    )
    head = layout.row(Label(person.label, "strong"), Label(name, "body"), layout.STRETCH, gap=10)
    return layout.held(layout.column(head, table, gap=4))


def _safe(answer: bool | None, yes: str, no: str) -> str:
    return "" if answer is None else yes if answer else no


def incidents(view: CaseView, today: date, go: Go) -> QWidget:
    """The chronology; words spoken are shown only on request, which is logged."""
    add = _button("Add an incident", "plus", "add-incident", lambda: go("add:incident"))
    heads = ["No.", "When", "What and where", "Strand", "Told to", "Police record", ""]
    table = PlainTable(heads, name="Incidents", stretch={2: 5, 3: 2, 4: 2, 5: 3})
    table.show_rows([_incident(line, today, go) for line in view.incidents])
    shown: QWidget = table if view.incidents else _nothing("No incident is on the record.")
    return _page("Incidents", f"{len(view.incidents)}", shown, action=add)


def _incident(line: IncidentLine, today: date, go: Go) -> Sequence[str | QWidget]:
    when = joined(line.day_words or "Not known", clock(line.at))
    what = joined(line.facts or joined(*line.types), line.place or line.location, by=" · ")
    words: str | QWidget = ""
    if line.verbatim_held:
        link = LinkButton("Words held")
        link.setAccessibleName(f"Show the words of incident {line.number}, which is logged")
        link.clicked.connect(lambda: go(f"words:{line.id}"))
        words = link
    police = joined(line.police_status, line.police_reference)
    told = joined(line.reported_to or "Nobody", day_within(line.reported_on, today))
    return (str(line.number), when, what, joined(*line.strands), told, police, words)


def risk(view: CaseView, go: Go) -> QWidget:
    """Every assessment, newest first, and why the newest came out so."""
    add = _button("Assess again", "plus", "assess-risk", lambda: go("add:risk"))
    scores = [line.score for line in view.risks if line.score is not None]
    parts: list[QWidget] = []
    if len(scores) > 1:
        most = max(line.score_max or 0 for line in view.risks) or 52
        parts.append(layout.held(layout.row(Spark(scores, most=most, name="Risk over time"), layout.STRETCH)))
    if view.why_risk:
        parts.append(Label(view.why_risk, "body", wrap=True))
    heads = ["Assessed", "Risk", "When", "Not known", "Their own", "By", "Why"]
    table = PlainTable(heads, name="Assessments", stretch={6: 1})
    table.show_rows([_risk(line) for line in reversed(view.risks)])
    parts.append(table if view.risks else _nothing("Risk has not been assessed."))
    return _page("Risk", view.trend_words, *parts, action=add)


def _risk(line: RiskLine) -> Sequence[str | QWidget]:
    chip = ChipLabel(risk_chip(RiskWords(line.band, line.score)))
    why = joined(*line.automatic, f"Set by hand: {line.override_reason}" if line.override_reason else "", line.words)
    own = "–" if line.victim_rating is None else f"{line.victim_rating} of 10"
    unknown = str(line.unknowns) if line.score is not None else "–"
    return (full_day(line.on_day), chip, line.occasion, unknown, own, line.assessor, why)


def actions(view: CaseView, today: date, open_action: Callable[[str], object]) -> QWidget:
    """Every action, live ones first; Open goes to its page."""
    live = {action.id for action in view.open_actions}
    ordered = [*view.open_actions, *(action for action in view.actions if action.id not in live)]
    table = PlainTable(["State", "Action", "Owner", "Due", ""], name="Actions", stretch={1: 1})
    rows = []
    for action in ordered:
        link = LinkButton("Open")
        link.setAccessibleName(f"Open action {action.number}")
        link.clicked.connect(lambda _on=False, key=action.id: open_action(key))
        state, wording, owner, due = action_row(action, today)
        rows.append((state, f"{action.number}  {wording}", owner, due, link))
    table.show_rows(rows)
    shown: QWidget = table if rows else _nothing("The panel has given no action yet. Actions are given at a meeting.")
    return _page("Actions", f"{len(live)} open of {len(view.actions)}" if view.actions else "", shown)


def information(view: CaseView, today: date) -> QWidget:
    """What agencies told, and how it may be used."""
    table = PlainTable(["Agency", "Returned", "Information", "Limits on use"], name="Returns", stretch={2: 1})
    table.show_rows(
        [
            (
                Label(line.agency, "strong"),
                ChipLabel(return_chip(line, today)),
                line.text,
                line.limits_words,
            )
            for line in view.returns
        ]
    )
    shown: QWidget = table if view.returns else _nothing("No agency was asked yet. They are asked with the names list.")
    said = f"{view.returns_in} of {view.returns_asked} in for the next panel" if view.returns_asked else ""
    return _page("Agency information", said, shown)


def history(view: CaseView, today: date) -> QWidget:
    """Each hearing with its decision; closings; where it came from."""
    parts: list[QWidget] = [_hearing(line, today) for line in reversed(view.hearings)]
    for closure in reversed(view.closures):
        unmet = f" Closed though not met: {', '.join(closure.tests_unmet)}." if closure.tests_unmet else ""
        by = f" Approved by {closure.override_by}: {closure.override_reason}." if closure.override_by else ""
        again = f" Reopened {full_day(closure.reopened_on)}." if closure.reopened_on else ""
        parts.append(
            Label(f"Closed {full_day(closure.closed_on)}: {closure.reason}.{unmet}{by}{again}", "body", wrap=True)
        )
    if not parts:
        parts.append(_nothing("The panel has not heard this case yet."))
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
    linked = joined(*(f"{link.reference} ({link.why})" for link in view.links), by="; ")
    tail: list[QWidget] = [Hairline(), Label("Referrals", "head"), table]
    if linked:
        tail += [Label("Linked cases", "head"), Label(linked, "body", wrap=True)]
    return _page("Panel history", f"heard {times(view.times_heard).lower()}" if view.times_heard else "", *parts, *tail)


def _hearing(line: HearingLine, today: date) -> QWidget:
    head = layout.row(
        Label(full_day(line.on_day), "strong"), Label(line.decision or "Decision not on the record", "body"),
        layout.STRETCH, gap=10,
    )  # fmt: skip
    if line.risk_band:
        head.addWidget(ChipLabel(risk_chip(RiskWords(line.risk_band, line.risk_score))))
    parts: list[QWidget] = []
    if line.words:
        parts.append(Label(line.words, "body", wrap=True))
    if line.told_by:
        told = f"{line.told_by} tells the person affected"
        when = (
            f", told {day_within(line.told_on, today)}"
            if line.told_on
            else f", by {day_within(line.told_by_day, today)}"
            if line.told_by_day
            else ""
        )
        parts.append(Label(f"{told}{when}.", "quiet", wrap=True))
    if line.unsaid:
        parts.append(Label(f"Not to be said: {line.unsaid}", "quiet", wrap=True))
    return layout.held(layout.column(head, *parts, gap=2))


def outcomes(view: CaseView) -> QWidget:
    """What came of it, of every kind."""
    kinds = {"police": "Police", "court": "Court", "victim": "Person affected", "tool": "Tool", "support": "Support"}
    table = PlainTable(["Kind", "When", "Outcome", "Words"], name="Outcomes", stretch={2: 2, 3: 3})
    table.show_rows(
        [
            (Label(kinds[line.kind], "strong"), full_day(line.on_day) or "Not dated", line.title, line.words)
            for line in view.outcomes
        ]
    )
    parts: list[QWidget] = [table if view.outcomes else _nothing("Nothing is on the record yet.")]
    if view.aftercare_due_on is not None:
        done = f", done {full_day(view.aftercare_done_on)}: {view.aftercare_result}" if view.aftercare_done_on else ""
        parts.append(Label(f"Aftercare check due {full_day(view.aftercare_due_on)}{done}.", "body", wrap=True))
    return _page("Outcomes", "", *parts)


def sharing(view: CaseView) -> QWidget:
    """Agreement, ground and limits; and what was shared with whom."""
    parts: list[QWidget] = [_agreement(line) for line in view.sharing] or [
        _nothing("Nothing is recorded about sharing.")
    ]
    table = PlainTable(["When", "With whom", "What", "Ground"], name="Disclosures", stretch={2: 1})
    table.show_rows([(full_day(line.on_day), line.recipient, line.what, line.ground) for line in view.disclosures])
    parts += [Hairline(), Label("What was shared", "head")]
    parts.append(table if view.disclosures else _nothing("No paper of this case has left the office."))
    return _page("Sharing", "", *parts)


def _agreement(line: SharingLine) -> QWidget:
    notice = "Not answered" if line.privacy_notice is None else "Given" if line.privacy_notice else "Not given"
    facts = [
        ("Agreement", joined(line.words, full_day(line.agreed_on), line.how)),
        ("Aware", line.aware),
        ("Limits", f"Not to be told: {line.limits}" if line.limits else ""),
        ("Ground", line.ground),
        ("Reasoning", line.reasoning),
        ("Approved by", line.approver),
        ("Privacy notice", joined(notice, full_day(line.privacy_notice_on))),
        ("Withdrawn", full_day(line.withdrawn_on)),
    ]
    table = PlainTable([], name="Agreement", stretch={1: 1})
    table.show_rows([(Label(title, "quiet"), text) for title, text in facts if text])
    note = ChipLabel(chips.noted("grey", "info", "Agreement to take part is not the legal basis for sharing.", size=12))
    return layout.held(layout.column(table, note, gap=6))
