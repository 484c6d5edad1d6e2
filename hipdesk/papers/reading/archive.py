"""The zip around .xlsx and .ods, unpacked under limits and packed again.

What is handed on is a new archive of only the parts that were unpacked and counted here, so the spreadsheet reader
can see nothing that was not checked: a directory that says one thing to one reader and another to the next, a part
that goes on after its declared end, pictures and macros.
"""

import io
import re
import struct
import zipfile
import zlib
from xml.parsers import expat

from hipdesk.papers.reading.limits import (
    PARTS_MOST,
    RATIO_COUNTS_FROM,
    RATIO_MOST,
    UNPACKED_MOST,
    bomb_refusal,
    damaged_refusal,
    password_refusal,
)

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_LOCAL_MARK = b"PK\x03\x04"
_ENCRYPTED = 0x1
_NOT_NEEDED = re.compile(
    r"^(?:xl/(?:drawings|charts|theme|media|pivot|externallinks|printersettings|calcchain|queries|slicers|model"
    r"|threadedcomments|persons|embeddings|activex|ctrlprops|customxml|webextensions)|customxml/|pictures/"
    r"|thumbnails/|object |configurations2/)"
)
_COUNTED = re.compile(rb"<(?:\w+:)?(?:sst|mergeCells|cellXfs|cellStyleXfs|numFmts|tableColumns|dxfs)\s[^<>]*>")
_COUNT = re.compile(rb"\s(?:count|uniqueCount)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ZIP_FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, struct.error, EOFError)
_ZIP_FAULTS_TOO = (KeyError, IndexError, OverflowError, RuntimeError)

Parts = dict[str, bytes]


def unpack(content: bytes) -> Parts:
    """Every part that a reader of cells needs, by name, each counted and checked while unpacking.

    Raises ``WorkbookRefused`` for a bomb, a damaged archive and an encrypted part.
    """
    entries = _directory(content)
    _check_directory(entries, len(content))
    parts: Parts = {}
    left = UNPACKED_MOST
    for entry in entries:
        if _needed(entry.filename):
            part = _unpack_one(content, entry, left)
            left -= len(part)
            if entry.filename.casefold() != "mimetype":
                _check_text(part)
            parts[entry.filename] = _without_counts(part)
    return parts


def pack(parts: Parts) -> io.BytesIO:
    """The parts as a fresh archive, stored without compression."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    packed.seek(0)
    return packed


def _directory(content: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [entry for entry in archive.infolist() if not entry.is_dir()]
    except (*_ZIP_FAULTS, *_ZIP_FAULTS_TOO):
        raise damaged_refusal() from None


def _check_directory(entries: list[zipfile.ZipInfo], length: int) -> None:
    if len(entries) > PARTS_MOST:
        raise bomb_refusal()
    if len({entry.filename for entry in entries}) < len(entries):
        raise damaged_refusal()
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise password_refusal()
        if entry.file_size > RATIO_COUNTS_FROM and entry.file_size > RATIO_MOST * max(entry.compress_size, 1):
            raise bomb_refusal()
    if sum(entry.file_size for entry in entries) > UNPACKED_MOST:
        raise bomb_refusal()
    if sum(entry.compress_size for entry in entries) > length:
        raise bomb_refusal()


def _needed(name: str) -> bool:
    lowered = name.casefold()
    if _NOT_NEEDED.match(lowered):
        return False
    return lowered.endswith((".xml", ".rels")) or lowered == "mimetype"


def _unpack_one(content: bytes, entry: zipfile.ZipInfo, left: int) -> bytes:
    start = entry.header_offset
    head = content[start : start + _LOCAL_HEADER.size]
    if len(head) < _LOCAL_HEADER.size:
        raise damaged_refusal()
    mark, name_length, extra_length = _LOCAL_HEADER.unpack(head)
    if mark != _LOCAL_MARK:
        raise damaged_refusal()
    start += _LOCAL_HEADER.size + name_length + extra_length
    packed = content[start : start + entry.compress_size]
    if len(packed) != entry.compress_size:
        raise damaged_refusal()
    part = packed if entry.compress_type == zipfile.ZIP_STORED else _inflate(packed, entry, left)
    if len(part) > left:
        raise bomb_refusal()
    if len(part) != entry.file_size or zlib.crc32(part) != entry.CRC:
        raise damaged_refusal()
    return part


def _inflate(packed: bytes, entry: zipfile.ZipInfo, left: int) -> bytes:
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged_refusal()
    most = min(left, max(RATIO_COUNTS_FROM, RATIO_MOST * len(packed)))
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        part = inflater.decompress(packed, most + 1)
    except zlib.error:
        raise damaged_refusal() from None
    if len(part) > most:
        raise bomb_refusal()
    if not inflater.eof:
        raise damaged_refusal()
    return part


def _without_counts(part: bytes) -> bytes:
    """The part without what its lists say of their own length: the reader makes room for as many before it looks."""
    return _COUNTED.sub(lambda tag: _COUNT.sub(b"", tag[0]), part) if _COUNTED.search(part) else part


def _check_text(part: bytes) -> None:
    """Only whole XML in UTF-8 without a document type: office programs write nothing else, the scans rely on it, and
    the reader of cells may go round for ever in a part that breaks off."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in part[:64]:
        raise damaged_refusal()
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise bomb_refusal()
    try:
        expat.ParserCreate().Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise damaged_refusal() from None
