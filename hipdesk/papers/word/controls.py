"""Content controls of a Word form: text, a drop-down, a day, a box to tick; each tagged with the field it answers.

A control can be filled and never taken out. Its prompt is no answer: the reader knows it by its mark.
"""

from collections.abc import Sequence
from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from hipdesk.papers.word.document import plain

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_PROMPTS = {"line": "Click to write", "note": "Click to write", "choice": "Choose", "day": "Choose a day"}
_ROUGH = "A day, or roughly: May 2026"
_GREY = '<w:color w:val="4D5964"/>'
_LONGEST_TAG = 64
_DAY = (
    '<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/>'
    '<w:calendar w:val="gregorian"/></w:date>'
)


class Controls:
    """Numbers the controls of one document: each needs an id of its own."""

    def __init__(self) -> None:
        self._made = 0

    def answer(
        self, paragraph: Paragraph, tag: str, label: str, kind: str, options: Sequence[tuple[str, str]] = ()
    ) -> None:
        """A text, drop-down or day control at the end of a paragraph."""
        if options:
            name = "dropDownList" if kind == "choice" else "comboBox"
            # The words are the value too, by which the form is read: a key of the vault would leave with every form.
            shown = [_attribute(words) for _code, words in options]
            entries = "".join(f'<w:listItem w:displayText="{words}" w:value="{words}"/>' for words in shown)
            shape = f"<w:{name}>{entries}</w:{name}>"
        else:
            shape = {"day": _DAY, "note": '<w:text w:multiLine="1"/>'}.get(kind, "<w:text/>")
        prompt = _ROUGH if kind == "rough_day" else _PROMPTS[kind]
        self._put(paragraph, tag, label, f"<w:showingPlcHdr/>{shape}", f"<w:rPr>{_GREY}</w:rPr><w:t>{prompt}</w:t>")

    def tick(self, paragraph: Paragraph, tag: str, label: str) -> None:
        """A box to tick, and its words after it."""
        box = (
            '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        face = '<w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr>'
        self._put(paragraph, tag, label, box, f"{face}<w:t>\u2610</w:t>")
        paragraph.add_run("\u00a0" + plain(label).replace(" ", "\u00a0") + "   ")

    def mark(self, paragraph: Paragraph, tag: str, words: str) -> None:
        """Words that can neither be changed nor taken out, known by their tag."""
        text = f"<w:rPr>{_GREY}</w:rPr><w:t>{escape(plain(words))}</w:t>"
        self._put(paragraph, tag, words, "", text, lock="sdtContentLocked")

    def _put(
        self, paragraph: Paragraph, tag: str, label: str, properties: str, run: str, lock: str = "sdtLocked"
    ) -> None:
        if len(tag) > _LONGEST_TAG:
            raise ValueError("a tag of a control has at most 64 characters")
        self._made += 1
        paragraph._p.append(
            parse_xml(
                f'<w:sdt {nsdecls("w")} {_W14}><w:sdtPr><w:alias w:val="{_attribute(label)[:64]}"/>'
                f'<w:tag w:val="{_attribute(tag)}"/><w:id w:val="{self._made}"/><w:lock w:val="{lock}"/>{properties}'
                f"</w:sdtPr><w:sdtContent><w:r>{run}</w:r></w:sdtContent></w:sdt>"
            )
        )


def _attribute(text: str) -> str:
    return escape(" ".join(plain(text).split()), quote=True)
