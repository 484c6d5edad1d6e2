"""A passage the proof reads out of a finished file, bytes of one as text, and what its metadata says to a reader."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

TAG = re.compile(r"<[^>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r"""\s([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")
_LANGUAGE_TAG = re.compile(r"[a-z]{2}|[a-z]{2,3}(?:-(?:[A-Z][a-z]{3}|[A-Z]{2}|\d{3}))+")
_IDENTITIES = ("ID", "Version", "Agent")


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


def is_language_tag(text: str) -> bool:
    """Whether a value only says a language: "en-GB" is nobody's initials."""
    return _LANGUAGE_TAG.fullmatch(text.strip()) is not None


def metadata_passages(where: str, xml: str) -> Iterator[Passage]:
    """Metadata as it is read: the values of its elements and attributes, one to a line; and all of it, markup too.

    Markup, names of namespaces, tags of languages and identities made of chance letters are no words.
    """
    said = [html.unescape(text) for text in TAG.sub("\n", _without_identities(xml)).split("\n")]
    for tag in TAG.findall(xml):
        said += [
            html.unescape(quoted[1:-1])
            for key, quoted in ATTRIBUTE.findall(tag)
            if not key.startswith(("xmlns", "xml:", "rdf:")) and not key.endswith(_IDENTITIES)
        ]
    values = [text.strip() for text in said if text.strip() and not is_language_tag(text)]
    yield Passage(where, "\n|\n".join(values), words=True)
    yield Passage(where, xml, words=False)


def _without_identities(xml: str) -> str:
    """Metadata without the elements that only tell files and programs apart."""
    return re.sub(r"<([\w:]+(?:ID|Version|Agent))>[^<]*</\1>", "", xml)
