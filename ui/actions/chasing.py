"""Chase letters: one agency's on the page of letters, where it is seen first; or one for every late agency into a
folder, the chase noted on each action once its letter lies there.
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
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services import actions
from ui.context import Context
from ui.routes import Route

_LETTER = "letter-chaser"


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
        """A letter to every agency that is late, into one folder."""
        agencies = [group for group in board.groups if group.agency_id and group.late]
        if not agencies:
            self._context.messages.toast("Nobody is late.")
            return

        def chosen(folder: Path) -> None:
            self._write(
                [
                    (group, folder / f"Actions of {_file_name(group.name)}.pdf", _late(board.actions, group))
                    for group in agencies
                ]
            )

        self._context.messages.choose_folder("Save the letters in", chosen)

    def _write(self, letters: Sequence[tuple[AgencyGroup, Path, list[ActionView]]]) -> None:
        desk = self._context.desk

        def work(progress: Progress) -> Done[list[str]]:
            late: list[str] = []
            kept_back: list[str] = []
            for at, (agency, target, late_ones) in enumerate(letters):
                progress.step(at, len(letters), f"Writing to {agency.name}")
                options = PaperOptions(agency_id=agency.agency_id or "")
                try:
                    desk.save_paper(desk.make_paper(_LETTER, options, progress), target, options, agency.name)
                except (Unproved, Undecided):
                    kept_back.append(agency.name)
                else:
                    late += [action.id for action in late_ones]
            if not late:
                return Done(kept_back, Changes())
            noted = desk.run(progress, actions.chase, ChaseActions(action_ids=tuple(late), words="Letter"))
            return Done(kept_back, noted.changes)

        self._context.operations.run(
            work,
            lambda done: self._say(len(letters) - len(done.value), done.value),
            self._context.messages.error,
            owner=self,
        )

    def _say(self, saved: int, kept_back: Sequence[str]) -> None:
        if saved:
            self._context.messages.toast(f"{'Letter' if saved == 1 else f'{saved} letters'} saved and noted.")
        if kept_back:
            self._context.messages.error(
                Refused(
                    f"Not written: {', '.join(kept_back)}. Something in the letter is to be looked at first.",
                    kept="The other letters are saved and noted." if saved else "Nothing was saved.",
                    to_do="Save each from its own page, which shows what was found.",
                )
            )


def _late(rows: Sequence[ActionView], agency: AgencyGroup) -> list[ActionView]:
    return [row for row in rows if row.agency_id == agency.agency_id and row.rag.code == "red"]


def _file_name(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in " -" else "-" for sign in name)
