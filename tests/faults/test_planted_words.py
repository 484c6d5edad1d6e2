"""Planted words: one in each kind of field and in attachments, looked for in every byte that reaches a disk.

strace writes down each file opened for writing and each byte written, temporary files that are gone again included.
"""

import io
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest

from hipdesk.services.demonstration import invent
from tests.faults.jobs import keep_file
from tests.faults.planted_work import BOROUGH, EVERYTHING, PAGES, RECORD_PAGES, SAVED
from tests.support import tracing
from tests.support.desks import copy_vault, open_desk
from tests.support.pdf_structure import page_texts
from tests.support.planting import START, Planted, found_in, plant_in_free_text, plant_one_of_each

FORBIDDEN = {"AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"}
TYPED = f"{START}9999"


@pytest.fixture(scope="module")
def ground(template, tmp_path_factory):
    """Two vaults: one with a word in every column of every table, one of a borough whose free text is all words."""
    folder = tmp_path_factory.mktemp("planted")
    one, other = Planted(0), Planted(5000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HIPDESK_DATA", str(folder / "memory"))
        with open_desk(copy_vault(template, folder / EVERYTHING)) as desk:
            desk.do(plant_one_of_each, one)
            plant_files(desk, one)
        with open_desk(copy_vault(template, folder / BOROUGH)) as desk:
            desk.do(invent, 24)
            desk.do(plant_in_free_text, other)
            plant_files(desk, other)
    plant_workbook(folder / "planted.xlsx")
    return folder, one, other


def plant_files(desk, planted) -> None:
    """Attachments whose text is a word in each encoding."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        desk.do(keep_file, None, desk, (planted.word(f"attachment, {encoding}") * 5000).encode(encoding))


def plant_workbook(place: Path) -> None:
    book = openpyxl.Workbook()
    for row in range(50):
        book.active.append([f"{START}{row:04d}", f"note {START}{row:04d}"])
    kept = io.BytesIO()
    book.save(kept)
    place.write_bytes(kept.getvalue())


def watched(ground, home: Path, deed: str, **more: str) -> tuple[tracing.Traced, Path]:
    """Do a deed in copies of the two vaults, with every default place of the system under ``home``."""
    folder = home / "place"
    shutil.copytree(ground[0], folder, ignore=shutil.ignore_patterns("memory"))
    command = [sys.executable, "-m", "tests.faults.planted_work", deed, str(folder), TYPED]
    surroundings = {**tracing.environment(home), "HIPDESK_DATA": str(home / "share" / "hipdesk"), **more}
    traced = tracing.run(command, home / "strace.log", surroundings)
    (home / "strace.log").unlink()
    (folder / "planted.xlsx").unlink()
    return traced, folder


def leaks(traced: tracing.Traced, home: Path) -> set[str]:
    """Every file with a planted word in it, on the disk now or ever written; papers saved on purpose left out."""
    saved = {str(place) for place in home.rglob(f"*{SAVED}")}
    written = {path for path, content in traced.wrote if found_in(content)}
    there = {str(place) for place in home.rglob("*") if place.is_file() and found_in(place.read_bytes())}
    return {path for path in written | there if path not in saved}


def strangers(traced: tracing.Traced, home: Path) -> set[str]:
    """Files opened for writing that are neither the vault's, nor a backup, a paper saved on purpose, or our memory."""
    ours = (f"{home}/place/", f"{home}/share/hipdesk/")
    return {path for path in traced.opened if not path.startswith(ours)}


def assert_kept_in(traced: tracing.Traced, home: Path) -> None:
    assert leaks(traced, home) == set()
    assert strangers(traced, home) == set()
    assert {path for path in traced.mapped if not path.endswith("-shm")} == set()
    assert traced.families & FORBIDDEN == set()
    assert traced.moved == set()


def test_words_when_counted_then_there_are_two_hundred_in_as_many_places(ground):
    """One in each kind of field, and attachments in three encodings; no place is left without."""
    _, one, other = ground
    assert len(one.where) >= 200
    assert len(set(one.where.values())) == len(one.where)
    assert len(other.where) >= 60
    planted_in = {place.partition(".")[0] for place in one.where.values()}
    assert planted_in >= {"address_label", "redaction", "question_set", "draft", "risk_assessment"}


@pytest.mark.parametrize("form", [str.encode, str.upper, "utf-16-le", "utf-16-be"])
def test_search_when_a_word_is_there_in_any_form_then_it_is_found(form):
    """The proof itself can fail: every form is found in the middle of other bytes."""
    word = f"x {START}0042 x"
    content = word.encode(form) if isinstance(form, str) else form(word)
    content = content.encode() if isinstance(content, str) else content
    assert found_in(b"\xff\x00" * 99 + content + b"\x00" * 99)
    assert not found_in(b"\xff\x00" * 99 + bytes(reversed(content)))


def test_disk_when_a_person_reads_writes_prints_and_locks_then_no_word_of_it_is_in_the_clear(ground, tmp_path):
    """Open, search, every reading service, drafts, refusals, attachments, a workbook, papers, backups, lock."""
    traced, folder = watched(ground, tmp_path, "read")
    assert traced.code == 0, traced.output[-2000:]
    told = dict(line.split(" ", 1) for line in traced.output.splitlines())
    assert int(told["answered"]) >= 20, told
    assert set(told["papers"].split(" ")) >= {"agenda", "case-paper", "minutes", "quarterly"}, told
    assert int(told["hits"]) > 0
    assert int(told["files"]) == 3
    papers = [place.read_bytes() for place in folder.glob(f"*{SAVED}")]
    assert len(papers) == len(told["papers"].split(" "))
    assert any(START in page for paper in papers for page in page_texts(paper))
    assert_kept_in(traced, tmp_path)


def test_disk_when_the_program_is_killed_in_the_middle_then_no_word_of_it_is_in_the_clear(ground, tmp_path):
    """Drafts in the WAL, a paper in the press, and SIGKILL: what lies there is ciphertext."""
    traced, folder = watched(ground, tmp_path, "killed")
    assert traced.code in (-9, 137), traced.output[-2000:]
    assert next((folder / BOROUGH).glob("*-wal")).stat().st_size > 0
    assert_kept_in(traced, tmp_path)


def test_disk_when_the_window_is_walked_through_then_no_word_of_it_is_in_the_clear(ground, tmp_path):
    """Every kind of page over the planted borough, drafts in each, and lock: Qt writes nothing of it, and no socket."""
    traced, _folder = watched(ground, tmp_path, "window", QT_QPA_PLATFORM="offscreen")
    assert traced.code == 0, traced.output[-2000:]
    told = dict(line.split(" ", 1) for line in traced.output.splitlines() if line.startswith("shown "))
    assert int(told["shown"]) == len(PAGES) + len(RECORD_PAGES)
    assert_kept_in(traced, tmp_path)


def test_trace_when_a_program_leaves_plain_text_or_reaches_out_then_the_proof_sees_it(tmp_path):
    """The watcher itself: a temporary file gone again, a mapping, a copy by the system, and a socket are all seen."""
    code = (
        "import mmap, os, socket, tempfile\n"
        f"with tempfile.TemporaryFile() as gone: gone.write(b'{TYPED}')\n"
        f"open('left', 'w', encoding='utf-16').write('{TYPED}')\n"
        "held = open('mapped', 'w+b'); held.truncate(64); mmap.mmap(held.fileno(), 64)\n"
        "socket.socket(socket.AF_INET)\n"
    )
    home = tmp_path / "home"
    command = [sys.executable, "-c", f"import os; os.chdir({str(tmp_path)!r})\n{code}"]
    traced = tracing.run(command, tmp_path / "log", tracing.environment(home))
    assert traced.code == 0, traced.output
    (tmp_path / "log").unlink()
    assert {Path(path).parent.name for path in leaks(traced, tmp_path)} == {"tmp", tmp_path.name}
    assert str(tmp_path / "left") in strangers(traced, tmp_path)
    assert {Path(path).name for path in traced.mapped} == {"mapped"}
    assert traced.families & FORBIDDEN == {"AF_INET"}
