"""The only SQL: tables, queries, unit of work, backup and integrity."""
