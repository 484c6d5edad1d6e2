"""Packs from the command line: made with progress, asked for, issued into a folder; what fails is named."""

import pikepdf
import pytest
from typer.testing import CliRunner

from hipdesk.console import packs as packs_command
from hipdesk.console.app import app
from hipdesk.console.session import Cost
from hipdesk.desk import Desk
from hipdesk.kernel import files
from hipdesk.kernel.errors import EnvironmentFault
from hipdesk.model.redaction.looking import DecideWords
from hipdesk.papers.reading.word_forms import read_controls
from hipdesk.services import finding, packs, redaction
from tests.support.desks import PASSPHRASE, POLICY
from tests.support.filled_forms import fill
from tests.support.panel_desk import marlbridge


@pytest.fixture
def panel(tmp_path, monkeypatch):
    """The path of the Marlbridge vault, closed, and a way to run a command on it."""
    monkeypatch.setattr(Cost, "policy", POLICY)
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "memory"))
    with marlbridge(tmp_path) as (desk, known):
        path = desk.path
        for each in desk.open(redaction.words_to_look_at, known.december):
            told = {"case_id": each.case_id, "narrative": each.narrative, "words": (each.words,), "decision": "pass"}
            desk.do(redaction.decide_words, DecideWords.model_validate(told))
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    secret.chmod(0o600)

    def run(*words: str, expect: int = 0) -> str:
        asked = ["paper", *words, "--vault", str(path), "--meeting", "2026-12-10", "--passphrase-file", str(secret)]
        done = CliRunner().invoke(app, asked)
        assert done.exit_code == expect, done.output
        return done.output

    return path, run


def _copies(path) -> int:
    with Desk.unlock(path, PASSPHRASE, policy=POLICY) as desk:
        return len(desk.read(packs.pack_copies, desk.read(finding.find_meeting, "2026-12-10")))


def test_pack_when_not_confirmed_then_recipients_are_shown_and_nothing_is_issued(panel, tmp_path):
    """Without --yes and without somebody to ask: who would get what, and no file, no copy in the register."""
    path, run = panel
    said = run("pack", "--agency", "Police CSU", "--out", str(tmp_path / "out"))
    assert "Copy 1: Police CSU" in said
    assert "10 of 10 cases" in said
    assert "Setting the pack for Police CSU (1 of 1)" in said
    assert "Nothing was issued" in said
    assert not (tmp_path / "out").exists()
    assert _copies(path) == 0


