"""Reading and keeping what redaction needs of a case: the letters of its homes, and what was decided on words."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select

from hipdesk.model.redaction.audiences import AT_WORK
from hipdesk.model.redaction.looking import label_of
from hipdesk.model.redaction.tokens import key_of
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.panels import AgendaLineRow, AttendanceRow, DecisionRow, DiscussionRow, MeetingRow
from hipdesk.store.tables.papers import AddressLabelRow, RedactionRow
from hipdesk.store.tables.people import PersonAliasRow, PersonRow
from hipdesk.store.tables.referrals import InvolvementRow, ReferralRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading, Work


def kept_labels(reading: Reading, case_id: str) -> dict[str, str]:
    """The letters given to homes of a case so far, by ``place_key``."""
    rows = reading.session.execute(
        select(AddressLabelRow.place_key, AddressLabelRow.label).where(AddressLabelRow.case_id == case_id)
    )
    return {row.place_key: row.label for row in rows}


def keep_labels(work: Work, case_id: str, labels: Mapping[str, str]) -> None:
    """Keep the letters a paper went out with; one that is kept stays."""
    before = kept_labels(work, case_id)
    work.session.add_all(
        AddressLabelRow(case_id=case_id, place_key=place, label=label)
        for place, label in labels.items()
        if place not in before
    )


def marked_rows(reading: Reading, case_id: str) -> list[RedactionRow]:
    """The words marked in a case, oldest first."""
    wanted = select(RedactionRow).where(RedactionRow.case_id == case_id, RedactionRow.decision == "mark")
    return list(reading.session.scalars(wanted.order_by(RedactionRow.decided_at, RedactionRow.id)))


def marked_words(reading: Reading, case_id: str) -> tuple[tuple[str, str], ...]:
    """Words an officer marked to be left out of everything about a case, each with what stands instead."""
    return tuple({row.words: label_of(row.category) for row in marked_rows(reading, case_id)}.items())


def decided_words(reading: Reading, case_id: str) -> set[tuple[str, str]]:
    """What was looked at: pairs of narrative and folded words."""
    rows = reading.session.execute(
        select(RedactionRow.narrative, RedactionRow.words).where(RedactionRow.case_id == case_id)
    )
    return {(row.narrative, key_of(row.words)) for row in rows}


def names_at_work(reading: Reading) -> tuple[str, ...]:
    """Agencies, those who come for them to the panel and who work here: names that are expected in any narrative."""
    agencies = reading.session.execute(select(AgencyRow.name, AgencyRow.short_name))
    people = reading.session.scalars(
        select(RepresentativeRow.name).union(select(AttendanceRow.name), select(HolderRow.name))
    )
    return tuple(
        dict.fromkeys([*(part for row in agencies for part in row if part), *(each for each in people if each)])
    )


def names_told_of(reading: Reading, first: date, last: date) -> tuple[str, ...]:
    """Every name, spelling and alias of the people of cases and referrals received between two days."""
    people = (
        select(InvolvementRow.person_id)
        .outerjoin(ReferralRow, or_(ReferralRow.id == InvolvementRow.referral_id,
                                    ReferralRow.case_id == InvolvementRow.case_id))
        .where(ReferralRow.received_on.between(first, last), InvolvementRow.role.not_in(AT_WORK))
    )  # fmt: skip
    rows = reading.session.execute(select(PersonRow.name, PersonRow.own_script).where(PersonRow.id.in_(people)))
    also = reading.session.scalars(select(PersonAliasRow.name).where(PersonAliasRow.person_id.in_(people)))
    return tuple(dict.fromkeys([*(part for row in rows for part in row if part), *also]))


def said_at_panels(reading: Reading, case_id: str) -> list[tuple[date, str]]:
    """What was written of a case at panels, beside the decision, with the day."""
    said = (
        select(MeetingRow.held_on, DiscussionRow.text)
        .join(AgendaLineRow, AgendaLineRow.id == DiscussionRow.agenda_line_id)
        .join(MeetingRow, MeetingRow.id == AgendaLineRow.meeting_id)
        .where(AgendaLineRow.case_id == case_id, DiscussionRow.text != "")
        .order_by(MeetingRow.held_on.desc(), DiscussionRow.position)
    )
    risks = (
        select(MeetingRow.held_on, DecisionRow.risk_words)
        .join(AgendaLineRow, AgendaLineRow.id == DecisionRow.agenda_line_id)
        .join(MeetingRow, MeetingRow.id == AgendaLineRow.meeting_id)
        .where(DecisionRow.case_id == case_id, DecisionRow.risk_words.is_not(None))
    )
    rows = [*reading.session.execute(said), *reading.session.execute(risks)]
    return [(day, text) for day, text in rows if text]
