"""Every visible case with its parts, flat and in bulk, for the central database: a dozen selects, whatever the size.

A part is a list by the id of the case or the referral it belongs to.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Executable, Row, select

from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.cases import CaseRow, ClosureRow, NoteRow
from hipdesk.store.tables.imports import ImportBatchRow
from hipdesk.store.tables.panels import HearingRow
from hipdesk.store.tables.people import AddressRow, PersonRow
from hipdesk.store.tables.referrals import (
    IncidentRow,
    IncidentTypeRow,
    InvolvementRow,
    ReferralRow,
    SharingRow,
    StrandRow,
)
from hipdesk.store.work import Reading

Parts = dict[str, list[Row[Any]]]


def referrals(reading: Reading) -> list[Row[Any]]:
    """Referrals of visible cases with their case, by the day received: (ReferralRow columns, CaseRow columns)."""
    wanted = (
        select(
            ReferralRow.id, ReferralRow.case_id, ReferralRow.reference, ReferralRow.old_reference,
            ReferralRow.received_on, ReferralRow.agency_id, ReferralRow.referrer_name, ReferralRow.summary,
            ReferralRow.repeat_override, ReferralRow.unanswered, CaseRow.ward, CaseRow.lead_officer,
            CaseRow.risk_entry, CaseRow.closed_on, CaseRow.status,
        )
        .join(CaseRow, CaseRow.id == ReferralRow.case_id)
        .where(of_visible_case(reading, ReferralRow.case_id))
        .order_by(ReferralRow.received_on, ReferralRow.reference)
    )  # fmt: skip
    return list(reading.session.execute(wanted))


def agencies(reading: Reading) -> dict[str, str]:
    """Names by id."""
    return dict(reading.session.execute(select(AgencyRow.id, AgencyRow.name)).all())


def involved(reading: Reading) -> Parts:
    """People of each referral, in order: role, identity, reasons, and the person's own columns."""
    person = PersonRow
    wanted = (
        select(
            InvolvementRow.referral_id, InvolvementRow.role, InvolvementRow.unanswered.label("of_part"),
            InvolvementRow.identity, person.id, person.name, person.title, person.born_earliest, person.born_latest,
            person.born_words, person.age_estimate, person.sex, person.ethnicity, person.ethnicity_words,
            person.description, person.unanswered,
        )
        .join(person, person.id == InvolvementRow.person_id)
        .where(of_visible_case(reading, InvolvementRow.case_id), InvolvementRow.role.in_(("victim", "perpetrator")))
        .order_by(InvolvementRow.position)
    )  # fmt: skip
    return _by_first(reading, wanted)


def homes(reading: Reading) -> Parts:
    """Homes by person, the present one first."""
    wanted = (
        select(
            AddressRow.person_id, AddressRow.lines, AddressRow.postcode, AddressRow.ward, AddressRow.tenure,
            AddressRow.tenancy, AddressRow.landlord,
        )
        .where(
            AddressRow.person_id.in_(
                select(InvolvementRow.person_id).where(of_visible_case(reading, InvolvementRow.case_id))
            )
        )
        .order_by(AddressRow.to_day.is_not(None), AddressRow.id.desc())
    )  # fmt: skip
    return _by_first(reading, wanted)


def strands(reading: Reading) -> Parts:
    """Strands by referral, in order."""
    wanted = select(StrandRow.referral_id, StrandRow.code, StrandRow.sub_code)
    return _by_first(reading, wanted.where(of_visible_case(reading, StrandRow.case_id)).order_by(StrandRow.position))


def incidents(reading: Reading) -> Parts:
    """Incidents by referral, the first first."""
    wanted = select(
        IncidentRow.referral_id, IncidentRow.id, IncidentRow.day_earliest, IncidentRow.day_latest,
        IncidentRow.day_words, IncidentRow.ward, IncidentRow.police_reference,
    )  # fmt: skip
    return _by_first(reading, wanted.where(of_visible_case(reading, IncidentRow.case_id)).order_by(IncidentRow.number))


def incident_types(reading: Reading) -> Parts:
    """Codes by incident."""
    wanted = select(IncidentTypeRow.incident_id, IncidentTypeRow.code).join(
        IncidentRow, IncidentRow.id == IncidentTypeRow.incident_id
    )
    return _by_first(
        reading, wanted.where(of_visible_case(reading, IncidentRow.case_id)).order_by(IncidentTypeRow.code)
    )


def sharing(reading: Reading) -> Parts:
    """Agreement by referral."""
    wanted = select(SharingRow.referral_id, SharingRow.agreement, SharingRow.agreed_how, SharingRow.unanswered)
    return _by_first(reading, wanted.where(of_visible_case(reading, SharingRow.case_id)))


def hearings(reading: Reading) -> Parts:
    """Days heard by case, in order."""
    wanted = select(HearingRow.case_id, HearingRow.heard_on).where(of_visible_case(reading, HearingRow.case_id))
    return _by_first(reading, wanted.order_by(HearingRow.heard_on))


def actions(reading: Reading) -> Parts:
    """Actions by case, in order."""
    wanted = select(
        ActionRow.case_id, ActionRow.owner_agency_id, ActionRow.owner_name, ActionRow.wording, ActionRow.due_words,
        ActionRow.due_on, ActionRow.status, ActionRow.completed_on,
    )  # fmt: skip
    return _by_first(reading, wanted.where(of_visible_case(reading, ActionRow.case_id)).order_by(ActionRow.position))


def closures(reading: Reading) -> Parts:
    """Words of closing by case, the newest first."""
    wanted = select(ClosureRow.case_id, ClosureRow.words, ClosureRow.reason)
    seen = of_visible_case(reading, ClosureRow.case_id)
    return _by_first(reading, wanted.where(seen).order_by(ClosureRow.closed_on.desc()))


def kept_text(reading: Reading) -> Parts:
    """Text of an import that went to no field, by referral."""
    wanted = select(NoteRow.referral_id, NoteRow.heading, NoteRow.text).where(NoteRow.kind == "import")
    return _by_first(reading, wanted.where(of_visible_case(reading, NoteRow.case_id)))


def newest_matching(reading: Reading) -> str:
    """The matching, as TOML, of the newest import that stands; empty when there is none."""
    wanted = select(ImportBatchRow.mapping).where(ImportBatchRow.undone_at.is_(None))
    for mapping in reading.session.scalars(wanted.order_by(ImportBatchRow.made_at.desc())):
        text = mapping.get("text")
        if isinstance(text, str) and text:
            return text
    return ""


def _by_first(reading: Reading, wanted: Executable) -> Parts:
    found: Parts = defaultdict(list)
    rows: Iterable[Row[Any]] = reading.session.execute(wanted)
    for row in rows:
        found[row[0]].append(row)
    return found
