"""Incidents and strands of a referral or a case."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from hipdesk.model.referrals.views import IncidentLine
from hipdesk.store.queries.involvements import partial_day
from hipdesk.store.queries.told_facts import incident_facts
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.referrals import EvidenceRow, IncidentRow, IncidentTypeRow, StrandRow
from hipdesk.store.work import Reading


def incident_rows(reading: Reading, *, referral_id: str | None = None, case_id: str | None = None) -> list[IncidentRow]:
    """The incidents of a referral, or of a case, by day and then number; those without a day last."""
    where: ColumnElement[bool]
    where = IncidentRow.referral_id == referral_id if referral_id else IncidentRow.case_id == case_id
    return list(
        reading.session.scalars(
            select(IncidentRow)
            .where(where)
            .order_by(
                IncidentRow.day_earliest.asc().nulls_last(), IncidentRow.at.asc().nulls_last(), IncidentRow.number
            )
        )
    )


def types_of(reading: Reading, ids: Sequence[str]) -> dict[str, list[str]]:
    """Type codes per incident."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = reading.session.execute(
        select(IncidentTypeRow.incident_id, IncidentTypeRow.code)
        .where(IncidentTypeRow.incident_id.in_(ids))
        .order_by(IncidentTypeRow.code)
    )
    for incident_id, code in rows:
        found[incident_id].append(code)
    return found


def strand_rows(reading: Reading, *, referral_id: str | None = None, case_id: str | None = None) -> list[StrandRow]:
    """The strands of a referral, or of a case, in their order."""
    where: ColumnElement[bool] = StrandRow.referral_id == referral_id if referral_id else StrandRow.case_id == case_id
    return list(reading.session.scalars(select(StrandRow).where(where).order_by(StrandRow.position, StrandRow.id)))


def strand_codes(rows: Sequence[StrandRow]) -> tuple[str, ...]:
    """Each strand once, in order."""
    return tuple(dict.fromkeys(row.code for row in rows))


def incident_lines(
    reading: Reading, *, referral_id: str | None = None, case_id: str | None = None
) -> tuple[IncidentLine, ...]:
    """The chronology as a table shows it, numbered by day; words spoken are only said to be held."""
    rows = incident_rows(reading, referral_id=referral_id, case_id=case_id)
    types = types_of(reading, [row.id for row in rows])
    strands = strand_rows(reading, referral_id=referral_id, case_id=case_id)
    words = Words(reading)
    kept = evidence_words(reading, words, referral_id=referral_id, case_id=case_id)
    return tuple(
        _line(
            row, number, types[row.id], [*kept[row.id], *kept[row.referral_id or ""]],
            [strand for strand in strands if strand.incident_id in (None, row.id)], words,
        )
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip


def evidence_words(
    reading: Reading, words: Words, *, referral_id: str | None = None, case_id: str | None = None
) -> dict[str, list[str]]:
    """ "Photographs, held by the landlord", by its incident, or by its referral where it is of all incidents."""
    where: ColumnElement[bool]
    where = EvidenceRow.referral_id == referral_id if referral_id else EvidenceRow.case_id == case_id
    found: dict[str, list[str]] = defaultdict(list)
    for row in reading.session.scalars(select(EvidenceRow).where(where).order_by(EvidenceRow.position)):
        kind = words.of("evidence_kind", row.kind)
        found[row.incident_id or row.referral_id].append(f"{kind}, held: {row.held}" if row.held else kind)
    return found


def _line(
    row: IncidentRow, number: int, types: Sequence[str], kept: Sequence[str], strands: Sequence[StrandRow], words: Words
) -> IncidentLine:
    own = [strand for strand in strands if strand.incident_id == row.id] or strands
    day = partial_day(row.day_earliest, row.day_latest, row.day_precision, row.day_words)
    evidence = "; ".join(part for part in (*kept, row.evidence) if part)
    return IncidentLine(
        id=row.id, number=number, day=row.day_earliest, day_words=day.text if day else "",
        at=row.at, ongoing=row.ongoing, types=words.all("incident_type", types), facts=row.facts or "",
        place=row.place or "", location=words.of("location_type", row.location), ward=row.ward or "",
        reported_to=row.reported_to or "", reported_on=row.reported_on,
        police_status=words.of("police_recording", row.police_status), police_reference=row.police_reference or "",
        crime=words.of("crime_class", row.crime), evidence=evidence,
        strands=tuple(dict.fromkeys(words.strand(strand.code) for strand in own)),
        injury=words.of("injury_level", row.injury), weapon=bool(row.weapon), verbatim_held=bool(row.verbatim),
        more=incident_facts(row, evidence, words),
        unanswered={name: words.of("unanswered", why) for name, why in (row.unanswered or {}).items()},
    )  # fmt: skip
