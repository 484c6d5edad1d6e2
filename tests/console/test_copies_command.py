"""What stops a paper on the command line is told so that it can be settled: recipients, words to look at, hits."""

from dataclasses import replace

from hipdesk.desk import Desk
from hipdesk.model.action_log import AddAction
from hipdesk.model.redaction.proof import ProofHit
from hipdesk.papers import packing
from hipdesk.services import actions, finding
from tests.console.test_packs_command import _copies, panel
from tests.support.desks import PASSPHRASE, POLICY

__all__ = ["panel"]


def test_paper_when_the_recipient_is_no_agency_then_only_with_yes(panel, tmp_path):
    """Named with the number of cases it would tell of; nothing is written until it is confirmed."""
    _path, run = panel
    target = tmp_path / "names.pdf"
    said = run("names-list", "--recipient", "The Daily News", "--out", str(target), expect=1)
    assert "The Daily News is no agency of the record. This paper tells of 10 cases" in said
    assert "add --yes" in said
    assert not target.exists()
    run("names-list", "--recipient", "The Daily News", "--out", str(target), "--yes")
    assert target.exists()


def test_pack_when_the_proof_finds_something_then_told_with_its_kind_and_passed(panel, tmp_path, monkeypatch):
    """Each place with the start of its key; with a reason for it the pack goes, and the reason is kept."""
    path, run = panel
    hit = ProofHit("ab" * 32, "Page 3", "Mark", "to mark it", "Child 1", "name")
    made = packing.prove
    monkeypatch.setattr(packing, "prove", lambda *told: replace(made(*told), hits=(hit,)))
    asked = ("pack", "--agency", "Police CSU", "--out", str(tmp_path / "out"), "--yes")
    said = run(*asked, expect=1)
    assert "abababababab  Page 3: Child 1, name" in said
    assert _copies(path) == 0
    run(*asked, "--pass", "abababababab=An ordinary word")
    assert _copies(path) == 1


def test_pack_when_words_were_never_looked_at_then_cases_and_page_are_told(panel, tmp_path):
    """How many words of which case, and where in the window they are decided on."""
    path, run = panel
    with Desk.unlock(path, PASSPHRASE, policy=POLICY) as desk:
        case = desk.read(finding.find_case, "HIP/2026-27/0038")
        desk.do(actions.add_action, AddAction(wording="Ring Zenobia about it", case_id=case, owner_name="Anwen Price"))
    said = run("pack", "--agency", "Police CSU", "--out", str(tmp_path / "out"), "--yes", expect=1)
    assert "Case HIP/2026-27/0038: 1 word to look at." in said
    assert "Words left out of papers" in said
    assert "Zenobia" not in said
