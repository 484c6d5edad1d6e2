"""From a paper model to bytes: content made printable, typeset in the press, optionally encrypted."""

from typing import Protocol, runtime_checkable

from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.press import Press, PressFailed
from hipdesk.papers.text import printable_content

_TYPESET = "hipdesk.papers.press.typesetting:typeset"


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

    def draw(self) -> bytes:
        """The paper as PDF bytes."""
        ...


def produce(paper: Paper | DrawnPaper, press: Press, *, own_template: str = "", progress: Progress = SILENT) -> bytes:
    """The paper as tagged PDF/UA-1 bytes, or as drawn: the same paper gives the same bytes.

    ``own_template`` is the text of the office's own copy of the template, if it has one. Raises what ``Press.run``
    raises.
    """
    if isinstance(paper, DrawnPaper):
        return paper.draw()
    made = press.run(
        _TYPESET,
        progress=progress,
        template=paper.template,
        content=printable_content(paper.to_content()),
        made_at=paper.frame.made_at,
        own=own_template,
    )
    if not isinstance(made, bytes):
        raise PressFailed("no paper came back")
    return made
