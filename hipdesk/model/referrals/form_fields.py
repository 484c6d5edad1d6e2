"""How the form calls what the command calls otherwise."""

from collections.abc import Mapping

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
