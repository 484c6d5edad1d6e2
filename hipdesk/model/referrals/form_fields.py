"""How the form calls what the command calls otherwise."""

from collections.abc import Mapping, Sequence

SAME_NAMES = (
    "id", "person_id", "kind", "name", "own_script", "pseudonym", "sex", "pronouns", "ethnicity", "ethnicity_observed",
    "language", "interpreter", "religion", "orientation", "disabled", "impairments", "care_needs", "adjustments",
    "description", "vulnerability", "risk_markers", "address_confidential", "relation", "identity", "evidence_basis",
    "aware", "school", "willing", "necessity",
)  # fmt: skip
PERSON_NAMES: Mapping[str, str] = {"birth": "born", "contact_method": "contact"}
"""The form's names of reasons for no answer, where the command's differ."""

PROBLEM_NAMES: Mapping[str, str] = {"born": "birth", "contact": "contact_method"}
INCIDENT_NAMES: Mapping[str, str] = {"happened": "day"}


def form_name(field: str, people: Sequence[str]) -> str:
    """What the form calls a field of the checks; ``people`` are the form's names in the command's order."""
    head, _, rest = field.partition(".")
    if head == "people":
        number, _, last = rest.partition(".")
        return f"{people[int(number)]}.{PROBLEM_NAMES.get(last, last)}" if number else "person.name"
    if head == "incidents":
        number, _, last = rest.partition(".")
        return f"incidents.{number or 0}.{'happened' if last == 'day' else last or 'facts'}"
    if head == "strands":
        return "perceived_by" if field.endswith("perceived_by") else "strand_codes"
    return "risk_answers" if head == "risk" else field
