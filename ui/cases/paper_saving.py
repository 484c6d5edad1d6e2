"""Making a case paper and writing it where the person says; the copy is noted in the register."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from hipdesk.desk import MadePaper
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.redaction.proof import HitPass
from hipdesk.papers.catalogue import PaperOptions
from ui.context import Context
from ui.messages.seam import Leaving, Left
from ui.parts.proved import when_not_proved
from ui.parts.set_aside import tell_set_aside

_KINDS = "PDF documents (*.pdf)"


def save_case_paper(
    context: Context, owner: QObject, case_id: str, made: Callable[[], object], *, subject_id: str = ""
) -> None:
    """Set the paper of a case for its next panel; ``made`` is called once it is set, or could not be.

    With a ``subject_id`` it is for that person: everybody else is masked.
    """
    options = PaperOptions(case_id=case_id, subject_id=subject_id)
    recipient = "the person it is about" if subject_id else "the office"

    def failed(error: HipDeskError) -> None:
        made()
        context.messages.error(error)

    def take(paper: MadePaper) -> None:
        made()
        tell_set_aside(context, paper.note)

        def let(left: Left, passes: tuple[HitPass, ...] = ()) -> None:
            context.operations.run(
                lambda _progress: context.desk.save_paper(
                    paper, left.target, options, left.recipient, password=left.password, passes=passes
                ),
                lambda _nothing: context.messages.toast("The case paper is saved, and its copy is noted."),
                when_not_proved(context, owner, lambda stand: let(left, stand)),
                owner=owner,
            )

        context.messages.choose_leaving(Leaving(paper.title, paper.file_name, _KINDS, recipient), let)

    context.operations.read(
        lambda progress: context.desk.make_paper("case-paper", options, progress), take, failed, owner=owner
    )
