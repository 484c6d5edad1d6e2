"""Publishing a report from the window: made, proved and frozen as made, once the officer has said so."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from hipdesk.kernel.progress import Progress
from hipdesk.model.periods import Period
from hipdesk.model.publishing import AUDIENCE_WORDS, KIND_WORDS, Audience, PublishReport
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services.publishing import publish_report, record_head
from ui.context import Context
from ui.messages.seam import Choice, Question
from ui.reports.periods import kind_of, paper_on


def ask_to_publish(
    context: Context, owner: QObject, period: Period, audience: Audience, done: Callable[[str], object]
) -> None:
    """Say what publishing does, then do it; ``done`` gets the id of what was published."""
    kind = kind_of(period)
    name = f"{KIND_WORDS[kind]}, {period.label}, {AUDIENCE_WORDS[audience].lower()}"

    def answered(choice: str) -> None:
        if choice == "publish":
            _make(context, owner, period, audience, done)

    context.messages.ask(
        Question(
            "Publish this report?",
            f"{name}. Its pages, figures, rules and list of cases are kept as they are now. A later report shows the "
            "same figures for the same days. It can be withdrawn, not changed.",
            (Choice("publish", "Publish it", "primary"), Choice("leave", "Not yet")),
        ),
        answered,
    )


def _make(context: Context, owner: QObject, period: Period, audience: Audience, done: Callable[[str], object]) -> None:
    desk, paper = context.desk, paper_on(period, audience)
    options = PaperOptions(period=period.label)

    def work(progress: Progress) -> PublishReport:
        head = desk.read(record_head)
        made = desk.make_paper(paper, options, progress)
        desk.prove_paper(made, options)
        return PublishReport(kind=kind_of(period), period=period.label, audience=audience, pdf=made.content, head=head)

    def take(command: PublishReport) -> None:
        context.do(publish_report, command, then=done, owner=owner)

    context.operations.read(work, take, owner=owner, newest="publish-report")
