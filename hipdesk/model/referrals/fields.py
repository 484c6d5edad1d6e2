"""Fields named alike in a command and in its row, so that writing and reading back cannot drift apart.

``*_TEXTS`` are empty texts in the command and NULL in the row; ``*_LISTS`` tuples there and lists here.
"""

HEADER = (
    "received_on", "received_at", "channel", "completed_on", "agency_id", "manager_aware", "repeat_override",
    "declared",
)  # fmt: skip
HEADER_TEXTS = (
    "old_reference", "referrer_name", "referrer_role", "referrer_phone", "referrer_email", "manager_name", "presenter",
    "presenter_other", "summary", "wanted_from_panel", "victim_wants_words", "done_so_far",
)  # fmt: skip
HEADER_LISTS = ("own_references", "grounds", "victim_wants", "other_panels")
PERSON = (
    "age_estimate", "sex", "gender_as_at_birth", "ethnicity", "ethnicity_observed", "interpreter",
    "immigration_vulnerable", "religion", "orientation", "disabled", "address_confidential",
)  # fmt: skip
PERSON_TEXTS = (
    "own_script", "title", "pronouns", "ethnicity_words", "language", "nationality", "care_needs", "adjustments",
    "description", "vulnerability", "risk_markers",
)  # fmt: skip
PART = ("relation", "identity", "evidence_basis", "aware", "willing", "targeted")
PART_TEXTS = ("school", "necessity", "impact", "earlier", "household", "enforcement", "note")
INCIDENT = (
    "at", "ongoing", "location", "injury", "damage", "weapon", "reported_on", "police_status", "crime",
)  # fmt: skip
INCIDENT_TEXTS = (
    "place", "ward", "facts", "verbatim", "platform", "reported_to", "police_reference", "police_officer", "evidence",
)  # fmt: skip
SHARING = (
    "victim_aware", "agreement", "agreed_on", "ground", "approved_on", "withdrawn_on", "privacy_notice",
    "privacy_notice_on",
)  # fmt: skip
SHARING_TEXTS = ("agreed_how", "agreed_by", "limits", "reasoning", "approver")
