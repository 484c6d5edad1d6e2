"""The unit of work: audit or nothing, versions, and what is touched."""

import secrets
import threading
from pathlib import Path

import pytest

from hipdesk.kernel.errors import ChangedMeanwhile
from hipdesk.model.users import Actor
from hipdesk.store import integrity
from hipdesk.store.faults import WrongKey
from hipdesk.store.records import Records
from hipdesk.store.search import find
from hipdesk.store.tables.agencies import AgencyRow
from hipdesk.store.tables.users import DraftRow, HolderRow
from tests.support.clock import a_clock

OFFICER = Actor(holder_id="a" * 32, name="Anwen Price", role="officer")


@pytest.fixture
def key():
    return secrets.token_bytes(32)


@pytest.fixture
def records(tmp_path: Path, key: bytes):
    opened = Records(tmp_path / "records.db", key, a_clock(), lambda _sequence, _mac: None)
    yield opened
    opened.close()


def add_agency(records: Records, name: str) -> str:
    with records.write(OFFICER) as work:
        row = AgencyRow(name=name, folded=name.casefold())
        work.session.add(row)
        work.session.flush()
        work.record("agency.added", "agency", row.id, fields=["name"], values={"name": name})
        work.finish()
        return row.id


def test_finish_when_no_event_was_written_then_refuses(records):
    """A change without its audit event never commits."""
    with pytest.raises(AssertionError, match="without an audit event"), records.write(OFFICER) as work:
        work.session.add(AgencyRow(name="Canal Reach", folded="canal reach"))
        work.finish()
    with records.read(OFFICER) as reading:
        assert reading.session.query(AgencyRow).count() == 0


def test_finish_when_only_a_draft_was_written_then_needs_no_event(records):
    """Typing is not part of the log."""
    with records.write(OFFICER) as work:
        work.session.add(HolderRow(id=OFFICER.holder_id, name="Anwen Price", role="officer", slot=0))
        work.record("holder.added", "holder", OFFICER.holder_id)
        work.finish()
    with records.write(OFFICER) as work:
        work.session.add(
            DraftRow(holder_id=OFFICER.holder_id, kind="referral", content={}, begun_at=work.now, kept_at=work.now)
        )
        work.finish()
        assert work.verbs == []


def test_chain_when_events_were_written_then_is_whole_and_found_by_search(records):
    """Two changes make a chain that verifies, and their words are found under other spellings."""
    add_agency(records, "Ścieżka Łąkowa Homes")
    add_agency(records, "Canal Reach")
    found = integrity.look(records.writer, records.audit_key, newest=2)
    assert found.whole, found.faults
    assert found.events == 2
    with records.read(OFFICER) as reading:
        assert [hit.kind for hit in find(reading.session, "sciezka lak")] == ["agency"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE audit_event SET verb = 'agency.removed' WHERE sequence = 2",
        "DELETE FROM audit_event WHERE sequence = 2",
        "DELETE FROM audit_event WHERE sequence = 3",
        "UPDATE audit_event SET holder_id = 'b' WHERE sequence = 1",
        "UPDATE audit_event SET sequence = CASE sequence WHEN 1 THEN 92 ELSE sequence END",
        "UPDATE audit_payload SET content = '{}' WHERE sequence = 2",
    ],
)
def test_chain_when_an_event_is_touched_then_it_is_shown(records, damage):
    """Altered, removed, swapped and cut-off events are all detected."""
    for name in ("One", "Two", "Three"):
        add_agency(records, name)
    with records.writer.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql(damage)
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql("BEGIN")
    assert not integrity.look(records.writer, records.audit_key, newest=3).whole


def test_change_when_the_version_is_old_then_refuses(records):
    """Two people saving the same record: the second is told."""
    agency = add_agency(records, "Canal Reach")
    with records.write(OFFICER) as work:
        work.change(AgencyRow, agency, 1).name = "Canal Reach Homes"
        work.record("agency.changed", "agency", agency, fields=["name"])
        work.finish()
    with pytest.raises(ChangedMeanwhile), records.write(OFFICER) as work:
        work.change(AgencyRow, agency, 1)


def test_open_when_the_key_is_another_then_says_so(records, tmp_path):
    """Another vault's database is told apart from damage."""
    with pytest.raises(WrongKey):
        Records(tmp_path / "records.db", secrets.token_bytes(32), a_clock(), lambda _sequence, _mac: None)


def test_read_when_two_threads_read_at_once_then_the_second_waits_its_turn(records):
    """One connection holds one snapshot: neither reader breaks the other's."""
    add_agency(records, "Canal Reach")
    inside, counted = threading.Event(), []

    def second() -> None:
        inside.wait(5)
        with records.read(OFFICER) as reading:
            counted.append(reading.session.query(AgencyRow).count())

    other = threading.Thread(target=second)
    other.start()
    with records.read(OFFICER) as reading:
        assert reading.session.query(AgencyRow).count() == 1
        inside.set()
        other.join(0.2)
        assert counted == []
    other.join(5)
    assert counted == [1]
