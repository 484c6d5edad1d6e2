"""police-figures: a CSV of what the police recorded, taken into the record for Table 21."""

from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.session import PassphraseFile, Vault, opened, read_file, say
from hipdesk.kernel.errors import Refused
from hipdesk.model.police_figures import ImportPoliceFigures, Scope
from hipdesk.papers.reading.police import FILE_MOST, read_police_in_press
from hipdesk.services.police_figures import import_police_figures

_SCOPES: dict[str, Scope] = {"borough": "borough", "force": "force"}


def police_figures(
    file: Annotated[Path, typer.Argument(help="The table of figures, .csv: strands or wards by year, quarter, month.")],
    vault: Vault,
    of: Annotated[str, typer.Option("--of", help="borough or force; read from the file's heading unless given.")] = "",
    area: Annotated[
        str, typer.Option("--area", help="How the report calls the area; as in the file unless given.")
    ] = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Import police figures, which the report is set against. The same file again adds nothing."""
    with opened(vault, passphrase_file) as desk:
        if of and of not in _SCOPES:
            raise Refused("Figures are of a borough or of a force.", to_do="Use --of borough, or --of force.")
        table, digest = read_police_in_press(desk.press, read_file(file, FILE_MOST))
        command = ImportPoliceFigures(
            file_name=file.name, sha256=digest, scope=_SCOPES.get(of, table.scope), kind=table.kind,
            area=area or table.area, counts=table.counts,
        )  # fmt: skip
        done = desk.do(import_police_figures, command).value
        say("These figures are there already." if done.there_already else
            f"{done.counts} counts imported, by {table.kind}, of the {command.scope}.")  # fmt: skip
        for finding in table.findings:
            say(finding)
