"""Office templates: which there are, what an office's own copy may hold, and how it stands against the shipped one.

A copy is text kept in the vault. It may use the shipped modules of layout and nothing else: no file, no package.
"""

import difflib
import functools
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hipdesk.kernel import paths
from hipdesk.kernel.errors import Refused
from hipdesk.model.commands import Command

State = Literal["shipped", "own", "behind"]
LARGEST = 200_000
"""The longest copy, in characters: many times the longest shipped template."""
LONGEST_LINE = 2_000
STATE_WORDS: Mapping[State, str] = {
    "shipped": "Shipped", "own": "Your own copy", "behind": "Your own copy; the shipped one has changed since",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """One template: its name, its title in lists, its file, and the papers that are set with it."""

    name: str
    title: str
    file: str
    sets: tuple[str, ...]


def _paper(name: str, title: str) -> TemplateKind:
    return TemplateKind(name, title, f"{name}.typ", (name,))


def _body(name: str, title: str) -> TemplateKind:
    """One that stands alone and in the pack."""
    return TemplateKind(name, title, f"bodies/{name}.typ", (name, "pack"))


TEMPLATES: Mapping[str, TemplateKind] = {
    kind.name: kind
    for kind in (
        _body("agenda", "Agenda"), _body("case-paper", "Case paper"), _body("minutes", "Minutes"),
        _body("action-log", "Action log"), _paper("pack", "Panel pack: contents and order"),
        _paper("names-list", "Names list"), _paper("return-form", "Agency return form"),
        _paper("attendance", "Attendance and confidentiality"), _paper("action-slips", "Action slips"),
        _paper("letter", "Letters"), _paper("call-list", "Call list"), _paper("contact-list", "Contact list"),
        _paper("information-pack", "Information pack"), _paper("blank-form", "Blank forms"),
        _paper("quarterly", "Quarterly report"),
        _paper("public-report", "Quarterly report, public version"), _paper("annual-report", "Annual report"),
    )
}  # fmt: skip
"""Every template an office may have its own copy of."""
MODULES = ("look", "furniture", "tables", "chips", "public-bars")
"""The shipped modules of layout a copy may import."""

_IMPORTED = re.compile(r"(?:#|^[ \t]*|[{;][ \t]*)(?:import|include)[ \t]*(?:\"([^\"\n]*)\"|\()", re.MULTILINE)
_REACHES_OUT = re.compile(
    r"(?<![\w.-])(?:read|plugin|eval|csv|toml|yaml|xml|cbor|bibliography)\("
    r"|(?<![\w.-])std\b(?!\.(?:top|bottom|left|right|center|horizon)\b)"
)
_FILE_BY_NAME = re.compile(r"(?<![\w-])(?:image|json)\(\s*\"|(?<![\w-])pdf\.(?:attach|embed)\b")
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)")
_COMMENT = re.compile(r"(?<!:)//[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One template in the list: where it stands, and who changed the office's copy when."""

    name: str
    title: str
    state: State
    changed_at: datetime | None = None
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class TemplateView:
    """One template to be edited: the shipped text, the office's own (empty: none), and the stamp it was read at."""

    name: str
    title: str
    state: State
    shipped: str
    own: str
    changed_at: datetime | None = None

    @property
    def text(self) -> str:
        """What papers are set with: the office's own, else the shipped one."""
        return self.own or self.shipped


class ChangeTemplate(Command):
    """A new text of the office's own copy; ``read_at`` is the stamp of the copy that was read.

    ``copied_from`` says which shipped text it began as, when that is not the one of today.
    """

    name: str
    text: str
    read_at: datetime | None = None
    copied_from: str = ""


def template_kind(name: str) -> TemplateKind:
    """A template by its name; Refused when there is none."""
    kind = TEMPLATES.get(name)
    if kind is None:
        raise Refused("There is no such template.", to_do=f"Templates are: {', '.join(sorted(TEMPLATES))}.")
    return kind


@functools.cache
def shipped_text(name: str) -> str:
    """The text of a shipped template."""
    return (paths.resources() / "templates" / template_kind(name).file).read_text("utf-8")


def fingerprint(text: str) -> str:
    """By which a later shipped text is told from the one that was copied."""
    return hashlib.sha256(text.encode()).hexdigest()


def checked_text(text: str) -> str:
    """The text as it is kept, lines ended the same way. Refused when it is too long, or reaches for what is outside."""
    if len(text) > LARGEST:
        raise _refused(f"This template is too long: at most {LARGEST:,} characters are kept.", "Shorten it.")
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(plain.split("\n"), 1):
        if any((ord(sign) < 32 and sign != "\t") or "\ud800" <= sign <= "\udfff" for sign in line):
            raise _refused(f"Line {number} holds a sign that is not text.", "Take the sign out.")
        if len(line) > LONGEST_LINE:
            raise _refused(f"Line {number} is longer than {LONGEST_LINE:,} characters.", "Break the line.")
    if not plain.strip():
        raise _refused("This template is empty.", "Go back to the shipped one instead.")
    refuse_reaching_out(plain)
    return plain if plain.endswith("\n") else plain + "\n"


def refuse_reaching_out(text: str) -> None:
    """Refused when a copy reads, includes or imports what is not a shipped module, with its line.

    A plain sentence for who edits; what holds is the press, in which nothing else can be reached.
    """
    code = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    for found in _IMPORTED.finditer(code):
        if found.group(1) is None or found.group(1).removeprefix("/") not in _importable():
            raise _outside(code, found.start(), "takes in something that is not one of the shipped modules")
    for pattern, what in (
        (_REACHES_OUT, "reaches for a file or runs text as a program"),
        (_FILE_BY_NAME, "reaches for a file by its name"),
    ):
        reached = pattern.search(code)
        if reached is not None:
            raise _outside(code, reached.start(), what)


@functools.cache
def _importable() -> frozenset[str]:
    bodies = (kind.file for kind in TEMPLATES.values() if kind.file.startswith("bodies/"))
    return frozenset((*(f"{name}.typ" for name in MODULES), *bodies))


def _outside(text: str, at: int, what: str) -> Refused:
    line = text.count("\n", 0, at) + 1
    return _refused(f"Line {line} {what}, which a template may not.", "Take the line out; a logo is set in Settings.")


def _refused(what: str, to_do: str) -> Refused:
    return Refused(what, kept="The copy in use is as it was.", to_do=to_do)


def compared(shipped: str, own: str) -> list[str]:
    """What an own text changes, line by line with three lines around: "− shipped", "+ own"; empty when nothing."""
    lines = difflib.unified_diff(shipped.split("\n"), own.split("\n"), n=3, lineterm="")
    return [_compared_line(line) for line in list(lines)[2:]]


def _compared_line(line: str) -> str:
    if found := _HUNK.match(line):
        return f"Line {found.group(1)}"
    sign = {"-": "−", "+": "+"}.get(line[:1], " ")
    return f"{sign} {line[1:]}"
