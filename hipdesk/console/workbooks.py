"""import: an old workbook into the vault, in one transaction, with a list of what could not simply be taken over."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from hipdesk.console.session import AsJson, PassphraseFile, Vault, opened, read_file, say, show_json
from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.errors import Refused
from hipdesk.model.imports import ChangedRow, FindingView, ImportPreview, ImportReport, RunImport, all_findings
from hipdesk.model.workbooks.analysis import propose_plan
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.mapping import apply_mapping, mapping_from_toml, mapping_to_toml
from hipdesk.model.workbooks.proposals import Finding, Proposal
from hipdesk.services import imports

LARGEST_WORKBOOK = 64 << 20
LARGEST_MAPPING = 1 << 20
Told = Finding | FindingView


def import_workbook(
    workbook: Annotated[Path, typer.Argument(help="The spreadsheet: .xlsx, .xlsm, .xls or .ods.")],
    vault: Vault,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="A saved matching of columns and spellings (TOML).")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be made; write nothing.")] = False,
    save_mapping: Annotated[
        Path | None, typer.Option("--save-mapping", help="Write the matching that was used, to be edited and reused.")
    ] = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Import an old workbook: all of it or nothing; the same file again creates nothing."""
    with opened(vault, passphrase_file) as desk:
        content = read_file(workbook, LARGEST_WORKBOOK)
        answers = read_file(mapping, LARGEST_MAPPING) if mapping else b""
        proposal, matching = propose(desk, content, workbook.name, answers)
        if save_mapping is not None:
            files.write_bytes(save_mapping, matching.encode("utf-8"))
        if dry_run:
            _show_preview(desk.read(imports.preview_import, proposal), proposal, as_json=as_json)
            return
        changed = desk.read(imports.preview_import, proposal).changed
        report = desk.do(imports.run_import, RunImport(proposal, matching)).value
        told = _stored(desk, report.batch_id) if report.batch_id else all_findings(proposal)
        _show_report(report, told, changed, as_json=as_json)


def propose(desk: Desk, content: bytes, file_name: str, answers: bytes = b"") -> tuple[Proposal, str]:
    """What the workbook would bring, by guessed matches with the saved ones laid over; and the matching as TOML."""
    grid = desk.read_workbook(content, file_name)
    plan = propose_plan(grid, desk.read(imports.known_agencies))
    if answers:
        try:
            text = answers.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("The saved matching is not a text file.", kept="Nothing was imported.") from None
        plan = apply_mapping(plan, mapping_from_toml(text))
    proposal = build(grid, plan)
    if not proposal.referrals:
        raise Refused(
            "No referral was found in this workbook: no row of it reads like the headings of a panel's record.",
            kept="Nothing was imported.",
            to_do="Check that it is the right file; or say in a matching (--mapping) which row holds the headings.",
        )
    return proposal, mapping_to_toml(plan)


def _changes(changed: Sequence[ChangedRow]) -> list[dict[str, Any]]:
    """Rows a later copy tells otherwise, each with what is different."""
    return [{"sheet": row.sheet, "row": row.row, "reference": row.reference,
             "differences": [{"field": each.field, "words": each.words} for each in row.differences]}
            for row in changed]  # fmt: skip


def _show_report(
    report: ImportReport, findings: Sequence[Told], changed: Sequence[ChangedRow], *, as_json: bool
) -> None:
    if as_json:
        show_json({"batch": report.batch_id, "created": dict(report.created), "already_there": report.already_there,
                   "changed": report.changed, "changed_rows": _changes(changed),
                   "possible_duplicates": report.possible_duplicates,
                   "provisional_agencies": report.provisional_agencies,
                   "findings": [_finding(each) for each in findings]})  # fmt: skip
        return
    if not report.batch_id:
        say(f"Nothing new: {report.already_there} rows are in the record already.")
    for noun, count in report.created.items():
        if count:
            say(f"{noun:<24} {count:>7,}")
    say(f"{'already there':<24} {report.already_there:>7,}")
    if report.changed:
        say(f"{'changed, for decision':<24} {report.changed:>7,}")
    for row in changed:
        differences = "; ".join(f"{each.field}: {each.words}" for each in row.differences)
        say(f"  {row.sheet}, row {row.row}, {row.reference}: {differences}")
    if report.possible_duplicates:
        say(f"{'possible duplicates':<24} {report.possible_duplicates:>7,}")
    if report.provisional_agencies:
        say(f"Agencies to confirm: {', '.join(report.provisional_agencies)}")
    _show_findings(findings)


def _show_preview(preview: ImportPreview, proposal: Proposal, *, as_json: bool) -> None:
    if as_json:
        show_json({"would_create": dict(preview.create), "already_there": preview.already_there,
                   "changed": len(preview.changed), "provisional_agencies": preview.provisional_agencies,
                   "findings": [_finding(each) for each in all_findings(proposal)]})  # fmt: skip
        return
    say("Nothing was written. This import would make:")
    for noun, count in preview.create.items():
        say(f"{noun:<24} {count:>7,}")
    say(f"{'already there':<24} {preview.already_there:>7,}")
    if preview.provisional_agencies:
        say(f"Agencies to confirm: {', '.join(preview.provisional_agencies)}")
    _show_findings(all_findings(proposal))


def _stored(desk: Desk, batch_id: str) -> list[FindingView]:
    """Every finding that the import keeps, those of its writing among them."""
    found: list[FindingView] = []
    while True:
        page = desk.read(imports.import_findings, batch_id, "", len(found), 2_000)
        found.extend(page.rows)
        if not page.rows or len(found) >= page.total:
            return found


def _show_findings(findings: Sequence[Told]) -> None:
    if findings:
        kinds = Counter(each.kind.replace("_", " ") for each in findings)
        counts = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items()))
        say(f"{len(findings):,} findings: {counts} (sheet, row, column: what; what was done):")
    for each in findings:
        cell = (f"row {each.row}", each.column or "-") if each.row else ()
        say(f"  {', '.join((each.sheet or 'The workbook', *cell))}: {each.what} {each.done}")


def _finding(each: Told) -> dict[str, Any]:
    return {"sheet": each.sheet, "row": each.row, "column": each.column, "kind": each.kind, "what": each.what,
            "done": each.done}  # fmt: skip
