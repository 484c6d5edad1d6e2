"""Workbooks of other panels, made in memory: what the reader has to cope with beside the one it was first tried on."""

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

Cells = Sequence[object]
Block = tuple[int, int, int, int, str]

TICK_HEADINGS = (
    [
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "Perpetrator",
        "Nature of incident",
        "Panel dates",
        "Risk",
        "Closed Y/N",
        "Cost code",
    ],
    [None, None, None, "Name", "DOB", "Gender", "Race", "Faith", "LGB", "Trans", "Disability", "Name"],
)
"""Two heading rows; the merged blocks below write their own words into the first."""

TICK_BLOCKS: tuple[Block, ...] = (
    (1, 0, 2, 0, "Case No"),
    (1, 1, 2, 1, "Date received"),
    (1, 2, 2, 2, "Source"),
    (1, 3, 1, 5, "Victim"),
    (1, 6, 1, 10, "Strand (tick)"),
)


def make(sheets: Iterable[tuple[str, Sequence[Cells]]], merged: dict[str, Sequence[Block]] | None = None) -> bytes:
    """An .xlsx of the sheets, row by row; None leaves a cell empty; ``merged`` blocks by sheet."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, cell)
                    elif cell is not None:
                        sheet.write(at, column, cell)
            for block in (merged or {}).get(name, ()):
                sheet.merge_range(*block)
    return packed.getvalue()


def tick_book() -> bytes:
    """A panel with a two-row heading, a tick column for each strand, and its actions on a sheet of their own."""
    cases: list[Cells] = [
        ["Hate panel tracker"],
        *TICK_HEADINGS,
        [
            "A-17-01",
            "3 January 2017",
            "Northfield Homes",
            "KHAN, Sadia",
            "1 Feb 1980",
            "F",
            "Y",
            "x",
            None,
            None,
            None,
            "Unknown males",
            "Verbal abuse, spitting",
            "2 Feb 2017, 2 Mar 2017",
            "Medium",
            "N",
            "CC12",
        ],
        [
            "A-17-02",
            "9 January 2017",
            "NH (Tariq)",
            "Mr Peter Osei",
            "44",
            "M",
            None,
            None,
            "✓",
            None,
            None,
            "Mr Lee Marsh",
            "Graffiti",
            "2 Feb 2017",
            "High",
            "Y",
            "CC13",
        ],
        [
            "A-17-03",
            "15 Feb 2017",
            "Fenwick School",
            "Ayo Bello",
            "refused",
            "Female",
            1,
            "Muslim",
            None,
            "X",
            "maybe",
            "Lee Marsh and brother",
            "Threats",
            None,
            "unsure",
            "N",
            None,
        ],
    ]
    actions: list[Cells] = [
        ["Case number", "Action no", "Action", "Owner", "Due", "Done?"],
        ["A-17-01", 1, "Fit a letterbox guard", "Northfield Homes", "1/3/17", "Yes - 20/2/17"],
        [None, 2, "Visit with police", "Police / NH", "next panel", "No"],
        ["A-17-02", 1, "Warn the alleged perpetrator", "Police", None, "12 Feb 2017"],
        ["A-17-99", 1, "Send the form again", "Fenwick School", None, None],
    ]
    return make([("Cases", cases), ("Actions", actions)], {"Cases": TICK_BLOCKS})


LATE_HEADINGS = ["Ref no", "Complainant", "Age", "Reported", "Agency", "Protected characteristic", "Category"]
LATE_HEADINGS += ["Postcode", "Suspect", "Details", "Date closed", "Result", "Allocated to"]


def late_heading_book() -> bytes:
    """Headings in row 12, newest case first, junk sheets, days as other systems write them, no agencies listed."""
    front: list[Cells] = [["Eastmoor hate crime panel"], [], ["Prepared by", "the coordinator"]]
    front += [["Printed", date(2020, 1, 6)], *([] for _ in range(7))]
    twice = ["EM/3", "Rosa Lind", "NK", 43600, "Victims First", "steampunk", "Shoved off pavement", "E1 4AC"]
    twice += ["Unknown", "Pushed.", "soon", "NFA", None]
    rows: list[Cells] = [
        ["EM/2", "Somebody Else", 20, "05/28/2019", "Victims First", "Trans", "Verbal", None, "Unknown", "x"],
        twice,
        LATE_HEADINGS,
        [
            "EM/2",
            "Tomas Novak",
            "30s",
            "04/23/2019",
            "E. Police",
            "Race; Disability",
            "Threat",
            None,
            "Group of boys",
            "Followed home.",
            None,
            None,
            "J. Amos",
        ],
        [None] * 9 + ["Followed again on the Friday."],
        [
            "EM/1",
            "Mrs Ivy Ward",
            71,
            "2019-01-14",
            "Eastmoor Police",
            "Race",
            "Criminal damage",
            "e1 4ab",
            "NK",
            "Window broken.",
            "2019-06-03",
            "Window replaced",
            "J. Amos",
        ],
        twice,
        ["* cases marked so are repeats"],
        ["Total", 4],
    ]
    junk: list[Cells] = [["Budget", "Q1", "Q2"], ["Rooms", 120, 130], ["Tea", 14, 12]]
    return make([("Cover", [["Read this first"]]), ("Data", [*front, LATE_HEADINGS, *rows]), ("Budget", junk)])


SMALL = [["HIP Ref", "Date received", "Victim", "Strand"], ["H1/20", "3/4/20", "Ann Bell", "Race"]]


def ods(content: str, more: dict[str, str] | None = None) -> bytes:
    """An .ods around the rows of one table, ``content`` being what stands inside ``table:table``."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    body = f'<table:table table:name="Cases">{content}</table:table>'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>",
        "META-INF/manifest.xml": '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest/>',
    }
    return zipped(parts | (more or {}))


