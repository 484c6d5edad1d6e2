"""The referral form: what a person fills in, one flat record a person, and its way to the command.

Problems come back under the form's own names: ``person.birth``, ``others.0.name``, ``alleged.1.identity``,
``incidents.0.happened``, ``strand_codes``, ``sharing.agreement``, ``risk_answers.q1``.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from pydantic import Field

from hipdesk.model.commands import Answers, Code, Command, Key, Line, Text
from hipdesk.model.partial_dates import PartialDay, exact_day, read_age_or_birth, read_partial_day
from hipdesk.model.problems import Problems
from hipdesk.model.referrals.checks import missing
from hipdesk.model.referrals.commands import LogReferral, Urgency
from hipdesk.model.referrals.entries import Basis, IncidentEntry, Join, RiskEntry, SharingEntry, StrandEntry
from hipdesk.model.referrals.form_fields import INCIDENT_NAMES, PERSON_NAMES, SAME_NAMES, form_name
from hipdesk.model.referrals.people import AddressEntry, ContactEntry, Identity, PersonEntry, PersonKind, Role

Day = date | str | None


class PersonForm(Command):
    """One person as the form asks: ``birth`` is a birth day or an age, as typed."""

    id: Key | None = None
    person_id: Key | None = None
    role: Role = "victim"
    kind: PersonKind = "person"
    name: Line = ""
    own_script: Line = ""
    other_names: Line = ""
    pseudonym: bool = False
    birth: Day = None
    sex: Code | None = None
    pronouns: Line = ""
    ethnicity: Code | None = None
    ethnicity_observed: Code | None = None
    language: Line = ""
    interpreter: bool | None = None
    religion: Code | None = None
    orientation: Code | None = None
    disabled: bool | None = None
    impairments: tuple[Code, ...] = ()
    care_needs: Line = ""
    adjustments: Line = ""
    description: Text = ""
    vulnerability: Line = ""
    risk_markers: Line = ""
    address: Line = ""
    postcode: Line = ""
    ward: Line = ""
    tenure: Code | None = None
    landlord: Line = ""
    address_confidential: bool | None = None
    contact_method: Code | None = None
    contact_number: Line = ""
    contact_times: Line = ""
    contact_unsaid: Line = ""
    message_safe: bool | None = None
    post_safe: bool | None = None
    relation: Code | None = None
    identity: Identity | None = None
    evidence_basis: Code | None = None
    aware: bool | None = None
    targeted: bool | None = None
    school: Line = ""
    willing: bool | None = None
    necessity: Line = ""
    unanswered: Answers = Field(default_factory=dict)

    def entry(self, role: Role | None = None) -> PersonEntry:
        """As the command has it. A birth that cannot be read is told by ``problems``."""
        told = read_age_or_birth(self.birth) if self.birth is not None else None
        named = any((self.address, self.postcode))
        contact = any((self.contact_method, self.contact_number, self.contact_times, self.contact_unsaid))
        values = {name: getattr(self, name) for name in SAME_NAMES}
        return PersonEntry.model_validate(
            values
            | {
                "role": role or self.role,
                "aliases": tuple(part.strip() for part in self.other_names.split(",") if part.strip()),
                "born": told.born if told else None,
                "age_estimate": told.youngest if told and told.born is None else None,
                "targeted": bool(self.targeted),
                "address": self._address() if named else None,
                "contact": self._contact() if contact else None,
                "unanswered": {PERSON_NAMES.get(name, name): why for name, why in self.unanswered.items()},
            }
        )

    def _address(self) -> AddressEntry:
        return AddressEntry(
            lines=self.address or self.postcode, postcode=self.postcode, ward=self.ward, tenure=self.tenure,
            landlord=self.landlord,
        )  # fmt: skip

    def _contact(self) -> ContactEntry:
        return ContactEntry(
            method=self.contact_method, number=self.contact_number, times=self.contact_times,
            unsaid=self.contact_unsaid, message_safe=self.message_safe, post_safe=self.post_safe,
        )  # fmt: skip

    def unread(self) -> bool:
        """Whether a birth or age is typed that cannot be read."""
        if self.birth is None:
            return False
        told = read_age_or_birth(self.birth)
        return told.born is None and told.youngest is None and told.oldest is None and told.unanswered is None


class IncidentForm(Command):
    """One incident as the form asks: ``happened`` is a day as typed, roughly if need be; ``at`` "23:40"."""

    id: Key | None = None
    happened: Day = None
    at: Line = ""
    ongoing: bool | None = None
    place: Line = ""
    location: Code | None = None
    ward: Line = ""
    types: tuple[Code, ...] = ()
    facts: Text = ""
    verbatim: Text = ""
    injury: Code | None = None
    damage: bool | None = None
    weapon: bool | None = None
    reported_to: Line = ""
    reported_on: date | None = None
    police_status: Code | None = None
    police_reference: Line = ""
    crime: Code | None = None
    evidence: Line = ""
    unanswered: Answers = Field(default_factory=dict)

    def entry(self, today: date) -> IncidentEntry:
        """As the command has it."""
        values = {name: getattr(self, name) for name in IncidentForm.model_fields if name not in ("happened", "at")}
        return IncidentEntry.model_validate(
            values
            | {
                "day": _day(self.happened, today),
                "at": read_time(self.at),
                "ongoing": bool(self.ongoing),
                "unanswered": {INCIDENT_NAMES.get(name, name): why for name, why in self.unanswered.items()},
            }
        )


class ReferralForm(Command):
    """The whole form; fields of the header have the command's names."""

    received_on: date | None = None
    received_at: Line = ""
    channel: Code | None = None
    completed_on: date | None = None
    agency_id: Key | None = None
    referrer_name: Line = ""
    referrer_role: Line = ""
    referrer_phone: Line = ""
    referrer_email: Line = ""
    own_reference: Line = ""
    manager_aware: bool | None = None
    manager_name: Line = ""
    presenter: Line = ""
    urgency: Urgency | None = None
    grounds: tuple[Code, ...] = ()
    summary: Text = ""
    wanted_from_panel: Text = ""
    victim_wants: tuple[Code, ...] = ()
    victim_wants_words: Text = ""
    done_so_far: Text = ""
    other_panels: tuple[Code, ...] = ()
    declared: bool | None = None
    person: PersonForm = Field(default_factory=PersonForm)
    others: tuple[PersonForm, ...] = ()
    alleged: tuple[PersonForm, ...] = ()
    incidents: tuple[IncidentForm, ...] = ()
    strand_codes: tuple[Code, ...] = ()
    sub_codes: tuple[Code, ...] = ()
    basis: Basis | None = None
    perceived_by: tuple[Code, ...] = ()
    sharing: SharingEntry = Field(default_factory=SharingEntry)
    risk_form: str | None = None
    risk_answers: Mapping[str, Any] = Field(default_factory=dict)
    risk_automatic: tuple[Code, ...] = ()
    risk_assessor: Line = ""
    victim_rating: int | None = Field(default=None, ge=1, le=10)
    unanswered: Answers = Field(default_factory=dict)

    def command(self, today: date, join: Join | None = None, before: LogReferral | None = None) -> LogReferral:
        """The command. ``before`` is the referral being amended: strands told one by one are kept when untouched."""
        header = {name: getattr(self, name) for name in LogReferral.model_fields if name in _HEADER}
        return LogReferral.model_validate(
            header
            | {
                "received_at": read_time(self.received_at),
                "own_references": tuple(part.strip() for part in self.own_reference.split(",") if part.strip()),
                "declared": bool(self.declared),
                "people": self._people(),
                "incidents": tuple(incident.entry(today) for incident in self.incidents),
                "strands": self._strands(before),
                "sharing": self.sharing,
                "risk": self.risk(),
                "join": join or (before.join if before else Join()),
                "unanswered": self.unanswered,
            }
        )

    def _people(self) -> tuple[PersonEntry, ...]:
        others = tuple(person.entry() for person in self.others)
        return (self.person.entry("victim"), *others, *(person.entry("perpetrator") for person in self.alleged))

    def _strands(self, before: LogReferral | None) -> tuple[StrandEntry, ...]:
        if before is not None and set(self.strand_codes) == {strand.code for strand in before.strands}:
            told = {code for strand in before.strands for code in strand.perceived_by}
            subs = {strand.sub_code for strand in before.strands if strand.sub_code}
            if told == set(self.perceived_by) and subs == set(self.sub_codes):
                return before.strands
        return tuple(
            StrandEntry(code=code, sub_code=self._sub(code), basis=self.basis, perceived_by=self.perceived_by)
            for code in self.strand_codes
        )

    def _sub(self, code: str) -> str | None:
        return next(
            (sub for sub in self.sub_codes if sub.startswith(f"{code}-") or (code, sub) == ("RAC", "GRT")), None
        )

    def risk(self) -> RiskEntry:
        """The assessment, when any question was answered; a reason for no answer counts as not known."""
        answers: dict[str, tuple[str, ...]] = {}
        for question, given in self.risk_answers.items():
            if question != "unanswered":
                answers[question] = (given,) if isinstance(given, str) else tuple(given or ())
        for question in dict(self.risk_answers.get("unanswered") or {}):
            answers[question] = ()
        if not answers or self.risk_form is None:
            return RiskEntry()
        return RiskEntry(
            form=self.risk_form, answers=answers, automatic=self.risk_automatic, assessor=self.risk_assessor,
            victim_rating=self.victim_rating,
        )  # fmt: skip


