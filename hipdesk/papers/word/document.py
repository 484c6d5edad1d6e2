"""A Word document in the papers' look: A4, real headings, tables with a repeating head, the marking on every page.

Text enters as text whatever it looks like: nothing in it becomes a field, a link or a control. What the office program
writes by itself (author, thumbnail, dates of today) is taken out, so that the same paper gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from hipdesk.kernel.text import clean
from hipdesk.papers.furniture import SHIPPED, OfficeLook

TEXT_WIDTH = 172
"""Width of the text on the page, in millimetres."""
_INK, _GREY, _ACCENT = RGBColor(0x16, 0x20, 0x2A), RGBColor(0x4D, 0x59, 0x64), RGBColor(0x0B, 0x5A, 0x68)
_FACE = "Arial"
_FURNITURE = 7.5
_SIZES = {"Heading 1": (23, 0, 3), "Heading 2": (13, 14, 4), "Heading 3": (11, 10, 3)}
_UNWANTED = ("/thumbnail", "/customXml", "/stylesWithEffects", "/extended-properties")
"""The last names a program and a template that never saw the paper."""
_LANGUAGE = "en-GB"
_LOGO_WIDE, _LOGO_HIGH = 46, 17
"""The most room a logo takes, in millimetres, as beside the name of a paper set in pages."""
_OLDEST = (1980, 1, 1, 0, 0, 0)
_NO_BREAKS = str.maketrans("", "", "\u200b")

Content = Any
"""A string, or a list of strings and ``{"b": string}``: what ``wording.told`` gives."""


def plain(content: Content) -> str:
    """The words of a content without their weight."""
    if isinstance(content, Sequence) and not isinstance(content, str):
        return "".join(plain(part["b"] if isinstance(part, Mapping) else part) for part in content)
    return clean(str(content)).translate(_NO_BREAKS)


def hint(paragraph: Paragraph, content: Content) -> None:
    """Words that help, small and grey."""
    small(put(paragraph, content, grey=True), 8)


def put(paragraph: Paragraph, content: Content, *, bold: bool = False, grey: bool = False) -> Paragraph:
    """Add a content to a paragraph; strong passages are bold."""
    parts: Sequence[Any] = [content] if isinstance(content, str) else content
    for part in parts:
        strong = isinstance(part, Mapping)
        run = paragraph.add_run(plain([part]))
        run.bold = True if strong or bold else None
        if grey:
            run.font.color.rgb = _GREY
    return paragraph


class WordDocument:
    """One document being written, from the top to the bottom."""

    def __init__(self, frame: Mapping[str, Any], made_at: int, look: OfficeLook = SHIPPED) -> None:
        self.word: Document = docx.Document()
        self._look = look
        self._made = datetime.fromtimestamp(made_at, UTC).replace(tzinfo=None)
        self._set_styles()
        self._set_page()
        self._furnish(frame)
        self._describe(plain(frame["title"]))

    # The page

    def _set_page(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(20), Mm(18)
        section.top_margin, section.bottom_margin = Mm(25), Mm(28)
        section.header_distance, section.footer_distance = Mm(11), Mm(9)

    def _set_styles(self) -> None:
        defaults = self.word.styles.element.find(qn("w:docDefaults"))
        for lang in defaults.iter(qn("w:lang")):
            lang.set(qn("w:val"), _LANGUAGE)
            lang.set(qn("w:eastAsia"), _LANGUAGE)
        for theme in self.word.settings.element.findall(qn("w:themeFontLang")):
            theme.attrib.clear()
            theme.set(qn("w:val"), _LANGUAGE)
        # A picture of the first page would be kept in the file by whoever saves it next.
        for asked in self.word.settings.element.findall(qn("w:savePreviewPicture")):
            self.word.settings.element.remove(asked)
        for name, (size, above, below) in {"Normal": (10, 0, 4), **_SIZES}.items():
            style = self.word.styles[name]
            if isinstance(style, ParagraphStyle):
                _set_style(style, size, above, below)
        self.word.styles["Normal"].font.color.rgb = _INK

    def _furnish(self, frame: Mapping[str, Any]) -> None:
        section = self.word.sections[0]
        above = section.header.paragraphs[0]
        _tabs(above, centre=True)
        put(above, frame["panel"], grey=True)
        put(above, "\t")
        put(above, frame["marking"], bold=True)
        put(above, "\t")
        put(above, frame["short_title"], grey=True)
        first = section.footer.paragraphs[0]
        _tabs(first)
        put(first, frame["handling"], grey=True)
        put(first, "\tPage ", bold=True)
        _field(first, "PAGE")
        put(first, " of ", bold=True)
        _field(first, "NUMPAGES")
        second = section.footer.add_paragraph()
        _tabs(second)
        put(second, frame["copy"])
        put(second, "\t" + "   ".join(part for part in (frame["version"], frame["fingerprint"]) if part), grey=True)
        third = section.footer.add_paragraph()
        third.alignment = WD_ALIGN_PARAGRAPH.CENTER
        put(third, frame["marking"], bold=True)
        for paragraph in (above, first, second):
            small(paragraph, _FURNITURE)

    def _describe(self, title: str) -> None:
        told = self.word.core_properties
        told.title, told.language = title, _LANGUAGE
        told.author = told.last_modified_by = told.comments = told.keywords = ""
        told.created = told.modified = self._made
        told.revision = 1

    # What stands on it

    def logo(self, where: Paragraph | None = None) -> None:
        """The office's logo with its words, if it has one: at the right of the top, or ``where`` it belongs."""
        drawn = self._look.logo_content()
        if drawn is None:
            return
        line = self.line() if where is None else where
        if where is None:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        high = min(_LOGO_HIGH, _LOGO_WIDE / float(str(drawn["wide"])))
        picture = line.add_run().add_picture(io.BytesIO(self._look.logo), height=Mm(high))
        about = picture._inline.find(qn("wp:docPr"))
        about.set("descr", plain(self._look.logo_words) or "Logo")
        about.set("name", "Logo")

    def line(self, style: str = "Normal") -> Paragraph:
        """An empty paragraph to be written into; a little room after a table."""
        above = [each for each in self.word.element.body if each.tag != qn("w:sectPr")]
        made = self.word.add_paragraph(style=style)
        if above and above[-1].tag == qn("w:tbl") and style == "Normal":
            made.paragraph_format.space_before = Pt(6)
        return made

    def heading(self, content: Content, level: int = 2) -> None:
        """A heading of the document's structure; level 1 is the paper's own name."""
        put(self.word.add_paragraph(style=f"Heading {level}"), content)

    def paragraph(
        self, content: Content, *, grey: bool = False, style: str = "Normal", keep: bool = False
    ) -> Paragraph:
        """A paragraph; ``keep`` holds it on the page of what follows."""
        made = put(self.line(style), content, grey=grey)
        made.paragraph_format.keep_with_next = True if keep else None
        return made

    def labelled(self, pairs: Iterable[Sequence[Content]]) -> None:
        """Lines of a label and what belongs to it: a paper's facts."""
        line = None
        for label, value in pairs:
            line = put(self.line(), plain(label) + ": ", grey=True)
            put(line, value)
            line.paragraph_format.space_after = Pt(1)
        if line is not None:
            line.paragraph_format.space_after = Pt(7)

    def points(self, points: Iterable[Content], *, numbered: bool = False) -> None:
        """A list, with numbers or without."""
        for point in points:
            put(self.word.add_paragraph(style="List Number" if numbered else "List Bullet"), point)

    def table(self, name: str, head: Sequence[str], widths: Sequence[float]) -> Table:
        """A ruled table of no rows yet but its head, which repeats on every page. ``name`` is its alternative text.

        ``widths`` are in millimetres, one a column.
        """
        table: Table = self.word.add_table(rows=1, cols=len(head))
        table.autofit = False
        _rule(table)
        _set_margins(table)
        _name_table(table, plain(name))
        for cell, words in zip(table.rows[0].cells, head, strict=True):
            small(put(cell.paragraphs[0], words, bold=True, grey=True), 8)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        set_widths(table.rows[0].cells, widths)
        return table

    def bytes(self) -> bytes:
        """The document, the same each time."""
        for part in (self.word.part.package, self.word.part):
            for key, relation in list(part.rels.items()):
                if relation.reltype.endswith(_UNWANTED):
                    del part.rels[key]
        written = io.BytesIO()
        self.word.save(written)
        return _packed_alike(written)


