"""What the record holds, field by field, of referrals that were imported: for telling which fields a later copy of a
row changed. Every field may hold several values; they are compared and never shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from hipdesk.model.imports import ORIGIN
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.tables.cases import CaseRow, NoteRow
from hipdesk.store.tables.people import AddressRow, PersonRow
from hipdesk.store.tables.referrals import (
    IncidentRow,
    IncidentTypeRow,
    InvolvementRow,
    ReferralRow,
    SharingRow,
)
from hipdesk.store.work import Reading

Said = dict[str, set[str]]
"""The values of the record by the name of their field; under "kept" each heading and text that an import kept."""
BETWEEN = "\x1f"
"""Stands between the heading and the text of what was kept."""


def said_by_record(reading: Reading, referrals: Sequence[str]) -> dict[str, Said]:
    """The fields of some referrals (at most a few hundred) whose case the actor may see, by referral."""
    said: dict[str, Said] = defaultdict(lambda: defaultdict(set))
    for key, each, case in reading.session.execute(
        select(ReferralRow.id, ReferralRow, CaseRow)
        .join(CaseRow, CaseRow.id == ReferralRow.case_id)
        .where(ReferralRow.id.in_(referrals), of_visible_case(reading, CaseRow.id))
    ):
        _note(said[key], old_reference=each.old_reference, received=_day(case.received_on),
              referrer=each.referrer_name, officer=case.lead_officer, ward=case.ward)  # fmt: skip
    seen = list(said)
    _people(reading, seen, said)
    _incidents(reading, seen, said)
    _agreements(reading, seen, said)
    _kept(reading, seen, said)
    return said


def _people(reading: Reading, seen: Iterable[str], said: dict[str, Said]) -> None:
    rows = reading.session.execute(
        select(InvolvementRow.referral_id, InvolvementRow.role, PersonRow, AddressRow)
        .join(PersonRow, PersonRow.id == InvolvementRow.person_id)
        .outerjoin(AddressRow, AddressRow.person_id == PersonRow.id)
        .where(InvolvementRow.referral_id.in_(seen), InvolvementRow.origin == ORIGIN)
    )
    for referral, role, person, home in rows:
        found = said[referral or ""]
        if role == "perpetrator":
            _note(found, perpetrator=person.name or person.description)
            continue
        age = "" if person.age_estimate is None else str(person.age_estimate)
        _note(found, victim_name=person.name, birth=_day(person.born_earliest) or age or person.born_words,
              sex=person.sex, ethnicity=person.ethnicity or person.ethnicity_words)  # fmt: skip
        if home is not None:
            _note(found, address=home.lines, postcode=home.postcode, tenure=home.tenure or home.tenancy,
                  landlord=home.landlord)  # fmt: skip


def _incidents(reading: Reading, seen: Iterable[str], said: dict[str, Said]) -> None:
    rows = reading.session.execute(
        select(IncidentRow, IncidentTypeRow.code)
        .outerjoin(IncidentTypeRow, IncidentTypeRow.incident_id == IncidentRow.id)
        .where(IncidentRow.referral_id.in_(seen), IncidentRow.origin == ORIGIN)
    )
    for incident, code in rows:
        _note(said[incident.referral_id or ""], incident_when=incident.day_words, incident_type=code,
              police_reference=incident.police_reference)  # fmt: skip


def _agreements(reading: Reading, seen: Iterable[str], said: dict[str, Said]) -> None:
    for each in reading.session.scalars(select(SharingRow).where(SharingRow.referral_id.in_(seen))):
        _note(said[each.referral_id], agreement=each.agreement or each.agreed_how)


def _kept(reading: Reading, seen: Iterable[str], said: dict[str, Said]) -> None:
    rows = reading.session.execute(
        select(NoteRow.referral_id, NoteRow.heading, NoteRow.text).where(
            NoteRow.referral_id.in_(seen), NoteRow.origin == ORIGIN
        )
    )
    for referral, heading, text in rows:
        _note(said[referral or ""], kept=f"{heading or ''}{BETWEEN}{text}")


def _note(said: Said, **values: str | None) -> None:
    for name, value in values.items():
        if value:
            said[name].add(value)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