_HEADER = frozenset(ReferralForm.model_fields) - {
    "received_at", "declared", "incidents", "sharing", "unanswered",
}  # fmt: skip


def problems(form: ReferralForm, today: date, *, risk_given: bool = False) -> Problems:
    """What the referral still needs, and what cannot be read, under the form's names."""
    found = Problems()
    for path, person in _people_paths(form).items():
        if person.unread():
            found.add(f"{path}.birth", "Write a date of birth, or an age.", "log", "Person affected")
    if form.received_at and read_time(form.received_at) is None:
        found.add("received_at", "Write a time, such as 15:20.", "log", "Referrer")
    for at, incident in enumerate(form.incidents):
        if incident.at and read_time(incident.at) is None:
            found.add(f"incidents.{at}.at", "Write a time, such as 23:40.", "log", "What happened")
        day = _day(incident.happened, today)
        if day is not None and day.precision == "unread":
            found.add(f"incidents.{at}.happened", "Write a day, a month or a year.", "log", "What happened")
    command = form.command(today)
    named = list(_people_paths(form))
    for problem in missing(command, today, risk_given=risk_given):
        found.found.append(replace(problem, field=form_name(problem.field, named)))
    return found


def _people_paths(form: ReferralForm) -> dict[str, PersonForm]:
    """Every person under their name on the form, in the order of the command."""
    paths = {"person": form.person}
    paths |= {f"others.{at}": person for at, person in enumerate(form.others)}
    return paths | {f"alleged.{at}": person for at, person in enumerate(form.alleged)}


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


def _day(given: Day, today: date) -> PartialDay | None:
    if given is None:
        return None
    return exact_day(given) if isinstance(given, date) else read_partial_day(given, today)
