"""The fields of a person on the referral form: affected, another person, alleged perpetrator."""

from collections.abc import Callable
from datetime import date

from hipdesk.model.referrals.views import FormChoices
from ui.forms.grid import FieldGrid
from ui.forms.section import Section

Today = Callable[[], date]
_ROLES = (
    ("child", "Child in the household"),
    ("household", "Adult in the household"),
    ("victim", "Another person affected"),
    ("witness", "Witness"),
    ("advocate", "Advocate or supporter"),
    ("professional", "Professional: GP, social worker, school"),
    ("reporter", "Whoever reported it"),
    ("other_household", "Lives with the alleged perpetrator"),
    ("other", "Someone else"),
)
_KINDS = (
    ("person", "A person"),
    ("organisation", "An organisation"),
    ("worship", "A place of worship"),
    ("community", "A community"),
)
_IDENTITY = (("named", "Named"), ("described", "Described"), ("unknown", "Unknown"), ("group", "A group"))
_LANGUAGES = (
    "English", "Albanian", "Arabic", "Bengali", "Bengali (Sylheti)", "British Sign Language", "Cantonese", "Dari",
    "French", "Gujarati", "Hindi", "Italian", "Kurdish", "Lithuanian", "Mandarin", "Pashto", "Persian", "Polish",
    "Portuguese", "Punjabi", "Romanian", "Somali", "Spanish", "Tamil", "Tigrinya", "Turkish", "Ukrainian", "Urdu",
    "Vietnamese", "Yoruba",
)  # fmt: skip
LANGUAGES = tuple((language, language) for language in _LANGUAGES)


def person_affected(part: Section, choices: FormChoices, today: Today) -> None:
    """The person, organisation or community the referral is about."""
    prefix = "person."
    part.add_text(f"{prefix}name", "Name as given", mark="to log", hint="A pseudonym, when the name must stay unknown.")
    part.add_text(f"{prefix}own_script", "Name in own script", mark="optional")
    part.add_segments(f"{prefix}kind", "Who it is", _KINDS, wide=True)
    _birth_and_sex(part, choices, today, prefix, mark="to accept")
    part.add_choice(f"{prefix}language", "Language", LANGUAGES, mark="to accept", free=True)
    part.add_yes_no(f"{prefix}interpreter", "Interpreter needed", mark="to accept")
    part.add_choice(
        f"{prefix}religion", "Religion", choices.of("religion"), mark="optional",
        hint="Ask, never infer. Needed only if it is the strand.",
    )  # fmt: skip
    part.add_choice(
        f"{prefix}ethnicity", "Ethnicity", choices.of("ethnicity"), mark="to accept",
        placeholder="As they describe it",
    )  # fmt: skip
    part.add_yes_no(f"{prefix}disabled", "Disabled", mark="to accept")
    part.add_text(f"{prefix}care_needs", "Care or support needs", mark="optional")
    part.add_choice(
        f"{prefix}relation", "Alleged perpetrator is", choices.of("relationship"), mark="to accept",
    )  # fmt: skip
    part.add_text(f"{prefix}other_names", "Other names", mark="optional", hint="Several with commas between.")
    _home(part, choices, today, prefix)
    box = part.add_box(
        "Safe contact", mark="to log", hint="How may we reach them without putting them at risk?", prefix=prefix
    )
    _contact(box, choices, "")
    part.add_yes_no(f"{prefix}address_confidential", "Address kept out of papers", mark="to log")
    part.add_yes_no(f"{prefix}pseudonym", "The name is a pseudonym")
    _told_further(part.add_box("If they were asked, or told it", prefix=prefix), choices)


def _told_further(grid: FieldGrid, choices: FormChoices) -> None:
    """What is asked only where it helps, and never inferred."""
    grid.add_text("pronouns", "Pronouns", mark="optional")
    grid.add_yes_no("gender_as_at_birth", "Gender same as registered at birth", mark="optional")
    grid.add_choice("orientation", "Sexual orientation", choices.of("sexual_orientation"), mark="optional")
    grid.add_text("ethnicity_words", "Ethnicity in their own words", mark="optional")
    grid.add_text("nationality", "Nationality", mark="optional")
    grid.add_yes_no("immigration_vulnerable", "Insecure immigration status", mark="optional")
    grid.add_ticks("impairments", "Impairments", choices.of("impairment"))
    grid.add_text("adjustments", "Adjustments", mark="optional", placeholder="BSL, easy read")
    grid.add_text("household", "Also at risk there", mark="optional", placeholder="Pregnant, frail parent, pets")
    grid.add_note("earlier", "Earlier incidents", lines=2, hint="Also those never reported, and who else was told.")
    grid.add_note("impact", "How it affects them, in their words", lines=2)


def _birth_and_sex(grid: FieldGrid, choices: FormChoices, today: Today, prefix: str, mark: str = "") -> None:
    grid.add_date(
        f"{prefix}birth", "Date of birth or age", today, mark=mark, read=str,
    )  # fmt: skip
    grid.add_choice(f"{prefix}sex", "Sex", choices.of("sex"), mark="optional")


