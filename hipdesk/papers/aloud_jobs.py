"""What the press does so that a paper can be read aloud: its words in the order of its structure. Nothing is written.

Table rows say the heading of each cell; a paper without structure (labels) is read page by page.
"""

from collections.abc import Iterator

from hipdesk.papers.structure import Part, Words, parts_of, tidy, words_of_pages

MOST_PASSAGES = 40_000

Passage = list[str]
"""Its kind (h1 to h6, text, point, row, picture) and its words."""


def as_passages(content: bytes) -> list[Passage]:
    """The job: the paper's passages in reading order. Refused when the bytes are no paper that can be opened."""
    found = [passage for part in parts_of(content) for passage in _passages(part)]
    return (found or list(_page_by_page(words_of_pages(content))))[:MOST_PASSAGES]


def _passages(part: Part) -> Iterator[Passage]:
    if part.kind != "table":
        yield [part.kind, part.words]
    heads: tuple[str, ...] = ()
    for is_head, cells in part.rows:
        if is_head:
            heads = cells
            continue
        named = zip(heads, cells, strict=True) if len(heads) == len(cells) else (("", text) for text in cells)
        yield ["row", "; ".join(f"{head}: {text}" if head else text for head, text in named if text)]


def _page_by_page(words: Words) -> Iterator[Passage]:
    for number, page in enumerate(words, 1):
        yield ["h2", f"Page {number} of {len(words)}"]
        for line in "\n".join(page.values()).splitlines():
            if line.strip():
                yield ["text", tidy(line)]
