"""Looking at a whole database: pages, foreign keys, audit chain, repeated columns, and what it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select, text
from sqlalchemy.engine import Connection, Engine

from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model import audit
from hipdesk.store.faults import told_plainly
from hipdesk.store.tables import Base
from hipdesk.store.tables.attachments import AttachmentRow
from hipdesk.store.tables.audit import AuditEventRow, AuditPayloadRow
from hipdesk.store.tables.cases import CaseRow
from hipdesk.store.tables.panels import HearingRow


@dataclass(frozen=True, slots=True)
class Integrity:
    """What was looked at and found: ``faults`` is empty when all is well; ``rows`` per table; the chain's length;
    ``broken_links``: rows whose foreign key points at nothing."""

    faults: tuple[str, ...]
    rows: Mapping[str, int]
    events: int
    attachments: int
    broken_links: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(slots=True)
class _Look:
    connection: Connection
    audit_key: bytes
    faults: list[str] = field(default_factory=list)

    def pages(self) -> None:
        # cipher_integrity_check reads every page's HMAC; integrity_check then reads the b-trees.
        damaged = self.connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
        if damaged:
            many = "One page of the database is" if len(damaged) == 1 else f"{len(damaged)} pages of the database are"
            self.faults.append(f"{many} not what was written.")
            return
        found = [row[0] for row in self.connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        if found != ["ok"]:
            self.faults.append(f"The database’s own check found {len(found)} faults in its tables.")

    def foreign_keys(self) -> int:
        broken: dict[str, int] = {}
        for row in self.connection.exec_driver_sql("PRAGMA foreign_key_check"):
            broken[row[0]] = broken.get(row[0], 0) + 1
        self.faults += [
            f"{count} rows of {table} point at records that are not there." for table, count in broken.items()
        ]
        return sum(broken.values())

    def chain(self, newest: int | None) -> int:
        events = self.connection.execute(select(func.count()).select_from(AuditEventRow)).scalar() or 0
        self.faults += [fault.words for fault in audit.check_chain(self.audit_key, _events(self.connection), newest)]
        payloads = select(
            AuditPayloadRow.sequence, AuditPayloadRow.salt, AuditPayloadRow.content, AuditEventRow.commitment
        )
        joined = payloads.join(AuditEventRow, AuditEventRow.sequence == AuditPayloadRow.sequence)
        for sequence, salt, content, commitment in self.connection.execute(joined):
            if audit.commitment_of(salt, content) != commitment:
                self.faults.append(f"The values of step {sequence} of the audit log were altered.")
        return events

    def repeated_columns(self) -> None:
        """What a case repeats for speed must agree with what it repeats."""
        heard = select(func.count()).where(HearingRow.case_id == CaseRow.id).scalar_subquery()
        wrong = select(func.count()).select_from(CaseRow).where(CaseRow.times_heard != heard)
        count = self.connection.execute(wrong).scalar()
        if count:
            self.faults.append(f"{count} cases do not agree with their hearings.")


def look(engine: Engine, audit_key: bytes, newest: int | None = None, progress: Progress = SILENT) -> Integrity:
    """Check everything. A chain that ends before ``newest``, which the header remembers, is a fault."""
    with told_plainly(), engine.connect() as connection:
        seen = _Look(connection, audit_key)
        progress.step(0, 4, "pages")
        seen.pages()
        progress.step(1, 4, "foreign keys")
        broken_links = seen.foreign_keys()
        progress.step(2, 4, "audit log")
        events = seen.chain(newest)
        progress.step(3, 4, "counts")
        seen.repeated_columns()
        rows = row_counts(connection)
        progress.step(4, 4, "done")
    return Integrity(tuple(seen.faults), rows, events, rows.get(AttachmentRow.__tablename__, 0), broken_links)


def row_counts(connection: Connection) -> dict[str, int]:
    """Rows per table, the search index left out."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
        for table in Base.metadata.sorted_tables
        if table.name != "search_entry"
    }


def schema_revision(connection: Connection) -> str:
    """The Alembic revision."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def _events(connection: Connection) -> Iterator[audit.AuditEvent]:
    rows = connection.execute(select(AuditEventRow.__table__).order_by(AuditEventRow.sequence))
    for row in rows:
        yield audit.AuditEvent(
            row.sequence, row.at, row.holder_id, row.verb, row.subject_kind, row.subject_id,
            tuple(row.fields), row.commitment, row.mac,
        )  # fmt: skip
