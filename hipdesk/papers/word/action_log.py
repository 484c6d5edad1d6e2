"""The action log as a Word document: one table, the overdue first, a row that counts each group."""

from collections.abc import Mapping
from typing import Any

from hipdesk.papers.word.document import WordDocument, add_group_row, add_row

_HEAD = ("Number", "Case", "Action", "Owner", "Due", "How it stands")
_WIDTHS = (17, 16, 57, 30, 20, 32)


def write_action_log(word: WordDocument, content: Mapping[str, Any]) -> None:
    """Everything below the furniture."""
    word.heading("Action log", 1)
    word.paragraph(content["line"])
    word.labelled(content["facts"])
    word.paragraph(content["opening"])
    if not content["groups"]:
        word.paragraph(content["nothing"])
        return
    table = word.table("Actions, the overdue first", _HEAD, _WIDTHS)
    for group in content["groups"]:
        add_group_row(table, group["name"])
        for row in group["rows"]:
            cells = [row["number"], row["initials"], row["action"], row["owner"], row["due"], row["words"]]
            add_row(table, cells, _WIDTHS, first_bold=True)
