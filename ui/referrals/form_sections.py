"""The sections of the referral form, in the order people tell it; names are those of ``model.referrals.form``."""

from collections.abc import Callable
from datetime import date

from hipdesk.model.referrals.views import FormChoices
from ui.forms.form import Form
from ui.forms.grid import FieldGrid
from ui.forms.section import Section
from ui.parts.incident_fields import incident_fields
from ui.referrals.form_people import alleged_person, other_person, person_affected

Today = Callable[[], date]
_FIRST_OR_REPEAT = ((False, "First"), (True, "Repeat"))
_BANDS = (("standard", "Standard"), ("medium", "Medium"), ("high", "High"))
_MOST_INCIDENTS = 12
_AWARE = (("yes", "Yes"), ("no", "No"))


def add_sections(form: Form, choices: FormChoices, today: Today) -> None:
    """Every section but risk, whose questions come from the office's form."""
    _referrer(form, choices, today)
    _person(form, choices, today)
    alleged = form.add_section("alleged", "Alleged perpetrator")
    alleged.add_repeats(
        "alleged", "alleged perpetrator", lambda grid: alleged_person(grid, choices, today),
        title="Add an alleged perpetrator, named, described or unknown",
    )  # fmt: skip
    happened = form.add_section("incidents", "What happened")
    happened.add_note("summary", "In short", hint="Two or three sentences without names, as the panel will read them.")
    happened.add_repeats(
        "incidents",
        "incident",
        lambda grid: incident_fields(grid, choices, today),
        least=1,
        title="Add another incident",
    )
    happened.add_repeats("evidence", "evidence", lambda grid: _evidence(grid, choices), title="Add evidence")
    _strands(form, choices)
    _sharing(form, choices, today)


def _referrer(form: Form, choices: FormChoices, today: Today) -> None:
    part = form.add_section("referrer", "Referrer")
    part.add_choice(
        "agency_id",
        "Referring agency",
        choices.agencies,
        mark="to log",
        placeholder="Find an agency",
        hint="" if choices.agencies else "There are none yet: add them under Agencies.",
        spelled=choices.spellings,
    )
    part.add_choice("channel", "How it came", choices.of("channel"), mark="to log")
    part.add_date("received_on", "Received on", today, mark="to log")
    part.add_text("received_at", "At", mark="to log", placeholder="15:20", width=8)
    part.add_date("completed_on", "Completed on", today, mark="to log")
    part.add_choice("urgency", "Urgency", choices.of("urgency"), mark="to log")
    part.add_text("referrer_name", "Referrer’s name", mark="to log")
    part.add_text("referrer_role", "Their role", mark="to log")
    part.add_text("referrer_phone", "Telephone", hint="A telephone number or a secure e-mail is needed to log.")
    part.add_text("referrer_email", "Secure e-mail")
    part.add_text("own_reference", "Their own references", mark="optional", hint="Several with commas between.")
    part.add_text("presenter", "Who will present", mark="to accept")
    part.add_text("presenter_other", "Who else could present", mark="optional")
    part.add_yes_no("manager_aware", "Manager knows", mark="to accept")
    part.add_text("manager_name", "Manager’s name")
    part.add_segments(
        "repeat_override",
        "First or repeat, set by hand",
        _FIRST_OR_REPEAT,
        hint="Left open, the office’s rule decides.",
    )
    part.add_text("repeat_reason", "Why it is set by hand")
    part.add_yes_no(
        "declared",
        "Declaration",
        mark="to log",
        wide=True,
        hint="The referrer says it is accurate, relevant and shared lawfully.",
    )


def _person(form: Form, choices: FormChoices, today: Today) -> None:
    part = form.add_section("person", "Person affected")
    person_affected(part, choices, today)
    part.add_repeats(
        "others", "other person", lambda grid: other_person(grid, choices, today),
        title="Add a child, someone in the household, a witness or another person affected",
    )  # fmt: skip


def _strands(form: Form, choices: FormChoices) -> None:
    part = form.add_section("strands", "Strands")
    entries = choices.of("strand")
    roots = [(code, label) for code, label in entries if "-" not in code and code != "GRT"]
    below = [(code, label) for code, label in entries if "-" in code or code == "GRT"]
    part.add_ticks("strand_codes", "What was targeted", roots, mark="to accept")
    part.add_ticks("perceived_by", "Who perceived the hostility", choices.of("perceived_by"), mark="to accept")
    part.add_choice("basis", "On what basis", choices.of("strand_basis"))
    part.add_ticks("sub_codes", "More exactly", below, hint="Only what was told; never inferred.")
    part.add_repeats(
        "strand_details", "strand told apart", lambda grid: _one_strand(grid, choices, roots),
        title="Add a strand with a basis, perceiver or incident of its own",
    )  # fmt: skip


