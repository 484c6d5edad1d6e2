"""Keeping what is being typed, within a second of it. Drafts are not part of the log until they become a record.

These services have no audit verb by design (security.md): the unit of work exempts their tables.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from hipdesk.model.drafts import Draft, KeepDraft, SavedUntold
from hipdesk.model.referrals.views import ReferralLogged
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, unlogged
from hipdesk.store.queries import drafts as queries
from hipdesk.store.tables.users import DraftRow
from hipdesk.store.work import Reading, Work

P = ParamSpec("P")
T = TypeVar("T")
SAVED = "saved last"
"""The window's place of what was saved, until the window knows of it."""


def answering(
    service: Callable[Concatenate[Work, P], T], kind: str, subject: str = ""
) -> Callable[Concatenate[Work, P], T]:
    """The service, with the draft it makes a record of dropped in the same transaction: one of them is there."""

    @wraps(service)
    def saved(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> T:
        value = service(work, *args, **kwargs)
        queries.remove_draft(work, kind, subject)
        queries.put_place(work, SAVED, asdict(_said(value, work.now)))
        return value

    return saved


def _said(value: object, at: datetime) -> SavedUntold:
    if isinstance(value, ReferralLogged):
        return SavedUntold(f"{value.reference} was logged", at.isoformat(), value.id)
    return SavedUntold("What you were saving was saved", at.isoformat())


@reads(Right.KEEP_DRAFTS)
def saved_untold(reading: Reading) -> SavedUntold | None:
    """What was saved last, while nobody in the window knows of it yet, as when a lock or a crash came between."""
    content = queries.window_state(reading, SAVED)
    return SavedUntold(**content) if content else None


@unlogged(Right.KEEP_DRAFTS)
def saved_is_told(work: Work) -> None:
    """The window knows of what was saved last."""
    queries.put_place(work, SAVED, {})


@unlogged(Right.KEEP_DRAFTS)
def keep_draft(work: Work, command: KeepDraft) -> None:
    """Keep the newest state of something being typed, in place of the one before."""
    row = queries.draft_row(work, command.kind, command.subject)
    if row is None:
        row = DraftRow(
            holder_id=work.actor.holder_id, kind=command.kind, subject=command.subject, content={}, begun_at=work.now
        )
        work.session.add(row)
    row.content, row.kept_at = command.content, work.now


@unlogged(Right.KEEP_DRAFTS)
def drop_draft(work: Work, kind: str, subject: str = "") -> None:
    """Forget a draft: it became a record, or was thrown away on purpose."""
    queries.remove_draft(work, kind, subject)


@reads(Right.KEEP_DRAFTS)
def drafts_of(reading: Reading, kind: str | None = None) -> list[Draft]:
    """The holder's own drafts, newest first."""
    return queries.drafts(reading, kind)


@reads(Right.KEEP_DRAFTS)
def draft(reading: Reading, kind: str, subject: str = "") -> Draft | None:
    """One of the holder's own drafts."""
    row = queries.draft_row(reading, kind, subject)
    return Draft(row.kind, row.subject, row.content, row.begun_at, row.kept_at) if row else None


@unlogged(Right.KEEP_DRAFTS)
def keep_place(work: Work, name: str, content: dict[str, Any]) -> None:
    """Remember where in the window the holder is."""
    queries.put_place(work, name, content)


@reads(Right.KEEP_DRAFTS)
def place(reading: Reading, name: str) -> dict[str, Any] | None:
    """Where in the window the holder was."""
    return queries.window_state(reading, name)
