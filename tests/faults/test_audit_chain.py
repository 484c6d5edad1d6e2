"""Each event of a long log altered, removed, swapped, doubled or cut off: all of it is shown. Retention is not."""

import itertools
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hipdesk.model import audit
from hipdesk.model.agencies import AddAgency, AddRepresentative
from hipdesk.services.agencies import add_agency, add_representative
from hipdesk.store import integrity
from hipdesk.store.tables.audit import AuditEventRow, AuditPayloadRow
from tests.support.office import Office, build_template

AGENCIES = 24


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office with a log of some fifty events, of which retention has removed every third payload."""
    folder = tmp_path_factory.mktemp("office")
    build_template(folder)
    made = Office(folder)
    for number in range(AGENCIES):
        key = made.do(add_agency, AddAgency(name=f"Agency {number}"))
        made.clock.advance(timedelta(minutes=7))
        made.do(add_representative, AddRepresentative(agency_id=key, name=f"Person {number}"))
    by_hand(made, "DELETE FROM audit_payload WHERE sequence % 3 = 0")
    yield made
    made.close()


@pytest.fixture(scope="module")
def chain(office):
    """The log as it is checked."""
    with office.records._reader.connect() as connection:
        return tuple(integrity._events(connection))


def by_hand(office: Office, statement: str, *values: object) -> None:
    """A change past the program, by someone who holds the key of the database."""
    raw = office.records.writer.raw_connection().driver_connection
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute(statement, values)
    raw.execute("PRAGMA foreign_keys = ON")


def faults(office: Office, events) -> list[audit.ChainFault]:
    return audit.check_chain(office.records.audit_key, events, newest=2 * AGENCIES + 1)


def other_value(name: str, value):
    """Another value for a column of an event, as near as can be."""
    if name == "sequence":
        return value + 1000
    if name == "at":
        return value + timedelta(microseconds=1)
    if name == "fields":
        return (*value, "name")
    if name == "mac":
        return f"{int(value, 16) ^ 1:064x}"
    return f"{value[:-1]}{'0' if value[-1] != '0' else '1'}" if value else "0" * 64


def test_chain_when_retention_removed_payloads_then_it_still_verifies(office, chain):
    """The event holds only a commitment: its values may go, and nothing shows but that they are gone."""
    found = integrity.look(office.records.writer, office.records.audit_key, newest=len(chain))
    assert found.faults == ()
    assert len(chain) == 2 * AGENCIES + 1
    with office.records._reader.connect() as connection:
        left = connection.execute(select(func.count()).select_from(AuditPayloadRow)).scalar()
    assert 0 < left < len(chain) - AGENCIES // 3


@pytest.mark.parametrize("column", [each.name for each in fields(audit.AuditEvent)])
def test_chain_when_any_column_of_any_event_is_altered_then_it_is_shown(office, chain, column):
    """A nearly equal value in any place of any event."""
    for place, event in enumerate(chain):
        changed = replace(event, **{column: other_value(column, getattr(event, column))})
        assert faults(office, (*chain[:place], changed, *chain[place + 1 :])), (column, place)


def test_chain_when_any_event_is_removed_doubled_or_the_rest_cut_off_then_it_is_shown(office, chain):
    """From the first to the last."""
    for place, event in enumerate(chain):
        assert faults(office, (*chain[:place], *chain[place + 1 :])), place
        assert faults(office, (*chain[:place], event, *chain[place:])), place
        assert faults(office, chain[:place]), place


def test_chain_when_any_two_events_are_swapped_then_it_is_shown(office, chain):
    """Each with its own sequence, and also with the other's."""
    for one, other in itertools.combinations(range(len(chain)), 2):
        moved = list(chain)
        moved[one], moved[other] = chain[other], chain[one]
        assert faults(office, moved), (one, other)
        moved[one] = replace(moved[one], sequence=chain[one].sequence)
        moved[other] = replace(moved[other], sequence=chain[other].sequence)
        assert faults(office, moved), (one, other)


def test_chain_when_an_event_is_rewritten_with_another_key_then_it_is_shown(office, chain):
    """Everything after a change MACed anew, but without the audit key."""
    for place in range(len(chain)):
        previous = chain[place - 1].mac if place else audit.FIRST
        forged = []
        for event in chain[place:]:
            made = replace(event, verb="agency.removed")
            made = replace(made, mac=audit.mac_of(b"\0" * 32, made, previous))
            forged.append(made)
            previous = made.mac
        assert faults(office, (*chain[:place], *forged)), place


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE audit_payload SET content = '{}' WHERE sequence = ?",
        "UPDATE audit_payload SET salt = zeroblob(32) WHERE sequence = ?",
    ],
)
def test_payload_when_altered_then_it_is_shown(office, chain, damage):
    """Every payload that retention left, changed in the database itself."""
    with office.records._reader.connect() as connection:
        there = connection.execute(select(AuditPayloadRow.sequence)).scalars().all()
    for sequence in there:
        with office.records._reader.connect() as connection:
            before = connection.exec_driver_sql(
                "SELECT salt, content FROM audit_payload WHERE sequence = ?", (sequence,)
            ).one()
        by_hand(office, damage, sequence)
        assert payload_faults(office) == [f"The values of step {sequence} of the audit log were altered."]
        by_hand(office, "UPDATE audit_payload SET salt = ?, content = ? WHERE sequence = ?", *before, sequence)
    assert payload_faults(office) == []


def change_places(office: Office) -> None:
    """The payloads of steps 2 and 4."""
    by_hand(office, "UPDATE audit_payload SET sequence = sequence - 6 WHERE sequence IN (2, 4)")
    by_hand(office, "UPDATE audit_payload SET sequence = -sequence WHERE sequence < 0")


def test_payload_when_moved_to_another_event_then_it_is_shown(office):
    """Two payloads change places: each is bound to its own event."""
    by_hand(
        office, "UPDATE audit_payload SET sequence = CASE sequence WHEN 2 THEN -4 ELSE -2 END WHERE sequence IN (2, 4)"
    )
    by_hand(office, "UPDATE audit_payload SET sequence = -sequence WHERE sequence < 0")
    assert len(payload_faults(office)) == 2
    by_hand(
        office, "UPDATE audit_payload SET sequence = CASE sequence WHEN 2 THEN -4 ELSE -2 END WHERE sequence IN (2, 4)"
    )
    by_hand(office, "UPDATE audit_payload SET sequence = -sequence WHERE sequence < 0")
    assert payload_faults(office) == []


def test_payload_when_one_is_added_to_an_event_that_had_none_then_it_is_shown(office):
    """Values invented afterwards for a step that recorded none."""
    with office.records._reader.connect() as connection:
        bare = connection.execute(
            select(AuditEventRow.sequence).where(AuditEventRow.commitment.is_(None))
        ).scalars().first()  # fmt: skip
        assert bare is not None
    by_hand(office, "INSERT INTO audit_payload VALUES (?, zeroblob(32), '{}')", bare)
    assert payload_faults(office) == [f"The values of step {bare} of the audit log were altered."]
    by_hand(office, "DELETE FROM audit_payload WHERE sequence = ?", bare)


def payload_faults(office: Office) -> list[str]:
    look = integrity._Look(office.records.writer.connect(), office.records.audit_key)
    with look.connection:
        look.chain(None)
    return look.faults
