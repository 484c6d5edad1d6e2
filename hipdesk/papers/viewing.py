"""Showing a kept file: what the program asks of the press, which alone opens the file."""

import hashlib
from dataclasses import dataclass

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import SILENT, Progress
from hipdesk.model.attachments import Looked
from hipdesk.papers.press import Press, PressDied, PressFailed

_HOME = "hipdesk.papers.viewing_jobs"
SECONDS = 60.0
_OTHER_FORM = "Ask for it in another form, such as a PDF or a JPEG picture."
_OTHER_PDF = "Ask for it anew: printed to a PDF once more in fewer pages, or as JPEG pictures of its pages."


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page as PNG, and the words on it for those who listen."""

    png: bytes
    words: str


def look(press: Press, content: bytes, progress: Progress = SILENT) -> Looked:
    """What a file from outside is. Refused for a program, and when looking into it brought the press down."""
    try:
        told = press.run(f"{_HOME}:look_into", seconds=SECONDS, progress=progress, content=content)
    except (PressDied, PressFailed):
        raise Refused(
            "This file could not be looked into safely, so it was not taken.", kept="Nothing was added.",
            to_do=_OTHER_PDF if content.startswith(b"%PDF-") else _OTHER_FORM,
        ) from None  # fmt: skip
    media_type, pages, finding = told if isinstance(told, list) else ("", None, "")
    return Looked(str(media_type), pages if isinstance(pages, int) else None, str(finding))


class Viewing:
    """One file being shown: its bytes in memory only, its pages drawn when asked for. ``close`` forgets them."""

    def __init__(self, press: Press, content: bytes, media_type: str) -> None:
        self._press = press
        self._content = content
        self._digest = hashlib.sha256(content).hexdigest()
        self.media_type = media_type

    def page(self, place: int, width: int, progress: Progress = SILENT) -> DrawnPage:
        """Page ``place`` (from 0), ``width`` points wide. Refused when it cannot be drawn."""
        told = self._asked(
            "draw_page", progress, digest=self._digest, media_type=self.media_type, page=place, width=width
        )
        png, words = told if isinstance(told, list) else (b"", "")
        return DrawnPage(png if isinstance(png, bytes) else b"", str(words))

    def text(self, progress: Progress = SILENT) -> tuple[str, bool]:
        """The file as text, and whether its end was left out."""
        told = self._asked("read_text", progress, digest=self._digest)
        words, cut = told if isinstance(told, list) else ("", False)
        return str(words), bool(cut)

    def close(self) -> None:
        """Forget the bytes; the press forgets them with its next file or its end."""
        self._content = b""

    def _asked(self, job: str, progress: Progress, **given: object) -> object:
        told = self._press.run(f"{_HOME}:{job}", seconds=SECONDS, progress=progress, **given)
        if told is None and self._content:
            self._press.run(
                f"{_HOME}:hold", seconds=SECONDS, progress=progress, content=self._content, digest=self._digest
            )
            told = self._press.run(f"{_HOME}:{job}", seconds=SECONDS, progress=progress, **given)
        return told
