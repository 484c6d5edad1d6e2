"""Row 7: 20 case papers redacted, set, proved and encrypted, against LibreOffice setting the same 20 from Word."""

import itertools
import shutil
import subprocess
from pathlib import Path

from hipdesk.desk import Desk
from hipdesk.kernel.clock import FixedClock
from hipdesk.kernel.errors import HipDeskError
from hipdesk.model.cases.views import CaseFilter
from hipdesk.papers.catalogue import PaperOptions
from hipdesk.papers.encryption import encrypted
from hipdesk.papers.structure import parts_of
from hipdesk.papers.word.document import WordDocument, add_row
from hipdesk.services import cases
from tests.bench.borough import desk_of, folder
from tests.bench.pairs import Ratio, paired, seconds, told
from tests.support.desks import open_desk
from tests.support.qt_stand_ins import WEDNESDAY

MANY, CASES, ROUNDS = 20, 400, 3
_PASSWORD = "copper-kettle-winter-orchard"
_NO_PEER = "LibreOffice is not installed: apt-get install libreoffice-writer-nogui"


def measure() -> list[Ratio]:
    """Both ways LibreOffice may be called: once for all 20, and once for each."""
    peer = shutil.which("soffice")
    with open_desk(desk_of(CASES), FixedClock(WEDNESDAY)) as desk:
        chosen = _chosen(desk)
        if peer is None:
            took = seconds(lambda: _all(desk, chosen))
            return [Ratio("7", f"{MANY} case papers", "LibreOffice", 0.0, "< 1", False, f"{took:.1f} s; {_NO_PEER}")]
        files = _word_files(desk, chosen)
        ratio, mine, theirs = paired(lambda: _all(desk, chosen), lambda: _convert(peer, files), ROUNDS)
        one_each = seconds(lambda: [_convert(peer, [file]) for file in files])
    what = f"{MANY} case papers redacted, proved, encrypted"
    return [
        Ratio("7", what, "one LibreOffice call for all 20", ratio, "< 1", ratio < 1, told(mine, theirs)),
        Ratio("7", what, "a LibreOffice call for each", mine / one_each, "≤ 0.1", mine * 10 <= one_each,
              told(mine, one_each)),
    ]  # fmt: skip


def _chosen(desk: Desk) -> list[PaperOptions]:
    """The first cases whose papers are proved without anybody's say."""
    found = []
    for line in desk.read(cases.list_cases, CaseFilter(), limit=200).rows:
        options = PaperOptions(case_id=line.id)
        try:
            _one(desk, options)
        except HipDeskError:
            continue
        found.append(options)
        if len(found) == MANY:
            break
    if len(found) < MANY:
        raise AssertionError(f"only {len(found)} papers could be proved")
    return found


def _all(desk: Desk, chosen: list[PaperOptions]) -> None:
    for options in chosen:
        _one(desk, options)


def _one(desk: Desk, options: PaperOptions) -> bytes:
    made = desk.make_paper("case-paper", options)
    desk.prove_paper(made, options)
    return encrypted(made.content, _PASSWORD)


_number = itertools.count(1)


def _word_files(desk: Desk, chosen: list[PaperOptions]) -> list[Path]:
    """The same papers as Word files: the same words, headings and tables; LibreOffice is spared the charts."""
    place = folder() / "word"
    place.mkdir(exist_ok=True)
    files = []
    for options in chosen:
        content = desk.make_paper("case-paper", options).content
        frame = dict.fromkeys(("panel", "short_title", "handling", "copy", "version", "fingerprint"), "")
        word = WordDocument(frame | {"marking": "OFFICIAL-SENSITIVE", "title": "Case paper"}, 1_800_000_000)
        for part in parts_of(content):
            if part.kind == "table":
                _write_table(word, [list(cells) for _head, cells in part.rows])
            elif part.kind[0] == "h":
                word.heading(part.words, min(3, int(part.kind[1:])))
            else:
                word.paragraph(part.words)
        file = place / f"{next(_number):03d}.docx"
        file.write_bytes(word.bytes())
        files.append(file)
    return files


def _write_table(word: WordDocument, rows: list[list[str]]) -> None:
    many = max(map(len, rows))
    widths = [172 / many] * many
    full = [[*row, *[""] * (many - len(row))] for row in rows]
    table = word.table("A table", full[0], widths)
    for row in full[1:]:
        add_row(table, row, widths)


def _convert(peer: str, files: list[Path]) -> None:
    profile = f"-env:UserInstallation={(folder() / 'office').as_uri()}"
    asked = [peer, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder() / "set"), *map(str, files)]
    subprocess.run(asked, check=True, capture_output=True)
