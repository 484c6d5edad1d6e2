"""dates: a meeting and its deadlines as a calendar file, in which no case stands."""

from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.session import PassphraseFile, Vault, opened, say
from hipdesk.kernel.errors import Refused
from hipdesk.papers.packing import write_calendar
from hipdesk.services import finding

_SUFFIX = ".ics"


def dates(
    vault: Vault,
    out: Annotated[Path, typer.Option("--out", help="The calendar file to write, .ics.")],
    meeting: Annotated[str, typer.Option(help='A meeting: its day (2026-12-10), "next" or "last".')] = "next",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write the dates of a meeting for calendars: the meeting, and what is due before and after it."""
    with opened(vault, passphrase_file) as desk:
        if out.suffix.casefold() != _SUFFIX:
            raise Refused("Dates are a calendar file.", kept="Nothing was made.", to_do=f"End the name in {_SUFFIX}.")
        desk.with_vault(write_calendar, desk.read(finding.find_meeting, meeting), out)
        say(f"Dates written: {out}. No case stands in it.")
