"""The unit of work: one transaction, one actor, and no commit of a change without its audit event."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Delete, Insert, TableClause, Update, event, select
from sqlalchemy.orm import Session

from hipdesk.kernel.changes import Changes
from hipdesk.kernel.clock import Clock, today
from hipdesk.kernel.errors import ChangedMeanwhile, Refused
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model import audit
from hipdesk.model.users import Actor
from hipdesk.store import search
from hipdesk.store.tables.audit import AuditEventRow, AuditPayloadRow
from hipdesk.store.tables.base import Base, Tracked

Row = TypeVar("Row", bound=Base)

# Not part of the record of what was done: typing, window places, the index, the log itself.
EXEMPT = frozenset({"draft", "window_state", "search_entry", "audit_event", "audit_payload"})


class Reading:
    """A snapshot to read from: queries take one, and ``Work`` is one."""

    def __init__(self, session: Session, actor: Actor, clock: Clock, progress: Progress = SILENT) -> None:
        self.session = session
        self.actor = actor
        self.clock = clock
        self.progress = progress

    @property
    def today(self) -> date:
        """The civil day in London."""
        return today(self.clock)

    @property
    def now(self) -> datetime:
        """This instant, UTC."""
        return self.clock.now()

    def find(self, kind: type[Row], key: str) -> Row:
        """The row of this kind and key; Refused when it is not there."""
        row = self.session.get(kind, key)
        if row is None:
            raise Refused("This record is not there any more.", kept="Nothing was changed.", to_do="Go back and look.")
        return row


class Work(Reading):
    """One transaction by one actor. Services add rows through ``session`` and say what they did with ``record``."""

    def __init__(
        self, session: Session, actor: Actor, clock: Clock, audit_key: bytes, progress: Progress = SILENT
    ) -> None:
        super().__init__(session, actor, clock, progress)
        self.verbs: list[str] = []
        self.finished = False
        self._audit_key = audit_key
        self._written: set[str] = set()
        self._ids: set[str] = set()
        self._head: tuple[int, str] | None = None
        event.listen(session, "before_flush", self._stamp_rows)

    def change(self, kind: type[Row], key: str, version: int | None = None) -> Row:
        """The row, to be changed; ChangedMeanwhile when it is no longer at ``version``."""
        row = self.find(kind, key)
        if version is not None and getattr(row, "version", version) != version:
            raise ChangedMeanwhile()
        return row

    def stamp(self) -> dict[str, Any]:
        """Common columns for rows written in bulk."""
        now, by = self.now, self.actor.holder_id
        return {"created_at": now, "created_by": by, "changed_at": now, "changed_by": by, "version": 1}

    def record(
        self,
        verb: str,
        subject_kind: str,
        subject_id: str,
        *,
        fields: Sequence[str] = (),
        values: Mapping[str, Any] | None = None,
    ) -> None:
        """Write one audit event. ``values`` (old and new) go to the payload, of which the event holds only an HMAC."""
        sequence, previous = self._newest()
        sequence += 1
        payload = _plain(values) if values else None
        salt, commitment = audit.commit_to(payload) if payload else (b"", None)
        entry = audit.AuditEvent(
            sequence, self.now, self.actor.holder_id, verb, subject_kind, subject_id, tuple(fields), commitment, ""
        )
        mac = audit.mac_of(self._audit_key, entry, previous)
        self.session.add(
            AuditEventRow(
                sequence=sequence,
                at=entry.at,
                holder_id=entry.holder_id,
                verb=verb,
                subject_kind=subject_kind,
                subject_id=subject_id,
                fields=list(fields),
                commitment=commitment,
                mac=mac,
            )
        )
        if payload:
            self.session.add(AuditPayloadRow(sequence=sequence, salt=salt, content=payload))
        self._head = (sequence, mac)
        self.verbs.append(verb)
        self._ids.add(subject_id)

    @property
    def sequence(self) -> int:
        """The newest audit sequence, this work's own included."""
        return self._newest()[0]

    @property
    def head(self) -> str:
        """The chain's newest MAC."""
        return self._newest()[1]

    def note_write(self, table: str) -> None:
        """Called by the store for every statement that writes."""
        self._written.add(table)

    def finish(self) -> Changes:
        """Flush, index, refuse an unaudited change, commit; returns what was touched."""
        self.session.flush()
        touched = self._written - EXEMPT
        if touched and not self.verbs:
            raise AssertionError(f"changed without an audit event: {', '.join(sorted(touched))}")
        self.session.commit()
        self.finished = True
        return Changes(frozenset(touched), frozenset(self._ids))

    def _newest(self) -> tuple[int, str]:
        if self._head is None:
            newest = self.session.execute(
                select(AuditEventRow.sequence, AuditEventRow.mac).order_by(AuditEventRow.sequence.desc()).limit(1)
            ).first()
            self._head = (newest.sequence, newest.mac) if newest else (0, audit.FIRST)
        return self._head

    def _stamp_rows(self, session: Session, *_: object) -> None:
        now, by = self.now, self.actor.holder_id
        for row in session.new:
            if isinstance(row, Tracked):
                row.created_at, row.created_by = now, by
                row.changed_at, row.changed_by = now, by
        for row in session.dirty:
            if isinstance(row, Tracked) and session.is_modified(row):
                row.changed_at, row.changed_by = now, by
        search.index_rows(session)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them; the commitment is taken over the same canonical text."""
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: Any) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(value, Mapping):
        return _plain(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain_value(part) for part in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def watch_writes(work: Work, statement: object) -> None:
    """Tell ``work`` which table a statement writes, ORM and bulk alike."""
    if isinstance(statement, Insert | Update | Delete) and isinstance(statement.table, TableClause):
        work.note_write(statement.table.name)
