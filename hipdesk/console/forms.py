"""read-form: a filled Word form: a referral as a draft, an agency's return recorded, a risk form as a case's draft."""

from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.session import PassphraseFile, Vault, opened, read_file, say
from hipdesk.desk import Desk
from hipdesk.model.referrals.form_controls import BEGUN_ALREADY, FilledForm, FormFinding
from hipdesk.papers.reading.word_forms import FILE_MOST, read_form_in_press
from hipdesk.services import finding
from hipdesk.services.form_reading import draft_from_form, risk_draft_from_form
from hipdesk.services.return_reading import is_return_form, record_returns, understand_return


def read_form(
    file: Annotated[Path, typer.Argument(help="The filled form, .docx.")],
    vault: Vault,
    case: Annotated[str, typer.Option(help="A risk form: the reference of its case.")] = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Read a filled Word form. A return is recorded; a referral or risk form is a draft that the window opens."""
    with opened(vault, passphrase_file) as desk:
        form = read_form_in_press(desk.press, read_file(file, FILE_MOST))
        if is_return_form(form):
            _record(desk, form)
            return
        if case:
            read = desk.do(risk_draft_from_form, form, desk.read(finding.find_case, case)).value
        else:
            read = desk.do(draft_from_form, form).value
        kept = f"{read.answered} answers read, kept as a draft {'assessment' if case else 'referral'}."
        say(BEGUN_ALREADY if read.begun else kept)
        _tell(read.findings)


def _record(desk: Desk, form: FilledForm) -> None:
    read = desk.read(understand_return, form)
    if read.returns:
        desk.do(record_returns, read)
    say(f"{read.agency}, panel of {read.meeting}: {len(read.returns)} recorded.")
    for line in read.lines:
        say(line)
    _tell(read.findings)


def _tell(findings: tuple[FormFinding, ...]) -> None:
    for each in findings:
        say(f"{each.label}: {each.words}")
