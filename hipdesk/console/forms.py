"""read-form: a filled Word referral form, kept as a draft referral."""

from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.session import PassphraseFile, Vault, opened, read_file, say
from hipdesk.model.referrals.form_controls import BEGUN_ALREADY
from hipdesk.papers.reading.word_forms import FILE_MOST, read_form_in_press
from hipdesk.services.form_reading import draft_from_form


def read_form(
    file: Annotated[Path, typer.Argument(help="The filled form, .docx.")],
    vault: Vault,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Read a filled Word referral form as a draft. The window opens it, checks it and looks for whom you have met."""
    with opened(vault, passphrase_file) as desk:
        form = read_form_in_press(desk.press, read_file(file, FILE_MOST))
        read = desk.do(draft_from_form, form).value
        say(BEGUN_ALREADY if read.begun else f"{read.answered} answers read, kept as a draft referral.")
        for finding in read.findings:
            say(f"{finding.label}: {finding.words}")
