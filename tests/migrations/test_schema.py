"""The schema and its migration agree, an empty database comes up to it, and a newer one is refused."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from hipdesk.store.engine import make_engine
from hipdesk.store.migrate import HEAD, NewerVault, bring_up, revision_of
from hipdesk.store.tables import Base
from tests.support.schema import first_migration

MIGRATION = Path(__file__).resolve().parents[2] / "migrations" / "versions" / "0001_schema.py"
KEY = b"m" * 32


@pytest.fixture
def engine(tmp_path):
    """An empty encrypted database."""
    made = make_engine(tmp_path / "records.db", KEY)
    yield made
    made.dispose()


def squeezed(code: str) -> str:
    """Code without what a formatter decides."""
    return "".join(code.split()).replace(",)", ")").replace(",]", "]").replace("'", '"')


def test_first_migration_when_written_anew_then_is_the_one_that_is_kept():
    """A table was changed and the migration was not: run python -m tests.support.schema."""
    assert squeezed(first_migration()) == squeezed(MIGRATION.read_text(encoding="utf-8"))


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index ix_cases_in_order")
def test_database_when_brought_up_then_has_exactly_the_tables(engine):
    """Nothing is missing and nothing is over; foreign keys are on again."""
    bring_up(engine)
    with engine.connect() as connection:
        assert revision_of(connection) == HEAD
        ours = {
            name for name in inspect(connection).get_table_names() if not name.startswith(("search_words", "alembic"))
        }
        assert ours == set(Base.metadata.tables)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": _is_ours})
        assert compare_metadata(context, Base.metadata) == []
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    bring_up(engine)


def test_database_when_it_is_newer_then_is_refused_and_left_alone(engine):
    """A vault from a newer program is told apart and not touched."""
    bring_up(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerVault):
        bring_up(engine)
    with engine.connect() as connection:
        assert revision_of(connection) == "9999"


def test_search_index_when_made_by_the_migration_then_finds_words(engine):
    """The full-text table and its triggers come with the schema."""
    bring_up(engine)
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO search_entry(kind, record_id, words) VALUES ('note', 'a', 'letterbox guard')")
        )
        found = text("SELECT count(*) FROM search_words WHERE search_words MATCH 'letterbox'")
        assert connection.execute(found).scalar() == 1
        connection.execute(text("DELETE FROM search_entry"))
        assert connection.execute(found).scalar() == 0


def _is_ours(_object, name, kind, _reflected, _compared):
    return not (kind == "table" and (name or "").startswith(("search_words", "alembic")))
