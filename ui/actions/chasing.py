"""Chase letters: one agency's on the page of letters, where it is seen first; or one for every late agency into a
folder, as unsent e-mails or to be printed, the chase noted on each action once its letter lies there.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from hipdesk.desk import Done
from hipdesk.kernel.changes import Changes
from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import Progress
from hipdesk.model.action_log import ActionBoard, ActionView, AgencyGroup, ChaseActions
from hipdesk.model.redaction.proof import Undecided, Unproved
from hipdesk.model.sending import MAIL_SUFFIX
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services import actions
from ui.context import Context
from ui.messages.seam import Choice, Question
from ui.routes import Route

_LETTER = "letter-chaser"
_HOW = (
    "In an e-mail each letter is encrypted with a password of its own, which the call list of letters keeps; it is not "
    "sent: you look at the address and send it. To be printed, a letter is saved for anyone to open. Either way the "
    "chase is noted on each late action."
)


class Chasing(QObject):
    """Writes to agencies. Nothing is noted until the letter lies where it was saved."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def one(self, agency: AgencyGroup) -> None:
        """One agency's letter, on its page."""
        if agency.agency_id:
            self._context.routes.go(Route.to("letter", about="agency", id=agency.agency_id, kind="chaser"))

    def everyone_late(self, board: ActionBoard) -> None:
        """A letter to every agency that is late, into one folder: as unsent e-mails, or to be printed."""
        late = [(group, _late(board.actions, group)) for group in board.groups if group.agency_id and group.late]
        if not late:
            self._context.messages.toast("Nobody is late.")
            return
        many = "1 letter" if len(late) == 1 else f"{len(late)} letters"
        choices = (
            Choice(MAIL_SUFFIX, "Put them into unsent e-mails", "primary"),
            Choice(".pdf", "Save them to print, without a password"),
            Choice("leave", "Not yet"),
        )
        question = Question(f"Write {many} to all who are late?", _HOW, choices, tuple(group.name for group, _ in late))

        def chosen(suffix: str) -> None:
            if suffix != "leave":
                messages.choose_folder("Where the letters go", lambda folder: self._write(late, folder, suffix))

        messages = self._context.messages
        messages.ask(question, chosen)

    def _write(self, letters: Sequence[tuple[AgencyGroup, list[ActionView]]], folder: Path, suffix: str) -> None:
        desk = self._context.desk

        def work(progress: Progress) -> Done[list[str]]:
            late: list[str] = []
            kept_back: list[str] = []
            for at, (agency, late_ones) in enumerate(letters):
                progress.step(at, len(letters), f"Writing to {agency.name}")
                options = PaperOptions(agency_id=agency.agency_id or "")
                made = desk.make_paper(_LETTER, options, progress)
                try:
                    desk.save_paper(made, _free(folder / made.file_name, suffix), options, agency.name)
                except (Unproved, Undecided):
                    kept_back.append(f"{agency.name} (something in the letter is to be looked at first)")
                except Refused as told:
                    kept_back.append(f"{agency.name} ({told.what.rstrip('.')})")
                else:
                    late += [action.id for action in late_ones]
            if not late:
                return Done(kept_back, Changes())
            noted = desk.run(progress, actions.chase, ChaseActions(action_ids=tuple(late), words="Letter"))
            return Done(kept_back, noted.changes)

        self._context.operations.run(
            work,
            lambda done: self._say(len(letters) - len(done.value), done.value, suffix),
            self._context.messages.error,
            owner=self,
        )

    def _say(self, saved: int, kept_back: Sequence[str], suffix: str) -> None:
        if saved:
            passwords = " The passwords are on the call list of letters." if suffix == MAIL_SUFFIX else ""
            written = "1 letter is" if saved == 1 else f"{saved} letters are"
            self._context.messages.toast(f"{written} saved and noted.{passwords}")
        if kept_back:
            self._context.messages.error(
                Refused(
                    f"Not written: {'; '.join(kept_back)}.",
                    kept="The other letters are saved and noted." if saved else "Nothing was saved.",
                    to_do="Save each from its own page, which shows what was found.",
                )
            )


def _free(named: Path, suffix: str) -> Path:
    """The letter's own name, of which nothing lies there yet."""
    target = named.with_suffix(suffix)
    if target.exists():
        raise Refused("there is a file of that name already")
    return target


def _late(rows: Sequence[ActionView], agency: AgencyGroup) -> list[ActionView]:
    return [row for row in rows if row.agency_id == agency.agency_id and row.rag.code == "red"]
