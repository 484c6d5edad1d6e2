"""paper: one paper of the catalogue, written where told, or the packs of a meeting."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from hipdesk.console import packs
from hipdesk.console.proving import Passes, Subject, person_of, save_proved
from hipdesk.console.session import (
    PassphraseFile,
    PasswordFile,
    Vault,
    complain,
    opened,
    password_from,
    say,
    see_folder,
    tell_step,
)
from hipdesk.desk import Desk
from hipdesk.desk.mail_round import write_mails
from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import Progress
from hipdesk.model.periods import parse_period
from hipdesk.papers.catalogue import CATALOGUE, PACKS, PaperOptions
from hipdesk.papers.loading.frames import OFFICE_COPY, Copy
from hipdesk.papers.sending import is_mail, word_wanted
from hipdesk.services import finding

_OUT = "The file to write, as its name ends: .pdf, .docx, or .eml for an unsent e-mail. For packs and --mails a folder."

Mails = Annotated[
    bool, typer.Option("--mails", help="An unsent e-mail for every agency that a meeting’s paper goes to.")
]
Again = Annotated[
    bool, typer.Option("--again", help="Packs: copies in the register whose files were never written, once more.")
]


def paper(
    paper_id: Annotated[str, typer.Argument(metavar="ID", help=f"One of: {', '.join((*CATALOGUE, *PACKS))}.")],
    vault: Vault,
    out: Annotated[Path, typer.Option("--out", help=_OUT)],
    meeting: Annotated[str, typer.Option(help='A meeting: its day (2026-12-10), "next" or "last".')] = "",
    case: Annotated[str, typer.Option(help="A case: its reference.")] = "",
    period: Annotated[str, typer.Option(help='A quarter: "2026-27 Q2".')] = "",
    agency: Annotated[
        list[str] | None, typer.Option(help="An agency: its name. Packs may name several; without any: all.")
    ] = None,
    referral: Annotated[str, typer.Option(help="A referral: its reference.")] = "",
    recipient: Annotated[str, typer.Option(help="Whose copy it is.")] = "the office",
    subject: Subject = "",
    passes: Passes = None,
    mails: Mails = False,
    again: Again = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Issue packs, or a paper for somebody who is no agency, without being asked.")
    ] = False,
    password_file: PasswordFile = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make one paper, prove it and write it. Without a password it leaves the vault unencrypted: keep it safe."""
    with opened(vault, passphrase_file) as desk:
        agencies = agency or []
        if paper_id in PACKS:
            packs.issue(desk, paper_id, meeting, agencies, out, yes=yes, again=again, typed=passes or [])
            return
        if mails:
            _write_mails(desk, paper_id, meeting, out)
            return
        if len(agencies) > 1:
            raise Refused("This paper is for one agency at a time.", kept="Nothing was made.")
        word = word_wanted(paper_id, out)
        options = options_for(
            desk, meeting=meeting, case=case, period=period, agency="".join(agencies), recipient=recipient,
            referral=referral,
        )  # fmt: skip
        options = replace(options, subject_id=person_of(desk, options.case_id, subject))
        made = desk.make_paper(paper_id, options, form="word" if word else "pdf")
        if made.note:
            complain(made.note)
        password = password_from(password_file)
        whose = "".join(agencies) if agencies and recipient == OFFICE_COPY.recipient else recipient
        save_proved(desk, made, out, options, whose, password, passes or [], yes=yes)
        say(f"{made.title} written: {out}. {_opens(out, password)}")


def _opens(out: Path, password: str) -> str:
    if is_mail(out):
        return "The e-mail is not sent. The password of its file is on the call list."
    return "It opens with the password." if password else "It is not encrypted."


def _write_mails(desk: Desk, paper_id: str, meeting: str, out: Path) -> None:
    """An e-mail for every agency; ends with exit code 1 when one was not written."""
    see_folder(out)
    done = write_mails(desk, paper_id, desk.read(finding.find_meeting, meeting or "next"), out, Progress(tell_step))
    say(f"{len(done.written)} e-mails written: {out}. None is sent. The passwords are on the call list.")
    for agency, why in done.failed:
        complain(f"Not written: {agency}. {why}")
    if done.failed:
        raise typer.Exit(1)


def options_for(
    desk: Desk,
    *,
    meeting: str = "",
    case: str = "",
    period: str = "",
    agency: str = "",
    recipient: str = "the office",
    referral: str = "",
) -> PaperOptions:
    """What was typed, found in the record; Refused when something is not there."""
    return PaperOptions(
        meeting_id=desk.read(finding.find_meeting, meeting) if meeting else "",
        case_id=desk.read(finding.find_case, case) if case else "",
        period=parse_period(period).label if period else "",
        agency_id=desk.read(finding.find_agency, agency) if agency else "",
        referral_id=desk.read(finding.find_referral, referral) if referral else "",
        copy=Copy(recipient, 1, 1),
    )
