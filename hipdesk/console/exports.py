"""export: the central database, or the figures of a period, for the panel or the public, as an Excel workbook."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.proving import Passes, proved
from hipdesk.console.session import PassphraseFile, PasswordFile, Vault, opened, password_from, read_file, say
from hipdesk.desk import Desk
from hipdesk.desk.listings import refuse_other_name, save_listing
from hipdesk.kernel import files
from hipdesk.kernel.errors import Refused
from hipdesk.model.listings import Listing, NoteListExport
from hipdesk.model.publishing import Audience
from hipdesk.model.redaction.proof import HitPass
from hipdesk.papers.encryption import protected
from hipdesk.papers.figures_book import figures_book
from hipdesk.papers.loading.frames import OFFICE_COPY
from hipdesk.papers.sheets.figures import note_of_figures
from hipdesk.services.central_database import central_database
from hipdesk.services.listing_export import note_list_export

LARGEST_MAPPING = 1 << 20
_FIGURES: dict[str, tuple[Audience, bool]] = {
    "figures": ("panel", False), "figures-public": ("public", False),
    "annual": ("panel", True), "annual-public": ("public", True),
}  # fmt: skip
"""Workbooks of a period: for whom, and whether of the annual report."""
_OR = f"or of a period {', '.join(_FIGURES)}"


def export(
    what: Annotated[str, typer.Argument(metavar="WHAT", help=f"central (every case), {_OR}.")],
    vault: Vault,
    out: Annotated[Path, typer.Option("--out", help="The workbook to write, .xlsx.")],
    own: Annotated[
        bool, typer.Option("--own", help="central: in the columns of the workbook that was imported.")
    ] = False,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="central: in the columns of this matching.")] = None,
    period: Annotated[str, typer.Option("--period", help='figures: "2016-17 Q2"; annual: "2016-17".')] = "",
    recipient: Annotated[
        str, typer.Option(help="central: whom it is for. Anybody but the office gets less.")
    ] = OFFICE_COPY.recipient,
    passes: Passes = None,
    password_file: PasswordFile = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write a workbook. Without a password it leaves the vault unencrypted: keep it where it may be."""
    with opened(vault, passphrase_file) as desk:
        password = password_from(password_file)
        refuse_other_name(out)
        if what == "central":
            matching = read_file(mapping, LARGEST_MAPPING).decode("utf-8", "replace") if mapping else ""
            _central(desk, out, recipient, password, passes or [], own=own, matching=matching)
            return
        if what in _FIGURES and period:
            content, note = _figures(desk, what, period, password)
        else:
            raise Refused(
                "There is no such workbook.",
                to_do=f'Use central, {_OR}, with --period "2016-17 Q2"; those of a year with "2016-17".',
            )
        files.write_bytes(out, content)
        desk.do(note_list_export, note)
        say(f"{note.rows} rows written: {out}. {_opens(password)}")


def _central(
    desk: Desk, out: Path, recipient: str, password: str, typed: Sequence[str], *, own: bool, matching: str
) -> None:
    def load() -> Listing:
        return desk.read(central_database, own=own, matching=matching)

    def save(passes: Sequence[HitPass]) -> NoteListExport:
        return save_listing(desk, load, out, recipient, password, passes).value

    note = proved(save, typed)
    behind = f" {note.left_out} rows stayed behind: not for this recipient." if note.left_out else ""
    say(f"{note.rows} rows written: {out}. {_opens(password)}{behind}")


def _opens(password: str) -> str:
    return "It opens with the password." if password else "It is not encrypted."


def _figures(desk: Desk, what: str, period: str, password: str) -> tuple[bytes, NoteListExport]:
    audience, annual = _FIGURES[what]
    made = desk.with_vault(figures_book, desk.press, period, audience, annual=annual)
    content = _closed(made.content, password)
    return content, note_of_figures(made.figures, content)


def _closed(content: bytes, password: str) -> bytes:
    return protected(content, password) if password else content
