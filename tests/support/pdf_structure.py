"""What PDF/UA-1 (ISO 14289-1) asks of a file, as far as a machine can tell, and what a marked paper must show.

Each function returns findings in words; an empty list is a pass. Reading order and the sense of alternative texts
stay with a person.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf
import pypdfium2

_ROLES = frozenset(
    re.findall(
        r"\w+",
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
        "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form "
        "Em Strong Title",
    )
)
_PAINTS = frozenset([*re.findall(r"\S+", "Tj TJ ' \" f F f* B B* b b* S s Do sh BI EI"), "INLINE IMAGE"])
_NOTHING = pikepdf.Dictionary()
_MAY_STAND_IN = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
}


@dataclass
class _Walked:
    """What one walk through the structure tree gathered."""

    findings: list[str] = field(default_factory=list)
    promised: dict[tuple[int, int], Counter[int]] = field(default_factory=dict)
    headings: list[int] = field(default_factory=list)

    def promise(self, page: pikepdf.Object | None, number: int) -> None:
        """Remember that the tree refers to marked content ``number`` on ``page``."""
        if page is None:
            self.findings.append("marked content without a page")
            return
        self.promised.setdefault(page.objgen, Counter())[number] += 1


def findings(pdf: bytes, password: str = "") -> list[str]:
    """Everything wrong with the file's structure."""
    with pikepdf.open(io.BytesIO(pdf), password=password) as opened:
        found = list(_of_the_document(opened))
        if "/StructTreeRoot" not in opened.Root:
            return [*found, "no structure tree"]
        walked = _Walked()
        tree = opened.Root.StructTreeRoot
        _walk(tree, tree.get("/RoleMap", _NOTHING), (), None, walked)
        found += walked.findings
        if walked.headings[:1] != [1] or walked.headings.count(1) != 1:
            found.append("the paper does not begin with its one title")
        for number, page in enumerate(opened.pages, 1):
            promised = walked.promised.get(page.obj.objgen, Counter())
            found += [f"page {number}: {fault}" for fault in _of_a_page(page, promised)]
        return found


def _of_the_document(opened: pikepdf.Pdf) -> Iterator[str]:
    root = opened.Root
    with opened.open_metadata(set_pikepdf_as_editor=False) as metadata:
        if not metadata.get("dc:title"):
            yield "no title"
        if str(metadata.get("pdfuaid:part")) != "1":
            yield "not declared PDF/UA-1"
    if str(root.get("/Lang", "")) != "en-GB":
        yield "language is not en-GB"
    if not root.get("/MarkInfo", _NOTHING).get("/Marked", False):
        yield "not marked as tagged"
    if root.get("/MarkInfo", _NOTHING).get("/Suspects", False):
        yield "structure marked as suspect"
    if not root.get("/ViewerPreferences", _NOTHING).get("/DisplayDocTitle", False):
        yield "the title is not shown"
    if "/Outlines" not in root:
        yield "no bookmarks"
    if opened.docinfo.get("/Author") is not None:
        yield "names an author"
    if "/Names" in root and "/EmbeddedFiles" in root.Names:
        yield "carries an attachment"
    if any(key in root for key in ("/AA", "/AcroForm")) or "/JavaScript" in root.get("/Names", _NOTHING):
        yield "carries something that runs"


def _kids(node: pikepdf.Object) -> list[pikepdf.Object | int]:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids.as_list()) if isinstance(kids, pikepdf.Array) else [kids]


def _role(node: pikepdf.Object, mapped: pikepdf.Object) -> str:
    name = str(node.get("/S", ""))
    for _ in range(8):
        if name not in mapped:
            break
        name = str(mapped[name])
    return name.removeprefix("/")


def _walk(
    node: pikepdf.Object,
    mapped: pikepdf.Object,
    above: tuple[str, ...],
    page: pikepdf.Object | None,
    walked: _Walked,
) -> None:
    page = node.get("/Pg", page)
    role = _role(node, mapped)
    if role:
        walked.findings += _of_a_node(node, role, above, walked)
        above = (*above, role)
    if role == "Table":
        walked.findings += _of_a_table(node, mapped)
    for kid in _kids(node):
        if isinstance(kid, int):
            walked.promise(page, kid)
        elif kid.get("/Type") == "/MCR":
            walked.promise(kid.get("/Pg", page), int(kid.MCID))
        elif kid.get("/Type") != "/OBJR":
            _walk(kid, mapped, above, page, walked)


def _of_a_node(node: pikepdf.Object, role: str, above: tuple[str, ...], walked: _Walked) -> Iterator[str]:
    if role not in _ROLES:
        yield f"unknown role {role}"
    if role in _MAY_STAND_IN and not set(above[-1:]) & _MAY_STAND_IN[role]:
        yield f"{role} stands outside {' or '.join(sorted(_MAY_STAND_IN[role]))}"
    if role in ("Figure", "Formula"):
        alternative = str(node.get("/Alt", "") or node.get("/ActualText", "")).strip()
        if not alternative:
            yield f"{role} without an alternative text"
    if heading := re.fullmatch(r"H([1-6])", role):
        level = int(heading.group(1))
        if level > (walked.headings[-1] if walked.headings else 0) + 1:
            yield f"heading {level} follows {walked.headings[-1:] or 'nothing'}"
        walked.headings.append(level)


