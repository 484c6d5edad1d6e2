"""create, backup, restore, verify, selftest."""

from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.session import (
    AsJson,
    Cost,
    PassphraseFile,
    Vault,
    complain,
    faults_told,
    opened,
    passphrase_from,
    say,
    show_json,
    vault_folder,
)
from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.errors import HipDeskError, NotThere, Refused
from hipdesk.model.settings import OfficeSettings
from hipdesk.services.custody import NewVault
from hipdesk.vault import selftest as vault_selftest
from hipdesk.vault.recovery import groups_to_ask


def create(
    vault: Vault,
    recovery_sheet: Annotated[Path, typer.Option("--recovery-sheet", help="Where to write the recovery sheet (PDF).")],
    holder: Annotated[str, typer.Option(help="Your name.")] = "Partnership officer",
    panel: Annotated[str, typer.Option(help="The panel’s name, as papers show it.")] = "Hate Incident Panel",
    office: Annotated[str, typer.Option(help="The council or office.")] = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make a new, empty vault and its recovery sheet."""
    with faults_told():
        if recovery_sheet.exists():
            raise Refused("The recovery sheet’s file is there already.", to_do="Choose another name for it.")
        passphrase = passphrase_from(passphrase_file, "New passphrase, 14 characters or four words")
        if passphrase_file is None and passphrase != passphrase_from(None, "The same again"):
            raise Refused("The two passphrases differ.", kept="Nothing was made.", to_do="Start again.")
        vault = vault_folder(vault)
        asked = NewVault(vault, passphrase, holder, OfficeSettings(panel_name=panel, office_name=office))
        desk, code = Desk.create(asked, policy=Cost.policy)
        try:
            with desk:
                files.write_bytes(recovery_sheet, desk.recovery_sheet(code, groups_to_ask()))
        except HipDeskError:
            # A vault without its recovery sheet is a trap: it goes again, and the command can be repeated.
            files.remove_tree(vault)
            raise
        say(f"Vault made: {vault}")
        say(f"Recovery sheet written: {recovery_sheet}. Print it, seal it, then delete the file.")


def backup(
    vault: Vault,
    to: Annotated[Path, typer.Option("--to", help="A folder, or a file ending in .hipbackup.")],
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write a backup in one step and prove it by opening it."""
    with opened(vault, passphrase_file) as desk:
        if not to.is_dir() and to.suffix != ".hipbackup":
            raise NotThere("There is no such folder.")
        target = to / desk.backup_name if to.is_dir() else to
        made = desk.back_up(target)
        if as_json:
            show_json({"file": str(target), "size": made.size, "rows": made.rows, "sequence": made.sequence,
                       "faults": made.faults})  # fmt: skip
        else:
            say(f"Backup written: {target} ({made.size:,} bytes, {made.rows:,} rows, step {made.sequence}).")
            say("Proved: it opens, every page and every count is right." if not made.faults else "")
        for fault in made.faults:
            complain(fault)
        if made.faults:
            raise typer.Exit(1)


def restore(
    source: Annotated[Path, typer.Argument(help="The .hipbackup file.", metavar="BACKUP")],
    vault: Vault,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Restore a backup into a new folder; never over a vault that is there."""
    vault = vault_folder(vault)
    with faults_told(), Desk.restore(source, vault, passphrase_from(passphrase_file), policy=Cost.policy) as desk:
        found = desk.verify()
        say(f"Restored into {vault}: {sum(found.rows.values()):,} rows, {found.attachments} attachments.")
        if desk.warning:
            say(f"{desk.warning} This computer has seen the copy it was made from go further.")
        for fault in found.faults:
            complain(fault)
        if not found.whole:
            raise typer.Exit(1)


def verify(vault: Vault, passphrase_file: PassphraseFile = None, as_json: AsJson = False) -> None:
    """Check everything: integrity, foreign keys, audit chain, attachments, row counts. Exit code 1 on any fault."""
    with opened(vault, passphrase_file) as desk:
        found = desk.verify()
        rows = {table: count for table, count in found.rows.items() if count}
        if as_json:
            show_json({"whole": found.whole, "faults": found.faults, "broken_links": found.broken_links,
                       "audit_events": found.events, "attachments": found.attachments, "rows": rows})  # fmt: skip
        else:
            say("Integrity: " + ("every page is as it was written." if found.whole else "faults were found."))
            say("Foreign keys: " + _broken_links(found.broken_links))
            say(f"Audit chain: {found.events:,} steps. Attachments: {found.attachments:,}.")
            for table, count in rows.items():
                say(f"  {table:<20} {count:>9,}")
        for fault in found.faults:
            complain(fault)
        if not found.whole:
            raise typer.Exit(1)


def _broken_links(rows: int) -> str:
    return (
        f"{rows:,} rows point at records that are not there." if rows else "every row points at a record that is there."
    )


def selftest() -> None:
    """Known-answer tests of every primitive the vault uses."""
    with faults_told():
        vault_selftest.run()
        say("Self-test passed: every cipher gave its known answer.")
