"""What an import needs to know of the record, and what was imported before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar, cast

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from hipdesk.model.imports import ORIGIN, ChangedRowView, FindingView, ImportBatchView, KnownRow, RowState
from hipdesk.model.pages import Page
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.queries.imported_rows import Said, said_by_record
from hipdesk.store.tables.actions import ActionRow
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow
from hipdesk.store.tables.cases import CaseRow, StatusChangeRow
from hipdesk.store.tables.imports import ImportBatchRow, ImportFindingRow, ImportRowRow
from hipdesk.store.tables.panels import HearingRow, MeetingRow
from hipdesk.store.tables.people import AddressRow, PersonRow
from hipdesk.store.tables.referrals import InvolvementRow, ReferralRow, StrandRow
from hipdesk.store.tables.risk import RiskAssessmentRow
from hipdesk.store.tables.settings import ReferenceSeriesRow
from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading

Value = TypeVar("Value")
_AT_ONCE = 400
_SETTLED = ("created", "kept", "taken")


def known_rows(reading: Reading) -> dict[str, KnownRow]:
    """Every row that imports, not undone, have brought: by its key."""
    rows = reading.session.execute(
        select(ImportRowRow.source_key, ImportRowRow.digest, ImportRowRow.state, ImportRowRow.referral_id)
        .join(ImportBatchRow, ImportBatchRow.id == ImportRowRow.batch_id)
        .where(ImportBatchRow.undone_at.is_(None))
        .order_by(ImportBatchRow.made_at)
    )
    found: dict[str, KnownRow] = {}
    for key, digest, state, referral in rows:
        if referral is None:
            continue
        before = found.get(key, KnownRow(referral, frozenset(), frozenset()))
        settled, waiting = (digest,) if state in _SETTLED else (), (digest,) if state == "changed" else ()
        found[key] = KnownRow(referral, before.settled.union(settled), before.waiting.union(waiting))
    return found


def same_file(reading: Reading, digest: str) -> str | None:
    """The newest import, not undone, of a file with this SHA-256."""
    newest = select(ImportBatchRow.id).where(ImportBatchRow.sha256 == digest, ImportBatchRow.undone_at.is_(None))
    return reading.session.execute(newest.order_by(ImportBatchRow.made_at.desc()).limit(1)).scalar()


def agency_keys(reading: Reading) -> dict[str, str]:
    """Every folded name and spelling of the register with its agency; a name goes before a spelling."""
    spellings = reading.session.execute(select(AgencySpellingRow.folded, AgencySpellingRow.agency_id))
    found = {row[0]: row[1] for row in spellings}
    names = reading.session.execute(select(AgencyRow.folded, AgencyRow.id))
    found.update((folded, agency) for folded, agency in names)
    return found


def agency_names(reading: Reading) -> tuple[str, ...]:
    """Names of the register, for joining spellings."""
    return tuple(reading.session.scalars(select(AgencyRow.name).order_by(AgencyRow.name)))


def last_numbers(reading: Reading, series: Iterable[str]) -> dict[str, int]:
    """The last number given out in each of some series; 0 where none was."""
    wanted = list(series)
    rows = reading.session.execute(
        select(ReferenceSeriesRow.series, ReferenceSeriesRow.last).where(ReferenceSeriesRow.series.in_(wanted))
    )
    return {**dict.fromkeys(wanted, 0), **{row[0]: row[1] for row in rows}}


def heard_on(reading: Reading, days: Iterable[date]) -> dict[date, int]:
    """How many cases of the record were heard on each of some days."""
    found: dict[date, int] = {}
    for some in _in_parts(days):
        found.update(
            (day, many)
            for day, many in reading.session.execute(
                select(HearingRow.heard_on, func.count())
                .where(HearingRow.heard_on.in_(some))
                .group_by(HearingRow.heard_on)
            )
        )
    return found


def meetings_on(reading: Reading, days: Iterable[date]) -> dict[date, str]:
    """The meeting held, or planned, on each of some days; none that was cancelled or postponed."""
    found: dict[date, str] = {}
    for some in _in_parts(days):
        rows = reading.session.execute(
            select(MeetingRow.held_on, MeetingRow.id)
            .where(MeetingRow.held_on.in_(some), MeetingRow.status.in_(("held", "planned")))
            .order_by(MeetingRow.id)
        )
        for day, meeting in rows:
            found.setdefault(day, meeting)
    return found


def loose_hearings(reading: Reading, days: Sequence[date]) -> list[HearingRow]:
    """Hearings of the record on some days that belong to no meeting yet."""
    found: list[HearingRow] = []
    for some in _in_parts(days):
        rows = select(HearingRow).where(HearingRow.heard_on.in_(some), HearingRow.meeting_id.is_(None))
        found.extend(reading.session.scalars(rows))
    return found


def victims_before(reading: Reading) -> Iterator[tuple[str, date | None, str | None, date, str]]:
    """Of every person affected: folded name, birth, key of the home, day the referral was received, its reference."""
    rows = reading.session.execute(
        select(
            PersonRow.folded,
            PersonRow.born_earliest,
            AddressRow.place_key,
            ReferralRow.received_on,
            ReferralRow.reference,
        )
        .select_from(InvolvementRow)
        .join(PersonRow, PersonRow.id == InvolvementRow.person_id)
        .join(ReferralRow, ReferralRow.id == InvolvementRow.referral_id)
        .outerjoin(AddressRow, AddressRow.person_id == PersonRow.id)
        .where(InvolvementRow.role == "victim", ReferralRow.status != "draft")
        .order_by(ReferralRow.received_on, ReferralRow.reference)
    )
    return ((row[0], row[1], row[2], row[3], row[4]) for row in rows)


def people_called(
    reading: Reading, folded: Iterable[str], sounds: Iterable[str]
) -> Iterator[tuple[str, str, str, str, date | None, date | None, int | None, date | None]]:
    """People of the record with one of these folded names or sounds: id, name, folded, sound, births, age, its day."""
    seen: set[str] = set()
    for column, wanted in ((PersonRow.folded, folded), (PersonRow.sound, sounds)):
        for some in _in_parts(wanted):
            rows = reading.session.execute(
                select(
                    PersonRow.id, PersonRow.name, PersonRow.folded, PersonRow.sound, PersonRow.born_earliest,
                    PersonRow.born_latest, PersonRow.age_estimate, PersonRow.age_estimated_on,
                ).where(column.in_(some), PersonRow.merged_into.is_(None))
            )  # fmt: skip
            for row in rows:
                if row[0] not in seen:
                    seen.add(row[0])
                    yield row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]


def has_people(reading: Reading) -> bool:
    """Whether the record holds anyone."""
    return reading.session.execute(select(PersonRow.id).limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class RecordedAction:
    """An action as the record has it."""

    id: str
    status: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the record holds of a referral that was imported, for comparing with a later copy of its row."""

    reference: str
    case_id: str
    received_on: date
    closed_on: date | None
    last_change: date
    heard: frozenset[date]
    actions: tuple[RecordedAction, ...]
    risk: str
    summary: str
    agency: str
    strands: frozenset[str]
    said: Said