def ods_row(*cells: str, attributes: str = "") -> str:
    """One row of text cells."""
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


def zipped(parts: dict[str, str] | dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Every part of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same zip with one part put in place of another, or added."""
    return zipped(parts_of(content) | {name: part})


def old_excel(rows: Sequence[Sequence[str | float]], *, password: bool = False) -> bytes:
    """An .xls (BIFF8 in an OLE file) of one sheet called Cases; with ``password`` its stream says it is encrypted."""
    return compound("Workbook", old_stream(rows, password=password))


def old_stream(rows: Sequence[Sequence[str | float]], *, password: bool = False) -> bytes:
    """The records of such a workbook."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    sheet = bytearray(record(0x809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)))
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = struct.pack("<HHH", at, column, 0)
            if isinstance(cell, str):
                sheet += record(0x204, place + struct.pack("<HB", len(cell), 0) + cell.encode("latin-1"))
            else:
                sheet += record(0x203, place + struct.pack("<d", cell))
    sheet += record(0x00A, b"")
    front = record(0x809, begin)
    if password:
        front += record(0x02F, struct.pack("<HHH", 0, 1, 1))
    named = struct.pack("<BBBB", 0, 0, 5, 0) + b"Cases"
    offset = len(front) + 4 + 4 + len(named) + 4
    return front + record(0x085, struct.pack("<I", offset) + named) + record(0x00A, b"") + sheet


def compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream, in sectors of 512 bytes."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\x00")
    sectors = len(stream) // 512
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    chain = [table, end, *range(3, sectors + 2), end]
    chain += [free] * (128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", free) * 108

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        words = title.encode("utf-16-le")
        about = words.ljust(64, b"\x00") + struct.pack("<HBBIII", len(words) + 2, kind, 1, free, free, child)
        return about + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(stream))
    folder += (bytes(66) + struct.pack("<HIII", 0, free, free, free)).ljust(128, b"\x00")[:128] * 2
    return header + struct.pack("<128I", *chain) + folder + stream
