"""Filling in a Word form as Word does: text in place of the prompt, a tick in a box. For tests only."""

import io
from collections.abc import Mapping

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from hipdesk.model import vocab
from hipdesk.model.referrals.form_questions import referral_parts
from hipdesk.model.referrals.views import FormChoices
from hipdesk.papers.forms import BlankForm
from hipdesk.papers.word import write_word
from tests.support.paper_frames import frame

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def blank_form() -> bytes:
    """The blank referral form with the shipped lists, made without a vault."""
    lists = {
        name: tuple((entry.code, entry.label) for entry in each.entries) for name, each in vocab.code_lists().items()
    }
    paper = BlankForm(
        frame=frame("Referral form", "Referral form"), title="Referral form", panel_name="Hate Incident Panel",
        opening="Answer what you know.", send_to="The partnership officer",
        parts=referral_parts(FormChoices((("a", "Marlbridge Homes"),), (), lists)),
    )  # fmt: skip
    return write_word(paper)


def fill(form: bytes, answers: Mapping[str, str | bool]) -> bytes:
    """The form with the controls of these tags filled; KeyError when one is not there."""
    document = docx.Document(io.BytesIO(form))
    controls = {
        tag.get(qn("w:val")): control
        for control in document.element.body.iter(qn("w:sdt"))
        for tag in control.iter(qn("w:tag"))
    }
    for name, answer in answers.items():
        _fill_one(controls[name], answer)
    filled = io.BytesIO()
    document.save(filled)
    return filled.getvalue()


def _fill_one(control: BaseOxmlElement, answer: str | bool) -> None:
    if isinstance(answer, bool):
        for checked in control.iter(f"{_W14}checked"):
            checked.set(f"{_W14}val", "1" if answer else "0")
        return
    properties = control.find(qn("w:sdtPr"))
    prompt = properties.find(qn("w:showingPlcHdr")) if properties is not None else None
    if properties is not None and prompt is not None:
        properties.remove(prompt)
    text = next(control.iter(qn("w:t")))
    text.text = answer
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
