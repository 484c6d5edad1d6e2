"""Saving a proved paper for a command: what the proof finds is told by place and label, and passed with a reason."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from hipdesk.console.session import complain
from hipdesk.desk import Desk, MadePaper
from hipdesk.kernel.errors import Refused
from hipdesk.model.issuing import Unconfirmed
from hipdesk.model.redaction.proof import HitPass, ProofHit, Undecided, Unproved
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services.cases import case_names
from hipdesk.services.finding import case_reference

T = TypeVar("T")
Passes = Annotated[
    list[str] | None,
    typer.Option("--pass", help='Something the proof found that may stand, and why: "1a2b3c4d5e6f=The school’s name".'),
]
Subject = Annotated[
    str, typer.Option(help='A case paper for one of its people, by label ("Victim A"): it names nobody else.')
]
_KEY = 12


def save_proved(
    desk: Desk, made: MadePaper, out: Path, options: PaperOptions, whose: str, password: str, typed: Sequence[str],
    *, yes: bool = False,
) -> None:  # fmt: skip
    """Write the paper. What its proof finds is told with the start of its key, by which it can be passed; a recipient
    who is no agency of the record gets it only with ``yes``.
    """

    def save(passes: Sequence[HitPass] = ()) -> None:
        desk.save_paper(made, out, options, whose, password=password, passes=passes, confirmed=yes)

    try:
        with words_told(desk):
            proved(save, typed)
    except Unconfirmed as asked:
        raise Refused(asked.what, kept=asked.kept, to_do="If they may have it, add --yes.") from None


@contextmanager
def words_told(desk: Desk) -> Iterator[None]:
    """Words of narratives nobody decided on are told by case, with the page of the window where that is done."""
    try:
        yield
    except Undecided as undecided:
        for case_id, words in undecided.left.items():
            many = "1 word" if words == 1 else f"{words} words"
            complain(f"Case {desk.read(case_reference, case_id)}: {many} to look at.")
        raise Refused(
            undecided.what, kept=undecided.kept,
            to_do="Decide on each in the window: the case, then Words left out of papers.",
        ) from None  # fmt: skip


def passes_typed(hits: Sequence[ProofHit], typed: Sequence[str]) -> list[HitPass]:
    """What was typed as passes, for the hits they are of; each other hit is told with the start of its key."""
    reasons = {key.strip(): words for key, _, words in (each.partition("=") for each in typed) if len(key) >= _KEY}
    passes = []
    for hit in hits:
        reason = next((words for key, words in reasons.items() if hit.key.startswith(key)), "")
        if reason:
            passes.append(HitPass(key=hit.key, reason=reason))
        else:
            complain(f"{hit.key[:_KEY]}  {hit.where}: {hit.label}, {hit.kind}")
    return passes


def proved(save: Callable[[Sequence[HitPass]], T], typed: Sequence[str]) -> T:
    """Save something that is proved as it is saved; told what was found, once more with what was passed."""
    try:
        return save(())
    except Unproved as unproved:
        passes = passes_typed(unproved.proof.hits, typed)
        if not passes:
            raise
        return save(passes)


def person_of(desk: Desk, case_id: str, label: str) -> str:
    """The person of a case who goes by a label; empty without one. Refused when nobody does."""
    if not label:
        return ""
    people = desk.open(case_names, case_id) if case_id else ()
    found = next((person.person_id for person in people if person.label.casefold() == label.casefold()), None)
    if found is None:
        raise Refused("Nobody of this case goes by that label.", to_do='Give the case and a label, as "Victim A".')
    return found
