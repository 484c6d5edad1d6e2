"""Pages of a case: people with the cases it belongs with, incidents, actions, agency information."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from hipdesk.model.cases.views import CaseView
from hipdesk.model.referrals.views import IncidentLine, NamedPerson
from ui.cases.summary_tab import Names, action_row, return_chip
from ui.cases.tab_parts import Go, button, link, nothing, page, section
from ui.parts.case_words import day_within, joined, when_words
from ui.parts.plain_table import PlainTable
from ui.widgets import chips, layout
from ui.widgets.buttons import LinkButton
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Label


def people(view: CaseView, named: Sequence[NamedPerson], names: Names, go: Go) -> QWidget:
    """Everyone by label; with names shown, everything asked about each."""
    add = button("Add a person", "plus", "add-person", lambda: go("change:person"))
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
            nothing("Addresses, safe contact and the rest are shown with the names (Ctrl+.), which is logged.")
        )
    parts.append(_links(view, go))
    note = Label("“Perpetrator” is a label, not a finding. Labels never change during the life of a case.", "second")
    return page("People", f"{len(view.people)}", *parts, note, actions=[add])


def _links(view: CaseView, go: Go) -> QWidget:
    """The cases it belongs with, each a way there."""
    add = button("Link another case", "link", "link-case", lambda: go("change:link"))
    if not view.links:
        return section("Linked cases", "", nothing("It stands alone."), action=add)
    table = PlainTable(["Case", "How", "Why", "Status", ""], name="Linked cases", stretch={2: 1})
    table.show_rows(
        [
            (
                link(joined(line.reference, line.initials, by=" "), f"open-{line.id}",
                     partial(go, f"case:{line.id}"), said=f"Open case {line.reference}"),
                line.kind_words, line.why, ChipLabel(chips.status(line.status)),
                link("Unlink", f"unlink-{line.id}", partial(go, f"do:unlink:{line.link_id}"),
                     said=f"Unlink {line.reference}"),
            )
            for line in view.links
        ]
    )  # fmt: skip
    return section("Linked cases", str(len(view.links)), table, action=add)


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
        *person.more,
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
    add = button("Add an incident", "plus", "add-incident", lambda: go("add:incident"))
    heads = ["No.", "When", "What and where", "Strand", "Told to", "Police record", ""]
    table = PlainTable(heads, name="Incidents", stretch={2: 5, 3: 2, 4: 2, 5: 3})
    table.show_rows([_incident(line, today, go) for line in view.incidents])
    shown: QWidget = table if view.incidents else nothing("No incident is on the record.")
    return page("Incidents", f"{len(view.incidents)}", shown, actions=[add])


def _incident(line: IncidentLine, today: date, go: Go) -> Sequence[str | QWidget]:
    when = when_words(line, today)
    what = joined(line.facts, joined(*line.types), joined(line.place, line.location), *_more(line), by=" · ")
    words: str | QWidget = ""
    if line.verbatim_held:
        link = LinkButton("Words held")
        link.setAccessibleName(f"Show the words of incident {line.number}, which is logged")
        link.clicked.connect(lambda: go(f"words:{line.id}"))
        words = link
    police = joined(line.police_status, line.police_reference)
    told = joined(line.told("reported_to"), day_within(line.reported_on, today))
    return (str(line.number), when, what, joined(*line.strands), told, police, words)


def _more(line: IncidentLine) -> list[str]:
    return [title if text == "Yes" else f"{title}: {text}" for title, text in line.more]


def actions(view: CaseView, today: date, go: Go) -> QWidget:
    """Every action, live ones first; Open goes to its page."""
    live = {action.id for action in view.open_actions}
    ordered = [*view.open_actions, *(action for action in view.actions if action.id not in live)]
    table = PlainTable(["State", "Action", "Owner", "Due", ""], name="Actions", stretch={1: 1})
    rows = []
    for action in ordered:
        link = LinkButton("Open")
        link.setAccessibleName(f"Open action {action.number}")
        link.clicked.connect(lambda _on=False, key=action.id: go(f"action:{key}"))
        state, wording, owner, due = action_row(action, today)
        rows.append((state, f"{action.number}  {wording}", owner, due, link))
    table.show_rows(rows)
    shown: QWidget = table if rows else nothing("There is no action yet. They are given at a meeting, or added here.")
    add = button("Add an action", "plus", "add-action", lambda: go("change:action"))
    said = f"{len(live)} open of {len(view.actions)}" if view.actions else ""
    return page("Actions", said, shown, actions=[add])


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
    shown: QWidget = table if view.returns else nothing("No agency was asked yet. They are asked with the names list.")
    said = f"{view.returns_in} of {view.returns_asked} in for the next panel" if view.returns_asked else ""
    return page("Agency information", said, shown)
