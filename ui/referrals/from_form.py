"""From a Word form: the file chosen, read in the press, opened as a draft on the form; what needs a look is said."""

from pathlib import Path

from PySide6.QtCore import QObject

from hipdesk.kernel.progress import Progress
from hipdesk.model.referrals.form_controls import BEGUN_ALREADY, FormRead
from hipdesk.papers.reading.word_forms import read_form_in_press
from hipdesk.services import attachments
from hipdesk.services.form_reading import draft_from_form
from ui.context import Context
from ui.parts.begun_referrals import way_on

_KINDS = "Word documents (*.docx)"
_TOLD = 4
"""How many answers are named; the form itself says it beside each field."""


def choose_form(context: Context, owner: QObject) -> None:
    """Ask for the file, and open what it holds as a referral that is being typed."""

    def chosen(path: Path) -> None:
        def work(progress: Progress) -> FormRead:
            form = read_form_in_press(context.desk.press, attachments.read_outside(path), progress)
            return context.desk.run(progress, draft_from_form, form).value

        context.operations.run(work, lambda read: _open(context, read), owner=owner)

    context.messages.choose_open_file("Choose the filled form", _KINDS, chosen)


def _open(context: Context, read: FormRead) -> None:
    context.routes.go(way_on(read.subject))
    if read.begun:
        context.messages.toast(BEGUN_ALREADY)
    elif read.findings:
        labels = dict.fromkeys(finding.label for finding in read.findings)
        more = f" and {len(labels) - _TOLD} more" if len(labels) > _TOLD else ""
        context.messages.banner(
            f"Some answers of the form need a look: {', '.join(list(labels)[:_TOLD])}{more}.",
            "Everything that could be read is on the form, kept as a draft.",
            "Go through them before you log the referral.",
            about="word-form",
        )
    else:
        context.messages.toast("The form is read. Nothing is logged until you log it.")
