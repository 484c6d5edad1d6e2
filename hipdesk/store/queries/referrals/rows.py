"""Rows a service is about to change: of one referral or one person."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy import Select, delete, func, select

from hipdesk.store.tables.people import AddressRow
from hipdesk.store.tables.referrals import (
    EarlierStepRow,
    EvidenceRow,
    IncidentRow,
    IncidentTypeRow,
    InvolvementRow,
    OrderInForceRow,
    SharingRow,
    StrandRow,
)
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.work import Reading, Work

T = TypeVar("T", InvolvementRow, IncidentRow, StrandRow, SharingRow, RiskAssessmentRow, EvidenceRow, EarlierStepRow)


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


def remove_told(work: Work, kind: type[StrandRow | EvidenceRow | EarlierStepRow], referral_id: str) -> None:
    """Take the rows of one kind of a referral away, to be written anew; one by one, so that the search forgets them."""
    work.session.flush()
    for row in work.session.scalars(select(kind).where(kind.referral_id == referral_id)):
        work.session.delete(row)
    work.session.flush()


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


OfReferral = IncidentRow | StrandRow | SharingRow | RiskAssessmentRow | EvidenceRow | EarlierStepRow


class ReferralRows(NamedTuple):
    """Everything of a referral that carries its case, in order."""

    people: Sequence[InvolvementRow]
    incidents: Sequence[IncidentRow]
    strands: Sequence[StrandRow]
    sharing: Sequence[SharingRow]
    risks: Sequence[RiskAssessmentRow]
    evidence: Sequence[EvidenceRow]
    earlier_steps: Sequence[EarlierStepRow]

    @property
    def beside_people(self) -> tuple[OfReferral, ...]:
        """Everything but the people."""
        return (
            *self.incidents, *self.strands, *self.sharing, *self.risks, *self.evidence, *self.earlier_steps,
        )  # fmt: skip

    @property
    def everything(self) -> tuple[InvolvementRow | OfReferral, ...]:
        """All of it."""
        return (*self.people, *self.beside_people)

    @property
    def told_of_incidents(self) -> tuple[StrandRow | EvidenceRow, ...]:
        """What may belong to one incident."""
        return (*self.strands, *self.evidence)


def rows_of_referral(reading: Reading, referral_id: str) -> ReferralRows:
    """People, incidents, strands, sharing, assessments, evidence and earlier steps of a referral."""
    all_of = reading.session.scalars
    return ReferralRows(
        all_of(_of(InvolvementRow, referral_id).order_by(InvolvementRow.position)).all(),
        all_of(_of(IncidentRow, referral_id).order_by(IncidentRow.number)).all(),
        all_of(_of(StrandRow, referral_id).order_by(StrandRow.position)).all(),
        all_of(_of(SharingRow, referral_id)).all(),
        all_of(_of(RiskAssessmentRow, referral_id)).all(),
        all_of(_of(EvidenceRow, referral_id).order_by(EvidenceRow.position)).all(),
        all_of(_of(EarlierStepRow, referral_id).order_by(EarlierStepRow.position)).all(),
    )


def _of(kind: type[T], referral_id: str) -> Select[T]:
    return select(kind).where(kind.referral_id == referral_id)
