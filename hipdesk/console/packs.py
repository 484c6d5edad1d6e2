"""paper pack, paper supplement: made, proved and shown; issued into a folder once that is confirmed."""

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from hipdesk.console.proving import passes_typed, words_told
from hipdesk.console.session import complain, say
from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import Progress
from hipdesk.model.panels.packs import IssuePacks
from hipdesk.papers.catalogue import SUPPLEMENT
from hipdesk.papers.pack_writing import write_packs
from hipdesk.papers.packing import MadePacks, PackOrder, make_packs
from hipdesk.services import finding, packs


def issue(
    desk: Desk, paper_id: str, meeting: str, agencies: Sequence[str], out: Path, *, yes: bool, again: bool = False,
    typed: Sequence[str] = (),
) -> None:  # fmt: skip
    """Packs of a meeting for these agencies, or for every recipient when none is named; ``again``: those that are in
    the register already and whose files were never written. ``typed`` are passes of what the proofs found.

    Stopped half way (Ctrl+C) nothing was issued or written. Ends with exit code 1 when a file could not be written.
    """
    meeting_id = desk.read(finding.find_meeting, meeting or "next")
    named = tuple(desk.read(finding.find_agency, name) for name in agencies)
    wanted = named or tuple(each.agency_id for each in desk.read(packs.pack_plan, meeting_id).recipients)
    order = PackOrder(meeting_id, wanted, supplement=paper_id == SUPPLEMENT, again=again)
    made = desk.with_vault(make_packs, order, desk.press, Progress(_tell))
    _show(made)
    if not made.packs:
        raise Refused("No pack was made.", kept="Nothing was issued.")
    passes = tuple(passes_typed(made.hits, typed))
    if len(passes) < len(made.hits):
        raise Refused(
            "Something that should be gone is still in these packs.", kept="Nothing was issued.",
            to_do="Leave it out of the record’s texts, or pass each place with --pass KEY=REASON.",
        )  # fmt: skip
    many = "1 pack" if len(made.packs) == 1 else f"{len(made.packs)} packs"
    if not yes and not (sys.stdin.isatty() and typer.confirm(f"Issue {many}?")):
        say("Nothing was issued. To issue without being asked, add --yes.")
        return
    _see_that_there_is_room(made, out)
    copies = tuple(pack.copy for pack in made.packs)
    with words_told(desk):
        desk.do(packs.issue_packs, IssuePacks(meeting_id=meeting_id, copies=copies, passes=passes, again=again))
    done = desk.with_vault(write_packs, made, out)
    if done.fault is None:
        say(f"Issued {many}: {len(done.names)} files in {out}. The passwords are on the call list.")
        return
    say(f"{len(done.names)} files in {out}. In the register, but not written: {done.numbers}. {done.fault.what}")
    complain(f"Make room or take another folder, then: hipdesk paper {paper_id} --again, with the same meeting.")
    raise typer.Exit(1)


def _see_that_there_is_room(made: MadePacks, out: Path) -> None:
    """Before anything is issued: the folder is there and can be written, and nothing in it would be overwritten."""
    if out.exists() and not out.is_dir():
        raise Refused("That is a file, not a folder.", kept="Nothing was issued.", to_do="Name a folder.")
    if not out.exists():
        files.make_private_folder(out)
    if any((out / pack.file_name).exists() for pack in made.packs):
        raise Refused(
            "There are files of that name in the folder already.", kept="Nothing was issued.",
            to_do="Name an empty folder.",
        )  # fmt: skip
    probe = out / f"{made.packs[0].file_name}.room"
    files.write_bytes(probe, b"")
    files.remove(probe)


def _tell(done: int, of: int, what: str) -> None:
    if what:
        complain(f"{what} ({done + 1} of {of})" if of else what)


def _show(made: MadePacks) -> None:
    for pack in made.packs:
        told = f"{len(pack.copy.case_ids)} of {made.plan.cases} cases, {pack.copy.pages} pages"
        say(f"Copy {pack.copy.copy_number}: {pack.copy.recipient}, {pack.copy.person or 'nobody named'}, {told}")
    for note in dict.fromkeys(pack.note for pack in made.packs if pack.note):
        complain(note)
    for failed in made.failed:
        complain(f"Not made: {failed.about}. {failed.reason}")
    for words in (*made.odd, *made.not_printed):
        complain(words)
