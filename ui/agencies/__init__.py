"""Agencies of the panel: who they are, who comes for them, whether their sharing agreement still runs."""

from typing import TYPE_CHECKING

from ui.shell.registry import PageEntry

if TYPE_CHECKING:
    from ui.context import Context
    from ui.shell.page import Page


def pages(_context: "Context") -> tuple[PageEntry, ...]:
    """What this feature brings."""
    from ui.agencies.agency_form import AgencyFormPage
    from ui.agencies.contact_page import ContactPage
    from ui.agencies.list_page import AgenciesPage
    from ui.agencies.representative_form import RepresentativeFormPage

    return (
        PageEntry("agencies", "Agencies", "building", AgenciesPage, order=70, badge="agencies"),
        PageEntry("agency-form", "Agency", "building", AgencyFormPage, under="agencies"),
        PageEntry("contacts", "Contact list", "building", ContactPage, under="agencies"),
        PageEntry("contact-paper", "Contact list as a paper", "building", _paper, under="agencies"),
        PageEntry("representative-form", "Representative", "building", RepresentativeFormPage, under="agencies"),
    )


def _paper(handed: "Context") -> "Page":
    from ui.parts.paper_page import PaperPage

    return PaperPage(handed, "contact-paper", "agencies", "contact-list")
