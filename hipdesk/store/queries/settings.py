"""Reading the office's code lists."""

from sqlalchemy import select

from hipdesk.store.tables.settings import CodeEntryRow
from hipdesk.store.work import Reading


def labels(reading: Reading, list_name: str) -> dict[str, str]:
    """Code to label of a list, in the list's order."""
    rows = reading.session.execute(
        select(CodeEntryRow.code, CodeEntryRow.label)
        .where(CodeEntryRow.list_name == list_name)
        .order_by(CodeEntryRow.position)
    )
    return {row[0]: row[1] for row in rows}
