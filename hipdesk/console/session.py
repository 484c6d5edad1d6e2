"""Opening a vault for one command: the passphrase asked for or read from a file, faults told as one sentence."""

import contextlib
import json
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.errors import HipDeskError, Refused
from hipdesk.vault.card import peek
from hipdesk.vault.folder import SUFFIX
from hipdesk.vault.kdf import KdfPolicy

Vault = Annotated[Path, typer.Option("--vault", help="The vault’s folder, ending in .hipdesk.")]
PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", help="A file with the passphrase on its first line.")
]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", help="A file with a password on its first line: encrypts what is written."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


def vault_folder(given: Path) -> Path:
    """The vault meant: the folder that is there, or one whose name ends in ``.hipdesk``, added when it was left out."""
    return given if given.suffix == SUFFIX or given.exists() else given.with_name(given.name + SUFFIX)


class Cost:
    """What a passphrase costs to try: this machine's own calibration, unless a test says otherwise."""

    policy: KdfPolicy | None = None


def say(words: str = "") -> None:
    """Print a line for a person."""
    typer.echo(words)


def complain(words: str) -> None:
    """Print a line about something wrong."""
    typer.echo(words, err=True)


def show_json(content: Any) -> None:  # noqa: ANN401 (JSON)
    """Print JSON: sorted as given, days as ISO text."""
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False, default=str))


@contextlib.contextmanager
def faults_told() -> Iterator[None]:
    """A fault ends the command with its sentence and exit code 1; nothing else of it is shown."""
    try:
        yield
    except HipDeskError as fault:
        complain(str(fault))
        raise typer.Exit(1) from None


def passphrase_from(file: Path | None, prompt: str = "Passphrase") -> str:
    """The passphrase: the first line of the file, or asked for without showing it."""
    if file is None:
        if not sys.stdin.isatty():
            raise Refused("No passphrase was given.", to_do="Use --passphrase-file FILE, or run this in a terminal.")
        return str(typer.prompt(prompt, hide_input=True))
    return _first_line(file, "passphrase")


def password_from(file: Path | None) -> str:
    """The password a written file opens with; empty when no file was named, Refused when it holds none."""
    if file is None:
        return ""
    password = _first_line(file, "password")
    if not password:
        raise Refused("The password file is empty.", kept="Nothing was written.")
    return password


def _first_line(file: Path, what: str) -> str:
    try:
        text = file.read_text(encoding="utf-8")
        if sys.platform != "win32" and file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
            complain(f"Note: others on this computer may read the {what} file.")
    except (OSError, UnicodeDecodeError):
        raise Refused(f"The {what} file could not be read.", to_do="Check its place and its rights.") from None
    return text.splitlines()[0] if text else ""


@contextlib.contextmanager
def opened(vault: Path, passphrase_file: Path | None) -> Iterator[Desk]:
    """The vault, open for the length of a command; anything wrong is one sentence and exit code 1."""
    with faults_told():
        folder = vault_folder(vault)
        must_not_wait(folder)
        with Desk.unlock(folder, passphrase_from(passphrase_file), policy=Cost.policy) as desk:
            if desk.warning:
                complain(desk.warning)
            yield desk


def must_not_wait(vault: Path) -> None:
    """Refused while the wait after failed tries lasts, as on the unlock page: before a passphrase is even asked for."""
    seconds = peek(vault).wait_seconds
    if seconds:
        wait = f"{seconds} second{'s' if seconds > 1 else ''}"
        raise Refused(
            "The passphrase was wrong several times.", kept="Nothing was opened.", to_do=f"Wait {wait}, then try again."
        )


def tell_step(done: int, of: int, what: str) -> None:
    """A step of long work, beside what the command prints."""
    if what:
        complain(f"{what} ({done + 1} of {of})" if of else what)


def see_folder(out: Path) -> None:
    """A folder to write into, made when it is not there; Refused for a file."""
    if out.exists() and not out.is_dir():
        raise Refused("That is a file, not a folder.", kept="Nothing was made.", to_do="Name a folder.")
    if not out.exists():
        files.make_private_folder(out)


def read_file(path: Path, largest: int) -> bytes:
    """A file from outside, whole; Refused when it is not there or over ``largest`` bytes."""
    try:
        if path.stat().st_size > largest:
            raise Refused(f"This file is too large: over {largest >> 20} MB.", kept="Nothing was read.")
        return path.read_bytes()
    except OSError:
        raise Refused("This file could not be opened.", kept="Nothing was read.", to_do="Check the path.") from None
