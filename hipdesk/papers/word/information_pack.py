"""The information pack as a Word document: parts in the office's words, lists and dates from the record."""

from collections.abc import Mapping
from typing import Any

from hipdesk.papers.word.document import WordDocument, add_row

_HEAD = ("Panel", "Referrals by", "Agency returns by", "Papers go out")
_WIDTHS = (55, 39, 39, 39)
_NOTHING = {"agencies": "No agency is recorded yet.", "strands": "Every characteristic counts."}


def write_information_pack(word: WordDocument, content: Mapping[str, Any]) -> None:
    """Everything below the furniture."""
    word.heading("Information pack", 1)
    word.paragraph(content["line"])
    word.paragraph(content["marking"])
    for part in content["parts"]:
        word.heading(part["title"])
        for paragraph in part["paragraphs"]:
            word.paragraph(paragraph)
        word.points(part["points"], numbered=part["numbered"])
        _shown(word, content, part["shows"])


def _shown(word: WordDocument, content: Mapping[str, Any], shows: str) -> None:
    if shows in _NOTHING:
        if content[shows]:
            word.points(content[shows])
        else:
            word.paragraph(_NOTHING[shows])
    elif shows == "contact":
        word.labelled(content["contact"])
    elif shows == "dates" and not content["dates"]:
        word.paragraph("No meeting is planned in this year.")
    elif shows == "dates":
        table = word.table("Dates of the panel", _HEAD, _WIDTHS)
        for row in content["dates"]:
            add_row(table, row, _WIDTHS, first_bold=True)
