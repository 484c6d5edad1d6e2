"""A paper of a meeting as unsent e-mails, one for every agency it goes to, written into a folder."""

from pathlib import Path

from PySide6.QtCore import QObject

from hipdesk.desk.mail_round import MailRound, write_mails
from hipdesk.kernel.progress import Progress
from hipdesk.model.sending import MailRecipient
from hipdesk.services.sending import mail_recipients
from ui.context import Context
from ui.messages.seam import Choice, Question

_ABOUT = "mails-written"
_WHAT_HAPPENS = (
    "Each agency gets its own copy, encrypted with a password of its own, in an e-mail that is not sent: you look at "
    "the address and send it. Each copy is entered in the register; the passwords are on the call list in Papers."
)


def offer_mails(context: Context, owner: QObject, paper: str, title: str, meeting_id: str) -> None:
    """Show who would get one and who would not, with the reason; then ask for the folder and write them."""

    def confirm(recipients: tuple[MailRecipient, ...]) -> None:
        ready = [each for each in recipients if not each.blocks]
        many = "1 e-mail" if len(ready) == 1 else f"{len(ready)} e-mails"
        lines = tuple(
            f"Not for {each.agency}: {' '.join(each.blocks)}" if each.blocks else each.agency for each in recipients
        )
        if not ready:
            context.messages.banner("There is no agency this paper can go to yet.", " ".join(lines), about=_ABOUT)
            return
        choices = (Choice("write", f"Write {many}", "primary"), Choice("leave", "Not yet"))
        question = Question(f"{title}: write {many}?", _WHAT_HAPPENS, choices, lines)
        context.messages.ask(question, lambda name: choose() if name == "write" else None)

    def choose() -> None:
        context.messages.choose_folder("Where the e-mails go", write)

    def write(folder: Path) -> None:
        def work(progress: Progress) -> MailRound:
            return write_mails(context.desk, paper, meeting_id, folder, progress)

        context.operations.run(work, lambda done: tell(context, done, folder), owner=owner)

    context.read(mail_recipients, paper, meeting_id, then=confirm, owner=owner)


def tell(context: Context, done: MailRound, folder: Path) -> None:
    """What was written, and for whom not, with the reason and how to go on."""
    written = "1 e-mail is" if len(done.written) == 1 else f"{len(done.written)} e-mails are"
    kept = f"{written} in {folder.name}, and in the register." if done.written else "Nothing was written."
    if done.failed:
        lines = " ".join(f"{agency}: {why}" for agency, why in done.failed)
        again = "Settle that, then save each of them from its own paper."
        context.messages.banner(f"Not written. {lines}", kept, again, about=_ABOUT)
    else:
        context.messages.settle(_ABOUT)
        context.messages.toast(f"{kept} The passwords are on the call list.")
