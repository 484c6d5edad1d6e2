"""People as a referral tells of them: who they are, how to reach them safely, what part they have."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from hipdesk.model.commands import Answers, Code, Command, Key, Line, Text
from hipdesk.model.partial_dates import PartialDay

Role = Literal[
    "victim",
    "child",
    "household",
    "perpetrator",
    "other_household",
    "witness",
    "advocate",
    "professional",
    "reporter",
    "other",
]
PersonKind = Literal["person", "organisation", "worship", "community", "group"]
Identity = Literal["named", "described", "unknown", "group"]
AFFECTED: tuple[Role, ...] = ("victim", "child", "household")


class AddressEntry(Command):
    """Where a person lives, with what is known of the home."""

    lines: Line
    postcode: Annotated[Line, Field(max_length=12)] = ""
    uprn: Annotated[str, Field(max_length=12, pattern=r"^[0-9]*$")] = ""
    ward: Annotated[Line, Field(max_length=80)] = ""
    tenure: Code | None = None
    landlord: Line = ""
    tenancy: Line = ""
    from_day: date | None = None


class ContactEntry(Command):
    """How a person may be reached without putting them at risk. ``unsaid``: words not to use."""

    method: Code | None = None
    number: Line = ""
    times: Line = ""
    unsaid: Line = ""
    message_safe: bool | None = None
    post_safe: bool | None = None


class OrderEntry(Command):
    """An order or bail condition on an alleged perpetrator, with its end."""

    kind: Code
    terms: Line = ""
    expires_on: date | None = None


class PersonFacts(Command):
    """What a form asks and a referral holds of a person in the same shape."""

    id: Key | None = None
    person_id: Key | None = None
    role: Role = "victim"
    kind: PersonKind = "person"
    name: Line = ""
    own_script: Line = ""
    sex: Code | None = None
    gender_as_at_birth: bool | None = None
    pronouns: Line = ""
    ethnicity: Code | None = None
    ethnicity_observed: Code | None = None
    ethnicity_words: Line = ""
    language: Line = ""
    interpreter: bool | None = None
    nationality: Line = ""
    immigration_vulnerable: bool | None = None
    religion: Code | None = None
    orientation: Code | None = None
    disabled: bool | None = None
    impairments: tuple[Code, ...] = ()
    care_needs: Line = ""
    adjustments: Line = ""
    description: Text = ""
    vulnerability: Line = ""
    risk_markers: Line = ""
    address_confidential: bool | None = None
    relation: Code | None = None
    identity: Identity | None = None
    evidence_basis: Code | None = None
    aware: bool | None = None
    school: Line = ""
    willing: bool | None = None
    necessity: Line = ""
    impact: Text = ""
    earlier: Text = ""
    household: Line = ""
    enforcement: Text = ""
    note: Text = ""
    unanswered: Answers = Field(default_factory=dict)


class PersonEntry(PersonFacts):
    """One person of a referral. ``id`` is their involvement when it is there already.

    ``person_id`` names the record the officer said is the same person: gaps there are filled, nothing is overwritten
    but the safe contact. ``aware`` is whether an alleged perpetrator knows of the referral; None means not aware.
    ``impact`` is told in the person's own words; ``earlier`` is what was not reported before, and who else was told;
    ``household`` who else is at risk there; ``enforcement`` what was done before about an alleged perpetrator.
    ``born`` or ``age_estimate`` (years on the day received); None where not known, with the reason in ``unanswered``.
    """

    pseudonym: bool = False
    aliases: tuple[Line, ...] = ()
    title: Annotated[Line, Field(max_length=24)] = ""
    born: PartialDay | None = None
    age_estimate: Annotated[int, Field(ge=0, le=120)] | None = None
    address: AddressEntry | None = None
    contact: ContactEntry | None = None
    targeted: bool = False
    orders: tuple[OrderEntry, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether birth, ethnicity and the like can be asked: not of a community or an organisation."""
        return self.kind == "person"

    def answered(self, field: str) -> bool:
        """Whether a field has an answer, or one of the three reasons for having none."""
        return field in self.unanswered or getattr(self, field) not in (None, "", ())
