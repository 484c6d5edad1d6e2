"""Saving a proved paper for a command: what the proof finds is told by place and label, and passed with a reason."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from hipdesk.console.session import complain
from hipdesk.desk import Desk, MadePaper
from hipdesk.kernel.errors import Refused
from hipdesk.model.redaction.proof import HitPass, Unproved
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.services.cases import case_names

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
    desk: Desk, made: MadePaper, out: Path, options: PaperOptions, whose: str, password: str, typed: Sequence[str]
) -> None:
    """Write the paper. What its proof finds is told with the start of its key, by which it can be passed."""

    def save(passes: Sequence[HitPass] = ()) -> None:
        desk.save_paper(made, out, options, whose, password=password, passes=passes)

    proved(save, typed)


def proved(save: Callable[[Sequence[HitPass]], T], typed: Sequence[str]) -> T:
    """Save something that is proved as it is saved; told what was found, once more with what was passed."""
    reasons = {key.strip(): words for key, _, words in (each.partition("=") for each in typed) if len(key) >= _KEY}
    try:
        return save(())
    except Unproved as unproved:
        passes = []
        for hit in unproved.proof.hits:
            reason = next((words for key, words in reasons.items() if hit.key.startswith(key)), "")
            if reason:
                passes.append(HitPass(key=hit.key, reason=reason))
            else:
                complain(f"{hit.key[:_KEY]}  {hit.where}: {hit.label}, {hit.kind}")
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
