"""What the press does for the proof of a workbook: what it holds that none of ours does, and its rows as they are read.

Nothing is written.
"""

import io
import re
import zipfile

import python_calamine

from hipdesk.papers.proof_parts import marked_pages

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_HIDDEN_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*state\s*=\s*[\"'](?:hidden|veryHidden)")
_HIDDEN_LINE = re.compile(rb"<(?:\w+:)?(?:row|col)\s[^>]*hidden\s*=\s*[\"'](?:1|true)")
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External")
_AUTHOR = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy)>\s*[^<\s]")
_OURS = re.compile(
    r"^(?:\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|xl/(?:workbook|styles|sharedStrings)\.xml"
    r"|xl/theme/theme\d+\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/sheet\d+\.xml)$"
)


def look_at_workbook(content: bytes, marking: str) -> list[object]:
    """The job: sentences on what it may not hold, its sheets, the numbers of those without the marking above and below,
    and the rows of its first sheet as texts.
    """
    sheets, unmarked = marked_pages(content, marking)
    first = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    rows = [[str(cell) for cell in row] for row in first.to_python(skip_empty_area=False)]
    return [_faults(content), sheets, unmarked, rows]


def _faults(content: bytes) -> list[str]:
    found: dict[str, None] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if not _OURS.match(name):
                found["a part that does not belong in it"] = None
                continue
            part = packed.read(name)
            on_sheet = name.startswith("xl/worksheets/")
            for words, holds in (
                ("a formula", on_sheet and _FORMULA.search(part)),
                ("hidden rows or columns", on_sheet and _HIDDEN_LINE.search(part)),
                ("a hidden sheet", name == "xl/workbook.xml" and _HIDDEN_SHEET.search(part)),
                ("a link to something outside", _OUTSIDE.search(part)),
                ("the name of an author", name == "docProps/core.xml" and _AUTHOR.search(part)),
            ):
                if holds:
                    found[words] = None
    return list(found)
