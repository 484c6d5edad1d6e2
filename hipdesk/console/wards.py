"""wards: a map of the office's wards (GeoJSON), taken into the vault for Table 9."""

from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.session import PassphraseFile, Vault, opened, read_file, say
from hipdesk.model.wards import ImportWards, unmatched_words
from hipdesk.papers.reading.ward_files import FILE_MOST, read_wards_in_press
from hipdesk.services.wards import import_wards


def wards(
    file: Annotated[Path, typer.Argument(help="The map of wards, .geojson: polygons in longitude and latitude.")],
    vault: Vault,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Import the wards of the district, in place of those there are; recorded names that match none are listed."""
    with opened(vault, passphrase_file) as desk:
        found, digest = read_wards_in_press(desk.press, read_file(file, FILE_MOST))
        done = desk.do(import_wards, ImportWards(file_name=file.name, sha256=digest, wards=found.wards)).value
        say(f"{done.wards} wards imported.")
        for finding in found.findings:
            say(finding)
        if done.gone:
            say(f"No longer listed: {', '.join(done.gone)}.")
        if done.unmatched:
            say(f"Recorded in incidents, but no ward of the map: {unmatched_words(done.unmatched)}.")
