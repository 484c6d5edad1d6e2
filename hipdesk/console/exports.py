"""export: the central database, or the figures of a period, as an Excel workbook."""

from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.session import PassphraseFile, PasswordFile, Vault, opened, password_from, read_file, say
from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.errors import Refused
from hipdesk.model.listings import NoteListExport
from hipdesk.model.periods import parse_period
from hipdesk.papers.encryption import protected
from hipdesk.papers.proof_gate import prove_figures
from hipdesk.papers.sheets.figures import note_of_figures, write_figures
from hipdesk.papers.sheets.listing import note_of, write_listing
from hipdesk.services.central_database import central_database
from hipdesk.services.listing_export import note_list_export
from hipdesk.services.reports.report import report
from hipdesk.services.settings import read_settings

LARGEST_MAPPING = 1 << 20


def export(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="central (every case), or figures (of a period).")],
    vault: Vault,
    out: Annotated[Path, typer.Option("--out", help="The workbook to write, .xlsx.")],
    own: Annotated[
        bool, typer.Option("--own", help="central: in the columns of the workbook that was imported.")
    ] = False,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="central: in the columns of this matching.")] = None,
    period: Annotated[str, typer.Option("--period", help='figures: "2016-17 Q2".')] = "",
    password_file: PasswordFile = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write a workbook. Without a password it leaves the vault unencrypted: keep it where it may be."""
    with opened(vault, passphrase_file) as desk:
        password = password_from(password_file)
        if what == "central":
            matching = read_file(mapping, LARGEST_MAPPING).decode("utf-8", "replace") if mapping else ""
            content, note = _central(desk, own=own, matching=matching, password=password)
        elif what == "figures" and period:
            content, note = _figures(desk, period, password)
        else:
            raise Refused("There is no such workbook.", to_do='Use central, or figures with --period "2016-17 Q2".')
        files.write_bytes(out, content)
        desk.do(note_list_export, note)
        opens = "It opens with the password." if password else "It is not encrypted."
        say(f"{note.rows} rows written: {out}. {opens}")


def _central(desk: Desk, *, own: bool, matching: str, password: str) -> tuple[bytes, NoteListExport]:
    listing = desk.read(central_database, own=own, matching=matching)
    content = _closed(write_listing(listing), password)
    return content, note_of(listing, content)


def _figures(desk: Desk, period: str, password: str) -> tuple[bytes, NoteListExport]:
    figures, office = desk.read(report, parse_period(period)), desk.read(read_settings)[0]
    plain = write_figures(figures, office.marking, office.panel_name)
    desk.with_vault(prove_figures, desk.press, plain, parse_period(period).label)
    content = _closed(plain, password)
    return content, note_of_figures(figures, content)


def _closed(content: bytes, password: str) -> bytes:
    return protected(content, password) if password else content
