"""Typesetting, inside the press: a template file and content as JSON in, a tagged PDF/UA-1 out.

Content is never markup: it reaches the template as one JSON string. Fonts come from the program's own folder only,
so a paper looks the same, and is the same bytes, on every computer.
"""

import contextlib
import functools
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import typst

from hipdesk.kernel import paths
from hipdesk.kernel.errors import Refused
from hipdesk.papers.press.composing import Composed, composed
from hipdesk.papers.press.reading_back import faults
from hipdesk.papers.press.sealing import seal_network

_LINE = re.compile(r"__typst_py_bytes__\.typ:(\d+):\d+")
_MEND = "Mend it in Settings, Templates, or go back to the shipped one."
_LONGEST_WORDS = 300
_WITHOUT_TABLES = frozenset(
    {"/Span", "/Strong", "/Em", "/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Link", "/Lbl"}
)

_PAGES_AT_ONCE = {"case-paper": 2}
"""Templates that fill so many pages and need not measure most papers before they set them: a third of the work."""


def typeset(
    template: str,
    content: Mapping[str, object],
    made_at: int,
    own: Mapping[str, str] | None = None,
    logo: Mapping[str, object] | None = None,
) -> bytes:
    """The PDF of ``template`` (a name, such as ``agenda``) filled with ``content``; deterministic.

    ``made_at`` is the creation moment written into the file, in seconds since 1970. ``own`` are the office's own
    copies of templates by name, used instead of the shipped files: Refused when one has a fault, with its line and
    nothing of what it failed at, or when the paper no longer shows what every paper must. ``logo`` is the office's
    as ``furniture.typ`` takes it.
    """
    if not re.fullmatch(r"[a-z][a-z-]*", template):
        raise ValueError("not the name of a template")
    inputs = {"content": json.dumps(content, ensure_ascii=False)}
    if logo:
        inputs["logo"] = json.dumps(logo)
    if not own:
        return _shipped(template, inputs, made_at)
    source = composed(template, own)
    seal_network()
    try:
        made = _finished(_compiled(source.source.encode(), inputs, made_at))
    except typst.TypstError as error:
        raise _fault(source, str(getattr(error, "diagnostic", ""))) from None
    frame = content.get("frame")
    missing = next(faults(made, frame if isinstance(frame, Mapping) else {}), "")
    if missing:
        raise Refused(f"The office’s own copy of this template leaves something out. {missing}", to_do=_MEND)
    return made


def explain(template: str, content: Mapping[str, object], own: Mapping[str, str]) -> str:
    """The typesetter's own words for the fault of an office's copy, with its line; empty when it has none.

    For invented content only: the words may quote what the template failed at.
    """
    source = composed(template, own)
    seal_network()
    try:
        _compiled(source.source.encode(), {"content": json.dumps(content, ensure_ascii=False)}, 0)
    except typst.TypstError as error:
        line = _line_of(source, str(getattr(error, "diagnostic", "")))
        words = str(getattr(error, "message", "")).split("\n")[0][:_LONGEST_WORDS]
        return f"Line {line}: {words}." if line else f"{words[:1].upper()}{words[1:]}."
    return ""


def _shipped(template: str, inputs: dict[str, str], made_at: int) -> bytes:
    """A paper as its shipped template sets it: where that can be tried, at once and not measured first."""
    source = (_folder() / f"{template}.typ").read_bytes()
    if template in _PAGES_AT_ONCE:
        # The template says so itself where it was too much, or it runs on to another page.
        with contextlib.suppress(typst.TypstError):
            made = _compiled(source, inputs | {"at-once": "yes"}, made_at)
            with pikepdf.open(io.BytesIO(made)) as opened:
                pages = len(opened.pages)
            if pages == _PAGES_AT_ONCE[template]:
                return _finished(made)
    return _finished(_compiled(source, inputs, made_at))


def _folder() -> Path:
    return paths.resources() / "templates"


def _compiled(source: bytes, inputs: dict[str, str], made_at: int) -> bytes:
    nowhere = str(_folder() / "no-packages")
    return bytes(
        typst.compile(
            source, root=str(_folder()), font_paths=fonts(), sys_inputs=inputs, pdf_standards=["ua-1"],
            timestamp=made_at, package_path=nowhere, package_cache_path=nowhere,
        )
    )  # fmt: skip


def _fault(source: Composed, diagnostic: str) -> Refused:
    """Where the office's copy went wrong; what the typesetter quoted of the paper stays here."""
    line = _line_of(source, diagnostic)
    where = f" at line {line}" if line else ""
    return Refused(f"The office’s own copy of this template has a fault{where}.", to_do=_MEND)


def _line_of(source: Composed, diagnostic: str) -> int:
    """The first line of an office's copy that a diagnostic names; 0 when it names none."""
    told = (source.origin(int(found.group(1))) for found in _LINE.finditer(diagnostic))
    return next((line for name, line in told if name), 0)


@functools.cache
def fonts() -> Any:  # noqa: ANN401 - typst ships no types
    """The program's own fonts and no others."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(paths.resources() / "fonts")]
    )


def _finished(pdf: bytes) -> bytes:
    """The same paper with the first cell of every table row as its header, which typst cannot yet say."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for row in _rows(opened.Root.StructTreeRoot):
            _head_row(row)
        out = io.BytesIO()
        opened.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True
        )
        return out.getvalue()


def _children(node: pikepdf.Object) -> list[pikepdf.Object]:
    """The structure elements under one; what it marks on a page is told by numbers."""
    kids = node.get("/K")
    if kids is None:
        return []
    found = kids.as_list() if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary)]


def _rows(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _children(node):
        kind = str(kid.get("/S"))
        if kind == "/TR":
            yield kid
        elif kind not in _WITHOUT_TABLES:
            yield from _rows(kid)


def _head_row(row: pikepdf.Object) -> None:
    """Scopes replace the explicit lists of headers: a reader then names both the row and the column."""
    cells = [(str(cell.get("/S")), cell) for cell in _children(row)]
    cells = [(kind, cell) for kind, cell in cells if kind in ("/TH", "/TD")]
    body = bool(cells) and all(kind == "/TD" for kind, _ in cells)
    for place, (_, cell) in enumerate(cells):
        first = body and place == 0
        if not first and "/A" not in cell:
            continue
        for attributes in _table_attributes(cell):
            if "/Headers" in attributes:
                del attributes["/Headers"]
            if first:
                attributes["/Scope"] = pikepdf.Name.Row
        if first:
            cell.S = pikepdf.Name.TH


def _table_attributes(cell: pikepdf.Object) -> list[pikepdf.Object]:
    """The cell's /Table attributes; made when it has none."""
    held = cell.get("/A")
    if held is None:
        cell.A = pikepdf.Array()
    elif not isinstance(held, pikepdf.Array):
        cell.A = pikepdf.Array([held])
    found = [one for one in cell.A.as_list() if _is_of_table(one)]
    if not found:
        cell.A.append(pikepdf.Dictionary(O=pikepdf.Name.Table))
        found = [one for one in cell.A.as_list() if _is_of_table(one)]
    return found


def _is_of_table(attributes: pikepdf.Object) -> bool:
    return isinstance(attributes, pikepdf.Dictionary) and bool(attributes.get("/O") == "/Table")
