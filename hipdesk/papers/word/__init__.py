"""Papers as Word documents: the same paper models as the PDF, through one writer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.papers.press import Press
from hipdesk.papers.produce import DrawnPaper, Paper, produce

if TYPE_CHECKING:
    from hipdesk.papers.word.document import WordDocument

WORD_SUFFIX = ".docx"
WORD_FILES = "Word documents (*.docx)"
_LETTER = "letter-"
_WINDOWED = "letter"
"""The template whose logo stands over its sender: nothing may stand above the window of the envelope."""
_AS_WORD = frozenset(
    {
        "agenda", "minutes", "action-log", "information-pack", "return-form", "referral-form", "risk-form", "quarterly",
        "quarterly-public", "annual", "annual-public",
    }
)  # fmt: skip
_FROM_PAGES = frozenset({"quarterly", "public-report", "annual-report"})
"""Templates whose Word form is read from the set pages, charts and all; it needs the press."""


def is_word(paper_id: str) -> bool:
    """Whether a paper of the catalogue is also made as a Word document."""
    return paper_id in _AS_WORD or paper_id.startswith(_LETTER)


def write_word(paper: Paper | DrawnPaper, press: Press | None = None, progress: Progress = SILENT) -> bytes:
    """The paper as a Word document: the same paper gives the same bytes. Refused for one that has no such form.

    A report is set in the ``press`` first, for its charts.
    """
    from hipdesk.papers.word.document import WordDocument

    if not isinstance(paper, DrawnPaper) and paper.template in _FROM_PAGES and press is not None:
        from hipdesk.papers.word.report import write_report

        word = WordDocument(paper.frame.to_content(), paper.frame.made_at, paper.frame.look)
        word.logo()
        write_report(word, paper.to_content(), produce(paper, press, progress=progress), press, progress)
        return word.bytes()
    if isinstance(paper, DrawnPaper) or paper.template not in _writers():
        raise Refused("This paper is not made as a Word document.", kept="Nothing was made.", to_do="Save it as PDF.")
    content = paper.to_content()
    frame = content["frame"]
    assert isinstance(frame, dict)  # noqa: S101 (every paper's content holds its frame)
    word = WordDocument(frame, paper.frame.made_at, paper.frame.look)
    if paper.template != _WINDOWED:
        word.logo()
    _writers()[paper.template](word, content)
    return word.bytes()


def _writers() -> Mapping[str, Callable[["WordDocument", Mapping[str, Any]], None]]:
    """Each template's own writer, imported when a Word document is first asked for."""
    from hipdesk.papers.word.action_log import write_action_log
    from hipdesk.papers.word.agenda import write_agenda
    from hipdesk.papers.word.blank_form import write_blank_form
    from hipdesk.papers.word.information_pack import write_information_pack
    from hipdesk.papers.word.letter import write_letter
    from hipdesk.papers.word.minutes import write_minutes
    from hipdesk.papers.word.return_form import write_return_form

    return {
        "agenda": write_agenda, "minutes": write_minutes, "action-log": write_action_log, "letter": write_letter,
        "information-pack": write_information_pack, "return-form": write_return_form, "blank-form": write_blank_form,
    }  # fmt: skip
