"""A filled return form: chosen, read in the press, shown case by case, and recorded when that is confirmed."""

from pathlib import Path

from PySide6.QtCore import QObject

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import Progress
from hipdesk.model.panels.return_forms import ReturnFormRead
from hipdesk.papers.reading.word_forms import read_form_in_press
from hipdesk.papers.word import WORD_FILES
from hipdesk.services import attachments, return_reading
from ui.context import Context
from ui.messages.seam import Choice, Question


def choose_return(context: Context, owner: QObject, meeting_id: str) -> None:
    """Ask for the file; nothing is recorded before the person has seen what was read."""
    desk = context.desk

    def chosen(path: Path) -> None:
        def work(progress: Progress) -> ReturnFormRead:
            form = read_form_in_press(desk.press, attachments.read_outside(path), progress)
            return desk.read(return_reading.understand_return, form)

        context.operations.read(work, lambda read: _confirm(context, owner, meeting_id, read), owner=owner)

    context.messages.choose_open_file("Choose the filled return form", WORD_FILES, chosen)


def _confirm(context: Context, owner: QObject, meeting_id: str, read: ReturnFormRead) -> None:
    if read.meeting_id != meeting_id:
        there = f"Open the meeting of {read.meeting} and read it there."
        context.messages.error(Refused("This form is for another meeting.", kept="Nothing was recorded.", to_do=there))
        return
    details = (*read.lines, *(f"{finding.label}: {finding.words}" for finding in read.findings))
    if not read.returns:
        close = (Choice("close", "Close", "primary"),)
        question = Question(f"Nothing to record from {read.agency}", "The form was read.", close, details)
        context.messages.ask(question, lambda _name: None)
        return
    many = "1 return" if len(read.returns) == 1 else f"{len(read.returns)} returns"
    choices = (Choice("do", f"Record {many}", "primary"), Choice("leave", "Leave it"))

    def answered(name: str) -> None:
        if name == "do":
            context.do(
                return_reading.record_returns, read, owner=owner,
                then=lambda count: context.messages.toast(f"Recorded: {count} of {read.agency}."),
            )  # fmt: skip

    words = "Texts go into the returns as they were written. Look at what is told below."
    context.messages.ask(Question(f"Record what {read.agency} returned?", words, choices, details), answered)
