"""An agency's return form as a Word document: a block per case, whom it knows, what it knows, how it may be used."""

import re
from collections.abc import Mapping
from typing import Any

from hipdesk.model.panels.return_forms import AGENCY, CASES, MEETING, PEOPLE, QUESTIONS, person_key
from hipdesk.papers.word.controls import Controls
from hipdesk.papers.word.document import WordDocument, add_row, plain, put

_HEAD = ("Person", "Role", "Known to us?")
_WIDTHS = (46, 60, 66)
_KNOWN = (("now", "Now"), ("before", "Before"), ("not_known", "Not known"))
_ID = re.compile("[0-9a-f]{32}")


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
            _asked(word, controls, f"{_tag(case, number)}.new", "What is new")
        else:
            _to_fill(word, controls, case, number, content)
    word.heading("Answered by")
    for name, label, kind in (("by", "Name", "line"), ("role", "Role", "line"), ("on", "Date", "day")):
        _asked(word, controls, f"answered.{name}", label, kind)
    _mark(word, controls, content["form"])


def _tag(case: Mapping[str, Any], number: int) -> str:
    """A case by its id; by its place on the form where it has none."""
    return f"{CASES}.{case['case_id'] if _ID.fullmatch(case['case_id']) else number}"


def _mark(word: WordDocument, controls: Controls, form: Mapping[str, str]) -> None:
    """Which form this is: the program reads it when it comes back."""
    if not _ID.fullmatch(form[MEETING]):
        return
    line = put(word.line(), "Form for ", grey=True)
    for name, words in ((AGENCY, form["for"]), (MEETING, "(leave this line as it is)")):
        if _ID.fullmatch(form[name]):
            controls.mark(line, f"{name}={form[name]}", words)
            line.add_run(" ")


def _to_fill(
    word: WordDocument, controls: Controls, case: Mapping[str, Any], number: int, content: Mapping[str, Any]
) -> None:
    tag = _tag(case, number)
    nothing = word.line()
    controls.tick(nothing, f"{tag}.nothing", "Nothing held on any of them")
    put(nothing, "then leave the rest empty", grey=True)
    if case["people"]:
        table = word.table(f"The people of {plain(case['reference'])}", _HEAD, _WIDTHS)
        for at, person in enumerate(case["people"], 1):
            who = person_key(plain(person["label"]), at)
            add_row(table, [person["label"], person["role"], ""], _WIDTHS, first_bold=True)
            about = f"Known to us: {plain(person['label'])}"
            controls.answer(table.rows[-1].cells[2].paragraphs[0], f"{tag}.{PEOPLE}.{who}", about, "choice", _KNOWN)
    else:
        word.paragraph("Nobody is named in this case: answer for the reference.")
    for name, label in QUESTIONS:
        _asked(word, controls, f"{tag}.{name}", label, "note")
    used = put(word.line(), "This may be used: ", bold=True)
    codes = content["limit_codes"] or range(1, len(content["limits"]) + 1)
    for code, limit in zip(codes, content["limits"], strict=True):
        controls.tick(used, f"{tag}.limit={code}", plain(limit))


def _asked(word: WordDocument, controls: Controls, tag: str, label: str, kind: str = "note") -> None:
    controls.answer(put(word.line(), f"{label}: ", bold=True), tag, label, kind)
