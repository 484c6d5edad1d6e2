"""Evidence handed over as its own file: a marked copy of its pages. Print-only: a photograph has no structure."""

from pathlib import Path

from hipdesk.kernel import files
from hipdesk.kernel.clock import LONDON
from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.settings import OfficeSettings
from hipdesk.model.users import Right
from hipdesk.papers.encryption import encrypted
from hipdesk.papers.press import Press, PressFailed
from hipdesk.papers.wording import full_day
from hipdesk.services.attachments import bytes_of, note_copy_saved, refuse_recipient
from hipdesk.services.custody import Custody
from hipdesk.services.settings import setting
from hipdesk.store.queries.attachments import attachment_view
from hipdesk.store.queries.cases import case_row

_JOB = "hipdesk.papers.stamp_jobs:stamp"
SECONDS = 300.0


def stamped(
    press: Press, content: bytes, media_type: str, marking: str, line: str, progress: Progress = SILENT
) -> bytes:
    """The pages of a PDF or picture, each marked above and below. Refused when it cannot be shown as pages."""
    made = press.run(
        _JOB, seconds=SECONDS, progress=progress, content=content, media_type=media_type, marking=marking, line=line
    )
    if not isinstance(made, bytes):
        raise PressFailed("no pages came back")
    return made


def save_stamped(
    custody: Custody, attachment_id: str, target: Path, press: Press, progress: Progress = SILENT,
    recipient: str = "", password: str = "",
) -> None:  # fmt: skip
    """Write a marked copy of a kept file outside the vault, whole or not at all, encrypted with a ``password``; that it
    left, and for whom, is in the log first.
    """
    custody.actor.demand(Right.MAKE_PAPERS)
    with custody.records.read(custody.actor) as reading:
        refuse_recipient(reading, attachment_id, recipient)
    with custody.records.read(custody.actor, progress) as reading:
        view, office = attachment_view(reading, attachment_id), setting(reading, OfficeSettings)
        day = full_day(reading.now.astimezone(LONDON).date())
        whose = case_row(reading, view.case_id).reference if view.case_id else "evidence"
    if view.shown not in ("pages", "picture"):
        raise Refused("This kind of file has no pages to mark.", kept="Nothing was saved.", to_do="Save it as it came.")
    line = f"{whose}, handed over by {office.panel_name} on {day}. Do not copy or forward"
    marking = view.marking or office.marking
    made = stamped(press, bytes_of(custody, attachment_id), view.media_type, marking, line, progress)
    if password:
        made = encrypted(made, password)
    with custody.records.write(custody.actor) as work:
        note_copy_saved(work, attachment_id, recipient, encrypted=bool(password))
        work.finish()
    files.write_bytes(target, made)
