"""Chase letters: an agency's slip of live actions, saved where the person says, and the chase noted on each action."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from hipdesk.desk import Done
from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import Progress
from hipdesk.model.action_log import ActionBoard, ActionView, AgencyGroup, ChaseActions
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services import actions
from ui.context import Context

_SLIP = "action-slip"


class Chasing(QObject):
    """Writes to agencies. Nothing is noted until the letter lies where it was saved."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def one(self, board: ActionBoard, agency: AgencyGroup) -> None:
        """One agency's letter."""
        late = _late(board.actions, agency) or _live(board.actions, agency)
        if board.slip_meeting_id is None:
            self._note(late, f"Chase of {agency.name} noted. A letter can be made once a panel has been held.")
            return
        name = f"Actions of {agency.name}.pdf"
        self._context.messages.choose_save_file(
            f"Save the letter to {agency.name}",
            name,
            "PDF (*.pdf)",
            lambda target: self._write([(agency, target, late)], board.slip_meeting_id or ""),
        )

    def everyone_late(self, board: ActionBoard) -> None:
        """A letter to every agency that is late, into one folder."""
        agencies = [group for group in board.groups if group.agency_id and group.late]
        if not agencies:
            self._context.messages.toast("Nobody is late.")
            return
        meeting = board.slip_meeting_id
        if meeting is None:
            every = [action for group in agencies for action in _late(board.actions, group)]
            self._note(every, "Chases noted. Letters can be made once a panel has been held.")
            return

        def chosen(folder: Path) -> None:
            letters = [
                (group, folder / f"Actions of {_file_name(group.name)}.pdf", _late(board.actions, group))
                for group in agencies
            ]
            self._write(letters, meeting)

        self._context.messages.choose_folder("Save the letters in", chosen)

    def _write(self, letters: Sequence[tuple[AgencyGroup, Path, list[ActionView]]], meeting_id: str) -> None:
        desk = self._context.desk

        def work(progress: Progress) -> Done[int]:
            for at, (agency, target, _late_ones) in enumerate(letters):
                progress.step(at, len(letters), f"Writing to {agency.name}")
                options = PaperOptions(meeting_id=meeting_id, agency_id=agency.agency_id or "")
                desk.save_paper(desk.make_paper(_SLIP, options, progress), target, options, agency.name)
            ids = tuple(action.id for _agency, _target, late in letters for action in late)
            return desk.run(progress, actions.chase, ChaseActions(action_ids=ids, words="Letter"))

        words = "Letter saved" if len(letters) == 1 else f"{len(letters)} letters saved"
        self._context.operations.run(work, self._told(f"{words} and noted."), self._failed, owner=self)

    def _note(self, late: Sequence[ActionView], words: str) -> None:
        command = ChaseActions(action_ids=tuple(action.id for action in late))
        self._context.do(actions.chase, command, then=lambda _count: self._say(words), owner=self)

    def _told(self, words: str) -> Callable[[object], object]:
        return lambda _done: self._say(words)

    def _say(self, words: str) -> None:
        self._context.messages.toast(words)

    def _failed(self, error: HipDeskError) -> None:
        self._context.messages.error(error)


def _live(rows: Sequence[ActionView], agency: AgencyGroup) -> list[ActionView]:
    return [row for row in rows if row.agency_id == agency.agency_id]


def _late(rows: Sequence[ActionView], agency: AgencyGroup) -> list[ActionView]:
    return [row for row in _live(rows, agency) if row.rag.code == "red"]


def _file_name(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in " -" else "-" for sign in name)
