"""Writes the first migration anew from the tables, while it may still be edited in place (until 0.1.0)."""

from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from hipdesk.store.tables import Base

_HEAD = '''"""The schema of HIP Desk before its first release; edited in place until 0.1.0."""

import sqlalchemy as sa
from alembic import op

import hipdesk.store.tables.base
from hipdesk.store.indexes import make_ordered_indexes
from hipdesk.store.search import make_index

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    {body}
    make_index(op.get_bind())
    make_ordered_indexes(op.get_bind())


def downgrade() -> None:
    raise RuntimeError("a vault never goes back a version: restore a backup instead")
'''


def first_migration() -> str:
    """The text of ``migrations/versions/0001_schema.py`` for today's tables."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": Base.metadata})
        script = produce_migrations(context, Base.metadata)
        if script.upgrade_ops is None:
            raise AssertionError("no tables")
        body = render_python_code(script.upgrade_ops, migration_context=context)
    engine.dispose()
    return (
        _HEAD.format(body=body.strip()).replace("astext_type=Text()", "").replace("from sqlalchemy import Text\n", "")
    )


if __name__ == "__main__":
    place = Path(__file__).resolve().parents[2] / "migrations" / "versions" / "0001_schema.py"
    place.write_text(first_migration(), encoding="utf-8")
