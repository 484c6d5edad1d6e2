"""The minutes as a Word document: status first, attendance, the log, then each case. Nothing is left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from hipdesk.papers.word.document import Content, WordDocument, add_group_row, add_row, plain, put

_ATTENDANCE = (("Agency", "Represented by", "Signed", "In the room"), (50, 72, 15, 35))
_DECLARED = (("Who", "Case", "What was done"), (52, 36, 84))
_LOG = (("No.", "Action", "Owner", "Why it is not complete"), (16, 46, 34, 76))
_ACTIONS = (("No.", "Action", "Owner", "Due"), (18, 82, 48, 24))
_CORRECTIONS = (("Date", "Where", "It said", "It now says", "Asked by; agreed by"), (25, 22, 41, 41, 43))
_Shape = tuple[Sequence[str], Sequence[float]]


def write_minutes(word: WordDocument, content: Mapping[str, Any]) -> None:
    """Everything below the furniture."""
    word.heading("Minutes", 1)
    word.paragraph(content["line"])
    word.paragraph(content["status"])
    word.labelled(content["facts"])
    _opening(word, content)
    _log(word, content)
    for section in content["sections"]:
        word.heading(f"{section['number']}. {plain(section['title'])}")
        if section["text"]:
            word.paragraph(section["text"])
        for case in section["cases"]:
            _case(word, case)
    _ending(word, content)


def _table(word: WordDocument, name: str, shape: _Shape, rows: Sequence[Sequence[Content]]) -> None:
    head, widths = shape
    table = word.table(name, head, widths)
    for row in rows:
        add_row(table, row, widths)


def _opening(word: WordDocument, content: Mapping[str, Any]) -> None:
    word.heading("1. Attendance")
    if content["attendance"]:
        _table(word, "Who was present", _ATTENDANCE, content["attendance"])
    else:
        word.paragraph("Nobody is recorded as present.")
    word.labelled((("Observers", content["observers"]), ("Apologies", content["apologies"])))
    word.heading("2. Confidentiality and declarations of interest")
    word.paragraph(content["confidentiality"])
    if content["declarations"]:
        _table(word, "Interests declared", _DECLARED, content["declarations"])
    else:
        word.paragraph(content["no_interest"])
    word.heading(f"3. {plain(content['previous_title'])}")
    word.paragraph(content["previous"])


def _log(word: WordDocument, content: Mapping[str, Any]) -> None:
    word.heading("4. Action log")
    if content["log_summary"]:
        word.paragraph(content["log_summary"])
    elif not content["log"]:
        word.paragraph("No actions were due.")
    if content["log"]:
        head, widths = _LOG
        table = word.table("Actions that are not complete", head, widths)
        for group in content["log"]:
            add_group_row(table, group["name"])
            for line in group["lines"]:
                add_row(table, line, widths)


def _case(word: WordDocument, case: Mapping[str, Any]) -> None:
    word.heading(f"{plain(case['reference'])}  {plain(case['initials'])}", 3)
    score = f", {plain(case['score'])}" if case["score"] else ""
    word.paragraph([{"b": f"Risk: {case['risk']}"}, score], keep=True)
    word.paragraph(case["under"], grey=True)
    for agency, said in case["information"]:
        put(put(word.line(), f"{plain(agency)}: ", bold=True), said)
    if case["risk_agreed"]:
        put(put(word.line(), "Risk agreed: ", bold=True), case["risk_agreed"])
    put(put(word.line(), "Decision. ", bold=True), case["decision"])
    if case["actions"]:
        _table(word, f"Actions agreed in {plain(case['reference'])}", _ACTIONS, case["actions"])
    word.labelled(case["next"])
    for at, said in case["after"]:
        put(put(word.line(), f"{at}  " if at else "", bold=True), said)


def _ending(word: WordDocument, content: Mapping[str, Any]) -> None:
    if content["draft"]:
        word.heading("Agreement")
        word.paragraph("Chair’s corrections attached:   \u2610 Yes   \u2610 None")
        word.paragraph("Agreed by the chair: ____________________________________   Date: ________________")
        return
    if content["agreed"]:
        word.heading("Agreement")
        word.labelled(content["agreed"])
    if content["corrections"]:
        word.heading("Corrections since agreement")
        _table(word, "Corrections since agreement", _CORRECTIONS, content["corrections"])
