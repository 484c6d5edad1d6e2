"""What filters of a search may hold: the strands, wards and agencies of this vault."""

from collections import defaultdict

from sqlalchemy import func, select

from hipdesk.model.search_filters import Value
from hipdesk.store.queries.settings import labels
from hipdesk.store.queries.words import Words
from hipdesk.store.tables.agencies import AgencyRow, AgencySpellingRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.settings import WardRow
from hipdesk.store.work import Reading


def strands(reading: Reading) -> tuple[Value, ...]:
    """The strands, not what lies below them: short words, and the list's own."""
    words = Words(reading)
    listed = labels(reading, "strand")
    return tuple(Value(code, words.strand(code), (label,)) for code, label in listed.items() if "-" not in code)


def wards(reading: Reading) -> tuple[Value, ...]:
    """The office's wards, and any other that a case names."""
    named = reading.session.scalars(select(CaseRow.ward).where(CaseRow.ward.is_not(None)).distinct())
    listed = reading.session.scalars(select(WardRow.name))
    return tuple(Value(ward, ward) for ward in sorted({*named, *listed} - {None, ""}, key=str) if ward)


def agencies(reading: Reading) -> tuple[Value, ...]:
    """Every agency by its short name, with its name and other spellings."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for agency_id, name in reading.session.execute(select(AgencySpellingRow.agency_id, AgencySpellingRow.name)):
        spellings[agency_id].append(name)
    rows = reading.session.execute(
        select(AgencyRow.id, func.coalesce(AgencyRow.short_name, AgencyRow.name), AgencyRow.name).order_by(
            AgencyRow.folded
        )
    )
    return tuple(Value(key, short, (name, *spellings[key])) for key, short, name in rows)