def test_pack_when_confirmed_then_each_is_encrypted_and_a_supplement_tells_that_nothing_is_new(panel, tmp_path):
    """One encrypted PDF and one e-mail a recipient; a supplement right after names why there is none."""
    path, run = panel
    out = tmp_path / "out"
    said = run("pack", "--agency", "Police CSU", "--agency", "Victim Care", "--out", str(out), "--yes")
    assert "Issued 2 packs: 4 files" in said
    assert sorted(file.suffix for file in out.iterdir()) == [".eml", ".eml", ".pdf", ".pdf"]
    for file in out.glob("*.pdf"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(file)
    assert _copies(path) == 2
    said = run("supplement", "--agency", "Police CSU", "--out", str(out), "--yes", expect=1)
    assert "Not made: Police CSU. Nothing is new for it." in said
    assert _copies(path) == 2


def test_pack_when_the_place_cannot_take_it_then_nothing_is_issued(panel, tmp_path):
    """A file where a folder is meant: said before anything is registered."""
    path, run = panel
    there = tmp_path / "there"
    there.write_bytes(b"a file")
    ask = ("pack", "--agency", "Police CSU", "--yes", "--out")
    assert "That is a file, not a folder." in run(*ask, str(there), expect=1)
    assert _copies(path) == 0


def test_pack_when_a_file_cannot_be_written_then_what_the_register_holds_is_told_and_again_writes_it(
    panel, tmp_path, monkeypatch
):
    """The disk fills while packs are written: which were, which not, and the command that goes on."""
    _path, run = panel
    out = tmp_path / "out"
    write = files.write_bytes

    def full(target, content, **how):
        if "copy 02" in target.name and target.suffix == ".pdf":
            raise EnvironmentFault("The disk is full.")
        write(target, content, **how)

    with monkeypatch.context() as disk:
        disk.setattr(files, "write_bytes", full)
        wanted = ("pack", "--agency", "Police CSU", "--agency", "Victim Care", "--yes", "--out")
        said = run(*wanted, str(out), expect=1)
    assert "2 files in" in said
    assert "In the register, but not written: copy 2. The disk is full." in said
    assert "paper pack --again" in said
    assert len(list(out.iterdir())) == 2
    said = run("pack", "--again", "--yes", "--out", str(tmp_path / "again"))
    assert "Copy 2: Victim Care" in said
    assert "Issued 1 pack: 2 files" in said


def test_pack_when_stopped_half_way_then_nothing_is_issued_or_written(panel, tmp_path, monkeypatch):
    """Ctrl+C while a pack is being set."""
    path, run = panel

    def stop(_done: int, _of: int, _what: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(packs_command, "_tell", stop)
    run("pack", "--agency", "Police CSU", "--out", str(tmp_path / "out"), "--yes", expect=130)
    assert not (tmp_path / "out").exists()
    assert _copies(path) == 0


def test_paper_when_several_agencies_are_named_for_one_paper_then_refuses(panel, tmp_path):
    """Only packs are made for several at once."""
    _path, run = panel
    said = run(
        "names-list", "--agency", "Police CSU", "--agency", "Victim Care", "--out", str(tmp_path / "x"), expect=1
    )
    assert "one agency at a time" in said


@pytest.mark.parametrize(
    ("paper", "name", "said"),
    [
        ("agenda", "x.xlsx", "Agenda is not made as a workbook"),
        ("names-list", "x.docx", "Names list is not made as a Word document"),
        ("agenda", "x", "A file without an ending"),
        ("agenda", "x.doc", "A file ending in .doc"),
    ],
)
def test_paper_when_its_name_ends_in_what_it_cannot_be_then_refused(panel, tmp_path, paper, name, said):
    """Never a PDF under another name: a sentence with the endings there are, and no file."""
    _path, run = panel
    target = tmp_path / name
    assert said in run(paper, "--out", str(target), expect=1)
    assert not target.exists()


def test_paper_when_mails_are_wanted_then_one_an_agency_and_the_call_list_is_told_of(panel, tmp_path):
    """Into a folder, unsent; who may not have it is named. A single one by the ending of its name."""
    _path, run = panel
    out = tmp_path / "mails"
    said = run("return-form", "--mails", "--out", str(out), expect=1)
    assert "Not written: Adult Social Care. T. Quist, who would get it, declared an interest" in said
    assert "None is sent. The passwords are on the call list." in said
    assert len(list(out.iterdir())) > 1
    assert {file.suffix for file in out.iterdir()} == {".eml"}
    one = tmp_path / "one.eml"
    assert "The e-mail is not sent" in run("names-list", "--agency", "Police CSU", "--out", str(one))
    assert b"X-Unsent: 1" in one.read_bytes()


def test_dates_when_written_then_a_calendar_of_the_meeting_and_nothing_else(panel, tmp_path):
    """The meeting and its deadlines; another ending is refused."""
    path, _run = panel
    asked = ["dates", "--vault", str(path), "--meeting", "2026-12-10"]
    asked += ["--passphrase-file", str(tmp_path / "passphrase"), "--out"]
    target = tmp_path / "dates.ics"
    done = CliRunner().invoke(app, [*asked, str(target)])
    assert done.exit_code == 0, done.output
    assert target.read_bytes().count(b"BEGIN:VEVENT") > 1
    assert b"DTSTART:20261210T" in target.read_bytes()
    other = CliRunner().invoke(app, [*asked, str(tmp_path / "dates.pdf")])
    assert other.exit_code == 1
    assert "calendar file" in other.output


def test_read_form_when_a_return_form_then_recorded_and_what_is_missing_is_told(panel, tmp_path):
    """The agency's filled form goes into the meeting's returns; the same again changes nothing and says so."""
    path, run = panel
    blank, form = tmp_path / "blank.docx", tmp_path / "form.docx"
    run("return-form", "--agency", "Police CSU", "--out", str(blank))
    tags = [control.tag for control in read_controls(blank.read_bytes())]
    case = next(tag for tag in tags if tag.endswith(".nothing"))
    form.write_bytes(fill(blank.read_bytes(), {case: True}))
    words = ("read-form", str(form), "--vault", str(path), "--passphrase-file", str(tmp_path / "passphrase"))
    first, again = (CliRunner().invoke(app, words).output for _time in range(2))
    assert "Police CSU, panel of 10 December 2026: 1 recorded." in first
    assert "nothing held" in first
    assert "still missing" in first
    assert "0 recorded" in again
    assert "left as it is" in again
