"""One import on its way: the workbook, the plan as settled so far, and what it would bring. Without widgets.

The functions here run off the window's thread; each returns a new value and changes none.
"""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.progress import Progress
from hipdesk.model.imports import ImportPreview, ImportReport, RunImport
from hipdesk.model.workbooks.analysis import propose_plan, rematch
from hipdesk.model.workbooks.building import build
from hipdesk.model.workbooks.fields import KEEP, LEAVE_OUT
from hipdesk.model.workbooks.grid import WorkbookGrid
from hipdesk.model.workbooks.mapping import apply_mapping, mapping_from_toml, mapping_to_toml
from hipdesk.model.workbooks.plan import ColumnMatch, Plan
from hipdesk.model.workbooks.proposals import Proposal
from hipdesk.model.workbooks.values import GUESS, LIKELY
from hipdesk.services.imports import known_agencies, preview_import

STEPS = ("file", "sheets", "columns", "values", "preview", "import")
TITLES = {
    "file": "Choose file",
    "sheets": "Sheet and headings",
    "columns": "Columns",
    "values": "Values",
    "preview": "Preview",
    "import": "Import",
}
KINDS_OF_FILE = "Workbooks (*.xlsx *.xlsm *.xls *.ods)"
KINDS_OF_MATCHING = "Saved matchings (*.toml)"


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that was read, and the plan as it stands."""

    grid: WorkbookGrid
    plan: Plan

    @property
    def referrals(self) -> int:
        """Rows that would become referrals."""
        return self.plan.rows_found

    @property
    def mapping(self) -> str:
        """The matching as it would be saved."""
        return mapping_to_toml(self.plan)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the workbook would bring, compared with the record."""

    proposal: Proposal
    preview: ImportPreview
    take: frozenset[str] = frozenset()

    def taking(self, key: str, *, on: bool) -> "Proposed":
        """The same with a changed row ticked or not."""
        return replace(self, take=self.take | {key} if on else self.take - {key})

    def command(self, mapping: str) -> RunImport:
        """The import as a command."""
        return RunImport(self.proposal, mapping, self.take)


def read_path(path: Path) -> bytes:
    """The file's bytes; a fault of the machine is a sentence without the path."""
    with files.told_plainly():
        return path.read_bytes()


def open_workbook(desk: Desk, path: Path, progress: Progress) -> Opened:
    """Read a workbook in the press and guess its plan. WorkbookRefused when it cannot be read."""
    grid = desk.read_workbook(read_path(path), path.name, progress)
    progress.check()
    return Opened(grid, propose_plan(grid, desk.read(known_agencies)))


def look_again(opened: Opened, plan: Plan) -> Opened:
    """The plan guessed anew around what was settled."""
    return Opened(opened.grid, rematch(opened.grid, plan))


def with_matching(opened: Opened, path: Path) -> Opened:
    """A saved matching laid over the plan. MappingRefused when it is none."""
    text = read_path(path).decode("utf-8", errors="replace")
    return look_again(opened, apply_mapping(opened.plan, mapping_from_toml(text)))


def propose(desk: Desk, opened: Opened) -> Proposed:
    """What the workbook would bring, with the record as it is now."""
    proposal = build(opened.grid, opened.plan)
    return Proposed(proposal, desk.read(preview_import, proposal))


def to_look_at(column: ColumnMatch) -> bool:
    """Whether a column's match is only a guess."""
    guessed = column.settled_by == "guess" and column.target not in (KEEP, LEAVE_OUT)
    return guessed and GUESS <= column.confidence < LIKELY


def left_out(column: ColumnMatch) -> bool:
    """Whether nothing of a column goes anywhere."""
    return column.target == LEAVE_OUT


def step_words(opened: Opened | None, proposed: Proposed | None, report: ImportReport | None) -> dict[str, str]:
    """What the rail says under each step."""
    words = {"values": "lists and spellings", "preview": "what will be made", "import": "one go, can be undone"}
    if opened is None:
        return {**words, "file": "the panel’s old workbook", "sheets": "found for you", "columns": "matched for you"}
    plan = opened.plan
    words["file"] = plan.file_name
    sheets = plan.sheets_holding("referrals")
    rows = Counter(row + 1 for sheet in sheets for row in sheet.heading_rows)
    first = f", headings in row {rows.most_common(1)[0][0]}" if rows else ""
    words["sheets"] = f"“{sheets[0].name}”{first}" if len(sheets) == 1 else f"{len(sheets)} sheets{first}"
    columns = plan.columns_of("referrals")
    settled = sum(not to_look_at(column) for column in columns)
    words["columns"] = f"{settled} of {len(columns)} settled"
    words["values"] = f"{len(plan.agencies)} agencies, {len(plan.values)} values"
    if proposed is not None:
        words["preview"] = f"{proposed.preview.create.get('referrals', 0)} new referrals"
    if report is not None:
        words["import"] = "done" if report.batch_id else "nothing new"
    return words


def save_matching(opened: Opened, path: Path) -> None:
    """Write the matching as a file, to be used for the next copy of the workbook."""
    files.write_bytes(path, opened.mapping.encode("utf-8"))
