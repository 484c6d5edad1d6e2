"""How SQLite goes about the reads that must stay quick at a hundred thousand cases: by which index, unsorted."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from hipdesk.model.cases import CaseFilter, CaseSort
from hipdesk.services.cases import case_counts, list_cases
from hipdesk.store.queries.case_list import action_counts
from hipdesk.store.queries.cases import of_visible_case
from hipdesk.store.tables.panels import AgencyReturnRow
from hipdesk.store.work import Reading
from tests.support.office import Office, build_template


@pytest.fixture
def office(tmp_path):
    """An office with nothing in it: plans do not depend on what is there."""
    build_template(tmp_path)
    made = Office(tmp_path)
    yield made
    made.close()


def plans(office: Office, read: Callable[[Reading], object], table: str = "cases") -> list[list[str]]:
    """The steps of each statement that a read runs on a table."""
    asked = []

    def note(_connection, _cursor, statement, parameters, *_rest):
        if f"FROM {table}" in statement and statement.startswith("SELECT"):
            asked.append((statement, parameters))

    with office.records.read(office.actor) as reading:
        connection = reading.session.connection()
        event.listen(connection, "before_cursor_execute", note)
        read(reading)
        event.remove(connection, "before_cursor_execute", note)
        return [
            [step[3] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            for statement, parameters in asked
        ]


@pytest.mark.parametrize("view", ["open", "high", "closed", "all"])
def test_list_of_cases_when_it_opens_then_comes_in_the_order_of_an_index(office, view):
    """Sorting every case for one page would take a fifth of a second."""
    first = plans(office, lambda reading: list_cases(reading, CaseFilter(view=view)))[0]
    assert first == ["SCAN cases USING COVERING INDEX ix_cases_in_order"]


@pytest.mark.parametrize("by", ["initials", "status", "received", "heard"])
def test_list_of_cases_when_sorted_otherwise_then_reads_no_row_but_the_pages_own(office, by):
    """The rows of all cases are thirty times the index."""
    first = plans(office, lambda reading: list_cases(reading, CaseFilter(view="all"), CaseSort(by)))[0]
    assert first == ["SCAN cases USING COVERING INDEX ix_cases_in_order", "USE TEMP B-TREE FOR ORDER BY"]


def test_list_of_cases_when_sorted_by_reference_then_comes_in_the_order_of_an_index(office):
    """References have an index of their own."""
    first = plans(office, lambda reading: list_cases(reading, CaseFilter(), CaseSort("reference", down=True)))[0]
    assert not any("ORDER BY" in step for step in first)


def test_counts_of_the_views_when_asked_then_need_indexes_only(office):
    """A count that reads whole cases deciphers the whole table."""
    steps = [step for steps in plans(office, case_counts) for step in steps if " cases" in step]
    assert len(steps) >= 4
    assert all("COVERING INDEX" in step or "SEARCH cases USING INDEX sqlite_autoindex" in step for step in steps)


def test_actions_of_the_cases_shown_when_counted_then_go_by_case(office):
    """By status, every live action would be read for a page of a hundred cases."""
    (steps,) = plans(office, lambda reading: action_counts(reading, ["a" * 32]), "action")
    assert any("ix_action_case_status_due" in step for step in steps)


def test_returns_of_a_case_when_read_then_all_cases_are_not_listed_first(office):
    """ "Is it one of the cases the holder may see" is not asked of whom nothing is kept from."""
    with office.records.read(office.actor) as reading:
        condition = str(of_visible_case(reading, AgencyReturnRow.case_id))
    assert condition == "agency_return.case_id IS NOT NULL"
