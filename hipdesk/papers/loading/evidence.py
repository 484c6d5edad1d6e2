"""Files kept with a case as a pack sets them: pages drawn in the press, each with its words for those who listen."""

import io
from collections.abc import Callable, Iterable, Iterator

from hipdesk.kernel.errors import Refused
from hipdesk.kernel.progress import Progress
from hipdesk.model.attachments import AttachmentView, file_kind, name_finding
from hipdesk.model.panels.packs import PackCase
from hipdesk.model.redaction.scan import Scanner, masked
from hipdesk.papers.pack import Evidence, EvidenceSheet
from hipdesk.papers.press import Press, PressDied, PressFailed
from hipdesk.papers.viewing import DrawnPage, Viewing
from hipdesk.papers.wording import full_day
from hipdesk.store.queries.attachments import attachments_of
from hipdesk.store.work import Reading

ReadFile = Callable[[str], bytes]
"""Gives the bytes of a kept file by its key, verified."""

_WIDE = 1240
_MOST_PAGES = 20


def load_evidence(
    reading: Reading, case_id: str, hidden: Scanner, press: Press, read_file: ReadFile, progress: Progress
) -> tuple[tuple[Evidence, ...], tuple[str, ...], str]:
    """The files of a case that may go into its papers, those that cannot be set as pages, and the words on the pages.

    Titles and alternatives are masked as the case's texts are; what a picture shows cannot be.
    """
    shown: list[Evidence] = []
    left: list[str] = []
    words: list[str] = []
    for file in attachments_of(reading, case_id=case_id):
        if not file.in_papers:
            continue
        title = masked(file.title, hidden)
        kind = file_kind(file.media_type)
        if kind.shown not in ("picture", "pages"):
            left.append(f"{title} ({kind.words})")
            continue
        try:
            sheets, said = _sheets(file, title, hidden, Viewing(press, read_file(file.id), file.media_type), progress)
        except (Refused, PressDied, PressFailed):
            left.append(f"{title} (it cannot be drawn)")
            continue
        shown.append(Evidence(title=f"Evidence: {title}", sheets=sheets))
        words += said
        if (file.pages or 1) > _MOST_PAGES:
            left.append(f"{title}, from page {_MOST_PAGES + 1}")
    return tuple(shown), tuple(left), "\n".join(words)


def odd_evidence(reading: Reading, cases: Iterable[PackCase]) -> Iterator[str]:
    """A sentence for each file that goes into papers and is not what its name says, or of no known kind."""
    for case in cases:
        for file in attachments_of(reading, case_id=case.id):
            finding = file.finding or name_finding(file.file_name, file.media_type)
            if file.in_papers and finding:
                yield f"{case.reference}, a document: {finding} Look at it before the packs go."


def _sheets(
    file: AttachmentView, title: str, hidden: Scanner, viewing: Viewing, progress: Progress
) -> tuple[tuple[EvidenceSheet, ...], list[str]]:
    total = file.pages or 1
    rest = f", the first {_MOST_PAGES} shown" if total > _MOST_PAGES else ""
    told = masked(file.alternative or file.description, hidden) or title
    received = f", received {full_day(file.received_on)}" if file.received_on else ""
    sheets, words = [], []
    try:
        for place in range(min(total, _MOST_PAGES)):
            drawn = viewing.page(place, _WIDE, progress)
            jpeg, width, height = _as_jpeg(drawn.png)
            of = f", page {place + 1} of {total}{rest}" if total > 1 else ""
            sheets.append(
                EvidenceSheet(
                    jpeg=jpeg, width=width, height=height, alternative=f"{told}{of}{_read_out(file, drawn, hidden)}",
                    caption=f"{title}{received}{of}",
                )
            )  # fmt: skip
            words.append(drawn.words)
    finally:
        viewing.close()
    return tuple(sheets), words


def _read_out(file: AttachmentView, drawn: DrawnPage, hidden: Scanner) -> str:
    """What stands on a page, for those who listen: masked as the case's own texts are, so that they hear no more of
    anybody than a case paper says. The page itself is proved by its words as they are, and passed by the officer.
    """
    if file_kind(file.media_type).shown != "pages":
        return ""
    words = " ".join(masked(drawn.words, hidden).split())
    return f". It reads: {words}" if words else ". The text of this page is not read out: it is a picture."


def _as_jpeg(png: bytes) -> tuple[bytes, int, int]:
    from PIL import Image  # late: few packs hold a picture

    with Image.open(io.BytesIO(png), formats=("PNG",)) as drawn:
        out = io.BytesIO()
        drawn.convert("RGB").save(out, "JPEG", quality=80)
        return out.getvalue(), drawn.width, drawn.height