def _home(grid: FieldGrid, choices: FormChoices, today: Today, prefix: str, mark: str = "to accept") -> None:
    grid.add_text(f"{prefix}address", "Address", mark=mark)
    grid.add_text(f"{prefix}postcode", "Postcode", width=10)
    wards = [(ward, ward) for ward in choices.wards]
    grid.add_choice(f"{prefix}ward", "Ward", wards, free=True)
    grid.add_choice(f"{prefix}tenure", "Tenure", choices.of("tenure"), mark=mark)
    grid.add_text(f"{prefix}landlord", "Landlord", mark="optional")
    grid.add_text(f"{prefix}tenancy", "Kind of tenancy", mark="optional")
    grid.add_date(f"{prefix}lives_from", "Lives there since", today)
    grid.add_text(f"{prefix}uprn", "Property number (UPRN)", mark="optional", width=14)


def _contact(grid: FieldGrid, choices: FormChoices, prefix: str) -> None:
    grid.add_choice(f"{prefix}contact_method", "Safe contact by", choices.of("safe_contact"), mark="to log")
    grid.add_text(f"{prefix}contact_number", "Number or address")
    grid.add_yes_no(f"{prefix}message_safe", "Safe to leave a message", mark="to log")
    grid.add_yes_no(f"{prefix}post_safe", "Safe to post", mark="to accept")
    grid.add_text(f"{prefix}contact_times", "When", mark="optional")
    grid.add_text(f"{prefix}contact_unsaid", "Words not to use", mark="optional")


OF_AFFECTED = ("relation", "ethnicity", "disabled", "tenure", "post_safe", "impact")
"""What only another person affected is asked, of the other people."""


def other_person(grid: FieldGrid, choices: FormChoices, today: Today) -> None:
    """A child, someone in the household, a witness, or another person affected."""
    grid.add_choice("role", "Who it is", _ROLES, mark="to log")
    grid.add_text("name", "Name as given", mark="to log")
    _birth_and_sex(grid, choices, today, "")
    grid.add_text("school", "School")
    grid.add_yes_no("targeted", "Was targeted")
    grid.add_choice("language", "Language", LANGUAGES, free=True)
    grid.add_yes_no("interpreter", "Interpreter needed")
    grid.add_text("address", "Address, when another")
    grid.add_yes_no("address_confidential", "Address kept out of papers")
    grid.add_choice("contact_method", "Safe contact by", choices.of("safe_contact"))
    grid.add_text("contact_number", "Number or address")
    grid.add_yes_no("message_safe", "Safe to leave a message")
    grid.add_yes_no("willing", "Willing to be a witness")
    grid.add_choice("relation", "Alleged perpetrator is", choices.of("relationship"))
    grid.add_choice("ethnicity", "Ethnicity", choices.of("ethnicity"))
    grid.add_yes_no("disabled", "Disabled")
    grid.add_choice("tenure", "Tenure", choices.of("tenure"))
    grid.add_yes_no("post_safe", "Safe to post")
    grid.add_text("note", "Anything else")
    grid.add_note("impact", "How it affects them, in their words", lines=2)


def alleged_person(grid: FieldGrid, choices: FormChoices, today: Today) -> None:
    """An alleged perpetrator: named, described, unknown or a group."""
    grid.add_segments("identity", "Identity", _IDENTITY, mark="to log", wide=True)
    grid.add_text("name", "Name")
    grid.add_text("other_names", "Other names")
    grid.add_date("birth", "Date of birth or age", today, read=str)
    grid.add_choice("sex", "Sex", choices.of("sex"))
    grid.add_choice("evidence_basis", "Named on what basis", choices.of("evidence_basis"))
    grid.add_choice("ethnicity_observed", "Ethnicity, as observed", choices.of("observed_ethnicity"))
    grid.add_choice("ethnicity", "Ethnicity, as they describe it", choices.of("ethnicity"))
    grid.add_choice("relation", "Relation to the person affected", choices.of("relationship"))
    grid.add_yes_no("aware", "Knows of the referral", hint="Left open, nobody tells them: do not disclose.")
    grid.add_choice("contact_method", "Safe to contact by", choices.of("safe_contact"))
    grid.add_text("address", "Address")
    grid.add_text("postcode", "Postcode", width=10)
    grid.add_choice("tenure", "Tenure", choices.of("tenure"))
    grid.add_text("tenancy", "Kind of tenancy", mark="optional")
    grid.add_text("landlord", "Landlord")
    grid.add_text("vulnerability", "Vulnerability or needs", mark="optional")
    grid.add_note("description", "Description", lines=2)
    grid.add_text("household", "Children and others in the home", mark="optional")
    grid.add_text("risk_markers", "Risk to staff", mark="optional", placeholder="Weapons, dogs, violence to staff")
    grid.add_note("enforcement", "Earlier warnings and enforcement", lines=2)
    _order(grid, choices, today, "order", "Order or bail condition in force")
    _order(grid, choices, today, "order2", "Another order in force")
    grid.add_text(
        "necessity", "Why it is necessary to record them", mark="optional", wide=True,
        hint="Where nothing is a crime: the real risk of harm or offence.",
    )  # fmt: skip


def _order(grid: FieldGrid, choices: FormChoices, today: Today, name: str, label: str) -> None:
    grid.add_choice(f"{name}_kind", label, choices.of("enforcement_tool"))
    grid.add_date(f"{name}_until", "Until", today, lean="future")
    grid.add_text(f"{name}_terms", "Its terms", mark="optional", wide=True)
