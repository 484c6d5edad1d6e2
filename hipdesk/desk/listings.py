"""Lists and the central database as workbooks that leave: cut for whom they go to, proved, written, noted."""

from collections.abc import Callable, Iterable
from pathlib import Path

from hipdesk.desk import Desk, Done
from hipdesk.kernel import files
from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.listings import Listing, NoteListExport
from hipdesk.model.redaction.proof import HitPass
from hipdesk.papers.encryption import protected
from hipdesk.papers.listing_gate import cut_listing, prove_listing
from hipdesk.papers.sheets.listing import note_of, write_listing
from hipdesk.services.listing_export import note_list_export

SUFFIX = ".xlsx"


def save_listing(
    desk: Desk, load: Callable[[], Listing], target: Path, recipient: str = "", password: str = "",
    passes: Iterable[HitPass] = (), progress: Progress = SILENT,
) -> Done[NoteListExport]:  # fmt: skip
    """Write a list as a workbook for a recipient and note it. Raises Refused or Unproved before anything is written."""
    refuse_other_name(target)
    listing = load()
    leaving = desk.with_vault(cut_listing, listing, recipient, progress)
    plain = write_listing(leaving.listing)
    reasons = {each.key: each.reason for each in passes}
    desk.with_vault(prove_listing, desk.press, plain, leaving, reasons, progress)
    content = protected(plain, password) if password else plain
    files.write_bytes(target, content)
    told = {"recipient": recipient, "encrypted": bool(password), "left_out": leaving.left_out, "passes": reasons}
    note = note_of(leaving.listing, content).model_copy(update=told)
    return Done(note, desk.run(progress, note_list_export, note).changes)


def refuse_other_name(target: Path) -> None:
    """Refused when a workbook would be written under the name of another kind of file."""
    if target.suffix.casefold() != SUFFIX:
        raise Refused(
            "This is an Excel workbook.", kept="Nothing was written.", to_do=f"Choose a name that ends in {SUFFIX}."
        )
