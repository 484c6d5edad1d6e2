"""A paper of a meeting to every agency concerned: each its own cut, proved and encrypted, in an unsent e-mail."""

from dataclasses import dataclass
from pathlib import Path

from hipdesk.desk.papers import PaperDesk, file_part
from hipdesk.kernel.errors import HipDeskError, Refused, Stopped
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.sending import FILLED_IN, MAIL_SUFFIX, MailRecipient
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services.sending import mail_recipients


@dataclass(frozen=True, slots=True)
class MailRound:
    """What became of each agency's e-mail: the files written, and by agency why there is none."""

    written: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    stopped: bool = False


def write_mails(
    desk: PaperDesk, paper_id: str, meeting_id: str, folder: Path, progress: Progress = SILENT
) -> MailRound:
    """Write an e-mail for every agency a paper of a meeting goes to; one that cannot be made is named, the rest are.

    Stopped half way, what is written stays and is in the register. Nothing is written over. Refused for a paper that
    does not go to agencies, and where it goes to none.
    """
    recipients = desk.read(mail_recipients, paper_id, meeting_id)
    if not recipients:
        raise Refused("There is no agency this paper goes to yet.", kept="Nothing was made.")
    written: list[str] = []
    failed: list[tuple[str, str]] = []
    for at, to in enumerate(recipients):
        try:
            progress.step(at, len(recipients), f"Writing to {to.agency}")
            written.append(_write(desk, paper_id, meeting_id, folder, to, progress))
        except Stopped:
            left = [(each.agency, "Stopped before it was written.") for each in recipients[at:]]
            return MailRound(tuple(written), (*failed, *left), stopped=True)
        except HipDeskError as fault:
            failed.append((to.agency, " ".join(part for part in (fault.what, fault.to_do) if part)))
    progress.step(len(recipients), len(recipients))
    return MailRound(tuple(written), tuple(failed))


def _write(desk: PaperDesk, paper_id: str, meeting_id: str, folder: Path, to: MailRecipient, progress: Progress) -> str:
    if to.blocks:
        raise Refused(" ".join(to.blocks))
    options = PaperOptions(meeting_id=meeting_id, agency_id=to.agency_id)
    made = desk.make_paper(paper_id, options, progress, form="word" if paper_id in FILLED_IN else "pdf")
    stem, whose = Path(made.file_name).stem, file_part(to.agency)
    target = folder / f"{stem if stem.endswith(whose) else f'{stem} {whose}'}{MAIL_SUFFIX}"
    if target.exists():
        raise Refused("There is a file of that name already.", to_do="Choose an empty folder.")
    desk.save_paper(made, target, options, to.agency)
    return target.name
