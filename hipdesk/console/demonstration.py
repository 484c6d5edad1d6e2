"""demo: a vault of an invented borough, and its panel month as papers."""

from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.panel_month import make_panel_month
from hipdesk.console.session import (
    Cost,
    PassphraseFile,
    Vault,
    complain,
    faults_told,
    passphrase_from,
    say,
    vault_folder,
)
from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.errors import Refused
from hipdesk.services.custody import NewVault
from hipdesk.services.demonstration import invent
from hipdesk.services.demonstration.borough import office_settings
from hipdesk.services.demonstration.making import A_QUARTER, YEARS
from hipdesk.services.home import standing

# Everyone in a demonstration vault is invented, so its passphrase may be known.
PASSPHRASE = "copper kettle winter orchard"  # noqa: S105 (told to everybody)


def demo(
    vault: Vault,
    out: Annotated[Path, typer.Option("--out", help="The folder for the panel month’s papers.")],
    cases: Annotated[
        int, typer.Option("--cases", min=1, max=1_000_000, help="About how many referrals to invent over three years.")
    ] = YEARS * 4 * A_QUARTER,
    seed: Annotated[int, typer.Option("--seed", help="The same seed and day give the same borough.")] = 1,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make a demonstration vault when there is none, and write a panel month's papers from it.

    A paper that cannot be made is named, the rest are made, and it ends with exit code 1.
    """
    with faults_told():
        vault = vault_folder(vault)
        passphrase = passphrase_from(passphrase_file) if passphrase_file else PASSPHRASE
        with _demonstration(vault, passphrase, cases, seed) as desk:
            if not desk.read(standing).invented:
                raise Refused("This vault is not a demonstration.", kept="Nothing was made.")
            files.make_private_folder(out)
            try:
                failed = _write_month(desk, out)
            finally:
                say(f"Open it with the passphrase: {passphrase}")
        if failed:
            raise typer.Exit(1)


def _write_month(desk: Desk, out: Path) -> int:
    """Write every paper, telling its file or why there is none; gives how many there are not."""
    failed = 0
    say("The panel month:")
    for paper in make_panel_month(desk, out):
        if paper.why:
            failed += 1
            complain(f"  Not made: {paper.name}. {paper.why}")
        else:
            say(f"  {paper.name}")
    return failed


def _demonstration(vault: Path, passphrase: str, cases: int, seed: int) -> Desk:
    if vault.exists():
        say(f"Demonstration vault: {vault}")
        return Desk.unlock(vault, passphrase, policy=Cost.policy)
    office = office_settings()
    asked = NewVault(vault, passphrase, office.officer_name, office, office.officer_title)
    desk, _code = Desk.create(asked, policy=Cost.policy)
    try:
        made = desk.do(invent, cases, seed).value
    except BaseException:
        desk.close()
        raise
    say(f"Demonstration vault made: {vault}")
    say(f"  {made.referrals:,} referrals, {made.cases:,} cases, {made.meetings} meetings, {made.agencies} agencies.")
    return desk