def recorded(reading: Reading, referrals: Sequence[str]) -> dict[str, Recorded]:
    """What the record holds of some imported referrals whose case the actor may see, by referral."""
    found: dict[str, Recorded] = {}
    for some in _in_parts(referrals):
        rows = reading.session.execute(
            select(ReferralRow.id, ReferralRow.summary, AgencyRow.name, CaseRow)
            .join(CaseRow, CaseRow.id == ReferralRow.case_id)
            .outerjoin(AgencyRow, AgencyRow.id == ReferralRow.agency_id)
            .where(ReferralRow.id.in_(some), of_visible_case(reading, CaseRow.id))
        )
        said = said_by_record(reading, some)
        for key, summary, agency, case in rows:
            found[key] = _recorded(reading, case, summary or "", agency or "", said[key])
    return found


def _recorded(reading: Reading, case: CaseRow, summary: str, agency: str, said: Said) -> Recorded:
    session = reading.session
    heard = session.scalars(select(HearingRow.heard_on).where(HearingRow.case_id == case.id))
    actions = session.execute(
        select(ActionRow.id, ActionRow.status).where(ActionRow.case_id == case.id).order_by(ActionRow.position)
    )
    strands = session.scalars(select(StrandRow.code).where(StrandRow.case_id == case.id))
    change = session.scalar(select(func.max(StatusChangeRow.on_day)).where(StatusChangeRow.case_id == case.id))
    return Recorded(
        case.reference,
        case.id,
        case.received_on,
        case.closed_on,
        change or case.accepted_on,
        frozenset(heard),
        tuple(RecordedAction(key, status) for key, status in actions),
        case.risk_entry or "",
        summary,
        agency,
        frozenset(strands),
        said,
    )


@dataclass(frozen=True, slots=True)
class Imported:
    """What a case has from an old workbook: the references it bore there, and assessments that are only a band."""

    references: tuple[str, ...]
    bands: frozenset[str]


def imported_of(reading: Reading, case_id: str) -> Imported:
    """What a case that the actor may see has from an old workbook; nothing of a case that was entered here."""
    references = reading.session.scalars(
        select(ReferralRow.old_reference)
        .where(
            ReferralRow.case_id == case_id,
            ReferralRow.origin == ORIGIN,
            ReferralRow.old_reference.is_not(None),
            of_visible_case(reading, ReferralRow.case_id),
        )
        .order_by(ReferralRow.received_on, ReferralRow.reference)
    )
    bands = reading.session.scalars(
        select(RiskAssessmentRow.id).where(
            RiskAssessmentRow.case_id == case_id,
            RiskAssessmentRow.origin == ORIGIN,
            RiskAssessmentRow.score.is_(None),
            of_visible_case(reading, RiskAssessmentRow.case_id),
        )
    )
    return Imported(tuple(each for each in references if each), frozenset(bands))


