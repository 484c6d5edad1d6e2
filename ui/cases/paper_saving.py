"""Making a case paper and writing it where the person says; the copy is noted in the register."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from hipdesk.desk import MadePaper
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.cases.views import CaseView
from hipdesk.model.redaction.proof import HitPass
from hipdesk.papers.catalogue import PaperOptions
from ui.context import Context
from ui.parts.marking import let_mark
from ui.parts.proved import when_not_proved
from ui.parts.set_aside import tell_set_aside
from ui.routes import Route

_OWN_PAPER = frozenset({"victim", "household", "perpetrator"})
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

        def chosen(target: Path, passes: tuple[HitPass, ...] = ()) -> None:
            context.operations.run(
                lambda _progress: context.desk.save_paper(paper, target, options, recipient, passes=passes),
                lambda _nothing: context.messages.toast("The case paper is saved, and its copy is noted."),
                when_not_proved(context, owner, lambda stand: chosen(target, stand)),
                owner=owner,
            )

        context.messages.choose_save_file("Save the case paper", paper.file_name, _KINDS, chosen)

    context.operations.read(
        lambda progress: context.desk.make_paper("case-paper", options, progress), take, failed, owner=owner
    )


def case_menu(context: Context, page: QWidget, case_id: Callable[[], str]) -> QMenu:
    """The menu of a case's page, on which what is selected in a text can be left out of papers by key."""
    let_mark(context, page, case_id)
    return QMenu(page)


def offer_papers(menu: QMenu, context: Context, owner: QObject, view: CaseView | None) -> None:
    """Add to a menu what is seldom wanted of a case's papers: words left out of them, and one for a person of it."""
    if view is None:
        return
    menu.addSeparator()
    words = menu.addAction("Words left out of papers")
    words.triggered.connect(lambda: context.routes.go(Route.to("case-words", id=view.id)))
    for person in view.people:
        if person.role in _OWN_PAPER:
            way = menu.addAction(f"Case paper for {person.label} only")
            way.triggered.connect(
                lambda _on=False, key=person.person_id: save_case_paper(
                    context, owner, view.id, lambda: None, subject_id=key
                )
            )
