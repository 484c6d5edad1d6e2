"""Police figures that the report is set against: files taken into the record, listed, and taken out again."""

from hipdesk.model.police_figures import Imported, ImportPoliceFigures, PoliceFileView
from hipdesk.model.users import Right
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import police_figures as queries
from hipdesk.store.tables.reports import PoliceFileRow
from hipdesk.store.work import Reading, Work


@writes(Right.IMPORT, "police_figures.imported")
def import_police_figures(work: Work, command: ImportPoliceFigures) -> Imported:
    """Keep what a file says. The same file again adds nothing; a later file counts before an earlier one."""
    there = queries.file_there(work, command.sha256, command.scope)
    values = {"file": command.file_name, "sha256": command.sha256, "counts": len(command.counts)}
    if there is not None:
        work.record("police_figures.imported", "police_file", there.id, values=values | {"again": True})
        return Imported(len(there.figures), there_already=True)
    row = PoliceFileRow(
        file_name=command.file_name, sha256=command.sha256, scope=command.scope, kind=command.kind, area=command.area,
        received_on=command.received_on or work.today,
        figures=[[line, first.isoformat(), last.isoformat(), many] for line, first, last, many in command.counts],
        made_at=work.now, made_by=work.actor.holder_id,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.record("police_figures.imported", "police_file", row.id, values=values)
    return Imported(len(row.figures))


@writes(Right.IMPORT, "police_figures.removed")
def remove_police_figures(work: Work, file_id: str) -> None:
    """Take a file out again; what an earlier file says of the same days counts once more."""
    row = work.find(PoliceFileRow, file_id)
    work.session.delete(row)
    work.record(
        "police_figures.removed", "police_file", file_id, values={"file": row.file_name, "sha256": row.sha256}
    )  # fmt: skip


@reads(Right.READ_FIGURES)
def police_files(reading: Reading) -> list[PoliceFileView]:
    """The files of the record, the newest first."""
    return queries.files(reading)
