"""Templates from the command line: written out, tried, kept, gone back on; a paper tells when one was set aside."""

import pytest
from typer.testing import CliRunner

from hipdesk.console.app import app
from hipdesk.console.session import Cost
from hipdesk.model.templates import ChangeTemplate, shipped_text
from hipdesk.services.templates import change_template
from tests.support.desks import PASSPHRASE, POLICY, make_desk, open_desk


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command on a new vault; what it printed."""
    monkeypatch.setattr(Cost, "policy", POLICY)
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "memory"))
    with make_desk(tmp_path) as desk:
        path = desk.path
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    secret.chmod(0o600)

    def command(*words, expect=0):
        done = CliRunner().invoke(app, [*words, "--vault", str(path), "--passphrase-file", str(secret)])
        assert done.exit_code == expect, done.output
        return done.output

    command.path = path
    return command


def test_template_when_written_out_edited_and_kept_then_it_is_in_use_until_restored(run, tmp_path):
    """The whole round, with an editor of one's own between."""
    file = tmp_path / "contact-list.typ"
    run("template", "copy", "contact-list", "--out", str(file))
    assert file.read_text("utf-8") == shipped_text("contact-list")
    file.write_text(shipped_text("contact-list").replace("Contact list", "Whom to ring"), "utf-8")
    assert "No fault was found." in run("template", "check", "contact-list", str(file))
    assert "Your own copy" not in run("template", "list")
    run("template", "keep", "contact-list", str(file))
    assert "Your own copy" in run("template", "list")
    run("template", "restore", "contact-list")
    assert "Your own copy" not in run("template", "list")


@pytest.mark.parametrize(("content", "told"), [
    (b"#unheard-of", "Line 1: unknown variable: unheard-of."), (b'#read("/etc/passwd")', "Line 1 reaches for a file"),
    (b"\xff\xfe\x00", "could not be read as text"), (b"a" * 5_000_000, "too long"),
])  # fmt: skip
def test_template_when_it_has_a_fault_then_told_and_not_kept(run, tmp_path, content, told):
    """Exit code 1 and one sentence; the shipped one stays in use."""
    file = tmp_path / "mine.typ"
    file.write_bytes(content)
    assert told in run("template", "keep", "contact-list", str(file), expect=1)
    assert "Your own copy" not in run("template", "list")


def test_paper_when_its_template_is_set_aside_then_written_and_told(run, tmp_path):
    """The paper is the shipped one; the sentence goes where complaints go."""
    with open_desk(run.path) as desk:
        text = shipped_text("contact-list") + "\n#unheard-of\n"
        desk.do(change_template, ChangeTemplate(name="contact-list", text=text))
    said = run("paper", "contact-list", "--out", str(tmp_path / "list.pdf"))
    assert f"has a fault at line {len(text.split(chr(10))) - 1}." in said
    assert "The shipped template was used instead." in said
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
