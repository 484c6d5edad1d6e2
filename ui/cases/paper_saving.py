"""Making a case paper and writing it where the person says; the copy is noted in the register."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from hipdesk.desk import MadePaper
from hipdesk.kernel.errors import HipDeskError
from hipdesk.papers.catalogue import PaperOptions
from ui.context import Context
from ui.parts.set_aside import tell_set_aside

_KINDS = "PDF documents (*.pdf)"


def save_case_paper(context: Context, owner: QObject, case_id: str, made: Callable[[], object]) -> None:
    """Set the paper of a case for its next panel; ``made`` is called once it is set, or could not be."""
    options = PaperOptions(case_id=case_id)

    def failed(error: HipDeskError) -> None:
        made()
        context.messages.error(error)

    def take(paper: MadePaper) -> None:
        made()
        tell_set_aside(context, paper.note)

        def chosen(target: Path) -> None:
            context.operations.run(
                lambda _progress: context.desk.save_paper(paper, target, options),
                lambda _nothing: context.messages.toast("The case paper is saved, and its copy is noted."),
                owner=owner,
            )

        context.messages.choose_save_file("Save the case paper", paper.file_name, _KINDS, chosen)

    context.operations.read(
        lambda progress: context.desk.make_paper("case-paper", options, progress), take, failed, owner=owner
    )
