"""The fields of one incident, on the referral form and on a case."""

from collections.abc import Callable
from datetime import date

from hipdesk.model.referrals.views import FormChoices
from ui.forms.grid import FieldGrid

Today = Callable[[], date]


def incident_fields(grid: FieldGrid, choices: FormChoices, today: Today) -> None:
    """The fields of one incident."""
    grid.add_date(
        "happened", "When", today, mark="to accept", read=str,
        hint="A day, or roughly: “May 2026”, “since June”.",
    )  # fmt: skip
    grid.add_text("at", "At what time", mark="optional", placeholder="23:40", width=8)
    grid.add_note("facts", "What happened", mark="to log", lines=2)
    grid.add_ticks("types", "Kind of incident", choices.of("incident_type"))
    grid.add_choice("location", "Kind of place", choices.of("location_type"))
    grid.add_text("place", "Where")
    grid.add_choice("ward", "Ward", [(ward, ward) for ward in choices.wards], free=True)
    grid.add_yes_no("ongoing", "Still happening")
    grid.add_note(
        "verbatim", "Words or symbols used", lines=1, hint="Kept on file. Never printed, never shown unless asked for."
    )
    grid.add_choice("injury", "Injury", choices.of("injury_level"))
    grid.add_yes_no("weapon", "Weapon")
    grid.add_yes_no("damage", "Damage")
    grid.add_text("platform", "If online, where and what was saved", mark="optional")
    grid.add_text("reported_to", "Told to", placeholder="Police, landlord")
    grid.add_date("reported_on", "Told on", today)
    grid.add_choice("police_status", "Police record", choices.of("police_recording"))
    grid.add_text("police_reference", "Crime or incident number")
    grid.add_text("police_officer", "Officer in the case")
    grid.add_choice("crime", "Crime or not", choices.of("crime_class"))
    grid.add_text("evidence", "Evidence, and where it is held", mark="optional")
