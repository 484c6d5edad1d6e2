"""Alembic migrations of the vault database."""
