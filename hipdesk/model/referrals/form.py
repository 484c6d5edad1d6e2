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
from hipdesk.model.partial_dates import ends_before_it_begins
from hipdesk.model.problems import Problems
from hipdesk.model.referrals.checks import missing
from hipdesk.model.referrals.commands import LogReferral, Urgency
from hipdesk.model.referrals.entries import (
    Band,
    Basis,
    EarlierStepEntry,
    EvidenceEntry,
    Join,
    RiskEntry,
    SharingEntry,
    StrandEntry,
)
from hipdesk.model.referrals.form_fields import form_name
from hipdesk.model.referrals.form_records import IncidentForm, PersonForm, read_time, told_day
from hipdesk.model.referrals.form_strands import STRAND_ANSWERS, StrandForm, entries_of, strand_answers
from hipdesk.model.referrals.people import PersonEntry


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
    presenter_other: Line = ""
    repeat_override: bool | None = None
    repeat_reason: Line = ""
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
    evidence: tuple[EvidenceEntry, ...] = ()
    strand_codes: tuple[Code, ...] = ()
    sub_codes: tuple[Code, ...] = ()
    basis: Basis | None = None
    perceived_by: tuple[Code, ...] = ()
    strand_details: tuple[StrandForm, ...] = ()
    earlier_steps: tuple[EarlierStepEntry, ...] = ()
    sharing: SharingEntry = Field(default_factory=SharingEntry)
    risk_form: str | None = None
    risk_answers: Mapping[str, Any] = Field(default_factory=dict)
    risk_automatic: tuple[Code, ...] = ()
    risk_assessor: Line = ""
    risk_assessed_on: date | None = None
    risk_words: Text = ""
    override_band: Band | None = None
    override_by: Line = ""
    override_reason: Line = ""
    victim_rating: int | None = Field(default=None, ge=1, le=10)
    unanswered: Answers = Field(default_factory=dict)

    def command(self, today: date, join: Join | None = None, before: LogReferral | None = None) -> LogReferral:
        """The command. ``before`` is the referral being amended: strands and risk are kept when untouched."""
        header = {name: getattr(self, name) for name in LogReferral.model_fields if name in _HEADER}
        if before is not None:
            header["old_reference"] = before.old_reference
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
                "risk": self._risk(before),
                "join": join or (before.join if before else Join()),
                "unanswered": self.unanswered | self._risk_reasons(),
            }
        )

    def _people(self) -> tuple[PersonEntry, ...]:
        others = tuple(person.entry() for person in self.others)
        return (self.person.entry("victim"), *others, *(person.entry("perpetrator") for person in self.alleged))

    def _strands(self, before: LogReferral | None) -> tuple[StrandEntry, ...]:
        if before is not None and strand_answers(before.strands) == {
            name: getattr(self, name) for name in STRAND_ANSWERS
        }:
            return before.strands
        return tuple(entries_of(self.strand_codes, self.sub_codes, self.basis, self.perceived_by, self.strand_details))

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
            assessed_on=self.risk_assessed_on, victim_rating=self.victim_rating, words=self.risk_words,
            override_band=self.override_band, override_by=self.override_by, override_reason=self.override_reason,
        )  # fmt: skip

    def _risk(self, before: LogReferral | None) -> RiskEntry:
        """An assessment that only reads as it did is that one: amending must not make another of it."""
        made = self.risk()
        if before is None or not before.risk.given:
            return made
        same = before.risk.model_copy(update={"form": made.form, "answers": made.answers})
        untouched = made == same and all(before.risk.answers.get(name) == told for name, told in made.answers.items())
        return before.risk if untouched or not made.given else made

    def _risk_reasons(self) -> dict[str, Any]:
        """Why a question was not answered, where it is not simply not known: the assessment itself cannot say it."""
        reasons = dict(self.risk_answers.get("unanswered") or {})
        return {f"risk_answers.{question}": why for question, why in reasons.items() if why != "not_known"}


_HEADER = frozenset(ReferralForm.model_fields) - {
    "received_at", "declared", "incidents", "sharing", "unanswered",
}  # fmt: skip


def problems(form: ReferralForm, today: date, *, now: time | None = None, risk_given: bool = False) -> Problems:
    """What the referral still needs, and what cannot be read, under the form's names.

    ``now`` is the time of day in London: what was received today was not received later than that.
    """
    found = Problems()
    for path, person in _people_paths(form).items():
        if person.unread():
            words = "Write a date of birth that exists, or an age up to 120."
            found.add(f"{path}.birth", words, "log", "Person affected")
        if path.startswith("others.") and "role" not in person.model_fields_set:
            found.add(f"{path}.role", "Say who it is.", "log", "Person affected")
    if form.received_at and read_time(form.received_at) is None:
        found.add("received_at", "Write a time, such as 15:20.", "log", "Referrer")
    received = read_time(form.received_at) if form.received_on == today else None
    if received is not None and now is not None and received > now:
        found.add("received_at", "This time is still to come today: check the time or the day.", "log", "Referrer")
    for at, incident in enumerate(form.incidents):
        if incident.at and read_time(incident.at) is None:
            found.add(f"incidents.{at}.at", "Write a time, such as 23:40.", "log", "What happened")
        day = told_day(incident.happened, today)
        if day is not None and day.precision == "unread":
            words = "Write a day that exists, a month or a year."
            if ends_before_it_begins(day.words, today):
                words = "The days are in the wrong order: write the earlier one first."
            found.add(f"incidents.{at}.happened", words, "log", "What happened")
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
