"""population: a table of who lives in the district, which the annual report sets people affected beside."""

from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.session import PassphraseFile, Vault, opened, read_file, say
from hipdesk.model.settings import PopulationSettings
from hipdesk.papers.reading.police import FILE_MOST, read_table_in_press
from hipdesk.services.population import population_of
from hipdesk.services.settings import change_settings


def population(
    file: Annotated[Path, typer.Argument(help="A table, .csv: characteristic, group, people.")],
    vault: Vault,
    source: Annotated[str, typer.Option("--source", help="What reports name as the source.")] = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Import how many people of each group live in the district, in place of what there is."""
    with opened(vault, passphrase_file) as desk:
        rows, _digest = read_table_in_press(desk.press, read_file(file, FILE_MOST))
        found = desk.read(population_of, rows)
        groups = {number: dict(people) for number, people in found.groups.items()}
        desk.do(change_settings, PopulationSettings(source=(source or file.stem)[:120], groups=groups))
        say(f"Kept: {found.words}.")
        for finding in found.findings:
            say(finding)