def _table_rows(node: pikepdf.Object, mapped: pikepdf.Object) -> Iterator[list[pikepdf.Object]]:
    for kid in _kids(node):
        if isinstance(kid, pikepdf.Dictionary):
            if _role(kid, mapped) == "TR":
                yield [cell for cell in _kids(kid) if isinstance(cell, pikepdf.Dictionary)]
            elif _role(kid, mapped) != "Table":
                yield from _table_rows(kid, mapped)


def _attribute(cell: pikepdf.Object, name: str) -> pikepdf.Object | None:
    given = cell.get("/A")
    several = [] if given is None else list(given.as_list()) if isinstance(given, pikepdf.Array) else [given]
    for one in several:
        if isinstance(one, pikepdf.Dictionary) and name in one:
            return one[name]
    return None


def _of_a_table(node: pikepdf.Object, mapped: pikepdf.Object) -> Iterator[str]:
    """Every row starts with a header, every header says its scope, every row is as wide as the table."""
    rows = list(_table_rows(node, mapped))
    if not rows:
        yield "table without rows"
    owed: Counter[int] = Counter()
    widths = set()
    for number, cells in enumerate(rows):
        if not cells or _role(cells[0], mapped) != "TH":
            yield "table row without a header"
        width = owed[number]
        for cell in cells:
            span, deep = int(_attribute(cell, "/ColSpan") or 1), int(_attribute(cell, "/RowSpan") or 1)
            width += span
            for below in range(1, deep):
                owed[number + below] += span
            if _role(cell, mapped) == "TH" and str(_attribute(cell, "/Scope")) not in ("/Row", "/Column", "/Both"):
                yield "table header without a scope"
        widths.add(width)
    if len(widths) > 1:
        yield f"table rows of different width {sorted(widths)}"


def _of_a_page(page: pikepdf.Page, promised: Counter[int]) -> Iterator[str]:
    seen: Counter[int] = Counter()
    open_marks: list[tuple[str, int | None]] = []
    loose = 0
    for step in pikepdf.parse_content_stream(page):
        operands, name = list(step.operands), str(step.operator)
        if name in ("BDC", "BMC"):
            open_marks.append((str(operands[0]), _mark_number(page, operands)))
            number = open_marks[-1][1]
            if number is not None:
                seen[number] += 1
        elif name == "EMC":
            open_marks.pop()
        elif name in _PAINTS and not any(tag == "/Artifact" or number is not None for tag, number in open_marks):
            loose += 1
    if loose:
        yield f"{loose} things painted that are neither content nor artifact"
    if open_marks:
        yield "marked content not closed"
    if seen != promised:
        yield f"page and tree disagree about {sorted((seen - promised) | (promised - seen))[:4]}"
    yield from _of_the_page_itself(page)


def _mark_number(page: pikepdf.Page, operands: Sequence[pikepdf.Object]) -> int | None:
    if len(operands) < 2:
        return None
    properties = operands[1]
    if isinstance(properties, pikepdf.Name):
        properties = page.Resources.Properties[str(properties)]
    number = properties.get("/MCID")
    return None if number is None else int(number)


def _of_the_page_itself(page: pikepdf.Page) -> Iterator[str]:
    if "/StructParents" not in page:
        yield "no StructParents"
    notes = page.get("/Annots", pikepdf.Array())
    if len(notes) and page.get("/Tabs") != "/S":
        yield "tab order does not follow the structure"
    for note in notes:
        if "/StructParent" not in note:
            yield "annotation outside the structure"
        if not str(note.get("/Contents", "")).strip():
            yield "annotation without a description"
    for font in page.get("/Resources", _NOTHING).get("/Font", _NOTHING).values():
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        described = inner.get("/FontDescriptor", _NOTHING)
        if font.get("/Subtype") != "/Type3" and not any(f"/FontFile{kind}" in described for kind in ("", "2", "3")):
            yield f"font {font.get('/BaseFont')} is not embedded"
        if "/ToUnicode" not in font:
            yield f"font {font.get('/BaseFont')} cannot be read back"


def page_texts(pdf: bytes, password: str | None = None) -> list[str]:
    """The text of each page as another program reads it."""
    document = pypdfium2.PdfDocument(pdf, password=password)
    try:
        return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    finally:
        document.close()


def marking_findings(pdf: bytes, marking: str) -> list[str]:
    """Pages on which the marking does not stand both in the top tenth and in the bottom tenth."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    try:
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            text = page.get_textpage()
            top = text.get_text_bounded(0, height * 0.9, width, height)
            bottom = text.get_text_bounded(0, 0, width, height * 0.1)
            found += [
                f"page {number + 1}: no marking at the {where}"
                for where, words in (("top", top), ("bottom", bottom))
                if marking not in words
            ]
    finally:
        document.close()
    return found
