"""A blank form as a Word document: a table of questions under each heading, each answer a control."""

from collections.abc import Mapping
from typing import Any

from docx.table import _Cell

from hipdesk.model.referrals.form_questions import TICK
from hipdesk.papers.word.controls import Controls
from hipdesk.papers.word.document import WordDocument, add_row, hint, may_split, plain

_HEAD = ("Question", "Answer")
_WIDTHS = (58, 114)


def write_blank_form(word: WordDocument, content: Mapping[str, Any]) -> None:
    """Everything below the furniture."""
    controls = Controls()
    word.heading(content["title"], 1)
    word.paragraph(content["line"])
    word.labelled(content["facts"])
    word.paragraph(content["opening"])
    for part in content["parts"]:
        word.heading(part["title"])
        if part["hint"]:
            word.paragraph(part["hint"], grey=True, keep=True)
        table = word.table(part["title"], _HEAD, _WIDTHS)
        for question in part["questions"]:
            add_row(table, [question["label"], ""], _WIDTHS, first_bold=True)
            asked, answer = table.rows[-1].cells
            if question["hint"]:
                hint(asked.add_paragraph(), question["hint"])
            _answer(controls, answer, question)
            if question["kind"] == "ticks":
                may_split(table.rows[-1])


def _answer(controls: Controls, cell: _Cell, question: Mapping[str, Any]) -> None:
    paragraph, name, label = cell.paragraphs[0], question["name"], plain(question["label"])
    if question["kind"] == "ticks":
        for code, words in question["options"]:
            controls.tick(paragraph, f"{name}{TICK}{code}", words)
    else:
        controls.answer(paragraph, name, label, question["kind"], question["options"])
