"""The repeated records of the referral form, as flat as it asks for them: a person, an incident."""

from datetime import date, time

from pydantic import Field

from hipdesk.model.commands import Code, Line
from hipdesk.model.partial_dates import AgeOrBirth, PartialDay, exact_day, read_age_or_birth, read_partial_day
from hipdesk.model.referrals.entries import IncidentEntry, IncidentFacts
from hipdesk.model.referrals.form_fields import INCIDENT_NAMES, PERSON_NAMES, SAME_NAMES
from hipdesk.model.referrals.people import (
    AddressEntry,
    ContactEntry,
    OrderEntry,
    PersonEntry,
    PersonFacts,
    Role,
)

Day = date | str | None


class PersonForm(PersonFacts):
    """One person as the form asks: ``birth`` is a birth day or an age, as typed; two orders may be told."""

    other_names: Line = ""
    pseudonym: bool | None = None
    birth: Day = None
    address: Line = ""
    postcode: Line = Field(default="", max_length=12)
    uprn: str = Field(default="", max_length=12, pattern=r"^[0-9]*$")
    ward: Line = Field(default="", max_length=80)
    tenure: Code | None = None
    landlord: Line = ""
    tenancy: Line = ""
    lives_from: date | None = None
    contact_method: Code | None = None
    contact_number: Line = ""
    contact_times: Line = ""
    contact_unsaid: Line = ""
    message_safe: bool | None = None
    post_safe: bool | None = None
    targeted: bool | None = None
    order_kind: Code | None = None
    order_terms: Line = ""
    order_until: date | None = None
    order2_kind: Code | None = None
    order2_terms: Line = ""
    order2_until: date | None = None

    def entry(self, role: Role | None = None) -> PersonEntry:
        """As the command has it. A birth that cannot be read is told by ``problems``."""
        told = self.told_birth()
        reasons = {PERSON_NAMES.get(name, name): why for name, why in self.unanswered.items()}
        if told.unanswered:
            reasons["born"] = told.unanswered
        values = {name: getattr(self, name) for name in SAME_NAMES}
        return PersonEntry.model_validate(
            values
            | {
                "role": role or self.role,
                "pseudonym": bool(self.pseudonym),
                "aliases": tuple(part.strip() for part in self.other_names.split(",") if part.strip()),
                "born": told.born,
                "age_estimate": told.youngest if told.born is None else None,
                "targeted": bool(self.targeted),
                "address": self._address(),
                "contact": self._contact(),
                "orders": self._orders(),
                "unanswered": reasons,
            }
        )

    def told_birth(self) -> AgeOrBirth:
        """The birth day or age as far as it can be read."""
        return read_age_or_birth(self.birth) if self.birth is not None else AgeOrBirth()

    def unread(self) -> bool:
        """Whether a birth or age is typed that cannot be kept: no day, and no age to begin from."""
        told = self.told_birth()
        return self.birth is not None and told.born is None and told.youngest is None and told.unanswered is None

    def _address(self) -> AddressEntry | None:
        """A home of which only the ward or the tenure is known is one too."""
        home = (self.address, self.postcode, self.uprn, self.ward, self.tenure, self.landlord, self.tenancy)
        if not any(home) and self.lives_from is None:
            return None
        return AddressEntry(
            lines=self.address or self.postcode, postcode=self.postcode, uprn=self.uprn, ward=self.ward,
            tenure=self.tenure, landlord=self.landlord, tenancy=self.tenancy, from_day=self.lives_from,
        )  # fmt: skip

    def _contact(self) -> ContactEntry | None:
        if not any((self.contact_method, self.contact_number, self.contact_times, self.contact_unsaid)):
            return None
        return ContactEntry(
            method=self.contact_method, number=self.contact_number, times=self.contact_times,
            unsaid=self.contact_unsaid, message_safe=self.message_safe, post_safe=self.post_safe,
        )  # fmt: skip

    def _orders(self) -> tuple[OrderEntry, ...]:
        told = (
            (self.order_kind, self.order_terms, self.order_until),
            (self.order2_kind, self.order2_terms, self.order2_until),
        )
        return tuple(OrderEntry(kind=kind, terms=terms, expires_on=until) for kind, terms, until in told if kind)


class IncidentForm(IncidentFacts):
    """One incident as the form asks: ``happened`` is a day as typed, roughly if need be; ``at`` "23:40"."""

    happened: Day = None
    at: Line = ""
    ongoing: bool | None = None

    def entry(self, today: date) -> IncidentEntry:
        """As the command has it."""
        values = {name: getattr(self, name) for name in IncidentForm.model_fields if name not in ("happened", "at")}
        return IncidentEntry.model_validate(
            values
            | {
                "day": told_day(self.happened, today),
                "at": read_time(self.at),
                "ongoing": bool(self.ongoing),
                "unanswered": {INCIDENT_NAMES.get(name, name): why for name, why in self.unanswered.items()},
            }
        )


def read_time(text: str) -> time | None:
    """A time of day as typed: "15:20", "1520", "3.20 pm"; None when blank or no time."""
    plain = text.strip().lower().replace(".", ":").replace(" ", "")
    afternoon = plain.endswith("pm")
    plain = plain.removesuffix("pm").removesuffix("am").removesuffix("hrs").removesuffix("h")
    if plain.isdecimal() and len(plain) in (3, 4):
        plain = f"{plain[:-2]}:{plain[-2:]}"
    hours, _, minutes = plain.partition(":")
    if not hours.isdecimal() or not (minutes or "0").isdecimal():
        return None
    hour = int(hours) + (12 if afternoon and int(hours) < 12 else 0)
    return time(hour, int(minutes or 0)) if hour < 24 and int(minutes or 0) < 60 else None


def told_day(given: Day, today: date) -> PartialDay | None:
    """A day as the form has it: picked, or typed roughly."""
    if given is None:
        return None
    return exact_day(given) if isinstance(given, date) else read_partial_day(given, today)
