"""From a paper model to bytes: content made printable, typeset in the press, optionally encrypted."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from hipdesk.kernel.errors import HipDeskError, Refused, Stopped
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.templates import TEMPLATES
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.press import Press, PressDied, PressFailed
from hipdesk.papers.shaping import Shape, shaped_by
from hipdesk.papers.text import printable_content

_TYPESET = "hipdesk.papers.press.typesetting:typeset"
_SECONDS = 900.0
"""A pack of 300 pages takes a minute on a busy computer; whoever waits can stop it."""
_SECONDS_OWN = 300.0
_TOO_MUCH = "The office’s own copy of this template took too much time or memory, and was stopped."
_NOT_USED = "The office’s own copy of this template could not be used."
_INSTEAD = "The shipped template was used instead."
_given_up: dict[tuple[str, int], str] = {}
"""Copies that brought the press down: not tried again, pack after pack, until they are changed or the program ends."""


class Paper(Protocol):
    """What every paper model offers; ``template`` names a file in ``resources/templates``."""

    @property
    def frame(self) -> PaperFrame: ...

    @property
    def template(self) -> str: ...

    def to_content(self) -> dict[str, object]:
        """The paper as JSON-like values, ``frame`` included."""
        ...


@runtime_checkable
class DrawnPaper(Protocol):
    """A paper for printing only, drawn at fixed places without a template: labels."""

    @property
    def frame(self) -> PaperFrame: ...

    def draw(self, shape: Shape | None = None) -> bytes:
        """The paper as PDF bytes; ``shape`` sets lines in scripts that a drawn page cannot write itself."""
        ...


@dataclass(frozen=True, slots=True)
class Produced:
    """A paper as bytes, and one sentence when the office's own template could not be used for it."""

    content: bytes
    note: str = ""


def produce(paper: Paper | DrawnPaper, press: Press, *, progress: Progress = SILENT) -> bytes:
    """The paper as tagged PDF/UA-1 bytes, or as drawn: the same paper gives the same bytes.

    Raises what ``Press.run`` raises.
    """
    return produce_noted(paper, press, progress=progress).content


def produce_noted(paper: Paper | DrawnPaper, press: Press, *, progress: Progress = SILENT) -> Produced:
    """``produce``, telling when an office's own template was set aside: the shipped one is used instead."""
    if isinstance(paper, DrawnPaper):
        return Produced(paper.draw(shaped_by(press)))
    own = own_templates(paper)
    if not own:
        return Produced(_set(paper, press, progress, {}, _SECONDS))
    tried = (paper.template, hash(paper.frame.look.templates))
    note = _given_up.get(tried, "")
    if not note:
        try:
            return Produced(_set(paper, press, progress, own, _SECONDS_OWN))
        except Stopped:
            raise
        except PressDied:
            note = _given_up[tried] = _TOO_MUCH
        except HipDeskError as error:
            note = error.what if isinstance(error, Refused) else _NOT_USED
    return Produced(_set(paper, press, progress, {}, _SECONDS), f"{note} {_INSTEAD}")


def own_templates(paper: Paper) -> dict[str, str]:
    """The office's own copies among what this paper is set with, by name."""
    return {
        name: text
        for name, text in paper.frame.look.templates
        if name in TEMPLATES and paper.template in TEMPLATES[name].sets
    }


def _set(paper: Paper, press: Press, progress: Progress, own: dict[str, str], seconds: float) -> bytes:
    made = press.run(
        _TYPESET,
        seconds=seconds,
        progress=progress,
        template=paper.template,
        content=printable_content(paper.to_content()),
        made_at=paper.frame.made_at,
        own=own,
        logo=paper.frame.look.logo_content(),
    )
    if not isinstance(made, bytes):
        raise PressFailed("no paper came back")
    return made
