"""The compound file around an .xls, and the records inside: checked, counted and packed again.

As with the zip, what is handed on is a new file with only the workbook's stream, so that no length, chain or
dimension that lies reaches the reader of cells. Layout: [MS-CFB] for the file, [MS-XLS] for the records.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from hipdesk.papers.reading.extent import Extent
from hipdesk.papers.reading.limits import (
    SHEETS_MOST,
    bomb_refusal,
    damaged_refusal,
    kind_refusal,
    large_refusal,
    password_refusal,
)

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_ENTRY = 128
_SMALL = 64
_HEADER = struct.Struct("<24xHHHHH6xIIIIIIIII")
_BOOKS = ("Workbook", "WORKBOOK", "Book", "BOOK")
_LOCKED = "EncryptedPackage"
_PAGE = 4096

_BOF, _EOF, _BOUNDSHEET, _SST, _DIMENSIONS, _FILEPASS = (0x009, 0x209, 0x409, 0x809), 0x00A, 0x085, 0x0FC, 0x200, 0x02F
_ONE_CELL = frozenset({0x006, 0x203, 0x204, 0x205, 0x27E, 0x0FD, 0x0D6, 0x206, 0x406})
_MANY_CELLS = frozenset({0x0BD, 0x0BE})


@dataclass(frozen=True, slots=True)
class _Compound:
    """A compound file's bytes with its tables of chains."""

    content: bytes
    sector: int
    chains: tuple[int, ...]
    small_chains: tuple[int, ...]
    small: bytes
    entries: tuple[tuple[str, int, int], ...]
    cutoff: int

    def stream(self, start: int, size: int) -> bytes:
        """One stream; a short one lies in the small sectors."""
        if size < self.cutoff:
            pieces = [self.small[at * _SMALL : (at + 1) * _SMALL] for at in _follow(self.small_chains, start)]
            return b"".join(pieces)[:size]
        return _read(self.content, self.sector, self.chains, start)[:size]


def unpack_xls(content: bytes) -> io.BytesIO:
    """The workbook of an .xls, checked, in a compound file of its own.

    Raises ``WorkbookRefused`` for a password, a damaged or hostile file, and a compound file that is no workbook.
    """
    compound = _open(content)
    names = {name: (start, size) for name, start, size in compound.entries}
    if _LOCKED in names:
        raise password_refusal()
    found = next((names[name] for name in _BOOKS if name in names), None)
    if found is None:
        raise kind_refusal()
    stream = bytearray(compound.stream(*found))
    _check_records(stream)
    return io.BytesIO(pack_stream(bytes(stream)))


def _open(content: bytes) -> _Compound:
    try:
        return _read_tables(content)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise damaged_refusal() from None


def _read_tables(content: bytes) -> _Compound:
    _, _, _, shift, small_shift, _, tables, first, _, cutoff, small_first, _, more, _ = _HEADER.unpack_from(content)
    if shift not in (9, 12) or small_shift != 6:
        raise damaged_refusal()
    sector = 1 << shift
    most = len(content) // sector + 1
    places = list(struct.unpack_from("<109I", content, 76))
    seen: set[int] = set()
    while more < most and more not in seen:
        seen.add(more)
        block = struct.unpack_from(f"<{sector // 4}I", content, (more + 1) * sector)
        places.extend(block[:-1])
        more = block[-1]
    places = [place for place in places if place < most][:tables]
    numbers = f"<{sector // 4}I"
    chains = tuple(at for place in places for at in struct.unpack_from(numbers, content, (place + 1) * sector))
    folder = _read(content, sector, chains, first)
    entries = tuple(_entries(folder))
    root = next((start for _, kind, start, _ in entries if kind == 5), _END)
    small_table = _read(content, sector, chains, small_first)
    small_chains = struct.unpack(f"<{len(small_table) // 4}I", small_table)
    streams = tuple((name, start, size) for name, kind, start, size in entries if kind == 2)
    if any(size > len(content) for _, _, size in streams):
        raise damaged_refusal()
    return _Compound(content, sector, chains, small_chains, _read(content, sector, chains, root), streams, cutoff)