def add_row(table: Table, cells: Sequence[Content], widths: Sequence[float], *, first_bold: bool = False) -> None:
    """A row that never splits over two pages."""
    found = _new_row(table).cells
    for at, (cell, content) in enumerate(zip(found, cells, strict=True)):
        small(put(cell.paragraphs[0], content, bold=first_bold and at == 0), 9)
    set_widths(found, widths)


def add_group_row(table: Table, content: Content, *, first: str | None = None) -> _Cell:
    """A row that heads those below it, over the whole width, or beside a ``first`` cell of its own."""
    cells = _new_row(table).cells
    if first is not None:
        put(cells[0].paragraphs[0], first, bold=True).paragraph_format.space_before = Pt(3)
    whole: _Cell = cells[0 if first is None else 1].merge(cells[-1])
    line = put(whole.paragraphs[0], content, bold=True)
    line.paragraph_format.keep_with_next = True
    line.paragraph_format.space_before = Pt(3)
    return whole


def _new_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # the library leaves it without types
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def may_split(row: _Row) -> None:
    """Let a long row go on over the page: one of many ticks would leave half a page empty."""
    told = row._tr.get_or_add_trPr()
    for mark in told.findall(qn("w:cantSplit")):
        told.remove(mark)


def set_widths(cells: Sequence[_Cell], widths: Sequence[float]) -> None:
    """Each cell's own width, in millimetres: some programs look at nothing else."""
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)


