"""template: the office's own templates, written out to be edited elsewhere, tried, kept, gone back on."""

from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console.session import PassphraseFile, Vault, complain, opened, say
from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.errors import Refused
from hipdesk.model.templates import LARGEST, STATE_WORDS, TEMPLATES, ChangeTemplate
from hipdesk.papers.office_templates import try_template
from hipdesk.services import logo, templates

template = typer.Typer(help="The office’s own templates: list, copy, check, keep, restore.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help=f"One of: {', '.join(TEMPLATES)}.")]
Source = Annotated[Path, typer.Argument(metavar="FILE", help="The text of a template.")]


@template.command("list")
def list_all(vault: Vault, passphrase_file: PassphraseFile = None) -> None:
    """Every template, and whether the shipped one or the office's own copy is in use."""
    with opened(vault, passphrase_file) as desk:
        for line in desk.read(templates.list_templates):
            say(f"{line.name:<18} {line.title:<36} {STATE_WORDS[line.state]}")


@template.command()
def copy(
    name: Name,
    vault: Vault,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write the text in use to a file; nothing of a case stands in a template."""
    with opened(vault, passphrase_file) as desk:
        files.write_bytes(out, desk.read(templates.template_view, name).text.encode())
        say(f"Written: {out}.")


@template.command()
def check(name: Name, source: Source, vault: Vault, passphrase_file: PassphraseFile = None) -> None:
    """Try a text with invented content: it is not kept."""
    with opened(vault, passphrase_file) as desk:
        _tried(desk, name, source)
        say("No fault was found.")


@template.command()
def keep(name: Name, source: Source, vault: Vault, passphrase_file: PassphraseFile = None) -> None:
    """Try a text, and keep it as the office's own copy when no fault is found."""
    with opened(vault, passphrase_file) as desk:
        desk.do(templates.change_template, ChangeTemplate(name=name, text=_tried(desk, name, source)))
        say("Kept. Papers are made with it from now on.")


@template.command()
def restore(name: Name, vault: Vault, passphrase_file: PassphraseFile = None) -> None:
    """Go back to the shipped template; the log keeps the text of the copy."""
    with opened(vault, passphrase_file) as desk:
        desk.do(templates.drop_template, name)
        say("The shipped template is in use again.")


def _tried(desk: Desk, name: str, source: Path) -> str:
    """The text of a file once it was tried; ends the command with what is wrong with it."""
    try:
        with source.open("rb") as stream:
            text = stream.read(4 * LARGEST + 1).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused("This file could not be read as text.", kept="The copy in use is as it was.") from None
    tried = try_template(desk.press, name, text, desk.read(logo.logo_view))
    if tried.fault:
        complain(f"{tried.fault} The copy in use is as it was.")
        raise typer.Exit(1)
    return text
