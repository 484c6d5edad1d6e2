"""Files kept with a case or a referral: how they are added and changed, what a screen shows of them, how large they
may be, and what their bytes make them.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.text import one_line
from hipdesk.model.commands import Code, Command, Key, Line, Text

MEGABYTE = 1 << 20
LARGEST = 50 * MEGABYTE
LARGEST_PICTURE = 100 * MEGABYTE
"""Of a photograph: it is drawn smaller than it is, whatever its size."""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
HEAD = max(len(start) for start in _PICTURES)
"""How much of a file tells whether it is a photograph."""
"""The largest file that is taken, in bytes: every backup holds every file."""

Shown = Literal["picture", "pages", "text", ""]
"""How the viewer shows a file: one picture, pages, running text, or not at all."""


# What turns the reading direction round, and what has no width; joiners stay: many scripts need them.
_HIDING = re.compile("[\u200b\u202a-\u202e\u2060-\u2069\ufeff]")


def _bare(name: str) -> str:
    """A file's own name, whichever system's folders stand before it, without signs that hide how it reads."""
    return one_line(_HIDING.sub("", name)).replace("\\", "/").rsplit("/", 1)[-1]


FileName = Annotated[str, AfterValidator(_bare), Field(min_length=1, max_length=255)]


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file can be: its type, its name in a sentence, the endings its name may have, and how it is shown."""

    media_type: str
    words: str
    endings: tuple[str, ...]
    shown: Shown = ""


_KINDS = (
    FileKind("application/pdf", "a PDF", ("pdf",), "pages"),
    FileKind("image/jpeg", "a JPEG picture", ("jpg", "jpeg", "jfif"), "picture"),
    FileKind("image/png", "a PNG picture", ("png",), "picture"),
    FileKind("image/gif", "a GIF picture", ("gif",), "picture"),
    FileKind("image/webp", "a WebP picture", ("webp",), "picture"),
    FileKind("image/bmp", "a bitmap picture", ("bmp", "dib"), "picture"),
    FileKind("image/tiff", "a TIFF picture", ("tif", "tiff"), "pages"),
    FileKind("image/heic", "a HEIC picture", ("heic", "heif", "avif")),
    FileKind("text/plain", "text", ("txt", "csv", "log", "md", "eml", "srt"), "text"),
    FileKind("text/rtf", "a rich text document", ("rtf", "doc")),
    FileKind("text/html", "a web page", ("html", "htm", "svg", "xml")),
    FileKind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a Word document", ("docx",)),
    FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a workbook", ("xlsx",)),
    FileKind("application/vnd.openxmlformats-officedocument.presentationml.presentation", "slides", ("pptx",)),
    FileKind("application/vnd.oasis.opendocument", "an OpenDocument file", ("odt", "ods", "odp")),
    FileKind("application/x-ole", "an older Office file", ("doc", "xls", "ppt", "msg", "docx", "xlsx", "pptx")),
    FileKind("application/zip", "a ZIP archive", ("zip",)),
    FileKind("audio/mpeg", "a sound recording", ("mp3",)),
    FileKind("audio/wav", "a sound recording", ("wav",)),
    FileKind("audio/ogg", "a sound recording", ("ogg", "oga", "opus")),
    FileKind("video/mp4", "a video", ("mp4", "m4v", "m4a", "mov", "3gp")),
    FileKind("video/x-msvideo", "a video", ("avi",)),
    FileKind("video/x-matroska", "a video", ("mkv", "webm")),
    FileKind("application/octet-stream", "of a kind this program does not know", ()),
)
FILE_KINDS = {kind.media_type: kind for kind in _KINDS}
_KNOWN_ENDINGS = frozenset(ending for kind in _KINDS for ending in kind.endings)


def file_kind(media_type: str) -> FileKind:
    """The kind of this type; the unknown one for any other."""
    return FILE_KINDS.get(media_type, FILE_KINDS["application/octet-stream"])


def name_finding(file_name: str, media_type: str) -> str:
    """One sentence when a name says another kind than the bytes, or the kind is unknown; empty when they agree."""
    ending = PurePath(file_name).suffix.lstrip(".").lower()
    kind = file_kind(media_type)
    if not kind.endings:
        said = f"Its name ends in .{ending[:12]}, but what it holds is" if ending in _KNOWN_ENDINGS else "It is"
        return f"{said} {kind.words}."
    if ending in kind.endings:
        return ""
    if not ending:
        return f"Its name does not say so, but it is {kind.words}."
    if ending not in _KNOWN_ENDINGS and kind.media_type == "text/plain":
        return ""
    return f"Its name ends in .{ending[:12]}, but it is {kind.words}."


