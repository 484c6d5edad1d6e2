"""An agency's return as a form that comes back filled in: how its controls are called, and what was read."""

import re
from dataclasses import dataclass

from hipdesk.model.panels.returns import RecordReturn
from hipdesk.model.referrals.form_controls import FormFinding

MEETING, AGENCY, CASES, PEOPLE = "meeting", "agency", "cases", "people"
"""First parts of the tags: ``meeting=<id>``, ``agency=<id>``, ``cases.<id>.people.Victim_A``."""
NOTHING, LIMIT, NEW, STAFF = "nothing", "limit", "new", "staff"
QUESTIONS = (
    ("doing", "What we are doing now, and who does it"),
    ("known", "What we know of the last 12 months that bears on this case"),
    (STAFF, "Risks to staff who visit or ring"),
)
_PLAIN = re.compile(r"[A-Za-z0-9]{1,12}(?: [A-Za-z0-9]{1,4})?")


def person_key(label: str, place: int) -> str:
    """A person's label as part of a tag ("Victim_A"); the place on the form where it is none of ours."""
    return label.replace(" ", "_") if _PLAIN.fullmatch(label) else str(place)


@dataclass(frozen=True, slots=True)
class ReturnFormRead:
    """A return that was read and not yet recorded: what will be, what needs a look, and how many cases are silent."""

    meeting_id: str
    meeting: str
    agency: str
    returns: tuple[RecordReturn, ...]
    lines: tuple[str, ...]
    findings: tuple[FormFinding, ...]
