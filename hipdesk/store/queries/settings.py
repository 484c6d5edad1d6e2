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


def list_names(reading: Reading) -> frozenset[str]:
    """The lists that have entries."""
    return frozenset(reading.session.scalars(select(CodeEntryRow.list_name).distinct()))


def entry_rows(reading: Reading, list_name: str) -> list[CodeEntryRow]:
    """Every entry of a list in order, ended ones included."""
    rows = select(CodeEntryRow).where(CodeEntryRow.list_name == list_name)
    return list(reading.session.scalars(rows.order_by(CodeEntryRow.position, CodeEntryRow.code)))


def entry_row(reading: Reading, list_name: str, code: str) -> CodeEntryRow:
    """One entry that is there."""
    return reading.session.scalars(
        select(CodeEntryRow).where(CodeEntryRow.list_name == list_name, CodeEntryRow.code == code)
    ).one()
