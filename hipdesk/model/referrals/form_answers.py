"""A referral that is there already, as the form's answers by field name: the way back from the command."""

from collections.abc import Mapping, Sequence
from typing import Any

from hipdesk.model.commands import Command
from hipdesk.model.referrals.commands import LogReferral
from hipdesk.model.referrals.entries import IncidentEntry
from hipdesk.model.referrals.form_fields import (
    CONTACT_NAMES,
    HOME_NAMES,
    INCIDENT_NAMES,
    ORDER_NAMES,
    ORDER_PLACES,
    PERSON_NAMES,
    SAME_NAMES,
    form_name,
)
from hipdesk.model.referrals.form_strands import strand_answers
from hipdesk.model.referrals.people import PersonEntry

Answered = dict[str, Any]
_SAME_HEADER = (
    "received_on", "channel", "completed_on", "agency_id", "referrer_name", "referrer_role", "referrer_phone",
    "referrer_email", "manager_aware", "manager_name", "presenter", "presenter_other", "repeat_override",
    "repeat_reason", "urgency", "grounds", "summary",
    "wanted_from_panel", "victim_wants", "victim_wants_words", "done_so_far", "other_panels", "declared",
)  # fmt: skip
_SAME_INCIDENT = (
    "id", "ongoing", "place", "location", "ward", "types", "facts", "verbatim", "injury", "damage", "weapon",
    "platform", "reported_to", "reported_on", "police_status", "police_reference", "police_officer", "crime",
    "evidence",
)  # fmt: skip


_SAME_RECORDS = ("evidence", "earlier_steps")


def answers_of(command: LogReferral) -> tuple[Answered, dict[str, str]]:
    """Answers and reasons for no answer by the form's field names; blank answers are left out."""
    answers: Answered = {name: getattr(command, name) for name in _SAME_HEADER}
    answers["received_at"] = f"{command.received_at:%H:%M}" if command.received_at else None
    answers["own_reference"] = ", ".join(command.own_references)
    if command.repeat_override is None:
        del answers["repeat_reason"]  # it is the rule's own reason then
    reasons: dict[str, str] = dict(command.unanswered)
    for path, person in _paths(command).items():
        _put_person(path, person, answers, reasons)
    for at, incident in enumerate(command.incidents):
        _put_incident(f"incidents.{at}", incident, answers, reasons)
    _put_strands(command, answers)
    for name in _SAME_RECORDS:
        _put_records(name, getattr(command, name), answers)
    for name in type(command.sharing).model_fields:
        if name != "unanswered":
            answers[f"sharing.{name}"] = getattr(command.sharing, name)
    reasons |= {f"sharing.{name}": why for name, why in command.sharing.unanswered.items()}
    _put_risk(command, answers, reasons)
    return {name: value for name, value in answers.items() if value not in (None, "", ())}, reasons


def counts_of(command: LogReferral) -> Mapping[str, int]:
    """How many records each repeated part of the form needs."""
    paths = paths_in_order(command)
    return {
        "others": sum(path.startswith("others.") for path in paths),
        "alleged": sum(path.startswith("alleged.") for path in paths),
        "incidents": len(command.incidents),
        "strand_details": len(strand_answers(command.strands)["strand_details"]),
        **{name: len(getattr(command, name)) for name in _SAME_RECORDS},
    }


def paths_in_order(command: LogReferral) -> tuple[str, ...]:
    """The form's name of each person, in the order of the command: the first affected is the form's own person."""
    paths: list[str] = []
    for person in command.people:
        if person.role == "perpetrator":
            paths.append(f"alleged.{sum(path.startswith('alleged.') for path in paths)}")
        elif person.role == "victim" and "person" not in paths:
            paths.append("person")
        else:
            paths.append(f"others.{sum(path.startswith('others.') for path in paths)}")
    return tuple(paths)


def _paths(command: LogReferral) -> dict[str, PersonEntry]:
    return dict(zip(paths_in_order(command), command.people, strict=True))


def form_name_of(field: str, command: LogReferral) -> str:
    """The form's name of a field the checks named, for a referral that is there."""
    return form_name(field, paths_in_order(command))


def _put_person(path: str, person: PersonEntry, answers: Answered, reasons: dict[str, str]) -> None:
    for name in (*SAME_NAMES, "role", "targeted", "pseudonym"):
        answers[f"{path}.{name}"] = getattr(person, name)
    answers[f"{path}.other_names"] = ", ".join(person.aliases)
    if person.born is not None:
        answers[f"{path}.birth"] = person.born.exact or person.born.text
    elif person.age_estimate is not None:
        answers[f"{path}.birth"] = str(person.age_estimate)
    if person.address is not None:
        answers |= {f"{path}.{here}": getattr(person.address, there) for here, there in HOME_NAMES.items()}
    if person.contact is not None:
        answers |= {f"{path}.{here}": getattr(person.contact, there) for here, there in CONTACT_NAMES.items()}
    for place, order in zip(ORDER_PLACES, person.orders, strict=False):
        answers |= {f"{path}.{place}_{here}": getattr(order, there) for here, there in ORDER_NAMES.items()}
    back = {there: here for here, there in PERSON_NAMES.items()}
    reasons |= {f"{path}.{back.get(name, name)}": why for name, why in person.unanswered.items()}


def _put_incident(path: str, incident: IncidentEntry, answers: Answered, reasons: dict[str, str]) -> None:
    for name in _SAME_INCIDENT:
        answers[f"{path}.{name}"] = getattr(incident, name)
    answers[f"{path}.at"] = f"{incident.at:%H:%M}" if incident.at else None
    if incident.day is not None:
        answers[f"{path}.happened"] = incident.day.exact or incident.day.text
    back = {there: here for here, there in INCIDENT_NAMES.items()}
    reasons |= {f"{path}.{back.get(name, name)}": why for name, why in incident.unanswered.items()}


def _put_records(path: str, records: Sequence[Command], answers: Answered) -> None:
    for at, record in enumerate(records):
        answers |= {f"{path}.{at}.{name}": getattr(record, name) for name in type(record).model_fields}


def _put_strands(command: LogReferral, answers: Answered) -> None:
    told = strand_answers(command.strands)
    _put_records("strand_details", told.pop("strand_details"), answers)
    answers |= told


def _put_risk(command: LogReferral, answers: Answered, reasons: dict[str, str]) -> None:
    risk = command.risk
    for question, codes in risk.answers.items():
        if codes:
            answers[f"risk_answers.{question}"] = codes
        else:
            reasons.setdefault(f"risk_answers.{question}", "not_known")
    answers["risk_automatic"] = risk.automatic
    answers["risk_assessor"] = risk.assessor
    answers |= {"risk_assessed_on": risk.assessed_on, "risk_words": risk.words, "victim_rating": risk.victim_rating}
    for name in ("override_band", "override_by", "override_reason"):
        answers[name] = getattr(risk, name)
