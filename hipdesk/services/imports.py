"""Importing an old workbook: preview, the import itself in one transaction, its findings, and its undoing."""

from typing import Literal

from hipdesk.kernel.errors import Refused
from hipdesk.model.imports import (
    ChangedRowView,
    FindingView,
    ImportBatchView,
    ImportPreview,
    ImportReport,
    RunImport,
    received_on,
    sort_rows,
)
from hipdesk.model.pages import Page
from hipdesk.model.users import Right
from hipdesk.model.workbooks.proposals import Proposal
from hipdesk.services.importing.later import differences, take
from hipdesk.services.importing.placing import shared_days
from hipdesk.services.importing.register import Register
from hipdesk.services.importing.writing import ImportWriter
from hipdesk.services.registry import reads, writes
from hipdesk.store.queries import imports as queries
from hipdesk.store.tables.imports import ImportBatchRow, ImportRowRow
from hipdesk.store.undoing import NotAsImported, remove_import
from hipdesk.store.work import Reading, Work


@reads(Right.IMPORT)
def known_agencies(reading: Reading) -> tuple[str, ...]:
    """Names of the office's agencies, which the spellings of a workbook may join."""
    return queries.agency_names(reading)


@reads(Right.IMPORT)
def preview_import(reading: Reading, proposal: Proposal) -> ImportPreview:
    """What an import would do, without doing it: created, already there, changed, not readable."""
    known = queries.known_rows(reading)
    sorted_rows = sort_rows(proposal, known)
    new = sorted_rows.new
    days = sorted({day for each in new for day in each.hearings})
    shared = shared_days(new, queries.heard_on(reading, days))
    there = queries.meetings_on(reading, shared)
    missing = Register(queries.agency_keys(reading)).missing(proposal.agencies) if new else []
    received = [received_on(each, reading.today) for each in new]
    return ImportPreview(
        create={
            "referrals": len(new),
            "people": sum(1 + len(each.perpetrators) for each in new),
            "actions": sum(len(each.actions) for each in new),
            "hearings": sum(len(each.hearings) for each in new),
            "past meetings": sum(day not in there for day in shared),
            "agencies": len(missing),
        },
        already_there=sorted_rows.same,
        changed=differences(reading, sorted_rows.changed, known),
        unread=sum(finding.kind == "unread" for finding in proposal.findings),
        supposed=sum(finding.kind == "supposed" for finding in proposal.findings),
        set_aside=len(proposal.set_aside),
        new_agencies=tuple(agency.name for agency in missing if not agency.provisional),
        provisional_agencies=tuple(agency.name for agency in missing if agency.provisional),
        past_meetings=tuple(day for day in shared if day not in there),
        first_day=min(received, default=None),
        last_day=max(received, default=None),
    )


@writes(Right.IMPORT, "import.made")
def run_import(work: Work, command: RunImport) -> ImportReport:
    """Write a workbook's new rows, list its changed ones, and file possible duplicates, all or nothing.

    The same file again creates nothing. Of changed rows only what ``take`` names is added: hearings, actions, closing.
    """
    known = queries.known_rows(work)
    sorted_rows = sort_rows(command.proposal, known)
    listed = [
        (each, known[each.source.key].referral_id, "taken" if each.source.key in command.take else "changed")
        for each in sorted_rows.changed
        if each.source.key in command.take or each.source.digest not in known[each.source.key].waiting
    ]
    if not sorted_rows.new and not listed:
        earlier = queries.same_file(work, command.proposal.digest) or ""
        work.record("import.made", "import_batch", earlier or "none", values={"created": 0})
        return ImportReport("", {}, sorted_rows.same, len(sorted_rows.changed), 0, 0, 0, ())
    writer = ImportWriter(work, command)
    written = writer.write(sorted_rows.new, listed)
    ticked = [each for each, _, state in listed if state == "taken"]
    taken = take(work, ticked, known, written.batch_id)
    work.record(
        "import.made",
        "import_batch",
        written.batch_id,
        fields=sorted(noun for noun, many in written.nouns.items() if many),
        values={"file": command.proposal.file_name, "made": dict(written.nouns), "taken": taken},
    )
    return ImportReport(
        written.batch_id,
        dict(written.nouns),
        sorted_rows.same,
        len(sorted_rows.changed),
        len(taken),
        written.findings,
        written.pairs,
        written.provisional,
    )


@writes(Right.IMPORT, "import.row_decided")
def decide_changed_row(work: Work, row_id: str, decision: Literal["kept"]) -> None:
    """Keep the record as it is against a changed row; the same change is then never listed again.

    What a changed row adds is taken by importing the file again with that row ticked.
    """
    row = work.find(ImportRowRow, row_id)
    if row.state != "changed":
        raise Refused("This row was decided already.", kept="Nothing was changed.")
    row.state = decision
    work.record(
        "import.row_decided", "import_row", row_id, fields=["state"], values={"old": "changed", "new": decision}
    )


@writes(Right.IMPORT, "import.undone")
def undo_import(work: Work, batch_id: str) -> int:
    """Take everything an import brought out again; returns how many referrals.

    Refused, with nothing removed, when anything of it was changed or added to since. References are not given out
    again; agencies that something else uses by now stay.
    """
    batch = work.find(ImportBatchRow, batch_id)
    if batch.undone_at is not None:
        raise Refused("This import was undone already.", kept="Nothing was changed.")
    try:
        removed = remove_import(work, batch)
    except NotAsImported as changed:
        raise Refused(
            f"This import cannot be undone: {changed.what}.",
            kept="Nothing was removed.",
            to_do="Undo or move what was added since, or close the cases instead.",
        ) from None
    batch.undone_at = work.now
    work.record("import.undone", "import_batch", batch_id, fields=["undone_at"], values={"referrals": removed})
    return removed


@reads(Right.IMPORT)
def list_imports(reading: Reading) -> list[ImportBatchView]:
    """Every import, newest first."""
    return queries.batches(reading)


@reads(Right.IMPORT)
def import_findings(
    reading: Reading, batch_id: str, kind: str = "", offset: int = 0, limit: int = 200
) -> Page[FindingView]:
    """Findings of an import in the order of its rows; ``kind`` empty for all."""
    return queries.findings(reading, batch_id, kind, offset, limit)


@reads(Right.IMPORT)
def changed_rows(reading: Reading, batch_id: str) -> list[ChangedRowView]:
    """Rows an import listed because they changed, and how each was decided."""
    return queries.changed_rows(reading, batch_id)
