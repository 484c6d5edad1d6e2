"""Reading a filled Word form: the controls and what stands in them. Runs inside the press.

Nothing is worked out, opened or followed: macros are refused, links, pictures and embedded files are not unpacked.
"""

import hashlib
from dataclasses import dataclass, field
from xml.parsers import expat

from hipdesk.kernel.errors import HipDeskError
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.kernel.text import clean
from hipdesk.model.referrals.form_controls import (
    FilledForm,
    FormControl,
    FormRefused,
    controls_from_plain,
    controls_to_plain,
)
from hipdesk.model.workbooks.refusal import WorkbookRefused
from hipdesk.papers.reading.archive import Parts, unpack
from hipdesk.papers.reading.compound import MARK
from hipdesk.papers.reading.jobs import RunsJobs
from hipdesk.papers.reading.limits import MEGABYTE

READ_FORM = "hipdesk.papers.reading.word_forms:read_form"
SECONDS = 30.0
FILE_MOST = 8 * MEGABYTE
CONTROLS_MOST = 5_000
TEXT_MOST = 100_000
"""Characters in one control; what is longer is no answer."""
DEPTH_MOST = 500
_ZIP = b"PK\x03\x04"
_BODY = "word/document.xml"
_AGAIN = "Ask for the form again, saved as .docx."
_ON = frozenset({"1", "true", "on"})


def read_form(content: bytes) -> list[list[str | bool | None]]:
    """The job: every tagged control as plain values. Raises ``FormRefused``."""
    return controls_to_plain(read_controls(content))


def read_form_in_press(press: RunsJobs, content: bytes, progress: Progress = SILENT) -> FilledForm:
    """Read a filled form in the child process; raises ``FormRefused`` with the reader's own sentence."""
    try:
        plain = press.run(READ_FORM, seconds=SECONDS, progress=progress, content=content)
    except HipDeskError as told:
        if type(told) is HipDeskError:
            raise FormRefused(told.what, kept=told.kept, to_do=told.to_do) from None
        raise
    return FilledForm(controls_from_plain(plain), hashlib.sha256(content).hexdigest())


def read_controls(content: bytes) -> tuple[FormControl, ...]:
    """Every control of the document that has a tag, in order. Raises ``FormRefused``, and then nothing was read."""
    controls = _controls(_body(content))
    if not controls:
        raise FormRefused("This document holds no form.", to_do="Choose a referral form that was filled in.")
    return controls


def _body(content: bytes) -> bytes:
    if not content:
        raise FormRefused("The file is empty.", to_do=_AGAIN)
    if len(content) > FILE_MOST:
        raise FormRefused(f"The file is over {FILE_MOST // MEGABYTE} MB: no form is that large.", to_do=_AGAIN)
    if content.startswith(MARK):
        raise FormRefused("The form is protected by a password, or in the old .doc form.", to_do=_AGAIN)
    if not content.startswith(_ZIP):
        raise FormRefused("This file is not a Word document.", to_do=_AGAIN)
    if b"vbaProject" in content:
        raise FormRefused(
            "The document holds macros, which a form of ours never does.", to_do="Do not open it in Word."
        )
    try:
        parts: Parts = unpack(content)
    except WorkbookRefused:
        raise FormRefused("The form is damaged, or built as a hostile file is.", to_do=_AGAIN) from None
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise FormRefused(
            "The document holds macros, which a form of ours never does.", to_do="Do not open it in Word."
        )
    if _BODY not in parts:
        raise FormRefused("This file is not a Word document.", to_do=_AGAIN)
    return parts[_BODY]


@dataclass(slots=True)
class _Open:
    """A control that is being read."""

    tag: str = ""
    prompt: bool = False
    ticked: bool | None = None
    pieces: list[str] = field(default_factory=list)
    length: int = 0


class _Controls:
    """Follows the elements of a document; text belongs to the innermost control around it."""

    def __init__(self) -> None:
        self.found: list[FormControl] = []
        self._open: list[_Open] = []
        self._path: list[str] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        element = name.rpartition(":")[2]
        self._path.append(element)
        if len(self._path) > DEPTH_MOST:
            raise FormRefused("The form is built as a hostile file is.", to_do=_AGAIN)
        if element == "sdt":
            self._open.append(_Open())
        elif self._open:
            self._inside(element, attributes)

    def _inside(self, element: str, attributes: dict[str, str]) -> None:
        control, told = self._open[-1], attributes.get("w:val", attributes.get("w14:val", ""))
        if element == "tag":
            control.tag = clean(told)[:200]
        elif element == "showingPlcHdr":
            control.prompt = told in ("", *_ON)
        elif element == "checkbox":
            control.ticked = False
        elif element == "checked":
            control.ticked = told in _ON
        elif element in ("br", "cr"):
            self._add("\n")
        elif element == "tab":
            self._add("\t")

    def words(self, text: str) -> None:
        """Characters between tags: only those in a text element count."""
        if self._open and self._path[-1] == "t":
            self._add(text)

    def _add(self, text: str) -> None:
        control = self._open[-1]
        control.length += len(text)
        if control.length > TEXT_MOST:
            raise FormRefused("One answer is longer than any form holds.", to_do=_AGAIN)
        control.pieces.append(text)

    def end(self, _name: str) -> None:
        """An element ends."""
        element = self._path.pop()
        if not self._open:
            return
        if element == "p":
            self._add("\n")
        elif element == "sdt":
            self._close(self._open.pop())

    def _close(self, control: _Open) -> None:
        if not control.tag:
            if self._open and not control.prompt:
                self._add("".join(control.pieces))
            return
        if len(self.found) >= CONTROLS_MOST:
            raise FormRefused("The document holds more controls than any form of ours.", to_do=_AGAIN)
        text = "" if control.prompt or control.ticked is not None else clean("".join(control.pieces)).strip()
        self.found.append(FormControl(control.tag, text, control.ticked))


def _controls(body: bytes) -> tuple[FormControl, ...]:
    reader, parser = _Controls(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler = reader.words
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise FormRefused("The form is damaged.", to_do=_AGAIN) from None
    return tuple(reader.found)
