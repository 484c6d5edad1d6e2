"""The Sharing page of a case: agreement and ground, who may see it, agencies kept out, interests, what was shared."""

from functools import partial

from PySide6.QtWidgets import QWidget

from hipdesk.model.cases.views import CaseView
from hipdesk.model.panels.attendance import LEAVING
from hipdesk.model.referrals.views import SharingLine
from ui.cases.tab_parts import Go, button, link, menu_link, nothing, page, section, warning
from ui.parts.case_words import full_day, joined
from ui.parts.plain_table import PlainTable
from ui.widgets import chips, layout
from ui.widgets.chips import ChipLabel
from ui.widgets.labels import Hairline, Label


def sharing(view: CaseView, go: Go) -> QWidget:
    """The page."""
    agreements = [_agreement(line) for line in view.sharing] or [nothing("Nothing is recorded about sharing.")]
    table = PlainTable(["When", "With whom", "What", "Ground"], name="Disclosures", stretch={2: 1})
    table.show_rows([(full_day(line.on_day), line.recipient, line.what, line.ground) for line in view.disclosures])
    shared = table if view.disclosures else nothing("No paper of this case has left the office.")
    parts = [*agreements, Hairline(), _who(view, go), _agencies(view, go)]
    if view.access.interests:
        parts.append(_interests(view, go))
    return page("Sharing", "", *parts, Hairline(), section("What was shared", "", shared))


def _who(view: CaseView, go: Go) -> QWidget:
    access = view.access
    change = button("Change who may see it", "lock", "change-access", lambda: go("change:access"))
    named = ", ".join(one.name for one in access.of("named") if not one.sees_all)
    barred = ", ".join(one.name for one in access.of("barred"))
    lines: list[QWidget] = []
    if access.restricted:
        who = f"partnership officers and {named}" if named else "partnership officers"
        lines.append(
            warning("amber", f"Restricted: only {who} see it. Lists, search and papers leave it out for others.")
        )
    else:
        lines.append(Label("Everyone who may read cases sees it.", "body", wrap=True))
    if "staff" in view.flags and not access.restricted:
        lines.append(warning("amber", "A member of staff is involved: consider restricting the case."))
    if barred:
        lines.append(warning("red", f"Barred from it: {barred}."))
    return section("Who may see it", "", *lines, action=change)


def _agencies(view: CaseView, go: Go) -> QWidget:
    out = view.access.agencies_out
    keep = button("Keep an agency out", "minus", "keep-agency-out", lambda: go("change:agency-out"))
    if not out:
        return section("Agencies kept out", "", Label("No agency is kept out.", "body"), action=keep)
    table = PlainTable(["Agency", "Since", "Why", ""], name="Agencies kept out", stretch={2: 1})
    table.show_rows(
        [
            (
                Label(line.agency, "strong"), full_day(line.since), line.reason,
                link("Let back", f"let-back-{line.agency_id}", partial(go, f"do:let-back:{line.interest_id}"),
                     said=f"Let {line.agency} back"),
            )
            for line in out
        ]
    )  # fmt: skip
    return section("Agencies kept out", "", table, action=keep)


def _interests(view: CaseView, go: Go) -> QWidget:
    table = PlainTable(["Who", "Interest", "The chair ruled", "Meeting", ""], name="Interests", stretch={1: 1})
    rows = []
    for line in view.access.interests:
        tone, glyph = ("amber", "leave") if line.ruling in LEAVING else ("grey", "glyph-ring")
        ways = [(words, f"do:ruling:{line.id}:{code}") for code, words in view.access.rulings if code != line.ruling]
        rule = menu_link("Rule", f"ruling-{line.id}", ways, go, said=f"How the chair rules on {line.name}")
        rows.append(
            (
                joined(line.name, line.agency), line.nature,
                ChipLabel(chips.noted(tone, glyph, line.ruling_words)),
                full_day(line.meeting_on) or "Every meeting", "" if line.fixed else rule,
            )
        )  # fmt: skip
    table.show_rows(rows)
    return section("Interests declared", "", table)


def _agreement(line: SharingLine) -> QWidget:
    notice = "Not answered" if line.privacy_notice is None else "Given" if line.privacy_notice else "Not given"
    facts = [
        ("Agreement", joined(line.words, full_day(line.agreed_on), line.how, line.agreed_by)),
        ("Aware", line.aware),
        ("Limits", f"Not to be told: {line.limits}" if line.limits else ""),
        ("Ground", line.ground),
        ("Reasoning", line.reasoning),
        ("Approved by", joined(line.approver, full_day(line.approved_on))),
        ("Privacy notice", joined(notice, full_day(line.privacy_notice_on))),
        ("Withdrawn", full_day(line.withdrawn_on)),
        *line.unanswered,
    ]
    table = PlainTable([], name="Agreement", stretch={1: 1})
    table.show_rows([(Label(title, "quiet"), text) for title, text in facts if text])
    note = ChipLabel(chips.noted("grey", "info", "Agreement to take part is not the legal basis for sharing.", size=12))
    return layout.held(layout.column(table, note, gap=6))
