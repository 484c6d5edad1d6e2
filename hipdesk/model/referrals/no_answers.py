"""Which questions of a referral may have none of their answers, and how each is called where that is told.

"Not known", "not asked" and "prefers not to say" are three answers everywhere facts of people, incidents, harm, consent
and risk are asked. What the officer does (reference, channel, dates of receipt, grounds, approval), and what has such
an answer in its own list (identity, agreement, basis), has none of the three.
"""

from collections.abc import Mapping

from hipdesk.model.referrals.form_fields import INCIDENT_NAMES, PERSON_NAMES

REFERRAL: Mapping[str, str] = {
    "received_at": "time of receipt", "completed_on": "day of completion", "referrer_role": "referrer’s role",
    "referrer_phone": "referrer’s telephone", "referrer_email": "referrer’s secure e-mail",
    "manager_aware": "whether the manager knows", "manager_name": "manager’s name", "presenter": "who will present",
    "presenter_other": "who else could present", "perceived_by": "who perceived the hostility",
    "sub_codes": "what was targeted more exactly", "wanted_from_panel": "what is asked of the panel",
    "victim_wants": "what the person affected wants", "victim_wants_words": "the same in their words",
    "done_so_far": "what has been done so far", "other_panels": "other panels and processes",
    "risk_assessor": "who assessed the risk", "risk_assessed_on": "day of the assessment",
    "victim_rating": "their own rating of the risk",
}  # fmt: skip
PERSON: Mapping[str, str] = {
    "born": "birth", "sex": "sex", "pronouns": "pronouns", "gender_as_at_birth": "gender at birth",
    "own_script": "name in own script", "other_names": "other names",
    "ethnicity": "ethnicity", "ethnicity_words": "ethnicity in their own words",
    "ethnicity_observed": "ethnicity as observed", "nationality": "nationality",
    "immigration_vulnerable": "immigration status", "language": "language", "interpreter": "interpreter",
    "religion": "religion", "orientation": "orientation", "disabled": "disability", "impairments": "impairments",
    "care_needs": "care or support needs", "adjustments": "adjustments", "address": "address",
    "postcode": "postcode", "ward": "ward", "tenure": "tenure", "landlord": "landlord", "tenancy": "kind of tenancy",
    "lives_from": "since when they live there", "contact": "safe contact", "contact_number": "number for safe contact",
    "contact_times": "times for safe contact", "contact_unsaid": "words not to use", "message_safe": "safe messages",
    "post_safe": "safe post", "address_confidential": "keeping the address out of papers", "relation": "relation",
    "household": "who else is in the home", "earlier": "earlier incidents", "impact": "how it affects them",
    "school": "school", "targeted": "whether they were targeted", "willing": "being a witness",
    "evidence_basis": "basis of naming", "aware": "knowing of the referral", "description": "description",
    "vulnerability": "vulnerability or needs", "risk_markers": "risk to staff", "enforcement": "earlier enforcement",
    "order_kind": "order in force", "order_until": "end of the order", "order_terms": "terms of the order",
}  # fmt: skip
INCIDENT: Mapping[str, str] = {
    "day": "when", "at": "time", "types": "kind of incident", "location": "kind of place", "place": "where",
    "ward": "ward", "ongoing": "still happening", "verbatim": "words or symbols used", "injury": "injury",
    "weapon": "weapon", "damage": "damage", "platform": "where online", "reported_to": "told to",
    "reported_on": "told on", "police_status": "police record", "police_reference": "crime or incident number",
    "police_officer": "officer in the case", "crime": "crime or not", "evidence": "evidence",
}  # fmt: skip
SHARING: Mapping[str, str] = {
    "victim_aware": "aware of the referral", "agreed_on": "agreed on", "agreed_how": "how agreement was given",
    "agreed_by": "who gave agreement", "limits": "what is not to be told", "privacy_notice": "privacy notice",
    "privacy_notice_on": "day of the privacy notice",
}  # fmt: skip
_PEOPLE = frozenset({"person", "others", "alleged"})


def may_have_none(name: str) -> bool:
    """Whether the form's question of this name (``person.birth``, ``incidents.0.place``) offers the three."""
    head, dot, last = name.partition(".")
    last = last.rpartition(".")[2]
    if not dot:
        return head in REFERRAL
    if head in _PEOPLE:
        return PERSON_NAMES.get(last, last) in PERSON
    if head == "incidents":
        return INCIDENT_NAMES.get(last, last) in INCIDENT
    return head == "sharing" and last in SHARING
