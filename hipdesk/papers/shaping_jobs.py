"""What the press does for lines that a drawn page cannot write itself: each on a page of its own size, shaped."""

import json

import typst

from hipdesk.kernel import paths
from hipdesk.papers.press.typesetting import fonts

_SOURCE = """
#import "look.typ": faces
#let lines = json(bytes(sys.inputs.lines))
#set text(font: faces, lang: "en", region: "GB", hyphenate: false, top-edge: "ascender", bottom-edge: "descender")
#set par(leading: 0.3em, spacing: 0pt)
#let set-at(line, size) = text(
  size: size * 1pt, weight: if line.bold { "bold" } else { "regular" }, fill: rgb(line.colour), line.words,
)
#for line in lines {
  let (wide, high) = (line.wide * 1mm, line.high * 1mm)
  page(width: wide, height: high, margin: 0pt, context {
    let fits(size) = {
      let one = measure(set-at(line, size))
      let all = measure(block(width: wide, set-at(line, size)))
      (one.width <= wide or size <= line.size * 2 / 3) and all.height <= high and all.width <= wide
    }
    let size = line.size
    while size > 4 and not fits(size) { size -= 0.5 }
    let side = (left: left, centre: center, right: right).at(line.at)
    block(width: wide, height: high, clip: true, align(side + top, set-at(line, size)))
  })
}
"""


def shape_lines(lines: list[dict[str, object]]) -> bytes:
    """The job: a PDF of one page a line; ``words``, ``wide``, ``high`` (mm), ``size``, ``bold``, ``colour``, ``at``.

    A line gets smaller until it fits its page. The same lines give the same bytes.
    """
    made = typst.compile(
        _SOURCE.encode(),
        root=str(paths.resources() / "templates"),
        font_paths=fonts(),
        sys_inputs={"lines": json.dumps(lines, ensure_ascii=False)},
        timestamp=0,
    )
    return bytes(made)
