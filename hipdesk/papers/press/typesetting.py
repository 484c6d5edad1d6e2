"""Typesetting, inside the press: a template file and content as JSON in, a tagged PDF/UA-1 out.

Content is never markup: it reaches the template as one JSON string. Fonts come from the program's own folder only,
so a paper looks the same, and is the same bytes, on every computer.
"""

import functools
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
import typst

from hipdesk.kernel import paths
from hipdesk.kernel.errors import Refused

_LINE = re.compile(r":(\d+):\d+")
_WITHOUT_TABLES = frozenset(
    {"/Span", "/Strong", "/Em", "/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Link", "/Lbl"}
)


def typeset(template: str, content: Mapping[str, object], made_at: int, own: str = "") -> bytes:
    """The PDF of ``template`` (a name, such as ``agenda``) filled with ``content``; deterministic.

    ``made_at`` is the creation moment written into the file, in seconds since 1970. ``own`` is the office's own copy
    of the template, used instead of the shipped file; Refused when it has a fault or reaches for packages.
    """
    if not re.fullmatch(r"[a-z][a-z-]*", template):
        raise ValueError("not the name of a template")
    folder = paths.resources() / "templates"
    source = own.encode() if own else (folder / f"{template}.typ").read_bytes()
    if re.search(rb'["\']@', source):
        raise Refused("A template may not fetch packages.", to_do="Use the shipped template.")
    try:
        made = typst.compile(
            source,
            root=str(folder),
            font_paths=_fonts(),
            sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=made_at,
        )
    except typst.TypstError as error:
        if not own:
            raise
        found = _LINE.search(str(getattr(error, "diagnostic", "")))
        where = f" at line {found.group(1)}" if found else ""
        raise Refused(
            f"The office’s own copy of this template has a fault{where}.", to_do="Mend it, or use the shipped one."
        ) from None
    return _finished(bytes(made))


@functools.cache
def _fonts() -> Any:  # noqa: ANN401 - typst ships no types
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
