"""Indexes over expressions, which Alembic cannot compare with the tables and so are made by hand."""

from sqlalchemy.engine import Connection

from hipdesk.store.tables.cases import RISK_RANK

CASES_IN_ORDER = f"""CREATE INDEX ix_cases_in_order ON cases (
    next_review_on, ({RISK_RANK}) DESC, risk_score DESC, reference DESC,
    status, risk_now, ward, lead_agency_id, initials, strands, times_heard, received_on, id)"""
"""The list of cases as it opens, next hearing and then risk: its first page is the first entries of this index. What
the list is narrowed and sorted by stands behind, so that no other case's row is read for a page."""


def make_ordered_indexes(connection: Connection) -> None:
    """Create them; part of the first migration."""
    connection.exec_driver_sql(CASES_IN_ORDER)
