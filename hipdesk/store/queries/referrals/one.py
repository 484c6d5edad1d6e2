"""One referral: what its page shows beside its people and incidents."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from hipdesk.model.referrals import no_answers
from hipdesk.model.referrals.views import MetBefore, SharingLine
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.people_merging import seen_people
from hipdesk.store.queries.referrals.inbox import seen
from hipdesk.store.queries.told_facts import unanswered_words
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.people import PossibleDuplicateRow
from hipdesk.store.tables.referrals import InvolvementRow, ReferralRow, SharingRow, StrandRow
from hipdesk.store.work import Reading


def referral_row(reading: Reading, referral_id: str) -> ReferralRow:
    """One referral the actor may see; Refused, as for one that is not there, when they may not."""
    row = reading.session.scalars(
        select(ReferralRow).where(ReferralRow.id == referral_id, seen(reading))
    ).first()  # fmt: skip
    return row if row is not None else reading.find(ReferralRow, "")


def agency_name(reading: Reading, agency_id: str | None) -> str:
    """How an agency is called; empty for none."""
    if agency_id is None:
        return ""
    row = reading.session.get(AgencyRow, agency_id)
    return (row.short_name or row.name) if row else ""


def case_reference(reading: Reading, case_id: str | None) -> str:
    """The reference of a case the actor may see; empty for none."""
    if case_id is None:
        return ""
    return (
        reading.session.scalar(
            select(CaseRow.reference).where(CaseRow.id == case_id, of_visible_case(reading, CaseRow.id))
        )
        or ""
    )


_PERCEIVED = {"victim": "the person affected", "witness": "a witness", "officer": "an officer"}


def perceived_words(rows: Sequence[StrandRow], words: Words) -> str:
    """ "Perceived by the person affected and a witness"; empty when nobody was named."""
    codes = dict.fromkeys(code for row in rows for code in row.perceived_by or ())
    named = [_PERCEIVED.get(code) or words.of("perceived_by", code).lower() for code in codes]
    if len(named) < 2:
        return f"Perceived by {named[0]}" if named else ""
    return f"Perceived by {', '.join(named[:-1])} and {named[-1]}"


def sharing_line(row: SharingRow | None, words: Words) -> SharingLine:
    """Agreement and sharing in words; what was not answered says why."""
    if row is None:
        return SharingLine("", "", None, "", "", "", "", "", None, None, None)
    reasons = dict(row.unanswered or {})
    aware = words.of("aware", row.victim_aware) or words.of("unanswered", reasons.pop("victim_aware", None))
    return SharingLine(
        aware=aware, agreement=words.of("agreement", row.agreement), agreed_on=row.agreed_on, how=row.agreed_how or "",
        limits=row.limits or "", ground=words.of("sharing_ground", row.ground), reasoning=row.reasoning or "",
        approver=row.approver or "", privacy_notice=row.privacy_notice, privacy_notice_on=row.privacy_notice_on,
        withdrawn_on=row.withdrawn_on, agreed_by=row.agreed_by or "", approved_on=row.approved_on,
        unanswered=unanswered_words(reasons, no_answers.SHARING, words),
    )  # fmt: skip


def met_before(reading: Reading, referral_id: str) -> tuple[MetBefore, ...]:
    """Open pairs of possible duplicates of the people of a referral, most alike first, without names."""
    people = reading.session.execute(
        select(InvolvementRow.person_id, InvolvementRow.label).where(InvolvementRow.referral_id == referral_id)
    )
    mine = {row.person_id: row.label for row in people}
    pairs = reading.session.scalars(
        select(PossibleDuplicateRow)
        .where(
            or_(PossibleDuplicateRow.person_id.in_(mine), PossibleDuplicateRow.other_id.in_(mine)),
            PossibleDuplicateRow.state == "open",
            seen_people(reading, PossibleDuplicateRow.person_id),
            seen_people(reading, PossibleDuplicateRow.other_id),
        )
        .order_by(PossibleDuplicateRow.score.desc(), PossibleDuplicateRow.id)
    ).all()
    words = Words(reading)
    found = []
    for pair in pairs:
        ours, other = (pair.person_id, pair.other_id) if pair.person_id in mine else (pair.other_id, pair.person_id)
        found.append(MetBefore(pair.id, ours, other, pair.score, mine[ours], _where(reading, other, words)))
    return tuple(found)


def _where(reading: Reading, person_id: str, words: Words) -> str:
    """ "Witness in HIP/2025-26/0044": the newest part of a person the actor may see."""
    row = reading.session.execute(
        select(InvolvementRow.role, CaseRow.reference, ReferralRow.reference)
        .outerjoin(CaseRow, CaseRow.id == InvolvementRow.case_id)
        .outerjoin(ReferralRow, ReferralRow.id == InvolvementRow.referral_id)
        .where(
            InvolvementRow.person_id == person_id,
            or_(InvolvementRow.case_id.is_(None), of_visible_case(reading, InvolvementRow.case_id)),
        )
        .order_by(InvolvementRow.created_at.desc())
        .limit(1)
    ).first()
    if row is None:
        return "Elsewhere in the record"
    role, case, referral = row
    return f"{words.of('person_role', role)} in {case or referral}"
