"""A passage the proof reads out of a finished file, and bytes of one as text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Text out of the file and where it stood; ``words``: meant to be read, so misspellings count too."""

    where: str
    text: str
    words: bool


def decoded(content: bytes) -> str:
    """Bytes of any part of a file as text."""
    if content.startswith((b"\xfe\xff", b"\xff\xfe")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")
