"""Rows a service is about to change: of one referral or one person."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select

from hipdesk.store.tables.people import AddressRow
from hipdesk.store.tables.referrals import (
    IncidentRow,
    IncidentTypeRow,
    InvolvementRow,
    OrderInForceRow,
    SharingRow,
    StrandRow,
)
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.work import Reading, Work


def home_rows(reading: Reading, person_id: str) -> Sequence[AddressRow]:
    """Homes of a person, oldest first."""
    return reading.session.scalars(
        select(AddressRow).where(AddressRow.person_id == person_id).order_by(AddressRow.id)
    ).all()


def order_rows(reading: Reading, involvement_id: str) -> Sequence[OrderInForceRow]:
    """Orders on an alleged perpetrator, the one that ends first at the top."""
    return reading.session.scalars(
        select(OrderInForceRow)
        .where(OrderInForceRow.involvement_id == involvement_id)
        .order_by(OrderInForceRow.expires_on.nulls_last(), OrderInForceRow.id)
    ).all()


def sharing_row(reading: Reading, referral_id: str) -> SharingRow | None:
    """Agreement and sharing of a referral."""
    return reading.session.scalars(select(SharingRow).where(SharingRow.referral_id == referral_id).limit(1)).first()


def sharing_rows(reading: Reading, case_id: str) -> Sequence[SharingRow]:
    """Agreement and sharing of a case, referral by referral."""
    return reading.session.scalars(
        select(SharingRow).where(SharingRow.case_id == case_id).order_by(SharingRow.created_at, SharingRow.id)
    ).all()


def remove_strands(work: Work, referral_id: str) -> None:
    """Take the strands of a referral away, to be written anew."""
    work.session.flush()
    work.session.execute(delete(StrandRow).where(StrandRow.referral_id == referral_id))


def replace_types(work: Work, incident_id: str, codes: Sequence[str]) -> None:
    """Give an incident these types and no others."""
    work.session.flush()
    work.session.execute(delete(IncidentTypeRow).where(IncidentTypeRow.incident_id == incident_id))
    for code in dict.fromkeys(codes):
        work.session.add(IncidentTypeRow(incident_id=incident_id, code=code))


def labels_given(reading: Reading, referral_id: str | None, case_id: str | None) -> dict[tuple[str, str], str]:
    """Every label given out in a case, or in a referral that has none, by person and role."""
    of_case = InvolvementRow.case_id == case_id
    rows = reading.session.execute(
        select(InvolvementRow.person_id, InvolvementRow.role, InvolvementRow.label).where(
            of_case if case_id else InvolvementRow.referral_id == referral_id
        )
    )
    return {(person_id, role): label for person_id, role, label in rows}


def incidents_in_case(reading: Reading, case_id: str) -> int:
    """The highest number of an incident in a case; 0 when it has none."""
    return reading.session.scalar(select(func.max(IncidentRow.number)).where(IncidentRow.case_id == case_id)) or 0


def rows_of_referral(
    reading: Reading, referral_id: str
) -> tuple[
    Sequence[InvolvementRow],
    Sequence[IncidentRow],
    Sequence[StrandRow],
    Sequence[SharingRow],
    Sequence[RiskAssessmentRow],
]:
    """Everything of a referral that carries its case: people, incidents, strands, sharing, assessments."""
    session = reading.session
    return (
        session.scalars(
            select(InvolvementRow).where(InvolvementRow.referral_id == referral_id).order_by(InvolvementRow.position)
        ).all(),
        session.scalars(
            select(IncidentRow).where(IncidentRow.referral_id == referral_id).order_by(IncidentRow.number)
        ).all(),
        session.scalars(
            select(StrandRow).where(StrandRow.referral_id == referral_id).order_by(StrandRow.position)
        ).all(),
        session.scalars(select(SharingRow).where(SharingRow.referral_id == referral_id)).all(),
        session.scalars(select(RiskAssessmentRow).where(RiskAssessmentRow.referral_id == referral_id)).all(),
    )
