"""An agency's return form as a Word document: a block per case, whom it knows, what it knows, how it may be used."""

from collections.abc import Mapping
from typing import Any

from hipdesk.papers.word.controls import Controls
from hipdesk.papers.word.document import WordDocument, add_row, plain, put

_HEAD = ("Person", "Role", "Known to us?")
_WIDTHS = (46, 60, 66)
_KNOWN = (("now", "Now"), ("before", "Before"), ("not_known", "Not known"))
_QUESTIONS = (
    ("doing", "What we are doing now, and who does it"),
    ("known", "What we know of the last 12 months that bears on this case"),
    ("staff", "Risks to staff who visit or ring"),
)


def write_return_form(word: WordDocument, content: Mapping[str, Any]) -> None:
    """Everything below the furniture."""
    controls = Controls()
    word.heading("Agency return", 1)
    word.paragraph(content["line"])
    word.labelled(content["facts"])
    word.paragraph(content["opening"])
    for number, case in enumerate(content["cases"], 1):
        word.heading(f"{plain(case['reference'])}  {plain(case['initials'])}")
        if case["answered"]:
            word.paragraph(case["answered"])
            _asked(word, controls, f"cases.{number}.new", "What is new")
        else:
            _to_fill(word, controls, case, number, content["limits"])
    word.heading("Answered by")
    for name, label, kind in (("by", "Name", "line"), ("role", "Role", "line"), ("on", "Date", "day")):
        _asked(word, controls, f"answered.{name}", label, kind)


def _to_fill(word: WordDocument, controls: Controls, case: Mapping[str, Any], number: int, limits: list[str]) -> None:
    tag = f"cases.{number}"
    nothing = word.word.add_paragraph()
    controls.tick(nothing, f"{tag}.nothing", "Nothing held on any of them")
    put(nothing, "then leave the rest empty", grey=True)
    if case["people"]:
        table = word.table(f"The people of {plain(case['reference'])}", _HEAD, _WIDTHS)
        for at, person in enumerate(case["people"], 1):
            add_row(table, [person["label"], person["role"], ""], _WIDTHS, first_bold=True)
            about = f"Known to us: {plain(person['label'])}"
            controls.answer(table.rows[-1].cells[2].paragraphs[0], f"{tag}.people.{at}", about, "choice", _KNOWN)
    else:
        word.paragraph("Nobody is named in this case: answer for the reference.")
    for name, label in _QUESTIONS:
        _asked(word, controls, f"{tag}.{name}", label, "note")
    used = put(word.word.add_paragraph(), "This may be used: ", bold=True)
    for at, limit in enumerate(limits, 1):
        controls.tick(used, f"{tag}.limit={at}", plain(limit))


def _asked(word: WordDocument, controls: Controls, tag: str, label: str, kind: str = "note") -> None:
    controls.answer(put(word.word.add_paragraph(), f"{label}: ", bold=True), tag, label, kind)
