"""The agenda as a Word document: one running order, the cases under their headings."""

from collections.abc import Mapping
from typing import Any

from hipdesk.papers.word.document import WordDocument, add_group_row, add_row, plain, put

_HEAD = ("Time", "Case", "Strand", "Risk", "Referred by, presenter", "Times heard")
_WIDTHS = (14, 46, 32, 22, 44, 14)


def write_agenda(word: WordDocument, content: Mapping[str, Any]) -> None:
    """Everything below the furniture."""
    word.heading("Agenda", 1)
    word.paragraph(content["line"])
    word.labelled(content["facts"])
    word.paragraph(content["opening"])
    table = word.table("Running order of the meeting", _HEAD, _WIDTHS)
    for entry in content["entries"]:
        if entry["kind"] == "case":
            about = [{"b": entry["reference"]}, f"  {plain(entry['initials'])}"]
            cells = [entry["time"], about, entry["strands"], entry["risk"].capitalize(), entry["presenter"]]
            add_row(table, [*cells, entry["heard"]], _WIDTHS)
        else:
            cell = add_group_row(table, f"{entry['number']}. {plain(entry['title'])}", first=entry["time"])
            if entry["meta"]:
                put(cell.paragraphs[0], f"  {plain(entry['meta'])}", grey=True)
            if entry["detail"]:
                put(cell.add_paragraph(), entry["detail"])
    if content["next"]:
        word.heading("Next")
        word.labelled(content["next"])
