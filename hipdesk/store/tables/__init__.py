"""Rows, one module per noun. They go no higher than services."""

from hipdesk.store.tables import (
    actions,
    agencies,
    attachments,
    audit,
    cases,
    imports,
    outcomes,
    panels,
    papers,
    people,
    referrals,
    reports,
    risk,
    search,
    settings,
    users,
)
from hipdesk.store.tables.base import Base

__all__ = [
    "Base",
    "actions",
    "agencies",
    "attachments",
    "audit",
    "cases",
    "imports",
    "outcomes",
    "panels",
    "papers",
    "people",
    "referrals",
    "reports",
    "risk",
    "search",
    "settings",
    "users",
]
