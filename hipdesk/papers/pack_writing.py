"""Issued packs into a folder: each with its e-mail, whole or not at all; what was not written stays known."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from hipdesk.kernel import files
from hipdesk.kernel.changes import Changes
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.panels.packs import NotePacksWritten
from hipdesk.papers.packing import MadePacks, mail_drafts
from hipdesk.services.custody import Custody
from hipdesk.services.packs import note_packs_written


@dataclass(frozen=True, slots=True)
class PacksWritten:
    """The files that lie in the folder, the copies whose files do not, and the first fault that kept them from it."""

    names: tuple[str, ...]
    left: MadePacks
    fault: HipDeskError | None
    changes: Changes

    @property
    def numbers(self) -> str:
        """The copies that were not written, in words: "copies 2 and 3"."""
        found = [str(pack.copy.copy_number) for pack in self.left.packs]
        return f"copy {found[0]}" if len(found) == 1 else f"copies {', '.join(found[:-1])} and {found[-1]}"


def write_packs(custody: Custody, made: MadePacks, folder: Path) -> PacksWritten:
    """Write each encrypted pack and its e-mail, and note in the register which were written.

    Raises nothing for a file that could not be written: that copy stays in the register as one to be written, and comes
    back in ``left``, to be written elsewhere or made again under its number.
    """
    with custody.records.read(custody.actor) as reading:
        mails = mail_drafts(reading, made)
    names: list[str] = []
    left, done = [], []
    fault: HipDeskError | None = None
    for pack, mail in zip(made.packs, mails, strict=True):
        both = ((pack.file_name, pack.content), (mail.file_name, mail.content))
        try:
            for name, content in both:
                files.write_bytes(folder / name, content)
        except HipDeskError as error:
            fault = fault or error
            left.append(pack)
            for name, _content in both:
                with contextlib.suppress(HipDeskError):
                    files.remove(folder / name)
        else:
            names += [name for name, _content in both]
            done.append(pack.copy.copy_number)
    changes = Changes()
    if done:
        with custody.records.write(custody.actor) as work:
            note_packs_written(work, NotePacksWritten(meeting_id=made.plan.meeting_id, copy_numbers=tuple(done)))
            changes = work.finish()
    return PacksWritten(tuple(names), MadePacks(made.plan, tuple(left), made.failed, made.again), fault, changes)
