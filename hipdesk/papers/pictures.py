"""Pages of our own papers as pictures: for the printer, which draws pixels, and for looking at them.

Only for bytes made here: a file from outside is opened in the press.
"""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2


def page_pictures(pdf: bytes, dots_per_inch: int = 300, most: int | None = None) -> list[bytes]:
    """Every page, or the first ``most``, as PNG."""
    import pypdfium2  # late: the pages that print import this module, and most days nothing is printed

    document = pypdfium2.PdfDocument(pdf)
    try:
        count = len(document) if most is None else min(most, len(document))
        return [_png(document[place], dots_per_inch) for place in range(count)]
    finally:
        document.close()


def _png(page: "pypdfium2.PdfPage", dots_per_inch: int) -> bytes:
    picture = page.render(scale=dots_per_inch / 72).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