def disguise_finding(name: str) -> str:
    """One sentence when a name holds signs that turn its letters round or hide some: it may seem to end in something
    else, as "photo", U+202E, "gpj.exe" does.
    """
    if _HIDING.search(name):
        return "Its name held hidden signs that can make it seem to end otherwise; they were taken out."
    return ""


def refuse_size(size: int, head: bytes = b"") -> None:
    """Refused for an empty file, and for one over ``LARGEST``, or ``LARGEST_PICTURE`` when its ``head`` is a
    photograph's.
    """
    if size == 0:
        raise Refused("This file is empty.", kept="Nothing was added.", to_do="Ask for it again, or choose another.")
    if size > (LARGEST_PICTURE if head.startswith(_PICTURES) else LARGEST):
        limits = f"photographs of up to {size_words(LARGEST_PICTURE)} and other files of up to {size_words(LARGEST)}"
        raise Refused(
            f"This file is too large: {size_words(size)}. The vault takes {limits}.",
            kept="Nothing was added.",
            to_do="Save a smaller copy: for a photograph, a lower resolution; for a video, the part that matters.",
        )


def size_words(size: int) -> str:
    """``412 bytes``, ``38 kB``, ``2.4 MB``, ``60 MB``."""
    if size < 1000:
        return f"{size} byte{'' if size == 1 else 's'}"
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} kB"
    whole = size / MEGABYTE
    return f"{whole:.1f} MB" if whole < 10 else f"{round(whole)} MB"


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking into a file told: its type by its bytes, its pages (None where it has none), one odd thing."""

    media_type: str
    pages: int | None = None
    finding: str = ""


class _Described(Command):
    """What a person says about a file. ``in_papers``: it may go into the case's papers."""

    title: Line = ""
    kind: Code | None = None
    description: Text = ""
    alternative: Text = ""
    received_on: date | None = None
    received_from: Line = ""
    in_papers: bool = False


class DraftName(Command):
    """A draft of the actor's: its kind, and the subject it is about."""

    kind: Code
    subject: str = Field(default="", max_length=64)

    @property
    def key(self) -> str:
        """As a held file bears it."""
        return f"{self.kind}:{self.subject}"


class AddAttachment(_Described):
    """Keep a file with a case, with a referral, or with a draft until that is a record; one of the three.

    The title is the file's name unless given.
    """

    case_id: Key | None = None
    referral_id: Key | None = None
    draft: DraftName | None = None
    file_name: FileName


class ChangeAttachment(_Described):
    """Say something else about a file; its bytes never change."""

    id: Key
    version: int


class RemoveAttachment(Command):
    """Take a file out of the case, with the reason; it can be put back until retention destroys it."""

    id: Key
    version: int
    reason: Line


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """One file as a list shows it. ``shown`` says how the viewer shows it; ``finding`` what is odd about it."""

    id: str
    version: int
    case_id: str | None
    referral_id: str | None
    title: str
    file_name: str
    media_type: str
    kind: str
    kind_words: str
    marking: str
    description: str
    alternative: str
    finding: str
    pages: int | None
    received_on: date | None
    received_from: str
    in_papers: bool
    size: int
    sha256: str
    added_on: date
    added_by: str
    removed_at: datetime | None
    removed_reason: str

    @property
    def shown(self) -> Shown:
        """How the viewer shows it."""
        return file_kind(self.media_type).shown

    @property
    def can_be_locked(self) -> bool:
        """Whether a copy of it can be encrypted with a password: a PDF, or a document of Word, Excel or PowerPoint."""
        return self.media_type == "application/pdf" or "officedocument" in self.media_type

    @property
    def is_picture(self) -> bool:
        """Whether it needs a written alternative."""
        return self.media_type.startswith("image/")

    @property
    def about(self) -> str:
        """ "a PDF, 12 pages, 2.4 MB"."""
        pages = f"{self.pages} page{'' if self.pages == 1 else 's'}" if self.pages and self.shown == "pages" else ""
        return ", ".join(part for part in (file_kind(self.media_type).words, pages, size_words(self.size)) if part)


def problems_for_papers(view: AttachmentView) -> str:
    """Why a file that should go into papers cannot yet: one sentence, or empty."""
    if view.in_papers and view.is_picture and not view.alternative:
        return "A picture in a paper needs a written alternative: say in words what it shows."
    if view.in_papers and not view.shown:
        return "This kind of file cannot be printed in a paper."
    return ""
