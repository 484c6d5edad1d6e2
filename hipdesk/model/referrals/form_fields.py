"""How the form calls what the command calls otherwise."""

from collections.abc import Mapping, Sequence

from hipdesk.model.referrals.people import PersonFacts

SAME_NAMES = tuple(name for name in PersonFacts.model_fields if name not in ("role", "unanswered"))
"""What the form and the command hold of a person alike, but for the role and the reasons for no answer."""

PERSON_NAMES: Mapping[str, str] = {"birth": "born", "contact_method": "contact"}
"""The form's names of reasons for no answer, where the command's differ."""

PROBLEM_NAMES: Mapping[str, str] = {"born": "birth", "contact": "contact_method", "from_day": "lives_from"}
HOME_NAMES: Mapping[str, str] = {
    "address": "lines", "postcode": "postcode", "uprn": "uprn", "ward": "ward", "tenure": "tenure",
    "landlord": "landlord", "tenancy": "tenancy", "lives_from": "from_day",
}  # fmt: skip
"""A home's fields on the form, and in its entry."""

CONTACT_NAMES: Mapping[str, str] = {
    "contact_method": "method", "contact_number": "number", "contact_times": "times", "contact_unsaid": "unsaid",
    "message_safe": "message_safe", "post_safe": "post_safe",
}  # fmt: skip
ORDER_NAMES: Mapping[str, str] = {"kind": "kind", "terms": "terms", "until": "expires_on"}
ORDER_PLACES = ("order", "order2")
"""Two orders are asked for one by one; more are kept as they are."""
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
    if head == "risk":
        return {"": "risk_answers", "assessed_on": "risk_assessed_on"}.get(rest, rest)
    return field
