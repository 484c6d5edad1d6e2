"""The only SQL: tables, queries, unit of work, backup and integrity."""

from hipdesk.kernel.late_asyncio import put_off

# Before anything of SQLAlchemy, which names asyncio while it is imported and is never asked for it here.
put_off()
