"""A form that leaves the office blank: headings, questions, room for answers. As PDF to print, as Word to fill in."""

from dataclasses import dataclass

from hipdesk.model.referrals.form_questions import FormPart, FormQuestion
from hipdesk.papers.furniture import PaperFrame
from hipdesk.papers.wording import Strong, told

_LISTED_MOST = 14
"""Choices printed one by one; of a longer list the answer is written."""
_NOTE_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """Everything a blank form prints; ``opening`` follows the marking, ``send_to`` says where it goes back to."""

    frame: PaperFrame
    title: str
    panel_name: str
    opening: str
    send_to: str
    parts: tuple[FormPart, ...]

    @property
    def template(self) -> str:
        """Which template sets it."""
        return "blank-form"

    def to_content(self) -> dict[str, object]:
        """What ``blank-form.typ`` reads."""
        return {
            "frame": self.frame.to_content(),
            "title": self.title,
            "line": told((Strong(self.panel_name),)),
            "opening": told((Strong(self.frame.marking), f". {self.opening}")),
            "facts": [["Send it to", self.send_to or "The partnership officer"]],
            "parts": [
                {
                    "title": part.title,
                    "hint": part.hint,
                    "questions": [_question(question) for question in part.questions],
                }
                for part in self.parts
            ],
        }


def _question(question: FormQuestion) -> dict[str, object]:
    offered = question.offered
    return {
        "name": question.name,
        "label": question.label,
        "hint": question.hint,
        "kind": question.kind,
        "options": [list(option) for option in offered],
        "shown": [label for _, label in offered] if question.kind == "ticks" or _is_listed(question) else [],
        "lines": _NOTE_LINES if question.kind == "note" else 1,
    }


def _is_listed(question: FormQuestion) -> bool:
    return question.kind == "choice" and len(question.options) <= _LISTED_MOST