def _set_style(style: ParagraphStyle, size: float, above: float, below: float) -> None:
    style.font.size = Pt(size)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(faces.attrib):
        del faces.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{script}"), _FACE)
    if style.name != "Normal":
        style.font.bold, style.font.color.rgb = True, _ACCENT
        style.paragraph_format.keep_with_next = True


def _tabs(paragraph: Paragraph, *, centre: bool = False) -> None:
    paragraph.style = "Normal"
    stops = paragraph.paragraph_format.tab_stops
    if centre:
        stops.add_tab_stop(Mm(TEXT_WIDTH / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def small(paragraph: Paragraph, size: float) -> None:
    """Set what a paragraph holds at a size in points."""
    for run in paragraph.runs:
        run.font.size = Pt(size)
    paragraph.paragraph_format.space_after = Pt(1)


def _field(paragraph: Paragraph, name: str) -> None:
    """A page number, worked out by the program that shows the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    run.bold, run.font.size = True, Pt(_FURNITURE)
    field.append(run._r)
    paragraph._p.append(field)


def _rule(table: Table) -> None:
    """Rules above and below and between the rows, none upright."""
    borders = OxmlElement("w:tblBorders")
    for side, size, colour in (("top", 8, "16202A"), ("bottom", 8, "16202A"), ("insideH", 4, "B9C2CA")):
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", colour)):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    table._tbl.tblPr.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription"
    )


def _set_margins(table: Table) -> None:
    """Words begin where the text above begins, with a little room above and below them."""
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 28), ("left", 0), ("bottom", 28), ("right", 113)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _name_table(table: Table, name: str) -> None:
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), name[:200])
    table._tbl.tblPr.append(caption)


def _packed_alike(written: io.BytesIO) -> bytes:
    """The same parts with a fixed date on each."""
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            about = zipfile.ZipInfo(name, _OLDEST)
            about.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(about, before.read(name))
    return packed.getvalue()
