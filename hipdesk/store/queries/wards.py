"""Reading the office's wards, and the names of wards that incidents were recorded with."""

from sqlalchemy import delete, func, select

from hipdesk.model.wards import ListedWard, ward_key
from hipdesk.store.tables.referrals import IncidentRow
from hipdesk.store.tables.settings import WardRow
from hipdesk.store.work import Reading, Work


def ward_names(reading: Reading) -> tuple[str, ...]:
    """The names of the office's wards."""
    return tuple(reading.session.scalars(select(WardRow.name).order_by(WardRow.folded)))


def ward_shapes(reading: Reading) -> tuple[ListedWard, ...]:
    """The office's wards that have an outline."""
    rows = reading.session.execute(
        select(WardRow.name, WardRow.code, WardRow.rings).where(WardRow.rings.is_not(None)).order_by(WardRow.folded)
    )
    return tuple(
        ListedWard(name, code or "", tuple(tuple((x, y) for x, y in ring) for ring in rings or ()))
        for name, code, rings in rows
    )


def recorded_names(reading: Reading) -> dict[str, int]:
    """Names of wards as incidents have them, with how many incidents have each."""
    rows = reading.session.execute(
        select(IncidentRow.ward, func.count()).where(IncidentRow.ward.is_not(None)).group_by(IncidentRow.ward)
    )
    return {name: many for name, many in rows if name}


def spellings_of(reading: Reading, name: str) -> tuple[str, ...]:
    """Every recorded name that means a ward; the name itself for one that the office does not list."""
    key = ward_key(name)
    if key not in {ward_key(listed) for listed in ward_names(reading)}:
        return (name,)
    return (name, *(each for each in recorded_names(reading) if each != name and ward_key(each) == key))


def forget_wards(work: Work) -> None:
    """Empty the list of wards and their outlines; the caller records why."""
    work.session.execute(delete(WardRow))
