"""Rows written in bulk stand in the database as the ORM would have written them, however many there are."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.ids import ids_in_a_row
from hipdesk.store.sheets import Sheet
from hipdesk.store.tables.cases import CaseRow
from tests.support.office import build_template, copy_template


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office whose cases come and go with each example."""
    folder = tmp_path_factory.mktemp("sheets")
    opened = copy_template(build_template(folder), tmp_path_factory.mktemp("office"))
    yield opened
    opened.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    many=st.sampled_from([0, 1, 19, 20, 21, 199, 200, 201, 421]),
    closed=st.none() | st.dates(date(1890, 1, 1), date(2199, 12, 31)),
    child=st.booleans(),
)
def test_sheet_when_any_number_of_rows_waits_then_each_is_written_once_with_its_values(office, many, closed, child):
    """Days, truth values and nothing come back as they were, across every size of statement."""
    ids = [key for key, _ in zip(ids_in_a_row(), range(many), strict=False)]
    with office.records.write(office.actor) as work:
        work.session.execute(delete(CaseRow))
        connection = work.session.connection()
        stamp = {**work.stamp(), "origin": "imported", "status": "listed", "received_on": date(2020, 1, 1)}
        columns = ("id", "reference", "accepted_on", "closed_on", "child", "ward")
        sheet = Sheet(connection, CaseRow, columns, stamp)
        sheet.rows.extend((key, f"HIP/{n}", date(2020, 2, 1), closed, child, None) for n, key in enumerate(ids))
        assert sheet.write(connection) == sheet.written == many
        assert sheet.rows == []
        rows = work.session.scalars(select(CaseRow).order_by(CaseRow.id)).all()
        assert [row.id for row in rows] == ids
        assert {(row.closed_on, row.child, row.ward, row.accepted_on) for row in rows} <= {
            (closed, child, None, date(2020, 2, 1))
        }
        work.session.rollback()


def test_sheet_when_a_row_cannot_stand_then_the_transaction_leaves_nothing_of_any(office):
    """A statement that fails in its middle is given up with everything before it."""
    ids = [key for key, _ in zip(ids_in_a_row(), range(150), strict=False)]

    def write_twice_the_same():
        with office.records.write(office.actor) as work:
            connection = work.session.connection()
            stamp = {
                **work.stamp(),
                "status": "listed",
                "received_on": date(2020, 1, 1),
                "accepted_on": date(2020, 1, 1),
            }
            sheet = Sheet(connection, CaseRow, ("id", "reference"), stamp)
            sheet.rows.extend((key, f"HIP/{n % 149}") for n, key in enumerate(ids))
            sheet.write(connection)

    with pytest.raises(HipDeskError, match="IntegrityError"):
        write_twice_the_same()
    with office.records.read(office.actor) as reading:
        assert reading.session.scalar(select(func.count()).select_from(CaseRow)) == 0
