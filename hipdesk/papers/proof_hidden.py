"""What stands in a PDF beside its text layer: properties, structure, bookmarks, attachments, every decoded object."""

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator

import pikepdf

from hipdesk.papers.proof_passages import Passage, decoded, metadata_passages
from hipdesk.papers.proof_pictures import is_picture, pictures_drawn

_DEEPEST = 40
_HIDDEN = "Hidden part of the file"
_PLACES = {
    "/Alt": "Written alternative of a picture",
    "/ActualText": "Replacement text",
    "/E": "Spelled-out abbreviation",
    "/Contents": "Text of a link or note",
    "/T": "Title of a part",
    "/Title": "Bookmark or title",
    "/F": "Name of an attached file",
    "/UF": "Name of an attached file",
}
_READ_AS_WORDS = frozenset(_PLACES)
# What makes an object one to be taken apart here: a text that is read, or bytes that are no text.
_APART = re.compile(rb'"(?:b:|n:|/(?:' + "|".join(key[1:] for key in _PLACES).encode() + rb')"\s*:)')
_LITERAL = re.compile(rb'"(?:/|u:)(?:[^"\\]|\\.)*"')
# Marked content as it is nearly always written: an operator before it, a name, and a list of names, numbers and texts.
_MARKING = re.compile(rb"(?<![\w/#])(?:BDC|DP)(?![\w#])")
_MARKED = re.compile(
    rb"/\w+\s*<<(?:[\w/.\s-]|\[[\w/.\s-]*\]|<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.|\([^()\\]*\))*\))*>>\s*(?:BDC|DP)(?![\w#])",
    re.DOTALL,
)
_AFTER_AN_OPERATOR = re.compile(
    rb"(?:\A|(?<![\w/#.])(?:EMC|BT|ET|BMC|BDC|[qQfWnS]|cm|re|Tf|Tj|TJ|Tm|gs|cs|CS|scn|SCN))\s*\Z"
)
_LONGEST_OPERATOR = 8
_NUMBERED = re.compile(rb"/MCID \d+(?=[\s/>])")


def hidden_passages(opened: pikepdf.Pdf, may_hold: Callable[[str], bool]) -> Iterator[Passage]:
    """Every passage that is not the text layer; of names and texts nobody reads those ``may_hold`` has doubts about.

    ``may_hold`` is sure when it says that a text holds nothing: such passages are left out, whole objects at a time.
    """
    for key, value in opened.docinfo.items():
        yield Passage(f"Document properties, {key[1:]}", str(value), words=True)
    for name, attached in opened.attachments.items():
        yield Passage("Name of an attached file", name, words=True)
        with contextlib.suppress(pikepdf.PdfError):
            yield Passage("Attached file", decoded(attached.get_file().read_bytes()), words=False)
    yield from _objects(opened, may_hold)
    for number, page in enumerate(opened.pages, 1):
        for thing in _marked_content(page):
            for passage in _strings(thing, "", 0):
                yield Passage(f"{passage.where}, page {number}", passage.text, passage.words)


def _objects(opened: pikepdf.Pdf, may_hold: Callable[[str], bool]) -> Iterator[Passage]:
    """Each object by itself. Most are names and numbers: those are looked at all together, and only once."""
    literals: set[bytes] = set()
    pictures: list[pikepdf.Stream] = []
    for thing in opened.objects:
        told = thing.to_json(dereference=True, schema_version=2)
        if _APART.search(told):
            yield from _strings(thing, "", 0)
        else:
            literals.update(_LITERAL.findall(told))
        if isinstance(thing, pikepdf.Stream):
            if thing.get("/Subtype") == "/Image":
                pictures.append(thing)
            else:
                yield from _stream(thing)
            if thing.get("/Subtype") == "/Form":
                for each in _marked_content(thing):
                    yield from _strings(each, "", 0)
    drawn = pictures_drawn(opened) if pictures else frozenset()
    for picture in pictures:
        if picture.objgen not in drawn or not is_picture(picture):
            yield from _stream(picture)
    if any(may_hold(text) for text in _texts(literals)):
        for thing in opened.objects:
            yield from _strings(thing, "", 0)


def _texts(literals: Iterable[bytes]) -> Iterator[str]:
    """Names as they are, and texts without what marks them as such."""
    for literal in literals:
        yield str(json.loads(literal)).removeprefix("u:")


def _strings(thing: object, key: str, depth: int) -> Iterator[Passage]:
    """The strings and names within one object; objects it only refers to come by themselves."""
    if depth > _DEEPEST:
        return
    if isinstance(thing, (pikepdf.String, pikepdf.Name)):
        yield Passage(_PLACES.get(key, _HIDDEN), str(thing), words=key in _READ_AS_WORDS)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for name, value in thing.items():
            yield Passage(_HIDDEN, name[1:], words=False)
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, name, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing.as_list():
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, key, depth + 1)


def _stream(stream: pikepdf.Stream) -> Iterator[Passage]:
    """A stream's decoded bytes as text; fonts hold no words."""
    kind = str(stream.get("/Subtype", ""))
    if "/Length1" in stream or kind in ("/Type1C", "/CIDFontType0C", "/OpenType"):
        return
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:
        content = stream.read_raw_bytes()
    if str(stream.get("/Type", "")) == "/Metadata":
        yield from metadata_passages("Metadata", decoded(content))
    else:
        yield Passage(_HIDDEN, decoded(content), words=False)


def _marked_content(drawn: pikepdf.Page | pikepdf.Stream) -> Iterator[pikepdf.Object]:
    """What marked content carries beside what a page or a drawing draws: names, and texts that stand for others."""
    with contextlib.suppress(pikepdf.PdfError):
        held = drawn.obj.get("/Contents") if isinstance(drawn, pikepdf.Page) else drawn
        content = held.read_bytes() if isinstance(held, pikepdf.Stream) else b""
        marked = _plainly_marked(content)
        if content and len(marked) == len(_MARKING.findall(content)):
            for each in dict.fromkeys(_NUMBERED.sub(b"/MCID 0", mark) for mark in marked):
                name, opens, properties = each.rpartition(b">>")[0].partition(b"<<")
                yield pikepdf.Object.parse(name.strip())
                yield pikepdf.Object.parse(opens + properties + b">>")
            return
        for instruction in pikepdf.parse_content_stream(drawn):
            if str(instruction.operator) in ("BDC", "DP"):
                yield from instruction.operands


def _plainly_marked(content: bytes) -> list[bytes]:
    """The name, properties and operator of each mark that follows an operator and holds nothing out of the way."""
    return [
        found.group()
        for found in _MARKED.finditer(content)
        if _AFTER_AN_OPERATOR.search(content[max(0, found.start() - _LONGEST_OPERATOR) : found.start()])
    ]
