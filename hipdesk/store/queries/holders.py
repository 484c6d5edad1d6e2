"""Reading holders of the vault."""

from sqlalchemy import select

from hipdesk.store.tables.users import HolderRow
from hipdesk.store.work import Reading


def holder_of_slot(reading: Reading, slot: int) -> HolderRow | None:
    """The holder whose passphrase is in a slot, if they have not left."""
    return reading.session.scalar(select(HolderRow).where(HolderRow.slot == slot, HolderRow.left_on.is_(None)))


def first_officer(reading: Reading) -> HolderRow | None:
    """The longest-standing partnership officer."""
    return reading.session.scalar(
        select(HolderRow)
        .where(HolderRow.role == "officer", HolderRow.slot.isnot(None), HolderRow.left_on.is_(None))
        .order_by(HolderRow.created_at, HolderRow.id)
        .limit(1)
    )
