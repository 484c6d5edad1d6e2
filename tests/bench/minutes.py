"""Row 8: minutes of 36 pages through the press, warm, against bare typst in this process on the same content."""

import functools
import itertools
import json
from dataclasses import replace

import pypdfium2
import typst

from hipdesk.kernel import paths
from hipdesk.papers.minutes import MinutesCase, MinutesPaper, MinutesSection
from hipdesk.papers.press import Press
from hipdesk.papers.produce import produce
from hipdesk.papers.text import printable_content
from tests.bench.pairs import Ratio, paired, told
from tests.support.paper_examples_minutes import minutes

PAGES = 36
ROUNDS = 9


def long_minutes(turn: int) -> MinutesPaper:
    """Minutes of 36 pages; every turn says something else in every case, so that nothing is found in a cache."""
    paper = minutes()
    sections = tuple(_longer(section, turn) for section in paper.sections)
    return replace(paper, sections=sections)


def _longer(section: MinutesSection, turn: int) -> MinutesSection:
    cases = section.cases
    if not cases:
        return section
    return replace(section, cases=tuple(_told_again(case, turn, again) for again in range(_TIMES) for case in cases))


_TIMES = 14


def _told_again(case: MinutesCase, turn: int, again: int) -> MinutesCase:
    reference = f"{case.reference}-{again:02d}"
    information = tuple((agency, f"{turn + 1}.{again + 1} {words}") for agency, words in case.information)
    return replace(case, reference=reference, information=information, initials=f"{case.initials} {turn}")


def measure() -> list[Ratio]:
    """Median ratio of making the same minutes."""
    turns = itertools.count()
    with Press() as press:
        pages = len(pypdfium2.PdfDocument(produce(long_minutes(next(turns)), press)))
        ours = (long_minutes(next(turns)) for _ in range(ROUNDS + 1))
        theirs = iter([_content(long_minutes(next(turns))) for _ in range(ROUNDS + 1)])
        ratio, mine, bare = paired(lambda: produce(next(ours), press), lambda: _bare(next(theirs)), ROUNDS)
    return [Ratio("8", f"minutes of {pages} pages, press warm", "bare typst", ratio, "≤ 1.3", ratio <= 1.3,
                  told(mine, bare))]  # fmt: skip


def _content(paper: MinutesPaper) -> str:
    return json.dumps(printable_content(paper.to_content()), ensure_ascii=False)


def _bare(content: str) -> bytes:
    """What typst alone takes for the same content, with the same fonts and the same standard."""
    folder = paths.resources() / "templates"
    return typst.compile(
        (folder / "minutes.typ").read_bytes(),
        root=str(folder),
        font_paths=_fonts(),
        sys_inputs={"content": content},
        pdf_standards=["ua-1"],
        timestamp=1_800_000_000,
    )


@functools.cache
def _fonts() -> typst.Fonts:
    place = str(paths.resources() / "fonts")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[place])
