"""Runs migrations on the live, already unlocked connection it is given; it never opens a database itself."""

from alembic import context

from hipdesk.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
