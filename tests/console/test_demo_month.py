"""The demonstration's panel month: what cannot be made is named with the reason, and everything else is written."""

from typer.testing import CliRunner

from hipdesk.console import demonstration, panel_month
from hipdesk.console.app import app
from hipdesk.console.session import Cost
from hipdesk.desk import Desk
from hipdesk.kernel.errors import Refused
from hipdesk.model.redaction.proof import Proof, ProofHit, Unproved
from hipdesk.papers.catalogue import PaperOptions
from tests.support.desks import POLICY


def test_demo_when_some_papers_fail_then_named_the_rest_told_and_the_passphrase_with_them(tmp_path, monkeypatch):
    """Exit code 1 at the end, never in the middle; a hit is told by its place, whose it is and its kind."""
    monkeypatch.setattr(Cost, "policy", POLICY)
    monkeypatch.setenv("HIPDESK_DATA", str(tmp_path / "memory"))
    make = Desk.make_paper

    def failing(desk, paper, options, *told, **how):
        if paper == "minutes":
            raise Refused("The press ran out of memory.")
        if paper == "attendance-sheet":
            hit = ProofHit("0" * 64, "Page 4", "J.K.", "of J.K.", "Child 1", "initials")
            raise Unproved(Proof("0" * 64, 1, (), (hit,)))
        return make(desk, paper, options, *told, **how)

    monkeypatch.setattr(Desk, "make_paper", failing)
    wanted = ("agenda", "minutes", "attendance-sheet", "contact-list")
    monkeypatch.setattr(panel_month._Month, "papers", lambda month: [
        month._paper(each, PaperOptions(meeting_id=month._held if each == "minutes" else month._coming))
        for each in wanted
    ])  # fmt: skip
    out = tmp_path / "out"
    asked = ["demo", "--vault", str(tmp_path / "demo.hipdesk"), "--out", str(out), "--cases", "60"]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 1
    assert "Not made: Minutes. The press ran out of memory." in done.output
    assert "Page 4: Child 1, initials." in done.output
    assert "J.K." not in done.output
    assert demonstration.PASSPHRASE in done.output
    assert sorted(file.name.split(" ")[0] for file in out.iterdir()) == ["Agenda", "Contact"]