def _entries(folder: bytes) -> Iterator[tuple[str, int, int, int]]:
    for at in range(0, len(folder) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", folder, at + 64)
        start, size = struct.unpack_from("<II", folder, at + 116)
        name = folder[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        yield name, kind, start, size


def _follow(chains: tuple[int, ...], start: int) -> Iterator[int]:
    at, steps = start, 0
    while at < len(chains):
        yield at
        at, steps = chains[at], steps + 1
        if steps > len(chains):
            raise damaged_refusal()


def _read(content: bytes, sector: int, chains: tuple[int, ...], start: int) -> bytes:
    pieces = [content[(at + 1) * sector : (at + 2) * sector] for at in _follow(chains, start)]
    return b"".join(pieces)


def _records(stream: bytearray, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the content and its length, up to the end of the substream that begins at ``start``."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream):
            raise damaged_refusal()
        yield kind, at + 4, length
        depth += (kind in _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return
        at += 4 + length


def _check_records(stream: bytearray) -> None:
    """Refuse a password and what would not fit; blank every stated dimension, which the reader believes."""
    sheets: list[int] = []
    for kind, at, length in _records(stream, 0):
        if kind == _FILEPASS:
            raise password_refusal()
        if kind == _BOUNDSHEET and length >= 4:
            sheets.append(struct.unpack_from("<I", stream, at)[0])
        if kind == _SST and length >= 8 and max(struct.unpack_from("<II", stream, at)) > len(stream):
            raise bomb_refusal()
        _blank(stream, kind, at, length)
    if len(sheets) > SHEETS_MOST:
        raise large_refusal(f"it has {len(sheets)} sheets, and the most is {SHEETS_MOST}")
    if len(set(sheets)) < len(sheets):
        raise damaged_refusal()
    extent = Extent()
    for start in sheets:
        extent.add(*_reach(stream, start))


def _reach(stream: bytearray, start: int) -> tuple[int, int]:
    """Rows and columns of one sheet, by the places its cells name."""
    rows = columns = 0
    for kind, at, length in _records(stream, start):
        _blank(stream, kind, at, length)
        if (kind in _ONE_CELL and length >= 4) or (kind in _MANY_CELLS and length >= 6):
            row, column = struct.unpack_from("<HH", stream, at)
            last = struct.unpack_from("<H", stream, at + length - 2)[0] if kind in _MANY_CELLS else column
            rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
    return rows, columns


def _blank(stream: bytearray, kind: int, at: int, length: int) -> None:
    if kind == _DIMENSIONS:
        stream[at : at + length] = bytes(length)


def pack_stream(stream: bytes) -> bytes:
    """A compound file of one stream, in sectors of 4096 bytes: tables, folder, the stream, and an empty small stream.

    The reader wants the small stream to be there, even with nothing in it.
    """
    size = max(len(stream), _PAGE)
    pages = -(-size // _PAGE)
    tables = -(-(pages + 2) // (_PAGE // 4 - 1))
    chain = [_TABLE] * tables + [_END] + [tables + 2 + at for at in range(pages - 1)] + [_END, _END]
    chain += [_FREE] * (tables * _PAGE // 4 - len(chain))
    header = MARK + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<IIIIIIIII", 1, tables, tables, 0, _PAGE, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(tables), *([_FREE] * (109 - tables)))
    folder = _folder_entry("Root Entry", 5, 1, tables + 1 + pages, _SMALL) + _folder_entry(
        "Workbook", 2, _FREE, tables + 1, size
    )
    body = (
        struct.pack(f"<{len(chain)}I", *chain)
        + folder.ljust(_PAGE, b"\x00")
        + stream.ljust((pages + 1) * _PAGE, b"\x00")
    )
    return header.ljust(_PAGE, b"\x00") + body


def _folder_entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le")
    about = struct.pack("<HBBIII", len(words) + 2, kind, 1, _FREE, _FREE, child)
    return words.ljust(64, b"\x00") + about + bytes(36) + struct.pack("<IQ", start, size)
