"""Reading and keeping what redaction needs of a case: the letters of its homes, and what was decided on words."""

from collections.abc import Mapping

from sqlalchemy import select

from hipdesk.model.redaction.tokens import key_of
from hipdesk.store.tables.agencies import AgencyRow, RepresentativeRow
from hipdesk.store.tables.papers import AddressLabelRow, RedactionRow
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


def marked_words(reading: Reading, case_id: str) -> tuple[str, ...]:
    """Words an officer marked to be left out of everything about a case."""
    rows = reading.session.scalars(
        select(RedactionRow.words).where(RedactionRow.case_id == case_id, RedactionRow.decision == "mark")
    )
    return tuple(dict.fromkeys(rows))


def decided_words(reading: Reading, case_id: str) -> set[tuple[str, str]]:
    """What was looked at: pairs of narrative and folded words."""
    rows = reading.session.execute(
        select(RedactionRow.narrative, RedactionRow.words).where(RedactionRow.case_id == case_id)
    )
    return {(row.narrative, key_of(row.words)) for row in rows}


def names_at_work(reading: Reading) -> tuple[str, ...]:
    """Agencies and those who come for them: names that are expected in any narrative."""
    agencies = reading.session.execute(select(AgencyRow.name, AgencyRow.short_name))
    people = reading.session.scalars(select(RepresentativeRow.name))
    return tuple(dict.fromkeys([*(part for row in agencies for part in row if part), *people]))
