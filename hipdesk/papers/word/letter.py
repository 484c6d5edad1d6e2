"""A letter as a Word document: the address where a window envelope shows it, then plain paragraphs."""

from collections.abc import Mapping
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Pt

from hipdesk.papers.word.document import WordDocument, add_row, put, set_widths

_HEAD = ("Action", "What was agreed", "Due", "State")
_WIDTHS = (28, 83, 27, 34)
_TOP = (110, 62)


def write_letter(word: WordDocument, content: Mapping[str, Any]) -> None:
    """Everything below the furniture."""
    _address(word, content)
    word.labelled(content["facts"])
    line = word.paragraph(content["marking"])
    put(line, f"   {content['delivery']}", grey=True)
    word.heading(content["subject"], 1)
    word.paragraph(content["greeting"])
    for paragraph in content["before"]:
        word.paragraph(paragraph)
    if content["actions"]:
        table = word.table("The actions this letter is about", _HEAD, _WIDTHS)
        for row in content["actions"]:
            add_row(table, row, _WIDTHS)
    for paragraph in content["after"]:
        word.paragraph(paragraph)
    word.paragraph(content["closing"], keep=True).paragraph_format.space_after = Mm(13)
    for at, signed in enumerate(content["signed"]):
        put(word.line(), signed, bold=at == 0).paragraph_format.space_after = Pt(0)


def _address(word: WordDocument, content: Mapping[str, Any]) -> None:
    """Recipient and sender side by side, 45 to 80 mm from the top edge: nothing else shows through the window."""
    table = word.word.add_table(rows=1, cols=2)
    table.autofit = False
    row = table.rows[0]
    row.height, row.height_rule = Mm(58), WD_ROW_HEIGHT_RULE.EXACTLY
    to, sender = row.cells
    put(to.paragraphs[0], "\n".join(content["recipient"])).paragraph_format.space_before = Mm(20)
    lines = content["sender"]
    word.logo(sender.paragraphs[0])
    said = sender.paragraphs[0] if not sender.paragraphs[0].runs else sender.add_paragraph()
    put(said, lines[0] if lines else "", bold=True)
    put(said, "".join(f"\n{line}" for line in lines[1:]))
    set_widths(row.cells, _TOP)