def _evidence(grid: FieldGrid, choices: FormChoices) -> None:
    grid.add_choice("kind", "What there is", choices.of("evidence_kind"), mark="to log")
    grid.add_text("held", "Where it is held", placeholder="Landlord’s office, 30 days")
    grid.add_choice("incident", "Only of one incident", _numbered())


def _earlier_step(grid: FieldGrid, choices: FormChoices, today: Today) -> None:
    grid.add_choice(
        "agency_id", "By which agency", choices.agencies, placeholder="Find an agency", spelled=choices.spellings
    )
    grid.add_date("on_day", "On", today)
    grid.add_note("done", "What was done", mark="to log", lines=1)
    grid.add_text("result", "What came of it", mark="optional")


def _numbered() -> list[tuple[int, str]]:
    return [(number, f"Incident {number}") for number in range(1, _MOST_INCIDENTS + 1)]


def _one_strand(grid: FieldGrid, choices: FormChoices, roots: list[tuple[str, str]]) -> None:
    """What was told of one strand only; the rest is as for all of them."""
    grid.add_choice("code", "Which strand", roots)
    grid.add_choice("incident", "Only in one incident", _numbered())
    grid.add_choice("basis", "On what basis", choices.of("strand_basis"))
    grid.add_ticks("perceived_by", "Who perceived the hostility", choices.of("perceived_by"))


def _sharing(form: Form, choices: FormChoices, today: Today) -> None:
    part = form.add_section("sharing", "Consent and sharing")
    aware = part.add_segments("sharing.victim_aware", "Aware of this referral", _AWARE, mark="to log")
    aware.set_help("The person affected.")
    part.add_choice(
        "sharing.agreement", "Agreement to the referral", choices.of("agreement"), mark="to log",
        hint="Agreement to take part; it is not the legal basis for sharing.",
    )  # fmt: skip
    part.add_date("sharing.agreed_on", "Agreed on", today)
    part.add_text("sharing.agreed_how", "How it was given, and to whom", mark="optional")
    part.add_text("sharing.agreed_by", "Who gave it", mark="optional", placeholder="The person, a parent, an attorney")
    part.add_date("sharing.withdrawn_on", "Withdrawn on", today)
    part.add_text("sharing.limits", "Not to be told", mark="optional", placeholder="Her employer", wide=True)
    part.add_yes_no("sharing.privacy_notice", "Privacy notice given", mark="to accept")
    part.add_date("sharing.privacy_notice_on", "Given on", today)
    box = part.add_box("Without agreement", hint="Needed to accept when there is no agreement", prefix="sharing.")
    box.add_choice("ground", "Ground for sharing", choices.of("sharing_ground"))
    box.add_text("approver", "Approved by")
    box.add_date("approved_on", "Approved on", today)
    box.add_note("reasoning", "Why it is proportionate", lines=2)


def add_to_risk(part: Section, today: Today) -> None:
    """What a referral tells of its assessment beside the answers."""
    part.add_date("risk_assessed_on", "Assessed on", today)
    part.add_choice("override_band", "Band set by hand", _BANDS)
    part.add_text("override_by", "Set by")
    part.add_text("override_reason", "Why another band", wide=True)
    part.add_note("risk_words", "What else matters for the risk", lines=2)


def add_wanted(form: Form, choices: FormChoices, today: Today) -> None:
    """What is wanted: the last section."""
    part = form.add_section("wanted", "What is wanted")
    part.add_ticks("grounds", "Ground for referral", choices.of("referral_ground"), mark="to accept")
    part.add_note("wanted_from_panel", "What is asked of the panel", mark="to accept", lines=2)
    part.add_ticks(
        "victim_wants", "What the person affected wants", choices.of("victim_wish"), mark="to accept",
           )  # fmt: skip
    part.add_note("victim_wants_words", "In their words", lines=2)
    part.add_repeats(
        "earlier_steps", "earlier step", lambda grid: _earlier_step(grid, choices, today),
        title="Add what an agency has done so far",
    )  # fmt: skip
    part.add_note(
        "done_so_far", "What else has been done so far", lines=2,
        hint="Support offered, taken up or declined; enforcement.",
    )  # fmt: skip
    part.add_ticks("other_panels", "Other panels and processes", choices.of("other_panel"))
