"""Agencies as rows of the list: those to look at first, then the panel's own, the others, and those that left."""

from collections.abc import Sequence
from datetime import date

from hipdesk.model.agencies import AgencyView
from hipdesk.model.agency_standing import agreement_state
from hipdesk.model.measures import counted
from ui.parts.case_words import full_day, joined
from ui.widgets import chips
from ui.widgets.chips import Chip
from ui.widgets.rows_model import Group, Line

PLACES = {"main": "Main", "deputy": "Deputy", "other": "Also comes"}


def rows_of(agencies: Sequence[AgencyView], today: date) -> list[Group | Line]:
    """The list; a group without agencies is left out."""
    groups: dict[str, list[AgencyView]] = {
        "To look at": [], "On the panel": [], "Other agencies": [], "Left": []
    }  # fmt: skip
    for agency in agencies:
        groups[group_of(agency, today)].append(agency)
    rows: list[Group | Line] = []
    for title, members in groups.items():
        if members:
            rows.append(Group(title, str(len(members))))
            rows += [_line(agency, today) for agency in members]
    return rows


def group_of(agency: AgencyView, today: date) -> str:
    """The heading an agency stands under."""
    if agency.left_on is not None and agency.left_on <= today:
        return "Left"
    if agency.provisional:
        return "To look at"
    return "On the panel" if agency.core else "Other agencies"


def agreement_chip(agency: AgencyView, today: date) -> Chip | None:
    """How the sharing agreement stands, when it needs looking at; None when it runs or nothing is known."""
    state = agreement_state(agency.agreement_signed, agency.agreement_expires_on, today)
    ends = full_day(agency.agreement_expires_on)
    if state == "ended":
        return chips.noted("red", "glyph-triangle", f"Agreement ended {ends}", bold=True, size=12)
    if state == "ending":
        return chips.noted("amber", "glyph-diamond", f"Agreement ends {ends}", size=12)
    return chips.noted("amber", "glyph-diamond", "No agreement", size=12) if state == "unsigned" else None


def _line(agency: AgencyView, today: date) -> Line:
    main = next((one.name for one in agency.representatives if one.place == "main"), "")
    chip = agreement_chip(agency, today)
    return Line(
        agency.id,
        agency.name,
        second=joined(agency.kind_label, main or "nobody comes for it yet", by=" · "),
        third_chips=(chip,) if chip is not None else (),
        right=counted(agency.referrals, "referral") if agency.referrals else "",
    )