def waiting_rows(reading: Reading) -> int:
    """How many changed rows of imports wait for a decision, of cases the actor may see."""
    return reading.session.execute(
        select(func.count())
        .select_from(ImportRowRow)
        .join(ImportBatchRow, ImportBatchRow.id == ImportRowRow.batch_id)
        .join(ReferralRow, ReferralRow.id == ImportRowRow.referral_id)
        .where(
            ImportRowRow.state == "changed",
            ImportBatchRow.undone_at.is_(None),
            of_visible_case(reading, ReferralRow.case_id),
        )
    ).scalar_one()


@dataclass(frozen=True, slots=True)
class CaseHeard:
    """A case that a past meeting heard: its strands by code with commas between, the agency that referred it, and how
    often it was heard before."""

    reference: str
    initials: str
    strands: str
    risk: str
    referred_by: str
    times_before: int


def cases_heard(reading: Reading, meeting_id: str) -> tuple[CaseHeard, ...]:
    """The cases that a past meeting heard, of those the actor may see, by reference. The risk is the one at entry."""
    before, referral = aliased(HearingRow), aliased(ReferralRow)
    times = (
        select(func.count())
        .where(before.case_id == HearingRow.case_id, before.heard_on < HearingRow.heard_on)
        .scalar_subquery()
    )
    referred = (
        select(func.coalesce(func.nullif(AgencyRow.short_name, ""), AgencyRow.name))
        .join(referral, referral.agency_id == AgencyRow.id)
        .where(referral.case_id == HearingRow.case_id)
        .order_by(referral.received_on, referral.reference)
        .limit(1)
        .scalar_subquery()
    )
    rows = reading.session.execute(
        select(CaseRow.reference, CaseRow.initials, CaseRow.strands, CaseRow.risk_entry, referred, times)
        .join(HearingRow, HearingRow.case_id == CaseRow.id)
        .where(HearingRow.meeting_id == meeting_id, of_visible_case(reading, CaseRow.id))
        .order_by(CaseRow.reference)
    )
    return tuple(
        CaseHeard(reference, initials, strands, risk or "", agency or "", many)
        for reference, initials, strands, risk, agency, many in rows
    )


def batches(reading: Reading) -> list[ImportBatchView]:
    """Every import, newest first."""
    found = select(ImportFindingRow.batch_id, func.count()).group_by(ImportFindingRow.batch_id)
    changed = select(ImportRowRow.batch_id, func.count()).where(ImportRowRow.state == "changed")
    told = {row[0]: row[1] for row in reading.session.execute(found)}
    waiting = {row[0]: row[1] for row in reading.session.execute(changed.group_by(ImportRowRow.batch_id))}
    rows = reading.session.execute(
        select(ImportBatchRow, HolderRow.name)
        .outerjoin(HolderRow, HolderRow.id == ImportBatchRow.made_by)
        .order_by(ImportBatchRow.made_at.desc(), ImportBatchRow.id.desc())
    )
    return [
        ImportBatchView(
            row.id, row.file_name, row.made_at, name or "", row.made.get("nouns", {}), told.get(row.id, 0),
            waiting.get(row.id, 0), row.undone_at,
        )
        for row, name in rows
    ]  # fmt: skip


def findings(reading: Reading, batch_id: str, kind: str, offset: int, limit: int) -> Page[FindingView]:
    """Findings of an import in the order of its rows; ``kind`` empty for all."""
    chosen = select(ImportFindingRow).where(ImportFindingRow.batch_id == batch_id)
    if kind:
        chosen = chosen.where(ImportFindingRow.kind == kind)
    total = reading.session.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    at_row = (
        select(ReferralRow.reference)
        .join(ImportRowRow, ImportRowRow.referral_id == ReferralRow.id)
        .where(
            ImportRowRow.batch_id == ImportFindingRow.batch_id,
            ImportRowRow.sheet == ImportFindingRow.sheet,
            ImportRowRow.row == ImportFindingRow.row,
        )
        .limit(1)
        .scalar_subquery()
    )
    rows = reading.session.execute(
        chosen.add_columns(at_row)
        .order_by(ImportFindingRow.sheet, ImportFindingRow.row, ImportFindingRow.column, ImportFindingRow.id)
        .offset(offset)
        .limit(limit)
    )
    found = [
        FindingView(row.id, row.sheet, row.row, row.column, row.kind, row.what, row.done, reference or "")
        for row, reference in rows
    ]
    return Page(tuple(found), total, offset)


def changed_rows(reading: Reading, batch_id: str) -> list[ChangedRowView]:
    """The changed rows an import listed, in the order of the file; only of cases the actor may see."""
    rows = reading.session.execute(
        select(ImportRowRow, ReferralRow.reference)
        .join(ReferralRow, ReferralRow.id == ImportRowRow.referral_id)
        .where(
            ImportRowRow.batch_id == batch_id,
            ImportRowRow.state != "created",
            of_visible_case(reading, ReferralRow.case_id),
        )
        .order_by(ImportRowRow.sheet, ImportRowRow.row)
    )
    return [
        ChangedRowView(row.id, row.sheet, row.row, cast("RowState", row.state), reference) for row, reference in rows
    ]


def _in_parts(values: Iterable[Value]) -> Iterator[list[Value]]:
    """A long list in parts that a statement may hold."""
    left = iter(values)
    while part := list(islice(left, _AT_ONCE)):
        yield part
