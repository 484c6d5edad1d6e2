"""Reading holders of the vault."""

from sqlalchemy import select

from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading


def holder_of_slot(reading: Reading, slot: int) -> HolderRow | None:
    """The holder whose passphrase is in a slot, if they have not left."""
    return reading.session.scalar(select(HolderRow).where(HolderRow.slot == slot, HolderRow.left_on.is_(None)))


def all_holders(reading: Reading) -> list[HolderRow]:
    """Those who hold a passphrase, the longest-standing first, then those who held one."""
    left_last = HolderRow.left_on.isnot(None)
    return list(reading.session.scalars(select(HolderRow).order_by(left_last, HolderRow.created_at, HolderRow.id)))


def slots_held(reading: Reading) -> frozenset[int]:
    """The slots of holders who have not left."""
    found = reading.session.scalars(
        select(HolderRow.slot).where(HolderRow.slot.isnot(None), HolderRow.left_on.is_(None))
    )
    return frozenset(slot for slot in found if slot is not None)


def first_officer(reading: Reading) -> HolderRow | None:
    """The longest-standing partnership officer."""
    return reading.session.scalar(
        select(HolderRow)
        .where(HolderRow.role == "officer", HolderRow.slot.isnot(None), HolderRow.left_on.is_(None))
        .order_by(HolderRow.created_at, HolderRow.id)
        .limit(1)
    )
