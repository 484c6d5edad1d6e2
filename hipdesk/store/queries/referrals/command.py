"""A referral read back as the command it was logged with: what the form shows, and what the checks look at."""

from collections.abc import Sequence
from typing import Any

from hipdesk.model.question_sets import QuestionSet
from hipdesk.model.referrals.commands import LogReferral
from hipdesk.model.referrals.entries import (
    EarlierStepEntry,
    EvidenceEntry,
    IncidentEntry,
    Join,
    RiskEntry,
    SharingEntry,
    StrandEntry,
)
from hipdesk.model.referrals.fields import (
    HEADER,
    HEADER_LISTS,
    HEADER_TEXTS,
    INCIDENT,
    INCIDENT_TEXTS,
    PART,
    PART_TEXTS,
    PERSON,
    PERSON_TEXTS,
    SHARING,
    SHARING_TEXTS,
)
from hipdesk.model.referrals.people import AddressEntry, ContactEntry, OrderEntry, PersonEntry
from hipdesk.store.queries.assessments import answers_of, form_of, newest_of_referrals
from hipdesk.store.queries.incidents import types_of
from hipdesk.store.queries.involvements import born_of, partial_day
from hipdesk.store.queries.people import alias_rows
from hipdesk.store.queries.referrals.rows import home_rows, order_rows, rows_of_referral
from hipdesk.store.tables.people import AddressRow, PersonRow
from hipdesk.store.tables.referrals import EvidenceRow, IncidentRow, InvolvementRow, ReferralRow, SharingRow, StrandRow
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.work import Reading


def command_of(reading: Reading, row: ReferralRow) -> LogReferral:
    """The referral as its form shows it, with the keys of people and incidents that are there."""
    people, incidents, strands, sharing, _risks, evidence, steps = rows_of_referral(reading, row.id)
    numbers = {incident.id: number for number, incident in enumerate(incidents, start=1)}
    kinds = types_of(reading, [incident.id for incident in incidents])
    return LogReferral.model_validate(
        {
            **_plain(row, (*HEADER, "urgency"), (*HEADER_TEXTS, "repeat_reason")),
            **{field: tuple(getattr(row, field) or ()) for field in HEADER_LISTS},
            "people": tuple(_person(reading, part) for part in people),
            "incidents": tuple(_incident(incident, kinds[incident.id]) for incident in incidents),
            "strands": tuple(_strand(strand, numbers) for strand in strands),
            "evidence": tuple(_evidence(kept, numbers) for kept in evidence),
            "earlier_steps": tuple(
                EarlierStepEntry(agency_id=step.agency_id, on_day=step.on_day, done=step.done, result=step.result or "")
                for step in steps
            ),
            "sharing": _sharing(sharing[0]) if sharing else SharingEntry(),
            "risk": _risk(reading, row.id),
            "join": _join(row),
            "unanswered": row.unanswered or {},
        }
    )


def _plain(row: object, fields: Sequence[str], texts: Sequence[str]) -> dict[str, Any]:
    values = {field: getattr(row, field) for field in fields}
    return values | {field: getattr(row, field) or "" for field in texts}


def _join(row: ReferralRow) -> Join:
    if row.case_id is not None:
        return Join(how="append", case_id=row.case_id)
    return Join(how="link", case_id=row.link_case_id) if row.link_case_id else Join()


def _person(reading: Reading, part: InvolvementRow) -> PersonEntry:
    person = reading.find(PersonRow, part.person_id)
    homes = [home for home in home_rows(reading, person.id) if home.to_day is None]
    values = _plain(person, (*PERSON, "name", "pseudonym"), PERSON_TEXTS) | _plain(part, (*PART, "role"), PART_TEXTS)
    values |= {
        "id": part.id,
        "person_id": person.id,
        "kind": "person" if person.kind == "unknown" else person.kind,
        "aliases": tuple(row.name for row in alias_rows(reading, person.id)),
        "born": born_of(person),
        "impairments": tuple(person.impairments or ()),
        "address": _home(homes[-1]) if homes else None,
        "contact": _contact(person),
        "orders": tuple(
            OrderEntry(kind=order.kind, terms=order.terms or "", expires_on=order.expires_on)
            for order in order_rows(reading, part.id)
        ),
        "unanswered": {**(person.unanswered or {}), **(part.unanswered or {})},
    }
    return PersonEntry.model_validate(values)


def _home(row: AddressRow) -> AddressEntry:
    return AddressEntry(
        lines=row.lines, postcode=row.postcode or "", uprn=row.uprn or "", ward=row.ward or "", tenure=row.tenure,
        landlord=row.landlord or "", tenancy=row.tenancy or "", from_day=row.from_day,
    )  # fmt: skip


def _contact(person: PersonRow) -> ContactEntry | None:
    if not person.contact_method and not person.contact_number:
        return None
    return ContactEntry(
        method=person.contact_method, number=person.contact_number or "", times=person.contact_times or "",
        unsaid=person.contact_unsaid or "", message_safe=person.contact_message_safe,
        post_safe=person.contact_post_safe,
    )  # fmt: skip


def _incident(row: IncidentRow, types: Sequence[str]) -> IncidentEntry:
    values = _plain(row, (*INCIDENT, "id"), INCIDENT_TEXTS)
    values["day"] = partial_day(row.day_earliest, row.day_latest, row.day_precision, row.day_words)
    return IncidentEntry.model_validate(values | {"types": tuple(types), "unanswered": row.unanswered or {}})


def _strand(row: StrandRow, numbers: dict[str, int]) -> StrandEntry:
    return StrandEntry.model_validate(
        {
            "code": row.code, "sub_code": row.sub_code, "basis": row.basis,
            "perceived_by": tuple(row.perceived_by or ()), "incident": numbers.get(row.incident_id or ""),
        }
    )  # fmt: skip


def _evidence(row: EvidenceRow, numbers: dict[str, int]) -> EvidenceEntry:
    return EvidenceEntry(kind=row.kind, held=row.held or "", incident=numbers.get(row.incident_id or ""))


def _sharing(row: SharingRow) -> SharingEntry:
    return SharingEntry.model_validate(_plain(row, SHARING, SHARING_TEXTS) | {"unanswered": row.unanswered or {}})


def _risk(reading: Reading, referral_id: str) -> RiskEntry:
    """The newest assessment: its answers where they and their form are known, otherwise its band alone."""
    row = newest_of_referrals(reading, [referral_id]).get(referral_id)
    if row is None:
        return RiskEntry()
    form, answers = form_of(row), answers_of(reading, row.id)
    answered = form is not None and bool(answers)
    return RiskEntry.model_validate(
        {
            "form": form.code if form is not None and answered else None,
            "answers": answers if answered else {},
            "automatic": _reason_codes(form, row) if form is not None and answered else (),
            "band": None if answered else row.band,
            "assessed_on": row.assessed_on,
            "assessor": row.assessor or "",
            "victim_rating": row.victim_rating,
            "override_band": row.override_band,
            "override_reason": row.override_reason or "",
            "override_by": row.override_by or "",
            "words": row.words or "",
        }
    )


def _reason_codes(form: QuestionSet, row: RiskAssessmentRow) -> tuple[str, ...]:
    return tuple(reason.code for reason in form.automatic if reason.label in (row.automatic or ()))
